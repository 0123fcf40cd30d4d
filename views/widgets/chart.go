package widgets

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Region is a part of a chart that answers to the pointer, in logical pixels
// from the upper left corner: Tip is shown over it, ID goes to OnRegion.
type Region struct {
	ID, Tip             string
	X, Y, Width, Height float32
}

// Draw makes a chart of width × height logical pixels at a scale (pixels per
// logical pixel), on a dark or a light card. It runs in the background. A nil
// image shows nothing.
type Draw func(width, height, scale float32, dark bool) (image.Image, []Region)

// ChartAction is a line of the chart's menu: it gets the picture shown.
type ChartAction struct {
	Text string
	Do   func(image.Image)
}

// ChartPanel shows a chart and draws it again when its size, the theme or the
// scale change, after a pause, in the background, without flicker: the old
// picture stays until the new one is there. Left and Right go through the
// regions by keyboard, Enter opens one, the menu key or Shift+F10 shows the menu
// of the chart; so does a sign in the corner, there while the pointer or the
// keyboard is on the chart.
type ChartPanel struct {
	widget.BaseWidget
	// OnRegion is told the id of the region that was clicked.
	OnRegion func(id string)
	// Menu is what a right click offers, as saving the picture.
	Menu []ChartAction

	overlay    *Overlay
	draw       Draw
	min        fyne.Size
	picture    *canvas.Image
	regions    []Region
	drawn      chartState
	wanted     chartState
	generation int
	wait       debounce
	current    int
	focused    bool
	shift      bool
	hovered    bool
}

// chartState is what a picture depends on beside its data.
type chartState struct {
	width, height float32
	pixels        int
	dark          bool
}

const chartDelay = 60 * time.Millisecond

// NewChartPanel makes a panel of at least the size given, in logical pixels.
func NewChartPanel(overlay *Overlay, least fyne.Size, draw Draw) *ChartPanel {
	c := &ChartPanel{overlay: overlay, draw: draw, min: least, current: -1}
	c.wait = debounce{runner: overlay.runner, d: chartDelay}
	c.picture = canvas.NewImageFromImage(nil)
	c.picture.FillMode = canvas.ImageFillStretch
	c.picture.ScaleMode = canvas.ImageScalePixels
	c.ExtendBaseWidget(c)
	return c
}

// SetDraw shows another chart, or the same with other data.
func (c *ChartPanel) SetDraw(draw Draw) {
	c.draw = draw
	c.Redraw()
}

// Redraw draws the chart again although nothing about the panel changed.
func (c *ChartPanel) Redraw() {
	c.wanted = chartState{}
	c.ask()
}

// Picture is the image shown, or nil.
func (c *ChartPanel) Picture() image.Image { return c.picture.Image }

// Regions are the parts of the picture shown that answer to the pointer.
func (c *ChartPanel) Regions() []Region { return c.regions }

// state is what a picture drawn now would depend on.
func (c *ChartPanel) state() chartState {
	area := c.Size()
	pixels := int(area.Width)
	if on := c.overlay.canvasOf(c); on != nil {
		pixels, _ = on.PixelCoordinateForPosition(fyne.NewPos(area.Width, area.Height))
	}
	return chartState{area.Width, area.Height, pixels, isDark(shade(ColorCard))}
}

func isDark(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return 299*r+587*g+114*b < 1000*0x7FFF
}

// ask has the chart drawn after a pause, if there is anything new about it.
func (c *ChartPanel) ask() {
	now := c.state()
	if now == c.wanted || now.width < 1 || now.height < 1 || c.draw == nil {
		return
	}
	c.wanted = now
	c.generation++
	c.wait.call(c.start)
}

func (c *ChartPanel) start() {
	generation, wanted, draw := c.generation, c.wanted, c.draw
	var picture image.Image
	var regions []Region
	c.overlay.runner.Go(func() {
		picture, regions = draw(wanted.width, wanted.height, float32(wanted.pixels)/wanted.width, wanted.dark)
	}, func() {
		if generation != c.generation {
			return
		}
		c.drawn, c.regions, c.current = wanted, regions, -1
		c.picture.Image = picture
		c.picture.Resize(fyne.NewSize(wanted.width, wanted.height))
		c.picture.Refresh()
		c.Refresh()
	})
}

// CreateRenderer is Fyne's.
func (c *ChartPanel) CreateRenderer() fyne.WidgetRenderer {
	mark, corner := newFace(), newFace()
	dots := canvas.NewImageFromResource(nil)
	dots.FillMode = canvas.ImageFillContain
	r := &sketch{objects: []fyne.CanvasObject{c.picture, mark, corner, dots}, min: func() fyne.Size { return c.min }}
	r.paint = func() {
		c.ask()
		corner.Hidden = !c.offers()
		dots.Hidden = corner.Hidden
		if !corner.Hidden {
			dressFace(corner, ColorHover, "", 4)
			tintImage(dots, theme.MoreHorizontalIcon(), RoleNone)
			put(corner, c.Size().Width-chartCorner, 0, chartCorner, chartCorner)
			put(dots, c.Size().Width-chartCorner+3, 3, chartCorner-6, chartCorner-6)
		}
		mark.Hidden = !c.focused
		dressFace(mark, "", ColorAccent, 4)
		mark.StrokeWidth = 2
		put(mark, 0, 0, c.Size().Width, c.Size().Height)
		if c.current >= 0 && c.current < len(c.regions) {
			at := c.regions[c.current]
			put(mark, at.X-2, at.Y-2, at.Width+4, at.Height+4)
		}
	}
	r.place = func(fyne.Size) { r.paint() }
	return draw(r)
}

