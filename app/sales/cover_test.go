package sales_test

import (
	"testing"

	"attain/app/sales"
)

// TestCoverSaysWhatAQuotaWasSetFor counts months and reps with a quota.
func TestCoverSaysWhatAQuotaWasSetFor(t *testing.T) {
	january := sales.MonthOf(2026, 1)
	year := sales.Period{From: january.First(), To: january.Add(11).Last()}
	// months makes a trend of a letter a month: q quota of 10, c results of 5
	// without one, b both, anything else nothing.
	months := func(letters string) []sales.TrendMonth {
		var trend []sales.TrendMonth
		for i, letter := range letters {
			m := sales.TrendMonth{Month: january.Add(i)}
			if letter == 'q' || letter == 'b' {
				quota := sales.Amount(10)
				m.Quota = &quota
			}
			if letter == 'c' || letter == 'b' {
				m.Credited = 5
			}
			trend = append(trend, m)
		}
		return trend
	}
	rep := func(name, letters string) sales.RepMetrics {
		return sales.RepMetrics{Rep: sales.Rep{ID: sales.ID(name), Name: name}, Trend: months(letters)}
	}
	manager := rep("Boss", "cccccccccccc")
	manager.Rep.IsManager = true
	late := rep("Late", "......bbbbbb")
	late.Rep.Started = january.Add(6).First()
	for _, c := range []struct {
		name, team string
		reps       []sales.RepMetrics
		of         sales.ID
		want       sales.QuotaCover
		partly     bool
	}{
		{"all months", "bbbbbbbbbbbb", nil, "", sales.QuotaCover{Months: 12, AllMonths: 12}, false},
		{"three months", "bbbccccccccc", nil, "", sales.QuotaCover{Months: 3, AllMonths: 12, Outside: 45}, true},
		{"months ahead have none yet", "bbb.........", nil, "", sales.QuotaCover{Months: 3, AllMonths: 12}, true},
		{"before all sales", ".........bbb", nil, "", sales.QuotaCover{Months: 3, AllMonths: 3}, false},
		{"none at all", "cccccccccccc", nil, "", sales.QuotaCover{AllMonths: 12, Outside: 60}, false},
		{"a trend that begins later", "bbbbbb", nil, "", sales.QuotaCover{}, false},
		{"two of three reps", "bbbbbbbbbbbb", []sales.RepMetrics{rep("A", "bbbbbbbbbbbb"), rep("B", "cccccccccccc"), manager}, "", sales.QuotaCover{Months: 12, AllMonths: 12, Reps: 1, AllReps: 2, OutsideReps: 60}, true},
		{"the team's own number", "bbbbbbbbbbbb", []sales.RepMetrics{rep("A", "............"), rep("B", "cccccccccccc")}, "", sales.QuotaCover{Months: 12, AllMonths: 12}, false},
		{"a rep who began in July", "bbbbbbbbbbbb", []sales.RepMetrics{late}, "Late", sales.QuotaCover{Months: 6, AllMonths: 6}, false},
		{"nobody", "bbbbbbbbbbbb", nil, "Nobody", sales.QuotaCover{}, false},
	} {
		report := &sales.Report{Period: year, Trend: months(c.team), Reps: c.reps}
		if got := report.Cover(c.of); got != c.want || got.Partly() != c.partly {
			t.Errorf("%s: %+v, partly %v, want %+v", c.name, got, got.Partly(), c.want)
		}
	}
}
