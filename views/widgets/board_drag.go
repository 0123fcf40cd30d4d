package widgets

import (
	"time"

	"fyne.io/fyne/v2"
)

// boardDrag is a card under way. The id is taken at the first event: the
// widget that was grabbed may stand for another card once the column scrolls.
type boardDrag struct {
	id      string
	card    BoardCard
	from    int
	to      int // -1 where letting go does nothing
	grab    fyne.Position
	pointer fyne.Position // absolute on the canvas
	ghost   *fyne.Container
	stop    func()
}

const (
	// dragTick is the time between two steps of scrolling at an edge.
	dragTick = 16 * time.Millisecond
	edgeZone = 48
	edgeStep = 14
	// astray is how far outside the board a drop is no drop.
	astray = 40
)

// dragged follows the pointer. The driver gives its place on the canvas; the
// test driver gives none, so the way it went is added up.
func (b *Board) dragged(c *cardView, event *fyne.DragEvent) {
	if b.drag == nil {
		b.startDrag(c, event)
	}
	if b.drag == nil {
		return
	}
	if event.AbsolutePosition.IsZero() {
		b.drag.pointer = b.drag.pointer.Add(event.Dragged)
	} else {
		b.drag.pointer = event.AbsolutePosition
	}
	b.follow()
}

func (b *Board) startDrag(c *cardView, event *fyne.DragEvent) {
	card, ok := c.card()
	if !ok || b.pending != "" {
		return
	}
	b.hideTip()
	from, _, found := b.find(card.ID)
	if !found {
		return
	}
	// The grip is where the button went down, before the pointer's first step.
	grab := event.Position.Subtract(event.Dragged)
	art := newCardArt()
	area := c.Size()
	area.Width -= cardInset
	art.write(card, area, ColorCard, ColorAccent)
	shadow := newFace()
	dressFace(shadow, ColorShadow, "", size(SizeRadius)+2)
	put(shadow, -2, 2, area.Width+4, area.Height+4)
	ghost := &fyne.Container{Objects: append([]fyne.CanvasObject{shadow}, art.objects()...)}
	ghost.Resize(area)
	b.drag = &boardDrag{id: card.ID, card: card, from: from, to: -1, grab: grab, ghost: ghost}
	b.drag.pointer = b.overlay.driver.AbsolutePositionForObject(c).Add(grab)
	b.selected = card.ID
	// With the keyboard on the board, Escape reaches it.
	b.overlay.focus(b)
	b.drag.stop = b.overlay.runner.After(dragTick, b.dragTick)
}

// follow moves the ghost and marks the column under the pointer.
func (b *Board) follow() {
	origin := b.overlay.driver.AbsolutePositionForObject(b.overlay)
	b.overlay.carry(b.drag.ghost, b.drag.pointer.Subtract(origin).Subtract(b.drag.grab))
	at := b.pointerOnBoard()
	to := columnAt(at.X+b.scroll.Offset.X, len(b.views), b.columnWide())
	area := b.Size()
	if at.X < -astray || at.Y < -astray || at.X > area.Width+astray || at.Y > area.Height+astray {
		to = -1
	}
	if to != b.drag.to {
		b.drag.to = to
		b.Refresh()
	}
}

func (b *Board) pointerOnBoard() fyne.Position {
	return b.drag.pointer.Subtract(b.overlay.driver.AbsolutePositionForObject(b))
}

func (b *Board) columnWide() float32 { return columnWidth(b.row.Size().Width, len(b.views)) }

// isTarget reports whether letting go now would drop the card on the column.
func (b *Board) isTarget(v *boardColumn) bool {
	return b.drag != nil && b.drag.to >= 0 && b.drag.to < len(b.views) && b.views[b.drag.to] == v
}

// dragTick scrolls while the pointer rests near an edge.
func (b *Board) dragTick() {
	if b.drag == nil {
		return
	}
	at := b.pointerOnBoard()
	moved := false
	if step := edgePush(at.X, b.Size().Width); step != 0 {
		most := max(0, b.row.Size().Width-b.scroll.Size().Width)
		x := max(0, min(b.scroll.Offset.X+step, most))
		if x != b.scroll.Offset.X {
			b.scroll.ScrollToOffset(fyne.NewPos(x, 0))
			moved = true
		}
	}
	if b.drag.to >= 0 && b.drag.to < len(b.views) {
		cards := b.views[b.drag.to].cards
		if step := edgePush(at.Y-boardHead, cards.Size().Height); step != 0 {
			moved = cards.scrollTo(cards.offset+float64(step)) || moved
		}
	}
	if moved {
		b.follow()
	}
	b.drag.stop = b.overlay.runner.After(dragTick, b.dragTick)
}

// edgePush is how far to scroll when the pointer is at a place along an
// extent: nothing in the middle, more the nearer it is to an end.
func edgePush(at, extent float32) float32 {
	zone := min(edgeZone, extent/4)
	switch {
	case zone <= 0:
		return 0
	case at < zone:
		return -edgeStep * min(1, (zone-at)/zone)
	case at > extent-zone:
		return edgeStep * min(1, (at-extent+zone)/zone)
	default:
		return 0
	}
}

// dropped asks for the move, if the card is over another column.
func (b *Board) dropped() {
	drag := b.drag
	if drag == nil {
		return
	}
	index := 0
	if drag.to >= 0 {
		cards := b.views[drag.to].cards
		index = cards.slotAt(b.pointerOnBoard().Y - boardHead)
	}
	b.endDrag()
	b.Refresh()
	b.move(drag.id, drag.from, drag.to, index)
}

// endDrag forgets the card under way; it is back in its column.
func (b *Board) endDrag() {
	if b.drag == nil {
		return
	}
	b.drag.stop()
	b.drag = nil
	b.overlay.drop()
}

// keepDrag goes on with a drag over new columns, if its card is among them.
func (b *Board) keepDrag() {
	if b.drag == nil {
		return
	}
	from, _, found := b.find(b.drag.id)
	if !found {
		b.endDrag()
		return
	}
	b.drag.from, b.drag.to = from, -1
}
