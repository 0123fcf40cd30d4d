package app

import (
	"cmp"
	"context"
	"fmt"

	"attain/app/sales"
)

// ReviewQuery asks for a monthly review.
type ReviewQuery struct {
	Month sales.Month
	RepID sales.ID  // only this rep; empty: the team
	AsOf  sales.Day // 0: today
	// Tell, if not nil, is told how many of how many steps are done.
	Tell func(done, all int)
}

// Review makes the monthly review and has use do something with it: of a
// closed month the one that was frozen when it was closed, else computed from
// the records. All of it is of one moment, and good only while use runs,
// because the activities are read from the records when they are asked for. It
// is NotFound for a rep who has no part in the month.
func (s *Service) Review(ctx context.Context, q ReviewQuery, use func(*sales.Review) error) error {
	return s.still(ctx, func(s *Service) error {
		review, err := s.teamReview(ctx, q)
		if err == nil && q.RepID != "" {
			review, err = review.For(q.RepID)
		}
		if err != nil {
			return fmt.Errorf("review %s: %w", q.Month, err)
		}
		return use(review)
	})
}

func (s *Service) teamReview(ctx context.Context, q ReviewQuery) (*sales.Review, error) {
	closing, closed, err := s.closingOf(ctx, q.Month)
	if err != nil {
		return nil, err
	}
	if closed {
		return thaw(closing)
	}
	if q.AsOf == 0 {
		q.AsOf = s.Today()
	}
	return s.compose(ctx, q.Month, q.AsOf, q.Tell)
}

// reviewSteps are the steps of composing a review: the month's figures, the
// periods beside it, the records, the signals, a look back on each outlook
// day of two months, and the changes of closed months.
const reviewSteps = 5 + 2*outlookDays

// compose makes the review of a month from the records. The facts of the month
// are let go of before those of other days are read, because each take much
// memory in a large team.
func (s *Service) compose(ctx context.Context, month sales.Month, asOf sales.Day, tell func(done, all int)) (*sales.Review, error) {
	done := 0
	step := func() error {
		if tell != nil {
			tell(done, reviewSteps)
		}
		done++
		return ctx.Err()
	}
	review := &sales.Review{Month: month, AsOf: asOf, Made: s.Now()}
	if err := s.addMonth(ctx, review, step); err != nil {
		return nil, err
	}
	if err := s.addPeriods(ctx, review, step); err != nil {
		return nil, err
	}
	var err error
	if review.Outlook, err = s.outlook(ctx, review, step); err != nil {
		return nil, err
	}
	if err := step(); err != nil {
		return nil, err
	}
	if review.Changes, err = s.changes(ctx, month, asOf); err != nil {
		return nil, err
	}
	review.Definitions = s.definitions()
	review.Trim()
	return review, nil
}

// addMonth adds all that comes from the facts of the month.
func (s *Service) addMonth(ctx context.Context, review *sales.Review, step func() error) error {
	if err := step(); err != nil {
		return err
	}
	current, err := s.once(ctx, sales.FactsQuery{Period: sales.MonthPeriod(review.Month), AsOf: review.AsOf})
	if err != nil {
		return err
	}
	review.Report = current.Report
	for _, add := range []func() error{
		func() error { return s.addRecords(ctx, review, current.Facts) },
		func() error { return s.addSignals(ctx, review, current) },
	} {
		if err := step(); err != nil {
			return err
		}
		if err := add(); err != nil {
			return err
		}
	}
	return nil
}

// once measures a period with its forecast. What is asked is not kept, because
// a review asks for the facts of many days, each once.
func (s *Service) once(ctx context.Context, q sales.FactsQuery) (*Figures, error) {
	q.Once = true
	facts, err := s.facts(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("measure %s: %w", q.Period.Label, err)
	}
	return figuresOf(facts, true, nil)
}

// addPeriods measures the quarter and the year up to the month's end, of which
// a review shows only the credit, and the month before.
func (s *Service) addPeriods(ctx context.Context, review *sales.Review, step func() error) error {
	if err := step(); err != nil {
		return err
	}
	settings, err := s.read.Settings(ctx)
	if err != nil {
		return err
	}
	calendar := settings.Calendar()
	year, number := calendar.QuarterOf(review.Month)
	quarter, fiscal := calendar.Quarter(year, number), calendar.Year(year)
	end := review.Month.Last()
	before := review.Month.Add(-1)
	for _, part := range []struct {
		to     **sales.Report
		period sales.Period
		asOf   sales.Day
		credit bool
	}{
		{&review.Quarter, sales.Period{From: quarter.From, To: end, Label: quarter.Label}, review.AsOf, true},
		{&review.Year, sales.Period{From: fiscal.From, To: end, Label: fiscal.Label}, review.AsOf, true},
		{&review.Before, sales.MonthPeriod(before), min(review.AsOf, before.Last()), false},
	} {
		// Without trend and forecast nothing before the period is needed.
		facts, err := s.settled(ctx, sales.FactsQuery{
			Period: part.period, AsOf: part.asOf, History: part.period.From, Credit: part.credit, Once: true,
		})
		if err != nil {
			return err
		}
		if *part.to, err = sales.NewReport(facts, sales.Models{}); err != nil {
			return fmt.Errorf("measure %s: %w", part.period.Label, err)
		}
	}
	return nil
}

