package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestTheNotesSayWhatElseBecameOfTheRows(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &importModel{deps: &d, text: d.Text}
		if got := m.noteTexts(app.ImportResult{Created: 3}); len(got) != 0 {
			t.Errorf("of a plain import it says %q", got)
		}
		result := app.ImportResult{
			Created: 9, Trashed: 11, Merged: 12, Copies: 13, Unclosed: 14, Rounded: 15, Undated: 16, Unresolved: 17, NewTypes: []string{"fax", "pigeon"},
			Report: importer.Report{Ignored: 18, Deleted: 19, AllDeleted: true, Others: 20, OtherFields: []string{"owner", "name"}},
			Made:   map[sales.Kind][]string{sales.KindRep: {"Kim", "Lee"}, sales.KindProduct: {"p1", "p2", "p3", "GTX"}}, Nameless: map[sales.Kind][]string{sales.KindProduct: {"p1", "p2", "p3"}},
		}
		m.form.Stages, m.present = []string{"Sniff", "Proposal"}, []string{"proposal"}
		lines := m.noteTexts(result)
		named(t, lines...)
		all := strings.Join(lines, "\n")
		for _, part := range []string{"11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "owner, name", "fax, pigeon", "Kim, Lee", ": GTX", "p1, p2 …", "Sniff"} {
			if !strings.Contains(all, part) {
				t.Errorf("%s is not told: %q", part, lines)
			}
		}
		if strings.Contains(all, "Proposal") {
			t.Errorf("a stage that is here comes along: %q", lines)
		}
		if got := m.madeTexts(app.ImportResult{Made: result.Made, Rejected: 3}); len(got) != 0 {
			t.Errorf("with no row taken it tells %q", got)
		}
	})
	if got := firstOf([]string{"a", "b", "c"}, 2) + firstOf([]string{"a", "b"}, 2); got != "a, b …a, b" {
		t.Errorf("the first are %q", got)
	}
}

func TestTheWizardSaysWhyNothingIsLeft(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &importModel{deps: &d, text: d.Text}
		orphans := []app.Rejection{{Reason: "app.import.noDeal"}}
		for _, c := range []struct {
			result app.ImportResult
			want   []string
		}{
			{app.ImportResult{Created: 1, Rejected: 1, Rejections: orphans}, nil},
			{app.ImportResult{}, nil},
			{app.ImportResult{Rejected: 2}, []string{"views.import.nothing"}},
			{app.ImportResult{Rejected: 2, Rejections: orphans}, []string{"views.import.nothing", "views.import.nothing.deals"}},
		} {
			got := m.nothingTexts(c.result)
			if len(got) != len(c.want) {
				t.Fatalf("of %+v it says %q", c.result, got)
			}
			for i, key := range c.want {
				if got[i] != d.Text(key) {
					t.Errorf("of %+v it says %q", c.result, got)
				}
			}
		}
		counts := resultCounts(app.ImportResult{Read: 5, Created: 1, Updated: 2, Unchanged: 3, Rejected: 4})
		for i, want := range []int{5, 1, 2, 3, 4} {
			if named(t, d.Text(counts[i].key)); counts[i].n != want {
				t.Errorf("%s is %d, want %d", counts[i].key, counts[i].n, want)
			}
		}
	})
}

// TestAListOfOrdersIsTakenForWon once, where every date of it is past.
func TestAListOfOrdersIsTakenForWon(t *testing.T) {
	d := alone(t, "en")
	today := d.Service.Today()
	for _, c := range []struct {
		dates []sales.Day
		want  bool
	}{{[]sales.Day{today - 1, today - 90}, true}, {[]sales.Day{today - 1, today}, false}, {[]sales.Day{today - 1, today + 9}, false}, {nil, false}} {
		m := tableAlone(t, d, "deals", "Name,Amount", "A,1", "B,2")
		m.preview.Fields = []string{"name", "expected_close"}
		for _, day := range c.dates {
			m.preview.Rows = append(m.preview.Rows, []string{"A", day.String()})
		}
		if got := m.proposeEnding(); got != c.want || m.past != c.want || (m.form.Options.Const["outcome"] == "won") != c.want {
			t.Errorf("%v: %v, constants %v", c.dates, got, m.form.Options.Const)
		}
		if c.want {
			if m.proposeEnding() {
				t.Error("it is proposed a second time")
			}
			if !m.lacksEnding() {
				t.Error("what was proposed cannot be taken back")
			}
			m.endAs("lost")
			if m.past || m.form.Options.Const["outcome"] != "lost" {
				t.Errorf("lost, the constants are %v", m.form.Options.Const)
			}
			if m.endAs("open"); m.form.Options.Const["outcome"] != "" {
				t.Errorf("open, the constants are %v", m.form.Options.Const)
			}
		}
	}
	says := tableAlone(t, d, "deals", "Name,Outcome", "A,won", "B,lost")
	if says.lacksEnding() {
		t.Error("a table with outcomes is asked for them")
	}
}

