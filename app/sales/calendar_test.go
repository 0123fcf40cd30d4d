package sales_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attain/app/sales"
)

func TestDaysCountAsTheCalendarDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		at := time.Date(rapid.IntRange(1, 9999).Draw(rt, "year"), time.Month(rapid.IntRange(1, 12).Draw(rt, "month")), rapid.IntRange(1, 28).Draw(rt, "day"), 13, 0, 0, 0, time.UTC)
		day := sales.DayOfTime(at)
		back, err := sales.ParseDay(day.String())
		if err != nil || back != day || day.Weekday() != at.Weekday() || day.Month() != sales.MonthOf(at.Year(), at.Month()) {
			rt.Fatalf("%s is day %d, %s, %s (%v)", at, day, day, day.Weekday(), err)
		}
		n := rapid.IntRange(-400, 400).Draw(rt, "n")
		if next := at.AddDate(0, 0, n); next.Year() > 0 && next.Year() < 10000 && day.Add(n) != sales.DayOfTime(next) {
			rt.Fatalf("%s and %d days is %s, want %s", day, n, day.Add(n), next)
		}
	})
}

func TestAnInstantBelongsToItsLocalDate(t *testing.T) {
	seoul := time.FixedZone("KST", 9*60*60)
	at := time.Date(2026, time.October, 31, 20, 0, 0, 0, time.UTC)
	if got := sales.DayOfTime(at.In(seoul)).String(); got != "2026-11-01" {
		t.Errorf("eight in the evening in London is %s in Seoul", got)
	}
}

