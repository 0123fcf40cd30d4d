package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// SidePanel is a page with a panel that slides over its right side. The page
// stays where it is and stays alive to the left of the panel, but Tab passes it
// over: the keyboard would come to places that the panel hides. Escape on the
// panel and its cross close it.
type SidePanel struct {
	widget.BaseWidget
	// OnClosed is called when the panel went away.
	OnClosed func()
	// Still puts the panel where it belongs at once, for people whom motion
	// disturbs.
	Still bool
	// Back reports whether Tab goes backwards.
	Back func() bool

	overlay *Overlay
	page    fyne.CanvasObject
	before  *tabGuard // ahead of the page
	after   *tabGuard // between the page and the panel
	panel   *panelFace
	wide    float32 // of the panel, in logical pixels
	out     float32 // how much of the panel is out: 0 hidden, 1 whole
	open    bool
	slide   *fyne.Animation
}

const slideTime = 140 * time.Millisecond

// NewSidePanel puts a closed panel, wide logical pixels wide, over a page.
func NewSidePanel(overlay *Overlay, page fyne.CanvasObject, wide float32) *SidePanel {
	s := &SidePanel{overlay: overlay, page: page, wide: wide}
	s.panel = &panelFace{owner: s, title: NewTitle("").Shrink(60), edge: newFace()}
	s.panel.shut = newIconTap(theme.CancelIcon(), s.Close)
	s.panel.ExtendBaseWidget(s.panel)
	s.before = newTabGuard(s.enter)
	s.after = newTabGuard(s.leave)
	s.panel.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// Open slides the panel in with a body under a title, or changes both where
// it is open already.
func (s *SidePanel) Open(title string, body fyne.CanvasObject) {
	s.panel.title.Set(title, RoleNone)
	s.panel.body = body
	s.panel.Show()
	s.panel.Refresh()
	if s.open {
		return
	}
	s.open = true
	s.before.Show()
	s.after.Show()
	s.slideTo(1)
}

// enter sends the keyboard that comes from before the page on to the panel.
func (s *SidePanel) enter() {
	if s.Back() {
		s.overlay.canvasOf(s).FocusPrevious()
		return
	}
	s.Focus()
}

// leave sends the keyboard that comes back from the panel to what is before the
// page, and the one that comes from the page to the panel.
func (s *SidePanel) leave() {
	if !s.Back() {
		s.Focus()
		return
	}
	s.overlay.focus(s.before)
}

// Focus gives the keyboard to the panel, so that Escape closes it.
func (s *SidePanel) Focus() { s.overlay.focus(s.panel) }

// Close slides the panel out.
func (s *SidePanel) Close() {
	if !s.open {
		return
	}
	s.open = false
	s.before.Hide()
	s.after.Hide()
	s.slideTo(0)
	if s.OnClosed != nil {
		s.OnClosed()
	}
}

// IsOpen reports whether the panel is out or on its way.
func (s *SidePanel) IsOpen() bool { return s.open }

func (s *SidePanel) slideTo(end float32) {
	if s.slide != nil {
		s.slide.Stop()
	}
	if s.Still {
		s.out = end
		s.settle()
		if end == 0 {
			s.panel.Hide()
		}
		return
	}
	start := s.out
	s.slide = fyne.NewAnimation(slideTime, func(done float32) {
		s.out = start + (end-start)*done
		s.settle()
		if done == 1 && end == 0 {
			s.panel.Hide()
		}
	})
	s.slide.Curve = fyne.AnimationEaseOut
	s.slide.Start()
}

func (s *SidePanel) settle() {
	area := s.Size()
	wide := min(s.wide, area.Width)
	put(s.panel, area.Width-wide*s.out, 0, wide, area.Height)
	canvas.Refresh(s)
}

// CreateRenderer is Fyne's.
func (s *SidePanel) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{s.before, s.page, s.after, s.panel},
		min:     s.page.MinSize,
		place: func(area fyne.Size) {
			s.page.Resize(area)
			s.settle()
		},
	})
}

// panelFace is the panel itself; nothing falls through it to the page beneath.
type panelFace struct {
	widget.BaseWidget
	shield
	owner *SidePanel
	title *Text
	shut  *iconTap
	body  fyne.CanvasObject
	edge  *canvas.Rectangle
	keys  bool // it has the keyboard
}

// FocusGained shows the keyboard's place.
func (p *panelFace) FocusGained() { p.mark(true) }

// FocusLost shows that the keyboard left.
func (p *panelFace) FocusLost() { p.mark(false) }

func (p *panelFace) mark(keys bool) {
	p.keys = keys
	p.paintEdge()
	p.edge.Refresh()
}

// paintEdge draws the edge to the page, thick while the panel has the keyboard.
func (p *panelFace) paintEdge() {
	color, wide := ColorBorder, float32(1)
	if p.keys {
		color, wide = ColorAccent, 3
	}
	dressFace(p.edge, color, "", 0)
	put(p.edge, 0, 0, wide, p.Size().Height)
}

// TypedRune hears a letter.
func (*panelFace) TypedRune(rune) {}

// TypedKey hears a key.
func (p *panelFace) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		p.owner.Close()
		return
	}
	p.owner.overlay.pass(p, key)
}

// CreateRenderer is Fyne's.
func (p *panelFace) CreateRenderer() fyne.WidgetRenderer {
	face, shadow := newFace(), newFace()
	r := &sketch{}
	r.paint = func() {
		dressFace(shadow, ColorShadow, "", 0)
		dressFace(face, ColorCard, "", 0)
		p.paintEdge()
		r.objects = []fyne.CanvasObject{shadow, face, p.edge, p.title, p.shut}
		if p.body != nil {
			r.objects = append(r.objects, p.body)
		}
		r.place(p.Size())
	}
	r.min = func() fyne.Size { return fyne.NewSize(200, 100) }
	r.place = func(area fyne.Size) {
		put(shadow, -5, 0, 5, area.Height)
		face.Resize(area)
		p.paintEdge()
		high := p.title.MinSize().Height
		put(p.title, 2*Space, 2*Space, area.Width-6*Space, high)
		put(p.shut, area.Width-28-Space, 2*Space+(high-28)/2, 28, 28)
		if p.body != nil {
			put(p.body, 0, 3*Space+high, area.Width, area.Height-3*Space-high)
		}
	}
	return draw(r)
}

// tabGuard is a place nobody sees where the keyboard is sent on.
type tabGuard struct {
	widget.BaseWidget
	sendOn func()
}

// newTabGuard makes a guard that is not there until it is shown.
func newTabGuard(sendOn func()) *tabGuard {
	g := &tabGuard{sendOn: sendOn}
	g.ExtendBaseWidget(g)
	g.Hide()
	return g
}

// FocusGained sends the keyboard on.
func (g *tabGuard) FocusGained() { g.sendOn() }

// FocusLost is Fyne's.
func (*tabGuard) FocusLost() {}

// TypedRune is Fyne's.
func (*tabGuard) TypedRune(rune) {}

// TypedKey is Fyne's.
func (*tabGuard) TypedKey(*fyne.KeyEvent) {}

// CreateRenderer is Fyne's.
func (*tabGuard) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{min: func() fyne.Size { return fyne.Size{} }, place: func(fyne.Size) {}})
}
