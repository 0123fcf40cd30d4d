package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// BoardCard is what a card of the Board shows; all texts are formatted by the
// caller. Strip colours the card's left edge, Urgent the next step.
type BoardCard struct {
	ID, Title, Account, Amount, Age, NextStep, Initials string
	Badges                                              []Tag
	Strip, AgeRole, Urgent                              Role
}

// BoardColumn is one column. Count stands beside its title and Subtitle, with
// sum and weighted sum, below, as the caller got them from the store: the board
// adds nothing up, so they never change by scrolling. Definition and Criteria, under the words Before, are shown as a hint at the head,
// Empty in a column without cards.
type BoardColumn struct {
	ID, Title, Count, Subtitle, Definition, Before, Empty string
	Criteria                                              []string
	Role                                                  Role
	Cards                                                 []BoardCard
}

// Board shows cards in columns and lets them be moved: by dragging, by
// Ctrl or Alt with Left and Right, and by whatever menu OnMenu shows. It never
// moves a card itself: OnMove asks, and the answer is SetColumns with the new
// columns, or SnapBack. Only visible cards exist.
type Board struct {
	widget.BaseWidget
	// OnMove asks for a card to be put into a column at an index.
	OnMove func(id, columnID string, index int)
	// OnOpen is told the card the user wants to see.
	OnOpen func(id string)
	// OnMenu asks for a card's menu at a position on the canvas.
	OnMenu func(id string, at fyne.Position)
	// OnColumn is told the column whose head was clicked: its records.
	OnColumn func(columnID string)

	overlay  *Overlay
	columns  []BoardColumn
	views    []*boardColumn
	row      *fyne.Container
	scroll   *container.Scroll
	selected string
	pending  string
	focused  bool
	shift    bool
	drag     *boardDrag
	tip      debounce
	told     bool // the hint of a head is shown by key
}

const (
	boardGap    float32 = 8
	columnLeast float32 = 144
	boardHead   float32 = 56
	tipDelay            = 500 * time.Millisecond
)

// NewBoard makes a board without columns.
func NewBoard(overlay *Overlay) *Board {
	b := &Board{overlay: overlay, tip: debounce{runner: overlay.runner, d: tipDelay}}
	b.row = container.New(&boardLayout{b})
	b.scroll = container.NewHScroll(b.row)
	b.ExtendBaseWidget(b)
	return b
}

// SetColumns shows these columns and cards. Selection, each column's scrolling
// and a drag under way go on where the ids are still there. A card that was just
// moved is marked and brought into view: its column's order puts it elsewhere than
// it was dropped.
func (b *Board) SetColumns(columns []BoardColumn) {
	moved, was := b.pending, ""
	if column, _, found := b.find(moved); found {
		was = b.columns[column].ID
	}
	b.columns, b.pending = columns, ""
	b.build()
	if column, _, found := b.find(moved); found && b.columns[column].ID != was {
		defer b.Select(moved)
	}
	b.keepDrag()
	if _, _, found := b.find(b.selected); !found {
		b.selected = ""
	}
	if b.focused {
		b.selectFirst()
	}
	b.Refresh()
}

// SnapBack draws the card last moved where it was: the move failed.
func (b *Board) SnapBack() {
	b.pending = ""
	b.Refresh()
}

// Columns are the columns shown.
func (b *Board) Columns() []BoardColumn { return b.columns }

// Select marks a card and scrolls it into view.
func (b *Board) Select(id string) {
	b.selected = id
	if column, i, found := b.find(id); found {
		b.views[column].cards.reveal(i)
		b.revealColumn(column)
	}
	b.Refresh()
}

// Selected is the id of the marked card, or "".
func (b *Board) Selected() string { return b.selected }

// build keeps the column widgets there are, so that they keep their place.
func (b *Board) build() {
	old := map[string]*boardColumn{}
	for _, view := range b.views {
		old[view.column.ID] = view
	}
	b.views = make([]*boardColumn, len(b.columns))
	b.row.Objects = make([]fyne.CanvasObject, len(b.columns))
	for i, column := range b.columns {
		view := old[column.ID]
		if view == nil {
			view = newBoardColumn(b)
		}
		view.show(column)
		b.views[i], b.row.Objects[i] = view, view
	}
}

// find is where the card with the id stands.
func (b *Board) find(id string) (column, index int, found bool) {
	if id == "" {
		return 0, 0, false
	}
	for c, column := range b.columns {
		for i := range column.Cards {
			if column.Cards[i].ID == id {
				return c, i, true
			}
		}
	}
	return 0, 0, false
}

// move asks for a card to go to a column, unless it is there already.
func (b *Board) move(id string, from, to, index int) {
	if to == from || to < 0 || to >= len(b.columns) {
		return
	}
	b.pending = id
	b.Refresh()
	if b.OnMove != nil {
		b.OnMove(id, b.columns[to].ID, max(0, min(index, len(b.columns[to].Cards))))
	}
}

func (b *Board) open(id string) {
	b.hideTip()
	b.selected = id
	b.Refresh()
	if b.OnOpen != nil {
		b.OnOpen(id)
	}
}

func (b *Board) menu(id string, at fyne.Position) {
	b.hideTip()
	b.selected = id
	b.Refresh()
	if b.OnMenu != nil {
		b.OnMenu(id, at)
	}
}

// showTip shows a hint after a while; hideTip ends the waiting as well.
func (b *Board) showTip(text string, at fyne.Position) {
	if text == "" || b.drag != nil {
		return
	}
	b.tip.call(func() { b.overlay.ShowTip(text, at) })
}

func (b *Board) hideTip() {
	b.told = false
	b.tip.cancel()
	b.overlay.HideTip()
}

// CreateRenderer is Fyne's.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{b.scroll},
		min:     func() fyne.Size { return fyne.NewSize(2*columnLeast, boardHead+2*cardLeast()) },
		place:   func(area fyne.Size) { b.scroll.Resize(area) },
		paint: func() {
			for _, view := range b.views {
				view.Refresh()
			}
			b.row.Refresh()
		},
	})
}

// cardLeast is the height of a card with a next step and no badges.
func cardLeast() float32 { return BoardCard{Account: "-", NextStep: "-"}.height(columnLeast) }

// columnWidth is what a column gets when so many share the room: they share
// it evenly until they would be too narrow to read.
func columnWidth(room float32, count int) float32 {
	if count == 0 {
		return columnLeast
	}
	return max(columnLeast, (room-boardGap*float32(count-1))/float32(count))
}

// columnAt is the column nearest to x on the row of columns: gaps belong to
// the nearer neighbour, places beyond the ends to the first and last. It is
// -1 where there are no columns.
func columnAt(x float32, count int, wide float32) int {
	at := int((x + boardGap/2) / (wide + boardGap))
	if x < 0 {
		at = 0
	}
	return min(at, count-1)
}

// boardLayout puts the columns side by side.
type boardLayout struct{ board *Board }

// MinSize is the least room it needs.
func (l *boardLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	n := float32(len(l.board.views))
	return fyne.NewSize(max(columnLeast, n*columnLeast+(n-1)*boardGap), boardHead+cardLeast())
}

// Layout gives everything its place.
func (l *boardLayout) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	wide := columnWidth(area.Width, len(objects))
	for i, object := range objects {
		put(object, float32(i)*(wide+boardGap), 0, wide, area.Height)
	}
}
