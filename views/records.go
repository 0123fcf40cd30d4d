package views

import (
	"cmp"
	"context"
	"slices"

	"attain/app"
	"attain/app/sales"
)

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
	return r.summed(kind, rows), nil
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
	ids := make([]sales.ID, len(deals))
	for i, deal := range deals {
		ids[i] = deal.ID
	}
	found, err := r.list(ctx, sales.KindDeal, ids)
	r.weigh(&found, deals)
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
	return r.dealRows(deals), err
}

func (r *recordReader) leads(ctx context.Context, ids []sales.ID) ([]recordRow, error) {
	leads, err := r.service.Leads(ctx, sales.LeadQuery{IDs: ids})
	return r.leadRows(leads), err
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
