package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func tableOnStage(t *testing.T, rows int) (*stage, *Table) {
	t.Helper()
	s := newStage(t)
	table := NewTable(s.overlay, []Column{
		{ID: "name", Title: "Name", Weight: 1, Min: 100, Sortable: true},
		{ID: "amount", Title: "Amount", Min: 90, Number: true, Sortable: true},
		{ID: "stage", Title: "Stage", Min: 80},
	})
	table.Multi = true
	table.SetData(TableData{
		Length: func() int { return rows },
		ID:     func(i int) string { return fmt.Sprint("id", i) },
		Cell: func(i, column int) Cell {
			return Cell{Text: []string{fmt.Sprint("Deal ", i), fmt.Sprint(i * 1000), "Open"}[column], Mark: column == 2, Role: RoleWon}
		},
	})
	s.show(table, 500, 400)
	return s, table
}

func rowOf(t *testing.T, table *Table, index int) *tableRow {
	t.Helper()
	for _, row := range all[*tableRow](table) {
		if row.index == index {
			return row
		}
	}
	t.Fatalf("row %d is not on the screen", index)
	return nil
}

func pressRow(row *tableRow, modifier fyne.KeyModifier) {
	row.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: modifier})
}

func TestTableMakesOnlyVisibleRows(t *testing.T) {
	counts := map[int]int{}
	for _, rows := range []int{100, 1_000_000} {
		_, table := tableOnStage(t, rows)
		table.body.scrollTo(1e12)
		counts[rows] = len(all[*tableRow](table))
		if !slices.Contains(texts(table), fmt.Sprint("Deal ", rows-1)) {
			t.Errorf("the last of %d rows is not shown at the end", rows)
		}
	}
	if counts[100] != counts[1_000_000] || counts[100] > 20 {
		t.Errorf("row objects for 100 and 1,000,000 rows: %v", counts)
	}
}

func TestTableRowsNearTheEndStandApart(t *testing.T) {
	_, table := tableOnStage(t, 1_000_000)
	table.body.scrollTo(1e12)
	if a, b := rowOf(t, table, 999_998), rowOf(t, table, 999_999); b.Position().Y-a.Position().Y != rowHeight {
		t.Errorf("the last two rows are %v apart", b.Position().Y-a.Position().Y)
	}
}

func TestTableKeysMoveSelectAndOpen(t *testing.T) {
	s, table := tableOnStage(t, 100)
	var opened []string
	table.OnOpen = func(id string) { opened = append(opened, id) }
	s.focus(table)
	s.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	same(t, "opened", opened, "id2")
	s.keys(fyne.KeyEnd)
	if table.Current() != "id99" || rowOf(t, table, 99) == nil {
		t.Errorf("End goes to %s", table.Current())
	}
	s.keys(fyne.KeyHome, fyne.KeyPageDown)
	if want := fmt.Sprint("id", table.body.page()); table.Current() != want {
		t.Errorf("a page down is %s, want %s", table.Current(), want)
	}
}

func TestTableSelectionBySeveralHands(t *testing.T) {
	s, table := tableOnStage(t, 100)
	var heard [][]string
	table.OnSelected = func(ids []string) { heard = append(heard, ids) }
	pressRow(rowOf(t, table, 1), 0)
	pressRow(rowOf(t, table, 3), fyne.KeyModifierControl)
	same(t, "Ctrl", table.Selected(), "id1", "id3")
	pressRow(rowOf(t, table, 5), fyne.KeyModifierShift)
	same(t, "Shift", table.Selected(), "id3", "id4", "id5")
	table.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.keys(fyne.KeyDown)
	table.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	same(t, "Shift+Down", table.Selected(), "id3", "id4", "id5", "id6")
	s.keys(fyne.KeySpace)
	same(t, "Space", table.Selected(), "id3", "id4", "id5")
	if len(heard) != 5 {
		t.Errorf("told %d changes, want 5", len(heard))
	}
	table.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(table.Selected()) != 100 {
		t.Errorf("Ctrl+A selects %d", len(table.Selected()))
	}
	table.Multi = false
	pressRow(rowOf(t, table, 2), fyne.KeyModifierControl)
	same(t, "single", table.Selected(), "id2")
}

func TestTableHeadSorts(t *testing.T) {
	s, table := tableOnStage(t, 10)
	var asked []string
	table.OnSort = func(column string, descending bool) {
		asked = append(asked, fmt.Sprint(column, descending))
		table.SetSort(column, descending)
	}
	for _, x := range []float32{20, 20, 490, 380} {
		test.TapCanvas(s.window.Canvas(), fyne.NewPos(x, 15))
	}
	same(t, "sorted by", asked, "namefalse", "nametrue", "amountfalse")
	if !slices.Contains(texts(table.head), "Amount ▲") {
		t.Errorf("the head shows %q", texts(table.head))
	}
}

func TestTableDoubleClickOpensAndRightClickAsks(t *testing.T) {
	_, table := tableOnStage(t, 10)
	var opened, menus []string
	table.OnOpen = func(id string) { opened = append(opened, id) }
	table.OnMenu = func(id string, _ fyne.Position) { menus = append(menus, id) }
	test.DoubleTap(rowOf(t, table, 4))
	same(t, "opened", opened, "id4")
	table.Select("id1", "id2")
	rowOf(t, table, 2).TappedSecondary(&fyne.PointEvent{})
	same(t, "menu within the selection keeps it", table.Selected(), "id1", "id2")
	rowOf(t, table, 6).TappedSecondary(&fyne.PointEvent{})
	same(t, "menu outside the selection", table.Selected(), "id6")
	same(t, "menus", menus, "id2", "id6")
}

