package views

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// places are the objects on root that can have the keyboard, in the order of
// Tab. Of a widget only those are found that it tells by Parts.
func places(root fyne.CanvasObject) []fyne.Focusable {
	var found []fyne.Focusable
	var parts []fyne.CanvasObject
	if focusable, can := root.(fyne.Focusable); can {
		found = append(found, focusable)
	}
	switch object := root.(type) {
	case *fyne.Container:
		parts = object.Objects
	case *container.Scroll:
		parts = []fyne.CanvasObject{object.Content}
	case interface{ Parts() []fyne.CanvasObject }:
		parts = object.Parts()
	}
	for _, part := range parts {
		if part != nil && part.Visible() {
			found = append(found, places(part)...)
		}
	}
	return found
}

// keepKeyboard changes what is on root. The keyboard stays at the place it has
// there among those of its kind, also where another object stands there now:
// left on one that is gone, it would answer no key.
func keepKeyboard(on fyne.Canvas, root fyne.CanvasObject, change func()) {
	focused := on.Focused()
	alike := func() []fyne.Focusable {
		return slices.DeleteFunc(places(root), func(place fyne.Focusable) bool { return reflect.TypeOf(place) != reflect.TypeOf(focused) })
	}
	at := slices.Index(alike(), focused)
	change()
	now := alike()
	if at < 0 || slices.Contains(now, focused) {
		return
	}
	for grown := len(now) > 0; grown && at >= len(now); now = alike() {
		on.Focus(now[len(now)-1]) // a list that grows makes more of its rows then
		grown = len(alike()) > len(now)
	}
	switch all := places(root); {
	case len(now) > 0:
		on.Focus(now[min(at, len(now)-1)])
	case len(all) > 0:
		on.Focus(all[0])
	default:
		on.Unfocus()
	}
}

// keep is keepKeyboard in the window.
func (d *Deps) keep(root fyne.CanvasObject, change func()) {
	keepKeyboard(d.Shell.Window().Canvas(), root, change)
}

// Parts are the row's content.
func (r *tapRow) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{r.content} }
