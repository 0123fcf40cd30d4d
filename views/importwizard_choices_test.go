package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app/sales"
	"attain/views/widgets"
)

// TestAChoiceOfANameIsAnsweredAtOnce takes names of the file for those here:
// no work is begun for it, and counts, rows, stages and what comes along are
// those of the import that follows.
func TestAChoiceOfANameIsAnsweredAtOnce(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "Deal ID,Name,Owner,Product,Stage,Amount",
		"D1,First,Zoe,Gadget,Proposl,5", "D2,Second,Zoe,Gizmo,Proposl,6", "D3,Third,Zoe,Gadget,Proposal,6"))
	s.press("Preview")
	for i := range w.names { // as if none had been proposed
		w.names[i].means = ""
	}
	w.try(false)
	slow := &slowRunner{Inline: s.runner}
	w.slot.runner, w.shell.options.Runner = slow, slow
	choose := func(field, value, means string) {
		t.Helper()
		at := slices.IndexFunc(w.names, func(n nameChoice) bool { return n.Field == field && n.Value == value })
		if at < 0 {
			t.Fatalf("%s %q is not asked: %+v", field, value, w.names)
		}
		w.names[at].means = means
		w.renamed(w.names[at])
		if len(slow.held) > 0 || w.trying || w.next.Disabled() {
			t.Errorf("%s %q taken for %q begins work: %d, trying %t", field, value, means, len(slow.held), w.trying)
		}
	}
	choose("product", "Gadget", "GTX Pro")
	choose("stage", "Proposl", "Proposal")
	if made := w.preview.Result.Made; len(made[sales.KindProduct]) != 1 || slices.Contains(w.form.Stages, "Proposl") || len(w.stagesMade(w.preview.Result)) != 0 {
		t.Errorf("comes along: %v, stages %v", made, w.form.Stages)
	}
	s.sees("New products (1): Gizmo.")
	choose("product", "Gadget", "")
	choose("product", "Gadget", "GTX Pro")
	w.bring()
	slow.let()
	if r := w.result; r.Created != 3 || r.Rejected != 0 || len(r.Made[sales.KindProduct]) != 1 || len(r.Made[sales.KindStage]) != 0 {
		t.Errorf("imported %+v", r)
	}
}

// TestThePreviewTriesTheImportOutOnce brings a file into an empty database with
// stages of its own and near misses of names: its order of stages and the
// proposals need no second reading.
func TestThePreviewTriesTheImportOutOnce(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "Deal ID,Name,Owner,Product,Stage,Amount",
		"D1,First,Zoe,GTXPro,Sniffing,5", "D2,Second,Zoe,Gizmo,Haggling,6"))
	slow := &slowRunner{Inline: s.runner}
	w.slot.runner, w.shell.options.Runner = slow, slow
	s.press("Preview")
	works := 0
	for len(slow.held) > 0 {
		next := slow.held[0]
		slow.held = slow.held[1:]
		next()
		works++
	}
	if works != 1 || w.step != stepPreview {
		t.Fatalf("the import was tried out %d times, step %d", works, w.step)
	}
	if made := w.preview.Result.Made[sales.KindProduct]; !slices.Equal(made, []string{"Gizmo"}) || !slices.Equal(w.form.Stages, []string{"Sniffing", "Haggling"}) {
		t.Errorf("makes %v, stages %v", made, w.form.Stages)
	}
	w.bring()
	slow.let()
	if r := w.result; r.Created != 2 || len(r.Made[sales.KindProduct]) != 1 {
		t.Errorf("imported %+v", r)
	}
}

// TestAFieldIsFoundByWhatItMeans types a word that no field is called by: what
// looks like it or is called so elsewhere comes first, in either language.
func TestAFieldIsFoundByWhatItMeans(t *testing.T) {
	for language, searches := range map[string]map[string]string{
		"en": {"date": "created", "close date": "closed", "customer": "account", "담당자": "rep", "close": "closed"},
		"ko": {"날짜": "created", "고객": "account", "date": "created", "담당": "rep", "금액": "amount", "마감": "expected_close"},
	} {
		s := open(t, newService(t, founded(language)), "light", PagePipeline)
		w := s.guessing(fileOf(t, "deals.csv", "name,stage,units,Zzz", "A,Won,1,x"))
		for typed, want := range searches {
			picker, is := w.fieldPicker(w.reading.Detection.Columns[3]).(*widgets.Picker)
			if !is {
				t.Fatal("no picker")
			}
			found := ""
			picker.OnChosen = func(id string) { found = id }
			w.body.Objects = []fyne.CanvasObject{picker}
			test.Tap(picker)
			s.typed(typed)
			s.key(fyne.KeyReturn)
			if found != want {
				t.Errorf("%s: %q finds %q first, want %q", language, typed, found, want)
			}
		}
	}
}

