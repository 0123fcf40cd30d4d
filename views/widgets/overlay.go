package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Overlay is the topmost layer of a window: the card that follows the pointer,
// the hint under it, the toasts. It must be the last child of the window's
// root stack; it takes no event, so the page beneath stays alive. It is also
// how widgets reach what belongs to the window: runner, canvas, positions.
type Overlay struct {
	widget.BaseWidget
	runner   Runner
	driver   fyne.Driver
	ghost    fyne.CanvasObject
	tip      *tipBox
	toasts   []*toast
	layer    *fyne.Container
	measured int           // see Measured
	list     *widget.PopUp // what a picker or a date shows under itself
	shut     func()        // takes it away
}

// NewOverlay makes a window's topmost layer. The driver is the application's.
func NewOverlay(runner Runner, driver fyne.Driver) *Overlay {
	o := &Overlay{runner: runner, driver: driver, layer: &fyne.Container{}, tip: newTipBox()}
	o.tip.Hide()
	o.layer.Add(o.tip)
	o.ExtendBaseWidget(o)
	return o
}

// Measured is how often the overlay was asked for its size: the driver asks
// everything that is shown, each time it draws the window.
func (o *Overlay) Measured() int { return o.measured }

// Runner is the window's runner.
func (o *Overlay) Runner() Runner { return o.runner }

// CreateRenderer is Fyne's.
func (o *Overlay) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{o.layer},
		min: func() fyne.Size {
			o.measured++
			return fyne.Size{}
		},
		place: func(area fyne.Size) {
			o.layer.Resize(area)
			o.placeToasts()
		},
	})
}

// canvasOf is the canvas an object is shown on, or nil. The driver forgets
// objects that were not drawn anew for a minute; with one window there is no
// doubt where they are.
func (o *Overlay) canvasOf(object fyne.CanvasObject) fyne.Canvas {
	if c := o.driver.CanvasForObject(object); c != nil {
		return c
	}
	if windows := o.driver.AllWindows(); len(windows) == 1 {
		return windows[0].Canvas()
	}
	return nil
}

// focus gives an object the keyboard, if it is on a canvas.
func (o *Overlay) focus(object fyne.Focusable) {
	if on, ok := object.(fyne.CanvasObject); ok {
		if c := o.canvasOf(on); c != nil {
			c.Focus(object)
		}
	}
}

// pass hands the window a key that the object in focus has no use for: only
// without a focus would the canvas hear it by itself.
func (o *Overlay) pass(from fyne.CanvasObject, key *fyne.KeyEvent) {
	if c := o.canvasOf(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(key)
	}
}

// ListOpen reports whether the list of a picker or the month of a date is open.
func (o *Overlay) ListOpen() bool { return o.list != nil && o.list.Visible() }

// CloseList closes the list or month that is open and reports whether there
// was one: a click beside its rows takes the keyboard from it, so that the
// window hears Escape.
func (o *Overlay) CloseList() bool {
	if !o.ListOpen() {
		return false
	}
	o.shut()
	return true
}

// popUp shows content right below an object, above it where there is no room,
// at least wide; shut is how it is taken away.
func (o *Overlay) popUp(content, under fyne.CanvasObject, wide float32, shut func()) *widget.PopUp {
	c := o.canvasOf(under)
	if c == nil {
		return nil
	}
	pop := widget.NewPopUp(content, c)
	at := o.driver.AbsolutePositionForObject(under)
	below := at.AddXY(0, under.Size().Height+2)
	want := content.MinSize()
	want.Width = max(want.Width, wide)
	if below.Y+want.Height+2*Space > c.Size().Height && at.Y > want.Height+2*Space {
		below.Y = at.Y - want.Height - 2*Space
	}
	below.X = max(0, min(below.X, c.Size().Width-want.Width-2*Space))
	pop.ShowAtPosition(below)
	pop.Resize(want.AddWidthHeight(Space, Space))
	o.list, o.shut = pop, shut
	return pop
}

// carry shows the object under the pointer until drop is called. at is its
// top left corner on the overlay.
func (o *Overlay) carry(object fyne.CanvasObject, at fyne.Position) {
	if o.ghost != object {
		o.drop()
		o.ghost = object
		o.layer.Add(object)
	}
	object.Move(at)
	canvas.Refresh(o.layer)
}

// drop takes the carried object away.
func (o *Overlay) drop() {
	if o.ghost != nil {
		o.layer.Remove(o.ghost)
		o.ghost = nil
		canvas.Refresh(o.layer)
	}
}

// ShowTip shows a hint near the place, which is absolute on the canvas.
func (o *Overlay) ShowTip(text string, absolute fyne.Position) {
	if text == "" {
		o.HideTip()
		return
	}
	at := absolute.Subtract(o.driver.AbsolutePositionForObject(o))
	o.tip.set(text)
	want := o.tip.MinSize()
	area := o.Size()
	at = at.AddXY(12, 18)
	if at.X+want.Width > area.Width {
		at.X = max(0, area.Width-want.Width-2)
	}
	if at.Y+want.Height > area.Height {
		at.Y = max(0, at.Y-want.Height-26)
	}
	o.tip.Resize(want)
	o.tip.Move(at)
	o.tip.Show()
	// The first hint of a window is not drawn by Show alone.
	o.layer.Refresh()
}

// HideTip takes the hint away.
func (o *Overlay) HideTip() { o.tip.Hide() }

// Tip is the hint that is shown, or "".
func (o *Overlay) Tip() string {
	if !o.tip.Visible() {
		return ""
	}
	return o.tip.text
}

// tipBox is a hint of one or more lines on a dark ground.
type tipBox struct {
	widget.BaseWidget
	text string
}

const tipWidth float32 = 320

func newTipBox() *tipBox {
	t := &tipBox{}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tipBox) set(text string) {
	if t.text != text {
		t.text = text
		t.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (t *tipBox) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	r := &sketch{}
	var lines []fyne.CanvasObject
	r.paint = func() {
		dressFace(face, ColorTip, "", size(SizeRadius))
		lines = lines[:0]
		for _, text := range wrap(t.text, tipWidth, size(SizeCaption)) {
			line := canvas.NewText(text, color.Transparent)
			dress(line, ColorOnTip, SizeCaption)
			lines = append(lines, line)
		}
		r.objects = append([]fyne.CanvasObject{face}, lines...)
		r.Layout(t.Size())
	}
	r.min = func() fyne.Size {
		var wide float32
		for _, line := range lines {
			wide = max(wide, line.MinSize().Width)
		}
		return fyne.NewSize(wide+2*Space, float32(len(lines))*lineHeight(SizeCaption)+1.5*Space)
	}
	r.place = func(area fyne.Size) {
		face.Resize(area)
		for i, line := range lines {
			put(line, Space, 0.75*Space+float32(i)*lineHeight(SizeCaption), area.Width, lineHeight(SizeCaption))
		}
	}
	return draw(r)
}
