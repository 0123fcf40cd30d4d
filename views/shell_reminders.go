package views

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"attain/app"
)

const (
	// remindTick is how often the window looks whether a reminder has come due.
	remindTick = 20 * time.Second
	// remindedKey begins the preference that says up to when the reminders of
	// a database were shown. Losing it repeats nothing: the next start begins
	// at its own time.
	remindedKey = "reminded."
	// mostNotices is how many reminders are shown one by one; more of them at
	// once, after a pause, come as one.
	mostNotices = 3
	// namedSteps is how many steps such a notice names.
	namedSteps = 5
)

// keepReminders notifies of next steps when their reminder comes due, each
// once, until the returned function is called. What came due while the window
// was closed is told at the start, gathered.
func (s *shell) keepReminders() (stop func()) {
	ended := false
	cancel := func() {}
	var wait func(time.Duration)
	wait = func(d time.Duration) {
		if ended {
			return
		}
		cancel = s.options.Runner.After(d, func() { s.remind(func() { wait(remindTick) }) })
	}
	wait(time.Second)
	return func() {
		ended = true
		cancel()
	}
}

// remind looks for reminders since the last look and shows them.
func (s *shell) remind(done func()) {
	preferences, key := s.app.Preferences(), remindedKey+s.options.Path
	now := s.deps.Service.Now()
	last, err := time.Parse(time.RFC3339, preferences.String(key))
	if err != nil || last.After(now) {
		last = now
	}
	var due []app.Step
	s.options.Runner.Aside(func() { due, err = s.deps.Service.Reminders(context.WithoutCancel(s.ctx), last, now) }, func() {
		defer done()
		if err != nil {
			s.options.Log.Error("reminders", "error", err)
			return // the next look asks again from the same instant
		}
		// Noted before it is shown: never twice.
		preferences.SetString(key, now.UTC().Format(time.RFC3339))
		for _, notice := range s.notices(due) {
			s.options.Notify(notice)
		}
	})
}

// asMarkup sends notices to a desktop that reads their text, though not their
// title, as markup: elsewhere than on Windows and macOS "A & B <C>" would come
// out maimed or not at all.
func asMarkup(system string, send func(*fyne.Notification)) func(*fyne.Notification) {
	if system == "windows" || system == "darwin" {
		return send
	}
	plain := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	return func(notice *fyne.Notification) {
		send(fyne.NewNotification(notice.Title, plain.Replace(notice.Content)))
	}
}

// notices are what is shown of the steps that are due.
func (s *shell) notices(due []app.Step) []*fyne.Notification {
	text, service := s.deps.Text, s.deps.Service
	title := func(step app.Step) string {
		if step.Activity.Subject != "" {
			return step.Activity.Subject
		}
		return typeText(text, step.Activity.Type)
	}
	var notices []*fyne.Notification
	if len(due) <= mostNotices {
		for _, step := range due {
			at := s.deps.Format.Day(step.Activity.Day, service.Today())
			if !step.Activity.At.IsZero() {
				at += " " + step.Activity.At.In(service.Now().Location()).Format("15:04")
			}
			words := at
			if step.About != "" {
				words += " · " + step.About
			}
			notices = append(notices, fyne.NewNotification(title(step), words))
		}
		return notices
	}
	var names []string
	for _, step := range due[:min(len(due), namedSteps)] {
		names = append(names, title(step))
	}
	if len(due) > namedSteps {
		names = append(names, "…")
	}
	return append(notices, fyne.NewNotification(text("views.remind.many", "Count", len(due)), strings.Join(names, "\n")))
}
