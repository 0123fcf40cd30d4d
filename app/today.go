package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"attain/app/sales"
)

const (
	// agendaDays is how many days ahead the agenda looks for next steps.
	agendaDays = 7
	// MostSteps is how many next steps say what they are about, the earliest;
	// more are counted.
	MostSteps = 40
)

// Agenda is a seller's day: the quota, what was done today, the next steps
// due, the deals that need somebody and who is about to be given up.
type Agenda struct {
	*Figures
	work   *sales.Facts // what there is to do is found in; of a closed month other than the figures'
	AsOf   sales.Day
	Reps   map[sales.ID]string
	Done   map[sales.ActivityType]int // outbound attempts done on AsOf
	Steps  []Step                     // overdue, due and in the days ahead, the earliest first
	Needs  []DealNeed                 // the most money to be hoped for first
	Silent []Silence                  // the longest silence first
	// Early: only the next steps and what was credited against the quota are
	// known yet.
	Early bool
}

// Step is a next step: a planned activity, or what was written on a deal.
type Step struct {
	Activity sales.Activity // without ID where it is only written on the deal
	About    string         // name of the deal or lead, of the first MostSteps
}

// DealNeed is an open deal that needs somebody, and why.
type DealNeed struct {
	Deal    sales.BoardDeal
	Judged  sales.Judgement
	Closing bool    // expected to close within Thresholds.ClosingWithinDays
	Chance  float64 // to win
	Limit   float64 // days in its stage above which it is stuck; 0 none
}

// Silence is an open deal or lead that never answered and has no next step.
type Silence struct {
	Kind      sales.Kind
	ID        sales.ID
	Name      string
	RepID     sales.ID
	Attempts  int
	LastTouch sales.Day
}

// Agenda returns the day of a rep, or of the team for none.
func (s *Service) Agenda(ctx context.Context, scope Scope) (*Agenda, error) {
	figures, err := s.Metrics(ctx, scope.Period, scope.AsOf)
	if err != nil {
		return nil, fmt.Errorf("read the agenda: %w", err)
	}
	work, err := s.fromRecords().facts(ctx, sales.FactsQuery{Period: scope.Period, AsOf: scope.AsOf})
	if err != nil {
		return nil, fmt.Errorf("read the agenda: %w", err)
	}
	a := newAgenda(figures, work)
	if err := s.addDone(ctx, a, scope); err != nil {
		return nil, fmt.Errorf("read the agenda: %w", err)
	}
	if err := s.addSteps(ctx, a, scope); err != nil {
		return nil, fmt.Errorf("read the agenda: %w", err)
	}
	if err := s.addNeeds(ctx, a, scope); err != nil {
		return nil, fmt.Errorf("read the agenda: %w", err)
	}
	a.addSilent(scope)
	return a, nil
}

// EarlyAgenda returns what of Agenda is known at once, however long the
// history: for a page that is shown while Agenda is still being computed.
func (s *Service) EarlyAgenda(ctx context.Context, scope Scope) (*Agenda, error) {
	if scope.AsOf == 0 {
		scope.AsOf = s.Today()
	}
	facts, err := s.settled(ctx, sales.FactsQuery{Period: scope.Period, AsOf: scope.AsOf, History: scope.Period.From, Credit: true, Once: true})
	if err != nil {
		return nil, fmt.Errorf("read the early agenda: %w", err)
	}
	report, err := sales.NewReport(facts, sales.Models{})
	if err != nil {
		return nil, fmt.Errorf("read the early agenda: %w", err)
	}
	a := newAgenda(&Figures{Facts: facts, Report: report}, facts)
	a.AsOf, a.Early = scope.AsOf, true // of a closed month the facts are as of its end
	if err := s.addSteps(ctx, a, scope); err != nil {
		return nil, fmt.Errorf("read the early agenda: %w", err)
	}
	return a, nil
}

// newAgenda is an agenda with nothing on it, of the reps of the facts.
func newAgenda(figures *Figures, work *sales.Facts) *Agenda {
	a := &Agenda{Figures: figures, AsOf: work.AsOf, work: work, Reps: map[sales.ID]string{}, Done: map[sales.ActivityType]int{}}
	for _, rep := range work.Reps {
		a.Reps[rep.ID] = rep.Name
	}
	return a
}

// addDone counts what was done on the day.
func (s *Service) addDone(ctx context.Context, a *Agenda, scope Scope) error {
	planned := false
	done, err := s.store.Activities(ctx, sales.ActivityQuery{RepID: scope.RepID, Planned: &planned, From: a.AsOf, To: a.AsOf})
	for _, activity := range done {
		if activity.Direction == sales.Outbound {
			a.Done[activity.Type]++
		}
	}
	return err
}

