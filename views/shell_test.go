package views

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestEveryPageStandsInTheSideBarAndOpensByItsKey(t *testing.T) {
	for lang, names := range map[string][]string{
		"en": {"Today", "Dashboard", "Pipeline", "Activities", "Leads", "Quotas", "Insights", "Reports", "Settings"},
		"ko": {"오늘", "대시보드", "파이프라인", "활동", "리드", "목표", "인사이트", "보고서", "설정"},
	} {
		t.Run(lang, func(t *testing.T) {
			s := open(t, newService(t, founded(lang)), "light", PageSettings)
			s.sees(names...)
			for i, name := range names {
				s.shortcut(ctrl(fyne.KeyName(rune('1' + i))))
				if got := s.shell.bar.title.Text(); got != name {
					t.Errorf("Ctrl+%d opens %q, want %q", i+1, got, name)
				}
				if s.shell.nav.Selected() != PageNames()[i] {
					t.Errorf("the side bar marks %q", s.shell.nav.Selected())
				}
			}
		})
	}
}

func TestPeriodAndRepDriveThePages(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	page := &spyPage{}
	s.shell.pages[PageReports] = page
	s.shell.Open(PageReports)
	s.shortcut(alt(fyne.KeyLeft))
	s.choose(s.shell.bar.kinds, "Quarter")
	s.shell.bar.step(-1)
	reps := ok(s.service.Reps(ctx))
	s.choose(s.shell.bar.reps, reps[0].Name)
	var got []string
	for _, scope := range page.loads {
		got = append(got, scope.Period.Label+" "+string(scope.RepID))
	}
	if want := []string{"2026-10 ", "2026-Q4 ", "2026-Q3 ", "2026-Q3 " + string(reps[0].ID)}; !slices.Equal(got, want) {
		t.Errorf("the page was loaded for %q, want %q", got, want)
	}
	s.shell.bar.now()
	if last := page.loads[len(page.loads)-1].Period.Label; last != "2026-Q4" {
		t.Errorf("Now shows %s", last)
	}
}

// spyPage notes what it is asked to load.
type spyPage struct {
	Page
	loads []app.Scope
	topic app.Topic
}

func (p *spyPage) Object() fyne.CanvasObject {
	return widgets.NewText("spy", widgets.SizeBody, widgets.RoleNone)
}
func (p *spyPage) Load(scope app.Scope) { p.loads = append(p.loads, scope) }
func (p *spyPage) Topics() []app.Topic  { return []app.Topic{p.topic} }

func TestVisiblePageReloadsOnceAndHiddenOnesWhenShown(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	seen, hidden, other := &spyPage{topic: app.TopicTeam}, &spyPage{topic: app.TopicTeam}, &spyPage{topic: app.TopicLeads}
	s.shell.pages[PageReports], s.shell.pages[PageQuotas], s.shell.pages[PageInsights] = seen, hidden, other
	s.shell.Open(PageReports)
	for _, name := range []string{"Kim", "Lee", "Park"} {
		ok(s.service.SaveRep(ctx, sales.Rep{Name: name}))
	}
	s.settle()
	if len(seen.loads) != 1 || len(hidden.loads) != 0 {
		t.Fatalf("visible page loaded %d times, hidden %d", len(seen.loads), len(hidden.loads))
	}
	s.shell.Open(PageQuotas)
	s.shell.Open(PageInsights)
	if len(hidden.loads) != 1 || len(other.loads) != 0 {
		t.Errorf("stale page loaded %d times when shown, one of another topic %d", len(hidden.loads), len(other.loads))
	}
}

func TestChangeOffersUndoAndUndoOffersRedo(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	ok(s.service.SaveRep(ctx, sales.Rep{Name: "Kim"}))
	if got := s.shell.overlay.Toasts(); !slices.Equal(got, []string{"Saved rep Kim"}) {
		t.Fatalf("toasts %q", got)
	}
	s.window.Canvas().Unfocus()
	s.shortcut(&fyne.ShortcutUndo{})
	if reps := ok(s.service.Reps(ctx)); len(reps) != 0 {
		t.Errorf("reps after undo: %v", reps)
	}
	if got := s.shell.overlay.Toasts(); len(got) != 1 || got[0] != "Undone: Saved rep Kim" {
		t.Errorf("toasts after undo %q", got)
	}
	s.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	if reps := ok(s.service.Reps(ctx)); len(reps) != 1 {
		t.Errorf("reps after redo: %v", reps)
	}
}

