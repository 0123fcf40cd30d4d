package xlsx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// TestDatasetsGoOnOnTheNextSheet proves that rows beyond a sheet's limit are
// written to further sheets, and that formulas reach all of them.
func TestDatasetsGoOnOnTheNextSheet(t *testing.T) {
	d := &dataset{prefix: "credits", title: "Data", rows: 25, columns: []column{{key: "amount"}, {key: "rep_no"}}, each: listed(25, func(i int) []any {
		return []any{i, i % 2}
	})}
	b := &book{file: excelize.NewFile(), most: 11, names: map[string]bool{}, styles: map[look]int{}, text: func(key string, _ ...any) string { return key }, review: &sales.Review{}, progress: progress{ctx: t.Context()}}
	d.book = b
	d.divide()
	if err := d.write(); err != nil {
		t.Fatal(err)
	}
	if want := "SUMIFS(credits_amount,credits_rep_no,1)+SUMIFS(credits_amount_2,credits_rep_no_2,1)+SUMIFS(credits_amount_3,credits_rep_no_3,1)"; d.sum("amount", equals("rep_no", "1")) != want {
		t.Errorf("sum is %s, want %s", d.sum("amount", equals("rep_no", "1")), want)
	}
	var out bytes.Buffer
	if err := writeSorted(&out, b.file); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if sheets := strings.Join(file.GetSheetList(), "|"); sheets != "Data|Data 2|Data 3" {
		t.Errorf("sheets %s", sheets)
	}
	if value, err := file.GetCellValue("Data 3", "A6"); err != nil || value != "24" {
		t.Errorf("the last row holds %q, %v", value, err)
	}
	sum := 0
	for _, name := range file.GetDefinedName() {
		if strings.HasPrefix(name.Name, "credits_amount") {
			sum++
		}
	}
	if sum != 3 {
		t.Errorf("%d names of the column, want 3", sum)
	}
}

func TestExportGoesOnOnTheNextSheet(t *testing.T) {
	var out bytes.Buffer
	table, finish := NewTable(&out, "deals")
	table.most = 4
	if err := table.Header([]string{"name", "amount"}); err != nil {
		t.Fatal(err)
	}
	for i := range 7 {
		if err := table.Row([]any{fmt.Sprintf("deal %d", i), int64(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	for sheet, want := range map[string]string{"deals": "deal 2", "deals 2": "deal 5", "deals 3": "deal 6"} {
		rows, err := file.GetRows(sheet)
		if err != nil || rows[0][0] != "name" || rows[len(rows)-1][0] != want {
			t.Errorf("%s: rows %q, %v", sheet, rows, err)
		}
	}
}

func TestSheetNames(t *testing.T) {
	b := &book{names: map[string]bool{}}
	for _, c := range []struct{ wanted, name string }{
		{"Kim", "Kim"},
		{"kim", "kim (2)"},
		{"KIM", "KIM (3)"},
		{"a/b\\c[d]e:f*g?", "a-b-c-d-e-f-g-"},
		{"'quoted'", "quoted"},
		{"", "Sheet"},
		{"History", "Sheet History"},
		{strings.Repeat("가", 40), strings.Repeat("가", 31)},
		{strings.Repeat("가", 40), strings.Repeat("가", 27) + " (2)"},
		{strings.Repeat("🚀", 20), strings.Repeat("🚀", 15)},
		{"\x00\u200b\t", "Sheet (2)"},
	} {
		if name := b.sheetName(c.wanted); name != c.name {
			t.Errorf("%q becomes %q, want %q", c.wanted, name, c.name)
		}
	}
}

func TestFormatsFollowTheCurrency(t *testing.T) {
	for _, c := range []struct {
		code, lang string
		whole      bool // no amount has minor units
		pages      bool // which the pages do not show
		kind       kind
		want       string
	}{
		{"USD", "en", false, false, kindMoney, `[$$-409]#,##0.00;[Red]\-[$$-409]#,##0.00`},
		{"USD", "en", true, false, kindMoney, `[$$-409]#,##0;[Red]\-[$$-409]#,##0`},
		{"USD", "en", false, true, kindMoney, `[$$-409]#,##0;[Red]\-[$$-409]#,##0`},
		{"USD", "en", false, true, kindExact, `[$$-409]#,##0.00;[Red]\-[$$-409]#,##0.00`},
		{"KRW", "ko", false, false, kindExact, `[$₩-412]#,##0;[Red]\-[$₩-412]#,##0`},
		{"KRW", "en", false, false, kindExact, `[$₩-409]#,##0;[Red]\-[$₩-409]#,##0`},
		{"JPY", "en", false, false, kindExact, `[$¥-409]#,##0;[Red]\-[$¥-409]#,##0`},
		{"EUR", "en", false, false, kindExact, `[$€-409]#,##0.00;[Red]\-[$€-409]#,##0.00`},
		{"EUR", "ko", false, false, kindExact, `[$€-412]#,##0.00;[Red]\-[$€-412]#,##0.00`},
		{"KWD", "en", false, false, kindExact, `[$KWD -409]#,##0.000;[Red]\-[$KWD -409]#,##0.000`},
		{"USD", "en", true, false, kindPoints, `+0.0%" pts";\-0.0%" pts";0.0%" pts"`},
		{"KRW", "ko", true, false, kindPoints, `+0.0%"p";\-0.0%"p";0.0%"p"`},
		{"USD", "en", true, false, kindShift, `+0.0%;\-0.0%;0.0%`},
		{"USD", "ko", true, false, kindMoney, `[$US$-412]#,##0;[Red]\-[$US$-412]#,##0`},
	} {
		currency, err := sales.NewCurrency(c.code)
		if err != nil {
			t.Fatal(err)
		}
		if got := newFormats(currency, c.lang, c.whole, c.pages)[c.kind]; got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.code, c.lang, got, c.want)
		}
	}
}

func TestDatesAreWhatExcelCounts(t *testing.T) {
	if n := serial(sales.DayOf(2026, time.October, 31)); n != 46326 {
		t.Errorf("31 October 2026 is day %d, want 46326", n)
	}
}

// TestNoChangeHasNoSign: what rounds to nothing neither rose nor fell.
func TestNoChangeHasNoSign(t *testing.T) {
	for change, want := range map[float64]float64{0.0004: 0, -0.0004: 0, 0.0005: 0.0005, -0.3: -0.3, 0: 0} {
		if got := visible(change); got != want {
			t.Errorf("%v is shown as %v", change, got)
		}
	}
	if got := ifVisible("B1-A1"); got != "IF(ABS(B1-A1)<0.0005,0,B1-A1)" {
		t.Errorf("the formula is %s", got)
	}
}
