package views

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// redraw lays the page out again, as the program's window does by itself
// whenever the least size of something changed.
func (s *stand) redraw() {
	for range 2 {
		s.settle()
		s.shell.area.Refresh()
	}
}

// each calls f with every visible object below one.
func each(object fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if !object.Visible() {
		return
	}
	f(object)
	var below []fyne.CanvasObject
	switch o := object.(type) {
	case *fyne.Container:
		below = o.Objects
	case fyne.Widget:
		below = test.WidgetRenderer(o).Objects()
	}
	for _, child := range below {
		each(child, f)
	}
}

// lines are the texts shown below an object.
func lines(object fyne.CanvasObject) []string {
	var found []string
	each(object, func(o fyne.CanvasObject) {
		if line, ok := o.(*canvas.Text); ok && line.Text != "" {
			found = append(found, line.Text)
		}
	})
	return found
}

// rowsIn are the lists' rows below an object.
func rowsIn(object fyne.CanvasObject) []*tapRow {
	var rows []*tapRow
	each(object, func(o fyne.CanvasObject) {
		if row, ok := o.(*tapRow); ok {
			rows = append(rows, row)
		}
	})
	return rows
}

// dashboardOf is the window's dashboard.
func dashboardOf(s *stand) *Dashboard {
	page, ok := s.shell.pages[PageDashboard].(*Dashboard)
	if !ok {
		s.t.Fatal("the page shown is no dashboard")
	}
	return page
}

// noneCut fails where a text is elided, or a part of the page is smaller than
// it needs.
func noneCut(s *stand, page fyne.CanvasObject) {
	s.t.Helper()
	for _, line := range lines(page) {
		if strings.HasSuffix(line, "…") && !strings.HasSuffix(line, "…") {
			s.t.Errorf("%q is cut off", line)
		}
	}
	if room, least := s.shell.area.Size(), s.shell.area.MinSize(); least.Width > room.Width || least.Height > room.Height {
		s.t.Errorf("the page needs %v and has %v", least, room)
	}
	each(page, func(o fyne.CanvasObject) {
		if card, ok := o.(*widgets.Card); ok && card.Size().Width+0.5 < card.MinSize().Width {
			s.t.Errorf("a card needs %v and has %v", card.MinSize(), card.Size())
		}
	})
}

func TestTheDashboardStandsInBothLanguagesAndLooks(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		service := newService(t, demo(lang))
		for _, look := range []string{"light", "dark"} {
			t.Run(lang+" "+look, func(t *testing.T) {
				s := open(t, service, look, PageDashboard)
				s.redraw()
				page := dashboardOf(s)
				noneCut(s, page.Object())
				s.keep("dashboard-" + lang + "-" + look)
				for _, chart := range []*chartPanel{page.burnup, page.trend, page.reps} {
					if chart.Picture() == nil || len(chart.Regions()) == 0 {
						t.Errorf("chart %s is not drawn", chart.name)
					}
				}
				if rows := rowsIn(page.insights); len(rows) != mostInsights {
					t.Errorf("%d insights stand out, want %d", len(rows), mostInsights)
				}
				if page.content.MinSize().Height > s.shell.area.Size().Height {
					t.Error("the dashboard has to be scrolled")
				}
			})
		}
	}
}

func TestEveryNumberOfTheDashboardOpensItsRecords(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	s.redraw()
	page := dashboardOf(s)
	opens := func(what string, tap func()) {
		t.Helper()
		tap()
		s.settle()
		if len(s.shell.dialogs) != 1 || s.shell.banner.Says() != "" {
			t.Errorf("%s opens %d dialogs; the banner says %q", what, len(s.shell.dialogs), s.shell.banner.Says())
		}
		for len(s.shell.dialogs) > 0 {
			s.shell.CloseDialog()
		}
		s.shell.banner.Dismiss()
	}
	for _, object := range page.tiles.Objects {
		if tile, ok := object.(*widgets.StatTile); ok {
			opens("tile "+tile.Stat().Label, func() { test.Tap(tile) })
		}
	}
	for _, row := range rowsIn(page.insights) {
		opens("an insight", func() { test.Tap(row) })
	}
	for _, chart := range []*chartPanel{page.burnup, page.trend, page.reps} {
		region := chart.Regions()[len(chart.Regions())/2]
		opens("chart "+chart.name, func() {
			chart.Tapped(&fyne.PointEvent{Position: fyne.NewPos(region.X+region.Width/2, region.Y+region.Height/2)})
		})
		opens("the whole of chart "+chart.name, chart.openWhole)
	}
}

func TestOneRepsDashboardShowsTheStagesInPlaceOfTheTeam(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	page := dashboardOf(s)
	before := page.answer.Text()
	s.shell.setScope(app.Scope{Period: s.shell.Scope().Period, RepID: s.shell.reps[1].ID})
	s.redraw()
	if page.middle.Objects[0] != fyne.CanvasObject(page.stages.onCard) || page.stages.Picture() == nil {
		t.Error("the rep's open deals by stage are not shown")
	}
	if page.answer.Text() == before {
		t.Errorf("the answer is still the team's: %q", before)
	}
}