// addRecords adds the records behind the month's figures. The activities are
// read when the workbook is written.
func (s *Service) addRecords(ctx context.Context, review *sales.Review, facts *sales.Facts) error {
	titles, err := s.titles(ctx, facts)
	if err != nil {
		return err
	}
	review.Fill(facts, titles)
	period, asOf := facts.Period, facts.AsOf
	review.Activities = sales.ReviewActivitiesFrom(func(ctx context.Context, f func(sales.ReviewActivity) error) error {
		return s.read.EachReviewActivity(ctx, period, asOf, f)
	})
	return nil
}

// titles names the deals that the facts speak of but do not hold any more,
// whether they were closed long ago or are in the trash.
func (s *Service) titles(ctx context.Context, facts *sales.Facts) (map[sales.ID]string, error) {
	known := make(map[sales.ID]bool, len(facts.Deals))
	for i := range facts.Deals {
		known[facts.Deals[i].ID] = true
	}
	var missing []sales.ID
	ask := func(id sales.ID) {
		if id != "" && !known[id] {
			known[id] = true
			missing = append(missing, id)
		}
	}
	for _, a := range facts.Adjustments {
		ask(a.DealID)
	}
	for _, m := range facts.Moves {
		ask(m.DealID)
	}
	for _, stay := range facts.Stays {
		ask(stay.DealID)
	}
	if len(missing) == 0 {
		return nil, nil
	}
	titles := make(map[sales.ID]string, len(missing))
	for _, trashed := range []bool{false, true} {
		deals, err := s.read.Deals(ctx, sales.DealQuery{IDs: missing, Deleted: trashed})
		if err != nil {
			return nil, err
		}
		for _, d := range deals {
			titles[d.ID] = cmp.Or(d.Name, d.ExternalID)
		}
	}
	return titles, nil
}

// addSignals puts the insights into words, in every language.
func (s *Service) addSignals(ctx context.Context, review *sales.Review, current *Figures) error {
	end := min(review.AsOf, current.Facts.Period.To)
	window := sales.Period{From: end.Month().Add(-11).First(), To: end, Label: current.Facts.Period.Label}
	facts, err := s.settled(ctx, sales.FactsQuery{Period: window, AsOf: review.AsOf, History: window.From, Once: true})
	if err != nil {
		return err
	}
	review.Signals = s.signals(findInsights(current, facts, sales.Insights{}))
	return nil
}

// signals puts insights into words.
func (s *Service) signals(found sales.Insights) []sales.ReviewSignal {
	var list []sales.ReviewSignal
	for _, insight := range found.All {
		list = append(list, sales.ReviewSignal{
			Kind: string(insight.Kind), RepID: insight.RepID, Shared: insight.RepID == "" || !insight.Rule,
			Text:   s.words(func(text sales.Text) string { return insight.Title(text) + ". " + insight.Reason(text) }),
			Action: s.words(insight.Action),
		})
	}
	return list
}

// words says something in every language.
func (s *Service) words(say func(sales.Text) string) sales.Words {
	words := make(sales.Words)
	for _, lang := range []string{"en", "ko"} {
		words[lang] = say(s.opts.Text(lang))
	}
	return words
}

func (s *Service) definitions() []sales.ReviewDefinition {
	var list []sales.ReviewDefinition
	for _, d := range sales.Definitions() {
		list = append(list, sales.ReviewDefinition{
			Name: d.Name, Title: s.words(d.Title), Formula: s.words(d.Formula), Meaning: s.words(d.Note),
		})
	}
	return list
}

// outlookDays is on how many days of a month a review looks back.
const outlookDays = 3

// lookedBackOn are the days of a month whose forecast a review looks back on.
func lookedBackOn(month sales.Month) [outlookDays]sales.Day {
	first := month.First()
	return [outlookDays]sales.Day{first, first.Add(9), first.Add(19)}
}

// outlook looks back on what was expected of the month before and, as far as
// its days have passed, of the month itself.
func (s *Service) outlook(ctx context.Context, review *sales.Review, step func() error) ([]sales.ReviewOutlook, error) {
	var list []sales.ReviewOutlook
	for _, of := range []struct {
		month  sales.Month
		actual *sales.Report
	}{{review.Month.Add(-1), review.Before}, {review.Month, review.Report}} {
		for _, day := range lookedBackOn(of.month) {
			if err := step(); err != nil {
				return nil, err
			}
			if day > review.AsOf {
				continue
			}
			then, err := s.once(ctx, sales.FactsQuery{Period: sales.MonthPeriod(of.month), AsOf: day, Credit: true})
			if err != nil {
				return nil, err
			}
			list = append(list, expected(of.month, day, "", then.Report.Team, of.actual.Team))
			for i := range then.Report.Reps {
				id := then.Report.Reps[i].Rep.ID
				for j := range of.actual.Reps {
					if of.actual.Reps[j].Rep.ID == id && then.Report.Reps[i].Metrics.Quota != nil {
						list = append(list, expected(of.month, day, id, then.Report.Reps[i].Metrics, of.actual.Reps[j].Metrics))
					}
				}
			}
		}
	}
	return list, nil
}

func expected(month sales.Month, day sales.Day, rep sales.ID, then, actual sales.Metrics) sales.ReviewOutlook {
	return sales.ReviewOutlook{
		Month: month, AsOf: day, RepID: rep, Quota: then.Quota, Credited: then.Credited, RunRate: then.RunRateProjection,
		Pipeline: then.PipelineProjection, Probability: then.AttainProbability, Actual: actual.Credited,
	}
}
