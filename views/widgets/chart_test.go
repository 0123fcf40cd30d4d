package widgets

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// TestChartMenuByKeyAndSign opens the menu by the keys and by the sign that is
// there while the pointer or the keyboard is on the chart.
func TestChartMenuByKeyAndSign(t *testing.T) {
	s, c, _ := chartOnStage(t, false)
	saved, opened := 0, 0
	c.Menu = []ChartAction{{Text: "Save", Do: func(image.Image) { saved++ }}}
	c.OnRegion = func(string) { opened++ }
	s.clock.advance(chartDelay)
	pick := func(how string) {
		t.Helper()
		if s.window.Canvas().Overlays().Top() == nil {
			t.Fatalf("no menu by %s", how)
		}
		before := saved
		s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if saved != before+1 || s.window.Canvas().Overlays().Top() != nil {
			t.Errorf("the menu by %s does not save", how)
		}
	}
	s.focus(c)
	s.keys(desktop.KeyMenu)
	pick("the menu key")
	s.focus(c)
	s.keys(fyne.KeyRight, fyne.KeyF10)
	if s.window.Canvas().Overlays().Top() != nil {
		t.Error("F10 alone opens the menu")
	}
	c.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.keys(fyne.KeyF10)
	c.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	pick("Shift+F10")
	s.window.Canvas().Unfocus()
	corner := fyne.NewPos(c.Size().Width-5, 5)
	if test.TapCanvas(s.window.Canvas(), corner); opened != 1 {
		t.Error("a sign that is not shown answers")
	}
	test.MoveMouse(s.window.Canvas(), corner)
	if test.TapCanvas(s.window.Canvas(), corner); s.overlay.Tip() != "" {
		t.Errorf("the sign says %q", s.overlay.Tip())
	}
	pick("the sign")
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(-5, -5))
	if c.offers() || opened != 1 {
		t.Errorf("the sign stays, or it opened %d records", opened)
	}
}
