package views

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/views/widgets"
)

// logAlone is the form of a call with deals of X and Y and a lead of Y's, by no
// window; Z has left.
func logAlone(t *testing.T, lang string) *logModel {
	t.Helper()
	deps := alone(t, lang)
	return &logModel{deps: &deps, settings: deps.Settings, subjects: subjects{
		reps:     []sales.Rep{{ID: "x", Name: "X"}, {ID: "y", Name: "Y"}, {ID: "z", Name: "Z", Left: deps.Service.Today() - 1}},
		deals:    []sales.Deal{{ID: "1", Name: "A", OwnerID: "x", AccountID: "a"}, {ID: "2", Name: "B", OwnerID: "y"}, {ID: "3", Name: "C", OwnerID: "z"}},
		leads:    []sales.Lead{{ID: "4", Name: "D", Company: "Able"}, {ID: "5", Name: "E", RepID: "y"}},
		accounts: map[sales.ID]string{"a": "Hansung"},
	}}
}

func optionTexts(options []widgets.Option) string {
	texts := make([]string, len(options))
	for i, option := range options {
		texts[i] = option.Text
	}
	return strings.Join(texts, " ")
}

// TestAnActivityIsOfferedTheOwnDealsFirst: what is logged with another's deal is
// the other's, and was not seen on the page it was logged from.
func TestAnActivityIsOfferedTheOwnDealsFirst(t *testing.T) {
	for _, lang := range assets.Languages {
		for _, c := range []struct {
			role         string
			user, inView sales.ID
			want         string
		}{
			{"team", "", "", "A B C D E"},
			{"team", "", "y", "B A C E D"},
			{"rep", "y", "x", "B A C E D"}, // who uses the file, whoever is in view
			{"team", "y", "", "A B C D E"},
		} {
			m := logAlone(t, lang)
			m.settings.Role, m.settings.RepID, m.inView = c.role, c.user, c.inView
			if got := optionTexts(m.aboutOptions()); got != c.want {
				t.Errorf("%s: to %s %q who looks at %q %s are offered, want %s", lang, c.role, c.user, c.inView, got, c.want)
			}
		}
		options := logAlone(t, lang).aboutOptions()
		text := wordsIn(lang)
		if first, last := options[0], options[4]; first.Detail != "Hansung" || first.Section != text("views.log.deals") || last.Section != text("views.log.leads") || options[3].Detail != "Able" {
			t.Errorf("%s: the choices are %+v", lang, options)
		}
	}
}

