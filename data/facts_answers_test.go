package data

import (
	"cmp"
	"context"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestBoardShowsTheFacts holds the board against the naive fold: its cards
// are the facts' deals, but for Called.
func TestBoardShowsTheFacts(t *testing.T) {
	onHistories(t, func(rt *rapid.T, store *Store, history *salestest.Records) {
		q := salestest.Questions().Draw(rt, "question")
		rep := rapid.SampledFrom([]sales.ID{"", history.Reps[0].ID, history.Reps[1].ID}).Draw(rt, "rep")
		facts, err := salestest.Fold(history, sales.FactsQuery{Period: q.Period, AsOf: q.AsOf})
		if err != nil {
			rt.Fatal(err)
		}
		var want []sales.BoardDeal
		for _, d := range facts.Deals {
			shown := d.Kind == sales.StageOpen || q.Period.Contains(d.Since)
			its := rep == "" || d.OwnerID == rep
			if shown && its {
				d.Called = false
				want = append(want, sales.BoardDeal{DealFact: d, OwnerName: nameOf(history.Reps, d.OwnerID)})
			}
		}
		slices.SortStableFunc(want, func(a, b sales.BoardDeal) int {
			return cmp.Or(closedLast(a.Kind)-closedLast(b.Kind), cmp.Compare(a.Since, b.Since))
		})
		got, err := store.Board(t.Context(), sales.BoardQuery{RepID: rep, AsOf: q.AsOf, Closed: q.Period})
		if err != nil {
			rt.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("got %+v\nwant %+v", got, want)
		}
	})
}

func nameOf(reps []sales.Rep, id sales.ID) string {
	for _, r := range reps {
		if r.ID == id {
			return r.Name
		}
	}
	return ""
}

func closedLast(k sales.StageKind) int {
	if k == sales.StageOpen {
		return 0
	}
	return 1
}

// TestFactsNeedADayAndAPeriod refuses questions that have no answer.
func TestFactsNeedADayAndAPeriod(t *testing.T) {
	s := openStore(t)
	period := sales.MonthPeriod(sales.MonthOf(2026, 11))
	for name, q := range map[string]sales.FactsQuery{
		"no day":           {Period: period},
		"no period":        {AsOf: day("2026-11-23")},
		"a period in turn": {AsOf: day("2026-11-23"), Period: sales.Period{From: period.To, To: period.From}},
	} {
		var invalid *sales.Invalid
		if _, err := s.Facts(t.Context(), q); !errors.As(err, &invalid) {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
}

// TestFactsStopWithTheirContext ends a question whose asker has gone.
func TestFactsStopWithTheirContext(t *testing.T) {
	s := openStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Facts(ctx, sales.FactsQuery{Period: sales.MonthPeriod(sales.MonthOf(2026, 11)), AsOf: day("2026-11-23")})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was cancelled", err)
	}
}

// TestFactsReadIndexes holds the plans of the queries: activities (x) are
// never walked as a whole, nor found by their direction alone, and no index is
// built for a question. Only the histogram walks the stays (s), once.
func TestFactsReadIndexes(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	var plans []string
	r := reader{q: explaining{s.read, &plans}, schema: s.schema}
	month := sales.MonthPeriod(sales.MonthOf(2026, 10))
	if _, err := r.Facts(t.Context(), sales.FactsQuery{Period: month, AsOf: day("2026-10-31"), History: day("2025-10-01")}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Board(t.Context(), sales.BoardQuery{AsOf: day("2026-10-31"), Closed: month}); err != nil {
		t.Fatal(err)
	}
	slow := regexp.MustCompile(`AUTOMATIC|SCAN (x|y|activities|d|deals|e|n|t|stays)( |$)|\(direction=\? AND day<\?\)|\((kind|direction)=\?\)`)
	for _, line := range plans {
		if slow.MatchString(line) && line != "SCAN deals USING INDEX deals_trash" && line != "SCAN deals USING COVERING INDEX deals_trash" {
			t.Errorf("slow at scale: %s", line)
		}
	}
	if len(plans) < 50 {
		t.Errorf("only %d lines of plans were seen", len(plans))
	}
}
