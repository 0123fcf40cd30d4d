package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"attain/app/sales"
	"attain/views/widgets"
)

// trashed is Settings with deals in the trash.
func trashed(t *testing.T) (*stand, []sales.Deal) {
	t.Helper()
	s := open(t, newService(t, smallDemo("en")), "light", PageSettings)
	settingsOf(s).sections.Select("data")
	settingsOf(s).show()
	s.settle()
	s.press("Trash…")
	s.settle()
	s.sees("The trash is empty.")
	deals := ok(s.service.Deals(ctx, sales.DealQuery{Limit: 30}))
	var ids []sales.ID
	for _, deal := range deals {
		ids = append(ids, deal.ID)
	}
	if err := s.service.DeleteDeals(ctx, ids...); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.press("Trash…")
	s.settle()
	return s, deals
}

// inTrash is how many deals lie in the trash.
func (s *stand) inTrash() int {
	s.t.Helper()
	return len(ok(s.service.Trash(ctx)))
}

// TestTrashBringsBack brings back one deal by its row, some by Shift, all by
// their button, which closes the list.
func TestTrashBringsBack(t *testing.T) {
	s, deals := trashed(t)
	s.sees("Deals in the trash", deals[0].Name, "30 d", "1 of 30 selected")
	s.key(fyne.KeyHome)
	s.press("Bring back")
	s.settle()
	s.sees("of 29 selected")
	s.key(fyne.KeyHome)
	s.table().KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.key(fyne.KeyDown)
	s.key(fyne.KeyDown)
	s.table().KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.sees("3 of 29 selected")
	s.press("Bring back")
	s.settle()
	if s.inTrash() != 26 {
		t.Errorf("%d deals are in the trash", s.inTrash())
	}
	s.press("Bring all back")
	s.settle()
	if s.inTrash() != 0 || len(s.shell.dialogs) != 0 {
		t.Errorf("%d deals are in the trash, %d dialogs open", s.inTrash(), len(s.shell.dialogs))
	}
}

// table is the table in the topmost dialog.
func (s *stand) table() *widgets.Table {
	s.t.Helper()
	tables := shownOf[*widgets.Table](s)
	if len(tables) != 1 {
		s.t.Fatalf("%d tables are shown", len(tables))
	}
	return tables[0]
}

// TestTrashIsSortedAndFollowsUndo sorts by amount, opens a row, and takes that
// back under the open list.
func TestTrashIsSortedAndFollowsUndo(t *testing.T) {
	s, _ := trashed(t)
	s.table().OnSort("amount", true)
	var amounts []sales.Amount
	for _, deal := range ok(s.service.Trash(ctx)) {
		amounts = append(amounts, *deal.Amount)
	}
	if got := s.table().Data().Cell(0, 3).Text; got != s.shell.deps.Format.Money(slices.Max(amounts)) {
		t.Errorf("on top is %s", got)
	}
	s.key(fyne.KeyHome)
	s.key(fyne.KeyReturn)
	s.settle()
	s.sees("of 29 selected")
	ok(s.service.Undo(ctx))
	s.settle()
	s.sees("of 30 selected")
}

// TestTrashIsEmptiedAfterAQuestion empties the trash, which undo takes back.
func TestTrashIsEmptiedAfterAQuestion(t *testing.T) {
	s, deals := trashed(t)
	s.press("Empty trash…")
	s.sees("Empty the trash (30)?", "undo brings them back")
	s.press("Cancel")
	if s.inTrash() != 30 {
		t.Fatal("the trash is emptied without an answer")
	}
	s.press("Empty trash…")
	s.press("Delete")
	s.settle()
	if s.inTrash() != 0 || len(s.shell.dialogs) != 0 {
		t.Errorf("%d deals are in the trash, %d dialogs open", s.inTrash(), len(s.shell.dialogs))
	}
	ok(s.service.Undo(ctx))
	if s.inTrash() != len(deals) {
		t.Errorf("undo brings back %d deals", s.inTrash())
	}
}
