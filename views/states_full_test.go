package views

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
	"attain/views/widgets"
)

// fullStore is a store that can be told that no space is left: what is written
// then fails at its end as SQLite's commit does, and is rolled back.
type fullStore struct {
	app.Store
	full    bool
	refused int // writes
	written int
}

func (s *fullStore) Write(ctx context.Context, who, label string, f func(sales.Tx) error) (sales.Batch, error) {
	batch, err := s.Store.Write(ctx, who, label, func(tx sales.Tx) error {
		if err := f(tx); err != nil || !s.full {
			return err
		}
		s.refused++
		return &sales.FileError{Fault: sales.FileFull, Doing: label, Err: sqlite3.Error{Code: sqlite3.ErrFull}}
	})
	if err == nil {
		s.written++
	}
	return batch, err
}

// onFullDisk is the sample team on a disk that can be filled.
func onFullDisk(t *testing.T, lang string) (*stand, *fullStore) {
	t.Helper()
	now := func() time.Time { return thatDay }
	store := &fullStore{Store: ok(data.Open(ctx, filepath.Join(t.TempDir(), "attain.db"), data.Options{Now: now}))}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	service := app.New(store, app.Options{Now: now, Who: "test", Text: wordsIn})
	if err := service.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	if err := smallDemo(lang)(service); err != nil {
		t.Fatal(err)
	}
	return open(t, service, "light", PageToday), store
}

// TestEveryFormOnAFullDisk submits every form that writes while no space is left:
// it says so beside what was done, keeps what was typed and writes nothing.
func TestEveryFormOnAFullDisk(t *testing.T) {
	t.Chdir(t.TempDir()) // a form that saves files is filled, too
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			s, store := onFullDisk(t, lang)
			said, tried := s.shell.deps.Text("views.error.file.full"), 0
			s.eachDialog(everyForm(s), func(name string) {
				s.settle()
				forms := shownOf[*widgets.Form](s)
				if len(forms) != 1 {
					return
				}
				s.fillNeeded(name)
				typed := s.fillWords()
				open, refused, written := len(s.shell.dialogs), store.refused, store.written
				store.full = true
				forms[0].Submit()
				s.settle()
				store.full = false
				if store.refused == refused {
					return // writes nothing, or was refused for what stands in it
				}
				tried++
				if len(s.shell.dialogs) != open || store.written != written {
					t.Errorf("%s: %d dialogs of %d are open, %d writes", name, len(s.shell.dialogs), open, store.written-written)
					return
				}
				if !strings.Contains(strings.Join(s.texts(), " "), said) { // on as many lines as it takes
					t.Errorf("%s does not say that no space is left: %q", name, s.texts())
				}
				if now := s.words(); !slices.Equal(now, typed) {
					t.Errorf("%s keeps %q of %q", name, now, typed)
				}
			})
			if tried < 15 {
				t.Errorf("only %d forms write", tried)
			}
		})
	}
}

// fillWords types into every input for words that is empty, and returns what
// stands in all of them.
func (s *stand) fillWords() []string {
	s.t.Helper()
	for _, field := range shownOf[*widgets.Field](s) {
		if input, is := field.Input.(*widgets.Input); is && input.Text == "" && !input.Disabled() {
			input.SetText("7")
		}
	}
	return s.words()
}

// words is what stands in the inputs for words.
func (s *stand) words() (words []string) {
	for _, field := range shownOf[*widgets.Field](s) {
		words = append(words, textIn(field))
	}
	return words
}

// TestWhatIsSavedOnceThereIsSpaceAgain types a form once: refused on the full disk,
// it is saved by the same button when there is space.
func TestWhatIsSavedOnceThereIsSpaceAgain(t *testing.T) {
	for _, lang := range assets.Languages {
		s, store := onFullDisk(t, lang)
		for name, open := range map[string]func(){
			"lead": func() { askLead(s.shell.deps, sales.Lead{}) }, "deal": func() { s.shell.NewDeal(app.DealForm{}) }, "activity": func() { s.shell.Log(app.LogForm{}) },
		} {
			open()
			s.settle()
			s.fillNeeded(name)
			for _, field := range shownOf[*widgets.Field](s) {
				if picker, is := field.Input.(*widgets.Picker); is && field.Label() == s.shell.deps.Text("views.log.rep") {
					picker.SetChosen(string(ok(s.service.Reps(ctx))[0].ID))
				}
			}
			typed := s.fillWords()
			store.full = true
			s.ctrlEnter()
			s.settle()
			if said := s.shell.deps.Text("views.error.file.full"); !strings.Contains(strings.Join(s.texts(), " "), said) {
				t.Errorf("%s %s does not say that no space is left: %q", lang, name, s.texts())
			}
			if now := s.words(); !slices.Equal(now, typed) {
				t.Errorf("%s %s keeps %q of %q", lang, name, now, typed)
			}
			store.full = false
			written := store.written
			s.ctrlEnter()
			s.settle()
			if len(s.shell.dialogs) != 0 || store.written != written+1 {
				t.Fatalf("%s %s: %d dialogs are open, %d writes", lang, name, len(s.shell.dialogs), store.written-written)
			}
		}
	}
}

