package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/views/widgets"
)

// typedToWindow presses a key as the window hears it where nothing has the
// keyboard.
func (s *stand) typedToWindow(key fyne.KeyName) {
	s.window.Canvas().Unfocus()
	s.shell.typedKey(&fyne.KeyEvent{Name: key})
	s.settle()
}

// TestEscapeShutsTheListAndNotTheWizard clicks beside the rows of a picker's
// list, which takes the keyboard from its search line.
func TestEscapeShutsTheListAndNotTheWizard(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,amount", "A,Won,1"))
	picker, is := s.field(w.text("views.import.kind")).Input.(*widgets.Picker)
	if !is {
		t.Fatal("no picker of kinds")
	}
	test.Tap(picker)
	if !s.shell.overlay.ListOpen() {
		t.Fatal("the list is not open")
	}
	s.typedToWindow(fyne.KeyEscape)
	if s.shell.overlay.ListOpen() || !w.dialog.Open() {
		t.Errorf("list open: %t, wizard open: %t", s.shell.overlay.ListOpen(), w.dialog.Open())
	}
	s.typedToWindow(fyne.KeyEscape)
	if w.dialog.Open() {
		t.Error("nothing was chosen, and the wizard stays open")
	}
}

// TestWizardAsksBeforeAMappingIsLost leaves the wizard by Escape and by its
// cross once something was mapped by hand.
func TestWizardAsksBeforeAMappingIsLost(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,amount,Who", "A,Won,1,Newcomer"))
	w.mapColumn(w.reading.Detection.Columns[3], "rep")
	s.settle()
	s.typedToWindow(fyne.KeyEscape)
	s.sees("Leave the import?", "is not kept")
	s.typedToWindow(fyne.KeyEscape)
	if !w.dialog.Open() || w.form.Options.Map["rep"] != "Who" {
		t.Fatal("the mapping is gone without an answer")
	}
	w.dialog.Leave()
	s.press("Leave")
	if w.dialog.Open() || len(s.shell.dialogs) > 0 {
		t.Error("the wizard stays after the answer")
	}
	// After the import there is nothing to lose.
	w = s.guessing(fileOf(t, "more.csv", "name,stage,amount,Who", "A,Won,1,Newcomer"))
	w.mapColumn(w.reading.Detection.Columns[3], "rep")
	s.press("Preview")
	s.press("Import")
	s.typedToWindow(fyne.KeyEscape)
	if w.dialog.Open() {
		t.Error("the wizard asks after the import")
	}
}

// slowRunner keeps work until it is let go, as the program does on its
// goroutines.
type slowRunner struct {
	*Inline
	held []func()
}

func (r *slowRunner) Go(work, done func()) {
	r.held = append(r.held, func() { r.Inline.Go(work, done) })
}

// let does what is held, the oldest first.
func (r *slowRunner) let() {
	for len(r.held) > 0 {
		next := r.held[0]
		r.held = r.held[1:]
		next()
	}
}

// TestANewChoiceEndsTheOneBeingTried chooses twice while the first choice is
// still being tried out: only the last is shown, and the step stays alive.
func TestANewChoiceEndsTheOneBeingTried(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,amount", "A,Won,1"))
	s.press("Preview")
	slow := &slowRunner{Inline: s.runner}
	w.slot.runner, w.shell.options.Runner = slow, slow
	w.form.Create = false
	w.chosen()
	w.form.Create = true
	w.chosen()
	if len(slow.held) != 1 || !w.trying || w.busy.Hidden || !w.next.Disabled() {
		t.Fatalf("%d works under way, trying %t", len(slow.held), w.trying)
	}
	if len(shownOf[*shield](s)) > 0 {
		t.Error("the step is covered, so that nothing else can be chosen")
	}
	slow.let() // ended: shows nothing
	if !w.trying {
		t.Error("a choice that was made anew ends the trying")
	}
	s.runner.Advance(trySoon)
	slow.let()
	if w.trying || !w.busy.Hidden || w.next.Disabled() {
		t.Errorf("still trying: %t", w.trying)
	}
	w.chosen()
	w.stop()
	if w.step != stepReading {
		t.Errorf("what was chosen and never seen could be imported: step %d", w.step)
	}
	w.step = stepPreview
	w.show(stepPreview)
	w.bring()
	if len(shownOf[*shield](s)) != 1 {
		t.Error("the preview can be changed while it is imported")
	}
}

