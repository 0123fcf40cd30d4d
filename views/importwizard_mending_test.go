package views

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// guessed opens the wizard on a file, leaving open what its rows are.
func (s *stand) guessed(path string) *importWizard {
	s.t.Helper()
	w := openImportWizard(s.shell)
	s.inputOf(w.text("views.import.pathHint")).SetText(path)
	s.press(w.text("views.import.read"))
	return w
}

func TestWizardMendsARejectedRowInPlace(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	before := len(ok(s.service.Deals(ctx, sales.DealQuery{})))
	w := s.guessed(fileOf(t, "deals.csv", "external_id,name,rep,amount,outcome,created,closed",
		"B1,One,Newcomer,10,won,2026-01-02,2026-02-03", "B2,Two,Newcomer,20,won,2026-01-02,gestern", "B3,Three,Newcomer,viel,won,2026-01-02,2026-02-03"))
	if w.kind != "deals" {
		t.Fatalf("the rows are taken for %s", w.kind)
	}
	s.press("Preview")
	s.press("Mend…")
	s.sees("Mend line 3", "“gestern” is not a date")
	s.keep("wizard-mend-light")
	s.mended("gestern", "2026-02-04")
	s.sees("“viel” is not a number", "2026-02-04")
	if got := w.preview.Result; got.Created != 2 || got.Rejected != 1 {
		t.Errorf("after mending %+v", got)
	}
	// The other one is mended after the import, which is then made once more.
	s.press("Import")
	s.press("Mend…")
	s.mended("viel", "30")
	if got := w.preview.Result; got.Created != 1 || got.Unchanged != 2 || got.Rejected != 0 || w.step != stepPreview {
		t.Errorf("after the import %+v in step %d", got, w.step)
	}
	s.press("Import")
	deals := ok(s.service.Deals(ctx, sales.DealQuery{}))
	if len(deals) != before+3 {
		t.Errorf("%d deals, want %d", len(deals), before+3)
	}
	if !slices.ContainsFunc(deals, func(d sales.Deal) bool { return d.Name == "Three" && *d.Amount == 3000 }) {
		t.Errorf("the mended amount is not there: %+v", deals)
	}
}

// mended puts a text in place of the one at fault, which has the keyboard, and
// tries again.
func (s *stand) mended(fault, text string) {
	s.t.Helper()
	entry, is := s.focused().(*widgets.Input)
	if !is || entry.Text != fault {
		s.t.Fatalf("the keyboard is at %v, not at %q", s.focused(), fault)
	}
	entry.SetText(text)
	s.press("Try again")
}

func TestWizardMendsARowAtFaultAsAWhole(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessed(fileOf(t, "deals.csv", "external_id,name,rep,amount,outcome,closed", "B1,One,Newcomer,10,won,2026-02-03", "B2,Two,Newcomer", "B3,Three,Newcomer,1,won,2026-02-03,x"))
	s.press("Preview")
	s.press("Mend…")
	s.sees("Mend line 3", "has only 3 fields")
	for label, text := range map[string]string{"amount": "7", "outcome": "won", "closed": "2026-02-05"} {
		s.fill(label, text)
	}
	s.press("Try again")
	s.press("Mend…")
	s.sees("Mend line 4", "7 fields")
	s.press("Try again")
	if got := w.preview.Result; got.Created != 3 || got.Rejected != 0 {
		t.Errorf("after mending %+v", got)
	}
}

