package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestATotalSaysWhatIsStillToBePlaced(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		m := quotasAlone(t, lang, sales.MeasureMoney)
		total, left := int64(300_00), int64(50_00)
		for _, c := range []struct {
			parts  []int64
			byHand bool
			words  string
			role   widgets.Role
		}{
			{[]int64{1, 2, 3}, false, m.text("views.quotas.split.weightsWhy", "Value", m.exact(&total)), widgets.RoleMuted},
			{[]int64{100_00, 100_00, 100_00}, true, m.text("views.quotas.split.exact", "Value", m.exact(&total)), widgets.RoleOnTrack},
			{[]int64{100_00, 100_00, 50_00}, true, m.text("views.quotas.split.rest", "Value", m.exact(&left), "Total", m.exact(&total)), widgets.RoleOffTrack},
		} {
			if words, role := m.restText(total, c.parts, c.byHand); words != c.words || role != c.role {
				t.Errorf("%s: %v says %q in %s, want %q", lang, c.parts, words, role, c.words)
			}
		}
	}
}

func TestATotalIsDividedByWeightOrByHand(t *testing.T) {
	months := []sales.Month{sales.MonthOf(2026, 1), sales.MonthOf(2026, 2), sales.MonthOf(2026, 3)}
	if got, err := divide(400, []int64{1, 1, 2}, months, false); err != nil || !slices.Equal(got, []int64{100, 100, 200}) {
		t.Errorf("by weight it is %v, %v", got, err)
	}
	if got, err := divide(400, []int64{100, 50, 250}, months, true); err != nil || !slices.Equal(got, []int64{100, 50, 250}) {
		t.Errorf("by hand it is %v, %v", got, err)
	}
	if _, err := divide(400, []int64{1, -1, 2}, months, false); refusedWith(err) != "2026-02 views.quotas.split.negative" {
		t.Errorf("a negative weight is refused with %v", err)
	}
	if _, err := divide(400, []int64{1, 1, 2}, months, true); refusedWith(err) != "parts views.quotas.split.unequal" {
		t.Errorf("parts that do not add up are refused with %v", err)
	}
}

// TestTheTeamsNumberIsDividedAmongWhoCounts in proportion to what they have.
func TestTheTeamsNumberIsDividedAmongWhoCounts(t *testing.T) {
	m := quotasAlone(t, "en", sales.MeasureMoney)
	values := m.divided(0)
	if len(values) != 1 || values[0].Cell.RepID != "a" || *values[0].Value != 200_000_00 {
		t.Errorf("January is divided as %+v", values)
	}
	m.view.Grid.Rows[1].Counted = true
	if values = m.divided(0); len(values) != 2 || *sumOf(values) != 200_000_00 || *values[0].Value != 200_000_00 {
		t.Errorf("among two, of whom one has something, it is divided as %+v", values)
	}
	if values = m.divided(5); values != nil {
		t.Errorf("a month without a number is divided as %+v", values)
	}
	if got := *sumOf([]app.QuotaValue{{}, {Value: new(int64)}}); got != 0 {
		t.Errorf("of nothing the sum is %d", got)
	}
}

func TestTheYearBeforeAndWhatReducesAQuota(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		m := quotasAlone(t, lang, sales.MeasureMoney)
		m.view.Before = m.view.Grid // as if nothing had changed
		line := m.lines()[0]
		if got, want := m.beforeText(line, quotaSpan{0, 0}), m.text("views.quotas.before", "Value", m.exact(m.value(line, quotaSpan{0, 0}))); got != want || !strings.Contains(got, "123,400") {
			t.Errorf("%s: before it was %q, want %q", lang, got, want)
		}
		ramp, absent := m.text("views.quotas.ramp", "Percent", 50), m.text("views.quotas.absent", "Days", 5)
		for want, r := range map[string]app.Reduction{"": {Ramp: 100}, ramp: {Ramp: 50}, absent: {Ramp: 100, AbsentFor: 5}, ramp + " · " + absent: {Ramp: 50, AbsentFor: 5}} {
			if got := m.reducedText(r); got != want {
				t.Errorf("%s: %+v is %q, want %q", lang, r, got, want)
			}
		}
		if words, values := m.reduction(m.lines()[2], quotaSpan{0, 0}); words != "" || values != nil {
			t.Errorf("%s: a sum is reduced: %q", lang, words)
		}
	}
}
