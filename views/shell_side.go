package views

import (
	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// sideWide is the width of the panel over the page, in logical pixels.
const sideWide float32 = 480

// side is the panel over the page's right, with one record on it.
type side struct {
	shell *shell
	slide *widgets.SidePanel
	panel Panel
	kind  sales.Kind
	id    sales.ID
	stale bool
}

// newSide puts the panel's place over a page.
func newSide(s *shell, page fyne.CanvasObject) *side {
	p := &side{shell: s, slide: widgets.NewSidePanel(s.overlay, page, sideWide)}
	p.slide.Still, p.slide.Back = s.still(), s.deps.Keyboard.Back
	p.slide.OnClosed = func() {
		p.panel = nil
		s.focusPage() // or the keys would go nowhere
	}
	return p
}

// open shows the panel of a record in the place of the one before.
func (p *side) open(kind sales.Kind, title string, id sales.ID) {
	panel := newPanel(kind, p.shell.deps, id)
	if panel == nil {
		return
	}
	p.panel, p.kind, p.id, p.stale = panel, kind, id, false
	p.slide.Open(title, panel.Object())
	p.slide.Focus()
	panel.Load()
}

func (p *side) close() { p.slide.Close() }

// changed notes whether the panel is touched by changes of these topics.
func (p *side) changed(topics []app.Topic) {
	if p.panel != nil && meet(p.panel.Topics(), topics) {
		p.stale = true
	}
}

// reload loads the panel where a change has touched it.
func (p *side) reload() {
	if p.panel != nil && p.stale {
		p.stale = false
		p.panel.Load()
	}
}

// still reports whether the user or the desktop asks for no motion.
func (s *shell) still() bool {
	return s.app.Preferences().Bool(lessMotion) || !s.app.Settings().ShowAnimations()
}

// switchMotion turns motion off and on again.
func (s *shell) switchMotion() {
	s.app.Preferences().SetBool(lessMotion, !s.app.Preferences().Bool(lessMotion))
	s.side.slide.Still = s.still()
	if s.still() {
		s.Say(s.deps.Text("views.shell.motion.off"))
		return
	}
	s.Say(s.deps.Text("views.shell.motion.on"))
}

// about is an activity's form about the record on the panel, or about what the
// page has the keyboard on.
func (p *side) about() app.LogForm {
	var form app.LogForm
	if p.panel == nil {
		if page, ok := p.shell.pages[p.shell.shown].(Subject); ok {
			form.Activity.DealID = page.Deal()
		}
		return form
	}
	switch p.kind {
	case sales.KindDeal:
		form.Activity.DealID = p.id
	case sales.KindLead:
		form.Activity.LeadID = p.id
	case sales.KindAccount:
		if panel, ok := p.panel.(*AccountPanel); ok && panel.model.detail != nil {
			form = panel.model.logForm()
		}
	default: // other records have no activities
	}
	return form
}

// OpenDeal shows the deal's panel over the page.
func (s *shell) OpenDeal(id sales.ID) {
	s.side.open(sales.KindDeal, s.deps.Text("views.shell.deal"), id)
}

// OpenLead shows the lead's panel over the page.
func (s *shell) OpenLead(id sales.ID) {
	s.side.open(sales.KindLead, s.deps.Text("views.shell.lead"), id)
}

// OpenAccount shows the customer's panel over the page.
func (s *shell) OpenAccount(id sales.ID) {
	s.side.open(sales.KindAccount, s.deps.Text("views.shell.account"), id)
}

// ClosePanel takes the panel away.
func (s *shell) ClosePanel() { s.side.close() }
