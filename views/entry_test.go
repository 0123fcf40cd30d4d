package views

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app/sales"
	"attain/views/widgets"
)

// TestTheDayStandsBeforeTheMonthIsRead shows the quota and the next steps of
// the first page while everything else is still being computed.
func TestTheDayStandsBeforeTheMonthIsRead(t *testing.T) {
	service := newService(t, demo("en"))
	s := open(t, service, "light", PageToday)
	runner := &lateRunner{}
	deps := s.shell.deps
	deps.Runner = runner
	deps.Day = ok(readEntry(ctx, service, "no such page")).day
	page := NewToday(deps)
	page.Load(s.shell.Scope())
	s.window.SetContent(page.Object())
	if len(page.rows) == 0 || len(rowsIn(page.standing)) != 4 {
		t.Fatalf("%d next steps and %d figures of the quota at once", len(page.rows), len(rowsIn(page.standing)))
	}
	waiting := func(card *widgets.Card) (waits bool) {
		each(card, func(o fyne.CanvasObject) {
			if _, skeleton := o.(*widgets.Skeleton); skeleton {
				waits = true
			}
		})
		return waits
	}
	if !says(page.standing, "…") || waiting(page.steps) || !waiting(page.plan) || !waiting(page.needs) || !waiting(page.silent) {
		t.Error("what is not known yet does not say so")
	}
	first := page.rows[0]
	for len(runner.works) > 0 {
		work := runner.works[0]
		runner.works = runner.works[1:]
		work()
	}
	if says(page.standing, "…") || waiting(page.plan) || waiting(page.needs) || waiting(page.silent) {
		t.Error("the page still waits")
	}
	if page.rows[0] != first {
		t.Error("the same next steps were built again")
	}
}

// says reports whether a text stands in an object.
func says(object fyne.CanvasObject, text string) (found bool) {
	each(object, func(o fyne.CanvasObject) {
		if line, isText := o.(*widgets.Text); isText && line.Text() == text {
			found = true
		}
	})
	return found
}

// TestTheFirstPageIsTheOneShownLast loads no other page for nothing.
func TestTheFirstPageIsTheOneShownLast(t *testing.T) {
	service := newService(t, demo("en"))
	begin := ok(readEntry(ctx, service, PageLeads))
	if begin.page != PageLeads || begin.day != nil {
		t.Errorf("begins with %q and a day of %v", begin.page, begin.day)
	}
	if begin = ok(readEntry(ctx, service, "")); begin.page != PageToday || begin.day == nil {
		t.Errorf("begins with %q and no day", begin.page)
	}
	if begin = ok(readEntry(ctx, newService(t, nil), "")); !begin.first || begin.day != nil {
		t.Error("an empty database does not begin with the questions")
	}
}

// TestLinesAreMadeWhenTheyComeIntoSight scrolls and walks through a list.
func TestLinesAreMadeWhenTheyComeIntoSight(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	made := 0
	lines := make([]laterLine, 40)
	for i := range lines {
		lines[i] = laterLine{body: func() fyne.CanvasObject {
			made++
			return widgets.NewText("line", widgets.SizeBody, widgets.RoleNone)
		}, open: func() {}}
	}
	rows := laterRows(lines)
	s.window.SetContent(container.NewStack())
	s.window.Resize(fyne.NewSize(300, 200))
	s.window.SetContent(container.NewStack(rowScroll(rows)))
	seen := made
	if seen < 3 || seen > 12 {
		t.Fatalf("%d of 40 lines made for a list of 200 pixels", seen)
	}
	high := rows[0].Size().Height
	for _, row := range rows {
		if row.Size().Height != high {
			t.Fatal("the rows differ in height")
		}
	}
	s.window.Canvas().Focus(rows[39])
	if rows[39].later != nil || rows[20].later == nil {
		t.Error("walking to the last line does not make it, or makes those between")
	}
	rows[39].scroll.ScrollToTop()
	rows[39].scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -15*high)})
	if rows[16].later != nil {
		t.Error("scrolling does not make what comes into sight")
	}
	if made > 4*seen {
		t.Errorf("%d lines made", made)
	}
}

