package widgets

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

func TestToastOffersUndoAndGoes(t *testing.T) {
	s := newStage(t)
	s.show(NewSkeleton(1), 600, 400)
	undone := 0
	s.overlay.Toast(Toast{Text: "Deal moved", Action: "Undo", OnAction: func() { undone++ }})
	s.overlay.Toast(Toast{Text: "Saved", For: time.Second})
	same(t, "toasts", s.overlay.Toasts(), "Deal moved", "Saved")
	s.clock.advance(time.Second)
	same(t, "after a second", s.overlay.Toasts(), "Deal moved")
	test.Tap(all[*Button](s.overlay)[0])
	if undone != 1 || len(s.overlay.Toasts()) != 0 {
		t.Errorf("undone %d times, still shown: %q", undone, s.overlay.Toasts())
	}
	for i := range 5 {
		s.overlay.Toast(Toast{Text: fmt.Sprint(i)})
	}
	same(t, "the newest", s.overlay.Toasts(), "2", "3", "4")
	s.clock.advance(toastTime)
	if len(s.overlay.Toasts()) != 0 || undone != 1 {
		t.Errorf("after their time: %q, undone %d times", s.overlay.Toasts(), undone)
	}
}

func TestToastsStayInTheWindow(t *testing.T) {
	s := newStage(t)
	s.show(NewSkeleton(1), 300, 400)
	s.overlay.Toast(Toast{Text: strings.Repeat("a very long message ", 20), Action: "Undo"})
	toasts := all[*toast](s.overlay)
	if len(toasts) != 1 {
		t.Fatalf("%d toasts", len(toasts))
	}
	for _, toast := range toasts {
		if toast.Position().X < 0 || toast.Position().X+toast.Size().Width > 300 {
			t.Errorf("the toast lies from %v, %v wide", toast.Position().X, toast.Size().Width)
		}
	}
}

func TestTipComesAfterAWhileAndPassesEverythingOn(t *testing.T) {
	s := newStage(t)
	tapped := 0
	tile := NewStatTile(Stat{Label: "Won", Value: "5"}, func() { tapped++ })
	tip := WithTip(s.overlay, tile, "Deals won this month")
	s.show(tip, 300, 200)
	at := fyne.NewPos(50, 50)
	test.MoveMouse(s.window.Canvas(), at)
	if s.overlay.Tip() != "" || !tile.hovered {
		t.Errorf("at once: tip %q, tile lit %v", s.overlay.Tip(), tile.hovered)
	}
	s.clock.advance(tipDelay)
	if s.overlay.Tip() != "Deals won this month" {
		t.Errorf("after a while: %q", s.overlay.Tip())
	}
	test.TapCanvas(s.window.Canvas(), at)
	if tapped != 1 {
		t.Error("the click does not reach the tile")
	}
	tip.sensor.MouseOut()
	s.clock.advance(time.Second)
	if s.overlay.Tip() != "" || tile.hovered || tip.sensor.Cursor() != desktop.PointerCursor {
		t.Error("leaving does not end the hint, or the cursor is lost")
	}
}

func TestTipStaysInTheWindowAndWraps(t *testing.T) {
	s := newStage(t)
	s.show(NewSkeleton(1), 400, 300)
	s.overlay.ShowTip(strings.Repeat("Wort ", 40)+"\n"+strings.Repeat("긴", 200), fyne.NewPos(395, 295))
	box := s.overlay.tip
	if p, z := box.Position(), box.Size(); p.X < 0 || p.Y < 0 || p.X+z.Width > 400 || p.Y+z.Height > 300 {
		t.Errorf("the hint lies at %v, %v large", p, z)
	}
	for _, line := range texts(box) {
		if wide := width(line, size(SizeCaption), false); wide > tipWidth {
			t.Errorf("a line of the hint is %v wide: %q", wide, line)
		}
	}
}

