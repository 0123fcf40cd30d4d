package sales_test

import (
	"cmp"
	"context"
	"slices"
	"testing"
	"time"

	"attain/app/sales"
	"attain/app/sample"
)

// world is a whole team's records in memory, and folds them naively into the
// facts of any past day.
type world struct {
	settings   sales.Settings
	stages     []sales.Stage
	reps       []sales.Rep
	deals      map[sales.ID]*sales.Deal
	moves      map[sales.ID][]sales.Move
	shares     map[sales.ID][]sales.Share
	activities []sales.Activity
	leads      []sales.Lead
	quotas     []sales.Quota
	adjusts    []sales.Adjustment
}

func key(k string, _ ...any) string { return k }

func newWorld() *world {
	w := &world{settings: sales.DefaultSettings(), stages: sales.DefaultProcess(key), deals: map[sales.ID]*sales.Deal{}, moves: map[sales.ID][]sales.Move{}, shares: map[sales.ID][]sales.Share{}}
	for i := range w.stages {
		w.stages[i].ID = sales.ID(w.stages[i].Name)
	}
	return w
}

func (w *world) put(_ context.Context, records ...sales.Record) error {
	for _, r := range records {
		switch r := r.(type) {
		case *sales.Rep:
			w.reps = append(w.reps, *r)
		case *sales.Deal:
			w.deals[r.ID] = r
		case *sales.Move:
			w.moves[r.DealID] = append(w.moves[r.DealID], *r)
		case *sales.Share:
			w.shares[r.DealID] = append(w.shares[r.DealID], *r)
		case *sales.Activity:
			w.activities = append(w.activities, *r)
		case *sales.Lead:
			w.leads = append(w.leads, *r)
		case *sales.Quota:
			w.quotas = append(w.quotas, *r)
		case *sales.Adjustment:
			w.adjusts = append(w.adjusts, *r)
		}
	}
	return nil
}

// sampleTeam makes the sample team ending on a day.
func sampleTeam(t testing.TB, seed uint64, months int, today sales.Day) *world {
	t.Helper()
	w := newWorld()
	currency, err := sales.NewCurrency("USD")
	if err != nil {
		t.Fatal(err)
	}
	options := sample.Options{
		Reps: 8, Months: months, Seed: seed, Today: today, Now: today.Time().Add(12 * time.Hour), Lang: "en",
		Currency: currency, Calendar: w.settings.Calendar(), Stages: w.stages,
	}
	if err := sample.Generate(context.Background(), options, w.put); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) kind(stage sales.ID) sales.StageKind {
	for _, s := range w.stages {
		if s.ID == stage {
			return s.Kind
		}
	}
	return sales.StageOpen
}

// facts folds the records as of a day.
func (w *world) facts(period sales.Period, asOf, history sales.Day) *sales.Facts {
	f := &sales.Facts{AsOf: asOf, Period: period, History: history, Settings: w.settings, Stages: w.stages, Reps: w.reps, Quotas: w.quotas, Currency: sales.Currency{Code: "USD", Digits: 2}, Profile: sales.DefaultProfile()}
	counts := map[sales.StayCount]int{}
	touches := map[sales.ID][]sales.Activity{}
	for _, a := range w.activities {
		if a.DealID != "" && (!a.Planned && a.Day <= asOf || a.Planned && a.PlannedOn <= asOf) {
			touches[a.DealID] = append(touches[a.DealID], a)
		}
	}
	called := map[sales.ID]bool{} // leads that were called, then the deals they became
	for _, a := range w.activities {
		if a.LeadID != "" && a.Type == sales.Call && a.Direction == sales.Outbound && a.Day <= asOf {
			called[a.LeadID] = true
		}
	}
	for _, l := range w.leads {
		if called[l.ID] {
			called[l.DealID] = true
		}
	}
	defer func() {
		for i := range f.Deals {
			f.Deals[i].Called = called[f.Deals[i].ID]
		}
	}()
	for _, id := range sortedKeys(w.deals) {
		w.fold(f, w.deals[id], touches[id], counts)
	}
	for c, n := range counts {
		c.Count = n
		f.Histogram = append(f.Histogram, c)
	}
	slices.SortFunc(f.Histogram, func(a, b sales.StayCount) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Days, b.Days), cmp.Compare(a.Outcome, b.Outcome))
	})
	w.foldActivities(f)
	w.foldLeads(f)
	for _, a := range w.adjusts {
		if a.Day <= asOf && a.Day >= history {
			d := w.deals[a.DealID]
			f.Adjustments = append(f.Adjustments, sales.AdjustmentFact{ID: a.ID, DealID: a.DealID, RepID: a.RepID, Owner: d.OwnerID, Shares: w.shares[a.DealID], Day: a.Day, Amount: a.Amount})
		}
	}
	return f
}

