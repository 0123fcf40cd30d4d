package views

import (
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestReportsAreOfTheMonthsThereAre(t *testing.T) {
	march := sales.MonthOf(2026, 3)
	m := reportModel{today: sales.DayOf(2026, 3, 31), closed: []sales.Closing{{Month: march.Add(-40)}, {Month: march.Add(-1)}}}
	months := m.months(march.Add(-60))
	if len(months) != reportMonths+2 || months[0] != march || months[len(months)-1] != march.Add(-60) || !slices.IsSortedFunc(months, func(a, b sales.Month) int { return int(b - a) }) {
		t.Errorf("the months are %v", months)
	}
	for back, want := range map[int]bool{0: false, 1: false, 2: true, 40: false} {
		if got := m.closable(march.Add(-back)); got != want {
			t.Errorf("%d months ago can be closed: %v", back, got)
		}
	}
	m.today = m.today.Add(1)
	if !m.closable(march) || m.newestFirst()[0].Month != march.Add(-1) {
		t.Errorf("over, March can be closed: %v; closed last is %v", m.closable(march), m.newestFirst()[0].Month)
	}
}

func TestAMonthSaysHowItStands(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		today := d.Service.Today()
		m := reportModel{today: today, closed: []sales.Closing{{Month: today.Month() - 2, ClosedAt: thatDay}}, reps: []sales.Rep{{ID: "x", Name: "Ann"}}}
		for back, want := range map[int]widgets.Tag{
			0: {Text: d.Text("views.reports.state.running"), Role: widgets.RoleMuted}, 1: {Text: d.Text("views.reports.state.open"), Role: widgets.RoleAccent},
			2: {Text: d.Text("views.reports.state.closed", "Day", d.Format.Day(today, today)), Role: widgets.RoleOnTrack},
		} {
			if got := m.standing(today.Month().Add(-back), d.Text, d.Format); got != want {
				t.Errorf("%d months ago it is %+v, want %+v", back, got, want)
			}
		}
		if got := optionTexts(m.scopes(d.Text)); got != d.Text("views.reports.scope.team")+" "+d.Text("views.reports.scope.reps")+" Ann" {
			t.Errorf("offered are %s", got)
		}
	})
}

func TestAReportIsOfWhatIsInView(t *testing.T) {
	today := sales.DayOf(2026, 11, 23)
	for _, c := range []struct {
		period sales.Period
		rep    sales.ID
		month  sales.Month
		of     string
		about  sales.ID
	}{
		{sales.MonthPeriod(sales.MonthOf(2026, 8)), "", sales.MonthOf(2026, 8), scopeTeam, ""},
		{sales.Period{From: sales.DayOf(2026, 10, 1), To: sales.DayOf(2026, 12, 31)}, "x", sales.MonthOf(2026, 11), "x", "x"},
	} {
		month, of := reportScope(app.Scope{Period: c.period, RepID: c.rep}, today)
		if month != c.month || of != c.of || (reportOrder{scope: of}).rep() != c.about {
			t.Errorf("of %v it is %s of %s", c.period, month, of)
		}
	}
	if got := (reportOrder{scope: scopeReps}).rep(); got != "" {
		t.Errorf("of all reps it is about %q", got)
	}
}
