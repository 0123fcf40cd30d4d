package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func someColumns(columns, cards int) []BoardColumn {
	made := make([]BoardColumn, columns)
	for c := range made {
		made[c] = BoardColumn{
			ID: fmt.Sprintf("s%d", c), Title: fmt.Sprintf("Stage %d", c), Subtitle: "2,000 · $9M · $4M",
			Definition: "A need is agreed", Criteria: []string{"Budget known"}, Empty: "No deals",
		}
		for i := range cards {
			made[c].Cards = append(made[c].Cards, BoardCard{ID: fmt.Sprintf("%d.%d", c, i), Title: fmt.Sprintf("Deal %d.%d", c, i)})
		}
	}
	return made
}

type boardMove struct {
	id, column string
	index      int
}

func boardOnStage(t *testing.T, columns, cards int) (*stage, *Board, *[]boardMove) {
	t.Helper()
	s := newStage(t)
	b := NewBoard(s.overlay)
	moves := &[]boardMove{}
	b.OnMove = func(id, column string, index int) { *moves = append(*moves, boardMove{id, column, index}) }
	b.SetColumns(someColumns(columns, cards))
	s.show(b, 1000, 600)
	return s, b, moves
}

func cardOf(t *testing.T, b *Board, id string) *cardView {
	t.Helper()
	for _, view := range all[*cardView](b) {
		if card, ok := view.card(); ok && card.ID == id {
			return view
		}
	}
	t.Fatalf("card %s is not on the screen", id)
	return nil
}

// haul drags a card without letting go.
func haul(c *cardView, dx, dy float32) {
	c.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20+dx, 20+dy)}, Dragged: fyne.NewDelta(dx, dy)})
}

func TestColumnAtIsTheNearest(t *testing.T) {
	cases := []struct {
		x    float32
		want int
	}{{-50, 0}, {0, 0}, {99, 0}, {103, 0}, {105, 1}, {150, 1}, {211, 1}, {213, 2}, {5000, 2}}
	for _, c := range cases {
		if got := columnAt(c.x, 3, 100); got != c.want {
			t.Errorf("columnAt(%v) = %d, want %d", c.x, got, c.want)
		}
	}
	if got := columnAt(10, 0, 100); got != -1 {
		t.Errorf("columnAt without columns = %d", got)
	}
}

func TestColumnsShareTheRoomUntilTooNarrow(t *testing.T) {
	if got := columnWidth(1104, 7); got < columnLeast || got*7+6*boardGap > 1104 {
		t.Errorf("seven columns beside the side bar at 1280 get %v each", got)
	}
	if got := columnWidth(500, 9); got != columnLeast {
		t.Errorf("nine columns in 500 get %v", got)
	}
}

func TestDropOnAnotherColumnAsksAndChangesNothing(t *testing.T) {
	s, b, moves := boardOnStage(t, 4, 3)
	before := texts(b)
	card := cardOf(t, b, "0.1")
	haul(card, 260, 5)
	if s.overlay.ghost == nil {
		t.Fatal("nothing follows the pointer")
	}
	if !b.isTarget(b.views[1]) || b.isTarget(b.views[0]) {
		t.Error("the column under the pointer is not marked")
	}
	card.DragEnd()
	if len(*moves) != 1 || (*moves)[0].id != "0.1" || (*moves)[0].column != "s1" {
		t.Fatalf("asked for %v", *moves)
	}
	if s.overlay.ghost != nil {
		t.Error("the ghost stayed after the drop")
	}
	if !slices.Equal(texts(b), before) {
		t.Error("the board moved the card by itself")
	}
	b.SnapBack()
	if b.pending != "" {
		t.Error("the card is still on its way after the move failed")
	}
}

