package views

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/views/widgets"
)

// fileStep asks for the file and what its rows are.
func (w *importWizard) fileStep() fyne.CanvasObject {
	place := textEntry(w.path)
	w.place = place
	place.PlaceHolder = w.text("views.import.pathHint")
	place.OnChanged = func(path string) {
		w.path = strings.Trim(strings.TrimSpace(path), `"`)
		w.allow(w.path != "")
	}
	place.OnSubmitted = func(string) {
		if w.path != "" {
			w.read()
		}
	}
	choose := newIconButton(w.text("views.import.choose"), theme.FolderOpenIcon(), func() {
		w.shell.chooseFile([]string{".csv", ".tsv", ".txt", ".xlsx"}, place.SetText)
	})
	guess := widgets.Option{ID: chooseAuto, Text: w.text("views.import.kindGuess")}
	kind := w.shell.deps.picker("", append([]widgets.Option{guess}, kindOptions(w.text, w.deps.Service.Text)...))
	kind.SetChosen(or(string(w.kind), chooseAuto))
	kind.OnChosen = func(id string) { w.kind = app.ImportKind(given(id)) }
	w.allow(w.path != "")
	return stepBody([]fyne.CanvasObject{
		widgets.NewField(w.text("views.import.file"), container.NewBorder(nil, nil, nil, choose, place)).Hint(w.text("views.import.fileWhy")),
		widgets.NewField(w.text("views.import.kind"), kind),
		widgets.NewTitle(w.text("views.import.order")),
		widgets.NewParagraph(w.text("views.import.orderWhy"), widgets.SizeBody, widgets.RoleMuted),
		widgets.NewParagraph(strings.Join(kindTexts(w.text), "  →  "), widgets.SizeBody, widgets.RoleNone),
		widgets.NewParagraph(w.text("views.import.safe"), widgets.SizeBody, widgets.RoleMuted),
	})
}

// allow lets the user go on or not.
func (w *importWizard) allow(on bool) {
	if on {
		w.next.Enable()
	} else {
		w.next.Disable()
	}
}

// chooseFile lets the user choose a file to read and tells its path.
func (s *shell) chooseFile(extensions []string, chosen func(path string)) {
	choice := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		if file == nil {
			return
		}
		path := file.URI().Path()
		if err := file.Close(); err != nil {
			s.Fail(err)
			return
		}
		chosen(path)
	}, s.window)
	choice.SetFilter(storage.NewExtensionFileFilter(extensions))
	s.ShowFiles(choice, s.deps.Text("views.shell.chooseFile"))
}

// chooseFolder lets the user choose a folder and tells its path.
func (s *shell) chooseFolder(chosen func(path string)) {
	s.ShowFiles(dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		if folder != nil {
			chosen(folder.Path())
		}
	}, s.window), s.deps.Text("views.shell.chooseFolder"))
}

// ShowFiles opens Fyne's dialog of files, large enough to find something. It
// stands over the window's own dialogs, and Escape leaves it before them.
func (s *shell) ShowFiles(choice *dialog.FileDialog, title string) {
	overlays := s.window.Canvas().Overlays()
	size, under := s.window.Canvas().Size(), overlays.Top()
	choice.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.8))
	choice.SetTitleText(title)
	choice.SetOnClosed(func() { s.files = nil })
	choice.Show()
	if overlays.Top() != under { // else the system shows a dialog of its own
		s.files = choice
	}
}

// leaveFiles leaves the dialog of files; false: none is open.
func (s *shell) leaveFiles() bool {
	if s.files == nil {
		return false
	}
	s.files.Dismiss()
	return true
}