// TestAResultWaitsForTheOpenList does not take a list from under the pointer.
func TestAResultWaitsForTheOpenList(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,amount", "A,Won,1"))
	picker, _ := s.field(w.text("views.import.kind")).Input.(*widgets.Picker)
	test.Tap(picker)
	w.try(true)
	if w.step != stepReading {
		t.Fatal("the step changed under an open list")
	}
	s.shell.overlay.CloseList()
	s.runner.Advance(trySoon)
	if w.step != stepPreview {
		t.Errorf("step %d after the list was shut", w.step)
	}
}

// TestTheWheelGoesOnToTheStep turns the wheel over the table of rejected rows
// down to its end, from where it moves the step.
func TestTheWheelGoesOnToTheStep(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	lines := []string{"name,stage,amount"}
	for range 40 {
		lines = append(lines, "A,Won,much")
	}
	w := s.guessing(fileOf(t, "deals.csv", append(lines, "B,Won,1")...))
	s.press("Preview")
	step, _ := w.shown()
	turn := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)}
	rolls := scrollables(w.rejected)
	if len(rolls) == 0 {
		t.Fatal("the table does not scroll")
	}
	turned := 0
	for ; turned < 200 && step.Offset.Y == 0; turned++ {
		rolls[0].Scrolled(turn)
	}
	if step.Offset.Y == 0 || turned < 10 {
		t.Errorf("the step stands at %v after %d turns", step.Offset.Y, turned)
	}
}

// scrollables are the parts of a widget that hear the wheel.
func scrollables(object fyne.CanvasObject) []fyne.Scrollable {
	var found []fyne.Scrollable
	visitShown(object, func(o fyne.CanvasObject) {
		if scrollable, is := o.(fyne.Scrollable); is {
			found = append(found, scrollable)
		}
	})
	return found
}

// TestWizardOffersTheWordsOfAField gives all rows one value, from a list where
// there is a set of words or of names, by Enter where it is typed.
func TestWizardOffersTheWordsOfAField(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,amount", "A,1"))
	constant := func() []*widgets.Picker { // of the field and, if there is one, of its value
		pickers := shownOf[*widgets.Picker](s)
		return pickers[slices.IndexFunc(pickers, func(p *widgets.Picker) bool { return p.Chosen() == "" }):]
	}
	s.choose(constant()[0], "Outcome")
	all := shownOf[*widgets.Picker](s)
	s.choose(all[len(all)-1], "Lost")
	if w.form.Options.Const["outcome"] != "lost" {
		t.Fatalf("constants %v", w.form.Options.Const)
	}
	s.choose(constant()[0], "Rep")
	all = shownOf[*widgets.Picker](s)
	s.choose(all[len(all)-1], "Lee")
	s.choose(constant()[0], "Source")
	input := s.inputOf("Value")
	input.SetText("Fair")
	input.OnSubmitted("")
	s.settle()
	if got := w.form.Options.Const; got["rep"] != "Lee" || got["source"] != "Fair" {
		t.Errorf("constants %v", got)
	}
	s.sees("Lost", "Lee", "Fair")
	// A name that is not here is typed.
	s.choose(constant()[0], "Rep")
	all = shownOf[*widgets.Picker](s)
	s.choose(all[len(all)-1], "Another")
	input = s.inputOf("Value")
	if s.focused() != fyne.Focusable(input) {
		t.Error("the keyboard is not where the name is typed")
	}
	input.SetText("Newcomer")
	s.press("Add")
	if got := w.form.Options.Const; got["rep"] != "Newcomer" {
		t.Errorf("constants %v", got)
	}
}

// TestPreviewListsNothingOfRowsThatAreRejected tries moves of deals that are
// not here.
func TestPreviewListsNothingOfRowsThatAreRejected(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.wizard(fileOf(t, "history.csv", "deal,stage,at", "X1,Proposal,2026-01-02", "X2,Proposal,2026-01-03"), "stage-history")
	s.press("Preview")
	s.sees("No row can be imported", "Import the deals first")
	s.misses("The first rows as they will become")
	if len(w.preview.Rows) > 0 || !w.next.Disabled() {
		t.Errorf("%d rows are listed", len(w.preview.Rows))
	}
}

// TestPreviewAndDoneNameWhatComesAlong makes a rep, an account and a stage.
func TestPreviewAndDoneNameWhatComesAlong(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PagePipeline)
	s.guessing(fileOf(t, "deals.csv", "name,rep,account,stage,created", "A,Ann,Acme,Haggling,2026-01-02", "B,Bob,Acme,Signing,2026-01-03"))
	s.press("Preview")
	want := []string{"New reps (2): Ann, Bob.", "New accounts (1): Acme.", "New stages (2): Haggling, Signing."}
	s.sees(want...)
	s.press("Import")
	s.sees(want...)
}

