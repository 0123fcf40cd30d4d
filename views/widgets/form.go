package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// submitDelay lets the last Korean syllable arrive, which on X11 comes after
// the Enter that ends it.
const submitDelay = 50 * time.Millisecond

// Field is an input under its label, with a hint or an error beneath it.
type Field struct {
	widget.BaseWidget
	// Input is what is filled in.
	Input fyne.CanvasObject

	label    *Text
	note     *Paragraph // wraps: a sentence may be longer than the input
	link     *fieldLink // over the note where it opens something
	hint     string
	problem  string
	required bool
	name     string
}

// NewField puts a label over an input.
func NewField(label string, input fyne.CanvasObject) *Field {
	f := &Field{Input: input, name: label}
	f.label = NewText(label, SizeCaption, RoleMuted).Shrink(40)
	f.note = NewParagraph("", SizeCaption, RoleMuted)
	f.link = newFieldLink()
	f.ExtendBaseWidget(f)
	return f
}

// Require marks the field as one that must be filled, and returns it.
func (f *Field) Require() *Field {
	f.required = true
	f.Refresh()
	return f
}

// Hint says beneath the input what is expected, and returns the field.
func (f *Field) Hint(text string) *Field {
	f.Offer(text, nil)
	return f
}

// Offer is Hint with words that open something by a click, or by Alt+Enter in the
// input: a place for Tab that comes and goes while one types would lead it
// astray. With a nil open they only say it.
func (f *Field) Offer(text string, open func()) {
	f.hint, f.link.open = text, open
	if input, is := f.Input.(interface{ offer(open func()) }); is {
		input.offer(open)
	}
	f.Refresh()
}

// OpenOffer opens what the words offer, as a click on them does.
func (f *Field) OpenOffer() { f.link.open() }

// SetError shows what is wrong with the input; "" takes it away.
func (f *Field) SetError(problem string) {
	f.problem = problem
	f.Refresh()
}

// Error is what is shown as wrong, or "".
func (f *Field) Error() string { return f.problem }

// Label is the field's name.
func (f *Field) Label() string { return f.name }

// check shows the problem the input itself knows and reports whether there is
// none.
func (f *Field) check() bool {
	if checked, ok := f.Input.(interface{ Problem() string }); ok {
		f.SetError(checked.Problem())
	} else {
		f.SetError("")
	}
	return f.problem == ""
}

// noteHeight is how high the hint or error is at a width; a line, while the
// width is not known.
func (f *Field) noteHeight(wide float32) float32 {
	if wide <= 0 {
		return f.label.MinSize().Height
	}
	f.note.Resize(fyne.NewSize(wide, f.note.Size().Height))
	return f.note.MinSize().Height
}

// CreateRenderer is Fyne's.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	r := &sketch{objects: []fyne.CanvasObject{f.label, f.Input, f.link, f.note}}
	r.paint = func() {
		name := f.name
		if f.required {
			name += " *"
		}
		f.label.Set(name, RoleMuted)
		switch {
		case f.problem != "":
			f.note.Set(f.problem, RoleOffTrack)
		case f.link.open != nil:
			f.note.Set(f.hint, RoleAccent)
		default:
			f.note.Set(f.hint, RoleMuted)
		}
		f.note.Hidden = f.problem == "" && f.hint == ""
		f.link.Hidden = f.note.Hidden || f.problem != "" || f.link.open == nil
		if f.Size().Width > 0 {
			r.place(f.Size())
		}
	}
	r.min = func() fyne.Size {
		want := f.Input.MinSize()
		want.Width = max(want.Width, 120, f.label.MinSize().Width)
		want.Height += f.label.MinSize().Height + 3
		if !f.note.Hidden {
			want.Height += f.noteHeight(f.Size().Width) + 3
		}
		return want
	}
	r.place = func(area fyne.Size) {
		high := f.label.MinSize().Height
		put(f.label, 0, 0, area.Width, high)
		bottom := area.Height
		if !f.note.Hidden {
			note := f.noteHeight(area.Width)
			bottom -= note + 3
			put(f.note, 0, bottom+3, area.Width, note)
			put(f.link, -Space/2, bottom+1, area.Width+Space, note+4)
		}
		put(f.Input, 0, high+3, area.Width, bottom-high-3)
	}
	return draw(r)
}

// Form is the body of a dialog: fields in the order the Tab key takes them,
// then Cancel and the submit button. Submitting waits a moment for the last
// Korean syllable; while a field's input has a problem it shows it instead.
type Form struct {
	widget.BaseWidget
	// OnSubmit is called when everything that inputs check by themselves is in
	// order. OnCancel is called by the Cancel button, and by Escape where OnLeave
	// is nil, which is called by it else: it may ask first.
	OnSubmit, OnCancel, OnLeave func()
	// Reveal brings a field into view where the form scrolls; it may be nil.
	Reveal func(fyne.CanvasObject)

	runner   Runner
	keyboard *Keyboard
	rows     []fyne.CanvasObject
	fields   []*Field
	submit   *Button
	cancel   *Button
	failure  *Paragraph
	waiting  bool
	stop     func()
	body     *fyne.Container
}