// TestTheFileIsCheckedLaterAndUnnoticed opens the window, and finds damage
// only after a while, without the wheel turning for it.
func TestTheFileIsCheckedLaterAndUnnoticed(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	checks := 0
	stop := s.shell.checkLater(func(context.Context) error {
		checks++
		if s.runner.Busy() != 0 {
			t.Error("the check counts as under way")
		}
		return errors.New("broken")
	})
	s.runner.Advance(checkDelay - time.Second)
	if checks != 0 {
		t.Error("the file is checked while the first page is read")
	}
	s.runner.Advance(2 * time.Second)
	if checks != 1 || !s.shell.banner.Visible() {
		t.Errorf("%d checks, and the damage is not told", checks)
	}
	stop()
	s.shell.checkLater(func(context.Context) error { checks++; return nil })()
	s.shell.checkLater(nil)()
	s.runner.Advance(2 * checkDelay)
	if checks != 1 {
		t.Error("a closed window checks")
	}
}

// TestOpeningSaysSoOnlyWhenItTakesLong opens a file that takes its time.
func TestOpeningSaysSoOnlyWhenItTakesLong(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	runner := &lateRunner{}
	options := s.shell.options
	options.Runner = runner
	o := newOpener(ctx, s.shell.app, s.window, options, Opening{Closed: func() {}})
	entered := 0
	o.opened = func(Opened) { entered++ }
	content := s.window.Content()
	o.open(func(context.Context) (Opened, error) { return Opened{Service: s.service}, nil })
	if s.window.Content() != content {
		t.Error("the window changes before a moment has passed")
	}
	runner.Advance(waitDelay)
	if o.busy == nil || s.window.Content() == content {
		t.Error("nothing says that the file is being opened")
	}
	runner.works[0]()
	if entered != 1 || o.busy != nil {
		t.Error("the opened file is not entered")
	}
	runner.works = nil
	full := &sales.FileError{Fault: sales.FileFull, Doing: "open", Err: errors.New("full")}
	o.open(func(context.Context) (Opened, error) { return Opened{}, full })
	runner.works[0]()
	runner.Advance(2 * waitDelay)
	if o.busy != nil {
		t.Error("the failure is covered by the sign that the file is opened")
	}
}

// TestTheWindowRestsAfterWork gives memory back once, when work is over.
func TestTheWindowRestsAfterWork(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	runner := &lateRunner{}
	rests := 0
	options := s.shell.options
	options.Runner, options.Rest = runner, func() { rests++ }
	(&shell{options: options}).restAfterWork()
	for range 2 {
		runner.Go(func() {}, func() {})
	}
	runner.works[0]()
	runner.Advance(2 * restDelay)
	if rests != 0 {
		t.Error("rests while work is under way")
	}
	runner.works[1]()
	runner.Advance(restDelay - time.Second)
	if rests != 0 {
		t.Error("rests at once")
	}
	runner.Advance(2 * restDelay)
	if rests != 1 {
		t.Errorf("rested %d times", rests)
	}
}

// TestAListGrowsAsItIsRead makes rows as the end comes into sight, by the
// wheel and by the keyboard, and never more than there are.
func TestAListGrowsAsItIsRead(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageToday)
	var rows []*tapRow
	const all = 60
	list := growScroll(s.runner, all, func(i int) *tapRow {
		if i != len(rows) {
			t.Fatalf("row %d is made after %d", i, len(rows))
		}
		rows = append(rows, newTapRow(widgets.NewText("row", widgets.SizeBody, widgets.RoleNone), nil, nil))
		return rows[i]
	})
	if len(rows) != growStep {
		t.Errorf("%d rows in one turn", len(rows))
	}
	s.window.SetContent(container.NewStack())
	s.window.Resize(fyne.NewSize(300, 200))
	s.window.SetContent(container.NewStack(list))
	shown := len(rows)
	if high := rows[0].Size().Height; float32(shown)*high < 200 || shown > all/2 {
		t.Fatalf("%d rows of %v pixels fill a view of 200", shown, high)
	}
	scroll := rows[0].scroll
	scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -scroll.Content.Size().Height)})
	if len(rows) == shown {
		t.Error("scrolling to the end makes no more")
	}
	s.window.Canvas().Focus(rows[0])
	for range all + 5 {
		if row, isRow := s.window.Canvas().Focused().(*tapRow); isRow {
			row.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
	}
	if len(rows) != all || s.window.Canvas().Focused() != fyne.Focusable(rows[all-1]) {
		t.Errorf("the keyboard walks through %d of %d rows", len(rows), all)
	}
}
