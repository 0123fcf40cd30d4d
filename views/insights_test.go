package views

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
)

// insightsOf is the page of insights in view.
func insightsOf(s *stand) *Insights {
	s.t.Helper()
	page, is := s.shell.pages[PageInsights].(*Insights)
	if !is {
		s.t.Fatal("no page of insights")
	}
	return page
}

// said is everything the topmost layer says, wrapped lines joined.
func said(s *stand) string { return strings.Join(s.texts(), " ") }

func TestFourColumnsSayWhatStandsOutWithNumbersAndAction(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageInsights)
	page := insightsOf(s)
	text := page.deps.Text
	shown := 0
	whole := said(s)
	for _, kind := range insightKinds() {
		for i, insight := range page.model.of(kind) {
			if insight.Kind != kind {
				t.Errorf("%s stands under %s", insight.Kind, kind)
			}
			for _, words := range []string{insight.Title(text), insight.Reason(text), insight.Action(text), insight.StakeText(text)} {
				if i == 0 && !strings.Contains(whole, words) {
					t.Errorf("%q is not shown", words)
				}
			}
			shown++
		}
	}
	if found := len(page.model.view.Found.Team()); shown != found || found == 0 {
		t.Errorf("%d of %d insights are shown", shown, found)
	}
	lines := page.model.articleLines()
	for _, line := range lines {
		if !strings.Contains(whole, line.pair) || strings.Contains(line.pair, none) {
			t.Errorf("%q is not shown beside the article's figure", line.pair)
		}
	}
	if len(lines) != 6 || !strings.HasPrefix(lines[0].pair, "article 67% · you ") {
		t.Errorf("%+v", lines)
	}
	s.sees("Strengths", "Weaknesses", "Opportunities", "Risks", "comparisons tested over 12 months")
}

func TestInsightOpensTheRecordsItRestsOn(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageInsights)
	var risk sales.Insight
	for _, insight := range insightsOf(s).model.of(sales.Risk) {
		if len(insight.Records) > 0 {
			risk = insight
			break
		}
	}
	title := risk.Title(insightsOf(s).deps.Text)
	for _, row := range shownOf[*tapRow](s) {
		if strings.Contains(strings.Join(textsIn(row), " "), title) {
			test.Tap(row)
			s.settle()
			s.sees(title, fmt.Sprintf("records: %d", len(risk.Records)))
			return
		}
	}
	t.Errorf("no row says %q", title)
}

// textsIn are the paragraphs below an object.
func textsIn(object fyne.CanvasObject) []string {
	var found []string
	visitShown(object, func(o fyne.CanvasObject) {
		if rich, is := o.(*widget.RichText); is {
			found = append(found, rich.String())
		}
	})
	return found
}

func TestRepSeesOnlyWhatConcernsThem(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageInsights)
	rep := repNamed(s, "Felix Brandt")
	s.choose(s.shell.bar.reps, "Felix")
	s.settle()
	count := 0
	for _, kind := range insightKinds() {
		for _, insight := range insightsOf(s).model.of(kind) {
			count++
			if insight.RepID != rep {
				t.Errorf("Felix sees %q", insight.Title(insightsOf(s).deps.Text))
			}
		}
	}
	if count == 0 {
		t.Error("the planted weaknesses of Felix are not shown")
	}
}

