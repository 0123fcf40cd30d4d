package views

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"attain/app/sales"
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

func TestCriteriaKeepTheirIds(t *testing.T) {
	before := []sales.Check{{ID: "1", Text: "Budget known"}, {ID: "2", Text: "Met the boss"}}
	swapped := criteriaIn("Met the boss\nBudget known\nDate set", before)
	if swapped[0].ID != "2" || swapped[1].ID != "1" || swapped[2].ID == "" || swapped[2].ID == "1" || swapped[2].ID == "2" {
		t.Errorf("swapped: %v", swapped)
	}
	if reworded := criteriaIn("Budget agreed\nMet the boss", before); reworded[0].ID != "1" || reworded[1].ID != "2" {
		t.Errorf("reworded: %v", reworded)
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
	s.section("general")
	s.pick("Language", "한국어")
	s.pick("Theme", "Dark")
	s.press("Save")
	s.sees("통화", "팀 합계의 관리자", "어둡게")
}

func TestBackupIsMadeAndListed(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	path := filepath.Join(t.TempDir(), "attain.db")
	s.shell.deps.Path = path
	delete(s.shell.pages, PageSettings)
	s.section("data")
	s.sees(path, "No backups yet")
	s.press("Back up now")
	files := ok(filepath.Glob(filepath.Join(filepath.Dir(path), "backups", "*.db")))
	if len(files) != 1 {
		t.Fatalf("backups %q; the window says %q", files, s.shell.banner.Says())
	}
	if info := ok(os.Stat(files[0])); info.Size() == 0 {
		t.Error("the backup is empty")
	}
	s.sees(filepath.Base(files[0]))
	s.press("Check the database")
	s.sees("All is well")
}
