package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"attain/assets"
	"attain/views/widgets"
)

// patientRunner keeps works while it is told to, as if the store had not answered.
type patientRunner struct {
	*Inline
	slow  bool
	works []func()
}

func (r *patientRunner) Go(work, done func()) {
	if !r.slow {
		r.Inline.Go(work, done)
		return
	}
	r.add(1)
	r.works = append(r.works, func() {
		r.add(-1)
		r.Inline.Go(work, done)
	})
}

// answer lets the store answer, and what is asked then.
func (r *patientRunner) answer() {
	r.slow = false
	for len(r.works) > 0 {
		work := r.works[0]
		r.works = r.works[1:]
		work()
	}
}

// TestEveryPageWhileItLoads opens each page on a store that has not answered: it
// shows that something is to come, or what it had, and nothing lies over another;
// with the answer it shows what there is.
func TestEveryPageWhileItLoads(t *testing.T) {
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			runner := &patientRunner{Inline: NewInline()}
			s := openOn(t, newService(t, smallDemo(lang)), "light", PageToday, runner, runner.Inline)
			for _, page := range PageNames() {
				delete(s.shell.pages, page)
				runner.slow = true
				s.shell.Open(page)
				s.settle()
				s.loads(page, runner)
				runner.answer()
				s.settle()
				s.loaded(page)
				before := s.texts()
				runner.slow = true
				s.shell.pages[page].Load(s.shell.scope)
				s.settle()
				if now := s.texts(); !slices.Equal(now, before) {
					t.Errorf("%s keeps %q of %q while it loads again", page, now, before)
				}
				s.stands(page)
				runner.answer()
				s.settle()
				s.loaded(page)
			}
		})
	}
}

// loads fails unless a page shows that something is to come, in order.
func (s *stand) loads(page string, runner *patientRunner) {
	s.t.Helper()
	if len(runner.works) == 0 {
		s.t.Errorf("%s asks the store for nothing", page)
	}
	if !s.shell.bar.busy.Visible() {
		s.t.Errorf("no wheel turns while %s loads", page)
	}
	if words := textsIn(s.shell.pages[page].Object()); s.skeletons() == 0 && len(words) < 5 {
		s.t.Errorf("%s is bare while it loads: %q", page, words)
	}
	if failed := s.shell.deps.Text("views.dashboard.failed.text"); slices.Contains(s.texts(), failed) || s.shell.banner.Says() != "" {
		s.t.Errorf("%s says that something is wrong: %q", page, s.texts())
	}
	s.stands(page)
	s.keep("state-loading-" + s.shell.deps.Format.Lang + "-" + page)
}

// loaded fails where a page still waits, or shows next to nothing.
func (s *stand) loaded(page string) {
	s.t.Helper()
	if n := s.skeletons(); n > 0 || s.shell.bar.busy.Visible() {
		s.t.Errorf("%s waits for %d parts after the answer; the wheel turns: %v", page, n, s.shell.bar.busy.Visible())
	}
	if words := s.texts(); len(words) < 30 {
		s.t.Errorf("%s shows only %q", page, words)
	}
	s.stands(page)
}

// skeletons is how many parts on the window stand for what is to come.
func (s *stand) skeletons() int { return len(shownOf[*widgets.Skeleton](s)) }

// stands fails where parts of the window are cut or lie over each other.
func (s *stand) stands(page string) {
	s.t.Helper()
	s.redraw()
	for _, fault := range layoutFaults(s.window.Canvas().Content(), fyne.NewSize(firstWidth, firstHeight)) {
		s.t.Errorf("%s: %s", page, fault)
	}
}
