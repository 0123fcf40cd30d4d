package views

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app/sales"
	"attain/views/widgets"
)

func TestTheNumbersBesideTodaysTitlesOpenWhatTheyCount(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	page := todayOf(s)
	for name, count := range map[string]int{"Next steps": len(page.agenda.Steps), "Deals that need you": len(page.agenda.Needs), "About to be given up": len(page.agenda.Silent)} {
		card := map[string]*widgets.Card{"Next steps": page.steps, "Deals that need you": page.needs, "About to be given up": page.silent}[name]
		card.OpenSubtitle()
		s.settle()
		if count == 0 {
			t.Fatalf("the sample has none of %q", name)
		}
		s.sees(name, fmt.Sprint("Total: ", count))
		s.shell.CloseDialog()
	}
}

func TestRingAndSentenceOpenPartAndWhole(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	page := todayOf(s)
	each(page.Object(), func(o fyne.CanvasObject) {
		if row, ok := o.(*tapRow); ok && row.content == fyne.CanvasObject(page.ring) {
			test.Tap(row)
		}
	})
	s.settle()
	if len(s.shell.dialogs) != 1 {
		t.Fatalf("the ring opens %d lists", len(s.shell.dialogs))
	}
	s.shell.CloseDialog()
	s.shell.Explain("Win rate", sales.Subject{Metric: "win_rate"})
	s.settle()
	m := page.agenda.Of("")
	s.sees(fmt.Sprintf("Total: %.0f of %.0f · %s", m.WinRate.Num, m.WinRate.Den, s.shell.deps.Format.Percent(m.WinRate.Value())))
	s.shell.CloseDialog()
	s.shell.Open(PageDashboard)
	s.settle()
	dashboardOf(s).openAnswer()
	s.settle()
	s.sees("of the quota")
}
