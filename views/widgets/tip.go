package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Tip shows a hint while the pointer rests on an object. The object keeps its
// own behaviour: clicks reach it, hovering and cursor are passed on to it.
type Tip struct {
	widget.BaseWidget
	object  fyne.CanvasObject
	text    string
	overlay *Overlay
	wait    debounce
	sensor  *tipSensor
}

// WithTip gives an object a hint. The returned object stands in its place.
func WithTip(overlay *Overlay, object fyne.CanvasObject, text string) *Tip {
	t := &Tip{object: object, text: text, overlay: overlay, wait: debounce{runner: overlay.runner, d: tipDelay}}
	t.sensor = &tipSensor{tip: t}
	t.sensor.ExtendBaseWidget(t.sensor)
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the hint; "" shows none.
func (t *Tip) Set(text string) { t.text = text }

// Parts are the object with the hint.
func (t *Tip) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{t.object} }

// CreateRenderer is Fyne's.
func (t *Tip) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{t.object, t.sensor},
		min:     t.object.MinSize,
		place: func(area fyne.Size) {
			t.object.Resize(area)
			t.sensor.Resize(area)
		},
	})
}

// tipSensor lies over the object and feels the pointer. It takes no clicks,
// so those go to what is beneath.
type tipSensor struct {
	widget.BaseWidget
	tip *Tip
}

// CreateRenderer is Fyne's.
func (*tipSensor) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{min: func() fyne.Size { return fyne.Size{} }})
}

func (s *tipSensor) under() desktop.Hoverable {
	hoverable, _ := s.tip.object.(desktop.Hoverable)
	return hoverable
}

// MouseIn is Fyne's.
func (s *tipSensor) MouseIn(event *desktop.MouseEvent) {
	if under := s.under(); under != nil {
		under.MouseIn(event)
	}
	at := event.AbsolutePosition
	s.tip.wait.call(func() { s.tip.overlay.ShowTip(s.tip.text, at) })
}

// MouseMoved is Fyne's.
func (s *tipSensor) MouseMoved(event *desktop.MouseEvent) {
	if under := s.under(); under != nil {
		under.MouseMoved(event)
	}
}

// MouseOut is Fyne's.
func (s *tipSensor) MouseOut() {
	if under := s.under(); under != nil {
		under.MouseOut()
	}
	s.tip.wait.cancel()
	s.tip.overlay.HideTip()
}

// Cursor is the object's own.
func (s *tipSensor) Cursor() desktop.Cursor {
	if object, ok := s.tip.object.(desktop.Cursorable); ok {
		return object.Cursor()
	}
	return desktop.DefaultCursor
}
