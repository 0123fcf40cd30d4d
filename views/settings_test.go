package views

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/data"
	"attain/views/widgets"
)

// section opens Settings at a section.
func (s *stand) section(name string) *settingsPage {
	s.t.Helper()
	s.shell.Open(PageSettings)
	page, isSettings := s.shell.pages[PageSettings].(*settingsPage)
	if !isSettings {
		s.t.Fatalf("Settings is %T", s.shell.pages[PageSettings])
	}
	page.sections.Select(name)
	page.sections.OnSelected(name)
	return page
}

func stageNames(stages []sales.Stage) []string {
	names := []string{}
	for _, stage := range stages {
		if !stage.Archived {
			names = append(names, stage.Name)
		}
	}
	return names
}

func TestProcessIsEditedReorderedAndUndone(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.section("process")
	s.press("Add stage")
	s.typed("Trial")
	s.fill("Chance to win", "62.5")
	s.fill("Exit criteria", "The trial has begun\n\n The trial has ended ")
	s.press("Save")
	want := []string{"Qualification", "Discovery", "Proposal", "Negotiation", "Trial", "Won", "Lost"}
	if got := stageNames(ok(s.service.Stages(ctx))); !slices.Equal(got, want) {
		t.Fatalf("stages %q", got)
	}
	trial := ok(s.service.Stages(ctx))[4]
	if trial.Probability != 0.625 || len(trial.Criteria) != 2 || trial.Criteria[1].Text != "The trial has ended" {
		t.Errorf("stage %+v", trial)
	}
	page := s.section("process")
	page.moveStage(4, -1)
	page = s.section("process")
	page.moveStage(0, -1)
	if got := stageNames(ok(s.service.Stages(ctx))); got[3] != "Trial" || got[0] != "Qualification" {
		t.Errorf("stages after moving %q", got)
	}
	s.settle()
	s.section("process").removeStage(0)
	for _, stage := range ok(s.service.Stages(ctx)) {
		if stage.Name == "Qualification" && !stage.Archived {
			t.Error("a stage with deals was not archived when removed")
		}
	}
	s.shell.undo()
	if got := stageNames(ok(s.service.Stages(ctx))); got[0] != "Qualification" {
		t.Errorf("stages after undo %q", got)
	}
}

func TestRepWithRampAndAbsences(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.section("team")
	s.sees("Kim", "Lee")
	s.press("Add rep")
	s.typed("kim")
	s.press("Save")
	if got := s.field("Name").Error(); got != "This name is taken." {
		t.Errorf("beside the name: %q", got)
	}
	s.fill("Name", "Park")
	s.fill("First day", "2026-07-01")
	s.fill("Last day", "2026-06-01")
	s.fill("Ramp", "25, 150")
	s.press("Save")
	if got := s.field("Ramp").Error(); got == "" {
		t.Error("150 % of ramp goes through")
	}
	s.fill("Ramp", "25, 50 75%")
	s.fill("Absences", "2026-08-03 – 2026-08-14\n2026-09-01")
	s.press("Save")
	if got := s.field("Last day").Error(); got == "" {
		t.Error("leaving before the first day goes through")
	}
	s.fill("Last day", "")
	s.press("Save")
	for _, rep := range ok(s.service.Reps(ctx)) {
		if rep.Name == "Park" {
			if !slices.Equal(rep.Ramp, []int{25, 50, 75}) || len(rep.Absences) != 2 || rep.Absences[0].To != sales.DayOf(2026, 8, 14) || rep.Absences[1].From != rep.Absences[1].To {
				t.Errorf("rep %+v", rep)
			}
			return
		}
	}
	t.Error("the rep was not saved")
}

