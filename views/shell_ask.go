package views

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app/sales"
	"attain/views/widgets"
)

// dialogWide is a dialog's least width, in logical pixels.
const dialogWide float32 = 520

// Ask shows a dialog with a body and a button for its word; an error of
// submit is shown under the body and keeps the dialog open.
func (s *shell) Ask(title string, body fyne.CanvasObject, word string, submit func() error) {
	if word == "" {
		s.show(title, body, dialogWide, nil)
		return
	}
	form := widgets.NewForm(s.deps.Keyboard, word, s.deps.Text("views.shell.cancel"), body)
	form.OnSubmit = func() {
		if err := submit(); err != nil {
			form.Fail(ErrorText(s.deps.Text, err))
			return
		}
		s.CloseDialog()
	}
	form.OnCancel = s.CloseDialog
	s.show(title, form, dialogWide, form.First())
}

// AskForm shows a form on a dialog.
func (s *shell) AskForm(ask FormDialog) {
	stay := ask.Cancel
	if stay == "" {
		stay = s.deps.Text("views.shell.cancel")
	}
	form := widgets.NewForm(s.deps.Keyboard, ask.Submit, stay, ask.Rows...)
	form.OnCancel = s.CloseDialog
	wide := ask.Wide
	if wide == 0 {
		wide = dialogWide
	}
	first := ask.First
	switch {
	case ask.Loses:
		first = form.WayBack()
	case first == nil:
		first = form.First()
	}
	dialog := s.show(ask.Title, form, wide, first)
	was := form.Filled()
	dialog.OnLeave(func() bool {
		if slices.Equal(form.Filled(), was) {
			return true
		}
		s.askLeave(dialog)
		return false
	})
	form.OnLeave = dialog.Leave
	form.OnSubmit = func() {
		form.Fail("")
		command, err := ask.Read()
		if err != nil {
			placeError(s.deps.Text, form, ask.Fields, err)
			return
		}
		s.submit(form, ask, dialog, command)
	}
}

// askLeave asks whether what was typed into a dialog may be lost.
func (s *shell) askLeave(dialog *widgets.Dialog) {
	text := s.deps.Text
	s.AskForm(FormDialog{
		Title: text("views.shell.leave"), Submit: text("views.shell.leaveYes"), Cancel: text("views.shell.leaveNo"), Loses: true,
		Rows: []fyne.CanvasObject{widgets.NewParagraph(text("views.shell.leaveWhy"), widgets.SizeBody, widgets.RoleNone)},
		Read: func() (Command, error) { return nil, nil },
		Done: func() { s.closeOne(dialog) },
	})
}

// submit runs a form's command and closes its dialog once it has succeeded.
func (s *shell) submit(form *widgets.Form, ask FormDialog, dialog *widgets.Dialog, command Command) {
	finish := func() {
		s.closeOne(dialog)
		if ask.Done != nil {
			ask.Done()
		}
	}
	if command == nil {
		finish()
		return
	}
	form.SetBusy(true)
	var err error
	ctx, ended := s.begin()
	form.OnCancel, form.OnLeave = ended, ended // stop the command; the form stays
	s.options.Runner.Go(func() { err = command(ctx) }, func() {
		ended()
		form.SetBusy(false)
		form.OnCancel, form.OnLeave = s.CloseDialog, dialog.Leave
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				s.options.Log.Error("form", "error", err)
			}
			placeError(s.deps.Text, form, ask.Fields, err)
			return
		}
		finish()
	})
}

// placeError shows every error that was joined beside the field it names, or
// under the form where it names none of them.
func placeError(text sales.Text, form *widgets.Form, fields map[string]*widgets.Field, err error) {
	for _, one := range sales.Faults(err) {
		var invalid *sales.Invalid
		if errors.As(one, &invalid) && fields[invalid.Field] != nil {
			fields[invalid.Field].SetError(ErrorText(text, one))
		} else {
			form.Fail(ErrorText(text, one))
		}
	}
	form.ShowProblem()
}

// show opens a dialog over the window; bodies higher than the window scroll.
func (s *shell) show(title string, body fyne.CanvasObject, wide float32, first fyne.Focusable) *widgets.Dialog {
	// Text that wraps knows its height only at a width.
	body.Resize(fyne.NewSize(wide-4*widgets.Space, body.MinSize().Height))
	_, form := body.(*widgets.Form)
	whole, place := s.strip.open(s.deps, s.reach(body), !form)
	dialog := widgets.NewDialog(s.overlay, title, whole, wide, first)
	place.fit = dialog.Fit
	s.dialogs = append(s.dialogs, dialog)
	s.strip.show() // what takes long already
	strip := s.strip
	dialog.OnClosed(func() {
		strip.close(place)
		s.forget(dialog)
		if len(s.dialogs) == 0 && s.window.Canvas().Focused() == nil {
			s.focusPage() // what had the keyboard before is gone, or the page is new
		}
	})
	dialog.Show()
	return dialog
}

// reach lets a body scroll that is too high for the window.
func (s *shell) reach(body fyne.CanvasObject) fyne.CanvasObject {
	room := s.window.Canvas().Size().Height - 14*widgets.Space
	want := body.MinSize()
	if want.Height <= room || room <= 0 {
		return body
	}
	scroll := container.NewVScroll(body)
	scroll.SetMinSize(fyne.NewSize(want.Width, room))
	if form, is := body.(*widgets.Form); is {
		form.Reveal = revealIn(scroll)
	}
	return scroll
}

// revealIn brings what a scroll holds into its view.
func revealIn(scroll *container.Scroll) func(fyne.CanvasObject) {
	return func(object fyne.CanvasObject) {
		place := fyne.CurrentApp().Driver().AbsolutePositionForObject
		top := place(object).Y - place(scroll.Content).Y
		switch end := top + object.Size().Height; {
		case top < scroll.Offset.Y:
			scroll.ScrollToOffset(fyne.NewPos(0, top))
		case end > scroll.Offset.Y+scroll.Size().Height:
			scroll.ScrollToOffset(fyne.NewPos(0, end-scroll.Size().Height))
		}
	}
}

// CloseDialog closes the topmost dialog.
func (s *shell) CloseDialog() {
	if n := len(s.dialogs); n > 0 {
		s.closeOne(s.dialogs[n-1])
	}
}

// leaveDialog closes the topmost dialog for the user, who may be asked first,
// and reports whether there is one.
func (s *shell) leaveDialog() bool {
	n := len(s.dialogs)
	if n > 0 {
		s.dialogs[n-1].Leave()
	}
	return n > 0
}

func (s *shell) closeOne(dialog *widgets.Dialog) {
	dialog.Close()
	s.forget(dialog)
}

func (s *shell) forget(dialog *widgets.Dialog) {
	for i, open := range s.dialogs {
		if open == dialog {
			s.dialogs = append(s.dialogs[:i], s.dialogs[i+1:]...)
			return
		}
	}
}
