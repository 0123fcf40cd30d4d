package views

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func TestADealsNewestChangeIsTakenBackAlone(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	cranes, shift := s.dealNamed("Harbour cranes"), s.dealNamed("Night shift")
	if err := s.service.ReassignDeals(ctx, shift.OwnerID, cranes.ID, shift.ID); err != nil {
		t.Fatal(err)
	}
	form := app.DealForm{Deal: s.dealNamed("Night shift")}
	form.Source = "Fair"
	if err := s.service.UpdateDeal(ctx, form); err != nil {
		t.Fatal(err)
	}
	s.shell.OpenDeal(cranes.ID)
	s.settle()
	panel, found := s.shell.side.panel.(*DealPanel)
	if !found {
		t.Fatal("no panel")
	}
	panel.history()
	s.settle()
	s.press("Take back")
	s.settle()
	if got := s.dealNamed("Harbour cranes").OwnerID; got != cranes.OwnerID {
		t.Errorf("the deal is %s's, want %s's", got, cranes.OwnerID)
	}
	if got := s.dealNamed("Night shift"); got.Source != "Fair" {
		t.Errorf("another deal lost its source: %+v", got)
	}
	panel.history()
	s.settle()
	s.sees("Took back: Gave deals to Lee: 2")
}

func TestAMoveIsTakenBackButNotTheMakingOfADeal(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	deal := s.dealNamed("Harbour cranes")
	history := func() []app.DealChange {
		t.Helper()
		changes, err := s.service.DealHistory(ctx, deal.ID)
		if err != nil {
			t.Fatal(err)
		}
		return changes
	}
	if changes := history(); len(changes) != 1 || changes[0].Takeable {
		t.Fatalf("the history of a new deal is %+v", changes)
	}
	if err := s.service.MoveDeal(ctx, app.MoveForm{DealID: deal.ID, StageID: s.stageNamed("Won")}); err != nil {
		t.Fatal(err)
	}
	changes := history()
	if len(changes) != 2 || !changes[0].Takeable || changes[1].Takeable {
		t.Fatalf("the history of a moved deal is %+v", changes)
	}
	if err := s.service.TakeBack(ctx, deal.ID, changes[0]); err != nil {
		t.Fatal(err)
	}
	detail, err := s.service.Deal(ctx, deal.ID)
	if err != nil || detail.Fact.Kind != sales.StageOpen || len(detail.Moves) != 1 {
		t.Fatalf("after taking the move back: %+v, %v", detail, err)
	}
	if err := s.service.TakeBack(ctx, deal.ID, changes[0]); err == nil {
		t.Error("the same change was taken back twice")
	}
}

