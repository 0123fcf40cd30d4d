package importer

import (
	"context"
	"errors"
	"testing"
	"unicode/utf8"
)

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"name,amount\nA,1\n", "\xef\xbb\xbfname;amount\r\n\"A;\nB\";1,5\r\n", "name\tcreated\nA\t03/04/2021\n", "sep=|\nname|rep\nA|B\n",
		"\xff\xfen\x00a\x00m\x00e\x00\n\x00A\x00", "name,amount\n\"A,1\n", "name,amount\nA\x00,1\n", "\xb0\xc5\xb7\xa1\xb8\xed,\xb1\xdd\xbe\xd7\n\xb0\xa1,1\n",
		"Rep,2026-01,2026-02\nKim,1,2\n", "name,,\nA,,\n", "\r\r\r", "name,probability,stage,closed\nA,20%,Closed,2021-01-01\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, kind := range Kinds() {
			count := 0
			report, err := Read(context.Background(), BytesSource("fuzz.csv", content), kind, Options{}, Sink{Draft: func(d Draft) error {
				count++
				if d.Source().Line < 1 || len(d.Source().Row) < len(d.Source().present)-10 {
					t.Errorf("%s: a draft without place: %+v", kind, d)
				}
				return nil
			}})
			if err != nil && !errors.As(err, new(*FileError)) {
				t.Errorf("%s: an untyped error: %v", kind, err)
			}
			if report.Drafts != count || (kind != KindQuotas && err == nil && report.Read < report.Rejected+count) {
				t.Errorf("%s: counts do not add up: %+v", kind, report)
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2021-03-04", "15 Apr, 2021 00:02:00", "Friday, December 1, 2017", "2026년 10월 3일 오후 3:05", "43831.5", "1609459200000", "9459200000", "3/4/21 1:02 PM +09:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, order := range []DateOrder{OrderYMD, OrderDMY, OrderMDY} {
			moment, err := parseMoment(text, dateFormat{order: order})
			if err != nil {
				continue
			}
			again, err := parseMoment(moment.Day.String(), dateFormat{order: order})
			if err != nil || again.Day != moment.Day {
				t.Errorf("%q became %s, which is read as %s, %v", text, moment.Day, again.Day, err)
			}
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"1,234.56", "1.234,56", "$342.09K", "(1 234)", "3억 2,000만원", "1.5E+06", "45 %", "-0", "9223372036854775807"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, sign := range []rune{'.', ','} {
			got, err := parseNumber(text, sign)
			if err != nil {
				continue
			}
			again, err := parseNumber(got.String(), '.')
			if err != nil || again.Float() != got.Float() {
				t.Errorf("%q became %s, which is read as %s, %v", text, got.Decimal, again.Decimal, err)
			}
		}
	})
}

func FuzzQuotaPeriod(f *testing.F) {
	for _, seed := range []string{"2026-10", "2026-Q3", "2026", "2016-01-01", "Oct-26", "FY26 Q3", "2026년 3분기", "3월", "202610"} {
		f.Add(seed, 2026)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		period, err := ParsePeriod(text, year, "", OrderDMY)
		if err != nil {
			return
		}
		if period.Length == "" || (period.Month == 0) == (period.Year == 0) || period.Quarter < 0 || period.Quarter > 4 {
			t.Errorf("%q: %+v", text, period)
		}
	})
}

func FuzzGuard(f *testing.F) {
	f.Add("=1+1")
	f.Add("''-")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		if got := Unguard(Guard(text)); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
