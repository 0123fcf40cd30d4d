package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// quotasAlone is the sheet of quotas of two reps and the team in 2026, by no window.
func quotasAlone(t *testing.T, lang string, measure sales.QuotaMeasure) *quotaSheet {
	t.Helper()
	reps := []sales.Rep{{ID: "a", Name: "Ann"}, {ID: "b", Name: "Bo"}}
	january := sales.MonthOf(2026, 1)
	quotas := []sales.Quota{{RepID: "a", Month: january, Measure: measure, Value: 123_400_00}, {RepID: "b", Month: january.Add(1), Measure: measure, Value: 500_00}, {Month: january, Measure: measure, Value: 200_000_00}}
	grid := sales.NewQuotaGrid(sales.Calendar{FiscalStart: 1}, 2026, reps, []sales.ID{"a"}, quotas, "", measure)
	text := wordsIn(lang)
	return &quotaSheet{
		view: &app.QuotaView{Query: app.QuotaQuery{FiscalYear: 2026, Measure: measure}, Grid: grid, Reps: reps},
		text: text, format: NewFormat(lang, ok(sales.NewCurrency("USD")), text), typed: map[quotaPlace]string{}, refused: map[quotaPlace]string{},
	}
}

// TestNothingHasNoUnit: a team's number that its reps add up to differs by 0, not
// by 0K.
func TestNothingHasNoUnit(t *testing.T) {
	m := quotasAlone(t, "en", sales.MeasureMoney)
	unit := quotaWriting{factor: 1e3, suffix: "K"}
	if got, some := m.shortIn(0, unit), m.shortIn(1_500_00, unit); got != "0" || some != "1.5K" {
		t.Errorf("nothing is %q beside %q", got, some)
	}
}

func TestSheetOfQuotasKnowsItsRowsColumnsAndSums(t *testing.T) {
	m := quotasAlone(t, "en", sales.MeasureMoney)
	var titles []string
	for _, column := range m.columns() {
		titles = append(titles, column.Title)
	}
	if got := strings.Join(titles, " "); got != "Jan Feb Mar Q1 Apr May Jun Q2 Jul Aug Sep Q3 Oct Nov Dec Q4 Year" {
		t.Errorf("the columns are %s", got)
	}
	lines := m.lines()
	if len(lines) != 2+m.totals() || !lines[0].editable() || lines[2].editable() || !lines[3].editable() || lines[4].editable() {
		t.Errorf("the rows are %+v", lines)
	}
	quarter := quotaSpan{0, 2}
	for i, want := range []string{"$123,400", "$500", "$123,400", "$200,000", "-$76,600"} {
		if got := m.exact(m.value(lines[i], quarter)); got != want {
			t.Errorf("row %d of the quarter is %s, want %s", i, got, want)
		}
	}
	if got := m.exact(m.value(lines[0], quotaSpan{3, 5})); got != "Not set" {
		t.Errorf("an empty quarter is %q", got)
	}
	if short := m.cell(lines[4], quarter); short.Role != widgets.RoleOffTrack || !short.ReadOnly {
		t.Errorf("what the reps lack of the team's number is %+v", short)
	}
	if got := []string{m.spanName(quotaSpan{10, 10}), m.spanName(quarter), m.spanName(quotaSpan{0, 11}), m.lineTitle(lines[1])}; !slices.Equal(got, []string{"November 2026", "Q1 2026", "Fiscal year 2026", "Bo (not in sum)"}) {
		t.Errorf("the names are %q", got)
	}
	m.quarter, m.rep = 2, "b"
	if len(m.columns()) != 5 || len(m.lines()) != 1 || m.totals() != 0 {
		t.Errorf("a rep's second quarter has %d columns and %d rows", len(m.columns()), len(m.lines()))
	}
}

func TestSheetOfQuotasKeepsWhatIsNoNumber(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		m := quotasAlone(t, lang, sales.MeasureMoney)
		january := quotaSpan{0, 0}
		m.typed[quotaPlace{"b", january}] = "abc"
		cell := m.cell(m.lines()[1], january)
		if cell.Text != "abc" || cell.Problem != m.text("views.shell.amount.invalid") {
			t.Errorf("%s: the cell is %+v", lang, cell)
		}
		if row, column, found := m.firstWrong(); row != 1 || column != 0 || !found {
			t.Errorf("%s: first wrong is %d, %d, %v", lang, row, column, found)
		}
		m.takePasted(pasteResult{values: []app.QuotaValue{{Cell: app.QuotaCell{RepID: "b"}, Month: sales.MonthOf(2026, 1)}}})
		if _, _, found := m.firstWrong(); found {
			t.Errorf("%s: a pasted number leaves what was wrong", lang)
		}
	}
}

func TestSheetOfQuotasWritesWhatFits(t *testing.T) {
	for lang, want := range map[string]string{"en": "M", "ko": "억"} {
		m := quotasAlone(t, lang, sales.MeasureMoney)
		if got := m.short(500_00); got != "500" {
			t.Errorf("%s: a small sheet says %q", lang, got)
		}
		for i := range m.view.Grid.Rows[0].Cells {
			value := int64(123_456_789_00)
			m.view.Grid.Rows[0].Cells[i] = &value
		}
		m.prepare()
		if got := m.short(123_456_789_00) + m.head(); !strings.Contains(got, want) {
			t.Errorf("%s: a large sheet says %q", lang, got)
		}
	}
	units := quotasAlone(t, "en", sales.MeasureUnits)
	if got := units.exact(units.value(units.lines()[1], quotaSpan{1, 1})); got != "50,000 units" || strings.Contains(units.head(), "USD") {
		t.Errorf("of units it says %q under %q", got, units.head())
	}
}

// TestSheetOfQuotasKeepsWhatCouldNotBeWritten with the reason, until it is written
// anew or forgotten.
func TestSheetOfQuotasKeepsWhatCouldNotBeWritten(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		m := quotasAlone(t, lang, sales.MeasureMoney)
		quarter, value := quotaSpan{0, 2}, int64(777_00)
		january := app.QuotaValue{Cell: app.QuotaCell{RepID: "a"}, Month: sales.MonthOf(2026, 1), Value: &value}
		cells := m.inCells([]app.QuotaValue{january, {Cell: app.QuotaCell{RepID: "b"}, Month: sales.MonthOf(2026, 2)}, {Month: sales.MonthOf(2031, 1), Value: &value}})
		if len(cells) != 1 || cells[quotaPlace{"a", quotaSpan{0, 0}}] != "777" {
			t.Errorf("%s: in cells they are %v", lang, cells)
		}
		cells[quotaPlace{"a", quarter}] = "2500"
		m.refuse(cells, "The disk is full.")
		for span, want := range map[quotaSpan]string{{0, 0}: "777", quarter: "2500"} {
			if cell := m.cell(m.lines()[0], span); cell.Text != want || cell.Value != want || cell.Problem != "The disk is full." {
				t.Errorf("%s: the cell is %+v, want %s", lang, cell, want)
			}
		}
		m.forget(quotaPlace{"a", quarter})
		m.takePasted(pasteResult{values: []app.QuotaValue{january}})
		if _, _, found := m.firstWrong(); found || len(m.refused) != 0 {
			t.Errorf("%s: forgotten, it is still refused: %v", lang, m.refused)
		}
	}
}