func TestADashboardWithoutRecordsSaysWhatToDo(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageDashboard)
	if page := dashboardOf(s); len(page.whole.Objects) != 1 || page.whole.Objects[0] != page.empty {
		t.Error("an empty database does not show the empty state")
	}
}

func TestADashboardWithoutQuotaOffersToSetOne(t *testing.T) {
	service := newService(t, func(s *app.Service) error {
		if err := founded("en")(s); err != nil {
			return err
		}
		_, err := s.SaveRep(context.Background(), sales.Rep{Name: "Ann"})
		return err
	})
	s := open(t, service, "light", PageDashboard)
	s.redraw()
	page := dashboardOf(s)
	if !page.quotas.Visible() || !strings.Contains(page.answer.Text(), "No quota") {
		t.Errorf("without a quota the answer is %q", page.answer.Text())
	}
	noneCut(s, page.Object())
	s.keep("dashboard-no-quota")
}

func TestAChartIsSavedAsAPictureAndCopiedAsNumbers(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	s.redraw()
	chart := dashboardOf(s).reps
	file := &closer{}
	if err := writePNG(file, chart.picture()); err != nil || !file.closed {
		t.Fatalf("the picture is written: %v, closed: %v", err, file.closed)
	}
	picture, err := png.Decode(&file.Buffer)
	if err != nil || picture.Bounds() != image.Rect(0, 0, savedWide*savedScale, savedHigh*savedScale) {
		t.Errorf("the file holds another picture: %v", err)
	}
	chart.copyNumbers()
	copied := strings.Split(fyne.CurrentApp().Clipboard().Content(), "\n")
	if copied[0] != "Quota attainment" || len(copied) != 1+len(chart.Regions()) || !strings.HasPrefix(copied[1], "Team\t") || !strings.Contains(copied[1], "% · $") {
		t.Errorf("the clipboard holds %q", copied)
	}
}

// closer is a file in memory.
type closer struct {
	bytes.Buffer
	closed bool
}

// Close notes that it was called.
func (c *closer) Close() error {
	c.closed = true
	return nil
}

func TestANumberMadeOfOthersSaysThem(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	m := ok(s.service.Metrics(ctx, s.shell.Scope().Period, s.service.Today())).Of("")
	format := s.shell.deps.Format
	s.shell.Explain("Pace", sales.Subject{Metric: "pace"})
	s.settle()
	s.sees("Credited "+format.Money(m.Credited), "Expected to date "+format.Rounded(*m.ExpectedToDate))
	s.shell.CloseDialog()
	s.shell.Explain("Late coverage", sales.Subject{Metric: "late_coverage"})
	s.settle()
	s.sees(" of "+format.Money(*m.Gap), format.Number(*m.LateCoverage.Value(), 1)+"×")
}

// TestRecordsOfAShareSayBothItsSides opens the attainment: what it is of what,
// with the quota among the records; and a projection, whose wins keep their
// amounts although it adds up nothing.
func TestRecordsOfAShareSayBothItsSides(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	figures := ok(s.service.Metrics(ctx, s.shell.Scope().Period, 0))
	format, m := s.shell.deps.Format, figures.Report.Team
	s.shell.Explain("Attainment", sales.Subject{Metric: "attainment"})
	s.settle()
	credited, quota := format.Rounded(float64(m.Credited)), format.Rounded(float64(*m.Quota))
	s.sees("Total: " + credited + " of " + quota + " · " + format.Percent(m.Attainment.Value()))
	s.key(fyne.KeyEnd)
	s.sees(quota)
	s.shell.CloseDialog()
	s.shell.Explain("At this run rate", sales.Subject{Metric: "run_rate_projection"})
	s.settle()
	for _, table := range shownOf[*widgets.Table](s) {
		if cell := table.Data().Cell(0, len(table.Columns())-1); len(s.shell.dialogs) > 0 && cell.Text == format.Rounded(0) {
			t.Errorf("a win is shown with %s", cell.Text)
		}
	}
}

func TestSplitSharesTheRoomByWeightButGivesEachItsLeast(t *testing.T) {
	s := &split{gap: 10, weights: []float32{1, 1, 2}}
	test.NewTempApp(t)
	wide := canvas.NewRectangle(color.Black)
	wide.SetMinSize(fyne.NewSquareSize(300))
	objects := []fyne.CanvasObject{canvas.NewRectangle(color.Black), wide, canvas.NewRectangle(color.Black)}
	lengths := s.lengths(objects, 500)
	const least = 300
	if lengths[1] != least || lengths[0]+lengths[1]+lengths[2] != 500 || lengths[2] != 2*lengths[0] {
		t.Errorf("500 are shared as %v; the second needs %v", lengths, least)
	}
}

// TestTheKeyboardStaysAtItsInsight loads the page anew while the keyboard is on
// the second insight.
func TestTheKeyboardStaysAtItsInsight(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	page := dashboardOf(s)
	before := page.lines
	s.window.Canvas().Focus(before[1])
	s.shell.again()
	s.settle()
	if now := s.focused(); page.lines[1] == before[1] || now != fyne.Focusable(page.lines[1]) {
		t.Errorf("the keyboard was on the second insight and is on %T", now)
	}
}