func TestProductsProfileAndGoals(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.section("products")
	s.press("Add product")
	s.typed("Winch")
	s.fill("List price", "1.5k")
	s.press("Save")
	for _, product := range ok(s.service.Products(ctx)) {
		if product.Name == "Winch" && (product.Price == nil || *product.Price != 150_000) {
			t.Errorf("product %+v", product)
		}
	}
	s.sees("Winch", "$1,500")
	before := len(ok(s.service.Profile(ctx)))
	s.section("profile")
	s.press("Add criterion")
	s.typed("region")
	s.pick("Comparison", "contains")
	s.fill("Value", "Seoul")
	s.fill("Weight", "0.5")
	s.press("Save")
	profile := ok(s.service.Profile(ctx))
	if len(profile) != before+1 || profile[before].Operator != "contains" || profile[before].Weight != 0.5 {
		t.Errorf("profile %+v", profile)
	}
	goals := len(ok(s.service.Goals(ctx)))
	s.section("goals")
	s.press("Add goal")
	s.pick("Rep", "Kim")
	s.pick("Type", "Meeting")
	s.fill("Per working week", "4")
	s.press("Save")
	all := ok(s.service.Goals(ctx))
	if len(all) != goals+1 {
		t.Fatalf("goals %+v", all)
	}
	if !slices.ContainsFunc(all, func(goal sales.Goal) bool { return goal.Type == sales.Meeting && goal.Count == 4 && goal.RepID != "" }) {
		t.Errorf("goals %+v", all)
	}
}

func TestCalendarAndThresholdsAreKeptExactly(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	before := ok(s.service.Settings(ctx))
	s.section("thresholds")
	s.sees("Follow-ups most sales take", "from the article")
	s.press("Save")
	if after := ok(s.service.Settings(ctx)); after.Thresholds != before.Thresholds {
		t.Errorf("saving without a change changed %+v to %+v", before.Thresholds, after.Thresholds)
	}
	s.fill("On track from", "50")
	s.press("Save")
	if got := s.field("On track from").Error(); got == "" {
		t.Error("on track below behind goes through")
	}
	s.fill("On track from", "95")
	s.press("Save")
	if got := ok(s.service.Settings(ctx)).Thresholds.OnTrack; got != 0.95 {
		t.Errorf("on track from %v", got)
	}
	s.section("calendar")
	s.fill("Holidays", "2026-12-25\n2027-01-01")
	s.pick("First month of the fiscal year", "April")
	s.press("Save")
	settings := ok(s.service.Settings(ctx))
	if !slices.Equal(settings.Holidays, []sales.Day{sales.DayOf(2026, 12, 25), sales.DayOf(2027, 1, 1)}) || settings.FiscalStart != time.April || len(settings.Weekend) != 2 {
		t.Errorf("calendar %v, %v, weekend %v", settings.Holidays, settings.FiscalStart, settings.Weekend)
	}
	s.sees("Working days")
	s.fill("Holidays", "Christmas")
	s.press("Save")
	if got := s.field("Holidays").Error(); got == "" {
		t.Error("a holiday that is no day goes through")
	}
}

func TestGeneralSwitchesLanguageAndStaysOnTheSection(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.section("general")
	s.pick("Currency", "KRW")
	s.press("Save")
	if got := s.field("Currency").Error(); got == "" {
		t.Error("the currency changed under the deals")
	}
	s.press("Reset")
	s.pick("Language", "한국어")
	s.pick("Theme", "Dark")
	s.press("Save")
	s.sees("통화", "관리자 목표", "어둡게")
}

// withBackups opens Settings on a database whose backups can be made.
func withBackups(t *testing.T) (s *stand, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "attain.db")
	service := newServiceAt(t, path, func() time.Time { return thatDay }, twoReps)
	err := service.StartSchedule(ctx, app.ScheduleOptions{Path: path, Inspect: func(ctx context.Context, path string) (app.BackupContent, error) {
		content, err := data.Inspect(ctx, path)
		return app.BackupContent(content), err
	}})
	if err != nil {
		t.Fatal(err)
	}
	s = open(t, service, "light", PageSettings)
	s.shell.options.Path, s.shell.deps.Path = path, path
	delete(s.shell.pages, PageSettings)
	s.section("data")
	return s, path
}

func TestBackupIsMadeAndListed(t *testing.T) {
	s, path := withBackups(t)
	s.sees(path, "No backups yet")
	s.press("Back up now")
	files := ok(filepath.Glob(filepath.Join(filepath.Dir(path), "backups", "*.db")))
	if len(files) != 1 {
		t.Fatalf("backups %q; the window says %q", files, s.shell.banner.Says())
	}
	if info := ok(os.Stat(files[0])); info.Size() == 0 {
		t.Error("the backup is empty")
	}
	s.sees(filepath.Base(files[0]), "beside the database")
	s.press("Check the database")
	s.sees("All is well")
}

