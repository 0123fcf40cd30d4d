package importer

import (
	"testing"
	"time"
)

func TestMomentForms(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	for _, c := range []struct {
		text  string
		order DateOrder
		day   string
		utc   string // empty: no time of day
	}{
		{"2017-03-01", OrderDMY, "2017-03-01", ""},
		{"2017/08/25", OrderDMY, "2017-08-25", ""},
		{"2017.8.5", OrderDMY, "2017-08-05", ""},
		{"03/04/2021", OrderDMY, "2021-04-03", ""},
		{"03/04/2021", OrderMDY, "2021-03-04", ""},
		{"3.4.21", OrderDMY, "2021-04-03", ""},
		{"21-04-03", OrderYMD, "2021-04-03", ""},
		{"15 Apr, 2021 00:02:00", OrderDMY, "2021-04-15", "2021-04-14T15:02:00Z"},
		{"Friday, December 1, 2017", OrderDMY, "2017-12-01", ""},
		{"Dec 1st, 2017", OrderDMY, "2017-12-01", ""},
		{"1-Sep-17", OrderDMY, "2017-09-01", ""},
		{"2026년 10월 3일", OrderDMY, "2026-10-03", ""},
		{"2026. 10. 3.", OrderDMY, "2026-10-03", ""},
		{"2026. 10. 3. (토)", OrderDMY, "2026-10-03", ""},
		{"2026년 10월 3일 오후 3시 05분", OrderDMY, "2026-10-03", "2026-10-03T06:05:00Z"},
		{"2026-10-03 오전 12:30", OrderDMY, "2026-10-03", "2026-10-02T15:30:00Z"},
		{"2019-10-22 19:17:37.819", OrderDMY, "2019-10-22", "2019-10-22T10:17:37.819Z"},
		{"2021-01-07 6:49:18", OrderDMY, "2021-01-07", "2021-01-06T21:49:18Z"},
		{"2026-10-31T23:30:00Z", OrderDMY, "2026-11-01", "2026-10-31T23:30:00Z"},
		{"2026-10-31T23:30:00.000+0900", OrderDMY, "2026-10-31", "2026-10-31T14:30:00Z"},
		{"2026-10-31T23:30:00-05:00", OrderDMY, "2026-10-31", "2026-11-01T04:30:00Z"},
		{"10/31/2026 11:30 PM", OrderMDY, "2026-10-31", "2026-10-31T14:30:00Z"},
		{"43831", OrderDMY, "2020-01-01", ""},
		{"43831.5", OrderDMY, "2020-01-01", "2020-01-01T03:00:00Z"},
		{"20210304", OrderDMY, "2021-03-04", ""},
		{"1609459200", OrderDMY, "2021-01-01", "2021-01-01T00:00:00Z"},
		{"1609459200000", OrderDMY, "2021-01-01", "2021-01-01T00:00:00Z"},
	} {
		got, err := parseMoment(c.text, dateFormat{order: c.order, location: seoul})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got.Day.String() != c.day {
			t.Errorf("%q: day %s, want %s", c.text, got.Day, c.day)
		}
		utc := ""
		if got.HasClock {
			utc = got.At.Format(time.RFC3339Nano)
		}
		if utc != c.utc {
			t.Errorf("%q: instant %q, want %q", c.text, utc, c.utc)
		}
	}
}

func TestNoDates(t *testing.T) {
	for _, text := range []string{
		"", "2021", "5 may", "2021-02-30", "31/31/2021", "2021-13-01", "abc", "1,234", "12:30", "2021-03-04-05",
		"Won", "9459200000", "2021-03-04 25:00:00", "0000-00-00", "9999-12-31", "2021-03-04 Blah",
	} {
		if got, err := parseMoment(text, dateFormat{order: OrderDMY}); err == nil {
			t.Errorf("%q was read as %s", text, got.Day)
		}
	}
}

func TestGivenLayout(t *testing.T) {
	format := dateFormat{order: OrderMDY, layout: "02-01-06"}
	for text, want := range map[string]string{"03-04-21": "2021-04-03", "03-04-21 10:00": "2021-04-03", "2021-05-06": "2021-05-06"} {
		got, err := parseMoment(text, format)
		if err != nil || got.Day.String() != want {
			t.Errorf("%q: %s, %v; want %s", text, got.Day, err, want)
		}
	}
	if _, err := parseMoment("3/4/2021", format); err == nil {
		t.Error("a date of another layout was read")
	}
}

func TestQuotaPeriods(t *testing.T) {
	month := func(text string) string { return "month " + text }
	for _, c := range []struct {
		text   string
		year   int
		length PeriodLength
		want   string
	}{
		{"2026-10", 0, "", month("2026-10")},
		{"2026/10", 0, "", month("2026-10")},
		{"202610", 0, "", month("2026-10")},
		{"10/2026", 0, "", month("2026-10")},
		{"Oct 2026", 0, "", month("2026-10")},
		{"Oct-26", 0, "", month("2026-10")},
		{"2026년 10월", 0, "", month("2026-10")},
		{"2016-01-01", 0, "", month("2016-01")},
		{"2017/12/01", 0, "", month("2017-12")},
		{"2026-10-01T00:00:00", 0, "", month("2026-10")},
		{"2026-10-01 00:00:00", 0, "", month("2026-10")},
		{"1 October 2026", 0, "", month("2026-10")},
		{"10월", 2026, "", month("2026-10")},
		{"Oct", 2026, "", month("2026-10")},
		{"3", 2026, "", month("2026-03")},
		{"2016-04-01", 0, LengthQuarter, "quarter 2016-04"},
		{"2016-01-01", 0, LengthYear, "year 2016-01"},
		{"2026-Q3", 0, "", "quarter 2026 3"},
		{"Q3 2026", 0, "", "quarter 2026 3"},
		{"2026년 3분기", 0, "", "quarter 2026 3"},
		{"FY26 Q3", 0, "", "quarter 2026 3"},
		{"3분기", 2026, "", "quarter 2026 3"},
		{"2026", 0, "", "year 2026"},
		{"FY26", 0, "", "year 2026"},
		{"2026년", 0, "", "year 2026"},
	} {
		got, err := ParsePeriod(c.text, c.year, c.length, OrderDMY)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if s := describe(got); s != c.want {
			t.Errorf("%q: %s, want %s", c.text, s, c.want)
		}
	}
	for _, text := range []string{"", "Oct", "Q3", "2026-13", "2026-Q5", "Kim", "13", "Total", "1999999", "2026-02-30"} {
		if got, err := ParsePeriod(text, 0, "", OrderDMY); err == nil {
			t.Errorf("%q was read as %s", text, describe(got))
		}
	}
}