// TestEveryPageOnAFullDisk: reading needs no space, so every page shows what it
// always does; what it writes without a form is refused in words.
func TestEveryPageOnAFullDisk(t *testing.T) {
	for _, lang := range assets.Languages {
		s, store := onFullDisk(t, lang)
		store.full = true
		for _, page := range PageNames() {
			delete(s.shell.pages, page)
			s.shell.Open(page)
			s.settle()
			s.loaded(page)
			if said := s.shell.banner.Says(); said != "" {
				t.Errorf("%s %s says %q", lang, page, said)
			}
		}
		said := s.shell.deps.Text("views.error.file.full")
		for name, write := range s.formless() {
			s.shell.banner.Dismiss()
			refused, written := store.refused, store.written
			write()
			s.settle()
			if store.refused == refused || store.written != written {
				t.Errorf("%s %s: %d refused, %d written", lang, name, store.refused-refused, store.written-written)
			}
			if got := s.shell.banner.Says(); got != said {
				t.Errorf("%s %s: the banner says %q", lang, name, got)
			}
		}
	}
}

// formless are writes of the pages without a form.
func (s *stand) formless() map[string]func() {
	deal := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0]
	lead := ok(s.service.Leads(ctx, sales.LeadQuery{Limit: 1}))[0]
	stages := ok(s.service.Stages(ctx))
	return map[string]func(){
		"moving a card": func() {
			s.shell.Open(PagePipeline)
			s.settle()
			before := len(pipelineOf(s).board.Columns()[1].Cards)
			for _, stage := range stages[:2] { // one of them is another one
				pipelineOf(s).board.OnMove(string(deal.ID), string(stage.ID), 0)
				s.settle()
			}
			if after := len(pipelineOf(s).board.Columns()[1].Cards); after != before {
				s.t.Errorf("%d cards became %d", before, after)
			}
		},
		"deleting a lead": func() {
			s.shell.Do(func(ctx context.Context) error { return s.service.DeleteLeads(ctx, lead.ID) }, nil)
		},
		"moving a stage": func() { s.section("process").moveStage(0, 1) },
	}
}

// TestQuotasOnAFullDiskKeepWhatWasTyped types a month, a quarter and a block: each
// cell keeps what it was given, says why, and is written once there is space.
func TestQuotasOnAFullDiskKeepWhatWasTyped(t *testing.T) {
	for _, lang := range assets.Languages {
		s, store := onFullDisk(t, lang)
		s.shell.Open(PageQuotas)
		s.settle()
		page, is := s.shell.pages[PageQuotas].(*Quotas)
		if !is {
			t.Fatal("no page of quotas")
		}
		said := s.shell.deps.Text("views.error.file.full")
		cell := func(row, column int) widgets.GridCell {
			return page.sheet.cell(page.sheet.lines()[row], page.sheet.spans()[column])
		}
		before, written := cell(0, 0).Value, store.written
		store.full = true
		page.edit(0, 0, "777")
		page.edit(1, 3, "2500") // the first quarter
		page.paste(0, 4, [][]string{{"11", "no number"}, {"12", "13"}})
		s.settle()
		for place, want := range map[[2]int]string{{0, 0}: "777", {1, 3}: "2500", {0, 4}: "11", {1, 4}: "12", {1, 5}: "13"} {
			if got := cell(place[0], place[1]); got.Text != want || got.Problem != said {
				t.Errorf("%s: the cell %v says %q and %q, want %q", lang, place, got.Text, got.Problem, want)
			}
		}
		if got := cell(0, 5); got.Text != "no number" || got.Problem == said {
			t.Errorf("%s: what is no number says %+v", lang, got)
		}
		if store.written != written || s.shell.banner.Says() != said {
			t.Errorf("%s: %d writes, the banner says %q", lang, store.written-written, s.shell.banner.Says())
		}
		page.forget(0, 0)
		if got := cell(0, 0); got.Value != before || got.Problem != "" {
			t.Errorf("%s: forgotten, the cell is %+v, before it was %s", lang, got, before)
		}
		store.full = false
		page.edit(1, 3, "2500")
		s.settle()
		if got := cell(1, 3); got.Value != "2,500" || got.Problem != "" || store.written != written+1 {
			t.Errorf("%s: written anew, the cell is %+v, %d writes", lang, got, store.written-written)
		}
	}
}

// TestASectionOfSettingsOnAFullDisk keeps what was typed into it, and is saved by
// the same button when there is space.
func TestASectionOfSettingsOnAFullDisk(t *testing.T) {
	for _, lang := range assets.Languages {
		s, store := onFullDisk(t, lang)
		text := s.shell.deps.Text
		s.section("calendar")
		s.settle()
		s.fill(text("views.settings.holidays"), "2026-12-25")
		store.full = true
		s.press(text("views.shell.save"))
		s.settle()
		if said := text("views.error.file.full"); !strings.Contains(strings.Join(s.texts(), " "), said) || textIn(s.field(text("views.settings.holidays"))) != "2026-12-25" {
			t.Errorf("%s: the section says %q", lang, s.texts())
		}
		store.full = false
		s.press(text("views.shell.save"))
		s.settle()
		if got := ok(s.service.Settings(ctx)).Holidays; len(got) != 1 {
			t.Errorf("%s: the holidays are %v", lang, got)
		}
	}
}
