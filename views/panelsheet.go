package views

import (
	"cmp"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/views/widgets"
)

// sheet is the content of a side panel: parts below each other, which scroll
// together.
type sheet struct {
	box   *fyne.Container
	whole fyne.CanvasObject
}

// newSheet makes a sheet on which nothing is loaded yet.
func newSheet() sheet {
	s := sheet{box: container.New(&wrapColumn{gap: widgets.Space / 2}, widgets.NewSkeleton(6))}
	s.whole = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 2*widgets.Space, 2*widgets.Space, 2*widgets.Space), s.box))
	return s
}

// Object is the panel's content.
func (s sheet) Object() fyne.CanvasObject { return s.whole }

// set puts parts in the place of those before; the keyboard stays at its place.
func (s sheet) set(on fyne.Canvas, parts ...fyne.CanvasObject) {
	keepKeyboard(on, s.box, func() { s.box.Objects = parts })
	s.box.Refresh()
	s.whole.Refresh() // what wraps is as high as it is only now
}

// sectionTitle heads a part of a sheet.
func sectionTitle(words string) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(widgets.Space, 0, 0, 0), widgets.NewTitle(words))
}

// factName is the most room for the name of a fact, in logical pixels.
const factName float32 = 160

// factShown is how many letters of a value a panel surely shows.
const factShown = 24

// factGap is the room above and below a fact.
const factGap float32 = 2

// factGrid puts names beside values; what is too long is said whole under the
// pointer. open says what a value opens; nil:
// nothing.
func factGrid(overlay *widgets.Overlay, lines []fact, open func(fact) func()) fyne.CanvasObject {
	grid := container.New(layout.NewFormLayout())
	for _, line := range lines {
		name := widgets.NewText(line.name, widgets.SizeCaption, widgets.RoleMuted)
		if name.MinSize().Width > factName {
			name.Shrink(factName) // what a lead is known by may have any name
		}
		grid.Add(container.New(layout.NewCustomPaddedLayout(factGap+2, factGap, 0, 2*widgets.Space), name))
		opens := open(line)
		if opens == nil {
			var value fyne.CanvasObject = widgets.NewText(line.value, widgets.SizeBody, line.role).Shrink(60)
			if utf8.RuneCountInString(line.value) > factShown {
				value = widgets.WithTip(overlay, value, line.value)
			}
			grid.Add(container.New(layout.NewCustomPaddedLayout(factGap, factGap, 0, 0), value))
			continue
		}
		value := widgets.NewText(line.value, widgets.SizeBody, cmp.Or(line.role, widgets.RoleAccent)).Shrink(60)
		grid.Add(container.New(layout.NewCustomPaddedLayout(factGap-rowInset, factGap-rowInset, -rowInset, 0), newTapRow(value, opens, nil)))
	}
	return grid
}