// TestTableDoubleClickOpensWhatLayUnderTheFirstClick puts another record under
// the pointer between the two clicks.
func TestTableDoubleClickOpensWhatLayUnderTheFirstClick(t *testing.T) {
	_, table := tableOnStage(t, 10)
	data, above := table.Data(), 0
	id := data.ID
	data.ID = func(row int) string { return id(row - above) }
	table.SetData(data)
	var opened []string
	table.OnOpen = func(id string) { opened = append(opened, id) }
	pressRow(rowOf(t, table, 4), 0)
	above = 1
	table.Reload()
	pressRow(rowOf(t, table, 4), 0)
	test.DoubleTap(rowOf(t, table, 4))
	same(t, "opened", opened, "id4")
}

// TestTableKeepsTheKeyboardOnItsRecord puts a record above the one that is
// marked: what a button would act on is still that one.
func TestTableKeepsTheKeyboardOnItsRecord(t *testing.T) {
	s, table := tableOnStage(t, 10)
	data, above := table.Data(), 0
	id := data.ID
	data.ID = func(row int) string { return id(row - above) }
	table.SetData(data)
	s.focus(table)
	pressRow(rowOf(t, table, 4), 0)
	above = 1
	table.Reload()
	same(t, "marked and current", append(table.Selected(), table.Current()), "id4", "id4")
	s.keys(fyne.KeyDown)
	same(t, "the next", table.Selected(), "id5")
	above = 20
	table.Reload() // the record is gone
	same(t, "in its row", []string{table.Current()}, id(6-20))
}

func TestTableCellsAreElidedNeverNumbersAtOnce(t *testing.T) {
	s, table := tableOnStage(t, 3)
	long := "Donaudampfschifffahrtsgesellschaftskapitän Erneuerung der gesamten Flotte"
	table.SetData(TableData{
		Length: func() int { return 1 }, ID: func(int) string { return "a" },
		Cell: func(_, column int) Cell { return Cell{Text: []string{long, "12,840,000", "Open"}[column]} },
	})
	_ = s
	row := rowOf(t, table, 0)
	if text := row.cells[0]; text.Text == long || text.MinSize().Width > table.widths[0] {
		t.Errorf("the long name is %q, %v wide in %v", text.Text, text.MinSize().Width, table.widths[0])
	}
	if row.cells[1].Text != "12,840,000" {
		t.Errorf("the number is cut to %q", row.cells[1].Text)
	}
	if right := row.cells[1].Position().X + row.cells[1].MinSize().Width; right != table.widths[0]+table.widths[1]-cellInset {
		t.Errorf("the number ends at %v", right)
	}
}

func TestRecycledRowForgetsTheHover(t *testing.T) {
	_, table := tableOnStage(t, 1000)
	row := rowOf(t, table, 0)
	row.MouseIn(&desktop.MouseEvent{})
	table.body.scrollTo(10_000)
	table.body.scrollTo(0)
	for _, row := range all[*tableRow](table) {
		if row.hovered {
			t.Errorf("row %d is still lit", row.index)
		}
	}
}

func TestTableShrinksWithItsData(t *testing.T) {
	s, table := tableOnStage(t, 100)
	s.focus(table)
	s.keys(fyne.KeyEnd)
	table.SetData(TableData{Length: func() int { return 0 }, ID: func(int) string { return "" }, Cell: func(int, int) Cell { return Cell{} }})
	s.keys(fyne.KeyDown, fyne.KeyReturn)
	if table.Current() != "" || len(all[*tableRow](table)) != 0 {
		t.Error("an emptied table still shows rows")
	}
}

func TestThumbScrollsByDragging(t *testing.T) {
	_, table := tableOnStage(t, 1000)
	table.body.thumb.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 1000)})
	if table.body.offset != table.body.farthest() {
		t.Errorf("dragged to the end, the offset is %v of %v", table.body.offset, table.body.farthest())
	}
}

func TestTableColumnsCanChange(t *testing.T) {
	_, table := tableOnStage(t, 10)
	table.SetColumns([]Column{{ID: "name", Title: "이름", Weight: 1, Min: 100}})
	same(t, "head", texts(table.head), "이름")
	if row := rowOf(t, table, 0); len(row.cells) != 1 || row.cells[0].Text != "Deal 0" || table.widths[0] != 498 {
		t.Errorf("the first row shows %q in %v", texts(row), table.widths)
	}
}

func TestEscapeOnATableEndsItsSelectionThenIsTheWindows(t *testing.T) {
	for _, multi := range []bool{true, false} {
		s := newStage(t)
		table := NewTable(s.overlay, []Column{{ID: "a", Title: "A", Weight: 1}})
		table.Multi = multi
		table.SetData(TableData{
			Length: func() int { return 3 }, ID: func(row int) string { return fmt.Sprint(row) },
			Cell: func(row, _ int) Cell { return Cell{Text: fmt.Sprint(row)} },
		})
		s.show(table, 300, 200)
		heard := 0
		s.window.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
		s.focus(table)
		s.keys(fyne.KeyDown, fyne.KeyEscape)
		if want := map[bool]int{true: 0, false: 1}[multi]; heard != want {
			t.Errorf("several %v: the window heard %d Escapes, want %d", multi, heard, want)
		}
		s.keys(fyne.KeyEscape)
		if heard == 0 {
			t.Errorf("several %v: Escape closes nothing", multi)
		}
	}
}
