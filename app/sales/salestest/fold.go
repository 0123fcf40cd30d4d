package salestest

import (
	"cmp"
	"fmt"
	"slices"

	"attain/app/sales"
)

// Fold computes the facts of a question from the records. It is written to be
// read against the definitions, not to be fast: every fact looks through all
// records again.
func Fold(r *Records, q sales.FactsQuery) (*sales.Facts, error) {
	currency, err := sales.NewCurrency(r.Settings.Currency)
	if err != nil {
		return nil, fmt.Errorf("fold the facts: %w", err)
	}
	f := newFold(r, q)
	facts := &sales.Facts{
		AsOf: q.AsOf, Period: q.Period, History: q.History, Settings: r.Settings, Currency: currency,
		Stages: slices.Clone(r.Stages), Reps: slices.Clone(r.Reps), Products: slices.Clone(r.Products),
		Goals: slices.Clone(r.Goals), Profile: slices.Clone(r.Profile),
	}
	slices.SortFunc(facts.Stages, func(a, b sales.Stage) int {
		return cmp.Or(cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)), cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(facts.Reps, func(a, b sales.Rep) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(facts.Products, func(a, b sales.Product) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(facts.Goals, func(a, b sales.Goal) int {
		return cmp.Or(cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(facts.Profile, func(a, b sales.Criterion) int { return cmp.Compare(a.ID, b.ID) })
	facts.Quotas = f.quotas()
	facts.Deals = f.dealFacts()
	facts.Stays = f.stayFacts()
	facts.Histogram = f.histogram()
	facts.Adjustments = f.adjustments()
	facts.Activities = f.activities()
	facts.Leads = f.leads()
	facts.Effects = f.effects()
	facts.Moves = f.moves()
	facts.Trend = f.trend()
	return facts, nil
}

func kindOrder(k sales.StageKind) int {
	return slices.Index([]sales.StageKind{sales.StageOpen, sales.StageWon, sales.StageLost}, k)
}

// never is a day after all others: a stay that still runs ends on it.
const never = sales.Day(1 << 30)

// stay is the time between one move of a deal and the next.
type stay struct {
	seq     int
	stage   sales.ID
	kind    sales.StageKind
	owner   sales.ID
	entered sales.Day
	left    sales.Day // never: it is the deal's last
}

// fold holds the records of the deals that count, by deal.
type fold struct {
	*Records
	q     sales.FactsQuery
	end   sales.Day // last day of the period that has happened
	kinds map[sales.ID]sales.StageKind
	place map[sales.ID]int         // positions of the stages
	deal  map[sales.ID]*sales.Deal // those in the trash are not there
	paths map[sales.ID][]stay
	done  []sales.Activity // done up to the day, none of a deal in the trash
}

func newFold(r *Records, q sales.FactsQuery) *fold {
	f := &fold{
		Records: r, q: q, end: min(q.Period.To, q.AsOf),
		kinds: map[sales.ID]sales.StageKind{"": sales.StageOpen}, place: map[sales.ID]int{},
		deal: map[sales.ID]*sales.Deal{}, paths: map[sales.ID][]stay{},
	}
	for _, s := range r.Stages {
		f.kinds[s.ID], f.place[s.ID] = s.Kind, s.Position
	}
	for i := range r.Deals {
		if d := &r.Deals[i]; !d.Deleted.Known() {
			f.deal[d.ID] = d
			f.paths[d.ID] = f.path(d.ID)
		}
	}
	for _, a := range r.Activities {
		if !a.Planned && a.Day <= q.AsOf && !f.trashed(a) {
			f.done = append(f.done, a)
		}
	}
	return f
}

func (f *fold) trashed(a sales.Activity) bool { return a.DealID != "" && f.deal[a.DealID] == nil }

// path returns a deal's stays in order. A move dated before the one it
// follows counts as made on that one's day.
func (f *fold) path(deal sales.ID) []stay {
	var moves []sales.Move
	for _, m := range f.Moves {
		if m.DealID == deal {
			moves = append(moves, m)
		}
	}
	slices.SortFunc(moves, func(a, b sales.Move) int { return a.Seq - b.Seq })
	var path []stay
	for i, m := range moves {
		entered := m.Day
		if i > 0 {
			entered = max(entered, path[i-1].entered)
			path[i-1].left = entered
		}
		path = append(path, stay{seq: m.Seq, stage: m.StageID, kind: f.kinds[m.StageID], owner: m.OwnerID, entered: entered, left: never})
	}
	return path
}

// at returns the index in the deal's path of the stay it is in at the end of
// a day, or -1 where the deal does not exist then.
func (f *fold) at(deal sales.ID, day sales.Day) int {
	d := f.deal[deal]
	if d == nil || d.Created > day {
		return -1
	}
	in := -1
	for i, s := range f.paths[deal] {
		if s.entered <= day {
			in = i
		}
	}
	return in
}

// kindAt returns what kind of stage the deal is in; empty: it does not exist.
func (f *fold) kindAt(deal sales.ID, day sales.Day) sales.StageKind {
	in := f.at(deal, day)
	if in < 0 {
		return ""
	}
	return f.paths[deal][in].kind
}

// valueAt returns the deal's amount at the end of a day, nil unknown.
func (f *fold) valueAt(deal sales.ID, day sales.Day) *sales.Amount {
	var first *sales.Value
	for i, v := range f.Values {
		if v.DealID == deal && v.Until > day && (first == nil || v.Until < first.Until) {
			first = &f.Values[i]
		}
	}
	if first != nil {
		return &first.Amount
	}
	return f.deal[deal].Amount
}

func (f *fold) amountAt(deal sales.ID, day sales.Day) sales.Amount {
	if v := f.valueAt(deal, day); v != nil {
		return *v
	}
	return 0
}

// ownerOf returns the owner at close of a deal that is closed as of the day,
// else the one who owns it now.
func (f *fold) ownerOf(deal sales.ID) sales.ID {
	d := f.deal[deal]
	if d == nil {
		return ""
	}
	if in := f.at(deal, f.q.AsOf); in >= 0 {
		if s := f.paths[deal][in]; s.kind != sales.StageOpen && s.owner != "" {
			return s.owner
		}
	}
	return d.OwnerID
}

// dealIDs returns the deals that exist at the end of the question's day, in
// order of id.
func (f *fold) dealIDs() []sales.ID {
	var ids []sales.ID
	for id := range f.deal {
		if f.at(id, f.q.AsOf) >= 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// happened reports whether a day lies in the period and not after the
// question's day.
func (f *fold) happened(day sales.Day) bool { return day >= f.q.Period.From && day <= f.end }

func (f *fold) quotas() []sales.Quota {
	from := min(f.q.History, f.q.Period.From).Month()
	var found []sales.Quota
	for _, row := range f.Quotas {
		if row.Month >= from && row.Month <= f.q.Period.To.Month() {
			found = append(found, row)
		}
	}
	slices.SortFunc(found, func(a, b sales.Quota) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.ProductID, b.ProductID),
			cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.ID, b.ID))
	})
	return found
}
