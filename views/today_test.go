package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
)

// todayOf is the window's page of the day.
func todayOf(s *stand) *Today {
	page, ok := s.shell.pages[PageToday].(*Today)
	if !ok {
		s.t.Fatal("the page shown is not Today")
	}
	return page
}

// TestTheFiguresOfTheDayEndOnOneLine: those of the quota and those of the plan below
// it, whose card leaves room for a scroll bar.
func TestTheFiguresOfTheDayEndOnOneLine(t *testing.T) {
	s := open(t, newService(t, smallDemo("en")), "light", PageToday)
	page, found := s.shell.pages[PageToday].(*Today)
	if !found {
		t.Fatal("no page of the day")
	}
	s.redraw()
	driver := fyne.CurrentApp().Driver()
	ends := map[float32]int{}
	for _, rows := range [][]*tapRow{rowsIn(page.standing), rowsIn(page.planned)} {
		if len(rows) == 0 {
			t.Fatal("no rows to compare")
		}
		for _, row := range rows {
			ends[driver.AbsolutePositionForObject(row).X+row.Size().Width]++
		}
	}
	if len(ends) != 1 {
		t.Errorf("the rows end at %v", ends)
	}
}

func TestTodayStandsInBothLanguagesAndLooks(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		service := newService(t, demo(lang))
		for _, look := range []string{"light", "dark"} {
			t.Run(lang+" "+look, func(t *testing.T) {
				s := open(t, service, look, PageToday)
				for _, rep := range []sales.ID{"", s.shell.reps[5].ID} {
					s.shell.setScope(app.Scope{Period: s.shell.Scope().Period, RepID: rep})
					s.redraw()
					page := todayOf(s)
					noneCut(s, page.Object())
					if len(rowsIn(page.plan)) == 0 || len(rowsIn(page.standing)) != 4 {
						t.Error("quota or plan show nothing")
					}
				}
				s.keep("today-" + lang + "-" + look)
			})
		}
	}
}

func TestADayIsWorkedThroughByKeyboard(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	s.redraw()
	page := todayOf(s)
	on := s.window.Canvas()
	if len(page.rows) < 3 {
		t.Fatalf("only %d next steps", len(page.rows))
	}
	on.Focus(page.Focus())
	page.rows[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if on.Focused() != fyne.Focusable(page.rows[1]) {
		t.Error("Down does not go to the next line")
	}
	page.rows[1].TypedRune('d')
	s.settle()
	if len(s.shell.dialogs) != 1 {
		t.Fatalf("D opens %d forms, want the one that logs the step", len(s.shell.dialogs))
	}
	s.shell.CloseDialog()
	page.rows[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.settle()
	if s.shell.side.panel == nil {
		t.Error("Enter does not open the deal or lead of the step")
	}
}

func TestALoggedStepLeavesTheListAndTheKeyboardStays(t *testing.T) {
	service := newService(t, demo("en"))
	s := open(t, service, "light", PageToday)
	s.redraw()
	page := todayOf(s)
	before := page.steps
	agenda, err := service.Agenda(t.Context(), s.shell.Scope())
	if err != nil {
		t.Fatal(err)
	}
	s.window.Canvas().Focus(page.rows[2])
	if err := service.CompleteActivity(t.Context(), agenda.Steps[2].Activity.ID, sales.Conversation); err != nil {
		t.Fatal(err)
	}
	s.redraw()
	after, err := service.Agenda(t.Context(), s.shell.Scope())
	if err != nil {
		t.Fatal(err)
	}
	if len(after.Steps) != len(agenda.Steps)-1 || page.steps != before {
		t.Errorf("%d steps after one of %d was done", len(after.Steps), len(agenda.Steps))
	}
	if s.window.Canvas().Focused() != fyne.Focusable(page.rows[2]) {
		t.Error("the keyboard has left the list")
	}
}

func TestQuickButtonsOpenTheLogForm(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	s.redraw()
	page := todayOf(s)
	page.log(sales.Activity{Type: sales.Mail})
	s.settle()
	if len(s.shell.dialogs) != 1 {
		t.Fatalf("%d forms are open", len(s.shell.dialogs))
	}
	s.shell.CloseDialog()
	for _, row := range rowsIn(page.standing) {
		test.Tap(row)
		s.settle()
		if len(s.shell.dialogs) != 1 {
			t.Errorf("a number of the quota opens %d lists", len(s.shell.dialogs))
		}
		for len(s.shell.dialogs) > 0 {
			s.shell.CloseDialog()
		}
	}
}

func TestAnEmptyDaySaysWhatToDo(t *testing.T) {
	s := open(t, newService(t, founded("ko")), "light", PageToday)
	if page := todayOf(s); page.whole.Objects[0] != page.empty {
		t.Error("an empty database does not show the empty state")
	}
}
