package views

import (
	"path/filepath"
	"testing"
	"time"

	"attain/app"
	"attain/data"
	"attain/views/widgets"
)

// The store is closed beneath the panel, so that no write succeeds.
func TestATickThatCannotBeKeptIsNotShown(t *testing.T) {
	path, now := filepath.Join(t.TempDir(), "attain.db"), func() time.Time { return thatDay }
	newServiceAt(t, path, now, twoReps)
	store := ok(data.Open(ctx, path, data.Options{Now: now}))
	s := open(t, app.New(store, app.Options{
		Now: now, Who: "test", Text: wordsIn,
	}), "light", PagePipeline)
	s.shell.OpenDeal(s.dealNamed("Harbour cranes").ID)
	s.settle()
	panel, found := s.shell.side.panel.(*DealPanel)
	if !found {
		t.Fatal("no panel")
	}
	ticks := func() (boxes []*widgets.CheckBox) {
		for _, box := range shownOf[*widgets.CheckBox](s) {
			if box.Text == "" {
				boxes = append(boxes, box)
			}
		}
		return boxes
	}
	if len(ticks()) == 0 {
		t.Fatalf("the stage has no checklist: %+v", panel.model.checks())
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	ticks()[0].SetChecked(true)
	s.settle()
	if ticks()[0].Checked {
		t.Error("the point is shown as ticked, and nothing was kept")
	}
}
