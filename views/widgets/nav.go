package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// NavItem is one page of the side bar. Count, if not empty, stands at the
// right end of the line ("3").
type NavItem struct {
	ID, Text, Count string
	Icon            fyne.Resource
}

// Nav is the side bar with the pages' full names. Up, Down, Home and End move
// between them; a click or those keys call OnSelected.
type Nav struct {
	widget.BaseWidget
	spare
	// OnSelected is told the id of the page the user chose.
	OnSelected func(id string)

	items    []NavItem
	rows     []*navRow
	selected string
	focused  bool
	head     fyne.CanvasObject
	foot     fyne.CanvasObject
}

const (
	navWidth  float32 = 176
	navHeight float32 = 36
)

// NewNav makes a side bar of pages.
func NewNav(items []NavItem, onSelected func(id string)) *Nav {
	n := &Nav{OnSelected: onSelected}
	n.ExtendBaseWidget(n)
	n.SetItems(items)
	return n
}

// SetItems shows other pages, or the same in another language.
func (n *Nav) SetItems(items []NavItem) {
	n.items = items
	n.rows = make([]*navRow, len(items))
	for i, item := range items {
		n.rows[i] = newNavRow(n, item)
	}
	n.Refresh()
}

// SetHead puts an object above the pages (the program's name), SetFoot one at
// the bottom of the bar.
func (n *Nav) SetHead(head fyne.CanvasObject) {
	n.head = head
	n.Refresh()
}

// SetFoot puts an object at the bottom of the bar.
func (n *Nav) SetFoot(foot fyne.CanvasObject) {
	n.foot = foot
	n.Refresh()
}

// Select marks a page as shown, without calling OnSelected.
func (n *Nav) Select(id string) {
	n.selected = id
	n.Refresh()
}

// Selected is the id of the page marked as shown.
func (n *Nav) Selected() string { return n.selected }

func (n *Nav) choose(id string) {
	n.Select(id)
	if n.OnSelected != nil {
		n.OnSelected(id)
	}
}

// FocusGained shows the keyboard's place.
func (n *Nav) FocusGained() {
	n.focused = true
	n.Refresh()
}

// FocusLost is Fyne's.
func (n *Nav) FocusLost() {
	n.focused = false
	n.Refresh()
}

// TypedRune is Fyne's.
func (*Nav) TypedRune(rune) {}

// TypedKey moves between the pages.
func (n *Nav) TypedKey(key *fyne.KeyEvent) {
	at := -1
	for i, item := range n.items {
		if item.ID == n.selected {
			at = i
		}
	}
	last := len(n.items) - 1
	switch key.Name {
	case fyne.KeyDown:
		at = min(at+1, last)
	case fyne.KeyUp:
		at = max(at-1, 0)
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = last
	default:
		n.passKey(key)
		return
	}
	if at >= 0 && at <= last && n.items[at].ID != n.selected {
		n.choose(n.items[at].ID)
	}
}

// CreateRenderer is Fyne's.
func (n *Nav) CreateRenderer() fyne.WidgetRenderer {
	face, edge := newFace(), newFace()
	r := &sketch{}
	r.paint = func() {
		dressFace(face, ColorSunken, "", 0)
		dressFace(edge, ColorBorder, "", 0)
		r.objects = []fyne.CanvasObject{face, edge}
		if n.head != nil {
			r.objects = append(r.objects, n.head)
		}
		for _, row := range n.rows {
			r.objects = append(r.objects, row)
		}
		if n.foot != nil {
			r.objects = append(r.objects, n.foot)
		}
		r.place(n.Size())
	}
	r.min = func() fyne.Size {
		wide := navWidth
		for _, row := range n.rows {
			wide = max(wide, row.MinSize().Width+2*Space)
		}
		return fyne.NewSize(wide, float32(len(n.rows))*navHeight+4*Space)
	}
	r.place = func(area fyne.Size) {
		face.Resize(area)
		put(edge, area.Width-1, 0, 1, area.Height)
		y := 2 * Space
		if n.head != nil {
			want := n.head.MinSize()
			put(n.head, 2*Space, y, area.Width-4*Space, want.Height)
			y += want.Height + 2*Space
		}
		for _, row := range n.rows {
			put(row, Space, y, area.Width-2*Space, navHeight-2)
			y += navHeight
		}
		if n.foot != nil {
			want := n.foot.MinSize()
			put(n.foot, Space, area.Height-want.Height-Space, area.Width-2*Space, want.Height)
		}
	}
	return draw(r)
}

// navRow is one line of the side bar.
type navRow struct {
	widget.BaseWidget
	nav     *Nav
	item    NavItem
	hovered bool
}

func newNavRow(nav *Nav, item NavItem) *navRow {
	row := &navRow{nav: nav, item: item}
	row.ExtendBaseWidget(row)
	return row
}

// Tapped answers a click.
func (row *navRow) Tapped(*fyne.PointEvent) { row.nav.choose(row.item.ID) }

// Cursor is what the pointer looks like here.
func (*navRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn hears the pointer come.
func (row *navRow) MouseIn(*desktop.MouseEvent) { row.hover(true) }

// MouseMoved hears the pointer move.
func (row *navRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hears the pointer leave.
func (row *navRow) MouseOut() { row.hover(false) }

func (row *navRow) hover(on bool) {
	row.hovered = on
	row.Refresh()
}

// CreateRenderer is Fyne's.
func (row *navRow) CreateRenderer() fyne.WidgetRenderer {
	face, strip := newFace(), newFace()
	text, count := newLine(false), newLine(false)
	icon := canvas.NewImageFromResource(nil)
	r := &sketch{objects: []fyne.CanvasObject{face, strip, icon, text, count}}
	r.paint = func() {
		selected := row.item.ID == row.nav.selected
		row.paintFace(face, selected)
		strip.Hidden = !selected
		dressFace(strip, ColorAccent, "", 2)
		role := RoleMuted
		if selected {
			role = RoleAccent
		}
		tintImage(icon, row.item.Icon, role)
		icon.FillMode = canvas.ImageFillContain
		text.TextStyle.Bold = selected
		dress(text, ColorText, SizeBody)
		text.Text = row.item.Text
		dress(count, ColorMuted, SizeCaption)
		count.Text = row.item.Count
	}
	r.min = func() fyne.Size {
		wide := 5.5*Space + width(row.item.Text, size(SizeBody), true)
		if row.item.Count != "" {
			wide += width(row.item.Count, size(SizeCaption), false) + Space
		}
		return fyne.NewSize(wide+Space, navHeight-2)
	}
	r.place = func(area fyne.Size) {
		face.Resize(area)
		put(strip, 0, Space, 3, area.Height-2*Space)
		put(icon, 1.25*Space, (area.Height-18)/2, 18, 18)
		high := lineHeight(SizeBody)
		put(text, 4.5*Space, (area.Height-high)/2, area.Width, high)
		want := count.MinSize()
		put(count, area.Width-want.Width-Space, (area.Height-want.Height)/2, want.Width, want.Height)
	}
	return draw(r)
}

func (row *navRow) paintFace(face *canvas.Rectangle, selected bool) {
	switch {
	case selected && row.nav.focused:
		dressFace(face, ColorSelected, ColorAccent, size(SizeRadius))
	case selected:
		dressFace(face, ColorSelected, "", size(SizeRadius))
	case row.hovered:
		dressFace(face, ColorHover, ColorBorder, size(SizeRadius))
	default:
		dressFace(face, "", "", size(SizeRadius))
	}
}
