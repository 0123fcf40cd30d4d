package views

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/views/widgets"
)

// tableAlone is the wizard on a table of a kind, by no window and no database.
func tableAlone(t *testing.T, d Deps, kind app.ImportKind, lines ...string) *importModel {
	t.Helper()
	source := importer.BytesSource("table.csv", []byte(strings.Join(lines, "\n")+"\n"))
	detection := ok(importer.Detect(context.Background(), source, kind, importer.Options{}))
	return &importModel{deps: &d, text: d.Text, kind: kind, form: app.ImportForm{Kind: kind, Create: true}, reading: app.ImportReading{Detection: detection}}
}

func TestTheWizardSaysHowATableWasRead(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := tableAlone(t, d, "deals", "Name;Amount;Stage", "Cranes;1.234,50;Proposal", "Lifts;99,00;Proposal")
		want := strings.Join([]string{
			"table.csv", "UTF-8", d.Text("views.import.delimiterIs", "Name", d.Text("views.import.delimiter.semicolon")), d.Text("views.import.headerIs", "Line", 1), d.Text("views.import.rowsAre", "Count", "2"),
		}, " · ")
		if got := m.understood(); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
		m.reading.Remembered = true
		detection := m.reading.Detection
		detection.Workbook, detection.Sheet, detection.HeaderRow, detection.Preset, detection.Numbering = true, "Q3", 0, "hubspot", "No."
		detection.Implied = map[string]string{"type": "call"}
		want = strings.Join([]string{
			"table.csv", d.Text("views.import.sheetIs", "Name", "Q3"), d.Text("views.import.headerNone"), d.Text("views.import.presetIs", "Name", "HubSpot"), d.Text("views.import.rowsAre", "Count", "2"),
			d.Text("views.import.impliedType", "Type", d.Text("views.log.type.call")), d.Text("views.import.numbering", "Column", "No."), d.Text("views.import.remembered"),
		}, " · ")
		if got := m.understood(); got != want {
			t.Errorf("of a workbook it says %q, want %q", got, want)
		}
		for sign, key := range map[rune]string{',': "views.import.delimiter.comma", ';': "views.import.delimiter.semicolon", '\t': "views.import.delimiter.tab"} {
			if got := m.delimiterText(sign); got != d.Text(key) {
				t.Errorf("%q is %q", sign, got)
			}
		}
		if got := m.delimiterText('|') + presetText("zoho"); got != "|Zoho" {
			t.Errorf("it says %q", got)
		}
	})
}

func TestTheWizardSaysWhatATableLacks(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := tableAlone(t, d, "deals", "Colour,Size", "red,3", "blue,4")
		missing := m.reading.Detection.Missing
		if missing == nil {
			t.Fatal("a table of colours is read as deals")
		}
		said := m.lacks(missing)
		for _, field := range missing.Fields {
			if !strings.Contains(said, fieldText(d.Text, field)) {
				t.Errorf("%q does not name %s", said, field)
			}
		}
		if got := m.lacks(&app.ImportFileError{Kind: "noYear", Detail: "Jan, Feb"}); got != d.Text("views.import.lacksYear", "Months", "Jan, Feb") {
			t.Errorf("without a year it says %q", got)
		}
	})
}

func TestAColumnSaysWhatItsValuesLookLike(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &importModel{deps: &d, text: d.Text}
		number, date := d.Text("views.import.type.number"), d.Text("views.import.type.date")
		for _, c := range []struct {
			column app.ImportColumn
			want   string
		}{
			{app.ImportColumn{Type: "number"}, number},
			{app.ImportColumn{Type: "number", Format: importer.Format{Decimal: ','}}, number + " (1.234,56)"},
			{app.ImportColumn{Type: "number", Format: importer.Format{Power: 4, Mixed: true}}, number + " × 10,000 – " + d.Text("views.import.mixed")},
			{app.ImportColumn{Type: "date", Format: importer.Format{Date: "DMY"}}, date + " (" + d.Text("views.import.dates.DMY") + ")"},
			{app.ImportColumn{Type: "number", Header: "2026-10", Period: &importer.Period{}}, d.Text("views.import.type.period") + " (2026-10)"},
		} {
			if got := m.typeText(c.column); got != c.want {
				t.Errorf("%+v is %q, want %q", c.column, got, c.want)
			}
		}
	})
}

func TestTheSignInDatesIsTheFiles(t *testing.T) {
	d := alone(t, "en")
	for date, want := range map[string]string{"03.04.2026": ".", "03/04/2026": "/", "03-04-2026": "-"} {
		if got := dateSign(tableAlone(t, d, "deals", "Name,Created", "A,"+date, "B,"+date).reading.Detection); got != want {
			t.Errorf("of %s it is %q", date, got)
		}
	}
	if got := dateSign(tableAlone(t, d, "deals", "Name,Amount", "A,1", "B,2").reading.Detection); got != "/" {
		t.Errorf("without dates it is %q", got)
	}
}

