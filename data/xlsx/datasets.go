package xlsx

import (
	"context"
	"slices"
	"strings"

	"attain/app/sales"
)

// datasets are the flat records of the review.
type datasets struct {
	deals, credits, flows, moves, leads, activities *dataset
}

func (d datasets) all() []*dataset {
	return []*dataset{d.deals, d.credits, d.flows, d.moves, d.leads, d.activities}
}

// addData describes the flat sheets. They are written last, but formulas go
// by their columns' names.
func (b *book) addData() {
	b.data = datasets{
		deals: b.dealRows(), credits: b.creditRows(), flows: b.flowRows(),
		moves: b.moveRows(), leads: b.leadRows(), activities: b.activityRows(),
	}
	for _, d := range b.data.all() {
		d.book = b
		d.title = b.text("xlsx.data." + d.prefix)
		for i := range d.columns {
			d.columns[i].title = b.text("xlsx.column." + d.columns[i].key)
		}
		d.divide()
	}
}

func (b *book) dealRows() *dataset {
	return &dataset{
		prefix: "deals", rows: len(b.review.Deals),
		columns: []column{
			{key: "deal", width: 32},
			{key: "external_id", width: 14},
			{key: "account", width: 24},
			{key: "rep", width: 18},
			{key: "products", width: 22},
			{key: "stage", width: 16},
			{key: "created", kind: kindDate, width: 13},
			{key: "since", kind: kindDate, width: 13},
			{key: "expected", kind: kindDate, width: 13},
			{key: "amount", kind: kindExact, width: 16},
			{key: "units", kind: kindCount},
			{key: "probability", kind: kindPercent},
			{key: "weighted", kind: kindExact, width: 16},
			{key: "source", width: 14},
			{key: "reason", width: 20},
			{key: "touches", kind: kindCount},
			{key: "days", kind: kindCount},
			{key: "stuck", kind: kindCount},
			{key: "neglected", kind: kindCount},
			{key: "overdue", kind: kindCount},
			{key: "outcome", code: true},
			{key: "rep_no", kind: kindCount, code: true},
			{key: "stage_no", kind: kindCount, code: true},
			{key: "last_stage_no", kind: kindCount, code: true},
			{key: "reason_no", kind: kindCount, code: true},
			{key: "closed_in", kind: kindCount, code: true},
			{key: "created_in", kind: kindCount, code: true},
		},
		each: listed(len(b.review.Deals), func(i int) []any {
			d := &b.review.Deals[i]
			var amount, weighted, days any
			if d.HasAmount {
				amount = b.major(d.Amount)
			}
			if d.Kind == sales.StageOpen {
				weighted = d.Weighted() / b.review.Currency.Scale()
			}
			if d.Kind == sales.StageOpen && d.Since.Known() {
				days = b.review.AsOf.Sub(d.Since)
			}
			period := b.review.Report.Period
			return []any{
				d.Name, orNil(d.ExternalID), orNil(d.Account), b.personOf(d.RepID), orNil(d.Products), b.stageOf(d.Stage),
				dayOrNil(d.Created), dayOrNil(d.Since), dayOrNil(d.ExpectedClose), amount, d.Units, d.Probability, weighted,
				orNil(d.Source), orNil(d.Reason), d.Touches, days, flag(d.Stuck), flag(d.Neglected), flag(d.Overdue), string(d.Kind),
				b.numbers[d.RepID], b.stageNumber(d.Stage), b.stageNumber(d.LastStage), b.reasonNumber(d.Kind, d.Reason),
				flag(d.Kind != sales.StageOpen && period.Contains(d.Since)), flag(!d.Kept && period.Contains(d.Created)),
			}
		}),
	}
}

func (b *book) creditRows() *dataset {
	return &dataset{
		prefix: "credits", rows: len(b.review.Credits),
		columns: []column{
			{key: "day", kind: kindDate, width: 13},
			{key: "rep", width: 18},
			{key: "deal", width: 32},
			{key: "account", width: 24},
			{key: "entry", width: 14},
			{key: "amount", kind: kindExact, width: 16},
			{key: "units", kind: kindCount},
			{key: "reason", width: 24},
			{key: "rep_no", kind: kindCount, code: true},
		},
		each: listed(len(b.review.Credits), func(i int) []any {
			c := &b.review.Credits[i]
			entry := b.text("xlsx.entry.deal")
			if c.Adjustment {
				entry = b.text("xlsx.entry.adjustment")
			}
			return []any{
				c.Day, b.personOf(c.RepID), orNil(c.Deal), orNil(c.Account), entry, b.major(c.Amount), c.Units, orNil(c.Reason), b.numbers[c.RepID],
			}
		}),
	}
}

func (b *book) flowRows() *dataset {
	columns := []column{{key: "deal", width: 32}, {key: "rep", width: 18}}
	for _, step := range movementSteps() {
		columns = append(columns, column{key: step.key, kind: kindExact, width: 16})
	}
	return &dataset{
		prefix: "flows", rows: len(b.review.Flows), columns: append(columns, column{key: "rep_no", kind: kindCount, code: true}),
		each: listed(len(b.review.Flows), func(i int) []any {
			f := &b.review.Flows[i]
			row := []any{orNil(f.Deal), b.personOf(f.RepID)}
			for _, step := range movementSteps() {
				row = append(row, b.major(step.of(f.Movement)))
			}
			return append(row, b.numbers[f.RepID])
		}),
	}
}

