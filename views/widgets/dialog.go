package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a card over the dimmed window that holds the keyboard until it is
// closed.
type Dialog struct {
	pop     *widget.PopUp
	overlay *Overlay
	first   fyne.Focusable
	before  fyne.Focusable
	canvas  fyne.Canvas
	onClose []func()
	onLeave func() bool
}

// NewDialog puts body under a title on a dialog at least wide logical pixels
// wide, for the window the overlay is in. first gets the keyboard; it may be
// nil.
func NewDialog(overlay *Overlay, title string, body fyne.CanvasObject, wide float32, first fyne.Focusable) *Dialog {
	d := &Dialog{overlay: overlay, first: first, canvas: overlay.canvasOf(overlay)}
	shut := newIconTap(theme.CancelIcon(), d.Leave)
	head := container.NewBorder(nil, nil, nil, shut, NewTitle(title).Shrink(80))
	content := container.New(layout.NewCustomPaddedLayout(1.5*Space, 2*Space, 2*Space, 2*Space),
		container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, 1.5*Space, 0, 0), head), nil, nil, nil, body))
	floor := newFace()
	floor.SetMinSize(fyne.NewSize(wide, 1))
	d.pop = widget.NewModalPopUp(container.NewStack(floor, content), d.canvas)
	if form, ok := body.(*Form); ok && form.OnCancel == nil {
		form.OnCancel = d.Close
	}
	return d
}

// OnClosed calls f when the dialog goes away, besides what is called already,
// and returns it.
func (d *Dialog) OnClosed(f func()) *Dialog {
	d.onClose = append(d.onClose, f)
	return d
}

// OnLeave is asked, before the user closes the dialog by its cross or Escape,
// whether that may be, and returns it.
func (d *Dialog) OnLeave(f func() bool) *Dialog {
	d.onLeave = f
	return d
}

// Leave closes the dialog unless OnLeave objects.
func (d *Dialog) Leave() {
	if d.onLeave == nil || d.onLeave() {
		d.Close()
	}
}

// Show opens the dialog.
func (d *Dialog) Show() {
	d.before = d.canvas.Focused()
	d.overlay.HideTip()
	d.pop.Show()
	d.pop.Refresh() // text that wraps knew its height only once it was laid out
	if d.first != nil {
		d.canvas.Focus(d.first)
	}
}

// Close takes the dialog away and gives the keyboard back.
func (d *Dialog) Close() {
	if !d.pop.Visible() {
		return
	}
	d.pop.Hide()
	if d.before != nil {
		d.canvas.Focus(d.before)
	}
	for _, closed := range d.onClose {
		closed()
	}
}

// Fit makes the dialog as high as its body now is.
func (d *Dialog) Fit() { d.pop.Refresh() }

// Open reports whether the dialog is shown.
func (d *Dialog) Open() bool { return d.pop.Visible() }