// TestPreviewSpeaksTheWindowsLanguage shows types, outcomes and statuses in
// Korean, and times whole.
func TestPreviewSpeaksTheWindowsLanguage(t *testing.T) {
	s := open(t, newService(t, founded("ko")), "dark", PagePipeline)
	s.wizard(fileOf(t, "a.csv", "external_id,type,at,direction,outcome,planned", "1,call,2026-01-02 09:30,outbound,voicemail,no", "2,meeting,2026-12-02 09:30,inbound,held,yes"), "activities")
	s.press("미리 보기")
	s.sees("전화", "발신", "음성 메시지", "미팅", "2026-01-02 09:30", "예")
	s.misses("call", "outbound", "voicemail")
	s.shell.CloseDialog()
	s.wizard(fileOf(t, "l.csv", "name,status,touches", "A,working,4"), "leads")
	s.press("미리 보기")
	s.sees("진행 중", "접점 수", "4")
	s.shell.CloseDialog()
	// Kinds are found by their names in both languages.
	w := openImportWizard(s.shell)
	s.pick(w.text("views.import.kind"), "leads")
	if w.kind != "leads" {
		t.Errorf("“leads” finds %q", w.kind)
	}
}

// TestWizardCountsInAnotherUnit turns off the unit of a head.
func TestWizardCountsInAnotherUnit(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,Amount (k$)", "A,Won,1250"))
	s.sees("“Amount (k$)” is counted in 1,000s")
	amount := func() string {
		s.press("Preview")
		at := slices.Index(w.preview.Fields, "amount")
		text := w.preview.Rows[0][at]
		s.press("Back")
		return text
	}
	if got := amount(); got != "1250000" {
		t.Errorf("as the head says: %s", got)
	}
	s.pick("Amounts in", "ones")
	if got := amount(); got != "1250" {
		t.Errorf("as they stand: %s", got)
	}
	s.pick("Amounts in", "millions")
	if got := amount(); got != "1250000000" {
		t.Errorf("millions: %s", got)
	}
}

// TestWizardShowsHowFarItIs tells bytes of the file, then what is applied.
func TestWizardShowsHowFarItIs(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,amount", "A,Won,1"))
	tell := w.tell("views.import.trying")
	w.wait("…")
	tell(app.ImportProgress{Rows: 500, Done: 25, All: 100})
	if w.bar.Value != 0.25 || w.bar.Hidden || !w.unsure.Hidden || w.bar.TextFormatter() != "" {
		t.Errorf("the bar stands at %v", w.bar.Value)
	}
	s.sees("Trying out: 500 rows")
	tell(app.ImportProgress{Rows: 2000, Done: 1, All: 2, Applying: true})
	s.sees("Putting 2,000 rows in place")
	w.tell("views.import.trying")
	tell(app.ImportProgress{Rows: 1, Done: 1, All: 100})
	if w.bar.Value != 0.5 {
		t.Error("what is late moves the bar")
	}
	tell = w.tell("views.import.importing")
	w.bringing, w.callOff = true, func() {}
	w.stop()
	tell(app.ImportProgress{Rows: 2500, Done: 90, All: 100})
	if w.bar.Value != 0.5 {
		t.Error("what was called off moves the bar")
	}
	s.sees("Cancelling…")
}

// TestDoneIsSaidOnce keeps the message with its undo back while the wizard
// says so itself.
func TestDoneIsSaidOnce(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessing(fileOf(t, "deals.csv", "name,stage,amount", "A,Won,1"))
	s.press("Preview")
	s.press("Import")
	if toasts := s.shell.overlay.Toasts(); len(toasts) > 0 {
		t.Errorf("under the wizard stands %q", toasts)
	}
	w.dialog.Leave()
	if toasts := s.shell.overlay.Toasts(); len(toasts) != 1 {
		t.Errorf("after the wizard: %q", toasts)
	}
}

// TestEscapeLeavesTheFilesBeforeTheWizard opens the dialog of files over the
// wizard, and that of folders over the export.
func TestEscapeLeavesTheFilesBeforeTheWizard(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageReports)
	for name, ask := range map[string]func(){
		"file":   func() { s.shell.Import() },
		"folder": func() { s.shell.Export() },
	} {
		ask()
		overlays := s.window.Canvas().Overlays()
		below := overlays.Top()
		s.press("Choose…")
		s.sees("Choose a " + name)
		s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if overlays.Top() != below || len(s.shell.dialogs) != 1 {
			t.Fatalf("%s: Escape left the dialog below, or nothing", name)
		}
		s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if len(s.shell.dialogs) != 0 {
			t.Fatalf("%s: Escape again leaves nothing", name)
		}
	}
}
