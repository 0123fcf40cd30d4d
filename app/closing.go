package app

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"attain/app/sales"
)

// CloseMonth freezes a month's review: from then on it is shown as it was,
// and what changes later appears in the following month. A month can be
// closed once, after its last day; the change can be undone like any other.
func (s *Service) CloseMonth(ctx context.Context, month sales.Month) error {
	if s.Today() <= month.Last() {
		return invalid("month", "app.error.monthRunning")
	}
	if _, closed, err := s.closingOf(ctx, month); err != nil || closed {
		if err == nil {
			err = &sales.Conflict{Kind: sales.KindClosing, ID: sales.ID(month.String()), Reason: "app.error.monthClosed"}
		}
		return fmt.Errorf("close %s: %w", month, err)
	}
	review, err := s.compose(ctx, month, month.Last())
	if err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	if review.Changes, err = s.changes(ctx, month, s.Today()); err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	review.Closed = true
	frozen, err := freeze(review)
	if err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	closing := &sales.Closing{Month: month, ClosedAt: s.Now(), Frozen: frozen}
	return s.write(ctx, Label("views.did.closeMonth", "Month", month.String()), func(tx sales.Tx) error { return tx.Put(ctx, closing) })
}

// ClosedMonths lists the closed months in order, without what is frozen.
func (s *Service) ClosedMonths(ctx context.Context) ([]sales.Closing, error) {
	closings, err := s.store.Closings(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the closed months: %w", err)
	}
	for i := range closings {
		closings[i].Frozen = nil
	}
	return closings, nil
}

// ClosedChanges lists by how much the credit of closed months has changed
// since, as the review of the given month shows it: of the months before it
// up to the last that is not closed, less what their reviews showed already.
func (s *Service) ClosedChanges(ctx context.Context, month sales.Month) ([]sales.ClosedChange, error) {
	closing, closed, err := s.closingOf(ctx, month)
	if err == nil && closed {
		review, err := thaw(closing)
		if err != nil {
			return nil, fmt.Errorf("changes of closed months: %w", err)
		}
		return review.Changes, nil
	}
	if err != nil {
		return nil, fmt.Errorf("changes of closed months: %w", err)
	}
	return s.changes(ctx, month, s.Today())
}

// closingOf returns the closing of a month, if it is closed.
func (s *Service) closingOf(ctx context.Context, month sales.Month) (sales.Closing, bool, error) {
	closings, err := s.store.Closings(ctx)
	if err != nil {
		return sales.Closing{}, false, err
	}
	for _, c := range closings {
		if c.Month == month {
			return c, true, nil
		}
	}
	return sales.Closing{}, false, nil
}

// creditKey names a rep's credit of a month.
type creditKey struct {
	month sales.Month
	rep   sales.ID
}

// changes compares the credit of the closed months right before a month with
// what the records say now.
func (s *Service) changes(ctx context.Context, month sales.Month, asOf sales.Day) ([]sales.ClosedChange, error) {
	closings, err := s.store.Closings(ctx)
	if err != nil {
		return nil, err
	}
	shown := make(map[creditKey]sales.Amount)
	var months []sales.Month
	for m := month.Add(-1); m > month.Add(-trendMonths); m-- {
		i := slices.IndexFunc(closings, func(c sales.Closing) bool { return c.Month == m })
		if i < 0 {
			break
		}
		review, err := thaw(closings[i])
		if err != nil {
			return nil, err
		}
		for id, amount := range creditsOf(review.Report, m) {
			shown[creditKey{m, id}] += amount
		}
		for _, c := range review.Changes {
			shown[creditKey{c.Month, c.RepID}] += c.Difference()
		}
		months = append(months, m)
	}
	if len(months) == 0 {
		return nil, nil
	}
	facts, err := s.facts(ctx, sales.MonthPeriod(month.Add(-1)), asOf)
	if err != nil {
		return nil, err
	}
	report, err := sales.NewReport(facts, sales.Models{})
	if err != nil {
		return nil, fmt.Errorf("measure %s: %w", month.Add(-1), err)
	}
	slices.Reverse(months)
	return differences(report, months, shown), nil
}

// creditsOf returns each rep's credit of a month; the empty id is credit that
// is nobody's.
func creditsOf(report *sales.Report, month sales.Month) map[sales.ID]sales.Amount {
	credits := make(map[sales.ID]sales.Amount)
	of := func(trend []sales.TrendMonth) sales.Amount {
		for _, m := range trend {
			if m.Month == month {
				return m.Credited
			}
		}
		return 0
	}
	credits[""] = of(report.Trend)
	for i := range report.Reps {
		own := of(report.Reps[i].Trend)
		credits[report.Reps[i].Rep.ID] = own
		credits[""] -= own
	}
	return credits
}

// differences lists what is not what was shown, in order of month and name.
func differences(report *sales.Report, months []sales.Month, shown map[creditKey]sales.Amount) []sales.ClosedChange {
	var list []sales.ClosedChange
	for _, month := range months {
		now := creditsOf(report, month)
		add := func(id sales.ID, name string) {
			if change := (sales.ClosedChange{Month: month, RepID: id, Name: name, Frozen: shown[creditKey{month, id}], Now: now[id]}); change.Difference() != 0 {
				list = append(list, change)
			}
		}
		for i := range report.Reps {
			add(report.Reps[i].Rep.ID, report.Reps[i].Rep.Name)
		}
		add("", "")
	}
	return list
}

// freeze keeps a review as compressed JSON in letters, since the change log
// holds texts only.
func freeze(review *sales.Review) ([]byte, error) {
	var packed bytes.Buffer
	letters := base64.NewEncoder(base64.StdEncoding, &packed)
	w := gzip.NewWriter(letters)
	if err := errors.Join(json.NewEncoder(w).Encode(review), w.Close(), letters.Close()); err != nil {
		return nil, fmt.Errorf("freeze the review: %w", err)
	}
	return packed.Bytes(), nil
}

// thaw returns the review that was frozen.
func thaw(closing sales.Closing) (*sales.Review, error) {
	fail := func(err error) (*sales.Review, error) {
		return nil, fmt.Errorf("read the closed month %s: %w", closing.Month, err)
	}
	r, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(closing.Frozen)))
	if err != nil {
		return fail(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return fail(err)
	}
	review := new(sales.Review)
	if err := json.Unmarshal(text, review); err != nil {
		return fail(err)
	}
	return review, nil
}
