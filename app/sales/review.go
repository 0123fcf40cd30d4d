package sales

import (
	"slices"
	"time"
)

// Review is everything that one monthly review shows: the figures of the
// month, the quarter and the year so far, what they say, and the records
// behind them. It is plain data, so that a closed month can be kept as JSON
// and shown again unchanged.
type Review struct {
	Month    Month
	AsOf     Day
	Made     time.Time // when it was made; of a closed month, when that was closed
	Closed   bool
	RepID    ID // the one rep it is about; empty: the team
	Currency Currency
	Settings Settings
	Stages   []Stage   // in order, archived ones included
	Products []Product // in order of name

	Report  *Report  // the month
	Quarter *Report  // the credit of the fiscal quarter up to the month's end, see FactsQuery.Credit
	Year    *Report  // likewise of the fiscal year
	Before  *Report  // the month before
	Team    *Metrics // the team's month beside a rep's; nil in a review of the team

	StuckLimits map[ID]float64  // days in a stage above which a deal is stuck
	Signals     []ReviewSignal  // most important first
	Outlook     []ReviewOutlook // what was expected of a month, and what came
	Changes     []ClosedChange  // credit of closed months that changed since
	Definitions []ReviewDefinition

	Deals      []ReviewDeal     // open as of the day, or created or closed in the month
	Credits    []ReviewCredit   // of the trend's months
	Flows      []ReviewFlow     // what moved the open value
	Moves      []ReviewMove     // stage moves of the month
	Leads      []ReviewLead     // created or decided in the month
	Activities ReviewActivities `json:"-"` // of the month
}

// Words is a text in every language, by its code ("en", "ko"). A review keeps
// both, so that a closed month reads the same in either.
type Words map[string]string

// In returns the text in a language, in English where there is none.
func (w Words) In(lang string) string {
	if text, ok := w[lang]; ok {
		return text
	}
	return w["en"]
}

// ReviewSignal is an insight in words.
type ReviewSignal struct {
	Kind   string // strength, weakness, opportunity or risk
	RepID  ID     // whom it is about; empty: the team
	Shared bool   // of interest to the team, not to the rep alone
	Text   Words  // what was found, with its numbers
	Action Words  // what to do
}

// ReviewDefinition is what a metric means.
type ReviewDefinition struct {
	Name    string // as in metrics.md
	Title   Words
	Meaning Words
	Formula Words
}

// ReviewOutlook is what was expected of a month on one of its days, against what
// came.
type ReviewOutlook struct {
	Month       Month
	AsOf        Day
	RepID       ID // empty: the team
	Quota       *Amount
	Credited    Amount // so far, on that day
	RunRate     *float64
	Pipeline    *float64
	Probability *float64
	Actual      Amount // of the whole month, as of the review
}

// ClosedChange is the difference between what a rep was credited for a
// closed month and what the records say now.
type ClosedChange struct {
	Month  Month // the closed month
	RepID  ID    // empty: credit that is nobody's
	Name   string
	Frozen Amount
	Now    Amount
}

// Difference returns what is to be added to the rep's credit.
func (c ClosedChange) Difference() Amount { return c.Now - c.Frozen }

// RepOf returns the index of a rep in the report, -1 for none.
func (r *Review) RepOf(id ID) int {
	return slices.IndexFunc(r.Report.Reps, func(m RepMetrics) bool { return m.Rep.ID == id })
}

// For returns the part of the review that is about one rep: the rep's
// figures take the place of the team's, which stay in Team for comparison.
// It is NotFound for a rep who is not in the review.
func (r *Review) For(rep ID) (*Review, error) {
	at := r.RepOf(rep)
	if at < 0 {
		return nil, &NotFound{Kind: KindRep, Name: string(rep)}
	}
	part := *r
	part.RepID = rep
	team := r.Report.Team
	part.Team = &team
	part.Report, part.Quarter = r.Report.only(rep), r.Quarter.only(rep)
	part.Year, part.Before = r.Year.only(rep), r.Before.only(rep)
	part.Signals = slices.DeleteFunc(slices.Clone(r.Signals), func(s ReviewSignal) bool { return s.RepID != rep })
	for i := range part.Signals {
		part.Signals[i].Shared = true
	}
	part.Outlook = nil
	for _, o := range r.Outlook {
		if o.RepID == rep {
			asTotal := o
			asTotal.RepID = ""
			part.Outlook = append(part.Outlook, asTotal, o)
		}
	}
	part.Changes = slices.DeleteFunc(slices.Clone(r.Changes), func(c ClosedChange) bool { return c.RepID != rep })
	part.Deals = slices.DeleteFunc(slices.Clone(r.Deals), func(d ReviewDeal) bool { return d.RepID != rep })
	part.Credits = slices.DeleteFunc(slices.Clone(r.Credits), func(c ReviewCredit) bool { return c.RepID != rep })
	part.Flows = slices.DeleteFunc(slices.Clone(r.Flows), func(f ReviewFlow) bool { return f.RepID != rep })
	part.Moves = slices.DeleteFunc(slices.Clone(r.Moves), func(m ReviewMove) bool { return m.RepID != rep })
	part.Leads = slices.DeleteFunc(slices.Clone(r.Leads), func(l ReviewLead) bool { return l.RepID != rep })
	part.Activities = r.Activities.of(rep)
	return &part, nil
}

// only returns the report with one rep, whose metrics stand for the team's.
func (r *Report) only(rep ID) *Report {
	part := *r
	part.Reps, part.Team, part.Trend = nil, Metrics{Progress: r.Team.Progress}, nil
	for _, m := range r.Reps {
		if m.Rep.ID == rep {
			part.Reps, part.Team, part.Trend = []RepMetrics{m}, m.Metrics, m.Trend
		}
	}
	return &part
}

// Trim leaves out of the reports the reps who have no part in them: without a
// quota, credit or deals in the year, and without leads or activities in the
// month and the one before.
func (r *Review) Trim() {
	keep := make(map[ID]bool)
	for _, report := range []*Report{r.Report, r.Year, r.Before} {
		for _, m := range report.Reps {
			keep[m.Rep.ID] = keep[m.Rep.ID] || m.Metrics.takesPart()
		}
	}
	for _, report := range []*Report{r.Report, r.Quarter, r.Year, r.Before} {
		report.Reps = slices.DeleteFunc(slices.Clone(report.Reps), func(m RepMetrics) bool { return !keep[m.Rep.ID] })
	}
}

func (m *Metrics) takesPart() bool {
	return m.Quota != nil || m.Credited != 0 || m.Open > 0 || m.Won+m.Lost > 0 || m.Opened > 0 ||
		m.AllActivities.Den > 0 || m.LeadConversion.Den > 0 || m.WarmShare.Den > 0 || m.Units != nil
}
