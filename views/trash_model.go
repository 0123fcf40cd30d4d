package views

import (
	"cmp"
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// trashRow is a deal in the trash.
type trashRow struct {
	sales.Deal
	account, rep string
	left         int // days until it is deleted
}

// trashModel turns the deals in the trash into what their list shows.
type trashModel struct {
	deps     Deps
	rows     []trashRow
	sort     string // the column
	reversed bool
}

// trashRows are deals of the trash with the names of their accounts and reps and
// the days they have left.
func trashRows(deals []sales.Deal, accounts, reps map[sales.ID]string, today sales.Day) []trashRow {
	rows := make([]trashRow, len(deals))
	for i, deal := range deals {
		rows[i] = trashRow{deal, accounts[deal.AccountID], reps[deal.OwnerID], max(app.TrashDays-today.Sub(deal.Deleted), 0)}
	}
	return rows
}

// order sorts the rows by the column chosen.
func (m *trashModel) order() {
	slices.SortStableFunc(m.rows, func(a, b trashRow) int {
		if m.reversed {
			a, b = b, a
		}
		return compareTrash(m.sort, a, b)
	})
}

// counted says how many deals there are and how many of them are marked.
func (m *trashModel) counted(marked int) string {
	return m.deps.Text("views.trash.count", "Count", m.deps.Format.Count(len(m.rows)), "Marked", m.deps.Format.Count(marked))
}

func compareTrash(column string, a, b trashRow) int {
	switch column {
	case "account":
		return strings.Compare(a.account, b.account)
	case "rep":
		return strings.Compare(a.rep, b.rep)
	case "amount":
		return cmp.Compare(amountOr(a.Amount, 0), amountOr(b.Amount, 0))
	case "deleted", "left":
		return cmp.Compare(a.Deleted, b.Deleted)
	default:
		return strings.Compare(a.Name, b.Name)
	}
}

// amountOr is an amount, or another where there is none.
func amountOr(amount *sales.Amount, otherwise sales.Amount) sales.Amount {
	if amount == nil {
		return otherwise
	}
	return *amount
}

// cell is what a row says in a column.
func (m *trashModel) cell(row trashRow, column int) widgets.Cell {
	f := m.deps.Format
	switch column {
	case 0:
		return widgets.Cell{Text: row.Name, Bold: true}
	case 1:
		return widgets.Cell{Text: orNone(row.account)}
	case 2:
		return widgets.Cell{Text: orNone(row.rep)}
	case 3:
		if row.Amount == nil {
			return widgets.Cell{Text: none}
		}
		return widgets.Cell{Text: f.Money(*row.Amount)}
	case 4:
		return widgets.Cell{Text: f.Day(row.Deleted, m.deps.Service.Today())}
	default:
		return widgets.Cell{Text: m.deps.Text("views.pipeline.days", "Days", f.Count(row.left))}
	}
}

// all are the ids of the rows.
func (m *trashModel) all() []sales.ID {
	ids := make([]sales.ID, len(m.rows))
	for i, row := range m.rows {
		ids[i] = row.ID
	}
	return ids
}
