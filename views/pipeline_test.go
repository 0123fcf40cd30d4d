package views

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func pipelineOf(s *stand) *Pipeline {
	s.t.Helper()
	page, found := s.shell.pages[PagePipeline].(*Pipeline)
	if !found {
		s.t.Fatal("the pipeline is not there")
	}
	return page
}

// TestSumsOverTheBoardOpenTheDealsTheyAreMadeOf counts the deals of the store
// anew and compares with the heads, the line above and the lists they open.
func TestSumsOverTheBoardOpenTheDealsTheyAreMadeOf(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	page := pipelineOf(s)
	stages := map[sales.ID]sales.Stage{}
	for _, stage := range ok(s.service.Stages(ctx)) {
		stages[stage.ID] = stage
	}
	var count int
	var sum sales.Amount
	var weighted float64
	for _, deal := range ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen})) {
		detail := ok(s.service.Deal(ctx, deal.ID))
		chance := stages[detail.Fact.Stage].Probability
		if deal.Probability != nil {
			chance = *deal.Probability
		}
		count++
		if deal.Amount != nil {
			sum += *deal.Amount
			weighted += float64(*deal.Amount) * chance
		}
	}
	format := s.shell.deps.Format
	s.sees(format.Count(count)+" open", format.Money(sum)+" in total", format.Rounded(weighted)+" weighted")
	for _, row := range rowsIn(page.total) {
		test.Tap(row)
		s.sees(format.Count(count), format.Money(sum), format.Rounded(weighted)+" weighted")
		s.shell.CloseDialog()
	}
	for _, column := range page.board.Columns() {
		page.openColumn(column.ID)
		s.sees(column.Title, column.Count)
		s.shell.CloseDialog()
	}
}

func TestFilterNarrowsBoardTableAndSumsAlike(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	page := pipelineOf(s)
	if text := page.product.Chosen(); text != allProducts {
		t.Errorf("the product filter stands at %q", text)
	}
	page.filter.Stuck = true
	page.show()
	if len(page.table.deals) != 0 {
		t.Error("the table that is not shown is filled")
	}
	page.asTable = true
	page.show()
	cards := 0
	for _, column := range page.board.Columns() {
		cards += len(column.Cards)
		for _, card := range column.Cards {
			if len(card.Badges) == 0 || card.Badges[0].Text != "Stuck" {
				t.Errorf("%s is shown among the stuck", card.Title)
			}
		}
	}
	if cards == 0 || len(page.table.deals) != cards || len(page.model.open(page.filter)) != cards {
		t.Errorf("%d cards, %d lines, %d summed", cards, len(page.table.deals), len(page.model.open(page.filter)))
	}
}

// TestMoveThatTheStoreRefusesSnapsBack moves a card of a deal that is gone.
func TestMoveThatTheStoreRefusesSnapsBack(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	page := pipelineOf(s)
	deal := s.dealNamed("Harbour cranes")
	before := page.board.Columns()
	page.board.Select(string(deal.ID))
	page.board.TypedShortcut(ctrl(fyne.KeyRight))
	s.settle()
	moved := ok(s.service.Deal(ctx, deal.ID)).Fact.Stage
	if string(moved) == before[0].ID {
		t.Fatal("the key moved nothing")
	}
	if err := s.service.DeleteDeals(ctx, deal.ID); err != nil {
		t.Fatal(err)
	}
	page.board.SetColumns(before) // the window has not heard of it yet
	page.board.Select(string(deal.ID))
	page.board.TypedShortcut(ctrl(fyne.KeyRight))
	s.sees("no longer there")
	page.board.Select(string(deal.ID))
	moves := 0
	page.board.OnMove = func(string, string, int) { moves++ }
	page.board.TypedShortcut(ctrl(fyne.KeyRight))
	if moves != 1 {
		t.Error("after a refusal the card cannot be moved again")
	}
}