func (b *book) moveRows() *dataset {
	return &dataset{
		prefix: "moves", rows: len(b.review.Moves),
		columns: []column{
			{key: "day", kind: kindDate, width: 13},
			{key: "deal", width: 32},
			{key: "rep", width: 18},
			{key: "from", width: 18},
			{key: "to", width: 18},
			{key: "days", kind: kindCount},
			{key: "rep_no", kind: kindCount, code: true},
		},
		each: listed(len(b.review.Moves), func(i int) []any {
			m := &b.review.Moves[i]
			var days any
			if m.HasDays {
				days = m.Days
			}
			return []any{m.Day, orNil(m.Deal), b.personOf(m.RepID), b.stageOf(m.From), b.stageOf(m.To), days, b.numbers[m.RepID]}
		}),
	}
}

func (b *book) leadRows() *dataset {
	return &dataset{
		prefix: "leads", rows: len(b.review.Leads),
		columns: []column{
			{key: "lead", width: 28},
			{key: "rep", width: 18},
			{key: "source", width: 16},
			{key: "created", kind: kindDate, width: 13},
			{key: "status", width: 14},
			{key: "decided", kind: kindDate, width: 13},
			{key: "reason", width: 22},
			{key: "touches", kind: kindCount},
			{key: "warm", kind: kindCount},
			{key: "fit", kind: kindPercent},
			{key: "band"},
			{key: "attempts", kind: kindCount},
			{key: "rep_no", kind: kindCount, code: true},
			{key: "source_no", kind: kindCount, code: true},
			{key: "created_in", kind: kindCount, code: true},
			{key: "decided_in", kind: kindCount, code: true},
			{key: "qualified_in", kind: kindCount, code: true},
		},
		each: listed(len(b.review.Leads), func(i int) []any {
			l := &b.review.Leads[i]
			var fit, band any
			if l.Fit != nil {
				fit, band = *l.Fit, b.text("xlsx.fit."+l.FitBand)
			}
			return []any{
				l.Name, b.personOf(l.RepID), orNil(l.Source), dayOrNil(l.Created), b.text("xlsx.lead." + string(l.Status)),
				dayOrNil(l.Decided), orNil(l.Reason), l.Touches, flag(l.Warm), fit, band, l.Attempts,
				b.numbers[l.RepID], b.sourceNumber(l.Source), flag(l.CreatedIn), flag(l.DecidedIn),
				flag(l.DecidedIn && l.Status == sales.LeadQualified),
			}
		}),
	}
}

func (b *book) activityRows() *dataset {
	total := 0
	for _, t := range b.tally {
		total += t.Rows
	}
	return &dataset{
		prefix: "activities", rows: total,
		columns: []column{
			{key: "day", kind: kindDate, width: 13},
			{key: "rep", width: 18},
			{key: "type", width: 12},
			{key: "direction"},
			{key: "outcome_of", width: 14},
			{key: "planned", kind: kindCount},
			{key: "on", width: 30},
			{key: "subject", width: 30},
			{key: "minutes", kind: kindCount},
			{key: "attempt", kind: kindCount},
			{key: "connected", kind: kindCount},
			{key: "rep_no", kind: kindCount, code: true},
			{key: "type_no", kind: kindCount, code: true},
		},
		each: func(ctx context.Context, take func([]any) error) error {
			return b.review.Activities.Each(ctx, func(a sales.ReviewActivity) error { return take(b.activityRow(a)) })
		},
	}
}

func (b *book) activityRow(a sales.ReviewActivity) []any {
	var minutes, outcome any
	if a.Minutes > 0 {
		minutes = a.Minutes
	}
	if a.Outcome != "" {
		outcome = b.named("xlsx.outcome.", string(a.Outcome))
	}
	return []any{
		a.Day, b.personOf(a.RepID), b.typeName(a.Type), b.text("xlsx.direction." + string(a.Direction)), outcome,
		flag(a.Planned), orNil(a.On), orNil(a.Subject), minutes, flag(a.Attempt), flag(a.Connected),
		b.numbers[a.RepID], b.typeNumber(a.Type),
	}
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func dayOrNil(d sales.Day) any {
	if !d.Known() {
		return nil
	}
	return d
}

// named is a text of the catalogue, or the word itself where the catalogue
// does not know it: types and outcomes can be the team's own.
func (b *book) named(prefix, word string) string {
	if known := b.text(prefix + word); known != prefix+word {
		return known
	}
	return strings.ReplaceAll(word, "_", " ")
}

func (b *book) typeName(t sales.ActivityType) string { return b.named("xlsx.activity.", string(t)) }

// stageNumber counts the stages from 1; 0 is an unknown stage.
func (b *book) stageNumber(id sales.ID) int {
	return 1 + slices.IndexFunc(b.review.Stages, func(s sales.Stage) bool { return s.ID == id })
}

func (b *book) stageOf(id sales.ID) string {
	if n := b.stageNumber(id); n > 0 {
		return b.review.Stages[n-1].Name
	}
	return b.text("xlsx.unknownStage")
}

func (b *book) typeNumber(t sales.ActivityType) int {
	return 1 + slices.IndexFunc(b.review.Report.Team.Activities, func(a sales.ActivityMetrics) bool { return a.Type == t })
}

func (b *book) reasonNumber(k sales.StageKind, reason string) int {
	return 1 + slices.IndexFunc(b.review.Report.Team.Reasons, func(r sales.Reason) bool { return r.Kind == k && r.Reason == reason })
}

func (b *book) sourceNumber(source string) int {
	return 1 + slices.IndexFunc(b.review.Report.Team.LeadsBySource, func(g sales.LeadGroup) bool { return g.Name == source })
}