// TestAMovedCardIsMarkedWhereItWent puts the card that was dropped at the end of
// its new column, as the store's order may: it is brought into view there.
func TestAMovedCardIsMarkedWhereItWent(t *testing.T) {
	_, b, moves := boardOnStage(t, 3, 40)
	card := cardOf(t, b, "0.1")
	haul(card, 340, 5)
	card.DragEnd()
	if len(*moves) != 1 {
		t.Fatalf("asked for %v", *moves)
	}
	columns := slices.Clone(b.Columns())
	moved := columns[0].Cards[1]
	columns[0].Cards = slices.Delete(slices.Clone(columns[0].Cards), 1, 2)
	columns[1].Cards = append(slices.Clone(columns[1].Cards), moved)
	b.SetColumns(columns)
	if b.Selected() != "0.1" || !slices.Contains(texts(b), moved.Title) {
		t.Errorf("%q is marked, shown is %v", b.Selected(), texts(b))
	}
	b.Select("2.5")
	b.SetColumns(columns) // a reload moves nothing
	if b.Selected() != "2.5" {
		t.Errorf("a reload marks %q", b.Selected())
	}
}

// TestTheSignBesideAStageSaysWhatItMeans clicks it, and the head beside it.
func TestTheSignBesideAStageSaysWhatItMeans(t *testing.T) {
	s, b, _ := boardOnStage(t, 2, 1)
	opened := ""
	b.OnColumn = func(id string) { opened = id }
	columns := slices.Clone(b.Columns())
	columns[0].Definition, columns[0].Before, columns[0].Criteria = "We talk", "Before it moves on", []string{"Budget is known"}
	columns[1].Definition, columns[1].Criteria = "", nil
	b.SetColumns(columns)
	head := b.views[0].head
	head.Tapped(&fyne.PointEvent{Position: head.sign.AddXY(5, 5)})
	if tip := s.overlay.Tip(); !strings.Contains(tip, "We talk\n\nBefore it moves on\n· Budget is known") || opened != "" {
		t.Errorf("the sign says %q and opens %q", tip, opened)
	}
	head.Tapped(&fyne.PointEvent{Position: fyne.NewPos(12, boardHead-6)})
	if s.overlay.Tip() != "" || opened != "s0" {
		t.Errorf("a click on the sums leaves the hint %q and opens %q", s.overlay.Tip(), opened)
	}
	opened = ""
	other := b.views[1].head // nothing is to be explained: no sign
	other.Tapped(&fyne.PointEvent{Position: other.sign.AddXY(5, 5)})
	if opened != "s1" {
		t.Errorf("a head without a sign opens %q", opened)
	}
}

func TestDropIndexFollowsTheHeight(t *testing.T) {
	_, b, moves := boardOnStage(t, 3, 5)
	card := cardOf(t, b, "0.0")
	haul(card, 340, 2*(b.columns[0].Cards[0].height(columnLeast)+boardGap))
	card.DragEnd()
	if len(*moves) != 1 || (*moves)[0].index != 2 {
		t.Fatalf("asked for %v, want index 2", *moves)
	}
}

func TestDropAtHomeOrAstrayAsksNothing(t *testing.T) {
	_, b, moves := boardOnStage(t, 4, 3)
	card := cardOf(t, b, "1.0")
	haul(card, 10, 80)
	card.DragEnd()
	haul(card, 20, 2000)
	card.DragEnd()
	if len(*moves) != 0 {
		t.Fatalf("asked for %v", *moves)
	}
}

func TestEscapeEndsADrag(t *testing.T) {
	s, b, moves := boardOnStage(t, 4, 3)
	card := cardOf(t, b, "0.0")
	haul(card, 260, 0)
	s.keys(fyne.KeyEscape)
	card.DragEnd()
	if s.overlay.ghost != nil || len(*moves) != 0 {
		t.Fatalf("after Escape: ghost %v, asked for %v", s.overlay.ghost, *moves)
	}
}

func TestDraggedCardIsTheOneGrabbedAfterScrolling(t *testing.T) {
	s, b, moves := boardOnStage(t, 2, 200)
	card := cardOf(t, b, "0.2")
	haul(card, 500, 200)
	b.views[0].cards.scrollTo(5000)
	haul(card, 1, 1)
	card.DragEnd()
	if len(*moves) != 1 || (*moves)[0].id != "0.2" {
		t.Fatalf("asked for %v, grabbed 0.2", *moves)
	}
	_ = s
}