// TestTheStagesOfAFileArePutInOrder in a database without deals and in one with.
func TestTheStagesOfAFileArePutInOrder(t *testing.T) {
	here := []string{"Qualify", "Proposal"}
	for _, c := range []struct {
		name    string
		preview app.ImportPreview
		change  func(*importModel)
		want    []string
		replace bool
	}{
		{"none that is new", app.ImportPreview{Stages: []string{"proposal"}}, nil, nil, false},
		{"new ones beside deals", app.ImportPreview{Stages: []string{"Proposal", "Trial"}}, nil, []string{"Trial"}, false},
		{"nothing is made", app.ImportPreview{Stages: []string{"Trial"}}, func(m *importModel) { m.form.Create = false }, nil, false},
		{"all new in an empty database", app.ImportPreview{Stages: []string{"Sniff", "Haggle"}, Unused: true}, nil, []string{"Sniff", "Haggle"}, true},
		{"some new in an empty database", app.ImportPreview{Stages: []string{"Proposal", "Haggle"}, Unused: true}, nil, []string{"Qualify", "Proposal", "Haggle"}, false},
		{"some new, the process as every one begins", app.ImportPreview{Stages: []string{"Proposal", "Haggle"}, Unused: true, AsFirst: true}, nil, []string{"Proposal", "Haggle"}, true},
	} {
		m := &importModel{form: app.ImportForm{Create: true}, preview: c.preview}
		m.preview.Known = map[string][]string{"stage": here}
		if c.change != nil {
			c.change(m)
		}
		if m.arrange() || !slices.Equal(m.form.Stages, c.want) || m.replace != c.replace {
			t.Errorf("%s: %q, in their place %v; want %q, %v", c.name, m.form.Stages, m.replace, c.want, c.replace)
		}
	}
	m := &importModel{form: app.ImportForm{Create: true}, preview: app.ImportPreview{Stages: []string{"A", "B", "C"}, Unused: true, Known: map[string][]string{"stage": here}}}
	m.arrange()
	m.exchange(0, 2)
	m.preview.Stages = []string{"A", "B", "C", "D"}
	if m.arrange(); !slices.Equal(m.form.Stages, []string{"C", "B", "A", "D"}) {
		t.Errorf("what was moved is %q", m.form.Stages)
	}
	if got := m.stagesLeft(); !slices.Equal(got, here) {
		t.Errorf("left out are %q", got)
	}
	m.form.Create = false
	if !m.arrange() || m.form.Stages != nil {
		t.Errorf("where nothing is made any more it is %q", m.form.Stages)
	}
}

func TestTheWizardOffersToCountInTheFilesCurrency(t *testing.T) {
	d := alone(t, "en")
	for _, c := range []struct {
		unused bool
		value  string
		want   string
	}{{true, "€ 5.00", "EUR"}, {false, "€ 5.00", ""}, {true, "USD", ""}, {true, "XQX", ""}} {
		m := tableAlone(t, d, "deals", "Name,Amount", "A,1", "B,2")
		m.preview.Unused = c.unused
		m.preview.Result.Rejections = []app.Rejection{{Reason: "importer.reject.date"}, {Reason: "importer.reject.currency", Field: "amount", Value: c.value}}
		if got := m.otherCurrencyOf("USD"); got != c.want {
			t.Errorf("%q, unused %v: %q, want %q", c.value, c.unused, got, c.want)
		}
	}
}

func TestAConflictIsDecidedForAllOrForOne(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &importModel{deps: &d, text: d.Text}
		for _, option := range m.conflictOptions(widgets.Option{ID: chooseAll, Text: "all"}) {
			named(t, option.Text)
		}
		m.decide(3, string(app.ConflictTake))
		before := m.form.Choices
		m.decide(7, string(app.ConflictKeep))
		m.decide(3, chooseAll)
		if got := fmt.Sprint(m.form.Choices); got != fmt.Sprint(map[int]app.Conflict{7: app.ConflictKeep}) || len(before) != 1 {
			t.Errorf("decided are %s, before %v", got, before)
		}
	})
}

func TestARejectedRowSaysWhyInWords(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &importModel{deps: &d, text: d.Text}
		for _, c := range []struct {
			rejection app.Rejection
			want      string
		}{
			{app.Rejection{Reason: "app.import.noRep", Field: "rep", Value: "Kym"}, d.Text("views.import.unknown", "Field", d.Text("views.import.field.rep"), "Value", "Kym")},
			{app.Rejection{Reason: "importer.reject.outcome", Value: "Parked"}, d.Text("views.import.meaning.outcome", "Value", "Parked")},
		} {
			if got := m.reason(c.rejection); got != c.want {
				t.Errorf("%+v says %q, want %q", c.rejection, got, c.want)
			}
		}
		got := m.reason(app.Rejection{Reason: "importer.reject.date", Field: "created", Value: "soon"})
		named(t, got)
		if !strings.HasSuffix(got, ".") || !strings.Contains(got, "soon") {
			t.Errorf("a wrong date says %q", got)
		}
		for kind, want := range map[app.ImportKind]bool{"deals": true, "activities": true, "products": false} {
			if m.kind = kind; m.createsOthers() != want {
				t.Errorf("%s name others: %v", kind, !want)
			}
		}
	})
}
