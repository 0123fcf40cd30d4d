package views

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"attain/app/sales"
	"attain/views/widgets"
)

func TestFirstRunSwitchesLanguageAtOnceAndKeepsAnswers(t *testing.T) {
	s := open(t, newService(t, nil), "light", PageToday)
	s.sees("Welcome to Attain", "Language", "Currency", "First month of the fiscal year", "Who are you?", "Start empty", "Start with the sample team", "Bring your data")
	s.misses("Dashboard")
	s.pick("Currency", "KRW")
	s.pick("First month of the fiscal year", "April")
	s.pick("Language", "한국어")
	s.sees("통화", "KRW", "4월", "빈 상태로 시작")
	s.press("빈 상태로 시작")
	settings := ok(s.service.Settings(ctx))
	if settings.Language != "ko" || settings.Currency != "KRW" || settings.FiscalStart != 4 || settings.Role != "team" || !settings.FirstRunDone {
		t.Errorf("settings %+v", settings)
	}
	s.sees("설정", "영업 단계", "자격 확인")
}

func TestRepOnTheirOwnGivesTheirName(t *testing.T) {
	s := open(t, newService(t, nil), "light", PageToday)
	s.pick("Who are you?", "I sell")
	s.press("Start empty")
	s.sees("A name is needed.")
	s.fill("Your name", "Kim")
	s.press("Start empty")
	settings, reps := ok(s.service.Settings(ctx)), ok(s.service.Reps(ctx))
	if len(reps) != 1 || reps[0].Name != "Kim" || settings.RepID != reps[0].ID || s.shell.scope.RepID != reps[0].ID {
		t.Errorf("reps %v, settings of %s, in view %s", reps, settings.RepID, s.shell.scope.RepID)
	}
}

func TestSampleTeamFillsTheWindow(t *testing.T) {
	s := open(t, newService(t, nil), "light", PageToday)
	s.press("Start with the sample team")
	if reps := ok(s.service.Reps(ctx)); len(reps) < 8 {
		t.Errorf("%d reps", len(reps))
	}
	if deals := ok(s.service.Deals(ctx, sales.DealQuery{Limit: 100})); len(deals) < 100 {
		t.Errorf("%d deals", len(deals))
	}
	s.sees("Dashboard", "Whole team")
	test.Tap(s.shell.bar.reps)
	s.sees("Whole team")
	if pickers := shownOf[*widgets.Picker](s); len(pickers) != 0 {
		t.Error("the list of reps is not on top")
	}
}

func TestFirstRunIsPassedByWhereThereAreDeals(t *testing.T) {
	service := newService(t, twoReps)
	settings := ok(service.Settings(ctx))
	settings.FirstRunDone = false
	if err := service.SaveSettings(ctx, settings); err != nil {
		t.Fatal(err)
	}
	s := open(t, service, "light", PageSettings)
	s.misses("Welcome")
	s.sees("Settings")
}