func TestFollowUpsOpenTheActivitiesTheyCount(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	deal := s.dealNamed("Harbour cranes")
	for _, words := range []string{"First call", "Second call", "Third call"} {
		form := app.LogForm{Activity: sales.Activity{Type: sales.Call, DealID: deal.ID, RepID: deal.OwnerID, Direction: sales.Outbound, Subject: words}}
		if _, err := s.service.LogActivity(ctx, form); err != nil {
			t.Fatal(err)
		}
	}
	s.shell.OpenDeal(deal.ID)
	s.settle()
	s.sees("Follow-ups")
	panel, found := s.shell.side.panel.(*DealPanel)
	if !found {
		t.Fatal("no panel")
	}
	if got, counted := len(panel.model.followUps()), panel.model.detail.Fact.Touches-1; got != counted || got != 2 {
		t.Errorf("%d follow-ups listed, %d counted", got, counted)
	}
	for _, row := range rowsIn(panel.box) {
		test.Tap(row)
	}
	s.sees("Second call", "Third call", "Total: 2")
	s.misses("First call")
}

func TestMotionCanBeTurnedOff(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	s.shell.switchMotion()
	s.sees("without motion")
	if !s.shell.side.slide.Still {
		t.Error("the panel still slides")
	}
	s.shell.switchMotion()
	if s.shell.side.slide.Still {
		t.Error("the panel does not slide again")
	}
}

// goldenColumns are two columns with all that a card can show, in names as
// long as people have them.
func goldenColumns() []widgets.BoardColumn {
	return []widgets.BoardColumn{
		{ID: "a", Title: "Proposal", Count: "3", Subtitle: "$25.7K · $12.9K weighted", Definition: "An offer is out", Cards: []widgets.BoardCard{
			{
				ID: "1", Title: "한빛전자 서버 교체 및 유지보수 연간 계약", Account: "주식회사 한빛전자 솔루션", Amount: "$17.2K", Age: "41 d", NextStep: "Next: Nov 24, late", Initials: "김민",
				AgeRole: widgets.RoleStuck, Urgent: widgets.RoleOffTrack,
				Badges: []widgets.Tag{{Role: widgets.RoleStuck, Text: "Stuck"}, {Role: widgets.RoleOffTrack, Text: "Overdue"}},
			},
			{ID: "2", Title: "Donaudampfschifffahrtsgesellschaft", Account: "Müller & Söhne GmbH", Amount: "$7K", Age: "9 d", NextStep: "Next: Dec 1", Initials: "FB"},
			{ID: "3", Title: "Team", Amount: "$1.5K", Age: "0 d", NextStep: "No next step", Initials: "CN", Urgent: widgets.RoleBehind, Badges: []widgets.Tag{{Role: widgets.RoleBehind, Text: "Neglected"}}},
		}},
		{ID: "w", Title: "Won", Count: "1", Subtitle: "$1.8K", Role: widgets.RoleWon, Cards: []widgets.BoardCard{
			{ID: "4", Title: "Prüfgeräte à 12 €", Account: "Łódź Élysée", Amount: "$1.8K", Age: "Nov 25", Initials: "OP", Strip: widgets.RoleWon},
		}},
		{ID: "l", Title: "Lost", Count: "0", Subtitle: "$0", Role: widgets.RoleLost, Empty: "No deals"},
	}
}

// onBoard shows the golden columns in both looks, has something done to the
// board and compares the window with the picture of that name.
func onBoard(t *testing.T, picture string, then func(*testing.T, *widgets.Board)) {
	for mode, name := range map[Mode]string{ModeLight: "light", ModeDark: "dark"} {
		t.Run(name, func(t *testing.T) {
			application := test.NewTempApp(t)
			application.Settings().SetTheme(testTheme(mode))
			overlay := widgets.NewOverlay(NewInline(), application.Driver())
			board := widgets.NewBoard(overlay)
			board.SetColumns(goldenColumns())
			window := test.NewTempWindow(t, container.NewStack(board, overlay))
			window.SetPadded(false)
			window.Resize(fyne.NewSize(560, 400))
			window.Canvas().Focus(board)
			then(t, board)
			test.AssertRendersToImage(t, picture+"-"+name+".png", window.Canvas())
		})
	}
}

func TestBoardLooksAsItShould(t *testing.T) { onBoard(t, "board", func(*testing.T, *widgets.Board) {}) }

