package views

import (
	"fmt"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
)

func TestInsightsAreSortedIntoTheirColumns(t *testing.T) {
	text := wordsIn("en")
	figures := func() *app.Figures {
		return &app.Figures{Facts: &sales.Facts{Settings: sales.DefaultSettings()}, Report: &sales.Report{}}
	}
	m := insightModel{view: &app.InsightView{Period: figures(), Year: figures(), Least: 10}, text: text, format: NewFormat("en", ok(sales.NewCurrency("USD")), text)}
	if !m.small() || m.tested() != "" || m.missing(sales.Strength) == m.text("views.insights.nothing.strength") {
		t.Errorf("of nothing it says %v, %q, %q", m.small(), m.tested(), m.missing(sales.Strength))
	}
	m.view.Won, m.view.Found.Tested = 30, 1234
	m.view.Found.All = []sales.Insight{
		{Kind: sales.Strength, RepID: "a", Stage: "s", Signal: "stage_conversion"},
		{Kind: sales.Weakness, RepID: "b", Stage: "s", Signal: "stage_conversion"},
		{Kind: sales.Risk, Signal: "attainment"},
	}
	if m.small() || !strings.Contains(m.tested(), "1,234") || m.missing(sales.Strength) != m.text("views.insights.nothing.strength") {
		t.Errorf("it says %v, %q, %q", m.small(), m.tested(), m.missing(sales.Strength))
	}
	want := map[[2]sales.ID]charts.Signal{{"a", "s"}: charts.SignalAbove, {"b", "s"}: charts.SignalBelow}
	if got := m.signals(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the map is marked %v", got)
	}
	if data := m.data(true); data.Report != m.view.Year.Report || m.data(false).Report != m.view.Period.Report {
		t.Errorf("the charts are of %v", data.Report)
	}
	m.rep = "a"
	for kind, want := range map[sales.InsightKind]string{sales.Strength: "Strengths 1", sales.Weakness: "Weaknesses 0"} {
		if title, count := m.columnTitle(kind); title+" "+count != want {
			t.Errorf("the column is %s %s, want %s", title, count, want)
		}
	}
}