func TestEmptyColumnsSayWhatIsMissing(t *testing.T) {
	s := open(t, newService(t, func(service *app.Service) error {
		if err := threeReps(service); err != nil {
			return err
		}
		stages, err := service.Stages(ctx)
		if err != nil {
			return err
		}
		for i := range 7 {
			rep, err := service.RepNamed(ctx, "Ann")
			if err != nil {
				return err
			}
			amount := sales.Amount(1000)
			id, err := service.CreateDeal(ctx, app.DealForm{Deal: sales.Deal{Name: fmt.Sprint("Deal ", i), OwnerID: rep, Amount: &amount}})
			if err != nil {
				return err
			}
			for _, stage := range stages {
				if stage.Kind == sales.StageWon {
					if err := service.MoveDeal(ctx, app.MoveForm{DealID: id, StageID: stage.ID}); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}), "light", PageInsights)
	if whole := said(s); strings.Count(whole, "Not enough decided deals yet: 7 of 10.") != 2 || !strings.Contains(whole, "No opportunity stands out in this period.") {
		t.Errorf("empty columns say %s", whole)
	}
	empty := open(t, newService(t, threeReps), "light", PageInsights)
	empty.sees("Nothing to learn from yet", "New deal")
}

func TestChartsAreOfTwelveMonthsOrThePeriodAndOpenTheirRecords(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageInsights)
	page := insightsOf(s)
	page.asLooks = true
	page.show()
	s.settle()
	if len(page.charts) != 5 {
		t.Fatalf("%d charts", len(page.charts))
	}
	for _, chart := range page.charts {
		if chart.Picture() == nil || len(chart.Regions()) == 0 {
			t.Errorf("%s is not drawn", chart.name)
		}
	}
	if !strings.Contains(said(s), "The article says: 80% of sales take 5 follow-ups, and 48% of sellers give up after one.") {
		t.Error("the article's figures are not labelled")
	}
	year := page.charts[0].within.Period
	if year.From != sales.DayOf(2025, 12, 1) || year.To != sales.DayOf(2026, 11, 23) {
		t.Errorf("twelve months are %s to %s", year.From, year.To)
	}
	if said := page.deps.Format.Period(year); said != "2025-12-01 – 2026-11-23" {
		t.Errorf("a saved picture of twelve months says it is of %s", said)
	}
	cell := page.model.view.Year.Of("").Stages[0]
	page.charts[0].open("/" + string(cell.Stage) + regionMark + "Qualification")
	s.settle()
	conversion := cell.Conversion
	s.sees("Total: " + page.deps.Text("views.shell.records.share", "Part", page.deps.Format.Number(conversion.Num, 0), "Whole", page.deps.Format.Number(conversion.Den, 0), "Share", page.deps.Format.Percent(conversion.Value())))
	s.shell.CloseDialog()
	page.year.SetChecked(false)
	s.settle()
	if month := page.charts[0].within.Period; month.Label != "2026-11" || month.From != sales.DayOf(2026, 11, 1) {
		t.Errorf("the period is %s from %s", month.Label, month.From)
	}
	below := 0
	for _, signal := range page.model.signals() {
		if signal == charts.SignalBelow {
			below++
		}
	}
	if below == 0 {
		t.Error("no cell of the heat map is marked")
	}
}

// TestNothingComparedIsNotSaidToBe: a team without history has no comparisons to
// speak of.
func TestNothingComparedIsNotSaidToBe(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageInsights)
	page, found := s.shell.pages[PageInsights].(*Insights)
	if !found || page.model.view == nil || page.model.view.Found.Tested != 0 {
		t.Fatal("there is something to compare")
	}
	for _, text := range s.texts() {
		if strings.Contains(text, "0 comparisons") {
			t.Errorf("the page says %q", text)
		}
	}
}

// TestWithoutLoggedActivitiesNoWinTellsOfFollowUps: that no win took a follow-up
// is a figure only where activities are logged at all.
func TestWithoutLoggedActivitiesNoWinTellsOfFollowUps(t *testing.T) {
	wins := sales.FollowUps{WinsByCount: []int{4, 0, 0}, FiveOrMore: sales.Ratio{Den: 4}}
	for name, c := range map[string]struct {
		metrics sales.Metrics
		want    bool
	}{
		"nothing logged":     {sales.Metrics{FollowUps: wins}, true},
		"activities logged":  {sales.Metrics{FollowUps: wins, AllActivities: sales.Ratio{Den: 9}}, false},
		"wins with touches":  {sales.Metrics{FollowUps: sales.FollowUps{WinsByCount: []int{3, 1, 0}, FiveOrMore: sales.Ratio{Den: 4}}}, false},
		"nothing won at all": {sales.Metrics{}, false},
	} {
		if got := unlogged(c.metrics); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