func TestAClosedDealHasAButtonThatReopensIt(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	deal := s.dealNamed("Harbour cranes")
	before, err := s.service.Deal(ctx, deal.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.service.MoveDeal(ctx, app.MoveForm{DealID: deal.ID, StageID: s.stageNamed("Won")}); err != nil {
		t.Fatal(err)
	}
	s.shell.OpenDeal(deal.ID)
	s.settle()
	s.press("Reopen")
	s.settle()
	after, err := s.service.Deal(ctx, deal.ID)
	if err != nil || after.Fact.Stage != before.Fact.Stage {
		t.Errorf("the deal is in %q, %v, want %q", after.Fact.Stage, err, before.Fact.Stage)
	}
}

func TestProductLinesAreRowsThatCanBeEdited(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	deal := s.dealNamed("Harbour cranes")
	s.shell.OpenDeal(deal.ID)
	s.settle()
	panel, found := s.shell.side.panel.(*DealPanel)
	if !found {
		t.Fatal("no panel")
	}
	panel.editLines()
	s.settle()
	s.pick("Product", "Crane oil")
	s.fill("Units", "3")
	s.fill("Amount", "1500")
	s.press("Save")
	s.settle()
	s.sees("Crane oil × 3 · $1,500")
	if got := s.dealNamed("Harbour cranes"); got.Amount == nil || *got.Amount != 150_000 || got.Units != 3 {
		t.Errorf("the deal holds %v of %d units", got.Amount, got.Units)
	}
	panel.history()
	s.settle()
	shown := strings.Join(s.texts(), "\n")
	for _, line := range []string{"Amount: $12,500 → $1,500", "Units: 0 → 3"} {
		if !strings.Contains(shown, line) {
			t.Errorf("the history does not say %q: %q", line, shown)
		}
	}
}

// TestTheNextStepStandsFirstOnADeal says that none is set, offers to plan it, and
// says it in words once it is; one that is late in the colour of what is late.
func TestTheNextStepStandsFirstOnADeal(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	deal := s.dealNamed("Harbour cranes")
	s.shell.OpenDeal(deal.ID)
	s.settle()
	panel, found := s.shell.side.panel.(*DealPanel)
	if !found {
		t.Fatal("no panel")
	}
	if first := panel.model.facts()[0]; first.value != "No next step" || first.role != widgets.RoleBehind {
		t.Fatalf("the first fact is %+v", first)
	}
	test.Tap(rowsIn(panel.box)[0])
	s.sees("Plan a next step")
	s.shell.CloseDialog()
	today := s.service.Today()
	for _, day := range []sales.Day{today.Add(9), today.Add(2), today.Add(5)} {
		ok(s.service.PlanActivity(ctx, sales.Activity{Type: sales.Call, DealID: deal.ID, RepID: deal.OwnerID, Subject: "Ring again", Day: day}))
	}
	s.settle()
	want := s.shell.deps.Format.Day(today.Add(2), today) + " · Call · Ring again"
	if first := panel.model.facts()[0]; first.value != want || first.role != widgets.RoleNone {
		t.Errorf("the first fact is %+v, want %q", first, want)
	}
	panel.model.today = today.Add(3)
	if first := panel.model.facts()[0]; first.role != widgets.RoleOffTrack {
		t.Errorf("a step that is late reads %+v", first)
	}
}

// TestALongValueOnAPanelIsSaidWhole rests the pointer on the name of a rep that
// has no room on the panel.
func TestALongValueOnAPanelIsSaidWhole(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PagePipeline)
	deal := s.dealNamed("Harbour cranes")
	long := strings.TrimSpace(strings.Repeat("Wolfeschlegelsteinhausen ", 12))
	for _, rep := range ok(s.service.Reps(ctx)) {
		if rep.ID == deal.OwnerID {
			rep.Name = long
			ok(s.service.SaveRep(ctx, rep))
		}
	}
	s.shell.OpenDeal(deal.ID)
	s.settle()
	tips := shownOf[*widgets.Tip](s)
	for _, tip := range tips {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(tip)
		test.MoveMouse(s.window.Canvas(), at.AddXY(10, 5))
		s.settle()
		if s.shell.overlay.Tip() == long {
			return
		}
	}
	t.Errorf("none of %d hints says the name whole", len(tips))
}

func TestTheChanceToWinSaysWhatItCameFrom(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PagePipeline)
	pipeline, err := s.service.Pipeline(ctx, s.shell.Scope())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(pipeline.Deals, func(d sales.BoardDeal) bool { return d.Kind == sales.StageOpen })
	s.shell.OpenDeal(pipeline.Deals[at].ID)
	s.settle()
	panel, found := s.shell.side.panel.(*DealPanel)
	if !found {
		t.Fatal("no panel")
	}
	basis := panel.model.detail.Basis
	if basis == nil || basis.Won > basis.Decided || basis.Decided == 0 {
		t.Fatalf("the chance rests on %+v", basis)
	}
	test.Tap(rowsIn(panel.box)[1]) // below the next step
	s.sees("Where the chance to win comes from")
	if words := strings.Join(s.texts(), " "); !strings.Contains(words, panel.model.chanceWords()[0]) {
		t.Errorf("the chance is explained as %q", words)
	}
}

func TestADialogOfWordsIsAsHighAsItsLines(t *testing.T) {
	s, _, deal := withAccount(t)
	s.shell.OpenDeal(deal)
	s.settle()
	panel, ok := s.shell.side.panel.(*DealPanel)
	if !ok {
		t.Fatalf("the panel is %T", s.shell.side.panel)
	}
	panel.explainChance()
	s.settle()
	if high := s.top().MinSize().Height; high > firstHeight/2 {
		t.Errorf("a few sentences take %v of %v", high, firstHeight)
	}
}
