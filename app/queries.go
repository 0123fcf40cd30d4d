package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// trendMonths is how many months the revenue trend shows.
const trendMonths = 13

// Scope is what every page shows: a period, as of a day, for a rep or, with
// no rep, for the team.
type Scope struct {
	Period sales.Period
	AsOf   sales.Day // 0: today
	RepID  sales.ID
}

// Figures are a period's metrics with the facts and models they come from.
type Figures struct {
	Facts    *sales.Facts
	Models   sales.Models
	Forecast *sales.Forecast
	Report   *sales.Report
	// Last is the last day before the period on which anything happened, where
	// no deal is left that its figures are made of; else 0.
	Last sales.Day
}

// Metrics measures a period as of a day, for the team and every rep. A closed
// month is measured by what it was closed with, as of its last day.
func (s *Service) Metrics(ctx context.Context, period sales.Period, asOf sales.Day) (*Figures, error) {
	return s.measure(ctx, period, asOf, true)
}

// measure measures a period. Without simulate there is no chance to reach the
// quota, and the answer comes much sooner: for pages that do not show it.
func (s *Service) measure(ctx context.Context, period sales.Period, asOf sales.Day, simulate bool) (*Figures, error) {
	facts, err := s.facts(ctx, sales.FactsQuery{Period: period, AsOf: asOf})
	if err != nil {
		return nil, fmt.Errorf("measure %s: %w", period.Label, err)
	}
	figures, err := s.figures.figures(facts, simulate)
	if err != nil || len(facts.Deals) > 0 {
		return figures, err
	}
	blank := *figures
	if blank.Last, err = s.read.LastDay(ctx, period.From-1); err != nil {
		return nil, fmt.Errorf("find where the records end: %w", err)
	}
	return &blank, nil
}

// figuresOf measures facts. What is the same as before (nil: nothing) is not
// measured again.
func figuresOf(facts *sales.Facts, simulate bool, before *Figures) (*Figures, error) {
	var report *sales.Report
	if before != nil {
		report = before.Report
	}
	report, err := sales.Measure(facts, simulate, report)
	if err != nil {
		return nil, fmt.Errorf("measure %s: %w", facts.Period.Label, err)
	}
	figures := &Figures{Facts: facts, Report: report, Models: report.Models()}
	figures.Forecast, _ = figures.Models.Forecast.(*sales.Forecast)
	return figures, nil
}

// ProductMetrics measures a period as of a day for one product, by its name or
// external id.
func (s *Service) ProductMetrics(ctx context.Context, period sales.Period, asOf sales.Day, name string) (*Figures, error) {
	facts, err := s.facts(ctx, sales.FactsQuery{Period: period, AsOf: asOf})
	if err != nil {
		return nil, fmt.Errorf("measure %s: %w", period.Label, err)
	}
	for _, product := range facts.Products {
		if fold(product.Name) != fold(name) && (product.ExternalID == "" || product.ExternalID != name) {
			continue
		}
		figures := &Figures{Facts: facts.OfProduct(product.ID)}
		chance := sales.NewChance(facts)
		figures.Forecast = sales.NewForecast(figures.Facts, chance)
		figures.Models = sales.Models{Chance: chance, Forecast: figures.Forecast}
		if figures.Report, err = sales.NewReport(figures.Facts, figures.Models); err != nil {
			return nil, fmt.Errorf("measure %s: %w", period.Label, err)
		}
		figures.Report.Product = product.Name
		return figures, nil
	}
	return nil, &sales.NotFound{Kind: sales.KindProduct, Name: name}
}

// facts folds what a period's metrics need, as of today if no day is asked
// for; the history reaches back far enough for the trend and for what the
// forecast learns from.
func (s *Service) facts(ctx context.Context, q sales.FactsQuery) (*sales.Facts, error) {
	if q.AsOf == 0 {
		q.AsOf = s.Today()
	}
	settings, err := s.read.Settings(ctx)
	if err != nil {
		return nil, err
	}
	history := q.Period.To.Month().Add(1 - trendMonths).First()
	learn := min(q.AsOf, q.Period.From).Month().Add(-settings.Thresholds.ForecastHistory).First()
	q.History = min(history, learn, q.Period.From)
	return s.settled(ctx, q)
}

