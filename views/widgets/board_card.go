package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cardArt is a card made of bare primitives: the card in its column and the
// one that follows the pointer are drawn by the same hand.
type cardArt struct {
	face, strip, ring                      *canvas.Rectangle
	title, account, amount, age, next, who *canvas.Text
	badges                                 [3]mark
	cut                                    bool // some text did not fit
}

func newCardArt() *cardArt {
	a := &cardArt{
		face: newFace(), strip: newFace(), ring: newFace(),
		title: newLine(true), account: newLine(false), amount: newLine(true),
		age: newLine(false), next: newLine(false), who: newLine(true),
	}
	for i := range a.badges {
		a.badges[i] = newMark()
	}
	return a
}

func (a *cardArt) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{a.face, a.strip, a.title, a.account, a.amount, a.age, a.next, a.ring, a.who}
	for i := range a.badges {
		all = append(all, a.badges[i].objects()...)
	}
	return all
}

// height is what a card takes at a width: only the lines it has.
func (card BoardCard) height(wide float32) float32 {
	high := 2*lineHeight(SizeBody) + cardLead + 2*Space
	if card.Account != "" {
		high += lineHeight(SizeCaption) + cardLead
	}
	if card.NextStep != "" {
		high += lineHeight(SizeCaption) + cardLead
	}
	if n := len(card.badgeLines(cardRoom(wide))); n > 0 {
		high += float32(n)*(markHeight()+cardLead) + cardLead
	}
	return high
}

// cardRoom is how wide what a card says may be.
func cardRoom(wide float32) float32 { return wide - 2.5*Space }

// badgeLines are how many badges stand on each line: a second one begins where
// the next badge would be cut.
func (card BoardCard) badgeLines(room float32) []int {
	var lines []int
	left := float32(0)
	for _, badge := range card.Badges {
		wide := markWidth(badge.Text)
		if len(lines) == 0 || wide > left {
			lines, left = append(lines, 0), room
		}
		lines[len(lines)-1]++
		left -= wide + badgeGap
	}
	return lines
}

// badgeGap is the room between two badges of a card.
const badgeGap float32 = 4

// cardInset is what a card leaves free beside it, for the scroll bar.
const cardInset = boardGap - 2

// cardLead is the room between two lines of a card.
const cardLead float32 = 2

func (a *cardArt) write(card BoardCard, area fyne.Size, fill, border fyne.ThemeColorName) {
	dressFace(a.face, fill, border, size(SizeRadius))
	a.face.Resize(area)
	strip := card.Strip
	if strip == RoleNone {
		strip = RoleMuted
	}
	dressFace(a.strip, strip.Fill(), "", 1.5)
	a.strip.Hidden = card.Strip == RoleNone
	put(a.strip, 4, Space, 3, area.Height-2*Space)
	a.cut = false
	x, y, room := 1.5*Space, Space, cardRoom(area.Width)
	a.line(a.title, card.Title, ColorText, SizeBody, x, y, room)
	y += lineHeight(SizeBody) + cardLead
	a.account.Hidden = card.Account == ""
	if card.Account != "" {
		a.line(a.account, card.Account, ColorMuted, SizeCaption, x, y, room)
		y += lineHeight(SizeCaption) + cardLead
	}
	a.figures(card, x, y, room)
	y += lineHeight(SizeBody)
	name := card.Urgent.Color()
	if card.Urgent == RoleNone {
		name = ColorMuted
	}
	a.next.Hidden = card.NextStep == ""
	if card.NextStep != "" {
		y += cardLead
		a.line(a.next, card.NextStep, name, SizeCaption, x, y, room)
		y += lineHeight(SizeCaption)
	}
	a.writeBadges(card, x, y+2*cardLead, room)
}

// figures is the line of the amount, how old it is and whose it is, all on one
// base line.
func (a *cardArt) figures(card BoardCard, x, y, room float32) {
	base := lineHeight(SizeBody) - lineHeight(SizeCaption) - 1
	dress(a.who, ColorMuted, SizeCaption)
	a.who.Text = card.Initials
	dressFace(a.ring, RoleMuted.Tint(), "", 4)
	a.ring.Hidden, a.who.Hidden = card.Initials == "", card.Initials == ""
	right := x + room
	if card.Initials != "" {
		want := a.who.MinSize()
		put(a.ring, right-want.Width-8, y+base-1, want.Width+8, want.Height+2)
		put(a.who, right-want.Width-4, y+base, want.Width, want.Height)
		right -= want.Width + 8 + 6
	}
	dress(a.age, ColorMuted, SizeCaption)
	if card.AgeRole != RoleNone {
		dress(a.age, card.AgeRole.Color(), SizeCaption)
	}
	a.age.Text = card.Age
	if width(card.Amount, size(SizeCaption), true)+a.age.MinSize().Width+4 > right-x {
		a.age.Text = "" // rather than a number that is cut; the hint has it
		a.cut = a.cut || card.Age != ""
	}
	aged := a.age.MinSize()
	put(a.age, right-aged.Width, y+base, aged.Width, aged.Height)
	left := right - aged.Width - 4 - x
	scale, down := SizeBody, float32(0)
	if width(card.Amount, size(SizeBody), true) > left {
		scale, down = SizeCaption, base
	}
	a.line(a.amount, card.Amount, ColorText, scale, x, y+down, left)
}