func TestWizardReadsTheMendedFileAsTheFirst(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	path := fileOf(t, "list.csv", "No;Who;Sum;Start;End;Was",
		"1;Newcomer;1.200,50;13/01/2026;20/01/2026;won", "2;Newcomer;lots;03/02/2026;04/02/2026;won")
	w := s.wizard(path, "deals")
	for _, pair := range [][2]string{{"No", "external_id"}, {"Who", "rep"}, {"Sum", "amount"}, {"Start", "created"}, {"End", "closed"}, {"Was", "outcome"}} {
		column := w.reading.Detection.Columns[slices.IndexFunc(w.reading.Detection.Columns, func(c app.ImportColumn) bool { return c.Header == pair[0] })]
		w.mapColumn(column, pair[1])
		s.settle()
	}
	s.press("Preview")
	s.press("Import")
	s.sees("“lots” is not a number")
	s.misses("Read the mended file")
	s.press("Save rejected rows…")
	s.press("Save")
	saved := path + ".rejected.csv"
	content := string(ok(os.ReadFile(saved)))
	if err := os.WriteFile(saved, []byte(strings.Replace(content, "lots", "\"70,5\"", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	s.press("Read the mended file")
	if got := w.preview.Result; w.step != stepPreview || got.Created != 1 || got.Rejected != 0 {
		t.Fatalf("step %d, %+v", w.step, got)
	}
	s.sees("2026-02-03", "70.5") // not the 2nd of March, not 705
	s.press("Import")
	s.sees("list.csv.rejected.csv has been imported")
}

func TestWizardOrdersTheStagesOfAFirstImport(t *testing.T) {
	s := open(t, newService(t, founded("en")), "dark", PagePipeline)
	here := len(openStages(ok(s.service.Stages(ctx))))
	w := s.guessed(fileOf(t, "pipeline.csv", "id,agent,deal_stage,value,engage_date", "1,Ann,Engaging,10,2026-01-02", "2,Ann,Prospecting,20,2026-01-03", "3,Ann,Haggling,20,2026-01-03"))
	s.press("Preview")
	s.sees("Your stages, from first to last", "1. Prospecting", "2. Haggling", "3. Engaging", "In place of the stages that are here")
	s.keep("wizard-stages-dark")
	w.moveStage(2, 1)
	s.settle()
	s.sees("2. Engaging", "3. Haggling")
	leave := shownOf[*widgets.CheckBox](s)
	leave[len(leave)-1].SetChecked(false)
	s.settle()
	if n := len(w.form.Stages); n != here+3 {
		t.Errorf("%d stages beside those that are here: %q", n, w.form.Stages)
	}
	leave = shownOf[*widgets.CheckBox](s)
	leave[len(leave)-1].SetChecked(true)
	s.settle()
	s.press("Import")
	var names []string
	for _, stage := range openStages(ok(s.service.Stages(ctx))) {
		names = append(names, stage.Name)
	}
	if want := []string{"Prospecting", "Engaging", "Haggling"}; !slices.Equal(names, want) {
		t.Errorf("stages %q, want %q", names, want)
	}
	// With deals in the pipeline, a new stage stands behind those that are here.
	w = s.guessed(fileOf(t, "more.csv", "id,agent,deal_stage,value,engage_date", "4,Ann,Closing,10,2026-01-02"))
	s.press("Preview")
	s.misses("In place of the stages")
	if want := []string{"Closing"}; !slices.Equal(w.form.Stages, want) {
		t.Errorf("stages %q, want %q", w.form.Stages, want)
	}
}

func openStages(stages []sales.Stage) []sales.Stage {
	return slices.DeleteFunc(stages, func(stage sales.Stage) bool { return stage.Kind != sales.StageOpen || stage.Archived })
}

func TestWizardSpeaksOfFieldsInWords(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessed(fileOf(t, "x.csv", "colour,shade", "red,dark"))
	s.sees("none of the tables that Attain keeps")
	s.pick(w.text("views.import.kind"), "Deals")
	s.press("Read the file")
	s.shell.CloseDialog()
	s.wizard(fileOf(t, "deals.csv", "amount,closed,status", "1,2026-01-02,irgendwie"), "deals")
	s.sees("No column is read as Name / Account / External id")
	s.shell.CloseDialog()
	s.wizard(fileOf(t, "quotas.csv", "Rep,Jan,Feb", "Newcomer,1,2"), "quotas")
	s.sees("The months have no year (Jan, Feb …)")
	s.shell.CloseDialog()
	w = s.wizard(fileOf(t, "deals.csv", "name,rep,amount,closed,outcome", "A,Newcomer,1,2026-01-02,irgendwie"), "deals")
	s.press("Preview")
	s.sees("open, won or lost? Say it below")
	s.misses("outcome:irgendwie=won")
	// What the rows are can be corrected after the file was read.
	s.press("Back")
	s.pick(w.text("views.import.kind"), "Accounts")
	if w.kind != "accounts" || w.step != stepReading {
		t.Errorf("%s in step %d", w.kind, w.step)
	}
	s.key(fyne.KeyEscape)
}

func TestWizardAsksHowOrdersEnded(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	w := s.guessed(fileOf(t, "orders.csv", "SalesOrderNumber,OrderDate,EmployeeID,Sales,Quantity", "S1,2026-01-05,Newcomer,100,2"))
	s.press("Preview")
	s.sees("No column says how these deals ended")
	s.pick("No column says how these deals ended. They are", "all won")
	if w.form.Options.Const["outcome"] != "won" || w.preview.Rows[0][slices.Index(w.preview.Fields, "outcome")] != "won" {
		t.Errorf("%v, %q", w.form.Options.Const, w.preview.Rows)
	}
	s.sees("Won")
	s.pick("No column says how these deals ended. They are", "all still open")
	if _, given := w.form.Options.Const["outcome"]; given {
		t.Error("the outcome stayed")
	}
	s.shell.CloseDialog()
	s.guessed(fileOf(t, "deals.csv", "name,stage,amount", "A,Won,1"))
	s.press("Preview")
	s.misses("No column says how")
}
