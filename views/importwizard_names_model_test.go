package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"attain/app"
)

func choiceOf(field, value, means string) nameChoice {
	return nameChoice{UnknownName: app.UnknownName{Field: field, Value: value}, means: means}
}

// TestChoicesBecomeTranslations: a stage taken for an ending is one in the column
// of the outcome, too, and one taken for another stage is not.
func TestChoicesBecomeTranslations(t *testing.T) {
	m := &importModel{}
	m.form.Options.Values = map[string]map[string]string{"rep": {"Kym": "Kim", "Bo": "Bob"}}
	m.names = []nameChoice{choiceOf("rep", "Kym", ""), choiceOf("stage", "Signed", "won"), choiceOf("stage", "Propsal", "Proposal"), choiceOf("product", "GTXPro", "GTX Pro")}
	want := map[string]map[string]string{
		"rep": {"Bo": "Bob"}, "stage": {"Signed": "won", "Propsal": "Proposal"}, "outcome": {"Signed": "won"}, "product": {"GTXPro": "GTX Pro"},
	}
	got := m.values()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the translations are %v, want %v", got, want)
	}
	if len(m.form.Options.Values["rep"]) != 2 {
		t.Error("what was remembered is changed")
	}
}

func TestWhatIsNotKnownIsAskedOnceAndFirstWhatNeedsAnAnswer(t *testing.T) {
	m := &importModel{}
	preview := app.ImportPreview{Unknown: []app.UnknownName{{Field: "product", Value: "New", Rows: 9}, {Field: "rep", Value: "Kym", Nearest: "Kim"}}}
	preview.Result.Rejections = []app.Rejection{
		{Reason: "importer.reject.outcome", Value: "Parked"},
		{Reason: "importer.reject.outcome", Value: "Parked"},
		{Reason: "importer.reject.date", Value: "x"},
		{Reason: "importer.reject.leadStatus", Value: "Warm"},
		{Reason: "importer.reject.placeholder", Value: "X"},
	}
	m.learn(preview)
	m.names[0].means = "lost"
	m.learn(preview)
	var got []string
	for _, name := range m.names {
		got = append(got, name.Field+" "+name.Value)
	}
	if want := []string{"outcome Parked", "status Warm", "type X", "rep Kym", "product New"}; !slices.Equal(got, want) || m.names[0].means != "lost" {
		t.Errorf("asked is of %q, want %q", got, want)
	}
}

// TestANearMissIsTakenForWhatItMeansOnce: what the user takes back stays so.
func TestANearMissIsTakenForWhatItMeansOnce(t *testing.T) {
	m := &importModel{names: []nameChoice{{UnknownName: app.UnknownName{Field: "rep", Value: "Kym", Nearest: "Kim"}}, choiceOf("rep", "Zoe", "")}}
	if !m.proposeNames() || m.names[0].means != "Kim" || m.names[1].means != "" || !m.names[0].asked || !m.names[1].asked {
		t.Errorf("taken are %+v", m.names)
	}
	m.take(m.names[0], chooseCreate)
	if m.proposeNames() || m.names[0].means != "" {
		t.Errorf("taken back they are %+v", m.names)
	}
	m.take(m.names[1], "Kim")
	if m.names[1].means != "Kim" || !m.names[1].asked || m.names[0].means != "" {
		t.Errorf("chosen they are %+v", m.names)
	}
}

func TestANameCanMeanWhatItsFieldHolds(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &importModel{deps: &d, text: d.Text, form: app.ImportForm{Create: true}, preview: app.ImportPreview{Known: map[string][]string{"rep": {"Kim", "Lee"}, "stage": {"Proposal"}}}}
		create, reject := d.Text("views.import.createIt"), d.Text("views.import.rejectIt")
		for _, c := range []struct {
			name       nameChoice
			first, ids string
		}{
			{choiceOf("rep", "Kym", ""), create, "create Kim Lee"},
			{choiceOf("stage", "Signed", ""), create, "create won lost Proposal"},
			{choiceOf("outcome", "Parked", ""), reject, "create won lost open"},
			{choiceOf("status", "Warm", ""), reject, "create new working qualified disqualified"},
		} {
			options := m.meanings(c.name)
			ids := make([]string, len(options))
			for i, option := range options {
				ids[i] = option.ID
				named(t, option.Text)
			}
			if got := strings.Join(ids, " "); got != c.ids || options[0].Text != c.first {
				t.Errorf("%s can mean %s, want %s; the first is %q", c.name.Field, got, c.ids, options[0].Text)
			}
		}
		near := choiceOf("rep", "Kym", "")
		near.Nearest = "Kim"
		if options := m.meanings(near); options[1].Detail != d.Text("views.import.near") || options[2].Detail != "" {
			t.Errorf("a near miss can mean %+v", options)
		}
		if types := m.meanings(choiceOf("type", "X", "")); len(types) != len(activityTypes())+1 {
			t.Errorf("a type can mean %+v", types)
		}
		m.form.Create = false
		if got := m.meanings(near)[0].Text; got != reject {
			t.Errorf("where nothing is made the first is %q", got)
		}
		for rows, want := range map[int]string{0: "Kym", 1: d.Text("views.import.nameRow", "Name", "Kym"), 1234: d.Text("views.import.nameRows", "Name", "Kym", "Count", "1,234")} {
			near.Rows = rows
			if got := m.nameText(near); got != want {
				t.Errorf("of %d rows it says %q, want %q", rows, got, want)
			}
		}
	})
}
