package views

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/views/widgets"
)

// tapRow is a line of a short list: it opens by a click or Enter, and where
// it stands for something to do, D or Space logs that as done. Up and Down go
// to its neighbours.
type tapRow struct {
	widget.BaseWidget
	content          fyne.CanvasObject
	more             func()                   // makes the rows after it; nil: they are there
	later            func() fyne.CanvasObject // makes the content when it comes into sight; nil: it is there
	open, done       func()
	menu             func(at fyne.Position) // by the other button or the menu key; nil: none
	neighbours       []*tapRow
	scroll           *container.Scroll // that the row is in, if any
	hovered, focused bool
}

// newTapRow makes a row of a content; open and done may be nil.
func newTapRow(content fyne.CanvasObject, open, done func()) *tapRow {
	r := &tapRow{content: content, open: open, done: done}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped opens.
func (r *tapRow) Tapped(*fyne.PointEvent) {
	if r.open != nil {
		r.open()
	}
}

// TappedSecondary shows the menu.
func (r *tapRow) TappedSecondary(at *fyne.PointEvent) { r.showMenu(at.AbsolutePosition) }

func (r *tapRow) showMenu(at fyne.Position) {
	if r.menu != nil {
		r.menu(at)
	}
}

// menuKey shows the menu below the row.
func (r *tapRow) menuKey() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
	r.showMenu(at.AddXY(2*widgets.Space, r.Size().Height))
}

// Cursor is a hand where there is something to open.
func (r *tapRow) Cursor() desktop.Cursor {
	if r.open == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn lights the row up.
func (r *tapRow) MouseIn(*desktop.MouseEvent) { r.light(true, r.focused) }

// MouseMoved is Fyne's.
func (*tapRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the light.
func (r *tapRow) MouseOut() { r.light(false, r.focused) }

// FocusGained shows the keyboard's place.
func (r *tapRow) FocusGained() {
	r.light(r.hovered, true)
	if r.more != nil {
		r.more()
	}
	r.reveal()
}

// reveal scrolls the row into sight.
func (r *tapRow) reveal() {
	if r.scroll == nil || r.scroll.Size().Height == 0 {
		return
	}
	top, bottom := r.Position().Y, r.Position().Y+r.Size().Height
	at := r.scroll.Offset
	at.Y = min(max(at.Y, bottom-r.scroll.Size().Height), top)
	r.scroll.ScrollToOffset(at)
	fillSight(r.scroll, r.neighbours)
}

// FocusLost is Fyne's.
func (r *tapRow) FocusLost() { r.light(r.hovered, false) }

func (r *tapRow) light(hovered, focused bool) {
	r.hovered, r.focused = hovered, focused
	r.Refresh()
}

// TypedRune logs as done on d, also with a Korean keyboard.
func (r *tapRow) TypedRune(letter rune) {
	if slices.Contains([]rune{'d', 'D', 'ㅇ'}, letter) && r.done != nil {
		r.done()
	}
}

// TypedKey opens, logs as done and goes to the neighbours.
func (r *tapRow) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		r.Tapped(nil)
	case fyne.KeySpace:
		if r.done != nil {
			r.done()
			return
		}
		r.Tapped(nil)
	case fyne.KeyUp:
		r.step(-1)
	case fyne.KeyDown:
		r.step(1)
	case desktop.KeyMenu:
		r.menuKey()
	case fyne.KeyF10:
		if driver, is := fyne.CurrentApp().Driver().(desktop.Driver); is && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
			r.menuKey()
		}
	default:
		passedFrom(r)(key)
	}
}

func (r *tapRow) step(by int) {
	on := fyne.CurrentApp().Driver().CanvasForObject(r)
	at := slices.Index(r.neighbours, r) + by
	if on != nil && at >= 0 && at < len(r.neighbours) {
		on.Focus(r.neighbours[at])
	}
}

// CreateRenderer is Fyne's.
func (r *tapRow) CreateRenderer() fyne.WidgetRenderer {
	return &tapRowRenderer{row: r, face: canvas.NewRectangle(color.Transparent)}
}

// tapRowRenderer lays the content over a face that shows pointer and focus.
type tapRowRenderer struct {
	row  *tapRow
	face *canvas.Rectangle
}