func TestUndoInAnEntryIsTheEntrys(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	ok(s.service.SaveRep(ctx, sales.Rep{Name: "Kim"}))
	s.shell.NewDeal(app.DealForm{})
	s.typed("Acme")
	s.shortcut(&fyne.ShortcutUndo{})
	if reps := ok(s.service.Reps(ctx)); len(reps) != 1 {
		t.Error("Ctrl+Z in an entry took back a change of the database")
	}
}

func TestShortcutsRestWhileADialogIsOpen(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.shell.NewDeal(app.DealForm{})
	s.shortcut(ctrl(fyne.Key3))
	s.shortcut(ctrl(fyne.KeyL))
	if s.shell.shown != PageSettings || len(s.shell.dialogs) != 1 {
		t.Errorf("page %s with %d dialogs", s.shell.shown, len(s.shell.dialogs))
	}
	s.key(fyne.KeyEscape)
	if len(s.shell.dialogs) != 0 {
		t.Error("Escape does not close the form")
	}
}

func TestLanguageAndThemeSwitchWithoutRestart(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.sees("Settings", "Whole team")
	before := s.shell.scope
	s.shell.choose(commandPrefix + "language")
	s.settle()
	s.sees("설정", "팀 전체", "파이프라인")
	s.misses("Settings", "Whole team")
	if s.shell.scope != before || s.shell.shown != PageSettings {
		t.Error("the switch forgot what was in view")
	}
	s.shell.choose(commandPrefix + "theme")
	s.settle()
	if got := ok(s.service.Settings(ctx)); got.Theme != "dark" || got.Language != "ko" {
		t.Errorf("settings are %s, %s", got.Theme, got.Language)
	}
}

func TestPaletteFindsPagesCommandsAndRecords(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.shortcut(ctrl(fyne.KeyK))
	s.typed("pipeli")
	s.settle()
	s.key(fyne.KeyReturn)
	if s.shell.shown != PagePipeline {
		t.Errorf("the palette opened %s", s.shell.shown)
	}
	deal := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0]
	s.shortcut(ctrl(fyne.KeyK))
	s.typed(deal.Name)
	s.settle()
	s.sees(deal.Name)
	s.key(fyne.KeyReturn)
	if s.shell.side.panel == nil {
		t.Error("the palette opened no record")
	}
}

// TestPaletteFindsWhatAnotherSystemCallsARecord opens a deal, a lead and an account
// by the ids under which they were imported.
func TestPaletteFindsWhatAnotherSystemCallsARecord(t *testing.T) {
	service := newService(t, founded("en"))
	for kind, content := range map[app.ImportKind]string{
		"accounts": "account id,name\nA-7741,Acme\n",
		"deals":    "deal id,deal name,stage\nD-9907,Big one,Proposal\n",
		"leads":    "lead id,name\nL-3307,Lee\n",
	} {
		path := filepath.Join(t.TempDir(), "t.csv")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		ok(service.Import(ctx, app.ImportForm{Source: ok(service.ImportFile(path)), Kind: kind, Create: true}))
	}
	for typed, name := range map[string]string{"a-7741": "Acme", "9907": "Big one", "L-33": "Lee"} {
		s := open(t, service, "light", PageSettings)
		s.shortcut(ctrl(fyne.KeyK))
		s.typed(typed)
		s.settle()
		s.sees(name)
		s.key(fyne.KeyReturn)
		s.settle()
		if s.shell.side.panel == nil {
			t.Errorf("%q opened no record", typed)
		}
	}
}

// TestTheOtherLanguageIsFoundByItsName: whoever does not read the script asks for
// it in their own.
func TestTheOtherLanguageIsFoundByItsName(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	for _, pair := range [][2]string{{"korean", "ko"}, {"영어", "en"}} {
		typed, lang := pair[0], pair[1]
		s.shortcut(ctrl(fyne.KeyK))
		s.typed(typed)
		s.settle()
		s.key(fyne.KeyReturn)
		s.settle()
		if got := ok(s.service.Settings(ctx)).Language; got != lang {
			t.Fatalf("%q leads to %q", typed, got)
		}
	}
}

// TestPaletteHasWhatTheMenuHas looks for every entry of the menu among the
// palette's commands and pages, but for the end and the palette itself.
func TestPaletteHasWhatTheMenuHas(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageToday)
	text := s.shell.deps.Text
	there := map[string]bool{text("views.shell.menu.quit"): true, text("views.shell.menu.palette"): true}
	for _, option := range paletteOptions(s.shell.deps.Text, s.shell.reps) {
		there[option.Text] = true
	}
	for _, menu := range s.shell.menu().Items {
		for _, item := range menu.Items {
			if !item.IsSeparator && !there[item.Label] {
				t.Errorf("the palette lacks %q", item.Label)
			}
		}
	}
}