// TestDraggedCardLooksAsItShould holds a card over the column of what
// is won: its ghost under the pointer, its place pale, the column lit.
func TestDraggedCardLooksAsItShould(t *testing.T) {
	onBoard(t, "board-drag", func(t *testing.T, board *widgets.Board) {
		cards := []fyne.Draggable{}
		for _, object := range test.LaidOutObjects(board) {
			if card, is := object.(fyne.Draggable); is && object.Visible() && object.Position().X == 0 {
				cards = append(cards, card)
			}
		}
		if len(cards) < 4 {
			t.Fatalf("%d cards can be dragged", len(cards))
		}
		cards[1].Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(42, 28), AbsolutePosition: fyne.NewPos(260, 190)}, Dragged: fyne.NewDelta(2, 2),
		})
	})
}

func TestColumnsOfClosedDealsKeepNoWeightedSum(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	for _, column := range pipelineOf(s).board.Columns() {
		closed := column.Role == widgets.RoleWon || column.Role == widgets.RoleLost
		if strings.Contains(column.Subtitle, "weighted") == closed {
			t.Errorf("%s says %q", column.Title, column.Subtitle)
		}
	}
}

// TestNoAmountIsCutOnTheBoard looks at every card shown in both languages: a
// number that is cut is a wrong number.
func TestNoAmountIsCutOnTheBoard(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		s := open(t, newService(t, demo(lang)), "light", PagePipeline)
		shown, cards := s.texts(), 0
		for _, column := range pipelineOf(s).board.Columns() {
			for _, card := range column.Cards[:min(4, len(column.Cards))] {
				cards++
				if !slices.Contains(shown, card.Amount) {
					t.Errorf("%s, %s: %q is not shown whole", lang, column.Title, card.Amount)
				}
			}
		}
		if cards < 20 {
			t.Errorf("%s: only %d cards to look at", lang, cards)
		}
	}
}

// TestTheTableHoldsAmountsToTheLastUnit compares what the table and the card say of
// one deal, and how many are selected.
func TestTheTableHoldsAmountsToTheLastUnit(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	page := pipelineOf(s)
	page.asTable = true
	page.show()
	page.table.model.data.AsOf = sales.DayOf(2026, 11, 23)
	d := sales.BoardDeal{}
	d.NextStep, d.NextDue = true, sales.DayOf(2026, 12, 4)
	d.Amount, d.HasAmount, d.Kind = 123_456_789, true, sales.StageOpen
	if got := page.table.model.cell(d, 4).Text; got != "$1,234,567.89" {
		t.Errorf("the amount is %q", got)
	}
	if got := page.table.model.cell(d, 8); got.Text != "Dec 4" || got.Role != widgets.RoleNone {
		t.Errorf("the next step is %v", got)
	}
	d.NextDue = sales.DayOf(2026, 11, 20)
	if got := page.table.model.cell(d, 8); got.Text != "Nov 20" || got.Role != widgets.RoleOffTrack {
		t.Errorf("a late next step is %v", got)
	}
	if page.table.button.Text != "Reassign" || !page.table.button.Disabled() {
		t.Errorf("nothing is selected, the button says %q", page.table.button.Text)
	}
	page.table.table.OnSelected([]string{"1", "2"})
	if page.table.button.Text != "Reassign 2 selected…" || page.table.button.Disabled() {
		t.Errorf("two are selected, the button says %q", page.table.button.Text)
	}
}

// TestADealNamedAfterItsCustomerSaysWhatIsSold: the same words twice say nothing.
func TestADealNamedAfterItsCustomerSaysWhatIsSold(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	m := pipelineOf(s).model
	m.data.Products = map[sales.ID]string{"p": "GTX Pro", "q": "GTX Basic"}
	d := sales.BoardDeal{}
	d.Name, d.Account, d.Lines = "Cheers", "Cheers", []sales.Line{{ProductID: "p"}, {ProductID: "q"}, {ProductID: "p"}}
	if card := m.card(d); card.Title != "Cheers" || card.Account != "GTX Pro, GTX Basic" {
		t.Errorf("the card says %q and %q", card.Title, card.Account)
	}
	d.Name = "Cheers – 40 licences"
	if card := m.card(d); card.Title != "40 licences" || card.Account != "Cheers" {
		t.Errorf("the card says %q and %q", card.Title, card.Account)
	}
}