func TestEdgesScrollWhileDragging(t *testing.T) {
	s, b, _ := boardOnStage(t, 12, 50)
	card := cardOf(t, b, "0.0")
	at := s.overlay.driver.AbsolutePositionForObject(card)
	haul(card, 990-at.X-20, 590-at.Y-20)
	s.clock.advance(50 * dragTick)
	if b.scroll.Offset.X == 0 {
		t.Error("the board did not scroll sideways at its right edge")
	}
	var scrolled bool
	for _, view := range b.views {
		scrolled = scrolled || view.cards.offset > 0
	}
	if !scrolled {
		t.Error("no column scrolled at its lower edge")
	}
	x := b.scroll.Offset.X
	card.DragEnd()
	s.clock.advance(50 * dragTick)
	if b.scroll.Offset.X != x {
		t.Error("the board scrolls on after the drop")
	}
}

func TestEdgePushGrowsTowardsTheEnds(t *testing.T) {
	if edgePush(300, 600) != 0 {
		t.Error("the middle pushes")
	}
	if near, nearer := edgePush(580, 600), edgePush(595, 600); near <= 0 || nearer <= near {
		t.Errorf("lower end pushes %v, then %v", near, nearer)
	}
	if edgePush(2, 600) >= 0 || edgePush(5, 0) != 0 {
		t.Error("upper end or no extent")
	}
}

func TestOnlyVisibleCardsExist(t *testing.T) {
	counts := map[int]int{}
	for _, cards := range []int{100, 100_000} {
		_, b, _ := boardOnStage(t, 3, cards)
		b.views[0].cards.scrollTo(1e9)
		counts[cards] = len(all[*cardView](b))
		if last := fmt.Sprintf("0.%d", cards-1); cardOf(t, b, last) == nil {
			t.Errorf("the last of %d cards is not reached", cards)
		}
	}
	if counts[100] != counts[100_000] || counts[100] > 30 {
		t.Errorf("card objects for 100 and 100,000 cards: %v", counts)
	}
}

func TestKeysSelectMoveAndOpen(t *testing.T) {
	s, b, moves := boardOnStage(t, 4, 30)
	var opened []string
	b.OnOpen = func(id string) { opened = append(opened, id) }
	s.focus(b)
	s.keys(fyne.KeyDown, fyne.KeyDown)
	if b.Selected() != "0.2" {
		t.Fatalf("two down from the first is %s", b.Selected())
	}
	s.keys(fyne.KeyRight)
	if b.Selected() != "1.2" {
		t.Errorf("right of 0.2 is %s", b.Selected())
	}
	s.keys(fyne.KeyReturn)
	same(t, "opened", opened, "1.2")
	s.shortcut(fyne.KeyModifierAlt, fyne.KeyLeft)
	b.SnapBack()
	s.shortcut(fyne.KeyModifierControl, fyne.KeyRight)
	if len(*moves) != 2 || (*moves)[0].column != "s0" || (*moves)[1].column != "s2" {
		t.Errorf("keys asked for %v", *moves)
	}
	b.SnapBack()
	s.keys(fyne.KeyEnd)
	if b.Selected() != "1.29" || cardOf(t, b, "1.29") == nil {
		t.Errorf("End goes to %s", b.Selected())
	}
}

func TestMenuByKeyAndPointer(t *testing.T) {
	s, b, _ := boardOnStage(t, 3, 3)
	var asked []string
	b.OnMenu = func(id string, at fyne.Position) {
		asked = append(asked, id)
		if at.X <= 0 || at.Y <= 0 {
			t.Errorf("menu of %s at %v", id, at)
		}
	}
	s.focus(b)
	s.keys(desktop.KeyMenu)
	s.keys(fyne.KeyF10)
	b.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.keys(fyne.KeyF10)
	b.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	cardOf(t, b, "2.1").TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(9, 9)})
	same(t, "menus", asked, "0.0", "0.0", "2.1")
}

