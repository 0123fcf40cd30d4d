//go:build e2e

package main_test

import (
	"fmt"
	"image"
	"testing"
)

// parts of the window, in logical pixels at 1280×720.
var (
	boardFirst  = image.Pt(285, 270)
	boardSecond = image.Pt(460, 290)
	boardWon    = image.Pt(1000, 400)
)

// TestE2EWork does a rep's and a manager's work in a real window and holds
// each step against the store: a quota, a call with its next step, a deal
// moved by drag, won, seen on the dashboard, and taken back.
func TestE2EWork(t *testing.T) {
	s := openScreen(t, 1, "en")
	p := newProgram(t, "en")
	p.run("demo")
	closeWindow := p.open(s, "FYNE_THEME=light")
	s.see("Dashboard", "Pipeline")

	setQuota(s, p)
	logCall(s, p)
	moveDeal(t, s, p)
	winDeal(t, s, p)
	closeWindow()
	p.run("check")
}

// until waits until the store answers a question as wanted.
func (s *screen) until(p *program, what, query, want string) {
	s.wait(what, func() bool { return p.ask(query) == want })
}

// setQuota types a rep's quota into the grid.
func setQuota(s *screen, p *program) {
	const query = "SELECT q.value FROM quotas q JOIN reps r ON r.id = q.rep_id WHERE r.name = 'Ben Carter' AND q.month = strftime('%Y-%m', 'now')"
	s.keys("ctrl+6")
	s.see("Ben Carter")
	row := s.locate(everywhere, "Ben Carter")
	column := s.locate(everywhere, monthHead(p))
	s.press(image.Pt(column.X, row.Y))
	s.settled() // a tap counts once it cannot become a double tap any more
	s.write("43210")
	s.keys("Return")
	s.until(p, "the quota is in the store", query, "4321000")
	s.picture("work-quota")
}

// monthHead is how the grid heads the running month.
func monthHead(p *program) string {
	months := map[string]string{"01": "Jan", "02": "Feb", "03": "Mar", "04": "Apr", "05": "May", "06": "Jun", "07": "Jul", "08": "Aug", "09": "Sep", "10": "Oct", "11": "Nov", "12": "Dec"}
	return months[p.ask("SELECT strftime('%m', 'now')")]
}

// logCall logs a call with its next step by keys alone.
func logCall(s *screen, p *program) {
	const done = "SELECT count(*) FROM activities WHERE subject = 'Spoke about terms' AND planned = 0"
	const next = "SELECT count(*) FROM activities WHERE subject = 'Send the offer' AND planned = 1"
	s.keys("ctrl+3")
	s.see("Qualification", "Negotiation")
	s.press(boardFirst)
	s.see("Timeline")
	s.keys("ctrl+l")
	s.see("Log an activity")
	s.write("Spoke about terms")
	s.keys("Tab")
	s.write("Send the offer")
	s.picture("work-log")
	s.keys("ctrl+Return")
	s.until(p, "the call is in the store", done, "1")
	s.until(p, "its next step is in the store", next, "1")
}

// open counts the open deals of a stage in the store.
func open(p *program, stage string) string {
	return p.ask(fmt.Sprintf("SELECT count(*) FROM stays y JOIN stages s ON s.id = y.stage_id WHERE s.name = '%s' AND y.left_on = '9999-12-31'", stage))
}

// moveDeal drags a card to the next stage and takes it back by Ctrl+Z.
func moveDeal(t *testing.T, s *screen, p *program) {
	t.Helper()
	s.keys("Escape", "ctrl+3")
	before := open(p, "Discovery")
	s.settled()
	s.drag(boardFirst, boardSecond)
	s.wait("the deal is in Discovery", func() bool { return open(p, "Discovery") != before })
	s.see("Undo")
	s.picture("work-moved")
	s.keys("ctrl+z")
	s.wait("the deal is back", func() bool { return open(p, "Discovery") == before })
}

// winDeal drags a card to Won, gives a reason, sees the dashboard change, and
// takes it back.
func winDeal(t *testing.T, s *screen, p *program) {
	t.Helper()
	won := func() float64 { return p.metrics()["team"].(map[string]any)["won"].(float64) }
	before := won()
	s.keys("ctrl+2")
	s.settled()
	s.picture("work-dashboard-before")
	dashboard := s.look()
	s.keys("ctrl+3")
	s.settled()
	s.drag(boardFirst, boardWon)
	s.see("Reason")
	s.picture("work-won")
	s.write("Best price")
	s.keys("ctrl+Return")
	s.wait("the deal is won in the store", func() bool { return won() == before+1 })
	s.keys("ctrl+2")
	s.wait("the dashboard shows other figures", func() bool { return s.changed(dashboard, s.look()) > 300 })
	s.picture("work-dashboard-after")
	s.keys("ctrl+z")
	s.wait("the win is taken back", func() bool { return won() == before })
}
