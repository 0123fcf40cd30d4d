package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app/sales"
	"attain/views/widgets"
)

func TestTheTableOfDealsIsInTheOrderChosen(t *testing.T) {
	for column, want := range map[string][2]string{
		"name": {"51423", "32415"}, "rep": {"14235", "53241"}, "stage": {"31245", "54213"}, "amount": {"35124", "42153"}, "chance": {"34521", "12543"},
		"due": {"12345", "54321"}, "next": {"21345", "54312"}, "account": {"12345", "54321"}, "age": {"12345", "54321"},
	} {
		for i, descending := range []bool{false, true} {
			m := pipelineAlone(alone(t, "en"))
			m.arrange(m.data.Deals, column, descending)
			if got := dealIDs(m.data.Deals); got != want[i] {
				t.Errorf("by %s, descending %v: %s, want %s", column, descending, got, want[i])
			}
		}
	}
}

func TestARowOfTheTableSaysWhatTheDealIs(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m, today := pipelineAlone(d), d.Service.Today()
		chance, slim := 0.4, 0.1
		for i, want := range [][]widgets.Cell{
			{{Text: "Cranes", Bold: true}, {Text: "Hansung"}, {Text: "Ann Lee"}, {Text: "Propose"}, {Text: d.Format.Money(100_00)}, {Text: d.Format.Percent(&chance)}, {Text: "10"}, {Text: d.Format.Day(today+3, today)}, {Text: d.Format.Day(today+1, today)}},
			{{Text: "Lifts", Bold: true}, {Text: "Hansung"}, {Text: "Bo"}, {Text: "Propose"}, {Text: d.Format.Money(300_00)}, {Text: d.Format.Percent(&slim)}, {Text: "10", Role: widgets.RoleStuck}, {Text: d.Format.Day(today+90, today)}, {Text: d.Format.Day(today-1, today), Role: widgets.RoleOffTrack}},
			{{Text: "Ropes", Bold: true}, {Text: "Hansung"}, {Text: "Bo"}, {Text: d.Text("views.pipeline.noStage")}, {Text: none}, {Text: "0%"}, {Text: "10"}, {Text: d.Format.Day(0, today)}, {Text: d.Text("views.pipeline.noNextStep"), Role: widgets.RoleBehind}},
			{{Text: "Hooks", Bold: true}, {Text: "Hansung"}, {Text: "Ann Lee"}, {Text: "Won", Role: widgets.RoleWon}, {Text: d.Format.Money(500_00)}, {Text: none}, {Text: none}, {Text: d.Format.Day(today-10, today)}, {}},
			{{Text: "Belts", Bold: true}, {Text: "Hansung"}, {Text: "Bo"}, {Text: "Lost", Role: widgets.RoleLost}, {Text: d.Format.Money(50_00)}, {Text: none}, {Text: none}, {Text: d.Format.Day(today-10, today)}, {Text: "Price"}},
		} {
			for column, want := range want {
				if got := m.cell(m.data.Deals[i], column); got != want {
					t.Errorf("row %d says %+v in column %d, want %+v", i, got, column, want)
				}
			}
		}
	})
}

// TestOpenDealsAreGivenToWhoIsThere: closed ones weigh on nobody.
func TestOpenDealsAreGivenToWhoIsThere(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m, most := pipelineAlone(d), 8.0
		m.data.Report.Reps = []sales.RepMetrics{
			{Rep: sales.Rep{ID: "Ann Lee"}, Metrics: sales.Metrics{Load: sales.Load{Open: 1}}}, {Rep: sales.Rep{ID: "Bo"}, Metrics: sales.Metrics{Load: sales.Load{Open: 2, High: &most}}},
		}
		givers, takers := m.takers([]sales.ID{"2", "3", "5"})
		if want := []string{"Bo · " + d.Text("views.pipeline.loadOf", "Open", 2, "After", 0, "High", "8")}; !slices.Equal(givers, want) {
			t.Errorf("given by %q, want %q", givers, want)
		}
		if len(takers) != 2 || takers[0].Detail != d.Text("views.pipeline.load", "Open", 1, "After", 3) || !strings.Contains(takers[1].Detail, "8") {
			t.Errorf("given to %+v", takers)
		}
	})
}
