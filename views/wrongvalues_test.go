package views

import (
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"attain/app/sales"
	"attain/views/widgets"
)

// everyForm are the dialogs of the window by name, most of them with a form.
func everyForm(s *stand) map[string]func() {
	forms := layoutDialogs(s)
	maps.Copy(forms, layoutQuotas(s))
	page := settingsOf(s)
	forms["new stage"] = func() { page.editStage(-1) }
	forms["new rep"] = func() { page.editRep(sales.Rep{}) }
	return forms
}

// TestWhatIsNoNumberOrDayIsRefusedBesideItsField fills the numbers, days and
// times of every form with what is none: each says so in its place, the form
// stays open, and what was typed stays in it.
func TestWhatIsNoNumberOrDayIsRefusedBesideItsField(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		t.Run(lang, func(t *testing.T) {
			s := open(t, newService(t, smallDemo(lang)), "light", PageToday)
			tried := 0
			s.eachDialog(everyForm(s), func(name string) {
				s.settle()
				forms := shownOf[*widgets.Form](s)
				if len(forms) != 1 {
					return
				}
				wrong := map[*widgets.Field]string{}
				for i, field := range shownOf[*widgets.Field](s) {
					text := ""
					switch field.Input.(type) {
					case *widgets.NumberEntry:
						text = []string{"abc", "1e30", "12x", "99999999999999999999"}[i%4]
					case *widgets.DateEntry:
						text = []string{"31.02.2026", "2026-02-31", "morgen"}[i%3]
					case *widgets.TimeEntry:
						text = "25:00"
					default:
						continue
					}
					field.Input.(interface{ SetText(string) }).SetText(text)
					wrong[field] = text
				}
				if len(wrong) == 0 {
					return
				}
				tried++
				open := len(s.shell.dialogs)
				forms[0].Submit()
				s.settle()
				if len(s.shell.dialogs) != open {
					t.Errorf("%s closes", name)
				}
				for field, text := range wrong {
					if field.Error() == "" {
						t.Errorf("%s: nothing is said beside %q about %q", name, field.Label(), text)
					}
					if is := textIn(field); is != text {
						t.Errorf("%s: %q became %q", name, text, is)
					}
				}
			})
			if tried < 15 {
				t.Errorf("only %d forms were tried", tried)
			}
		})
	}
}

// textIn is what stands in a field for numbers, days, times or words.
func textIn(field *widgets.Field) string {
	switch input := field.Input.(type) {
	case *widgets.NumberEntry:
		return input.Text
	case *widgets.DateEntry:
		return input.Text
	case *widgets.TimeEntry:
		return input.Text
	case *widgets.Input:
		return input.Text
	}
	return ""
}

// TestWhatMakesNoSenseIsRefusedBesideItsField types what is a number, but none
// that can be meant, and leaves names empty.
func TestWhatMakesNoSenseIsRefusedBesideItsField(t *testing.T) {
	s := open(t, newService(t, smallDemo("en")), "light", PageToday)
	forms := everyForm(s)
	negative, name := "The value must not be negative.", "A name is needed."
	for _, c := range []struct{ form, field, text, want string }{
		{"new deal", "Units", "-1", negative},
		{"new deal", "Amount", "-1", negative},
		{"edit deal", "Amount", "-1", negative},
		{"edit deal", "Chance to win in %", "150", "A chance lies between 0% and 100%."},
		{"product lines", "Units", "-1", negative},
		{"product lines", "Amount", "-999999999", negative},
		{"split credit", "Share", "-1", negative},
		{"split credit", "Share", "9000000000000", "A share is at most 1,000,000."},
		{"refund", "Amount", "0", "The value must not be zero."},
		{"new lead", "Lead", "", name},
		{"new lead", "Touches", "-1", negative},
		{"edit account", "Name", "   ", name},
		{"contact", "Name", "", name},
		{"product", "Product", "", name},
		{"product", "List price", "-1", negative},
		{"rep", "Name", "", name},
		{"rep", "Capacity", "-1", negative},
		{"rep", "Last day", "1900-01-01", "The last day lies before the first."},
		{"rep", "Ramp", "twenty-five-per-cent-at-the-start", "Twenty-five-per-cent-at-the-st… is not a per cent from 0 to 100."},
		{"new stage", "Stage", "", name},
		{"new stage", "Chance to win", "101", "A chance lies between 0% and 100%."},
		{"new stage", "Stuck after", "-1", negative},
		{"new stage", "Neglected after", "-1", negative},
		{"criterion", "Attribute", "", name},
		{"criterion", "Weight", "0", "The weight must be above 0."},
		{"goal", "Per working week", "-1", negative},
		{"goal", "Per working week", "", "The value must not be zero."},
		{"split by weights", "March 2026", "-1", "A weight must not be negative."},
	} {
		s.refuses(forms[c.form], c.form, c.field, c.text, c.want)
	}
}

