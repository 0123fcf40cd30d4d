package views

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// fileOf writes lines into a file and returns its path.
func fileOf(t *testing.T, name string, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// wizard opens the wizard on a file of a kind and has it read.
func (s *stand) wizard(path, kind string) *importWizard {
	s.t.Helper()
	w := openImportWizard(s.shell)
	s.inputOf(w.text("views.import.pathHint")).SetText(path)
	s.pick(w.text("views.import.kind"), w.text("views.import.kind."+kind))
	s.press(w.text("views.import.read"))
	return w
}

// inputOf is the input with a placeholder on the topmost layer.
func (s *stand) inputOf(hint string) *widgets.Input {
	s.t.Helper()
	for _, input := range shownOf[*widgets.Input](s) {
		if input.PlaceHolder == hint {
			return input
		}
	}
	s.t.Fatalf("no input %q", hint)
	return nil
}

// products fills a database with two products and a rep.
func products(s *app.Service) error {
	if err := twoReps(s); err != nil {
		return err
	}
	for _, name := range []string{"GTX Pro", "MG Special"} {
		if _, err := s.SaveProduct(ctx, sales.Product{Name: name}); err != nil {
			return err
		}
	}
	return nil
}

func TestWizardBringsDealsInAndTakesThemBack(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	before := len(ok(s.service.Deals(ctx, sales.DealQuery{})))
	path := fileOf(t, "deals.csv", "Key;Seller;Item;Phase;Value;Opened;Day closed;My note",
		"A1;Newcomer;GTXPro;Proposal;1.200,50;03/04/2026;;x", "A2;Newcomer;GTX Pro;Won;99,00;05/04/2026;06/05/2026;y", "A3;Newcomer;GTX Pro;Won;lots;05/04/2026;06/05/2026;z")
	wizard := s.wizard(path, "deals")
	s.keep("wizard-reading-light")
	s.sees("semicolon", "Nothing in “Opened”", "My note")
	closed := wizard.reading.Detection.Columns[6]
	if closed.Field != "" {
		t.Fatalf("“Day closed” is read as %s without being told", closed.Field)
	}
	wizard.mapColumn(closed, "closed")
	s.settle()
	if wizard.reading.Detection.Columns[6].Field != "closed" || wizard.form.Options.Map["external_id"] != "Key" {
		t.Errorf("mapped %v", wizard.form.Options.Map)
	}
	s.pick("Dates", "day, month")
	s.press("Preview")
	s.keep("wizard-preview-light")
	s.sees("“lots” is not a number", "GTXPro (1 row)", "Rejected", "2026-04-03")
	if got := wizard.preview.Result; got.Created != 2 || got.Rejected != 1 || len(got.Made[sales.KindProduct]) != 0 {
		t.Errorf("preview %+v", got)
	}
	if n := len(ok(s.service.Deals(ctx, sales.DealQuery{}))); n != before {
		t.Fatalf("the preview wrote: %d deals, before %d", n, before)
	}
	s.press("Import")
	s.keep("wizard-done-light")
	s.sees("deals.csv has been imported", "Created")
	if n := len(ok(s.service.Deals(ctx, sales.DealQuery{}))); n != before+2 {
		t.Errorf("%d deals, want %d", n, before+2)
	}
	s.press("Undo")
	if n := len(ok(s.service.Deals(ctx, sales.DealQuery{}))); n != before {
		t.Errorf("%d deals after undo, want %d", n, before)
	}
	// The next file of this source is read the same way, by itself.
	again := s.wizard(path, "deals")
	s.sees("read as you set it last time")
	if again.reading.Detection.Columns[6].Field != "closed" || again.form.Options.Values["product"]["GTXPro"] != "GTX Pro" {
		t.Errorf("remembered %v %v", again.reading.Detection.Mapping(), again.form.Options.Values)
	}
}

// TestNothingIsTakenBackOfAnImportThatChangedNothing brings the same file in
// twice: the second time there is nothing to undo, and Undo would take back
// the first.
func TestNothingIsTakenBackOfAnImportThatChangedNothing(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	path := fileOf(t, "reps.csv", "external_id,name", "R1,Nuri", "R2,Dora")
	for _, undo := range []int{1, 0} {
		wizard := s.wizard(path, "reps")
		s.press("Preview")
		s.press("Import")
		s.sees("reps.csv has been imported")
		found := 0
		for _, button := range shownOf[*widgets.Button](s) {
			if button.Text == "Undo" {
				found++
			}
		}
		if found != undo || wizard.result.Changed() != (undo == 1) {
			t.Errorf("%d buttons take it back, want %d, of %+v", found, undo, wizard.result)
		}
		s.shell.CloseDialog()
	}
}

func TestWizardSaysWhatIsWrongWithAFile(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	if w := s.wizard(filepath.Join(t.TempDir(), "none.csv"), "deals"); w.problem.Text() == "" {
		t.Error("a missing file is not said")
	}
	s.shell.CloseDialog()
	s.wizard(fileOf(t, "old.xls", "\xD0\xCF\x11\xE0 old"), "deals")
	s.sees("old workbook")
	s.shell.CloseDialog()
	if w := s.wizard(fileOf(t, "colours.csv", "colour,shade", "red,dark"), "quotas"); w.step != stepReading || !w.next.Disabled() || w.problem.Text() == "" {
		t.Errorf("step %d, %q", w.step, w.problem.Text())
	}
}

func TestWizardTranslatesOutcomesAndSavesRejectedRows(t *testing.T) {
	s := open(t, newService(t, twoReps), "dark", PagePipeline)
	path := fileOf(t, "deals.csv", "external_id,name,rep,outcome,created,closed", "B1,One,Newcomer,geschafft,2026-01-02,2026-02-03", "B2,Two,Newcomer,won,2026-01-02,gestern")
	w := s.wizard(path, "deals")
	s.press("Preview")
	if w.preview.Result.Rejected != 2 || len(w.names) != 1 || w.names[0].Value != "geschafft" {
		t.Fatalf("rejected %d, names %+v", w.preview.Result.Rejected, w.names)
	}
	pickers := shownOf[*widgets.Picker](s)
	s.choose(pickers[len(pickers)-1], "Won")
	s.keep("wizard-preview-dark")
	if w.preview.Result.Created != 1 || w.preview.Result.Rejected != 1 || len(w.preview.Result.Made[sales.KindStage]) != 0 {
		t.Errorf("after translating %+v", w.preview.Result)
	}
	s.press("Save rejected rows…")
	s.press("Save")
	saved := string(ok(os.ReadFile(path + ".rejected.csv")))
	if !strings.Contains(saved, "gestern") || strings.Contains(saved, "geschafft") {
		t.Errorf("rejected rows: %s", saved)
	}
}

func TestExportDialogWritesEverything(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	settings := ok(s.service.Settings(ctx))
	settings.Language = "ko"
	if err := s.service.SaveSettings(ctx, settings); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.shortcut(ctrl(fyne.KeyI))
	s.sees("데이터 가져오기", "가져오는 순서")
	s.typed("x.csv")
	s.keep("wizard-file-ko")
	s.shell.CloseDialog()
	s.shell.Export()
	folder := filepath.Join(t.TempDir(), "out")
	s.keep("export-ko")
	entries := shownOf[*widgets.Input](s)
	entries[0].SetText(folder)
	s.press("내보내기")
	if files := ok(os.ReadDir(folder)); len(files) != len(app.ImportKinds()) || files[8].Name() != "09-deals.csv" {
		t.Errorf("files %v", files)
	}
	into := newService(t, founded("ko"))
	for i, kind := range app.ImportKinds() {
		source := ok(into.ImportFile(filepath.Join(folder, fmt.Sprintf("%02d-%s.csv", i+1, kind))))
		if result := ok(into.Import(ctx, app.ImportForm{Source: source, Kind: kind, Create: true})); result.Rejected > 0 {
			t.Errorf("%s: %d rejected: %+v", kind, result.Rejected, result.Rejections[0])
		}
	}
	want, got := len(ok(s.service.Deals(ctx, sales.DealQuery{}))), len(ok(into.Deals(ctx, sales.DealQuery{})))
	if want == 0 || got != want {
		t.Errorf("%d deals came back of %d", got, want)
	}
}
