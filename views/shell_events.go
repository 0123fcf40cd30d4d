package views

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// refreshDelay gathers the changes that follow each other into one reload.
const refreshDelay = 60 * time.Millisecond

// listen follows the service's changes until the returned function is called.
func (s *shell) listen() (stop func()) {
	return s.options.Service.Subscribe(func(event app.Event) {
		s.options.Runner.Post(func() { s.changed(event) })
	})
}

// changed makes the pages of the event's topics stale, reloads what is in
// view and offers to take the change back.
func (s *shell) changed(event app.Event) {
	if s.nav == nil {
		return
	}
	for name, page := range s.pages {
		if meet(page.Topics(), event.Topics) {
			s.stale[name] = true
		}
	}
	s.side.changed(event.Topics)
	if event.Restored {
		s.refresh.Cancel()
		s.rebuild(nil)
		return
	}
	s.offer(event)
	settings, team := slices.Contains(event.Topics, app.TopicSettings), slices.Contains(event.Topics, app.TopicTeam)
	s.refresh.Call(func() {
		if settings {
			s.settle()
		}
		if team {
			s.loadReps()
		}
		s.loadAsOf()
		s.reload()
		s.side.reload()
	})
}

// meet reports whether two lists of topics have one in common.
func meet(a, b []app.Topic) bool {
	return slices.ContainsFunc(a, func(topic app.Topic) bool { return slices.Contains(b, topic) })
}

// offer says what was done and offers undo, or redo after an undo.
func (s *shell) offer(event app.Event) {
	if event.Label == sales.LabelFounding {
		return
	}
	if s.quiet {
		s.held = &event
		return
	}
	toast := widgets.Toast{Text: s.deps.Format.Label(event.Label), Role: widgets.RoleAccent, Action: s.deps.Text("views.shell.undo"), OnAction: s.undo}
	switch {
	case event.Undo && s.redoing:
		toast.Text = s.deps.Text("views.shell.redone", "What", toast.Text)
	case event.Undo:
		toast.Text = s.deps.Text("views.shell.undone", "What", toast.Text)
		toast.Action, toast.OnAction = s.deps.Text("views.shell.redo"), s.redo
	}
	s.overlay.EndOffers()
	s.overlay.Toast(toast)
}

// hush holds back what was done while a dialog says so itself, whose edge
// would cut the message, and tells it once that is closed.
func (s *shell) hush(on bool) {
	s.quiet = on
	if held := s.held; held != nil && !on {
		s.held = nil
		s.offer(*held)
	}
}

// settle reads the settings again and rebuilds the window where they changed.
func (s *shell) settle() {
	Load(s.load, s.ctx, s.deps.Service.Settings, func(settings sales.Settings, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		if settings.Language != s.stored {
			s.options.Lang = "" // somebody chose another one
		}
		settings = s.spoken(settings)
		if reflect.DeepEqual(settings, s.settings) {
			return
		}
		toasts := s.overlay.Toasts()
		if err := s.apply(settings); err != nil {
			s.Fail(err)
			return
		}
		if len(toasts) > 0 && s.nav != nil {
			s.overlay.Toast(widgets.Toast{
				Text: s.deps.Text("views.did.saveSettings"), Role: widgets.RoleAccent, Action: s.deps.Text("views.shell.undo"), OnAction: s.undo,
			})
		}
	})
}

// spoken notes the language that the database says and puts the one in its
// place that the window was started with.
func (s *shell) spoken(settings sales.Settings) sales.Settings {
	s.stored = settings.Language
	if s.options.Lang != "" {
		settings.Language = s.options.Lang
	}
	return settings
}

// Speak goes over to a language that the user chose, also where the window was
// started with another one.
func (s *shell) Speak(lang string) {
	if s.options.Lang != "" {
		s.options.Lang = lang
		s.settle()
	}
}

// rebuild builds the window anew for the settings that are there now; done,
// if any, is called then.
func (s *shell) rebuild(done func()) {
	s.side.close()
	Load(s.load, s.ctx, s.deps.Service.Settings, func(settings sales.Settings, err error) {
		if err == nil {
			err = s.apply(s.spoken(settings))
		}
		switch {
		case err != nil:
			s.Fail(err)
		case done != nil:
			done()
		}
	})
}

// undo takes back the newest change.
func (s *shell) undo() {
	s.redoing = false
	s.run(func(ctx context.Context) error { _, err := s.deps.Service.Undo(ctx); return err }, nil)
}

// redo does the newest undone change again.
func (s *shell) redo() {
	s.redoing = true
	s.run(func(ctx context.Context) error { _, err := s.deps.Service.Redo(ctx); return err }, nil)
}

// Do runs a command in the background; its failure is shown. What takes long
// can be cancelled.
func (s *shell) Do(command Command, done func()) { s.run(command, done) }

func (s *shell) run(command Command, done func()) { s.attempt(command, done, nil) }

// Try runs a command whose failure is shown by failed, beside the field it is of.
func (s *shell) Try(command Command, failed func(error)) {
	var err error
	ctx, ended := s.begin()
	s.options.Runner.Go(func() { err = command(ctx) }, func() {
		ended()
		if err != nil && !errors.Is(err, context.Canceled) {
			s.options.Log.Error("command", "error", err)
			failed(err)
		}
	})
}

// attempt runs a command in the background and calls done or, after its
// failure has been shown, failed; either may be nil.
func (s *shell) attempt(command Command, done, failed func()) {
	var err error
	ctx, ended := s.begin()
	s.options.Runner.Go(func() { err = command(ctx) }, func() {
		ended()
		if err != nil {
			s.Fail(err)
			if failed != nil {
				failed()
			}
			return
		}
		if s.banner != nil {
			s.banner.Dismiss()
		}
		if done != nil {
			done()
		}
	})
}

// Say shows a short message.
func (s *shell) Say(message string) {
	s.overlay.Toast(widgets.Toast{Text: message, Role: widgets.RoleAccent})
}

// Fail shows an error as a plain sentence with what to do, and keeps the
// details in the log.
func (s *shell) Fail(err error) {
	words := ErrorText(s.deps.Text, err)
	if words == "" {
		return
	}
	s.options.Log.Error("window", "error", err)
	if s.banner == nil {
		s.overlay.Toast(widgets.Toast{Text: words, Role: widgets.RoleOffTrack})
		return
	}
	if unforeseen(s.deps.Text, err) {
		s.banner.Say(widgets.RoleOffTrack, words, s.deps.Text("views.error.copy"), func() { s.app.Clipboard().SetContent(err.Error()) })
		return
	}
	s.banner.Say(widgets.RoleOffTrack, words, "", nil)
}