func (a *cardArt) writeBadges(card BoardCard, x, y, room float32) {
	at, i := x, 0
	for _, count := range card.badgeLines(room) {
		for range count {
			if i < len(a.badges) {
				badge := &a.badges[i]
				badge.show(true)
				badge.set(card.Badges[i], x+room-at)
				badge.place(fyne.NewPos(at, y))
				a.cut = a.cut || badge.line.Text != card.Badges[i].Text
				at += badge.wide + badgeGap
			}
			i++
		}
		at, y = x, y+markHeight()+cardLead
	}
	for ; i < len(a.badges); i++ {
		a.badges[i].show(false)
	}
}

func (a *cardArt) line(line *canvas.Text, text string, name fyne.ThemeColorName, s fyne.ThemeSizeName, x, y, room float32) {
	dress(line, name, s)
	fit(line, text, room+0.5)
	a.cut = a.cut || line.Text != text
	put(line, x, y, room, lineHeight(s))
}

// hint is everything the card says, for where it could not be shown whole.
func (card BoardCard) hint() string {
	var lines []string
	for _, text := range []string{card.Title, card.Account, strings.TrimSpace(card.Amount + "  " + card.Age), card.NextStep} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	for _, badge := range card.Badges {
		lines = append(lines, "· "+badge.Text)
	}
	return strings.Join(lines, "\n")
}

// cardView is a card in its column. It is recycled: while it is dragged and
// the column scrolls, it may come to stand for another card.
type cardView struct {
	widget.BaseWidget
	view    *boardColumn
	index   int
	hovered bool
	art     *cardArt
}

func newCardView(v *boardColumn) *cardView {
	c := &cardView{view: v, art: newCardArt()}
	c.ExtendBaseWidget(c)
	return c
}

func (c *cardView) show(i int) {
	if c.index != i {
		c.hovered = false
	}
	c.index = i
	c.Refresh()
}

// least is the height of the card it stands for.
func (c *cardView) least() float32 {
	card, _ := c.card()
	return card.height(c.Size().Width - cardInset)
}

func (c *cardView) card() (BoardCard, bool) {
	if c.index >= len(c.view.column.Cards) {
		return BoardCard{}, false
	}
	return c.view.column.Cards[c.index], true
}

// CreateRenderer is Fyne's.
func (c *cardView) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: c.art.objects(),
		min:     func() fyne.Size { return fyne.NewSize(columnLeast-2*boardGap, c.least()) },
		place:   func(fyne.Size) { c.paint() },
		paint:   c.paint,
	})
}

func (c *cardView) paint() {
	card, ok := c.card()
	if !ok {
		return
	}
	b := c.view.board
	fill, border := ColorCard, ColorBorder
	if c.hovered {
		fill = ColorHover
	}
	if card.ID == b.selected {
		border = ColorAccent
	}
	lifted := card.ID == b.pending || b.drag != nil && b.drag.id == card.ID
	if lifted {
		fill, border = ColorSunken, ColorBorder
	}
	area := c.Size()
	area.Width -= cardInset
	c.art.write(card, area, fill, border)
	if card.ID == b.selected && b.focused && !lifted {
		c.art.face.StrokeWidth = 2
	}
}

// Tapped answers a click.
func (c *cardView) Tapped(*fyne.PointEvent) {
	if card, ok := c.card(); ok {
		c.view.board.overlay.focus(c.view.board)
		c.view.board.open(card.ID)
	}
}

// TappedSecondary answers a right click.
func (c *cardView) TappedSecondary(event *fyne.PointEvent) {
	if card, ok := c.card(); ok {
		c.view.board.overlay.focus(c.view.board)
		c.view.board.menu(card.ID, event.AbsolutePosition)
	}
}

// Cursor is what the pointer looks like here.
func (*cardView) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn hears the pointer come.
func (c *cardView) MouseIn(event *desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
	if card, ok := c.card(); ok && c.art.cut {
		c.view.board.showTip(card.hint(), event.AbsolutePosition)
	}
}

// MouseMoved hears the pointer move.
func (*cardView) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hears the pointer leave.
func (c *cardView) MouseOut() {
	c.hovered = false
	c.Refresh()
	c.view.board.hideTip()
}

// Dragged follows the pointer.
func (c *cardView) Dragged(event *fyne.DragEvent) { c.view.board.dragged(c, event) }

// DragEnd lets go.
func (c *cardView) DragEnd() { c.view.board.dropped() }
