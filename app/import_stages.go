package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// importStages applies rows of stages: matched by name, the stages that close
// deals by kind. The file's order, or that of its column, is the order of the
// process. In a database without deals, or whose stages nobody used or edited, the
// open stages that the file does not name go. Of several pipelines the stages stand behind each other, and one name
// is one stage.
type importStages struct {
	*importRun
	present   []sales.Stage
	wanted    []stageRow
	taken     map[sales.ID]bool
	pipelines []string            // in the order of their appearance
	ids       map[string]sales.ID // the stages by what another system calls them
}

// stageRow is a stage as a row says it.
type stageRow struct {
	sales.Stage
	made     bool // it was not here
	pipeline int
	order    float64
}

func newImportStages(ctx context.Context, run *importRun) (*importStages, error) {
	present, err := run.tx.Stages(ctx)
	return &importStages{importRun: run, present: present, taken: map[sales.ID]bool{}, ids: map[string]sales.ID{}}, err
}

func (k *importStages) draft(_ context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.SetupDraft](d)
	if err != nil {
		return err
	}
	name := strings.TrimSpace(row.Extra["name"])
	kind := sales.StageKind(strings.ToLower(strings.TrimSpace(row.Extra["kind"])))
	switch kind {
	case "":
		kind = sales.StageOpen
	case sales.StageOpen, sales.StageWon, sales.StageLost:
	default:
		return missing("kind", string(kind), "app.import.settingValue")
	}
	if name == "" {
		return invalid("name", "app.error.name")
	}
	present := k.match(name, kind)
	if present == nil && row.Extra["external_id"] != "" {
		present = k.match(row.Extra["external_id"], kind) // made under that id by a file that knew no name
	}
	stage := stageRow{Stage: sales.Stage{ID: NewID(), Kind: kind}, made: present == nil}
	if present != nil {
		stage.Stage = *present
	}
	stage.Name, stage.Kind = name, kind
	if err := k.place(&stage, row.Extra); err != nil {
		return err
	}
	if same := k.same(stage); same != nil {
		k.result.Merged++
		k.known(row.Extra["external_id"], same.ID)
		return nil
	}
	k.taken[stage.ID] = true
	k.known(row.Extra["external_id"], stage.ID)
	k.count(present != nil, present == nil || hashOf(*present) != hashOf(stage.Stage))
	k.wanted = append(k.wanted, stage)
	return nil
}

// place reads the fields of a row, and where in the process it stands.
func (k *importStages) place(stage *stageRow, extra map[string]string) (err error) {
	if stage.order, err = plainNumber("order", extra["order"]); err != nil {
		return err
	}
	if stage.pipeline = slices.Index(k.pipelines, extra["pipeline"]); stage.pipeline < 0 {
		stage.pipeline = len(k.pipelines)
		k.pipelines = append(k.pipelines, extra["pipeline"])
	}
	return stageExtras(&stage.Stage, extra)
}

// same finds the stage of an earlier row that a row means too: one of that name,
// or the one that closes deals in that way.
func (k *importStages) same(stage stageRow) *sales.Stage {
	for i := range k.wanted {
		earlier := &k.wanted[i].Stage
		closing := stage.Kind != sales.StageOpen && earlier.Kind == stage.Kind && !earlier.Archived && !stage.Archived
		if closing || fold(earlier.Name) == fold(stage.Name) {
			return earlier
		}
	}
	return nil
}

// known notes what another system calls a stage.
func (k *importStages) known(externalID string, id sales.ID) {
	if externalID != "" {
		k.ids[externalID] = id
	}
}

// match finds the stage of a row among those that no other row took.
func (k *importStages) match(name string, kind sales.StageKind) *sales.Stage {
	for i := range k.present {
		if s := &k.present[i]; !k.taken[s.ID] && s.Kind == kind && fold(s.Name) == fold(name) {
			return s
		}
	}
	for i := range k.present {
		if s := &k.present[i]; !k.taken[s.ID] && kind != sales.StageOpen && s.Kind == kind && !s.Archived {
			return s
		}
	}
	return nil
}

func stageExtras(stage *sales.Stage, extra map[string]string) error {
	var err error
	if text, ok := extra["probability"]; ok {
		if stage.Probability, err = plainNumber("probability", text); err != nil {
			return err
		}
	}
	if text, ok := extra["day_limit"]; ok {
		if stage.DayLimit, err = wholeNumber("day_limit", text); err != nil {
			return err
		}
	}
	if text, ok := extra["quiet_days"]; ok {
		if stage.QuietDays, err = wholeNumber("quiet_days", text); err != nil {
			return err
		}
	}
	if text, ok := extra["late"]; ok {
		stage.Late = yesWord(text)
	}
	if text, ok := extra["archived"]; ok {
		stage.Archived = yesWord(text)
	}
	if text, ok := extra["definition"]; ok {
		stage.Definition = text
	}
	if text, ok := extra["criteria"]; ok {
		return stageCriteria(stage, text)
	}
	return nil
}

