package views

import (
	"cmp"
	"slices"
	"strings"

	"attain/app/sales"
	"attain/views/widgets"
)

// recordRow is one record behind a number, in words, with its keys to sort by.
type recordRow struct {
	kind   sales.Kind
	id     sales.ID
	name   string
	detail string // the account, the company or the type
	rep    string
	day    sales.Day
	date   string
	value  float64
	amount string // value in words
	second float64
	worth  string // second in words: the weighted amount
}

// records are the rows of a list and what they come to.
type records struct {
	rows     []recordRow
	total    string
	computed bool // total names the numbers that the number is computed from
	weighted bool // the rows have a weighted amount too
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

// summed are rows of a kind with what they come to: the sum of deals, the count
// of the others.
func (r *recordReader) summed(kind sales.Kind, rows []recordRow) records {
	found := records{rows: rows, total: r.format.Count(len(rows))}
	if kind == sales.KindDeal {
		var sum float64
		for _, row := range rows {
			sum += row.value
		}
		found.total = r.text("views.shell.records.sum", "Count", r.format.Count(len(rows)), "Sum", r.format.Rounded(sum))
	}
	return found
}

// weigh adds to the rows of deals what each adds to the weighted sum, and dates
// those that are closed by the day on which they were.
func (r *recordReader) weigh(found *records, deals []WeightedDeal) {
	values := map[sales.ID]WeightedDeal{}
	for _, deal := range deals {
		values[deal.ID] = deal
	}
	var sum float64
	for i := range found.rows {
		row := &found.rows[i]
		row.worth = none
		deal := values[row.id]
		if deal.Open {
			row.second, row.worth, found.weighted = deal.Value, r.format.Rounded(deal.Value), true
			sum += deal.Value
		}
		if deal.Closed != 0 {
			row.setDay(r, deal.Closed)
		}
	}
	if found.weighted {
		found.total += " · " + r.text("views.pipeline.total.weighted", "Weighted", r.format.Rounded(sum))
	}
}

// dealRows makes rows of deals.
func (r *recordReader) dealRows(deals []sales.Deal) []recordRow {
	rows := make([]recordRow, 0, len(deals))
	for _, deal := range deals {
		row := recordRow{kind: sales.KindDeal, id: deal.ID, name: deal.Name, detail: r.accounts[deal.AccountID], rep: r.reps[deal.OwnerID], amount: none}
		row.setDay(r, deal.Created)
		if deal.Amount != nil {
			row.value, row.amount = float64(*deal.Amount), r.format.Money(*deal.Amount)
		}
		rows = append(rows, row)
	}
	return rows
}

// leadRows makes rows of leads.
func (r *recordReader) leadRows(leads []sales.Lead) []recordRow {
	rows := make([]recordRow, 0, len(leads))
	for _, lead := range leads {
		row := recordRow{kind: sales.KindLead, id: lead.ID, name: lead.Name, detail: lead.Company, rep: r.reps[lead.RepID], amount: lead.Source}
		row.setDay(r, lead.Created)
		rows = append(rows, row)
	}
	return rows
}

// activityRows makes rows of activities.
func (r *recordReader) activityRows(activities []sales.Activity) []recordRow {
	rows := make([]recordRow, 0, len(activities))
	for _, a := range activities {
		row := recordRow{kind: sales.KindActivity, id: a.ID, name: a.Subject, detail: typeText(r.text, a.Type), rep: r.reps[a.RepID], value: 1, amount: outcomeText(r.text, a.Outcome)}
		if row.name == "" {
			row.name = row.detail
		}
		row.setDay(r, a.Day)
		rows = append(rows, row)
	}
	return rows
}

func (row *recordRow) setDay(r *recordReader, day sales.Day) {
	row.day, row.date = day, r.format.Day(day, r.service.Today())
}

// closeDays are the days on which the deals of facts were won or lost, the last
// where a closed month keeps one that was reopened and closed again.
func closeDays(facts *sales.Facts) map[sales.ID]sales.Day {
	days := map[sales.ID]sales.Day{}
	for _, deal := range facts.Deals {
		if deal.Kind != sales.StageOpen {
			days[deal.ID] = max(days[deal.ID], deal.Since)
		}
	}
	return days
}

// factRows makes rows of the items that are no deal, lead or activity: month
// rows of quotas, refunds and corrections.
func (r *recordReader) factRows(facts *sales.Facts, behind *sales.Explanation) []recordRow {
	var rows []recordRow
	for _, id := range behind.IDs(sales.KindQuota) {
		for _, quota := range facts.Quotas {
			if quota.ID == id {
				row := recordRow{kind: sales.KindQuota, id: id, name: r.text("views.shell.records.quota", "Month", r.format.Month(quota.Month)), rep: r.reps[quota.RepID], amount: none}
				row.setDay(r, quota.Month.First())
				rows = append(rows, row)
			}
		}
	}
	for _, id := range behind.IDs(sales.KindAdjustment) {
		for _, adjustment := range facts.Adjustments {
			if adjustment.ID == id {
				row := recordRow{kind: sales.KindAdjustment, id: id, name: r.text("views.shell.records.adjustment"), detail: adjustment.Reason, rep: r.reps[adjustment.RepID], amount: none}
				row.setDay(r, adjustment.Day)
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// recordColumns are the columns of the list of records; of deals they are called
// as everywhere else, with a weighted amount there is one more.
func recordColumns(text sales.Text, found records) []widgets.Column {
	columns := []widgets.Column{
		{ID: "name", Title: text("views.shell.records.name"), Weight: 3, Min: 180, Sortable: true},
		{ID: "detail", Title: text("views.shell.records.detail"), Weight: 2, Min: 130, Sortable: true},
		{ID: "rep", Title: text("views.log.rep"), Weight: 1.5, Min: 110, Sortable: true},
		{ID: "date", Title: text("views.log.date"), Min: dateWide, Sortable: true},
		{ID: "value", Title: text("views.shell.records.value"), Weight: 1, Min: 120, Number: true, Sortable: true},
	}
	if found.weighted || !slices.ContainsFunc(found.rows, func(row recordRow) bool { return row.kind != sales.KindDeal }) {
		columns[1].Title, columns[4].Title = text("views.pipeline.column.account"), text("views.pipeline.column.amount")
	}
	if found.weighted {
		columns = append(columns, widgets.Column{ID: "weighted", Title: text("views.shell.records.weighted"), Weight: 1, Min: 120, Number: true, Sortable: true})
	}
	return columns
}

// cell is what a row says in a column.
func (row recordRow) cell(column int) widgets.Cell {
	return widgets.Cell{Text: []string{row.name, row.detail, row.rep, row.date, row.amount, row.worth}[column], Bold: column == 0}
}

// sentence says what the rows come to.
func (r records) sentence(text sales.Text) string {
	if r.computed {
		return r.total
	}
	return text("views.shell.records.total", "Total", r.total)
}
