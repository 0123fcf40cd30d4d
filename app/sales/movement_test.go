package sales

import "testing"

func TestMovement(t *testing.T) {
	f := october()
	f.Moves = []PipelineMove{
		{DealID: "stays", Owner: "ann", StartOpen: true, EndOpen: true, StartValue: 1000, EndValue: 1300, EndKind: StageOpen},
		{DealID: "won", Owner: "ann", StartOpen: true, StartValue: 500, EndValue: 450, EndKind: StageWon},
		{DealID: "lost", Owner: "bob", StartOpen: true, StartValue: 70, EndValue: 70, EndKind: StageLost},
		{DealID: "trashed", Owner: "bob", StartOpen: true, StartValue: 9, EndValue: 9},
		{DealID: "new", Owner: "bob", Created: true, EndOpen: true, FirstValue: 200, EndValue: 210, EndKind: StageOpen},
		{DealID: "new and won", Owner: "ann", Created: true, FirstValue: 40, EndValue: 44, EndKind: StageWon},
		{DealID: "reopened", Owner: "ann", EndOpen: true, FirstValue: 3, EndValue: 3, EndKind: StageOpen},
		{DealID: "reopened and lost", Owner: "ann", FirstValue: 5, EndValue: 4, EndKind: StageLost},
	}
	r := report(t, f)
	want := Movement{Start: 1579, New: 240, PulledIn: 8, ValueChange: 263, Won: 494, Lost: 74, PushedOut: 9, End: 1513}
	if r.Team.Movement != want {
		t.Errorf("movement %+v, want %+v", r.Team.Movement, want)
	}
	bob := Movement{Start: 79, New: 200, ValueChange: 10, Lost: 70, PushedOut: 9, End: 210}
	if got := rep(t, r, "bob").Movement; got != bob {
		t.Errorf("Bob's movement %+v, want %+v", got, bob)
	}
	for _, m := range []Movement{r.Team.Movement, bob} {
		if m.Start+m.New+m.PulledIn+m.ValueChange-m.Won-m.Lost-m.PushedOut != m.End {
			t.Errorf("%+v does not add up", m)
		}
	}
}