func TestDatesAndMonthsAsText(t *testing.T) {
	type record struct {
		Day   sales.Day
		Month sales.Month
	}
	want := record{sales.DayOf(2026, time.February, 28), sales.MonthOf(2026, time.October)}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"Day":"2026-02-28","Month":"2026-10"}` {
		t.Fatalf("%s (%v)", text, err)
	}
	var got record
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("%v (%v)", got, err)
	}
	for _, bad := range []string{`{"Day":"28.02.2026"}`, `{"Month":"Oct"}`, `{"Day":"2026-02-30"}`} {
		if err := json.Unmarshal([]byte(bad), &got); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	if err := json.Unmarshal([]byte(`{"Day":"","Month":""}`), &got); err != nil || got != (record{}) || got.Day.Known() || got.Month.String() != "" {
		t.Errorf("nothing is %v (%v)", got, err)
	}
	if last := sales.MonthOf(2028, time.February).Last().String(); last != "2028-02-29" {
		t.Errorf("February 2028 ends on %s", last)
	}
}

func TestFiscalYearsAreNamedAfterTheirEnd(t *testing.T) {
	april := sales.Calendar{FiscalStart: time.April}
	for text, want := range map[string][2]string{
		"2026": {"2025-04-01", "2026-03-31"}, "2026-Q1": {"2025-04-01", "2025-06-30"}, "2026Q4": {"2026-01-01", "2026-03-31"}, "2026-10": {"2026-10-01", "2026-10-31"},
	} {
		p, err := april.ParsePeriod(text)
		if err != nil || p.From.String() != want[0] || p.To.String() != want[1] {
			t.Errorf("%s is %s to %s (%v), want %v", text, p.From, p.To, err, want)
		}
	}
	if p, err := (sales.Calendar{}).ParsePeriod("2026-Q3"); err != nil || p.From.String() != "2026-07-01" || p.Days() != 92 || len(p.Months()) != 3 {
		t.Errorf("the third calendar quarter: %+v (%v)", p, err)
	}
	if year, quarter := april.QuarterOf(sales.MonthOf(2026, time.March)); year != 2026 || quarter != 4 {
		t.Errorf("March is in quarter %d of %d", quarter, year)
	}
	for _, bad := range []string{"", "2026-Q5", "26", "2026-13", "soon"} {
		var invalid *sales.Invalid
		if _, err := april.ParsePeriod(bad); !errors.As(err, &invalid) {
			t.Errorf("%q: %v, want Invalid", bad, err)
		}
	}
}

// TestWorkingDaysAgainstACount goes day by day.
func TestWorkingDaysAgainstACount(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from := sales.DayOf(2026, time.January, 1).Add(rapid.IntRange(0, 700).Draw(rt, "from"))
		to := from.Add(rapid.IntRange(-2, 400).Draw(rt, "length"))
		c := sales.Calendar{Weekend: rapid.SampledFrom([][]time.Weekday{nil, {time.Saturday, time.Sunday}, {time.Friday}}).Draw(rt, "weekend")}
		for range rapid.IntRange(0, 5).Draw(rt, "holidays") {
			c.Holidays = append(c.Holidays, from.Add(rapid.IntRange(0, 30).Draw(rt, "holiday")))
		}
		count := 0
		for day := from; day <= to; day++ {
			if c.Working(day) {
				count++
			}
		}
		if got := c.WorkingDays(from, to); got != count {
			rt.Fatalf("%s to %s: %d working days, counted %d", from, to, got, count)
		}
		p := sales.Period{From: from, To: max(from, to)}
		if progress := c.Progress(p, p.To.Add(5)); progress.Left() != 0 || progress.Elapsed != progress.Total {
			rt.Fatalf("after its end a period has %+v", progress)
		}
	})
}

func TestRepeatsComeAgain(t *testing.T) {
	day := func(text string) sales.Day {
		d, err := sales.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		from   string
		repeat sales.Repeat
		today  string
		want   string
	}{
		{"2026-01-31", sales.RepeatMonthly, "2026-02-01", "2026-02-28"},
		{"2026-01-31", sales.RepeatMonthly, "2026-03-01", "2026-03-31"},
		{"2026-02-28", "monthly 31", "2026-02-28", "2026-03-31"},
		{"2026-03-30", "monthly 30", "2027-02-01", "2027-02-28"},
		{"2026-01-05", sales.RepeatWeekly, "2026-01-20", "2026-01-26"},
		{"2026-01-05", sales.RepeatDaily, "2026-01-20", "2026-01-21"},
		{"2026-02-05", sales.RepeatWeekly, "2026-01-20", "2026-02-12"},
		{"2026-01-05", sales.RepeatNever, "2026-01-20", ""},
	} {
		if got := sales.NextOccurrence(day(c.from), c.repeat, day(c.today)).String(); got != c.want {
			t.Errorf("%s %s after %s: %s, want %s", c.from, c.repeat, c.today, got, c.want)
		}
	}
	if days := sales.Weekdays(time.Monday); len(days) != 7 || days[0] != time.Monday || days[6] != time.Sunday {
		t.Errorf("the week from Monday: %v", days)
	}
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	cause := errors.New("disk on fire")
	for text, err := range map[string]error{
		"amount: too large": &sales.Invalid{Field: "amount", Reason: "too large"}, `no deals "D1"`: &sales.NotFound{Kind: sales.KindDeal, Name: "D1"},
		"deals: changed": &sales.Conflict{Kind: sales.KindDeal, Reason: "changed"}, "open x: the file is corrupt: disk on fire": &sales.FileError{Fault: sales.FileCorrupt, Doing: "open x", Err: cause},
	} {
		if err.Error() != text {
			t.Errorf("%T says %q, want %q", err, err.Error(), text)
		}
	}
	if !errors.Is(&sales.FileError{Err: cause}, cause) {
		t.Error("the cause is lost")
	}
}

func TestRecordsKnowTheirKindAndID(t *testing.T) {
	kinds := map[sales.Kind]sales.Record{
		sales.KindStage: &sales.Stage{ID: "x"}, sales.KindRep: &sales.Rep{ID: "x"}, sales.KindProduct: &sales.Product{ID: "x"}, sales.KindAccount: &sales.Account{ID: "x"},
		sales.KindContact: &sales.Contact{ID: "x"}, sales.KindLead: &sales.Lead{ID: "x"}, sales.KindDeal: &sales.Deal{ID: "x"}, sales.KindLine: &sales.Line{ID: "x"},
		sales.KindShare: &sales.Share{ID: "x"}, sales.KindValue: &sales.Value{ID: "x"}, sales.KindMove: &sales.Move{ID: "x"}, sales.KindActivity: &sales.Activity{ID: "x"},
		sales.KindQuota: &sales.Quota{ID: "x"}, sales.KindAdjustment: &sales.Adjustment{ID: "x"}, sales.KindGoal: &sales.Goal{ID: "x"}, sales.KindCriterion: &sales.Criterion{ID: "x"},
		sales.KindSetting: &sales.Setting{Name: "x"}, sales.KindClosing: &sales.Closing{Month: sales.MonthOf(2026, time.October)},
	}
	for kind, record := range kinds {
		if record.RecordKind() != kind || (record.RecordID() != "x" && record.RecordID() != "2026-10") {
			t.Errorf("%T is a %s with id %q", record, record.RecordKind(), record.RecordID())
		}
	}
	for kind, want := range map[sales.ActivityType]sales.Direction{sales.Call: sales.Outbound, "visit": sales.Outbound, sales.Web: sales.Inbound, sales.Referral: sales.Inbound} {
		if got := sales.DefaultDirection(kind); got != want {
			t.Errorf("%s is %s", kind, got)
		}
	}
}
