package app

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

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
	review, err := s.compose(ctx, month, month.Last(), nil)
	if err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	review.Closed = true
	closing := &sales.Closing{Month: month, ClosedAt: s.Now()}
	if closing.Frozen, err = pack(review); err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	facts, err := s.settled(ctx, sales.FactsQuery{Period: sales.MonthPeriod(month), AsOf: month.Last(), History: month.First()})
	if err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	if closing.Ledger, err = pack(sales.NewClosedMonth(facts, month)); err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	return s.write(ctx, Label("views.did.closeMonth", "Month", month.String()), func(tx sales.Tx) error { return tx.Put(ctx, closing) })
}

// ClosedMonths lists the closed months in order, without what is frozen.
func (s *Service) ClosedMonths(ctx context.Context) ([]sales.Closing, error) {
	closings, err := s.store.Closings(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the closed months: %w", err)
	}
	for i := range closings {
		closings[i].Ledger = nil
	}
	return closings, nil
}

// ClosedChanges lists by how much the credit of closed months has changed
// since, as the given month shows it in its credit.
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
	closing, err := s.store.Closing(ctx, month)
	if missing := (*sales.NotFound)(nil); errors.As(err, &missing) {
		return sales.Closing{}, false, nil
	}
	return closing, err == nil, err
}

// changes lists what changed in closed months since, as a month shows it.
func (s *Service) changes(ctx context.Context, month sales.Month, asOf sales.Day) ([]sales.ClosedChange, error) {
	closed, err := s.closed(ctx)
	if err != nil || len(closed) == 0 {
		return nil, err
	}
	facts, err := s.settled(ctx, sales.FactsQuery{Period: sales.MonthPeriod(month), AsOf: asOf, History: month.First(), Credit: true, Once: true})
	if err != nil {
		return nil, err
	}
	return sales.ClosedChanges(facts, slices.DeleteFunc(closed, func(c sales.ClosedMonth) bool { return c.Month >= month })), nil
}

// ledgers keeps what the closed months counted, once read.
type ledgers struct {
	mu   sync.Mutex
	read map[ledger]sales.ClosedMonth
}

// ledger tells one closing of a month from another.
type ledger struct {
	month sales.Month
	at    time.Time
}

// closed returns what the closed months counted, in order.
func (s *Service) closed(ctx context.Context) ([]sales.ClosedMonth, error) {
	closings, err := s.store.Closings(ctx)
	if err != nil {
		return nil, err
	}
	s.ledgers.mu.Lock()
	defer s.ledgers.mu.Unlock()
	var list []sales.ClosedMonth
	for _, c := range closings {
		if len(c.Ledger) == 0 {
			continue // closed before ledgers were kept
		}
		key := ledger{c.Month, c.ClosedAt}
		month, known := s.ledgers.read[key]
		if !known {
			if err := unpack(c.Ledger, &month); err != nil {
				return nil, fmt.Errorf("read the closed month %s: %w", c.Month, err)
			}
			if s.ledgers.read == nil {
				s.ledgers.read = make(map[ledger]sales.ClosedMonth)
			}
			s.ledgers.read[key] = month
		}
		list = append(list, month)
	}
	return list, nil
}

// pack makes something compressed JSON in letters, since the change log holds
// texts only.
func pack(something any) ([]byte, error) {
	var packed bytes.Buffer
	letters := base64.NewEncoder(base64.StdEncoding, &packed)
	w := gzip.NewWriter(letters)
	if err := errors.Join(json.NewEncoder(w).Encode(something), w.Close(), letters.Close()); err != nil {
		return nil, fmt.Errorf("pack a closed month: %w", err)
	}
	return packed.Bytes(), nil
}

// unpack reads what pack made.
func unpack(packed []byte, into any) error {
	r, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(packed)))
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	if err := json.NewDecoder(r).Decode(into); err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	return nil
}

// thaw returns the review that was frozen.
func thaw(closing sales.Closing) (*sales.Review, error) {
	review := new(sales.Review)
	if err := unpack(closing.Frozen, review); err != nil {
		return nil, fmt.Errorf("read the closed month %s: %w", closing.Month, err)
	}
	return review, nil
}
