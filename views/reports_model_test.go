package views

import (
	"slices"
	"testing"

	"attain/app/sales"
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