// addSteps lists what is planned, and what is written on open deals with a
// day, up to the days ahead.
func (s *Service) addSteps(ctx context.Context, a *Agenda, scope Scope) error {
	isPlanned, until := true, a.AsOf.Add(agendaDays)
	planned, err := s.store.Activities(ctx, sales.ActivityQuery{RepID: scope.RepID, Planned: &isPlanned, To: until})
	if err != nil {
		return err
	}
	if a.Steps, err = s.named(ctx, planned[:shownOf(planned)]); err != nil {
		return err
	}
	for _, activity := range planned[len(a.Steps):] {
		a.Steps = append(a.Steps, Step{Activity: activity})
	}
	deals, err := s.store.Deals(ctx, sales.DealQuery{OwnerID: scope.RepID, Kind: sales.StageOpen, StepUntil: until})
	if err != nil {
		return err
	}
	for _, deal := range deals {
		a.Steps = append(a.Steps, Step{About: deal.Name, Activity: sales.Activity{
			RepID: deal.OwnerID, DealID: deal.ID, AccountID: deal.AccountID, Subject: deal.NextStep, Day: deal.NextStepDue, Planned: true,
		}})
	}
	slices.SortStableFunc(a.Steps, func(x, y Step) int {
		return cmp.Or(cmp.Compare(x.Activity.Day, y.Activity.Day), x.Activity.At.Compare(y.Activity.At), cmp.Compare(x.About, y.About), cmp.Compare(x.Activity.ID, y.Activity.ID))
	})
	return nil
}

// shownOf is how many of the planned activities, the earliest first, can be
// among the first MostSteps: those planned for one instant are ordered by what
// they are about.
func shownOf(planned []sales.Activity) int {
	n := min(len(planned), MostSteps)
	for n > 0 && n < len(planned) && planned[n].Day == planned[n-1].Day && planned[n].At.Equal(planned[n-1].At) {
		n++
	}
	return n
}

// addNeeds lists the open deals that are stuck, neglected, overdue or to
// close soon.
func (s *Service) addNeeds(ctx context.Context, a *Agenda, scope Scope) error {
	deals, err := s.Board(ctx, Scope{RepID: scope.RepID, AsOf: a.AsOf, Period: sales.Period{From: a.AsOf, To: a.AsOf}})
	if err != nil {
		return err
	}
	judged, limits := sales.Judge(a.work), a.work.StuckLimits()
	soon := a.AsOf.Add(a.work.Settings.Thresholds.ClosingWithinDays)
	for _, d := range deals {
		if d.Kind != sales.StageOpen {
			continue
		}
		need := DealNeed{Deal: d, Judged: judged[d.ID], Limit: limits[d.Stage]}
		need.Closing = d.ExpectedClose.Known() && d.ExpectedClose >= a.AsOf && d.ExpectedClose <= soon
		if need.Closing || need.Judged != (sales.Judgement{}) {
			need.Chance = a.Models.Chance.WinChance(d.DealFact, a.AsOf)
			a.Needs = append(a.Needs, need)
		}
	}
	slices.SortStableFunc(a.Needs, func(x, y DealNeed) int {
		return cmp.Or(-cmp.Compare(x.Chance*float64(x.Deal.Amount), y.Chance*float64(y.Deal.Amount)), cmp.Compare(x.Deal.Name, y.Deal.Name), cmp.Compare(x.Deal.ID, y.Deal.ID))
	})
	return nil
}

// addSilent lists who is about to be given up.
func (a *Agenda) addSilent(scope Scope) {
	near := map[sales.ID]bool{}
	for _, id := range a.Of(scope.RepID).GiveUp.AboutToBeGivenUp {
		near[id] = true
	}
	for i := range a.work.Deals {
		if d := &a.work.Deals[i]; near[d.ID] {
			a.Silent = append(a.Silent, Silence{Kind: sales.KindDeal, ID: d.ID, Name: d.Name, RepID: d.OwnerID, Attempts: d.Attempts, LastTouch: d.LastTouch})
		}
	}
	for i := range a.work.Leads {
		if l := &a.work.Leads[i]; near[l.ID] {
			a.Silent = append(a.Silent, Silence{Kind: sales.KindLead, ID: l.ID, Name: l.Name, RepID: l.RepID, Attempts: l.Attempts, LastTouch: l.LastTouch})
		}
	}
	slices.SortStableFunc(a.Silent, func(x, y Silence) int {
		return cmp.Or(cmp.Compare(x.LastTouch, y.LastTouch), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
}