// settled folds facts in which closed months stand as they were closed. The
// facts of a whole closed month are those it was closed with, as of its last
// day, whatever later day is asked for.
func (s *Service) settled(ctx context.Context, q sales.FactsQuery) (*sales.Facts, error) {
	closed, err := s.closed(ctx)
	if err != nil {
		return nil, err
	}
	if len(closed) == 0 || closed[0].Month.First() > q.AsOf {
		return s.read.Facts(ctx, q)
	}
	if facts, err := s.frozen(ctx, q, closed); err != nil || facts != nil {
		return facts, err
	}
	history := q.History
	q.History = min(q.History, closed[0].Month.First())
	facts, err := s.read.Facts(ctx, q)
	if err != nil {
		return nil, err
	}
	return sales.Settle(facts, closed, history), nil
}

// Board lists the open deals, and those closed in the scope's period.
func (s *Service) Board(ctx context.Context, scope Scope) ([]sales.BoardDeal, error) {
	if scope.AsOf == 0 {
		scope.AsOf = s.Today()
	}
	return s.store.Board(ctx, sales.BoardQuery{RepID: scope.RepID, AsOf: scope.AsOf, Closed: scope.Period})
}

// Period returns the period of a name ("2026-10", "2026-Q3", "2026") on the
// team's fiscal calendar; the empty name is the running month.
func (s *Service) Period(ctx context.Context, name string) (sales.Period, error) {
	if name == "" {
		return sales.MonthPeriod(s.Today().Month()), nil
	}
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return sales.Period{}, err
	}
	return settings.Calendar().ParsePeriod(name)
}

// DealDetail is a deal with all that its panel shows.
type DealDetail struct {
	Deal        sales.Deal
	Fact        sales.DealFact
	Account     sales.Account
	Lines       []sales.Line
	Shares      []sales.Share
	Moves       []sales.Move
	Adjustments []sales.Adjustment
	Activities  []sales.Activity // newest first
	Leads       []sales.Lead     // that became the deal
	Before      []sales.Activity // logged on those leads and on no deal, newest first
	Contacts    []sales.Contact  // of the deal, then of its account
	Products    map[sales.ID]string
	Chance      float64            // chance to win given stage and age
	Basis       *sales.ChanceBasis // what it rests on; nil: the deal is closed or of no known stage
}

// Deal returns a deal with all that its panel shows.
func (s *Service) Deal(ctx context.Context, id sales.ID) (*DealDetail, error) {
	deal, err := dealOf(ctx, s.store, id)
	if err != nil {
		return nil, err
	}
	d := &DealDetail{Deal: deal}
	if d.Lines, err = s.store.Lines(ctx, id); err != nil {
		return nil, err
	}
	if d.Shares, err = s.store.Shares(ctx, id); err != nil {
		return nil, err
	}
	if d.Moves, err = s.store.Moves(ctx, id); err != nil {
		return nil, err
	}
	if d.Adjustments, err = s.store.Adjustments(ctx, id); err != nil {
		return nil, err
	}
	if d.Activities, err = s.store.Activities(ctx, sales.ActivityQuery{DealID: id}); err != nil {
		return nil, err
	}
	if err = s.readBefore(ctx, d); err != nil {
		return nil, err
	}
	if d.Contacts, err = peopleOf(ctx, s.store, deal); err != nil {
		return nil, err
	}
	if deal.AccountID != "" {
		if d.Account, err = accountOf(ctx, s.store, deal.AccountID); err != nil {
			return nil, err
		}
	}
	return d, s.judgeDeal(ctx, d)
}

