package widgets

import (
	"fyne.io/fyne/v2"
)

// Select selects the records with these ids and nothing else.
func (t *Table) Select(ids ...string) {
	t.selected = make(map[string]bool, len(ids))
	for _, id := range ids {
		t.selected[id] = true
	}
	t.changed()
}

// Selected are the ids of the selected records in the order of the rows, as
// far as they are among them; the current row's where none is selected.
func (t *Table) Selected() []string {
	var ids []string
	if len(t.selected) > 0 {
		for i := 0; i < t.data.Length() && len(ids) < len(t.selected); i++ {
			if id := t.data.ID(i); t.selected[id] {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 && t.current >= 0 && t.current < t.data.Length() {
		ids = append(ids, t.data.ID(t.current))
	}
	return ids
}

// Current is the id of the row the keyboard stands on, or "".
func (t *Table) Current() string {
	if t.current < 0 || t.current >= t.data.Length() {
		return ""
	}
	return t.data.ID(t.current)
}

// StandOn puts the keyboard's place on a record's row, where it is among them.
func (t *Table) StandOn(id string) {
	if row := t.rowOf(id, -1); row >= 0 {
		t.stand(row)
		t.Refresh()
	}
}

// stand puts the keyboard on a row, or on none below 0.
func (t *Table) stand(row int) {
	t.current, t.standing = row, ""
	if row >= 0 {
		t.standing = t.data.ID(row)
	}
}

// rowOf is the row of a record: where it is expected, or wherever it is now;
// the expected one where it is gone.
func (t *Table) rowOf(id string, expected int) int {
	if id == "" || expected >= 0 && t.data.ID(expected) == id {
		return expected
	}
	for row := range t.data.Length() {
		if t.data.ID(row) == id {
			return row
		}
	}
	return expected
}

func (t *Table) changed() {
	t.body.arrange(true)
	if t.OnSelected != nil {
		t.OnSelected(t.Selected())
	}
}

// moveTo makes row the current one and selects it, or all from the anchor to
// it while Shift is held.
func (t *Table) moveTo(row int) {
	t.stand(row)
	t.body.reveal(row)
	if t.shift && t.Multi {
		t.selectRange(t.anchor, row)
		return
	}
	t.anchor = row
	t.Select(t.data.ID(row))
}

func (t *Table) selectRange(from, to int) {
	if to < 0 {
		return
	}
	from = max(0, from)
	ids := make([]string, 0, max(from, to)-min(from, to)+1)
	for i := min(from, to); i <= max(from, to); i++ {
		ids = append(ids, t.data.ID(i))
	}
	t.Select(ids...)
}

// toggle takes the row into the selection or out of it.
func (t *Table) toggle(row int) {
	if row < 0 {
		return
	}
	id := t.data.ID(row)
	if !t.Multi {
		t.Select(id)
		return
	}
	t.anchor = row
	if t.selected[id] {
		delete(t.selected, id)
	} else {
		t.selected[id] = true
	}
	t.changed()
}

// press is a click on a row with the modifier keys held.
func (t *Table) press(row int, modifier fyne.KeyModifier) {
	if row < 0 || row >= t.data.Length() {
		return
	}
	t.overlay.focus(t)
	t.pressed = [2]string{t.pressed[1], t.data.ID(row)}
	t.stand(row)
	switch {
	case t.Multi && modifier&fyne.KeyModifierShift != 0:
		t.selectRange(t.anchor, row)
	case t.Multi && modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		t.toggle(row)
	default:
		t.anchor = row
		t.Select(t.data.ID(row))
	}
}

func (t *Table) open(row int) {
	if row >= 0 && row < t.data.Length() && t.OnOpen != nil {
		t.OnOpen(t.data.ID(row))
	}
}

// menu asks for a menu on a row; a row outside the selection becomes the
// selection first.
func (t *Table) menu(row int, at fyne.Position) {
	if row < 0 || row >= t.data.Length() {
		return
	}
	if id := t.data.ID(row); !t.selected[id] {
		t.press(row, 0)
	}
	if t.OnMenu != nil {
		t.OnMenu(t.data.ID(row), at)
	}
}

func (t *Table) menuAtCurrent() {
	if t.current >= 0 {
		at := t.overlay.driver.AbsolutePositionForObject(t.body)
		t.menu(t.current, at.AddXY(4*Space, t.body.top(t.current)+rowHeight))
	}
}

// leave ends a selection of several; where there is none, Escape is the
// window's, which closes what the table stands on.
func (t *Table) leave(key *fyne.KeyEvent) {
	if t.Multi && len(t.selected) > 0 {
		t.Select()
		return
	}
	t.overlay.pass(t, key)
}