func TestStatTileOpensItsRecords(t *testing.T) {
	s := newStage(t)
	opened := 0
	tile := NewStatTile(Stat{Label: "Win rate", Value: "31 %", Delta: "2 %", Trend: TrendDown, Hint: "62 of 200"}, func() { opened++ })
	s.show(tile, 300, 120)
	same(t, "tile", texts(tile), "Win rate", "31 %", "▼ 2 %", "62 of 200")
	test.Tap(tile)
	s.focus(tile)
	s.keys(fyne.KeySpace, fyne.KeyReturn, fyne.KeyA)
	if opened != 3 || tile.Cursor() != desktop.PointerCursor {
		t.Errorf("opened %d times", opened)
	}
	tile.Set(Stat{Label: "Quota"})
	same(t, "without a value", texts(tile), "Quota", "–")
	inert := NewStatTile(Stat{}, nil)
	inert.Tapped(nil)
	if inert.Cursor() != desktop.DefaultCursor {
		t.Error("a tile that opens nothing has a hand")
	}
}

func TestStatTileNeverCutsItsNumber(t *testing.T) {
	s := newStage(t)
	tile := NewStatTile(Stat{Label: "A label that is far too long for the tile", Value: "₩1,284,000,000", Delta: "12 %", Trend: TrendUp}, nil)
	s.show(tile, 190, 110)
	got := texts(tile)
	if !slices.Contains(got, "₩1,284,000,000") || !slices.Contains(got, "▲ 12 %") || !strings.HasSuffix(got[0], "…") {
		t.Errorf("the narrow tile shows %q", got)
	}
}

func TestNavChoosesByPointerAndKeys(t *testing.T) {
	s := newStage(t)
	var chosen []string
	nav := NewNav([]NavItem{{ID: "a", Text: "오늘"}, {ID: "b", Text: "대시보드", Count: "3"}, {ID: "c", Text: "설정"}}, func(id string) { chosen = append(chosen, id) })
	nav.SetHead(NewTitle("Attain"))
	nav.SetFoot(NewText("v1", SizeCaption, RoleMuted))
	s.show(nav, 176, 400)
	nav.Select("a")
	test.Tap(nav.rows[1])
	s.focus(nav)
	s.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyHome, fyne.KeyUp, fyne.KeyEnd)
	same(t, "chosen", chosen, "b", "c", "a", "c")
	if nav.Selected() != "c" || nav.MinSize().Width != navWidth {
		t.Errorf("selected %q, %v wide", nav.Selected(), nav.MinSize().Width)
	}
	for _, want := range []string{"Attain", "오늘", "대시보드", "3", "설정", "v1"} {
		if !slices.Contains(texts(nav), want) {
			t.Errorf("%s is not shown whole: %q", want, texts(nav))
		}
	}
	nav.SetItems([]NavItem{{ID: "x", Text: strings.Repeat("Einstellungen ", 3)}})
	if nav.MinSize().Width <= navWidth {
		t.Error("a long name does not widen the bar")
	}
}

func TestBannerSaysAndGoes(t *testing.T) {
	s := newStage(t)
	banner := NewBanner()
	s.show(container.NewVBox(banner), 500, 200)
	if banner.Visible() {
		t.Error("shown before it has anything to say")
	}
	tried := 0
	banner.Say(RoleOffTrack, "The disk is full.", "Try again", func() { tried++ })
	test.Tap(banner.action)
	if !banner.Visible() || banner.Says() != "The disk is full." || tried != 1 {
		t.Errorf("says %q, tried %d times", banner.Says(), tried)
	}
	test.Tap(banner.shut)
	if banner.Visible() || banner.Says() != "" {
		t.Error("the banner stays")
	}
}

func TestEmptyStateBusyBadgeAndCard(t *testing.T) {
	s := newStage(t)
	done := 0
	empty := NewEmptyState(theme.ContentAddIcon(), "No deals yet", "Add one or bring your data.", "Add a deal", func() { done++ })
	card := NewCard("Deals", empty).SetAction(widget.NewButton("All", nil))
	s.show(card, 500, 400)
	test.Tap(empty.button)
	if done != 1 {
		t.Error("the empty state's button does nothing")
	}
	card.SetTitle("거래", "12")
	badge := NewBadge(Tag{Text: "Stuck", Role: RoleStuck})
	card.SetBody(container.NewVBox(badge, NewSkeleton(3)))
	card.SetAction(nil)
	same(t, "card", texts(card), "거래", "12", "Stuck")
	badge.Set(Tag{Text: "Won", Role: RoleWon})
	same(t, "badge", texts(badge), "Won")
	busy := NewBusy("Loading")
	if busy.Visible() {
		t.Error("busy before it starts")
	}
	busy.Start()
	busy.Stop()
	if busy.Visible() {
		t.Error("busy after it stopped")
	}
}