// untoldRunner does work at once and tells of it when it is let.
type untoldRunner struct {
	*Inline
	told []func()
}

func (r *untoldRunner) Go(work, done func()) {
	work()
	r.told = append(r.told, done)
}

// TestCancellingAnImportThatIsDoneSaysSo cancels between the end of the import
// and the word of it: the step says what was imported, and takes it back.
func TestCancellingAnImportThatIsDoneSaysSo(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,amount", "A,Proposal,1"))
	s.press("Preview")
	late := &untoldRunner{Inline: s.runner}
	w.slot.runner = late
	w.bring()
	w.stop()
	if w.step != stepPreview || !w.bringing || w.busy.Hidden {
		t.Fatal("the import is forgotten before it has ended")
	}
	late.told[0]()
	if w.step != stepImport || w.result.Created != 1 {
		t.Errorf("step %d, result %+v", w.step, w.result)
	}
	w.show(stepPreview)
	slow := &slowRunner{Inline: s.runner}
	w.slot.runner = slow
	w.bring()
	w.dialog.Leave()
	s.press("Go on importing")
	w.stop()
	w.chosen()
	slow.let()
	if w.step != stepPreview || w.bringing || w.problem.Hidden || !w.busy.Hidden {
		t.Errorf("a cancelled import: step %d, bringing %t, said %q", w.step, w.bringing, w.problem.Text())
	}
	s.sees("Cancelled: nothing of this file was imported.")
}

// TestPastOrdersAreTakenForWon brings a list of orders in: nothing says how they
// ended, and dates that are past are no forecast.
func TestPastOrdersAreTakenForWon(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PagePipeline)
	for lines, won := range map[string]bool{"A,5,2025-03-04\nB,6,2026-01-05": true, "A,5,2025-03-04\nB,6,2099-01-05": false} {
		w := s.guessing(fileOf(t, "orders.csv", "Deal name,Amount,Close date", lines))
		s.press("Preview")
		if got := w.form.Options.Const["outcome"] == "won"; got != won {
			t.Errorf("%q: taken for won: %t", lines, got)
		}
		if won {
			s.sees("so they are taken for won")
			s.pick("No column says how these deals ended. They are", "all still open")
			s.misses("so they are taken for won")
			if w.form.Options.Const["outcome"] != "" {
				t.Error("the choice of open does not stand")
			}
		}
		w.touched = false
		w.dialog.Leave()
	}
}

// TestTheFilesCurrencyCanBeTaken brings a file in euros into a database that was
// begun in dollars, as the first run proposes.
func TestTheFilesCurrencyCanBeTaken(t *testing.T) {
	for _, lines := range [][]string{{"Deal name;Value (EUR);Stage", "A;12.500,00;Proposal"}, {"Deal name;Value;Currency;Stage", "A;12.500,00;EUR;Proposal"}, {"Deal name;Value;Stage", "A;€ 12.500,00;Proposal"}} {
		s := open(t, newService(t, founded("en")), "light", PagePipeline)
		w := s.guessing(fileOf(t, "deals.csv", lines...))
		s.press("Preview")
		if w.preview.Result.Rejected != 1 {
			t.Fatalf("%q: %+v", lines, w.preview.Result)
		}
		s.press("Count in EUR")
		s.misses("This file is in EUR")
		if w.preview.Result.Created != 1 || ok(s.service.Settings(ctx)).Currency != "EUR" {
			t.Errorf("%q: %+v", lines, w.preview.Result)
		}
		if !s.shell.leaveDialog() {
			t.Errorf("%q: Escape does not leave the window that counts in euros now", lines)
		}
	}
}

// TestMappingAColumnLeavesAStatusWhatItWas maps one column by hand: the status
// beside it, which holds stages and outcomes, is read as before.
func TestMappingAColumnLeavesAStatusWhatItWas(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "Deal name,Status,Amount,Zzz,Closing", "A,Offer sent,5,Zoe,2026-01-05", "B,won,5,Zoe,2026-01-05"))
	w.mapColumn(w.reading.Detection.Columns[3], "rep")
	w.mapColumn(w.reading.Detection.Columns[4], "closed")
	s.settle()
	s.press("Preview")
	if w.preview.Result.Created != 2 || w.preview.Result.Rejected != 0 || !slices.Contains(w.form.Stages, "Offer sent") {
		t.Errorf("%+v, stages %v", w.preview.Result, w.form.Stages)
	}
	w.mapColumn(w.reading.Detection.Columns[1], "outcome")
	s.settle()
	s.press("Preview")
	if w.preview.Result.Rejected != 1 {
		t.Errorf("a status that was named the outcome by hand is read as stages: %+v", w.preview.Result)
	}
}
