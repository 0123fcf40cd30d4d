package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Toast is a message that goes away by itself. Action, if not empty, is the
// label of a button ("Undo") that calls OnAction and ends the toast.
type Toast struct {
	Text     string
	Role     Role
	Action   string
	OnAction func()
	// For is how long it stays; 0 means six seconds.
	For time.Duration
}

const (
	toastTime = 6 * time.Second
	mostToast = 3
)

type toast struct {
	widget.BaseWidget
	shield
	Toast
	text   *Text
	action *Button
	stop   func()
}

// Toast shows the message at the bottom of the window.
func (o *Overlay) Toast(message Toast) {
	t := &toast{Toast: message, text: NewText(message.Text, SizeBody, RoleNone).Shrink(80)}
	t.ExtendBaseWidget(t)
	if message.Action != "" {
		t.action = NewButton(message.Action, func() {
			o.endToast(t)
			if message.OnAction != nil {
				message.OnAction()
			}
		})
		t.action.Importance = widget.LowImportance
	}
	stay := message.For
	if stay == 0 {
		stay = toastTime
	}
	t.stop = o.runner.After(stay, func() { o.endToast(t) })
	o.toasts = append(o.toasts, t)
	o.layer.Add(t)
	for len(o.toasts) > mostToast {
		o.endToast(o.toasts[0])
	}
	o.placeToasts()
}

// Toasts are the texts of the messages shown, oldest first.
func (o *Overlay) Toasts() []string {
	texts := make([]string, len(o.toasts))
	for i, t := range o.toasts {
		texts[i] = t.Text
	}
	return texts
}

// EndOffers takes the messages away that offer something to do, such as to take
// back a change that is no longer the newest; what only tells stays.
func (o *Overlay) EndOffers() {
	for _, t := range slices.Clone(o.toasts) {
		if t.Action != "" {
			o.endToast(t)
		}
	}
}

func (o *Overlay) endToast(t *toast) {
	i := slices.Index(o.toasts, t)
	if i < 0 {
		return
	}
	t.stop()
	o.toasts = slices.Delete(o.toasts, i, i+1)
	o.layer.Remove(t)
	o.placeToasts()
}

// placeToasts stacks the messages upwards from the bottom, the newest lowest.
func (o *Overlay) placeToasts() {
	area := o.Size()
	y := area.Height - 2*Space
	for _, t := range slices.Backward(o.toasts) {
		want := t.MinSize()
		want.Width = min(want.Width+t.text.full(), area.Width-4*Space)
		y -= want.Height
		put(t, (area.Width-want.Width)/2, y, want.Width, want.Height)
		y -= Space
	}
	// The layer has no layout, so neither adding nor removing draws anew.
	canvas.Refresh(o.layer)
}

// full is how much wider than its minimum the text would like to be.
func (t *Text) full() float32 {
	return max(0, width(t.text, size(t.size), t.bold)-t.MinSize().Width)
}

// CreateRenderer is Fyne's.
func (t *toast) CreateRenderer() fyne.WidgetRenderer {
	face, strip := newFace(), newFace()
	shadow := newFace()
	objects := []fyne.CanvasObject{shadow, face, strip, t.text}
	if t.action != nil {
		objects = append(objects, t.action)
	}
	return draw(&sketch{
		objects: objects,
		paint: func() {
			dressFace(shadow, ColorShadow, "", size(SizeRadius)+2)
			dressFace(face, ColorCard, ColorBorder, size(SizeRadius))
			dressFace(strip, t.Role.Fill(), "", 2)
		},
		min: func() fyne.Size {
			want := t.text.MinSize().AddWidthHeight(5*Space, 0)
			if t.action != nil {
				want.Width += t.action.MinSize().Width + Space
			}
			want.Height = 5 * Space
			return want
		},
		place: func(area fyne.Size) {
			put(shadow, -1, 1, area.Width+2, area.Height+2)
			face.Resize(area)
			put(strip, Space, Space*1.25, 4, area.Height-2.5*Space)
			right := area.Width - 2*Space
			if t.action != nil {
				want := t.action.MinSize()
				put(t.action, area.Width-want.Width-Space/2, (area.Height-want.Height)/2, want.Width, want.Height)
				right = area.Width - want.Width - 1.5*Space
			}
			line := t.text.MinSize().Height
			put(t.text, 3*Space, (area.Height-line)/2, right-3*Space, line)
		},
	})
}