// TestEveryCommandOfThePaletteDoesSomething holds the words of the commands
// against what they do.
func TestEveryCommandOfThePaletteDoesSomething(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageToday)
	do := s.shell.commands()
	for _, command := range commandsOf(s.shell.deps.Text) {
		if do[command.id] == nil {
			t.Errorf("%s does nothing", command.id)
		}
		delete(do, command.id)
	}
	if len(do) != 0 {
		t.Errorf("nobody can choose %v", slices.Sorted(maps.Keys(do)))
	}
}

func TestErrorsAreSentences(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	s.shell.Do(func(context.Context) error { return &sales.Invalid{Field: "name", Reason: "app.error.nameTaken"} }, nil)
	if got := s.shell.banner.Says(); got != "This name is taken." {
		t.Errorf("the banner says %q", got)
	}
	done := false
	s.shell.Do(func(context.Context) error { return nil }, func() { done = true })
	if s.shell.banner.Says() != "" || !done {
		t.Error("success leaves the error standing")
	}
	for _, fault := range []sales.FileFault{sales.FileCorrupt, sales.FileForeign, sales.FileNewer, sales.FileReadOnly, sales.FileFull, sales.FileLocked, sales.FileBroken} {
		words := ErrorText(s.shell.deps.Text, &sales.FileError{Fault: fault, Err: errors.New("x")})
		if strings.Contains(words, "views.") || words == "" {
			t.Errorf("%s: %q", fault, words)
		}
	}
}

func TestShortcutSheetNamesEveryPage(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	s.window.Canvas().SetOnTypedKey(s.shell.typedKey)
	s.window.Canvas().Focus(s.shell.nav)
	s.shortcut(ctrl(fyne.KeySlash))
	s.sees("Keyboard shortcuts", "Ctrl+9", "Ctrl+L", "Log an activity")
	s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.misses("Keyboard shortcuts")
}

// TestShortcutSheetNamesEveryKeyOfTheMenu compares the keys that hang on the
// items of the menu with those of the sheet.
func TestShortcutSheetNamesEveryKeyOfTheMenu(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	listed := []string{}
	for _, group := range shortcutGroups(s.shell.deps.Text) {
		for _, item := range group.Items {
			before, last, several := strings.Cut(item.Keys, " / ")
			listed = append(listed, before)
			if several { // "Alt+← / →"
				listed = append(listed, before[:strings.LastIndex(before, "+")+1]+last)
			}
		}
	}
	names := map[fyne.KeyName]string{fyne.KeyLeft: "←", fyne.KeyRight: "→"}
	keys := 0
	for _, menu := range s.window.MainMenu().Items {
		for _, item := range menu.Items {
			held, is := item.Shortcut.(fyne.KeyboardShortcut)
			if !is {
				continue
			}
			keys++
			written := cmp.Or(names[held.Key()], string(held.Key()))
			for _, modifier := range []struct {
				key  fyne.KeyModifier
				name string
			}{{fyne.KeyModifierShift, "Shift+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierControl, "Ctrl+"}} {
				if held.Mod()&modifier.key != 0 {
					written = modifier.name + written
				}
			}
			if !slices.Contains(listed, written) {
				t.Errorf("the sheet does not name %s, %s", written, item.Label)
			}
		}
	}
	if keys < 18 {
		t.Errorf("only %d items of the menu have keys", keys)
	}
}

// TestViewsStayWhenTheLanguageChanges turns pages to their other view and the
// window to Korean: the pages built anew show the same.
func TestViewsStayWhenTheLanguageChanges(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	for _, name := range []string{PagePipeline, PageLeads, PageActivities} {
		s.shell.Open(name)
		s.settle()
		for _, choices := range shownOf[*widgets.Segments](s) {
			choices.Choose(1)
		}
		s.settle()
	}
	s.shell.switchLanguage()
	s.settle()
	for _, name := range []string{PagePipeline, PageLeads, PageActivities} {
		s.shell.Open(name)
		s.settle()
		for _, choices := range shownOf[*widgets.Segments](s) {
			if choices.Chosen() != 1 {
				t.Errorf("%s is back at its first view", name)
			}
		}
	}
	s.sees("예정")
	if !s.shell.pages[PagePipeline].(*Pipeline).asTable || s.shell.pages[PageLeads].(*Leads).asList {
		t.Error("the choices and what is shown differ")
	}
}
