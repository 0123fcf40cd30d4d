package views

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"attain/views/widgets"
)

// openAbout shows the version and build, and copies diagnostics.
func (s *shell) openAbout() {
	text := s.deps.Text
	b := thisBuild(s.options.Version)
	words := widget.NewLabel(aboutWords(text, s.options.LogFile))
	words.Wrapping = fyne.TextWrapWord
	version := widget.NewLabel(b.words(text))
	s.Ask(text("views.about.menu"), container.NewVBox(widgets.NewTitle(text("views.shell.program")), version, words),
		text("views.about.copy"), func() error {
			s.app.Clipboard().SetContent(diagnostics(b, s.settings, s.windowFacts()))
			s.Say(text("views.about.copied"))
			return nil
		})
}

// windowFacts reads what diagnostics tell of the window.
func (s *shell) windowFacts() windowFacts {
	canvas := s.window.Canvas()
	size := canvas.Size()
	facts := windowFacts{page: s.shown, wide: size.Width, high: size.Height, scale: canvas.Scale(), people: len(s.reps)}
	if info, err := os.Stat(s.options.Path); err == nil {
		facts.database = info.Size()
	}
	return facts
}