// TestBackupIsRestoredInTheWindow looks into a backup, restores it under the
// open window, and goes back by what the restore kept.
func TestBackupIsRestoredInTheWindow(t *testing.T) {
	s, _ := withBackups(t)
	s.press("Back up now")
	backups := ok(s.service.Backups(ctx))
	before := len(ok(s.service.Deals(ctx, sales.DealQuery{})))
	if _, err := s.service.CreateDeal(ctx, app.DealForm{Deal: sales.Deal{Name: "Later", OwnerID: ok(s.service.Reps(ctx))[0].ID}}); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.shell.Restore(backups[0])
	s.sees("2 deals", "Now: 3 deals", "It fits this version")
	s.press("Restore")
	s.settle()
	s.sees("Restored.")
	if got := len(ok(s.service.Deals(ctx, sales.DealQuery{}))); got != before {
		t.Errorf("%d deals after the restore, want %d", got, before)
	}
	for _, file := range ok(s.service.Backups(ctx)) {
		if file.Kept {
			s.shell.Restore(file)
			s.sees("3 deals")
			return
		}
	}
	t.Error("what was replaced is not among the backups")
}

// TestSealedBackupAsksForItsPassphrase makes a sealed backup and opens it with
// a wrong and then the right passphrase.
func TestSealedBackupAsksForItsPassphrase(t *testing.T) {
	s, _ := withBackups(t)
	s.press("Sealed backup…")
	s.fill("Passphrase", "열려라 참깨")
	s.press("Back up now")
	s.sees("beside the database, sealed")
	s.keep("settings-backups")
	s.shell.Restore(ok(s.service.Backups(ctx))[0])
	s.fill("Passphrase", "sesame")
	s.press("Look into it")
	if got := s.field("Passphrase").Error(); got != "The passphrase does not open this file." {
		t.Errorf("beside the passphrase: %q", got)
	}
	s.fill("Passphrase", "열려라 참깨")
	s.press("Look into it")
	s.sees("2 deals")
}

// TestLanguageOfTheStartHolds starts the window in Korean on an English
// database: it stays Korean over a change of the settings, an undo and a
// restore, until the user chooses a language, even the database's own.
func TestLanguageOfTheStartHolds(t *testing.T) {
	s, _ := withBackups(t)
	s.shell.options.Lang = "ko"
	s.shell.settle()
	s.settle()
	s.sees("설정")
	s.shell.switchTheme()
	s.settle()
	s.sees("설정")
	s.shell.undo()
	s.settle()
	s.sees("설정")
	ok(s.service.BackUpNow(ctx, ""))
	s.shell.Restore(ok(s.service.Backups(ctx))[0])
	s.settle()
	s.press("복원")
	s.settle()
	s.sees("설정")
	s.section("general")
	s.pick("언어", "English")
	s.press("저장")
	s.settle()
	s.sees("Settings")
	if lang := ok(s.service.Settings(ctx)).Language; lang != "en" {
		t.Errorf("the database says %q", lang)
	}
}

// TestAStageIsMovedAgainAndAgain moves a stage down twice by the keyboard: the
// list is built anew in between, and the place in it stays.
func TestAStageIsMovedAgainAndAgain(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	page := s.section("process")
	before := stageNames(ok(s.service.Stages(ctx)))
	s.window.Canvas().Focus(page.listed)
	var down *widgets.Button
	visitShown(page.object, func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.Icon == theme.MoveDownIcon() {
			down = button
		}
	})
	s.window.Canvas().Focus(down)
	for range 2 {
		s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		s.settle()
	}
	want := append([]string{before[1], before[2], before[0]}, before[3:]...)
	if now := stageNames(ok(s.service.Stages(ctx))); !slices.Equal(now, want) {
		t.Errorf("the stages are %v, not %v", now, want)
	}
}

func TestTheTeamsMailsAndManagersAreShownWhole(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageSettings)
	s.section("team")
	s.sees("rep1@example.com", "Dana Whitfield")
}
