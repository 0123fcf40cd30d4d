package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
	"attain/data/xlsx"
)

func read(t *testing.T, workbook []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	return file
}

// parts returns the parts of a workbook's archive by name.
func parts(t *testing.T, workbook []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		found[part.Name] = string(content)
	}
	return found
}

func TestSameReviewGivesSameBytes(t *testing.T) {
	for name, review := range reviews() {
		if !bytes.Equal(written(t, review(), "ko"), written(t, review(), "ko")) {
			t.Errorf("%s: two workbooks of one review differ", name)
		}
	}
}

// TestSheets proves that every sheet stands in its place, and that any name
// of a rep makes a valid sheet name of its own.
func TestSheets(t *testing.T) {
	file := read(t, written(t, teamReview(), "en"))
	sheets := file.GetSheetList()
	want := []string{
		"Summary", "Quota", "Revenue trend", "Pipeline", "Movement", "Funnel", "Stage time", "Activities",
		"Leads and follow-up", "Won and lost", "Forecast",
	}
	if got := strings.Join(sheets[:len(want)], "|"); got != strings.Join(want, "|") {
		t.Errorf("sheets %q, want %q first", sheets, want)
	}
	cards := len(hostile())
	if sheets[len(want)+cards] != "Definitions" {
		t.Errorf("after %d scorecards stands %q", cards, sheets[len(want)+cards])
	}
	if len(sheets) != len(want)+cards+1+6 {
		t.Errorf("%d sheets: %q", len(sheets), sheets)
	}
	seen := map[string]bool{}
	for _, name := range sheets {
		if n := len(utf16.Encode([]rune(name))); n > 31 || n == 0 || strings.ContainsAny(name, `[]:*?/\`) ||
			strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'") || strings.EqualFold(name, "history") || seen[strings.ToLower(name)] {
			t.Errorf("%q is no valid sheet name", name)
		}
		seen[strings.ToLower(name)] = true
	}
}

// eachText calls f for every cell's shown text.
func eachText(t *testing.T, file *excelize.File, f func(sheet, value string)) {
	t.Helper()
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, value := range row {
				f(sheet, value)
			}
		}
	}
}

// TestTextsStayTexts proves that no name becomes a formula or a link, and
// that no text of the catalogue is missing.
func TestTextsStayTexts(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		workbook := written(t, teamReview(), lang)
		file := read(t, workbook)
		formulas(t, file, func(sheet, cell, formula, _ string) {
			if strings.Contains(strings.ToUpper(formula), "HYPERLINK(") && !strings.Contains(formula, "'=HYPERLINK") {
				t.Errorf("%s!%s links: %s", sheet, cell, formula)
			}
		})
		names := map[string]bool{}
		eachText(t, file, func(sheet, value string) {
			names[value] = true
			if strings.HasPrefix(value, "xlsx.") || strings.HasPrefix(value, "definitions.") || strings.Contains(value, "<no value>") {
				t.Errorf("%s: %s: text %q is missing", lang, sheet, value)
			}
		})
		for _, name := range []string{`=HYPERLINK("http://evil","click")`, "+1-555", "@SUM(A1:A9)  \nx", "김민수/서울[1팀]:*?\\영업본부아주긴이름입니다정말로아주깁니다"} {
			if !names[name] {
				t.Errorf("%s: the name %q is not in the workbook", lang, name)
			}
		}
		for part, content := range parts(t, workbook) {
			if strings.Contains(content, "relationships/hyperlink") || strings.Contains(content, "<hyperlink") {
				t.Errorf("%s holds a link", part)
			}
		}
	}
}

// TestChecksSayYes proves that every sheet agrees with the data.
func TestChecksSayYes(t *testing.T) {
	for name, review := range reviews() {
		file := read(t, written(t, review(), "en"))
		found := 0
		for _, sheet := range file.GetSheetList() {
			label, err := file.GetCellValue(sheet, "A3")
			if err != nil {
				t.Fatal(err)
			}
			if label != "Agrees with data" {
				continue
			}
			found++
			if value := checkOf(t, file, sheet); value != "yes" {
				t.Errorf("%s: %s agrees with its data: %q", name, sheet, value)
			}
		}
		if found < 10 {
			t.Errorf("%s: only %d sheets have a check row", name, found)
		}
	}
}

// checkOf is what a sheet's check row says: the cell beside its label that is
// in sight.
func checkOf(t *testing.T, file *excelize.File, sheet string) string {
	t.Helper()
	for _, cell := range []string{"B3", "C3"} {
		value, err := file.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if value != "" {
			return value
		}
	}
	return ""
}

// TestWorkbookShowsTheReport holds cells against the report they come from.
func TestWorkbookShowsTheReport(t *testing.T) {
	review := teamReview()
	file := read(t, written(t, review, "en"))
	team := review.Report.Team
	for cell, want := range map[string]string{
		"B6": review.Currency.Decimal(*team.Quota), "B7": review.Currency.Decimal(team.Credited),
	} {
		value, err := file.GetCellValue("Summary", cell, excelize.Options{RawCellValue: true})
		if err != nil || !equalCells(value, want) {
			t.Errorf("Summary!%s = %q, %v; the report says %s", cell, value, err, want)
		}
	}
	last := len(hostile()) + 8 // the reps, then credit that is nobody's, then the team
	rows, err := file.GetRows("Quota", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if row := rows[last-1]; row[0] != "Team" || !equalCells(row[3], review.Currency.Decimal(team.Credited)) ||
		!equalCells(row[11], review.Currency.Decimal(review.Year.Team.Credited)) {
		t.Errorf("the team's row of the quota sheet is %q", row)
	}
	if rows[9][2] != "not set" || rows[9][4] != "–" {
		t.Errorf("a rep without a quota shows %q", rows[9])
	}
}

func TestPagesArePrepared(t *testing.T) {
	file := read(t, written(t, teamReview(), "en"))
	for _, sheet := range file.GetSheetList() {
		layout, err := file.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
			t.Errorf("%s does not print on A4 landscape, one page wide", sheet)
		}
		footer, err := file.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(footer.OddFooter, "&P / &N") {
			t.Errorf("%s has no page numbers: %+v, %v", sheet, footer, err)
		}
		panes, err := file.GetPanes(sheet)
		if err != nil || !panes.Freeze {
			t.Errorf("%s has no frozen head: %+v, %v", sheet, panes, err)
		}
	}
}

func TestDocumentIsDescribed(t *testing.T) {
	workbook := written(t, teamReview(), "en")
	file := read(t, workbook)
	properties, err := file.GetDocProps()
	if err != nil || properties.Created != "2026-11-02T09:30:00Z" || properties.Modified != properties.Created {
		t.Errorf("properties %+v, %v", properties, err)
	}
	charts := 0
	for name := range parts(t, workbook) {
		if strings.HasPrefix(name, "xl/charts/chart") {
			charts++
		}
	}
	if charts < 10+len(hostile()) {
		t.Errorf("only %d charts", charts)
	}
	names := map[string]bool{}
	for _, name := range file.GetDefinedName() {
		names[name.Name] = true
	}
	for _, name := range []string{"period_from", "as_of", "credits_amount", "deals_stage_no", "_xlnm.Print_Titles"} {
		if !names[name] {
			t.Errorf("the name %s is not defined", name)
		}
	}
}

func TestAmountsThatWouldBeRoundedAreRefused(t *testing.T) {
	for _, c := range []struct {
		code   string
		amount sales.Amount
		fine   bool
	}{
		{"USD", 1 << 53, false},
		{"USD", 1<<53 + 1, false},
		{"USD", 999_999_999_999_999, true},
		{"USD", 9_000_000_000_000_000, true},
		{"KRW", 1 << 53, true},
		{"KRW", 1<<53 + 1, false},
		{"KRW", -1<<53 - 1, false},
	} {
		facts := factsOf(c.code)
		facts.Reps = []sales.Rep{{ID: "r", Name: "Kim"}}
		facts.Deals = []sales.DealFact{{ID: "d", Name: "d", OwnerID: "r", Kind: sales.StageWon, Stage: "sw", Since: facts.Period.From, Amount: c.amount, HasAmount: true}}
		err := xlsx.WriteReview(t.Context(), io.Discard, reviewOf(facts, nil), textOf(t, "en"), nil)
		var invalid *sales.Invalid
		if (err == nil) != c.fine || err != nil && !errors.As(err, &invalid) {
			t.Errorf("%s %d: %v, want it written: %v", c.code, c.amount, err, c.fine)
		}
	}
}

// TestTheYearSaysWhichMonthsHaveATarget takes the quotas of some months away.
func TestTheYearSaysWhichMonthsHaveATarget(t *testing.T) {
	for lang, want := range map[string]string{"en": "Target set for 2 of 7 months; achieved counts all of them.", "ko": "7개월 중 2개월만 목표가 있으며, 실적은 모든 달을 포함합니다."} {
		review := teamReview()
		sheet := textOf(t, lang)("xlsx.sheet.quota")
		holds := func() bool {
			rows, err := read(t, written(t, review, lang)).GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(rows, func(row []string) bool { return slices.Contains(row, want) })
		}
		if holds() {
			t.Errorf("%s: %q is said of a year with all its targets", lang, want)
		}
		for i, month := range review.Report.Trend {
			if month.Month < review.Month.Add(-1) {
				review.Report.Trend[i].Quota = nil
				review.Report.Trend[i].Credited = 100
			}
		}
		if !holds() {
			t.Errorf("%s: %q is not said", lang, want)
		}
	}
}