func sortedKeys[V any](m map[sales.ID]V) []sales.ID {
	keys := make([]sales.ID, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (w *world) fold(f *sales.Facts, deal *sales.Deal, touches []sales.Activity, counts map[sales.StayCount]int) {
	if deal.Created > f.AsOf {
		return
	}
	var path []sales.Move
	for _, m := range w.moves[deal.ID] {
		if m.Day <= f.AsOf {
			path = append(path, m)
		}
	}
	if len(path) == 0 {
		return
	}
	last := path[len(path)-1]
	d := sales.DealFact{
		ID: deal.ID, Name: deal.Name, OwnerID: last.OwnerID, Shares: w.shares[deal.ID], Created: deal.Created, Stage: last.StageID, Kind: w.kind(last.StageID),
		Since: last.Day, Units: deal.Units, ExpectedClose: deal.ExpectedClose, Probability: deal.Probability, Source: deal.Source, Reason: deal.Reason,
	}
	if deal.Amount != nil {
		d.Amount, d.HasAmount = *deal.Amount, true
	}
	for _, a := range touches {
		if a.Planned {
			d.NextStep = true
			continue
		}
		d.Touches++
		d.Attempts++
		d.LastTouch = max(d.LastTouch, a.Day)
		d.Answered = d.Answered || sales.Connects(a)
	}
	completed := map[sales.ID]int{}
	for i, m := range path {
		stay := sales.StayFact{DealID: deal.ID, Seq: m.Seq, OwnerID: m.OwnerID, Stage: m.StageID, Kind: w.kind(m.StageID), Entered: m.Day}
		if i+1 < len(path) {
			stay.Left = path[i+1].Day
			if stay.Kind == sales.StageOpen {
				completed[m.StageID] += stay.Left.Sub(stay.Entered)
				d.LastStage = m.StageID
			}
		} else if stay.Kind == sales.StageOpen {
			counts[sales.StayCount{Stage: m.StageID, Days: f.AsOf.Sub(m.Day), Outcome: sales.StageOpen}]++
		}
		if f.Period.Contains(stay.Entered) || stay.Left.Known() && f.Period.Contains(stay.Left) {
			f.Stays = append(f.Stays, stay)
		}
	}
	for stage, days := range completed {
		outcome := d.Kind
		if outcome == sales.StageOpen {
			outcome = "passed"
			if stage == d.Stage {
				continue
			}
		}
		counts[sales.StayCount{Stage: stage, Days: days, Outcome: outcome}]++
	}
	if d.Kind == sales.StageOpen {
		d.LastStage = ""
	}
	if d.Kind == sales.StageOpen || d.Since >= f.History {
		f.Deals = append(f.Deals, d)
	}
}

func (w *world) foldActivities(f *sales.Facts) {
	type group struct {
		rep sales.ID
		typ sales.ActivityType
	}
	counts := map[group]*sales.ActivityCount{}
	for _, a := range w.activities {
		if a.Planned || !f.Period.Contains(a.Day) || a.Day > f.AsOf || a.Direction != sales.Outbound {
			continue
		}
		g := group{a.RepID, a.Type}
		if counts[g] == nil {
			counts[g] = &sales.ActivityCount{RepID: a.RepID, Type: a.Type, Direction: sales.Outbound}
		}
		counts[g].Attempts++
		if sales.Connects(a) {
			counts[g].Connected++
		}
	}
	for _, c := range counts {
		f.Activities = append(f.Activities, *c)
	}
	slices.SortFunc(f.Activities, func(a, b sales.ActivityCount) int {
		return cmp.Or(cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.Type, b.Type))
	})
}

func (w *world) foldLeads(f *sales.Facts) {
	touched := map[sales.ID][]sales.Activity{}
	for _, a := range w.activities {
		if a.LeadID != "" && !a.Planned && a.Day <= f.AsOf {
			touched[a.LeadID] = append(touched[a.LeadID], a)
		}
	}
	for _, l := range w.leads {
		if l.Created > f.AsOf || l.Decided.Known() && l.Decided < f.History {
			continue
		}
		fact := sales.LeadFact{ID: l.ID, Name: l.Name, RepID: l.RepID, Source: l.Source, Created: l.Created, Status: l.Status, Decided: l.Decided, DealID: l.DealID, Attributes: l.Attributes, Touches: l.Touches}
		if l.Decided > f.AsOf {
			fact.Status, fact.Decided, fact.DealID = sales.LeadWorking, 0, ""
		}
		for _, a := range touched[l.ID] {
			fact.Attempts++
			fact.LastTouch = max(fact.LastTouch, a.Day)
			fact.Answered = fact.Answered || sales.Connects(a)
		}
		f.Leads = append(f.Leads, fact)
	}
}