const rowInset = widgets.Space * 0.75

// Destroy is Fyne's.
func (*tapRowRenderer) Destroy() {}

// Layout gives the content its place.
func (r *tapRowRenderer) Layout(area fyne.Size) {
	r.face.Resize(area)
	r.row.place(area)
}

// place gives the content its place on the row.
func (r *tapRow) place(area fyne.Size) {
	r.content.Move(fyne.NewPos(rowInset, rowInset))
	r.content.Resize(area.SubtractWidthHeight(2*rowInset, 2*rowInset))
}

// MinSize is the content's with the room around it.
func (r *tapRowRenderer) MinSize() fyne.Size {
	return r.row.content.MinSize().AddWidthHeight(2*rowInset, 2*rowInset)
}

// Objects are the face and the content.
func (r *tapRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.face, r.row.content}
}

// Refresh shows pointer and focus.
func (r *tapRowRenderer) Refresh() {
	r.face.CornerRadius = theme.Size(widgets.SizeRadius)
	r.face.FillColor, r.face.StrokeColor, r.face.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.row.hovered && r.row.open != nil {
		r.face.FillColor = theme.Color(widgets.ColorHover)
	}
	if r.row.focused {
		r.face.StrokeColor, r.face.StrokeWidth = theme.Color(widgets.ColorAccent), 2
	}
	r.face.Refresh()
	r.row.content.Refresh()
}

// wrapColumn puts objects below each other at the full width; paragraphs among
// them are as high as their lines are at that width.
type wrapColumn struct{ gap float32 }

// MinSize is the least room it needs at the width it was laid out at.
func (w *wrapColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var want fyne.Size
	for i, object := range objects {
		least := object.MinSize()
		want.Width = max(want.Width, least.Width)
		want.Height += least.Height
		if i > 0 {
			want.Height += w.gap
		}
	}
	return want
}

// Layout gives everything its place.
func (w *wrapColumn) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	var y float32
	for _, object := range objects {
		object.Resize(fyne.NewSize(area.Width, object.MinSize().Height))
		high := object.MinSize().Height // known only now, at this width
		object.Resize(fyne.NewSize(area.Width, high))
		object.Move(fyne.NewPos(0, y))
		y += high + w.gap
	}
}

// split divides its room among objects by weight, side by side or, if
// vertical, below each other; none gets less than it needs.
type split struct {
	vertical bool
	gap      float32
	weights  []float32
}

func (s *split) length(size fyne.Size) float32 {
	if s.vertical {
		return size.Height
	}
	return size.Width
}

// MinSize is the least room it needs.
func (s *split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var want fyne.Size
	var long float32
	for _, object := range objects {
		least := object.MinSize()
		want = want.Max(least)
		long += s.length(least)
	}
	long += s.gap * float32(max(len(objects)-1, 0))
	if s.vertical {
		return fyne.NewSize(want.Width, long)
	}
	return fyne.NewSize(long, want.Height)
}

// Layout gives everything its place.
func (s *split) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	lengths := s.lengths(objects, s.length(area)-s.gap*float32(max(len(objects)-1, 0)))
	var at float32
	for i, object := range objects {
		if s.vertical {
			object.Move(fyne.NewPos(0, at))
			object.Resize(fyne.NewSize(area.Width, lengths[i]))
		} else {
			object.Move(fyne.NewPos(at, 0))
			object.Resize(fyne.NewSize(lengths[i], area.Height))
		}
		at += lengths[i] + s.gap
	}
}

// lengths shares the room by weight among those that want no more than their
// share; the others get their least.
func (s *split) lengths(objects []fyne.CanvasObject, room float32) []float32 {
	lengths := make([]float32, len(objects))
	for {
		var weights, left float32 = 0, room
		for i := range objects {
			left -= lengths[i]
			if lengths[i] == 0 {
				weights += s.weights[i]
			}
		}
		settled := true
		for i, object := range objects {
			if least := s.length(object.MinSize()); lengths[i] == 0 && least > left*s.weights[i]/weights {
				lengths[i], settled = least, false
			}
		}
		if !settled {
			continue
		}
		for i := range objects {
			if lengths[i] == 0 {
				lengths[i] = left * s.weights[i] / weights
			}
		}
		return lengths
	}
}
