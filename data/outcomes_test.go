package data

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestOutcomesAreThoseOfTheReports compares what is told of all months at once
// with the report of each month, up to any day.
func TestOutcomesAreThoseOfTheReports(t *testing.T) {
	onHistories(t, func(rt *rapid.T, store *Store, _ *salestest.Records) {
		for range rapid.IntRange(0, 2).Draw(rt, "steps") {
			walker{T: rt, store: store}.once()
		}
		upTo := sales.DayOf(2024, time.January, 1).Add(rapid.IntRange(0, 200).Draw(rt, "up to"))
		from, to := sales.MonthOf(2023, 10), upTo.Month()
		outcomes, err := store.Outcomes(t.Context(), from, to, upTo)
		if err != nil {
			rt.Fatal(err)
		}
		told := map[sales.Month]map[sales.ID]sales.MonthOutcome{}
		for _, o := range outcomes {
			if told[o.Month] == nil {
				told[o.Month] = map[sales.ID]sales.MonthOutcome{}
			}
			told[o.Month][o.RepID] = o
		}
		for month := from; month <= to; month++ {
			period := sales.Period{From: month.First(), To: min(month.Last(), upTo)}
			facts, err := store.Facts(t.Context(), sales.FactsQuery{Period: period, AsOf: sales.DayOf(9999, time.December, 30), Credit: true, Once: true})
			if err != nil {
				rt.Fatal(err)
			}
			report, err := sales.NewReport(facts, sales.Models{})
			if err != nil {
				rt.Fatal(err)
			}
			requireOutcomes(rt, told[month], month, report)
		}
	})
}

func requireOutcomes(t *rapid.T, told map[sales.ID]sales.MonthOutcome, month sales.Month, report *sales.Report) {
	var team sales.MonthOutcome
	for _, o := range told {
		team.Won, team.Lost, team.WonValue, team.LostValue = team.Won+o.Won, team.Lost+o.Lost, team.WonValue+o.WonValue, team.LostValue+o.LostValue
		team.Credited, team.Units = team.Credited+o.Credited, team.Units+o.Units
	}
	compare := func(who string, got sales.MonthOutcome, m *sales.Metrics) {
		want := sales.MonthOutcome{Won: m.Won, Lost: m.Lost, WonValue: m.WonValue, LostValue: m.LostValue, Credited: m.Credited, Units: m.WonUnits}
		got.Month, got.RepID = 0, ""
		if got != want {
			t.Fatalf("%s in %s: %+v, want %+v", who, month, got, want)
		}
	}
	compare("team", team, &report.Team)
	for i := range report.Reps {
		compare(report.Reps[i].Rep.Name, told[report.Reps[i].Rep.ID], &report.Reps[i].Metrics)
	}
}