// chartCorner is the size of the sign that opens the menu.
const chartCorner float32 = 24

// offers reports whether the sign of the menu is there.
func (c *ChartPanel) offers() bool {
	return (c.hovered || c.focused) && len(c.Menu) > 0 && c.picture.Image != nil
}

// inCorner reports whether a place is on the sign of the menu.
func (c *ChartPanel) inCorner(at fyne.Position) bool {
	return c.offers() && at.X >= c.Size().Width-chartCorner && at.Y < chartCorner
}

// regionAt is the topmost region at a place, or -1. Later regions lie above
// earlier ones.
func (c *ChartPanel) regionAt(at fyne.Position) int {
	for i := len(c.regions) - 1; i >= 0; i-- {
		r := c.regions[i]
		if at.X >= r.X && at.X < r.X+r.Width && at.Y >= r.Y && at.Y < r.Y+r.Height {
			return i
		}
	}
	return -1
}

func (c *ChartPanel) open(i int) {
	if i >= 0 && i < len(c.regions) && c.regions[i].ID != "" && c.OnRegion != nil {
		c.OnRegion(c.regions[i].ID)
	}
}

// Tapped opens the records behind the region, or the menu by its sign.
func (c *ChartPanel) Tapped(event *fyne.PointEvent) {
	if c.inCorner(event.Position) {
		c.ShowMenu(event.AbsolutePosition)
		return
	}
	c.open(c.regionAt(event.Position))
}

// TappedSecondary shows the menu.
func (c *ChartPanel) TappedSecondary(event *fyne.PointEvent) { c.ShowMenu(event.AbsolutePosition) }

// ShowMenu shows what can be done with the picture at a place of the window.
func (c *ChartPanel) ShowMenu(absolute fyne.Position) {
	on := c.overlay.canvasOf(c)
	if on == nil || len(c.Menu) == 0 || c.picture.Image == nil {
		return
	}
	c.overlay.HideTip()
	items := make([]*fyne.MenuItem, len(c.Menu))
	for i, action := range c.Menu {
		items[i] = fyne.NewMenuItem(action.Text, func() { action.Do(c.picture.Image) })
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), on, absolute)
}

// MouseIn shows the sign of the menu.
func (c *ChartPanel) MouseIn(event *desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
	c.MouseMoved(event)
}

// MouseMoved shows what the region under the pointer says.
func (c *ChartPanel) MouseMoved(event *desktop.MouseEvent) {
	if i := c.regionAt(event.Position); i >= 0 && !c.inCorner(event.Position) {
		c.overlay.ShowTip(c.regions[i].Tip, event.AbsolutePosition)
	} else {
		c.overlay.HideTip()
	}
}

// MouseOut is Fyne's.
func (c *ChartPanel) MouseOut() {
	c.hovered = false
	c.overlay.HideTip()
	c.Refresh()
}

// Cursor is a hand over charts that can be opened.
func (c *ChartPanel) Cursor() desktop.Cursor {
	if c.offers() || c.OnRegion != nil && len(c.regions) > 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained is Fyne's.
func (c *ChartPanel) FocusGained() {
	c.focused = true
	c.Refresh()
}

// FocusLost is Fyne's.
func (c *ChartPanel) FocusLost() {
	c.focused, c.shift, c.current = false, false, -1
	c.overlay.HideTip()
	c.Refresh()
}

// TypedRune is Fyne's.
func (*ChartPanel) TypedRune(rune) {}

// KeyDown notes the Shift key for Shift+F10.
func (c *ChartPanel) KeyDown(key *fyne.KeyEvent) { c.shift = c.shift || isShift(key) }

// KeyUp is Fyne's.
func (c *ChartPanel) KeyUp(key *fyne.KeyEvent) { c.shift = c.shift && !isShift(key) }

// TypedKey goes through the regions, opens them and shows the menu.
func (c *ChartPanel) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyRight:
		c.step(1)
	case fyne.KeyLeft:
		c.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.open(c.current)
	case desktop.KeyMenu:
		c.menuAtCurrent()
	case fyne.KeyF10:
		if c.shift {
			c.menuAtCurrent()
		}
	default:
		c.overlay.pass(c, key)
	}
}

func (c *ChartPanel) step(by int) {
	if len(c.regions) == 0 {
		return
	}
	c.current = max(0, min(c.current+by, len(c.regions)-1))
	r := c.regions[c.current]
	c.overlay.ShowTip(r.Tip, c.overlay.driver.AbsolutePositionForObject(c).AddXY(r.X, r.Y+r.Height))
	c.Refresh()
}

// menuAtCurrent shows the menu where the keyboard is.
func (c *ChartPanel) menuAtCurrent() {
	at := c.overlay.driver.AbsolutePositionForObject(c)
	if c.current >= 0 && c.current < len(c.regions) {
		r := c.regions[c.current]
		at = at.AddXY(r.X, r.Y+r.Height)
	}
	c.ShowMenu(at)
}