// TestAColumnIsReadAsOneField which no other column is then; what was asked of
// others' values is asked no more.
func TestAColumnIsReadAsOneField(t *testing.T) {
	d := alone(t, "en")
	fresh := func() *importModel {
		return tableAlone(t, d, "deals", "Name,Sold by,Status,Amount", "A,Kim,Open,5", "B,Lee,Won,6")
	}
	m := fresh()
	columns := m.reading.Detection.Columns
	m.names = []nameChoice{{UnknownName: app.UnknownName{Field: "rep", Value: "Kim"}}, {UnknownName: app.UnknownName{Field: "product", Value: "x"}}}
	m.mapTo(columns[3], "rep")
	if got := m.form.Options.Map; got["rep"] != "Amount" || got["amount"] != "" || got["name"] != "Name" {
		t.Errorf("mapped are %v", got)
	}
	if len(m.names) != 1 || m.names[0].Field != "product" {
		t.Errorf("asked is of %+v", m.names)
	}
	m = fresh()
	m.mapTo(columns[0], "")
	if got := m.form.Options.Map; got["name"] != "" {
		t.Errorf("what is not read is %v", got)
	}
	// A status holds stages, too, which an outcome that is named by hand would not.
	if got := m.form.Options.Map; m.reading.Detection.Mapping()["outcome"] == "Status" && (got["stage"] != "Status" || got["outcome"] != "") {
		t.Errorf("the status is read as %v", got)
	}
}

func TestTheFieldsOfAKindAreOffered(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		for _, kind := range app.ImportKinds() {
			m := &importModel{deps: &d, text: d.Text, kind: kind}
			options := m.fieldOptions()
			for _, option := range options {
				named(t, option.Text)
				if !strings.Contains(option.Also, "|") {
					t.Errorf("%s of %s is found by %q", option.ID, kind, option.Also)
				}
			}
			if len(options) != len(app.ImportFields(kind)) {
				t.Errorf("%s has %d fields", kind, len(options))
			}
		}
		leads := &importModel{deps: &d, text: d.Text, kind: "leads"}
		for field, want := range map[string]string{"": "attr.Size", "attr.staff": "attr.staff", "name": "attr.Size"} {
			options := leads.columnOptions(app.ImportColumn{Header: "Size", Field: field})
			if first, last := options[0], options[len(options)-1]; first.ID != chooseNone || last.ID != want {
				t.Errorf("a column read as %q can be %s … %s, want %s", field, first.ID, last.ID, want)
			}
		}
		deals := &importModel{deps: &d, text: d.Text, kind: "deals"}
		if slices.ContainsFunc(deals.columnOptions(app.ImportColumn{Header: "Size"}), func(o widgets.Option) bool { return strings.HasPrefix(o.ID, attrPrefix) }) {
			t.Error("deals are read as a profile")
		}
		if got := fieldText(d.Text, "attr.Size"); got != d.Text("views.import.profile", "Name", "Size") {
			t.Errorf("a criterion is %q", got)
		}
	})
}

func TestAFixedValueIsOfferedByItsWords(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &importModel{deps: &d, text: d.Text, kind: "deals", known: map[string][]string{"rep": {"Kim", "Lee"}}}
		outcomes, reps := m.constantValues("outcome"), m.constantValues("rep")
		won := slices.IndexFunc(outcomes, func(o widgets.Option) bool { return o.ID == "won" })
		if won < 0 || outcomes[won].Text != d.Text("views.import.outcome.won") || outcomes[won].Detail != "won" {
			t.Errorf("the outcomes are %+v", outcomes)
		}
		if got := optionTexts(reps); got != "Kim Lee "+d.Text("views.import.constantOther") {
			t.Errorf("the reps are %s", got)
		}
		if got := m.constantValues("name"); len(got) != 0 {
			t.Errorf("a name is one of %+v", got)
		}
		if got := m.inWords("name", "won"); got != "won" {
			t.Errorf("a deal called won is %q", got)
		}
		calls := &importModel{deps: &d, text: d.Text, kind: "activities"}
		if got := calls.inWords("outcome", "voicemail") + calls.inWords("type", "call"); got != d.Text("views.log.outcome.voicemail")+d.Text("views.log.type.call") {
			t.Errorf("of a call it says %q", got)
		}
	})
}

func TestAFixedValueIsSetAndTakenAway(t *testing.T) {
	before := map[string]string{"rep": "Kim"}
	if got := withEntry(before, "source", "Fair"); !maps.Equal(got, map[string]string{"rep": "Kim", "source": "Fair"}) || len(before) != 1 {
		t.Errorf("set it is %v, before it is %v", got, before)
	}
	if got := withEntry(before, "rep", ""); len(got) != 0 || len(before) != 1 {
		t.Errorf("taken away it is %v, before it is %v", got, before)
	}
	if got := withEntry(nil, "rep", "Kim"); !maps.Equal(got, before) {
		t.Errorf("of none it is %v", got)
	}
	for id, want := range map[string]string{chooseAuto: "", chooseNone: "", "won": "won"} {
		if got := given(id); got != want {
			t.Errorf("%q gives %q", id, got)
		}
	}
	if signIn(signText(';')) != ';' || signText(0) != "" || signIn("") != 0 || or("", "b") != "b" || or("a", "b") != "a" {
		t.Error("signs and defaults are mixed up")
	}
}

func TestTheKindsStandInTheOrderOfTheirImport(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		options := kindOptions(d.Text, d.Service.Text)
		if len(options) != len(app.ImportKinds()) {
			t.Errorf("there are %d", len(options))
		}
		last := 0
		for _, option := range options {
			named(t, option.Text, option.Detail)
			if n := rare(app.ImportKind(option.ID)); n < last {
				t.Errorf("%s stands behind what hardly any program has", option.ID)
			} else {
				last = n
			}
		}
		if leads := options[slices.IndexFunc(options, func(o widgets.Option) bool { return o.ID == "leads" })]; !strings.Contains(leads.Also, "Leads") || !strings.Contains(leads.Also, "리드") {
			t.Errorf("leads are found by %q", leads.Also)
		}
		if kinds := kindTexts(d.Text); len(kinds) >= len(options) || len(kinds) < 8 {
			t.Errorf("told are %v", kinds)
		}
	})
}