func TestRingTakesAnyValue(t *testing.T) {
	s := newStage(t)
	ring := NewProgressRing(120, Ring{})
	s.show(ring, 120, 120)
	cases := []struct {
		ring  Ring
		end   float32
		ticks bool
	}{
		{Ring{Value: 0.5, Expected: 0.75}, 180, true},
		{Ring{Value: 1.4, Expected: -1}, 360, false},
		{Ring{Value: math.NaN(), Expected: math.NaN()}, 0, false},
	}
	for _, c := range cases {
		ring.Set(c.ring)
		arcs := test.WidgetRenderer(ring).Objects()
		value, isArc := arcs[1].(*canvas.Arc)
		tick := arcs[2]
		if !isArc || value.EndAngle != c.end || tick.Visible() != c.ticks {
			t.Errorf("%v is drawn to %v°, tick %v", c.ring, value.EndAngle, tick.Visible())
		}
	}
}

func TestSidePanelSlidesOverThePage(t *testing.T) {
	s := newStage(t)
	beneath := 0
	page := NewStatTile(Stat{Label: "Won"}, func() { beneath++ })
	panel := NewSidePanel(s.overlay, page, 300)
	closed := 0
	panel.OnClosed = func() { closed++ }
	s.show(panel, 800, 400)
	if panel.panel.Visible() {
		t.Error("open before it was opened")
	}
	panel.Open("Deal", NewSkeleton(2))
	panel.settle()
	if !panel.IsOpen() || page.Size().Width != 800 {
		t.Errorf("open %v, the page got %v", panel.IsOpen(), page.Size().Width)
	}
	panel.out = 1
	panel.settle()
	if x := panel.panel.Position().X; x != 500 {
		t.Errorf("the panel begins at %v", x)
	}
	test.TapCanvas(s.window.Canvas(), fyne.NewPos(700, 300))
	test.TapCanvas(s.window.Canvas(), fyne.NewPos(100, 300))
	if beneath != 1 {
		t.Errorf("of a click on the panel and one on the page beside it, %d reached the page", beneath)
	}
	panel.Focus()
	s.keys(fyne.KeyEscape)
	panel.Close()
	if panel.IsOpen() || closed != 1 {
		t.Errorf("closed %d times", closed)
	}
}

func TestPaletteChoosesAcrossSections(t *testing.T) {
	s := newStage(t)
	before := NewInput()
	s.show(before, 900, 600)
	s.focus(before)
	var chosen, typed []string
	p := NewPalette(s.overlay, containsRank, "Type", "Nothing")
	p.OnChosen = func(id string) { chosen = append(chosen, id) }
	p.OnTyped = func(text string) { typed = append(typed, text) }
	p.SetOptions([]Option{
		{ID: "dash", Text: "Dashboard", Section: "Pages", Keys: "Ctrl+2"},
		{ID: "pipe", Text: "Pipeline", Section: "Pages"},
		{ID: "log", Text: "Log a call", Section: "Commands"},
	})
	p.Show()
	same(t, "palette", texts(p.list.rows), "Pages", "Dashboard", "Ctrl+2", "Pipeline", "Commands", "Log a call")
	s.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	p.Show()
	s.typed("pip")
	p.SetOptions(append(p.list.options, Option{ID: "deal", Text: "Pipes for Acme", Section: "Deals"}))
	s.keys(fyne.KeyDown, fyne.KeyReturn)
	same(t, "chosen", chosen, "log", "deal")
	if p.Visible() || s.focused() != before || typed[len(typed)-1] != "pip" {
		t.Errorf("visible %v, keyboard on %T, typed %q", p.Visible(), s.focused(), typed)
	}
	p.Show()
	s.keys(fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyEscape)
	if p.Visible() || len(chosen) != 2 {
		t.Error("Escape does not close the palette")
	}
}