// NewForm makes a form of rows, each of them a Field or a container with
// Fields in it. keyboard moves between them, submit and cancel are the labels of
// the buttons.
func NewForm(keyboard *Keyboard, submit, cancel string, rows ...fyne.CanvasObject) *Form {
	f := &Form{runner: keyboard.Runner, keyboard: keyboard, rows: rows, failure: NewParagraph("", SizeBody, RoleOffTrack)}
	f.submit = NewButton(submit, f.Submit)
	f.submit.Importance = widget.HighImportance
	f.cancel = NewButton(cancel, f.Cancel)
	f.submit.joinForm(f.Submit, f.leave)
	f.cancel.joinForm(f.Submit, f.leave)
	f.failure.Hide()
	for _, row := range rows {
		f.adopt(row)
	}
	f.ExtendBaseWidget(f)
	return f
}

// adopt finds the fields in a row and joins their inputs to the form.
func (f *Form) adopt(object fyne.CanvasObject) {
	switch object := object.(type) {
	case *Field:
		f.fields = append(f.fields, object)
		f.adopt(object.Input)
	case *fyne.Container:
		for _, child := range object.Objects {
			f.adopt(child)
		}
	case interface{ joinForm(submit, cancel func()) }:
		object.joinForm(f.Submit, f.leave)
		if input, is := object.(interface{ Steer(*Keyboard) }); is {
			input.Steer(f.keyboard)
		}
	}
}

// First is what takes the keyboard when the form opens: the first input, or the
// button that submits a form without one.
func (f *Form) First() fyne.Focusable {
	for _, field := range f.fields {
		if input, ok := field.Input.(fyne.Focusable); ok {
			return input
		}
	}
	return f.submit
}

// WayBack is the button that leaves the form without doing what it asks.
func (f *Form) WayBack() fyne.Focusable { return f.cancel }

// Submit checks the fields after a moment and calls OnSubmit.
func (f *Form) Submit() {
	if f.waiting {
		return
	}
	f.waiting = true
	f.stop = f.runner.After(submitDelay, func() {
		f.waiting = false
		sound := true
		for _, field := range f.fields {
			sound = field.check() && sound
		}
		f.ShowProblem()
		if sound && f.OnSubmit != nil {
			f.OnSubmit()
		}
	})
}

// ShowProblem makes room for the errors of the fields, brings the first into
// view and gives it the keyboard, or else shows what Fail says.
func (f *Form) ShowProblem() {
	f.relay()
	for _, field := range f.fields {
		if field.problem == "" {
			continue
		}
		f.reveal(field)
		if input, is := field.Input.(fyne.Focusable); is {
			f.keyboard.Focus(input)
		}
		return
	}
	if f.failure.Visible() {
		f.reveal(f.failure)
	}
}

func (f *Form) reveal(object fyne.CanvasObject) {
	if f.Reveal != nil {
		f.Reveal(object)
	}
}

// Filled is what stands in the inputs, in their order: it tells whether anything
// has been typed or chosen since.
func (f *Form) Filled() []string {
	var filled []string
	for _, row := range f.rows {
		filled = filledIn(row, filled)
	}
	return filled
}

// Fill puts back what Filled told of a form with the same inputs.
func (f *Form) Fill(filled []string) {
	if len(filled) != len(f.Filled()) {
		return
	}
	for _, row := range f.rows {
		filled = fillIn(row, filled)
	}
}

func fillIn(object fyne.CanvasObject, filled []string) (rest []string) {
	switch object := object.(type) {
	case *Field:
		return fillIn(object.Input, filled)
	case *fyne.Container:
		for _, child := range object.Objects {
			filled = fillIn(child, filled)
		}
	case interface{ fill(text string) }:
		object.fill(filled[0])
		return filled[1:]
	}
	return filled
}

func filledIn(object fyne.CanvasObject, filled []string) []string {
	switch object := object.(type) {
	case *Field:
		return filledIn(object.Input, filled)
	case *fyne.Container:
		for _, child := range object.Objects {
			filled = filledIn(child, filled)
		}
	case interface{ filled() string }:
		return append(filled, object.filled())
	}
	return filled
}

// Cancel forgets a submission that waits and calls OnCancel.
func (f *Form) Cancel() {
	if f.waiting {
		f.stop()
		f.waiting = false
	}
	if f.OnCancel != nil {
		f.OnCancel()
	}
}

// leave is what Escape does.
func (f *Form) leave() {
	if f.OnLeave == nil {
		f.Cancel()
		return
	}
	f.OnLeave()
}

// Fail shows beneath the fields what belongs to none of them; "" takes it away.
func (f *Form) Fail(sentence string) {
	f.failure.Set(sentence, RoleOffTrack)
	f.failure.Hidden = sentence == ""
	f.relay()
}

// Failure is the sentence shown by Fail.
func (f *Form) Failure() string { return f.failure.Text() }

// SetBusy keeps the form from being submitted twice.
func (f *Form) SetBusy(busy bool) {
	if busy {
		f.submit.Disable()
	} else {
		f.submit.Enable()
	}
}

// Relayout makes room after a field's error came or went.
func (f *Form) relay() {
	if f.body != nil {
		f.body.Refresh()
	}
	f.Refresh()
}

// CreateRenderer is Fyne's.
func (f *Form) CreateRenderer() fyne.WidgetRenderer {
	buttons := container.NewHBox(layout.NewSpacer(), f.cancel, f.submit)
	objects := append(append([]fyne.CanvasObject{}, f.rows...), f.failure)
	f.body = container.New(layout.NewCustomPaddedVBoxLayout(1.25*Space), objects...)
	whole := container.NewBorder(nil, container.New(layout.NewCustomPaddedLayout(2*Space, 0, 0, 0), buttons), nil, nil, f.body)
	return draw(&sketch{
		objects: []fyne.CanvasObject{whole},
		min:     whole.MinSize,
		place:   func(area fyne.Size) { whole.Resize(area) },
	})
}
