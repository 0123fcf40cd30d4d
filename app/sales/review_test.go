package sales_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"attain/app/sales"
)

func october(day int) sales.Day { return sales.DayOf(2026, time.October, day) }

// reviewed makes the review of a month with one shared deal, a refund, moves
// and activities.
func reviewed(t *testing.T) *sales.Review {
	t.Helper()
	facts := &sales.Facts{
		AsOf: october(31), Period: sales.MonthPeriod(sales.MonthOf(2026, time.October)), History: sales.DayOf(2025, time.October, 1),
		Settings: sales.DefaultSettings(), Currency: sales.Currency{Code: "USD", Digits: 2},
		Stages: []sales.Stage{{ID: "s", Name: "Open", Position: 1, Kind: sales.StageOpen, Probability: 0.5}, {ID: "w", Name: "Won", Position: 2, Kind: sales.StageWon}},
		Reps:   []sales.Rep{{ID: "a", Name: "Ann"}, {ID: "b", Name: "Bob"}, {ID: "c", Name: "Cy"}},
		Deals: []sales.DealFact{
			{ID: "d1", Name: "Shared", OwnerID: "a", Shares: []sales.Share{{RepID: "a", Weight: 2}, {RepID: "b", Weight: 1}}, Kind: sales.StageWon, Stage: "w", Since: october(5), Amount: 100_00, HasAmount: true},
			{ID: "d2", ExternalID: "X-2", OwnerID: "b", Kind: sales.StageOpen, Stage: "s", Since: october(2), Created: october(2), Amount: 40_01, HasAmount: true},
			{ID: "d3", Name: "Long ago", OwnerID: "b", Kind: sales.StageWon, Stage: "w", Since: sales.DayOf(2026, time.March, 3), Amount: 7_00, HasAmount: true},
		},
		Adjustments: []sales.AdjustmentFact{{ID: "r", DealID: "d1", Owner: "a", Shares: []sales.Share{{RepID: "a", Weight: 1}, {RepID: "b", Weight: 1}}, Day: october(20), Amount: -1}},
		Moves: []sales.PipelineMove{
			{DealID: "d1", Owner: "a", StartOpen: true, StartValue: 80_00, EndValue: 100_00, EndKind: sales.StageWon},
			{DealID: "d2", Owner: "b", Created: true, EndOpen: true, FirstValue: 40_01, EndValue: 40_01, EndKind: sales.StageOpen},
		},
		Stays: []sales.StayFact{
			{DealID: "d1", Seq: 1, OwnerID: "a", Stage: "s", Kind: sales.StageOpen, Entered: sales.DayOf(2026, time.September, 25), Left: october(5)},
			{DealID: "d1", Seq: 2, OwnerID: "a", Stage: "w", Kind: sales.StageWon, Entered: october(5)},
		},
	}
	report, err := sales.NewReport(facts, sales.Models{})
	if err != nil {
		t.Fatal(err)
	}
	review := &sales.Review{
		Month: sales.MonthOf(2026, time.October), AsOf: facts.AsOf, Report: report, Quarter: report, Year: report, Before: report,
		Signals: []sales.ReviewSignal{{Kind: "risk", RepID: "b"}, {Kind: "strength"}},
		Outlook: []sales.ReviewOutlook{{}, {RepID: "b", Credited: 3}},
	}
	review.Fill(facts, nil)
	review.Activities = sales.ReviewActivityList([]sales.ReviewActivity{
		{RepID: "a", Type: sales.Mail, Attempt: true, Day: october(3)},
		{RepID: "b", Type: sales.Call, Attempt: true, Day: october(4)},
		{RepID: "a", Type: sales.Mail, Planned: true, Day: october(9)},
	})
	return review
}

