package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// fieldLink is the area under a field's words that opens what they offer, by
// the pointer alone.
type fieldLink struct {
	widget.BaseWidget
	open    func()
	hovered bool
}

func newFieldLink() *fieldLink {
	l := &fieldLink{}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped answers a click.
func (l *fieldLink) Tapped(*fyne.PointEvent) { l.open() }

// Cursor is what the pointer looks like here.
func (*fieldLink) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn lights the area up.
func (l *fieldLink) MouseIn(*desktop.MouseEvent) { l.light(true) }

// MouseMoved is Fyne's.
func (*fieldLink) MouseMoved(*desktop.MouseEvent) {}

// MouseOut puts the light out.
func (l *fieldLink) MouseOut() { l.light(false) }

func (l *fieldLink) light(hovered bool) {
	l.hovered = hovered
	l.Refresh()
}

// CreateRenderer is Fyne's.
func (l *fieldLink) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	return draw(&sketch{
		objects: []fyne.CanvasObject{face},
		paint: func() {
			dressFace(face, "", "", 4)
			if l.hovered {
				dressFace(face, ColorSelected, "", 4)
			}
		},
		min:   func() fyne.Size { return fyne.NewSize(1, 1) },
		place: func(area fyne.Size) { face.Resize(area) },
	})
}
