package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestSegmentsChooseByKeyAndPointer(t *testing.T) {
	s := newStage(t)
	var told []int
	choices := NewSegments([]string{"Board", "Table", "List"}, 0, func(place int) { told = append(told, place) })
	s.show(choices, 300, 40)
	s.focus(choices)
	s.keys(fyne.KeyLeft, fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyHome)
	same(t, "told by keys", told, 1, 2, 0)
	s.typed("  ")
	same(t, "told by the space bar", told[3:], 1, 2)
	test.Tap(all[*segment](choices)[0])
	test.Tap(all[*segment](choices)[0])
	same(t, "told by clicks", told[5:], 0)
	if choices.Chosen() != 0 {
		t.Errorf("%d holds", choices.Chosen())
	}
}

func TestSegmentsHandOnWhatTheyDoNotNeed(t *testing.T) {
	s := newStage(t)
	var heard []fyne.KeyName
	choices := NewSegments([]string{"Board", "Table"}, 1, nil)
	s.show(choices, 300, 40)
	s.focus(choices)
	s.keys(fyne.KeyEscape) // nobody listens
	choices.OnSpareKey = func(key *fyne.KeyEvent) { heard = append(heard, key.Name) }
	s.keys(fyne.KeyEscape, fyne.KeyF1, fyne.KeyLeft)
	same(t, "handed on", heard, fyne.KeyEscape, fyne.KeyF1)
}
