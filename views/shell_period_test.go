package views

import (
	"testing"
	"time"

	"attain/app/sales"
)

func TestPeriodsStepByTheirKind(t *testing.T) {
	april := sales.Calendar{FiscalStart: time.April}
	cases := []struct {
		kind     periodKind
		calendar sales.Calendar
		from     sales.Period
		by       int
		want     string
	}{
		{kindMonth, sales.Calendar{}, sales.MonthPeriod(sales.MonthOf(2026, 1)), -1, "2025-12"},
		{kindMonth, sales.Calendar{}, sales.MonthPeriod(sales.MonthOf(2026, 1)), 14, "2027-03"},
		{kindQuarter, sales.Calendar{}, sales.Calendar{}.Quarter(2026, 1), -1, "2025-Q4"},
		{kindQuarter, april, april.Quarter(2027, 1), -1, "2026-Q4"},
		{kindYear, april, april.Year(2026), 1, "2027"},
		{kindCustom, sales.Calendar{}, customPeriod(sales.DayOf(2026, 1, 11), sales.DayOf(2026, 1, 20)), -1, "2026-01-01 – 2026-01-10"},
	}
	for _, c := range cases {
		if got := stepPeriod(c.calendar, c.kind, c.from, c.by); got.Label != c.want {
			t.Errorf("%s %s by %d is %s, want %s", c.kind, c.from.Label, c.by, got.Label, c.want)
		}
	}
}

func TestOfferedPeriodsReadBack(t *testing.T) {
	service := newService(t, founded("ko"))
	currency := ok(sales.NewCurrency("KRW"))
	calendar := sales.Calendar{FiscalStart: time.March}
	for _, kind := range []periodKind{kindMonth, kindQuarter, kindYear} {
		options := periodOptions(calendar, kind, service.Today(), NewFormat("ko", currency, service.Text("ko")))
		seen := map[string]bool{}
		for _, option := range options {
			period, err := calendar.ParsePeriod(option.ID)
			if err != nil || period.Label != option.ID || seen[option.ID] {
				t.Errorf("%s offers %q, which reads as %q (%v)", kind, option.ID, period.Label, err)
			}
			seen[option.ID] = true
		}
		if now := ok(calendar.ParsePeriod(options[0].ID)); !now.Contains(service.Today()) {
			t.Errorf("%s offers %s first", kind, options[0].ID)
		}
	}
}
