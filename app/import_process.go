package app

import (
	"context"
	"slices"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// ProcessChange is what an import did to the open stages of the process.
type ProcessChange struct {
	Order []string // the open stages as they are now
	Gone  []string // stages of a new database that nobody had used or edited
	// Likely is the order that the names speak for, where it is another.
	Likely []string
}

// stagePlan is what a run learns of the process while it reads.
type stagePlan struct {
	untouched bool                // the open stages are those of a new database, and no deal was ever in one
	before    []sales.ID          // the open stages before the run made any
	given     []string            // the order that the form gives
	appeared  []string            // the open stages that rows name, in the file's order
	steps     map[[2]sales.ID]int // how often a deal's history goes from one to another
}

// planStages looks at the process before the run changes it, and sets the given
// order: in place of a process that nobody chose or used, in another by making
// what it lacks.
func (r *importRun) planStages(ctx context.Context) error {
	r.plan = stagePlan{given: r.form.Stages, steps: map[[2]sales.ID]int{}}
	names := r.form.Kind == importer.KindDeals || r.form.Kind == importer.KindStageHistory
	if len(r.form.Stages) == 0 && (!r.form.Create || !names) {
		return nil
	}
	var err error
	if r.plan.untouched, err = r.service.untouched(ctx, r.tx); err != nil {
		return err
	}
	if err := r.replaceStages(ctx); err != nil {
		return err
	}
	for _, stage := range r.stages {
		if stage.Kind == sales.StageOpen {
			r.plan.before = append(r.plan.before, stage.ID)
		}
	}
	for _, name := range r.form.Stages {
		if slices.ContainsFunc(r.stages, func(s sales.Stage) bool { return fold(s.Name) == fold(name) }) {
			continue
		}
		if _, err := r.addStage(ctx, strings.TrimSpace(name)); err != nil {
			return err
		}
	}
	return nil
}

// appears notes an open stage that a row names.
func (r *importRun) appears(name string) {
	if name != "" && len(r.plan.appeared) < mostUnknown && !hasFolded(r.plan.appeared, name) {
		r.plan.appeared = append(r.plan.appeared, name)
	}
}

// passes notes between which open stages a deal's history goes.
func (r *importRun) passes(moves []sales.Move) {
	for i := 1; i < len(moves); i++ {
		if from, to := moves[i-1].StageID, moves[i].StageID; from != "" && !r.closes(to) {
			r.plan.steps[[2]sales.ID{from, to}]++
		}
	}
}

// untouched reports a process as a new database has it, in any language, in
// whose open stages no deal was ever: nobody chose it.
func (s *Service) untouched(ctx context.Context, r sales.Reader) (bool, error) {
	stages, err := r.Stages(ctx)
	if err != nil {
		return false, err
	}
	if !slices.ContainsFunc([]string{"en", "ko"}, func(lang string) bool { return isDefault(stages, sales.DefaultProcess(s.opts.Text(lang))) }) {
		return false, nil
	}
	some, err := r.Deals(ctx, sales.DealQuery{Limit: mostUnknown})
	if err != nil || len(some) == 0 {
		return err == nil, err
	}
	ids := make([]sales.ID, len(some))
	for i, deal := range some {
		ids[i] = deal.ID
	}
	// The first deals tell it nearly always, so that not every move is read.
	for _, deals := range [][]sales.ID{ids, nil} {
		moves, err := r.Moves(ctx, deals...)
		if err != nil || slices.ContainsFunc(moves, func(m sales.Move) bool { return isOpen(stages, m.StageID) }) {
			return false, err
		}
	}
	return true, nil
}

func isOpen(stages []sales.Stage, id sales.ID) bool {
	return slices.ContainsFunc(stages, func(s sales.Stage) bool { return s.ID == id && s.Kind == sales.StageOpen })
}

// isDefault compares the open stages with those of a new database, whatever
// their ids.
func isDefault(stages, fresh []sales.Stage) bool {
	open := func(list []sales.Stage) (plain []sales.Stage) {
		for _, stage := range list {
			if stage.Kind != sales.StageOpen {
				continue
			}
			stage.ID, stage.Position, stage.Criteria = "", 0, slices.Clone(stage.Criteria)
			for i := range stage.Criteria {
				stage.Criteria[i].ID = ""
			}
			plain = append(plain, stage)
		}
		return plain
	}
	return hashOf(open(stages)) == hashOf(open(fresh))
}

// settleProcess puts the stages that the run made where they belong. In an
// untouched process they take the place of the stages that no row names, in the
// file's order; among stages that are in use each stands where the file's
// history, the names or at last the file's order put it.
func (r *importRun) settleProcess(ctx context.Context) error {
	if len(r.made[sales.KindStage])+len(r.plan.given) == 0 {
		return nil
	}
	fresh := r.plan.untouched && len(r.plan.given) == 0
	kept, made, rest, gone := r.sorted(fresh)
	before := stageNames(kept)
	r.asGiven(kept)
	slices.SortStableFunc(made, func(a, b sales.Stage) int { return r.placeInFile(a) - r.placeInFile(b) })
	open := r.inserted(kept, made, fresh)
	r.stages = slices.Concat(open, rest)
	for i := range r.stages {
		r.stages[i].Position = i + 1
		if err := r.tx.Put(ctx, &r.stages[i]); err != nil {
			return err
		}
	}
	if len(made) == 0 && slices.Equal(before, stageNames(open)) {
		return nil
	}
	change := ProcessChange{Order: stageNames(open), Gone: stageNames(gone)}
	if likely := importer.StageOrder(change.Order); fresh && len(r.plan.steps) == 0 && !slices.Equal(likely, change.Order) {
		change.Likely = likely
	}
	r.result.Process = &change
	for _, stage := range gone {
		if err := r.tx.Delete(ctx, sales.KindStage, stage.ID); err != nil {
			return err
		}
	}
	return nil
}

// sorted tells the stages that stay where they are, those that get a place, those
// that are no open ones, and those that give way.
func (r *importRun) sorted(fresh bool) (kept, made, rest, gone []sales.Stage) {
	for _, stage := range r.stages {
		here := slices.Contains(r.plan.before, stage.ID)
		switch {
		case stage.Kind != sales.StageOpen:
			rest = append(rest, stage)
		case fresh && here && !r.met[stage.ID]:
			gone = append(gone, stage)
		case here && !fresh:
			kept = append(kept, stage)
		default:
			made = append(made, stage)
		}
	}
	return kept, made, rest, gone
}

// inserted puts the made stages between the kept ones, and gives those that
// were not here before their chance to win.
func (r *importRun) inserted(kept, made []sales.Stage, fresh bool) []sales.Stage {
	open := slices.Clone(kept)
	for _, stage := range made {
		open = slices.Insert(open, r.bestPlace(open, stage, fresh), stage)
	}
	for i := range open {
		stage := &open[i]
		if slices.Contains(r.plan.before, stage.ID) {
			continue
		}
		if fresh {
			stage.Probability, stage.Late = float64(i+1)/float64(len(open)+1), 2*(i+1) > len(open)
			continue
		}
		below, above := 0.0, 1.0
		if i > 0 {
			below, stage.Late = open[i-1].Probability, open[i-1].Late
		}
		for _, later := range open[i+1:] {
			if slices.Contains(r.plan.before, later.ID) {
				above = later.Probability
				break
			}
		}
		if stage.Probability = (below + above) / 2; above < below {
			stage.Probability = below
		}
	}
	return open
}

// bestPlace is where among some stages another contradicts least of what is
// known; the last such place.
func (r *importRun) bestPlace(open []sales.Stage, stage sales.Stage, fresh bool) int {
	score := 0
	for _, other := range open {
		score += r.behind(other, stage, fresh) // as the first of all
	}
	score = -score
	best, place := score, 0
	for i, other := range open {
		score += 2 * r.behind(other, stage, fresh)
		if score >= best {
			best, place = score, i+1
		}
	}
	return place
}

// behind is how much speaks for a stage behind another, negative for it before
// that. What weighs more decides whatever speaks less: the order that was given,
// deals that went from one to the other, the words of their names, the file.
func (r *importRun) behind(other, stage sales.Stage, fresh bool) int {
	const given, history, words, file = 1 << 36, 1 << 24, 1 << 12, 1
	at := func(list []string, s sales.Stage) int {
		return slices.IndexFunc(list, func(name string) bool { return fold(name) == fold(s.Name) })
	}
	weight := 0
	if a, b := at(r.plan.given, other), at(r.plan.given, stage); a >= 0 && b >= 0 {
		weight += given * sign(b-a)
	}
	weight += history * sign(r.plan.steps[[2]sales.ID{other.ID, stage.ID}]-r.plan.steps[[2]sales.ID{stage.ID, other.ID}])
	if a, b := at(r.plan.appeared, other), at(r.plan.appeared, stage); a >= 0 && b >= 0 {
		weight += file * sign(b-a)
	}
	if !fresh {
		weight += words * importer.CompareStages(stage.Name, other.Name)
	}
	return weight
}

func sign(n int) int { return min(max(n, -1), 1) }

// placeInFile is where the file first names a stage.
func (r *importRun) placeInFile(stage sales.Stage) int {
	return slices.IndexFunc(r.plan.appeared, func(name string) bool { return fold(name) == fold(stage.Name) })
}

func hasFolded(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return fold(other) == fold(name) })
}

