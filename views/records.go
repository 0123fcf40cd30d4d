package views

import (
	"cmp"
	"context"
	"slices"

	"attain/app"
	"attain/app/sales"
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

// recordReader makes rows of records.
type recordReader struct {
	service  *app.Service
	text     sales.Text
	format   *Format
	reps     map[sales.ID]string
	accounts map[sales.ID]string
}

func newRecordReader(ctx context.Context, deps Deps) (*recordReader, error) {
	r := &recordReader{service: deps.Service, text: deps.Text, format: deps.Format, reps: map[sales.ID]string{}, accounts: map[sales.ID]string{}}
	reps, err := r.service.Reps(ctx)
	if err != nil {
		return nil, err
	}
	for _, rep := range reps {
		r.reps[rep.ID] = rep.Name
	}
	accounts, err := r.service.Accounts(ctx)
	for _, account := range accounts {
		r.accounts[account.ID] = account.Name
	}
	return r, err
}

// list reads records by their ids: deals with their amounts, and leads and
// activities, which are counted.
func (r *recordReader) list(ctx context.Context, kind sales.Kind, ids []sales.ID) (records, error) {
	rows, err := r.rows(ctx, kind, ids)
	if err != nil {
		return records{}, err
	}
	found := records{rows: rows, total: r.format.Count(len(rows))}
	if kind == sales.KindDeal {
		var sum float64
		for _, row := range rows {
			sum += row.value
		}
		found.total = r.text("views.shell.records.sum", "Count", r.format.Count(len(rows)), "Sum", r.format.Rounded(sum))
	}
	return found, nil
}

// items reads records of several kinds, in the order of the kinds.
func (r *recordReader) items(ctx context.Context, items []sales.Item) (records, error) {
	listed := &sales.Explanation{Items: items}
	var found records
	for _, kind := range []sales.Kind{sales.KindDeal, sales.KindLead, sales.KindActivity} {
		rows, err := r.rows(ctx, kind, listed.IDs(kind))
		if err != nil {
			return records{}, err
		}
		found.rows = append(found.rows, rows...)
	}
	found.total = r.format.Count(len(found.rows))
	return found, nil
}

// weighted reads deals with what each adds to the weighted sum, where any of
// them is open.
func (r *recordReader) weighted(ctx context.Context, deals []WeightedDeal) (records, error) {
	ids, values := make([]sales.ID, len(deals)), map[sales.ID]WeightedDeal{}
	for i, deal := range deals {
		ids[i], values[deal.ID] = deal.ID, deal
	}
	found, err := r.list(ctx, sales.KindDeal, ids)
	var sum float64
	for i := range found.rows {
		row := &found.rows[i]
		row.worth = none
		if deal := values[row.id]; deal.Open {
			row.second, row.worth, found.weighted = deal.Value, r.format.Rounded(deal.Value), true
			sum += deal.Value
		}
	}
	if found.weighted {
		found.total += " · " + r.text("views.pipeline.total.weighted", "Weighted", r.format.Rounded(sum))
	}
	return found, err
}

// rows reads the records of a kind in the order of ids.
func (r *recordReader) rows(ctx context.Context, kind sales.Kind, ids []sales.ID) ([]recordRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []recordRow
	var err error
	switch kind {
	case sales.KindLead:
		rows, err = r.leads(ctx, ids)
	case sales.KindActivity:
		var activities []sales.Activity
		activities, err = r.service.Activities(ctx, sales.ActivityQuery{IDs: ids})
		rows = r.activityRows(activities)
	default:
		rows, err = r.deals(ctx, ids)
	}
	place := make(map[sales.ID]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	slices.SortStableFunc(rows, func(a, b recordRow) int { return cmp.Compare(place[a.id], place[b.id]) })
	return rows, err
}

func (r *recordReader) deals(ctx context.Context, ids []sales.ID) ([]recordRow, error) {
	deals, err := r.service.Deals(ctx, sales.DealQuery{IDs: ids})
	rows := make([]recordRow, 0, len(deals))
	for _, deal := range deals {
		row := recordRow{kind: sales.KindDeal, id: deal.ID, name: deal.Name, detail: r.accounts[deal.AccountID], rep: r.reps[deal.OwnerID], amount: none}
		row.setDay(r, deal.Created)
		if deal.Amount != nil {
			row.value, row.amount = float64(*deal.Amount), r.format.Money(*deal.Amount)
		}
		rows = append(rows, row)
	}
	return rows, err
}

func (r *recordReader) leads(ctx context.Context, ids []sales.ID) ([]recordRow, error) {
	leads, err := r.service.Leads(ctx, sales.LeadQuery{IDs: ids})
	rows := make([]recordRow, 0, len(leads))
	for _, lead := range leads {
		row := recordRow{kind: sales.KindLead, id: lead.ID, name: lead.Name, detail: lead.Company, rep: r.reps[lead.RepID], amount: lead.Source}
		row.setDay(r, lead.Created)
		rows = append(rows, row)
	}
	return rows, err
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

// explain reads the records behind a number of a scope.
func (r *recordReader) explain(ctx context.Context, scope app.Scope, subject sales.Subject) (records, error) {
	behind, err := r.service.Behind(ctx, scope.Period, scope.AsOf, subject)
	if err != nil {
		return records{}, err
	}
	var found records
	values := map[sales.ID]float64{}
	for _, item := range behind.Items {
		values[item.ID] += item.Value
		if behind.Ratio && item.Value == 0 {
			values[item.ID] += item.Weight // what it adds to the denominator alone: a quota, a lost amount
		}
	}
	for _, kind := range []sales.Kind{sales.KindDeal, sales.KindLead, sales.KindActivity} {
		rows, err := r.rows(ctx, kind, behind.IDs(kind))
		if err != nil {
			return records{}, err
		}
		found.rows = append(found.rows, rows...)
	}
	found.rows = append(found.rows, r.factRows(behind.Facts, behind.Explanation)...)
	closed := closeDays(behind.Facts)
	for i := range found.rows {
		row := &found.rows[i]
		row.value = values[row.id]
		if day := closed[row.id]; day != 0 {
			row.setDay(r, day)
		}
		if isMoney(subject.Metric) && (row.value != 0 || len(behind.Of) == 0) {
			row.amount = r.format.Rounded(row.value)
		}
	}
	if behind.Activities != nil {
		rows, err := r.filtered(ctx, *behind.Activities, behind.Facts.AsOf)
		if err != nil {
			return records{}, err
		}
		found.rows = append(found.rows, rows...)
	}
	found.computed = len(behind.Of) > 0
	found.total = r.total(subject.Metric, behind.Explanation, behind.Metrics, len(found.rows))
	return found, nil
}

// closeDays are the days on which the deals of facts were won or lost.
func closeDays(facts *sales.Facts) map[sales.ID]sales.Day {
	days := map[sales.ID]sales.Day{}
	for _, deal := range facts.Deals {
		if deal.Kind != sales.StageOpen {
			days[deal.ID] = deal.Since
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

// filtered reads the activities that facts hold folded. Which of them were
// follow-ups shows only beside the first one, by whomever and however old.
func (r *recordReader) filtered(ctx context.Context, filter sales.ActivityFilter, asOf sales.Day) ([]recordRow, error) {
	done := false
	query := sales.ActivityQuery{Planned: &done, To: min(filter.Period.To, asOf)}
	if !filter.FollowUps {
		query.RepID, query.Type, query.From = filter.Rep, filter.Type, filter.Period.From
	}
	activities, err := r.service.Activities(ctx, query)
	return r.activityRows(filter.Select(activities)), err
}