// readBefore adds the leads that became the deal and what was done with them.
func (s *Service) readBefore(ctx context.Context, d *DealDetail) (err error) {
	if d.Leads, err = s.store.Leads(ctx, sales.LeadQuery{DealID: d.Deal.ID}); err != nil {
		return err
	}
	for _, lead := range d.Leads {
		logged, err := s.store.Activities(ctx, sales.ActivityQuery{LeadID: lead.ID})
		if err != nil {
			return err
		}
		for _, a := range logged {
			if a.DealID == "" { // else it is the deal's own, or another's
				d.Before = append(d.Before, a)
			}
		}
	}
	return nil
}

// judgeDeal adds the deal's fact and its chance to win.
func (s *Service) judgeDeal(ctx context.Context, d *DealDetail) error {
	facts, err := s.facts(ctx, sales.FactsQuery{Period: sales.MonthPeriod(s.Today().Month())})
	if err != nil {
		return err
	}
	d.Products = map[sales.ID]string{}
	for _, product := range facts.Products {
		d.Products[product.ID] = product.Name
	}
	for _, fact := range facts.Deals {
		if fact.ID == d.Deal.ID {
			d.Fact = fact
			chance := sales.NewChance(facts)
			d.Chance = chance.WinChance(fact, facts.AsOf)
			if basis, ok := chance.Basis(facts, fact); ok && fact.Kind == sales.StageOpen {
				d.Basis = &basis
			}
		}
	}
	return nil
}

// Stages, Reps, Products, Accounts, Contacts, Goals, Profile, Leads,
// Activities and Deals list records in the store's order.

// Stages lists the sales process, archived stages included.
func (s *Service) Stages(ctx context.Context) ([]sales.Stage, error) { return s.store.Stages(ctx) }

// Reps lists the reps by name, leavers included.
func (s *Service) Reps(ctx context.Context) ([]sales.Rep, error) { return s.store.Reps(ctx) }

// Products lists the products by name, archived ones included.
func (s *Service) Products(ctx context.Context) ([]sales.Product, error) {
	return s.store.Products(ctx)
}

// Accounts lists the accounts by name.
func (s *Service) Accounts(ctx context.Context) ([]sales.Account, error) {
	return s.store.Accounts(ctx)
}

// Contacts lists contacts.
func (s *Service) Contacts(ctx context.Context, q sales.ContactQuery) ([]sales.Contact, error) {
	return s.store.Contacts(ctx, q)
}

// Goals lists the activity goals.
func (s *Service) Goals(ctx context.Context) ([]sales.Goal, error) { return s.store.Goals(ctx) }

// Profile lists the ideal customer profile.
func (s *Service) Profile(ctx context.Context) ([]sales.Criterion, error) {
	return s.store.Profile(ctx)
}

// Leads lists leads, newest first.
func (s *Service) Leads(ctx context.Context, q sales.LeadQuery) ([]sales.Lead, error) {
	return s.store.Leads(ctx, q)
}

// Activities lists activities, newest first.
func (s *Service) Activities(ctx context.Context, q sales.ActivityQuery) ([]sales.Activity, error) {
	return s.store.Activities(ctx, q)
}

// CountActivities counts activities.
func (s *Service) CountActivities(ctx context.Context, q sales.ActivityQuery) (int, error) {
	return s.store.CountActivities(ctx, q)
}

// Deals lists deals.
func (s *Service) Deals(ctx context.Context, q sales.DealQuery) ([]sales.Deal, error) {
	return s.store.Deals(ctx, q)
}

// RepNamed returns the id of the rep of a name or external id; none for the
// empty name.
func (s *Service) RepNamed(ctx context.Context, name string) (sales.ID, error) {
	if name == "" {
		return "", nil
	}
	reps, err := s.store.Reps(ctx)
	if err != nil {
		return "", err
	}
	for _, rep := range reps {
		if fold(rep.Name) == fold(name) || rep.ExternalID == name || string(rep.ID) == name {
			return rep.ID, nil
		}
	}
	return "", &sales.NotFound{Kind: sales.KindRep, Name: name}
}