// TestWhoDidItIsGuessed goes through everything that tells, the surest first.
func TestWhoDidItIsGuessed(t *testing.T) {
	for _, c := range []struct {
		name          string
		change        func(*logModel)
		about, chosen string
		want          sales.ID
	}{
		{"nobody tells", func(*logModel) {}, "", "", ""},
		{"the form", func(m *logModel) { m.form.Activity.RepID, m.inView = "y", "x" }, "deal:1", "x", "y"},
		{"the form, of who has left", func(m *logModel) { m.form.Activity.RepID = "z" }, "deal:1", "", "x"},
		{"the user who sells", func(m *logModel) { m.settings.Role, m.settings.RepID = "rep", "y" }, "deal:1", "x", "y"},
		{"the owner of the deal", func(m *logModel) { m.inView = "y" }, "deal:1", "y", "x"},
		{"the owner of the deal has left", func(m *logModel) { m.inView = "y" }, "deal:3", "", "y"},
		{"the owner of the lead", func(m *logModel) { m.inView = "x" }, "lead:5", "", "y"},
		{"a lead of nobody's", func(m *logModel) { m.inView = "x" }, "lead:4", "", "x"},
		{"who is in view", func(m *logModel) { m.inView = "x" }, "", "y", "x"},
		{"who was chosen", func(m *logModel) { m.last = "x" }, "", "y", "y"},
		{"a manager who sells, too", func(m *logModel) { m.settings.RepID, m.last = "y", "x" }, "", "", "y"},
		{"who logged last", func(m *logModel) { m.last = "x" }, "", "", "x"},
		{"who logged last and has left", func(m *logModel) { m.last = "z" }, "", "", ""},
		{"the only one", func(m *logModel) { m.subjects.reps = m.subjects.reps[:1] }, "", "", "x"},
	} {
		m := logAlone(t, "en")
		c.change(m)
		if got := m.owner(c.about, c.chosen); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheFormOffersTypesOutcomesAndWhoIsThere(t *testing.T) {
	for lang, want := range map[string]string{"en": "Conversation Voicemail No answer", "ko": "통화함 음성 메시지 부재중"} {
		m := logAlone(t, lang)
		if got := optionTexts(outcomeOptions(m.deps.Text, sales.Call)); got != want {
			t.Errorf("%s: a call ends with %s, want %s", lang, got, want)
		}
		if got := outcomeOptions(m.deps.Text, sales.Social); len(got) != 0 {
			t.Errorf("%s: what has no outcome is offered %+v", lang, got)
		}
		types := typeOptions(m.deps.Text)
		if len(types) != len(activityTypes()) || types[0].ID != string(sales.Call) || types[0].Text != m.deps.Text("views.log.type.call") {
			t.Errorf("%s: the types are %+v", lang, types)
		}
		if got := optionTexts(repOptions(m.subjects.reps, m.deps.Service.Today())); got != "X Y" {
			t.Errorf("%s: the reps are %s", lang, got)
		}
	}
	if got := optionTexts(repOptions([]sales.Rep{{ID: "z", Name: "Z", Left: 9}}, 9)); got != "Z" {
		t.Errorf("on the last day %q is offered", got)
	}
}

func TestAChoiceStandsForADealOrALead(t *testing.T) {
	for _, c := range []struct {
		deal, lead sales.ID
		id         string
	}{{"1", "", "deal:1"}, {"", "4", "lead:4"}, {"", "", ""}} {
		if got := aboutID(c.deal, c.lead); got != c.id {
			t.Errorf("%q and %q are %q, want %q", c.deal, c.lead, got, c.id)
		}
		if deal, lead := aboutIn(c.id); deal != c.deal || lead != c.lead {
			t.Errorf("%q is %q and %q", c.id, deal, lead)
		}
	}
}

// TestTheHintSaysWhenTheNextStepIsDue also where the step done comes again by
// itself.
func TestTheHintSaysWhenTheNextStepIsDue(t *testing.T) {
	for _, lang := range assets.Languages {
		m := logAlone(t, lang)
		today, f := m.deps.Service.Today(), m.deps.Format
		if got, want := m.nextHint(), m.deps.Text("views.log.nextHint", "Day", f.Day(today+1, today)); got != want {
			t.Errorf("%s: it says %q, want %q", lang, got, want)
		}
		m.form = app.LogForm{CompleteID: "s", Activity: sales.Activity{Day: today, Repeat: sales.RepeatWeekly}}
		if got, want := m.nextHint(), m.deps.Text("views.log.repeats", "Day", f.Day(today+7, today)); got != want {
			t.Errorf("%s: of a step that repeats it says %q, want %q", lang, got, want)
		}
	}
}

func TestWhatIsTypedBecomesAnActivity(t *testing.T) {
	m := logAlone(t, "en")
	today := m.deps.Service.Today()
	ten := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	m.form = app.LogForm{Activity: sales.Activity{Day: today, At: ten, DealID: "1", AccountID: "a"}}
	idle := stepTyped{remind: remindNever, repeat: repeatNone}
	typed := logTyped{kind: "call", outcome: "voicemail", about: "deal:1", rep: "x", subject: "Hi", notes: "n", day: today, step: idle}

	got := m.filled(typed)
	want := sales.Activity{Type: sales.Call, Outcome: sales.Voicemail, Direction: sales.Outbound, DealID: "1", AccountID: "a", RepID: "x", Subject: "Hi", Notes: "n", Day: today, At: ten}
	if got.Activity != want || got.NextDay != 0 || got.NextSubject != "" {
		t.Errorf("logged is %+v", got)
	}
	typed.about, typed.day = "lead:4", today-1
	if a := m.filled(typed).Activity; a.DealID != "" || a.LeadID != "4" || a.AccountID != "" || a.Day != today-1 || !a.At.IsZero() {
		t.Errorf("of a lead, the day before: %+v", a)
	}
	for _, c := range []struct {
		name   string
		change func(*logTyped)
		day    sales.Day
	}{
		{"nothing", func(*logTyped) {}, 0},
		{"words alone", func(l *logTyped) { l.next = "Send offer" }, today + 1},
		{"a day alone", func(l *logTyped) { l.step.filled, l.step.day = true, today+5 }, today + 5},
		{"a reminder alone", func(l *logTyped) { l.step.remind = "10" }, today + 1},
		{"a repetition alone", func(l *logTyped) { l.step.repeat = "weekly" }, today + 1},
	} {
		typed := typed
		c.change(&typed)
		form := m.filled(typed)
		if form.NextDay != c.day || form.NextSubject != typed.next {
			t.Errorf("%s: the next step is of day %s, want %s", c.name, form.NextDay, c.day)
		}
		if typed.step.repeat == "weekly" && form.NextRepeat != sales.RepeatWeekly || typed.step.remind == "10" && form.RemindAt.IsZero() {
			t.Errorf("%s: the next step is %+v", c.name, form)
		}
	}
}

func TestANewStepIsNotDueBeforeToday(t *testing.T) {
	m := logAlone(t, "en")
	today := m.deps.Service.Today()
	typed := logTyped{kind: "mail", outcome: "reply", about: "deal:2", rep: "y", subject: " Offer ", step: stepTyped{day: today, remind: remindNever, repeat: repeatNone}}
	step, err := m.planned(sales.Activity{DealID: "1", AccountID: "a"}, typed)
	if err != nil || step.DealID != "2" || step.AccountID != "" || step.Outcome != "" || !step.Planned || step.Subject != "Offer" || step.Direction != sales.Outbound {
		t.Errorf("planned is %+v, %v", step, err)
	}
	typed.step.day = today - 1
	var invalid *sales.Invalid
	if _, err := m.planned(sales.Activity{}, typed); !errors.As(err, &invalid) || invalid.Field != "date" {
		t.Errorf("of yesterday it says %v", err)
	}
	if _, err := m.planned(sales.Activity{ID: "s"}, typed); err != nil {
		t.Errorf("one that is there and overdue: %v", err)
	}
}
