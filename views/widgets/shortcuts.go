package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Shortcut is a key combination as the user reads it, and what it does.
type Shortcut struct{ Keys, Text string }

// ShortcutGroup is a titled list of shortcuts.
type ShortcutGroup struct {
	Title string
	Items []Shortcut
}

// NewShortcutSheet shows the groups in two columns.
func NewShortcutSheet(groups []ShortcutGroup) fyne.CanvasObject {
	var sides [2][]fyne.CanvasObject
	var lines [2]int
	for _, group := range groups {
		side := 0
		if lines[1] < lines[0] {
			side = 1
		}
		lines[side] += len(group.Items) + 2
		rows := []fyne.CanvasObject{NewText(group.Title, SizeBody, RoleNone).Bold()}
		for _, item := range group.Items {
			rows = append(rows, container.NewBorder(nil, nil, nil, newKeyCap(item.Keys),
				container.NewVBox(layout.NewSpacer(), NewText(item.Text, SizeBody, RoleMuted), layout.NewSpacer())))
		}
		sides[side] = append(sides[side], container.New(layout.NewCustomPaddedVBoxLayout(Space/4), rows...))
	}
	return container.New(layout.NewCustomPaddedHBoxLayout(4*Space), NewColumn(sides[0]...), NewColumn(sides[1]...))
}

// keyCap is a key combination in a frame.
type keyCap struct {
	widget.BaseWidget
	keys string
}

func newKeyCap(keys string) *keyCap {
	k := &keyCap{keys: keys}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer is Fyne's.
func (k *keyCap) CreateRenderer() fyne.WidgetRenderer {
	face, text := newFace(), newLine(false)
	return draw(&sketch{
		objects: []fyne.CanvasObject{face, text},
		paint: func() {
			dressFace(face, ColorSunken, ColorBorder, 4)
			dress(text, ColorText, SizeCaption)
			text.Text = k.keys
		},
		min: func() fyne.Size {
			return fyne.NewSize(width(k.keys, size(SizeCaption), false)+1.5*Space, lineHeight(SizeCaption)+6)
		},
		place: func(area fyne.Size) {
			high := lineHeight(SizeCaption) + 6
			put(face, 0, (area.Height-high)/2, area.Width, high)
			want := text.MinSize()
			put(text, (area.Width-want.Width)/2, (area.Height-want.Height)/2, want.Width, want.Height)
		},
	})
}