// refuses opens a form, fills what it needs, types into one field and submits:
// the words must stand beside that field and nowhere else.
func (s *stand) refuses(open func(), form, label, text, want string) {
	s.t.Helper()
	for len(s.shell.dialogs) > 0 {
		s.shell.CloseDialog()
	}
	open()
	s.settle()
	s.fillNeeded(form)
	field := s.field(label)
	field.Input.(interface{ SetText(string) }).SetText(text)
	if picker, is := s.optional("Product"); is && form == "new deal" {
		choose(picker, string(ok(s.service.Products(ctx))[0].ID))
		s.fill(label, text)
	}
	dialogs := len(s.shell.dialogs)
	shownOf[*widgets.Form](s)[0].Submit()
	s.settle()
	if len(s.shell.dialogs) != dialogs {
		s.t.Errorf("%s closes with %q in %s", form, text, label)
		return
	}
	for _, other := range shownOf[*widgets.Field](s) {
		if other != field && other.Error() != "" {
			s.t.Errorf("%s, %s: %q is said beside %s", form, label, other.Error(), other.Label())
		}
	}
	if got := field.Error(); got != want {
		s.t.Errorf("%s: beside %s stands %q, want %q", form, label, got, want)
	}
	if input, is := field.Input.(fyne.Focusable); is && s.focused() != input {
		s.t.Errorf("%s: %T has the keyboard, not %s, which is wrong", form, s.focused(), label)
	}
}

// fillNeeded fills what a form asks for, so that what is tried is all that is
// wrong.
func (s *stand) fillNeeded(form string) {
	for _, field := range shownOf[*widgets.Field](s) {
		switch input := field.Input.(type) {
		case *widgets.Picker:
			if input.Chosen() == "" && field.Label() == "Rep" && form != "split credit" {
				input.SetChosen(string(ok(s.service.Reps(ctx))[0].ID))
			}
		case *widgets.Input:
			if input.Text == "" && slices.Contains([]string{"Name", "Lead", "Stage", "Product", "Attribute"}, field.Label()) {
				input.SetText("New one")
			}
		}
	}
}

// optional is the picker of a label, where there is one.
func (s *stand) optional(label string) (*widgets.Picker, bool) {
	for _, field := range shownOf[*widgets.Field](s) {
		if picker, is := field.Input.(*widgets.Picker); is && field.Label() == label {
			return picker, true
		}
	}
	return nil, false
}

// TestSharesSayWhatTheyComeTo splits a deal among two: shares need not be out of a
// hundred, and a rep has one.
func TestSharesSayWhatTheyComeTo(t *testing.T) {
	s := open(t, newService(t, smallDemo("en")), "light", PageToday)
	deal, reps := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0], ok(s.service.Reps(ctx))
	panel := NewDealPanel(s.shell.deps, deal.ID)
	panel.Load()
	panel.split()
	var pickers []*widgets.Picker
	var shares []*widgets.Field
	for _, field := range shownOf[*widgets.Field](s) {
		if picker, is := field.Input.(*widgets.Picker); is {
			pickers = append(pickers, picker)
		} else {
			shares = append(shares, field)
		}
	}
	share := func(row int, rep sales.ID, weight string) {
		choose(pickers[row], string(rep))
		shares[row].Input.(*widgets.NumberEntry).SetText(weight)
	}
	share(0, reps[0].ID, "50")
	share(2, reps[0].ID, "30")
	s.press("Save")
	s.settle()
	s.sees("This rep has a share already.")
	share(2, reps[1].ID, "30")
	s.sees("Credit: " + reps[0].Name + " 63% · " + reps[1].Name + " 37%")
	s.press("Save")
	s.settle()
	if detail := ok(s.service.Deal(ctx, deal.ID)); len(detail.Shares) != 2 || detail.Shares[0].Weight+detail.Shares[1].Weight != 80 {
		t.Errorf("the shares became %v", detail.Shares)
	}
}
