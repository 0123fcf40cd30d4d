package views

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// The size of the list of records, in logical pixels.
const recordsWide, recordsHigh float32 = 860, 420

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

// showRecords shows the list on a dialog; Enter or a double click opens.
func (s *shell) showRecords(title string, found records) {
	text := s.deps.Text
	if len(found.rows) == 0 {
		s.show(title, widgets.NewEmptyState(theme.ListIcon(), text("views.shell.records.none"), text("views.shell.records.noneWhy"), "", nil), dialogWide, nil)
		return
	}
	columns := []widgets.Column{
		{ID: "name", Title: text("views.shell.records.name"), Weight: 3, Min: 180, Sortable: true},
		{ID: "detail", Title: text("views.shell.records.detail"), Weight: 2, Min: 130, Sortable: true},
		{ID: "rep", Title: text("views.log.rep"), Weight: 1.5, Min: 110, Sortable: true},
		{ID: "date", Title: text("views.log.date"), Weight: 1, Min: 100, Sortable: true},
		{ID: "value", Title: text("views.shell.records.value"), Weight: 1, Min: 120, Number: true, Sortable: true},
	}
	if found.weighted {
		columns[1].Title, columns[4].Title = text("views.pipeline.column.account"), text("views.pipeline.column.amount")
		columns = append(columns, widgets.Column{ID: "weighted", Title: text("views.shell.records.weighted"), Weight: 1, Min: 120, Number: true, Sortable: true})
	}
	table := widgets.NewTable(s.overlay, columns)
	rows := found.rows
	table.SetData(widgets.TableData{
		Length: func() int { return len(rows) },
		ID:     func(row int) string { return string(rows[row].kind) + " " + string(rows[row].id) },
		Cell: func(row, column int) widgets.Cell {
			r := rows[row]
			return widgets.Cell{Text: []string{r.name, r.detail, r.rep, r.date, r.amount, r.worth}[column], Bold: column == 0}
		},
	})
	table.OnSort = func(column string, descending bool) {
		sortRecords(rows, column, descending)
		table.SetSort(column, descending)
		table.Reload()
	}
	table.OnOpen = s.openRecord
	words := found.total
	if !found.computed {
		words = text("views.shell.records.total", "Total", words)
	}
	total := widgets.NewTitle(words).Shrink(80)
	s.show(title, container.NewBorder(nil, container.NewPadded(total), nil, nil, container.NewStack(floor(recordsWide-40, recordsHigh), table)), recordsWide, table)
}

// sortRecords orders rows by a column.
func sortRecords(rows []recordRow, column string, descending bool) {
	slices.SortStableFunc(rows, func(a, b recordRow) int {
		if descending {
			a, b = b, a
		}
		switch column {
		case "detail":
			return strings.Compare(a.detail, b.detail)
		case "rep":
			return strings.Compare(a.rep, b.rep)
		case "date":
			return cmp.Compare(a.day, b.day)
		case "weighted":
			return cmp.Compare(a.second, b.second)
		case "value":
			return cmp.Or(cmp.Compare(a.value, b.value), strings.Compare(a.amount, b.amount))
		default:
			return strings.Compare(a.name, b.name)
		}
	})
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
