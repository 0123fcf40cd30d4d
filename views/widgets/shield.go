package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shield keeps the pointer from what lies beneath: Fyne hands clicks, wheel,
// hovering and dragging to the topmost object that takes them, each for
// itself, so a panel that takes only clicks would let a card be dragged away
// under it.
type shield struct{}

// Tapped takes a click.
func (shield) Tapped(*fyne.PointEvent) {}

// TappedSecondary takes a right click.
func (shield) TappedSecondary(*fyne.PointEvent) {}

// Scrolled takes the wheel.
func (shield) Scrolled(*fyne.ScrollEvent) {}

// Dragged takes a drag.
func (shield) Dragged(*fyne.DragEvent) {}

// DragEnd ends a drag.
func (shield) DragEnd() {}

// MouseIn takes the pointer.
func (shield) MouseIn(*desktop.MouseEvent) {}

// MouseMoved takes the pointer.
func (shield) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets the pointer go.
func (shield) MouseOut() {}

// Cursor is the plain pointer.
func (shield) Cursor() desktop.Cursor { return desktop.DefaultCursor }