func TestClickOpensAndHeadShowsItsDefinition(t *testing.T) {
	s, b, _ := boardOnStage(t, 3, 3)
	var opened, heads []string
	b.OnOpen = func(id string) { opened = append(opened, id) }
	b.OnColumn = func(id string) { heads = append(heads, id) }
	test.Tap(cardOf(t, b, "1.1"))
	test.Tap(b.views[2].head)
	same(t, "opened", opened, "1.1")
	same(t, "heads", heads, "s2")
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(30, 20))
	if s.overlay.Tip() != "" {
		t.Error("the hint comes at once")
	}
	s.clock.advance(time.Second)
	if want := "Stage 0\n2,000 · $9M · $4M\n\nA need is agreed\n· Budget known"; s.overlay.Tip() != want {
		t.Errorf("hint %q, want %q", s.overlay.Tip(), want)
	}
	test.MoveMouse(s.window.Canvas(), fyne.NewPos(30, 590))
	if s.overlay.Tip() != "" {
		t.Error("the hint stays")
	}
}

func TestNewColumnsKeepScrollingAndSelection(t *testing.T) {
	_, b, _ := boardOnStage(t, 3, 60)
	b.Select("1.40")
	offset := b.views[1].cards.offset
	if offset == 0 {
		t.Fatal("selecting did not scroll")
	}
	b.SetColumns(someColumns(3, 59))
	if b.views[1].cards.offset != offset || b.Selected() != "1.40" {
		t.Errorf("offset %v (was %v), selected %q", b.views[1].cards.offset, offset, b.Selected())
	}
	b.SetColumns(someColumns(3, 10))
	if b.Selected() != "" {
		t.Error("a card that is gone is still selected")
	}
	if len(texts(b.views[1])) == 0 || b.views[1].cards.offset != b.views[1].cards.farthest() {
		t.Error("a shorter column is scrolled past its end")
	}
}

func TestEmptyColumnSaysSo(t *testing.T) {
	_, b, _ := boardOnStage(t, 1, 0)
	if got := texts(b); !slices.Contains(got, "No deals") {
		t.Errorf("an empty column shows %q", got)
	}
}

func TestReloadDoesNotDropTheCardInHand(t *testing.T) {
	s, b, moves := boardOnStage(t, 4, 3)
	card := cardOf(t, b, "0.1")
	haul(card, 260, 5)
	b.SetColumns(someColumns(4, 4))
	haul(card, 1, 1)
	if s.overlay.ghost == nil || !b.isTarget(b.views[1]) {
		t.Fatal("the drag did not go on over new columns")
	}
	b.SetColumns(someColumns(4, 1))
	if s.overlay.ghost != nil {
		t.Error("a card that is gone is still carried")
	}
	card.DragEnd()
	if len(*moves) != 0 {
		t.Errorf("asked for %v", *moves)
	}
}

func TestBoardGolden(t *testing.T) {
	s := newStage(t)
	b := NewBoard(s.overlay)
	b.SetColumns([]BoardColumn{
		{ID: "a", Title: "제안", Subtitle: "2 · $3k · $1k", Role: RoleTarget, Cards: []BoardCard{
			{
				ID: "1", Title: "Server renewal", Account: "한빛전자", Amount: "$1,284", Age: "14 d", NextStep: "Call", Initials: "AK",
				Badges: []Tag{{Text: "Stuck", Role: RoleStuck}}, Strip: RoleStuck, AgeRole: RoleOffTrack,
			},
			{ID: "2", Title: "Donaudampfschifffahrtsgesellschaftskapitän", Urgent: RoleBehind, NextStep: "No next step"},
		}},
		{ID: "b", Title: "Won", Empty: "No deals", Role: RoleWon},
	})
	s.show(b, 400, 320)
	b.Select("1")
	test.AssertRendersToMarkup(t, "board.xml", s.window.Canvas())
}

