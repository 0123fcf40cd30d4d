package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// The size of the list of records, in logical pixels.
const recordsWide, recordsHigh float32 = 860, 420

// dateWide is the least width of a column of dates: room for the longest there
// is, a day of another year in Korean.
const dateWide float32 = 132

// OpenRecords lists records with what they come to.
func (s *shell) OpenRecords(title string, kind sales.Kind, ids []sales.ID) {
	s.openRecords(title, func(ctx context.Context, reader *recordReader) (records, error) { return reader.list(ctx, kind, ids) })
}

// OpenItems lists records of several kinds.
func (s *shell) OpenItems(title string, items []sales.Item) {
	s.openRecords(title, func(ctx context.Context, reader *recordReader) (records, error) { return reader.items(ctx, items) })
}

// OpenWeighted lists deals with their amounts and their weighted amounts.
func (s *shell) OpenWeighted(title string, deals []WeightedDeal) {
	s.openRecords(title, func(ctx context.Context, reader *recordReader) (records, error) { return reader.weighted(ctx, deals) })
}

// Explain lists the records behind a number of the scope in view.
func (s *shell) Explain(title string, subject sales.Subject) { s.ExplainIn(title, s.scope, subject) }

// ExplainIn lists the records behind a number of another scope's period.
func (s *shell) ExplainIn(title string, scope app.Scope, subject sales.Subject) {
	s.openRecords(title, func(ctx context.Context, reader *recordReader) (records, error) {
		return reader.explain(ctx, scope, subject)
	})
}

func (s *shell) openRecords(title string, read func(context.Context, *recordReader) (records, error)) {
	deps := s.deps
	Load(s.load, s.ctx, func(ctx context.Context) (records, error) {
		reader, err := newRecordReader(ctx, deps)
		if err != nil {
			return records{}, err
		}
		return read(ctx, reader)
	}, func(found records, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.showRecords(title, found)
	})
}

// showRecords shows the list on a dialog, the newest first; Enter or a double click opens.
func (s *shell) showRecords(title string, found records) {
	text := s.deps.Text
	if len(found.rows) == 0 {
		s.show(title, widgets.NewEmptyState(theme.ListIcon(), text("views.shell.records.none"), text("views.shell.records.noneWhy"), "", nil), dialogWide, nil)
		return
	}
	table := widgets.NewTable(s.overlay, recordColumns(text, found))
	rows := found.rows
	if !found.weighted {
		sortRecords(rows, "date", true)
		table.SetSort("date", true)
	}
	table.SetData(widgets.TableData{
		Length: func() int { return len(rows) },
		ID:     func(row int) string { return string(rows[row].kind) + " " + string(rows[row].id) },
		Cell:   func(row, column int) widgets.Cell { return rows[row].cell(column) },
	})
	table.OnSort = func(column string, descending bool) {
		sortRecords(rows, column, descending)
		table.SetSort(column, descending)
		table.Reload()
	}
	table.OnOpen = s.openRecord
	total := widgets.NewTitle(found.sentence(text)).Shrink(80)
	s.show(title, framed(nil, container.NewPadded(total), nil, nil, container.NewStack(floor(recordsWide-40, recordsHigh), table)), recordsWide, table)
}

// openRecord opens what a row stands for: a deal's or lead's panel.
func (s *shell) openRecord(row string) {
	kind, id, _ := strings.Cut(row, " ")
	switch sales.Kind(kind) {
	case sales.KindDeal:
		s.CloseDialog()
		s.OpenDeal(sales.ID(id))
	case sales.KindLead:
		s.CloseDialog()
		s.OpenLead(sales.ID(id))
	default: // the other kinds have no panel
	}
}
