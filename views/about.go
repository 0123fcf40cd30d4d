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
	said := text("views.about.words") + "\n\n" + text("views.about.diagnostics")
	if s.options.LogFile != "" {
		said += "\n\n" + text("views.about.log", "Path", s.options.LogFile)
	}
	words := widget.NewLabel(said)
	words.Wrapping = fyne.TextWrapWord
	version := widget.NewLabel(text("views.about.version", "Version", b.version) + "\n" +
		text("views.about.build", "Go", b.goVersion, "System", b.system, "Fyne", b.fyne))
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
	facts := windowFacts{page: s.shown, size: canvas.Size(), scale: canvas.Scale(), people: len(s.reps)}
	if info, err := os.Stat(s.options.Path); err == nil {
		facts.database = info.Size()
	}
	return facts
}