func TestCardsAreAsHighAsTheirLines(t *testing.T) {
	_, b, _ := boardOnStage(t, 1, 0)
	full := BoardCard{Title: "A", Account: "B", NextStep: "C", Badges: []Tag{{Text: "Stuck"}}}
	var cards []BoardCard
	var want float64
	for i := range 10_000 {
		card := BoardCard{ID: fmt.Sprint(i), Title: "A"}
		if i%3 == 0 {
			card = full
			card.ID = fmt.Sprint(i)
		}
		cards = append(cards, card)
		want += float64(card.height(columnLeast) + boardGap)
	}
	b.SetColumns([]BoardColumn{{ID: "s", Cards: cards}})
	rows := b.views[0].cards
	if rows.total() != want {
		t.Errorf("10,000 cards are %v high, want %v", rows.total(), want)
	}
	for _, offset := range []float64{0, 1, 5000, 200_000, want} {
		rows.scrollTo(offset)
		for i := range cards {
			if top := float64(rows.top(i)); rows.rowAt(rows.top(i)+1) != i && top >= 0 && top < 600 {
				t.Fatalf("at %v the card at %v is not %d", offset, top, i)
			}
		}
		shown := all[*cardView](b)
		slices.SortFunc(shown, func(a, b *cardView) int { return a.index - b.index })
		for i := 1; i < len(shown); i++ {
			above, below := shown[i-1], shown[i]
			if gap := below.Position().Y - above.Position().Y - above.Size().Height; gap < boardGap-0.1 || gap > boardGap+0.1 {
				t.Fatalf("at %v a gap of %v between cards %d and %d", offset, gap, above.index, below.index)
			}
		}
	}
	if full.height(columnLeast) <= cards[1].height(columnLeast) {
		t.Error("a card with more lines is no higher")
	}
}

func TestKeyboardHasAPlaceOnceTheCardsCome(t *testing.T) {
	s := newStage(t)
	b := NewBoard(s.overlay)
	s.show(b, 800, 500)
	s.focus(b)
	b.SetColumns(someColumns(2, 3))
	if b.Selected() != "0.0" {
		t.Errorf("the keyboard is on %q", b.Selected())
	}
}

// TestEveryBadgeOfACardIsReadWhole puts those that have no room on a second
// line, at every width of a column, and gives the card the room for it.
func TestEveryBadgeOfACardIsReadWhole(t *testing.T) {
	for _, words := range [][]string{{"Stuck", "Neglected", "Overdue"}, {"정체", "방치", "기한 지남"}} {
		card := BoardCard{ID: "a", Title: "A", Account: "B", NextStep: "C"}
		for _, word := range words {
			card.Badges = append(card.Badges, Tag{Text: word})
		}
		s := newStage(t)
		b := NewBoard(s.overlay)
		below := BoardCard{ID: "b", Title: "Below"}
		b.SetColumns([]BoardColumn{{ID: "s", Cards: []BoardCard{card, below}}})
		for _, wide := range []float32{columnLeast + 2, 170, 400, columnLeast + 2} {
			s.show(b, wide, 500)
			var top, next *cardView
			for _, view := range all[*cardView](b) {
				if view.index == 0 {
					top = view
				} else {
					next = view
				}
			}
			if top.art.cut {
				t.Errorf("at %v badges are cut", wide)
			}
			for i, badge := range top.art.badges {
				end := badge.face.Position().Add(badge.face.Size())
				if badge.line.Text != words[i] || badge.face.Hidden || end.Y > top.Size().Height-cardLead || end.X > top.Size().Width {
					t.Errorf("at %v the badge %q ends at %v of %v", wide, badge.line.Text, end, top.Size())
				}
			}
			if next.Position().Y < top.Position().Y+top.Size().Height {
				t.Errorf("at %v the next card lies over the badges", wide)
			}
		}
	}
}