func chartOnStage(t *testing.T, late bool) (*stage, *ChartPanel, *[]string) {
	t.Helper()
	s := newStage(t)
	s.clock.late = late
	drawn := &[]string{}
	c := NewChartPanel(s.overlay, fyne.NewSize(100, 80), func(w, h, scale float32, dark bool) (image.Image, []Region) {
		*drawn = append(*drawn, fmt.Sprintf("%v×%v at %v dark %v", w, h, scale, dark))
		return image.NewRGBA(image.Rect(0, 0, int(w*scale), int(h*scale))), []Region{
			{ID: "all", Tip: "Everything", X: 0, Y: 0, Width: w, Height: h},
			{ID: "nov", Tip: "November: 12", X: 10, Y: 10, Width: 20, Height: 50},
		}
	})
	s.show(c, 300, 200)
	return s, c, drawn
}

func TestChartIsDrawnOnceAfterAPauseAtThePixelsOfTheScreen(t *testing.T) {
	s, c, drawn := chartOnStage(t, false)
	s.window.Resize(fyne.NewSize(310, 200))
	s.window.Resize(fyne.NewSize(320, 200))
	if len(*drawn) != 0 {
		t.Error("drawn without a pause")
	}
	s.clock.advance(chartDelay)
	c.Refresh()
	s.clock.advance(time.Second)
	same(t, "drawn", *drawn, "320×200 at 1 dark "+fmt.Sprint(isDark(shade(ColorCard))))
	if wide := c.Picture().Bounds().Dx(); wide != 320 || c.picture.Size().Width != 320 {
		t.Errorf("%d pixels on %v", wide, c.picture.Size().Width)
	}
	c.Redraw()
	s.clock.advance(chartDelay)
	if len(*drawn) != 2 {
		t.Error("Redraw does not draw again")
	}
}

func TestChartDropsALatePicture(t *testing.T) {
	s, c, _ := chartOnStage(t, true)
	s.clock.advance(chartDelay)
	s.window.Resize(fyne.NewSize(400, 200))
	s.clock.advance(chartDelay)
	if len(s.clock.works) != 2 {
		t.Fatalf("%d drawings under way", len(s.clock.works))
	}
	s.clock.works[1]()
	s.clock.works[0]()
	if c.picture.Size().Width != 400 {
		t.Errorf("the late picture, %v wide, won", c.picture.Size().Width)
	}
}

func TestChartRegionsAnswer(t *testing.T) {
	s, c, _ := chartOnStage(t, false)
	s.clock.advance(chartDelay)
	var opened []string
	c.OnRegion = func(id string) { opened = append(opened, id) }
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(15, 20))
	if s.overlay.Tip() != "November: 12" {
		t.Errorf("hint %q", s.overlay.Tip())
	}
	test.TapCanvas(s.window.Canvas(), fyne.NewPos(15, 20))
	test.TapCanvas(s.window.Canvas(), fyne.NewPos(200, 20))
	s.focus(c)
	s.keys(fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn, fyne.KeyLeft, fyne.KeySpace)
	same(t, "opened", opened, "nov", "all", "nov", "all")
	s.window.Canvas().Unfocus()
	if s.overlay.Tip() != "" || c.Cursor() != desktop.PointerCursor {
		t.Error("the hint stays when the keyboard leaves")
	}
	saved := 0
	c.Menu = []ChartAction{{Text: "Save", Do: func(picture image.Image) { saved = picture.Bounds().Dx() }}}
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(250, 20))
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(15, 20))
	c.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(20, 20)})
	if s.overlay.Tip() != "" {
		t.Error("the hint stays beneath the menu")
	}
	items := all[fyne.Tappable](s.window.Canvas().Overlays().Top())
	if len(items) == 0 {
		t.Fatal("no menu")
	}
	items[len(items)-1].Tapped(&fyne.PointEvent{})
	if saved != 300 {
		t.Errorf("the menu gave away a picture %d pixels wide", saved)
	}
}