func stageNames(stages []sales.Stage) []string {
	var names []string
	for _, stage := range stages {
		if !stage.Archived {
			names = append(names, stage.Name)
		}
	}
	return names
}

// asGiven puts those of some stages that the form's list names into its order,
// each in a place of one of them.
func (r *importRun) asGiven(stages []sales.Stage) {
	rank := func(s sales.Stage) int {
		return slices.IndexFunc(r.plan.given, func(name string) bool { return fold(name) == fold(s.Name) })
	}
	var places []int
	var listed []sales.Stage
	for i, stage := range stages {
		if rank(stage) >= 0 {
			places, listed = append(places, i), append(listed, stage)
		}
	}
	slices.SortStableFunc(listed, func(a, b sales.Stage) int { return rank(a) - rank(b) })
	for i, place := range places {
		stages[place] = listed[i]
	}
}

// replaceStages makes the stages that the form names the open ones of a database
// without deals, or whose process nobody chose or used; their chances to win rise
// evenly. Any other process stays.
func (r *importRun) replaceStages(ctx context.Context) error {
	deals, err := r.tx.Deals(ctx, sales.DealQuery{Limit: 1})
	if err != nil || len(r.form.Stages) == 0 || (len(deals) > 0 && !r.plan.untouched) {
		return err
	}
	var stages, closing []sales.Stage
	for _, stage := range r.stages {
		if stage.Kind != sales.StageOpen {
			closing = append(closing, stage)
		}
	}
	for i, name := range r.form.Stages {
		at := slices.IndexFunc(r.stages, func(s sales.Stage) bool { return fold(s.Name) == fold(name) })
		switch {
		case at < 0:
			stages = append(stages, sales.Stage{
				Name: strings.TrimSpace(name), Kind: sales.StageOpen, DayLimit: 30,
				Probability: float64(i+1) / float64(len(r.form.Stages)+1), Late: 2*(i+1) > len(r.form.Stages),
			})
		case r.stages[at].Kind == sales.StageOpen:
			stages = append(stages, r.stages[at])
		}
	}
	stages = append(stages, closing...)
	if err := checkProcess(stages); err != nil {
		return err
	}
	if err := putProcess(ctx, r.tx, stages); err != nil {
		return err
	}
	r.stages, err = r.tx.Stages(ctx)
	return err
}

// replaceable reports a process that a list of stages takes the place of: no
// deal is there, or none ever was in one of its stages and nobody edited them.
func (s *Service) replaceable(ctx context.Context, r sales.Reader) (bool, error) {
	deals, err := r.Deals(ctx, sales.DealQuery{Limit: 1})
	if err != nil || len(deals) == 0 {
		return err == nil, err
	}
	return s.untouched(ctx, r)
}
