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
	closing := &sales.Closing{Month: month, ClosedAt: s.Now()}
	if err := s.still(ctx, func(s *Service) error { return s.freeze(ctx, closing) }); err != nil {
		return fmt.Errorf("close %s: %w", month, err)
	}
	return s.write(ctx, Label("views.did.closeMonth", "Month", month.String()), func(tx sales.Tx) error { return tx.Put(ctx, closing) })
}

// freeze packs a month's review and what the month counted.
func (s *Service) freeze(ctx context.Context, closing *sales.Closing) error {
	month := closing.Month
	review, err := s.compose(ctx, month, month.Last(), nil)
	if err != nil {
		return err
	}
	review.Closed = true
	if closing.Frozen, err = packReview(ctx, review); err != nil {
		return err
	}
	facts, err := s.settled(ctx, sales.FactsQuery{Period: sales.MonthPeriod(month), AsOf: month.Last(), History: month.First()})
	if err != nil {
		return err
	}
	if closing.Ledger, err = pack(sales.NewClosedMonth(facts, month)); err != nil {
		return err
	}
	if facts, err = s.facts(ctx, sales.FactsQuery{Period: sales.MonthPeriod(month), AsOf: month.Last(), Once: true}); err != nil {
		return err
	}
	closing.Facts, err = pack(facts)
	return err
}

// ClosedMonths lists the closed months in order, without what is frozen.
func (s *Service) ClosedMonths(ctx context.Context) ([]sales.Closing, error) {
	closings, err := s.store.Closings(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the closed months: %w", err)
	}
	for i := range closings {
		closings[i].Ledger, closings[i].Facts = nil, nil
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
	closing, err := s.read.Closing(ctx, month)
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

// ledgers keeps what the closed months counted, once read, and the facts of
// the one that was asked for last.
type ledgers struct {
	mu    sync.Mutex
	read  map[ledger]sales.ClosedMonth
	of    ledger
	facts *sales.Facts
}

// ledger tells one closing of a month from another.
type ledger struct {
	month sales.Month
	at    time.Time
}

// closed returns what the closed months counted, in order.
func (s *Service) closed(ctx context.Context) ([]sales.ClosedMonth, error) {
	closings, err := s.read.Closings(ctx)
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

// frozen returns the facts that a month was closed with, where a question is
// about a closed month after its end; nil where it is not, or the month was
// closed before facts were kept.
func (s *Service) frozen(ctx context.Context, q sales.FactsQuery, closed []sales.ClosedMonth) (*sales.Facts, error) {
	month := q.Period.From.Month()
	if s.thawed || q.Period.From != month.First() || q.Period.To != month.Last() || q.AsOf < month.Last() {
		return nil, nil
	}
	if !slices.ContainsFunc(closed, func(c sales.ClosedMonth) bool { return c.Month == month }) {
		return nil, nil
	}
	closing, _, err := s.closingOf(ctx, month)
	if err != nil || len(closing.Facts) == 0 {
		return nil, err
	}
	s.ledgers.mu.Lock()
	defer s.ledgers.mu.Unlock()
	if key := (ledger{month, closing.ClosedAt}); s.ledgers.facts == nil || s.ledgers.of != key {
		facts := new(sales.Facts)
		if err := unpack(closing.Facts, facts); err != nil {
			return nil, fmt.Errorf("read the closed month %s: %w", month, err)
		}
		s.ledgers.of, s.ledgers.facts = key, facts
	}
	return s.ledgers.facts, nil
}

// pack makes something compressed JSON in letters, since the change log holds
// texts only.
func pack(something any) ([]byte, error) {
	return packing(func(w *json.Encoder) error { return w.Encode(something) })
}

// packReview packs a review, and behind it its activities one by one.
func packReview(ctx context.Context, review *sales.Review) ([]byte, error) {
	return packing(func(w *json.Encoder) error {
		if err := w.Encode(review); err != nil {
			return err
		}
		return review.Activities.Each(ctx, func(a sales.ReviewActivity) error { return w.Encode(a) })
	})
}

// repack is the sales.Repack of what pack and packReview make. Names of fields and
// keys stay, and a packing in which nothing changes stays byte for byte.
func repack(packed []byte, change func(string) string) ([]byte, error) {
	if len(packed) == 0 {
		return packed, nil
	}
	r, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(packed)))
	if err != nil {
		return nil, fmt.Errorf("unpack a closed month: %w", err)
	}
	values, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack a closed month: %w", err)
	}
	retold, err := retell(values, change)
	if err != nil || bytes.Equal(retold, values) {
		return packed, err
	}
	return compress(func(w io.Writer) error {
		_, err := w.Write(retold)
		return err
	})
}

