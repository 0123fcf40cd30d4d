package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// trashHigh is the height of the table of the trash, in logical pixels.
const trashHigh float32 = 340

// trashList is the dialog with what lies in the trash. It follows what changes
// while it is open, an undo too.
type trashList struct {
	trashModel
	shell   *shell
	slot    *Slot
	table   *widgets.Table
	count   *widgets.Text
	restore *widgets.Button
	dialog  *widgets.Dialog
}

// Trash lists the deals in the trash, which can be brought back, some or all,
// or deleted at once.
func (s *shell) Trash() {
	t := &trashList{trashModel: trashModel{deps: s.deps, sort: "deleted", reversed: true}, shell: s, slot: NewSlot(s.options.Runner)}
	t.load(func() {
		if len(t.rows) == 0 {
			s.Say(s.deps.Text("views.trash.empty"))
			return
		}
		t.build()
		t.show()
		t.dialog = s.show(s.deps.Text("views.trash.title"), t.body(), recordsWide, t.table)
		stop := s.options.Service.Subscribe(func(event app.Event) {
			if meet(event.Topics, []app.Topic{app.TopicDeals}) {
				s.options.Runner.Post(t.again)
			}
		})
		t.dialog.OnClosed(stop)
		t.mark() // the keyboard stands on the first row
	})
}

// load reads the trash and calls done.
func (t *trashList) load(done func()) {
	Load(t.slot, t.deps.Context, func(ctx context.Context) ([]trashRow, error) {
		reader, err := newRecordReader(ctx, t.deps)
		if err != nil {
			return nil, err
		}
		deals, err := t.deps.Service.Trash(ctx)
		return trashRows(deals, reader.accounts, reader.reps, t.deps.Service.Today()), err
	}, func(rows []trashRow, err error) {
		if err != nil {
			t.deps.Shell.Fail(err)
			return
		}
		t.rows = rows
		done()
	})
}

// again shows what lies in the trash now; nothing closes the dialog.
func (t *trashList) again() {
	if !t.dialog.Open() {
		return
	}
	t.load(func() {
		if len(t.rows) == 0 {
			t.dialog.Close()
			return
		}
		t.show()
		if s := t.shell; len(s.dialogs) > 0 && s.dialogs[len(s.dialogs)-1] == t.dialog {
			s.window.Canvas().Focus(t.table) // from the button that did it
		}
	})
}

func (t *trashList) build() {
	text := t.deps.Text
	t.table = widgets.NewTable(t.deps.Overlay, []widgets.Column{
		{ID: "name", Title: text("views.pipeline.column.name"), Weight: 3, Min: 180, Sortable: true},
		{ID: "account", Title: text("views.pipeline.column.account"), Weight: 2, Min: 120, Sortable: true},
		{ID: "rep", Title: text("views.pipeline.column.rep"), Weight: 1.4, Min: 100, Sortable: true},
		{ID: "amount", Title: text("views.pipeline.column.amount"), Weight: 1.2, Min: 96, Number: true, Sortable: true},
		{ID: "deleted", Title: text("views.trash.deleted"), Weight: 1, Min: dateWide, Sortable: true},
		{ID: "left", Title: text("views.trash.left"), Weight: 1, Min: 96, Number: true, Sortable: true},
	})
	t.table.Multi = true
	t.table.OnOpen = func(id string) { t.bringBack(sales.ID(id)) }
	t.table.OnSelected = func([]string) { t.mark() }
	t.table.OnSort = func(column string, descending bool) {
		t.sort, t.reversed = column, descending
		t.show()
	}
	t.count = widgets.NewText("", widgets.SizeCaption, widgets.RoleMuted)
	t.restore = newButton(text("views.trash.restore"), func() { t.bringBack(t.selected()...) })
	t.restore.Importance = widget.HighImportance
}

// body is the dialog's content.
func (t *trashList) body() fyne.CanvasObject {
	text := t.deps.Text
	empty := newButton(text("views.trash.purge"), t.askEmpty)
	all := newButton(text("views.trash.restoreAll"), func() { t.bringBack(t.all()...) })
	buttons := container.NewHBox(empty, layout.NewSpacer(), container.NewCenter(t.count), all, t.restore)
	why := widgets.NewParagraph(text("views.trash.why", "Count", app.TrashDays), widgets.SizeBody, widgets.RoleMuted)
	return framed(container.New(layout.NewCustomPaddedLayout(0, widgets.Space, 0, 0), why), container.New(layout.NewCustomPaddedLayout(2*widgets.Space, 0, 0, 0), buttons), nil, nil,
		container.NewStack(floor(recordsWide-40, trashHigh), t.table))
}

// show puts the rows into order and on the screen.
func (t *trashList) show() {
	t.order()
	t.table.SetData(widgets.TableData{
		Length: func() int { return len(t.rows) },
		ID:     func(row int) string { return string(t.rows[row].ID) },
		Cell:   func(row, column int) widgets.Cell { return t.cell(t.rows[row], column) },
	})
	t.table.SetSort(t.sort, t.reversed)
	t.mark()
}

// mark says how many deals there are and how many of them are marked.
func (t *trashList) mark() {
	marked := len(t.selected())
	t.count.Set(t.counted(marked), widgets.RoleMuted)
	if marked == 0 {
		t.restore.Disable()
	} else {
		t.restore.Enable()
	}
}

func (t *trashList) selected() []sales.ID {
	var ids []sales.ID
	for _, id := range t.table.Selected() {
		ids = append(ids, sales.ID(id))
	}
	return ids
}

func (t *trashList) bringBack(ids ...sales.ID) {
	if len(ids) > 0 {
		t.deps.Shell.Do(func(ctx context.Context) error { return t.deps.Service.RestoreDeals(ctx, ids...) }, nil)
	}
}

// askEmpty asks whether everything in the trash is to be deleted now.
func (t *trashList) askEmpty() {
	text, count := t.deps.Text, t.deps.Format.Count(len(t.rows))
	t.deps.Shell.AskForm(FormDialog{
		Title: text("views.trash.purge.title", "Count", count), Submit: text("views.trash.purge.do"),
		Rows: []fyne.CanvasObject{widgets.NewParagraph(text("views.trash.purge.why"), widgets.SizeBody, widgets.RoleMuted)},
		Read: func() (Command, error) {
			return func(ctx context.Context) error {
				_, err := t.deps.Service.EmptyTrash(ctx)
				return err
			}, nil
		},
	})
}