func TestTimelineAndChecklist(t *testing.T) {
	s := newStage(t)
	timeline := NewTimeline([]Moment{{ID: "a", Title: "Call", Text: "Budget is approved", When: "26 Nov"}, {ID: "b", Title: "Created", When: "1 Nov"}})
	var changes []string
	list := NewChecklist([]Check{{ID: "budget", Text: "Budget known", Done: true}, {ID: "buyer", Text: "Buyer met"}}, func(id string, done bool) { changes = append(changes, fmt.Sprint(id, done)) })
	s.show(container.NewVBox(timeline, list), 400, 400)
	rows := all[*momentRow](timeline)
	test.Tap(rows[0])
	var opened []string
	timeline.OnOpen = func(id string) { opened = append(opened, id) }
	test.Tap(rows[1])
	same(t, "opened", opened, "b")
	if !slices.Contains(texts(rows[1]), "1 Nov") {
		t.Errorf("a moment shows %q", texts(rows[1]))
	}
	test.Tap(all[*tapText](list)[0])
	test.Tap(all[*CheckBox](list)[1])
	same(t, "changes", changes, "budgetfalse", "buyertrue")
}

func TestShortcutSheetShowsAllWhole(t *testing.T) {
	newStage(t)
	sheet := NewShortcutSheet([]ShortcutGroup{
		{"Everywhere", []Shortcut{{"Ctrl+K", "Command palette"}, {"F1", "도움말"}}},
		{"Board", []Shortcut{{"Ctrl+→", "Move the deal to the next stage"}}},
	})
	sheet.Resize(sheet.MinSize())
	got := texts(sheet)
	for _, want := range []string{"Everywhere", "Command palette", "Ctrl+K", "도움말", "Board", "Move the deal to the next stage", "Ctrl+→"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
}

func TestTextIsElidedToItsRoom(t *testing.T) {
	newStage(t)
	text := NewText("A long sentence about nothing", SizeBody, RoleNone).Shrink(40)
	full := NewText("A long sentence about nothing", SizeBody, RoleNone).MinSize()
	for _, wide := range []float32{0.5, 30, 80, full.Width - 1, full.Width} {
		text.Resize(fyne.NewSize(wide, 20))
		shown := texts(text)[0]
		if width(shown, size(SizeBody), false) > wide+0.5 && shown != "…" {
			t.Errorf("%q in %v", shown, wide)
		}
		if (shown == text.Text()) != (wide >= full.Width) {
			t.Errorf("%q in %v of %v", shown, wide, full.Width)
		}
	}
}

func TestFlowBreaksLines(t *testing.T) {
	newStage(t)
	var badges []fyne.CanvasObject
	for i := range 10 {
		badges = append(badges, NewBadge(Tag{Text: fmt.Sprint("Badge ", i)}))
	}
	flow := NewFlow(badges...)
	one := flow.MinSize().Height
	flow.Resize(fyne.NewSize(200, 300))
	if flow.MinSize().Height < 3*one {
		t.Errorf("ten badges in 200 are %v high, one line is %v", flow.MinSize().Height, one)
	}
	for _, badge := range badges {
		if badge.Position().X+badge.Size().Width > 200 {
			t.Errorf("a badge ends at %v", badge.Position().X+badge.Size().Width)
		}
	}
	row := NewRow(NewSkeleton(1), NewSkeleton(1))
	row.Resize(fyne.NewSize(216, 20))
	if wide := row.Objects[1].Size().Width; wide != 100 || row.Objects[1].Position().X != 116 {
		t.Errorf("half of a row of 216 is %v wide", wide)
	}
}

// TestALongTitleLeavesTheTextBesideItItsRoom: what opens by a click is not pushed
// off the card.
func TestALongTitleLeavesTheTextBesideItItsRoom(t *testing.T) {
	s := newStage(t)
	card := NewCard("", canvas.NewRectangle(color.Black)).OnSubtitle(func() {})
	card.SetTitle(strings.Repeat("Donaudampfschifffahrt ", 6), "History")
	s.show(card, 300, 100)
	end := card.subtitle.Position().X + width("History", size(SizeCaption), false)
	if end > 300-2*Space+0.5 || card.subtitle.line.Text != "History" {
		t.Errorf("%q beside the title ends at %.0f of 300", card.subtitle.line.Text, end)
	}
	card.SetTitle("Short", "History")
	if gap := card.subtitle.Position().X - card.title.Position().X - card.title.Size().Width; gap != Space {
		t.Errorf("%.0f between a short title and the text beside it", gap)
	}
}