func TestTableByCloseHasUndatedDealsLast(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	page := pipelineOf(s)
	page.asTable = true
	page.show()
	undated := false
	for _, deal := range page.table.deals {
		dated := deal.ExpectedClose != 0
		if deal.Kind != sales.StageOpen {
			break // the closed ones come after the open ones
		}
		if dated && undated {
			t.Fatalf("%s comes after a deal without a date", deal.Name)
		}
		undated = undated || !dated
	}
	if !undated {
		t.Error("no deal without a date to try it on")
	}
}

// TestADealThatIsGoneIsSelectedNoMore: what lies in the trash is not reassigned.
func TestADealThatIsGoneIsSelectedNoMore(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	page := pipelineOf(s)
	page.asTable = true
	page.show()
	deal := s.dealNamed("Harbour cranes")
	page.table.table.Select(string(deal.ID))
	s.sees("Reassign 1 selected…")
	if err := s.service.DeleteDeals(ctx, deal.ID); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.misses("Reassign 1 selected…")
}

func TestReassigningShowsTheLoadOfBothReps(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	deal := s.dealNamed("Harbour cranes")
	page := pipelineOf(s)
	givers, open := givenBy(page.model, []sales.ID{deal.ID})
	if givers[deal.OwnerID] != 1 || open != 1 {
		t.Fatalf("given %v, %d open", givers, open)
	}
	page.reassign([]sales.ID{deal.ID})
	for _, rep := range page.model.data.Report.Reps {
		if rep.Rep.ID == deal.OwnerID {
			s.sees(rep.Rep.Name + " · " + page.model.reassignDetail(rep.Metrics.Load, -1))
			continue
		}
		s.pick("Rep", rep.Rep.Name)
		s.sees(page.model.reassignDetail(rep.Metrics.Load, 1))
	}
}

// TestARowOfTheTableHasTheMenuOfItsCard asks for the menu as the menu key does:
// one deal can do what its card can, several what can be done with all.
func TestARowOfTheTableHasTheMenuOfItsCard(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	page, text := pipelineOf(s), s.shell.deps.Text
	shownOf[*widgets.Segments](s)[0].Choose(1)
	s.settle()
	table := page.table.table
	s.window.Canvas().Focus(table)
	s.key(fyne.KeyDown)
	s.key(desktop.KeyMenu)
	s.sees(text("views.pipeline.menu.open"), text("views.pipeline.menu.log"), text("views.pipeline.menu.move"), text("views.pipeline.menu.reassign"))
	s.key(fyne.KeyEscape)
	s.window.Canvas().Focus(table)
	table.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.key(desktop.KeyMenu)
	s.sees(text("views.pipeline.reassign.some", "Count", "2"))
	s.misses(text("views.pipeline.menu.open"))
	s.fromMenu(text("views.pipeline.menu.delete"))
	if left := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen})); len(left) != 0 {
		t.Errorf("%d deals are left", len(left))
	}
}

func TestTheBoardHasTheKeyboardAgainAfterThePanel(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	s.window.Canvas().SetOnTypedKey(s.shell.typedKey)
	board, ok := s.focused().(*widgets.Board)
	if !ok {
		t.Fatalf("%T has the keyboard", s.focused())
	}
	s.key(fyne.KeyReturn)
	s.settle()
	if s.shell.side.panel == nil {
		t.Fatal("Enter opens no panel")
	}
	s.key(fyne.KeyEscape)
	if s.focused() != fyne.Focusable(board) {
		t.Errorf("%T has the keyboard after Escape", s.focused())
	}
}

// TestFiltersThatFindNoDealSaySo and one button empties them all.
func TestFiltersThatFindNoDealSaySo(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	page := pipelineOf(s)
	page.checks[1].SetChecked(true)
	page.search.SetText("no such words")
	page.search.OnSearch(page.search.Text)
	s.settle()
	if !page.filter.Stuck || page.area.Objects[0] != page.unfound {
		t.Fatalf("by %+v %v is shown", page.filter, page.area.Objects[0])
	}
	s.press("Show all")
	s.settle()
	if page.filter != (pipelineFilter{}) || page.checks[1].Checked || page.search.Text != "" || page.area.Objects[0] != page.board {
		t.Errorf("then by %+v %v is shown", page.filter, page.area.Objects[0])
	}
}