func TestReviewRowsAddUpToItsMetrics(t *testing.T) {
	r := reviewed(t)
	credited := map[sales.ID]sales.Amount{}
	for _, c := range r.Credits {
		if r.Report.Period.Contains(c.Day) {
			credited[c.RepID] += c.Amount
		}
	}
	for _, m := range r.Report.Reps {
		if credited[m.Rep.ID] != m.Metrics.Credited {
			t.Errorf("%s: the rows credit %d, the metric is %d", m.Rep.Name, credited[m.Rep.ID], m.Metrics.Credited)
		}
	}
	if credited["a"] != 66_67-1 || credited["b"] != 33_33 {
		t.Errorf("shares are credited as %v", credited)
	}
}

func TestReviewRowsFollowTheDeals(t *testing.T) {
	r := reviewed(t)
	var end, won sales.Amount
	for _, f := range r.Flows {
		end, won = end+f.Movement.End, won+f.Movement.Won
	}
	if movement := r.Report.Team.Movement; end != movement.End || won != movement.Won || won != 100_00 {
		t.Errorf("the rows end at %d and won %d, the metric is %+v", end, won, movement)
	}
	if len(r.Deals) != 2 || r.Deals[1].Name != "X-2" || r.Deals[1].Weighted() != 2000.5 {
		t.Errorf("deals of the month: %+v", r.Deals)
	}
	if len(r.Moves) != 1 || r.Moves[0].From != "s" || r.Moves[0].Days != 10 {
		t.Errorf("moves of the month: %+v", r.Moves)
	}
}

func TestReviewTalliesItsActivities(t *testing.T) {
	r := reviewed(t)
	part, err := r.For("a")
	if err != nil {
		t.Fatal(err)
	}
	mails := sales.ActivityTally{RepID: "a", Type: sales.Mail, Rows: 2, Planned: 1, Attempts: 1}
	calls := sales.ActivityTally{RepID: "b", Type: sales.Call, Rows: 1, Attempts: 1}
	for name, c := range map[string]struct {
		activities sales.ReviewActivities
		want       []sales.ActivityTally
	}{"team": {r.Activities, []sales.ActivityTally{mails, calls}}, "rep": {part.Activities, []sales.ActivityTally{mails}}, "none": {}} {
		got, err := c.activities.Tally(t.Context())
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, c.want)
		}
	}
	stop := errors.New("stop")
	if err := r.Activities.Each(t.Context(), func(sales.ReviewActivity) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("a walk that was stopped ends with %v", err)
	}
}

func TestReviewForOneRep(t *testing.T) {
	r := reviewed(t)
	part, err := r.For("b")
	if err != nil {
		t.Fatal(err)
	}
	if part.Report.Team.Credited != 33_33 || part.Team.Credited != r.Report.Team.Credited || len(part.Report.Reps) != 1 {
		t.Errorf("the rep's credit stands for the team's: %d, the team's %d", part.Report.Team.Credited, part.Team.Credited)
	}
	if len(part.Signals) != 1 || !part.Signals[0].Shared || len(part.Outlook) != 2 || len(part.Flows) != 1 {
		t.Errorf("signals %+v, outlook %+v, flows %+v", part.Signals, part.Outlook, part.Flows)
	}
	if len(r.Report.Reps) != 3 || len(r.Signals) != 2 || r.Signals[0].Shared {
		t.Error("the team's review changed")
	}
	var missing *sales.NotFound
	if _, err := r.For("nobody"); !errors.As(err, &missing) {
		t.Errorf("the review of nobody: %v", err)
	}
}

func TestReviewLeavesOutWhoTookNoPart(t *testing.T) {
	r := reviewed(t)
	r.Trim()
	if len(r.Report.Reps) != 2 || r.RepOf("c") != -1 || r.RepOf("b") != 1 {
		t.Errorf("reps %+v, want Ann and Bob", r.Report.Reps)
	}
}

func TestWordsFallBackToEnglish(t *testing.T) {
	words := sales.Words{"en": "gap", "ko": "부족분"}
	if words.In("ko") != "부족분" || words.In("de") != "gap" {
		t.Errorf("words %v", words)
	}
}