// retell applies a change to the texts of compact JSON, but to no key.
func retell(values []byte, change func(string) string) ([]byte, error) {
	var told bytes.Buffer
	for len(values) > 0 {
		start := bytes.IndexByte(values, '"')
		if start < 0 {
			told.Write(values)
			break
		}
		told.Write(values[:start])
		values = values[start:]
		end := 1
		for end < len(values) && values[end] != '"' {
			if values[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end+1, len(values))
		literal := values[:end]
		values = values[end:]
		var text string
		if err := json.Unmarshal(literal, &text); err != nil {
			return nil, fmt.Errorf("read a closed month: %w", err)
		}
		key := len(values) > 0 && values[0] == ':'
		if changed := change(text); !key && changed != text {
			var err error
			if literal, err = json.Marshal(changed); err != nil {
				return nil, fmt.Errorf("write a closed month: %w", err)
			}
		}
		told.Write(literal)
	}
	return told.Bytes(), nil
}

func packing(encode func(*json.Encoder) error) ([]byte, error) {
	return compress(func(w io.Writer) error { return encode(json.NewEncoder(w)) })
}

func compress(write func(io.Writer) error) ([]byte, error) {
	var packed bytes.Buffer
	letters := base64.NewEncoder(base64.StdEncoding, &packed)
	w := gzip.NewWriter(letters)
	if err := errors.Join(write(w), w.Close(), letters.Close()); err != nil {
		return nil, fmt.Errorf("pack a closed month: %w", err)
	}
	return packed.Bytes(), nil
}

// unpacking reads what was packed, value by value.
func unpacking(packed []byte) (*json.Decoder, error) {
	r, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(packed)))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return json.NewDecoder(r), nil
}

// unpack reads what pack made.
func unpack(packed []byte, into any) error {
	values, err := unpacking(packed)
	if err != nil {
		return err
	}
	if err := values.Decode(into); err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	return nil
}

// thaw returns the review that was frozen. Its activities stand behind it, or
// in it where an earlier version froze it.
func thaw(closing sales.Closing) (*sales.Review, error) {
	var frozen struct {
		sales.Review
		Activities []sales.ReviewActivity
	}
	if err := unpack(closing.Frozen, &frozen); err != nil {
		return nil, fmt.Errorf("read the closed month %s: %w", closing.Month, err)
	}
	review := frozen.Review
	review.Activities = sales.ReviewActivitiesFrom(func(ctx context.Context, f func(sales.ReviewActivity) error) error {
		return eachFrozen(ctx, closing, f)
	})
	if frozen.Activities != nil {
		review.Activities = sales.ReviewActivityList(frozen.Activities)
	}
	return &review, nil
}

// eachFrozen walks through the activities behind a frozen review.
func eachFrozen(ctx context.Context, closing sales.Closing, f func(sales.ReviewActivity) error) error {
	values, err := unpacking(closing.Frozen)
	if err != nil {
		return fmt.Errorf("read the closed month %s: %w", closing.Month, err)
	}
	var review json.RawMessage
	err = values.Decode(&review)
	for err == nil && ctx.Err() == nil {
		var row sales.ReviewActivity
		if err = values.Decode(&row); err == nil {
			if err := f(row); err != nil {
				return err
			}
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the closed month %s: %w", closing.Month, err)
	}
	return ctx.Err()
}