// stageCriteria reads our own export's list with ids, or texts parted by
// semicolons; a text that is there already keeps its id.
func stageCriteria(stage *sales.Stage, text string) error {
	known := map[string]sales.ID{}
	for _, c := range stage.Criteria {
		known[c.Text] = c.ID
	}
	stage.Criteria = nil
	if strings.HasPrefix(text, "[") {
		if err := json.Unmarshal([]byte(text), &stage.Criteria); err != nil {
			return missing("criteria", text, "app.import.settingValue")
		}
		return nil
	}
	for _, word := range entries(text) {
		stage.Criteria = append(stage.Criteria, sales.Check{ID: known[word], Text: word})
	}
	return nil
}

func (k *importStages) finish(ctx context.Context) error {
	if len(k.wanted) == 0 {
		return nil
	}
	unused, err := k.service.replaceable(ctx, k.tx)
	if err != nil {
		return err
	}
	all := k.inOrder()
	for _, stage := range k.present {
		if keep := !unused || k.result.Rejected > 0 || stage.Kind != sales.StageOpen; keep && !k.taken[stage.ID] {
			all = append(all, stage)
		}
	}
	var open, closing []sales.Stage
	for _, stage := range all {
		if stage.Kind == sales.StageOpen {
			open = append(open, stage)
		} else {
			closing = append(closing, stage)
		}
	}
	stages := append(open, closing...)
	if err := checkProcess(stages); err != nil {
		return err
	}
	if err := putProcess(ctx, k.tx, stages); err != nil {
		return err
	}
	return k.keepIDs(ctx)
}

// inOrder is the file's stages in the order of the process. What a table of
// another system does not say of a new stage is as for any new one: a month, and
// chances that rise evenly. Chances beyond 1 are per cent.
func (k *importStages) inOrder() []sales.Stage {
	slices.SortStableFunc(k.wanted, func(a, b stageRow) int {
		if a.pipeline != b.pipeline {
			return a.pipeline - b.pipeline
		}
		return cmp.Compare(a.order, b.order)
	})
	_, likely := k.options.Detected.Column("probability")
	_, limited := k.options.Detected.Column("day_limit")
	open := 0
	percent := slices.ContainsFunc(k.wanted, func(s stageRow) bool { return s.Probability > 1 })
	for _, stage := range k.wanted {
		if stage.Kind == sales.StageOpen {
			open++
		}
	}
	stages, at := make([]sales.Stage, len(k.wanted)), 0
	for i, row := range k.wanted {
		stage := row.Stage
		if stage.Kind == sales.StageOpen {
			at++
		}
		switch {
		case percent && likely:
			stage.Probability /= 100
		case !likely && row.made && stage.Kind == sales.StageOpen:
			stage.Probability, stage.Late = float64(at)/float64(open+1), 2*at > open
		}
		if !limited && row.made && stage.Kind == sales.StageOpen {
			stage.DayLimit = 30
		}
		stages[i] = stage
	}
	return stages
}

// stageIDs is the source under which it is kept what other systems call the
// stages, whose tables of deals often name them by nothing else.
const stageIDs = "stage ids"

// keepIDs remembers what another system calls the stages.
func (k *importStages) keepIDs(ctx context.Context) error {
	if len(k.ids) == 0 {
		return nil
	}
	ids, err := keptStageIDs(ctx, k.tx)
	if err != nil {
		return err
	}
	maps.Copy(ids, k.ids)
	text, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("keep the ids of stages: %w", err)
	}
	return k.tx.KeepImportMapping(ctx, stageIDs, string(text))
}

func keptStageIDs(ctx context.Context, r sales.Reader) (map[string]sales.ID, error) {
	ids := map[string]sales.ID{}
	text, err := r.ImportMapping(ctx, stageIDs)
	if err != nil || text == "" {
		return ids, err
	}
	if err := json.Unmarshal([]byte(text), &ids); err != nil {
		return nil, fmt.Errorf("read the ids of stages: %w", err)
	}
	return ids, nil
}

// withStageIDs adds to the translations of values what other systems call the
// stages that are here; what is given goes before it.
func withStageIDs(ctx context.Context, r sales.Reader, values map[string]map[string]string, stages []sales.Stage) (map[string]map[string]string, error) {
	ids, err := keptStageIDs(ctx, r)
	if err != nil || len(ids) == 0 {
		return values, err
	}
	all := map[string]map[string]string{"stage": {}, "outcome": {}}
	for external, id := range ids {
		at := slices.IndexFunc(stages, func(s sales.Stage) bool { return s.ID == id })
		switch {
		case at < 0:
		case stages[at].Kind == sales.StageOpen:
			all["stage"][external] = stages[at].Name
		default:
			all["outcome"][external] = string(stages[at].Kind)
		}
	}
	for field, pairs := range values {
		if all[field] == nil {
			all[field] = map[string]string{}
		}
		maps.Copy(all[field], pairs)
	}
	return all, nil
}
