package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"attain/app/sales"
)

// deals adds deals in a stage, one a week, and returns their ids in order.
func addDeals(t *testing.T, s *Store, sc *scene, stage, count int) []sales.ID {
	t.Helper()
	var ids []sales.ID
	for i := range count {
		made := day("2026-01-05").Add(7 * i)
		deal := &sales.Deal{ID: newID(), ExternalID: fmt.Sprint("X-", stage, "-", i), Name: fmt.Sprint("Deal 100% ", i), OwnerID: sc.other.ID, Created: made}
		put(t, s, deal,
			&sales.Move{ID: newID(), DealID: deal.ID, Seq: 1, StageID: sc.stages[0].ID, Day: made, OwnerID: sc.other.ID},
			&sales.Move{ID: newID(), DealID: deal.ID, Seq: 2, StageID: sc.stages[stage].ID, Day: made.Add(10), OwnerID: sc.other.ID})
		ids = append(ids, deal.ID)
	}
	return ids
}

func TestDealsAreFound(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	open, won := addDeals(t, s, sc, 2, 3), addDeals(t, s, sc, 4, 3)
	trashed := sales.Deal{ID: newID(), Name: "trashed", Deleted: day("2026-11-01")}
	put(t, s, &trashed)
	newest := func(ids []sales.ID) []sales.ID {
		turned := slices.Clone(ids)
		slices.Reverse(turned)
		return turned
	}
	cases := map[string]struct {
		q    sales.DealQuery
		want []sales.ID
	}{
		"all but the trash":            {sales.DealQuery{Limit: 2}, []sales.ID{sc.deal.ID, won[2]}},
		"the trash":                    {sales.DealQuery{Deleted: true}, []sales.ID{trashed.ID}},
		"ids":                          {sales.DealQuery{IDs: []sales.ID{open[1], trashed.ID}}, []sales.ID{open[1]}},
		"external ids":                 {sales.DealQuery{ExternalIDs: []string{"X-4-1", "D-1", ""}}, []sales.ID{sc.deal.ID, won[1]}},
		"won":                          {sales.DealQuery{Kind: sales.StageWon}, newest(won)},
		"won from a day":               {sales.DealQuery{Kind: sales.StageWon, From: day("2026-01-22")}, newest(won[1:])},
		"won up to a day":              {sales.DealQuery{Kind: sales.StageWon, To: day("2026-01-15")}, won[:1]},
		"open, created in":             {sales.DealQuery{Kind: sales.StageOpen, From: day("2026-01-12"), To: day("2026-01-19")}, newest(open[1:])},
		"stage":                        {sales.DealQuery{StageID: sc.stages[2].ID}, newest(open)},
		"account":                      {sales.DealQuery{AccountID: sc.account.ID}, []sales.ID{sc.deal.ID}},
		"owner, second page":           {sales.DealQuery{OwnerID: sc.other.ID, Kind: sales.StageOpen, Limit: 1, Offset: 1}, []sales.ID{open[1]}},
		"part of a name":               {sales.DealQuery{Text: "bIG"}, []sales.ID{sc.deal.ID}},
		"words in any order":           {sales.DealQuery{Text: "아크 deal  BIG"}, []sales.ID{sc.deal.ID}},
		"part of an account":           {sales.DealQuery{Text: "아크"}, []sales.ID{sc.deal.ID}},
		"a per cent sign":              {sales.DealQuery{Text: "100% 2", Kind: sales.StageWon}, won[2:]},
		"an underscore is no wildcard": {sales.DealQuery{Text: "Big_deal"}, nil},
	}
	for name, c := range cases {
		deals, err := s.Deals(t.Context(), c.q)
		var got []sales.ID
		for _, d := range deals {
			got = append(got, d.ID)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v (%v), want %v", name, got, err, c.want)
		}
	}
}

func TestActivitiesAndLeadsAreFound(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	late := &sales.Activity{ID: newID(), RepID: sc.rep.ID, Type: sales.Mail, Direction: sales.Outbound, Planned: true, Day: day("2026-12-02"), LeadRef: "someone", Subject: "Re: offer"}
	soon := &sales.Activity{ID: newID(), RepID: sc.rep.ID, Type: sales.Call, Direction: sales.Outbound, Planned: true, Day: day("2026-11-25"), LeadID: sc.lead.ID}
	undated := &sales.Activity{ID: newID(), RepID: sc.other.ID, Type: "visit", Direction: sales.Inbound, Planned: true}
	young := &sales.Lead{ID: newID(), Name: "Jung", Created: day("2026-11-20"), Status: sales.LeadNew, Source: "fair", DealRef: "a deal to come"}
	put(t, s, late, soon, undated, young)
	var unresolved []sales.ID
	err := errors.Join(
		s.EachUnresolvedActivity(t.Context(), func(a sales.Activity) error { unresolved = append(unresolved, a.ID); return nil }),
		s.EachUnresolvedLead(t.Context(), func(l sales.Lead) error { unresolved = append(unresolved, l.ID); return nil }))
	if err != nil || !slices.Equal(unresolved, []sales.ID{late.ID, young.ID}) {
		t.Errorf("unresolved are %v (%v), want %s and %s", unresolved, err, late.ID, young.ID)
	}
	yes, no := true, false
	for name, c := range map[string]struct {
		q    sales.ActivityQuery
		want []sales.ID
	}{
		"newest first":   {sales.ActivityQuery{}, []sales.ID{late.ID, soon.ID, sc.call.ID, undated.ID}},
		"planned by due": {sales.ActivityQuery{Planned: &yes}, []sales.ID{soon.ID, late.ID, undated.ID}},
		"done":           {sales.ActivityQuery{Planned: &no}, []sales.ID{sc.call.ID}},
		"of a deal":      {sales.ActivityQuery{DealID: sc.deal.ID}, []sales.ID{sc.call.ID}},
		"of a lead":      {sales.ActivityQuery{LeadID: sc.lead.ID}, []sales.ID{soon.ID}},
		"of an account":  {sales.ActivityQuery{AccountID: sc.account.ID}, []sales.ID{sc.call.ID}},
		"of a type":      {sales.ActivityQuery{Type: "visit"}, []sales.ID{undated.ID}},
		"of a rep":       {sales.ActivityQuery{RepID: sc.other.ID}, []sales.ID{undated.ID}},
		"by text":        {sales.ActivityQuery{Text: "OFFER"}, []sales.ID{late.ID}},
		"up to a day":    {sales.ActivityQuery{To: day("2026-11-25")}, []sales.ID{soon.ID, sc.call.ID}},
		"external":       {sales.ActivityQuery{ExternalIDs: []string{"A-1"}}, []sales.ID{sc.call.ID}},
	} {
		found, err := s.Activities(t.Context(), c.q)
		var got []sales.ID
		for _, a := range found {
			got = append(got, a.ID)
		}
		count, countErr := s.CountActivities(t.Context(), c.q)
		if err != nil || countErr != nil || !slices.Equal(got, c.want) || count != len(c.want) {
			t.Errorf("%s: found %v, counted %d (%v, %v), want %v", name, got, count, err, countErr, c.want)
		}
	}
	for name, c := range map[string]struct {
		q    sales.LeadQuery
		want []sales.ID
	}{
		"newest first": {sales.LeadQuery{}, []sales.ID{young.ID, sc.lead.ID}},
		"of a status":  {sales.LeadQuery{Status: sales.LeadNew}, []sales.ID{young.ID}},
		"of a source":  {sales.LeadQuery{Source: "fair"}, []sales.ID{young.ID}},
		"of a rep":     {sales.LeadQuery{RepID: sc.rep.ID}, []sales.ID{sc.lead.ID}},
		"by text":      {sales.LeadQuery{Text: "par"}, []sales.ID{sc.lead.ID}},
		"created in":   {sales.LeadQuery{From: day("2026-11-01"), To: day("2026-11-30")}, []sales.ID{young.ID}},
		"external":     {sales.LeadQuery{ExternalIDs: []string{"L-1"}}, []sales.ID{sc.lead.ID}},
	} {
		found, err := s.Leads(t.Context(), c.q)
		var got []sales.ID
		for _, l := range found {
			got = append(got, l.ID)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("leads %s: found %v (%v), want %v", name, got, err, c.want)
		}
	}
}

func TestBoardShowsTheDay(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	won := addDeals(t, s, sc, 4, 2)
	planned := &sales.Activity{ID: newID(), Type: sales.Call, Direction: sales.Outbound, Planned: true, Day: day("2026-11-28"), DealID: sc.deal.ID}
	put(t, s, planned)
	today := day("2026-11-23")
	year := sales.Period{From: day("2026-01-20"), To: day("2026-12-31")}

	requireBoard(t, "today", s, sales.BoardQuery{AsOf: today, Closed: year},
		shown{
			id: sc.deal.ID, account: sc.account.Name, owner: "Kim", stage: sc.stages[1].ID, kind: sales.StageOpen, since: day("2026-10-10"),
			amount: 1000, known: true, touches: 1, last: day("2026-10-24"), next: true, due: planned.Day, parts: 2,
		},
		shown{id: won[1], owner: "Lee", stage: sc.stages[4].ID, kind: sales.StageWon, since: day("2026-01-22"), before: sc.stages[0].ID})
	requireBoard(t, "the rep's on 5 October", s, sales.BoardQuery{AsOf: day("2026-10-05"), RepID: sc.rep.ID}, shown{
		id: sc.deal.ID, account: sc.account.Name, owner: "Kim", stage: sc.stages[0].ID, kind: sales.StageOpen, since: day("2026-10-01"),
		amount: 900, known: true, next: true, due: planned.Day, parts: 2,
	})
	put(t, s, sc.move(3, 5, "2026-11-01"), sc.move(4, 2, "2026-11-05"))
	requireBoard(t, "reopened", s, sales.BoardQuery{AsOf: today}, shown{
		id: sc.deal.ID, account: sc.account.Name, owner: "Kim", stage: sc.stages[2].ID, kind: sales.StageOpen, since: day("2026-11-05"),
		amount: 1000, known: true, touches: 1, last: day("2026-10-24"), next: true, due: planned.Day, parts: 2, reopened: 1,
	})
}

// shown is what a card of the board shows.
type shown struct {
	id               sales.ID
	account, owner   string
	stage, before    sales.ID
	kind             sales.StageKind
	since, last, due sales.Day
	amount           sales.Amount
	known, next      bool
	touches, parts   int // parts: product lines and shares
	reopened         int
}

func requireBoard(t *testing.T, when string, s *Store, q sales.BoardQuery, want ...shown) {
	t.Helper()
	deals, err := s.Board(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var got []shown
	for _, d := range deals {
		got = append(got, shown{
			id: d.ID, account: d.Account, owner: d.OwnerName, stage: d.Stage, before: d.LastStage, kind: d.Kind,
			since: d.Since, last: d.LastTouch, due: d.NextDue, amount: d.Amount, known: d.HasAmount, next: d.NextStep,
			touches: d.Touches, parts: len(d.Lines) + len(d.Shares), reopened: d.Reopened,
		})
	}
	if !slices.Equal(got, want) {
		t.Errorf("the board %s shows\n%+v\nwant\n%+v", when, got, want)
	}
}

func TestEveryRecordIsWalkedInOrder(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	addDeals(t, s, sc, 1, 5)
	var ids []sales.ID
	err := s.EachDeal(t.Context(), func(d sales.Deal) error {
		ids = append(ids, d.ID)
		return nil
	})
	if err != nil || len(ids) != 6 || !slices.IsSorted(ids) {
		t.Errorf("walked %v, %v", ids, err)
	}
	stop := errRollBack("enough")
	count := 0
	for _, walk := range []func() error{
		func() error { return s.EachActivity(t.Context(), func(sales.Activity) error { count++; return stop }) },
		func() error { return s.EachLead(t.Context(), func(sales.Lead) error { count++; return stop }) },
	} {
		if err := walk(); err != stop { //nolint:errorlint // the very error is to come back
			t.Errorf("the walk ended with %v", err)
		}
	}
	if count != 2 {
		t.Errorf("went on after the error: %d", count)
	}
}

// explaining answers queries as its pool does, and notes the plan of each.
type explaining struct {
	*sql.DB
	plans *[]string
}

func (e explaining) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := e.explain(ctx, query, args); err != nil {
		return nil, err
	}
	return e.DB.QueryContext(ctx, query, args...)
}

func (e explaining) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if err := e.explain(ctx, query, args); err != nil {
		*e.plans = append(*e.plans, "SCAN because of "+err.Error())
	}
	return e.DB.QueryRowContext(ctx, query, args...)
}

func (e explaining) explain(ctx context.Context, query string, args []any) error {
	rows, err := e.DB.QueryContext(ctx, "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return err
		}
		*e.plans = append(*e.plans, detail)
	}
	return rows.Err()
}

// TestPagesScanNoLargeTable asks SQLite how it would answer each page's
// question: by an index, never by reading a large table through.
func TestPagesScanNoLargeTable(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	yes := true
	d := day("2026-11-01")
	questions := map[string]func(reader) error{
		"deals, a page": func(r reader) error { return second(r.Deals(t.Context(), sales.DealQuery{Limit: 50})) },
		"deals by id":   func(r reader) error { return second(r.Deals(t.Context(), sales.DealQuery{IDs: []sales.ID{"x"}})) },
		"deals by external id": func(r reader) error {
			return second(r.Deals(t.Context(), sales.DealQuery{ExternalIDs: []string{"x"}}))
		},
		"won in a month": func(r reader) error {
			return second(r.Deals(t.Context(), sales.DealQuery{Kind: sales.StageWon, From: d, To: d}))
		},
		"open":        func(r reader) error { return second(r.Deals(t.Context(), sales.DealQuery{Kind: sales.StageOpen})) },
		"of an owner": func(r reader) error { return second(r.Deals(t.Context(), sales.DealQuery{OwnerID: "x"})) },
		"lines":       func(r reader) error { return second(r.Lines(t.Context(), "x")) },
		"shares":      func(r reader) error { return second(r.Shares(t.Context(), "x")) },
		"values":      func(r reader) error { return second(r.Values(t.Context(), "x")) },
		"moves":       func(r reader) error { return second(r.Moves(t.Context(), "x")) },
		"leads":       func(r reader) error { return second(r.Leads(t.Context(), sales.LeadQuery{Limit: 50})) },
		"waiting leads": func(r reader) error {
			return r.EachUnresolvedLead(t.Context(), func(sales.Lead) error { return nil })
		},
		"activities": func(r reader) error {
			return second(r.Activities(t.Context(), sales.ActivityQuery{Limit: 50}))
		},
		"activities of a rep": func(r reader) error {
			return second(r.Activities(t.Context(), sales.ActivityQuery{RepID: "x", Limit: 50}))
		},
		"activities of a month": func(r reader) error {
			return second(r.Activities(t.Context(), sales.ActivityQuery{From: d, To: d, Type: sales.Call}))
		},
		"planned": func(r reader) error {
			return second(r.Activities(t.Context(), sales.ActivityQuery{RepID: "x", Planned: &yes}))
		},
		"everyone's planned": func(r reader) error {
			return second(r.Activities(t.Context(), sales.ActivityQuery{Planned: &yes}))
		},
		"activities of a deal": func(r reader) error {
			return second(r.Activities(t.Context(), sales.ActivityQuery{DealID: "x"}))
		},
		"unresolved": func(r reader) error {
			return r.EachUnresolvedActivity(t.Context(), func(sales.Activity) error { return nil })
		},
		"activities counted": func(r reader) error {
			return second(r.CountActivities(t.Context(), sales.ActivityQuery{From: d, To: d}))
		},
		"the trash": func(r reader) error { return second(r.Deals(t.Context(), sales.DealQuery{Deleted: true})) },
		"board": func(r reader) error {
			return second(r.Board(t.Context(), sales.BoardQuery{AsOf: d, RepID: sc.rep.ID, Closed: sales.Period{From: d, To: d}}))
		},
		"history":  func(r reader) error { return second(r.History(t.Context(), sales.KindDeal, "x")) },
		"batches":  func(r reader) error { return second(r.Batches(t.Context(), 50)) },
		"imported": func(r reader) error { return second(r.Imported(t.Context(), sales.KindDeal, []string{"x"})) },
	}
	for name, ask := range questions {
		var plans []string
		if err := ask(reader{q: explaining{s.read, &plans}, schema: s.schema}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(plans) == 0 {
			t.Errorf("%s: no plan was seen", name)
		}
		for _, line := range plans {
			if scansLargeTable(line, plans) || name == "the trash" && strings.Contains(line, "deals_created") {
				t.Errorf("%s: %s, in\n%s", name, line, strings.Join(plans, "\n"))
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

// scansLargeTable reads a line of a plan. Walking an index from one end is
// how a page of a list is read; a search for planned or waiting records walks
// an index of those alone; a subquery's few rows may be read through.
func scansLargeTable(line string, plan []string) bool {
	fields := strings.Fields(line)
	if len(fields) < 2 || fields[0] != "SCAN" || strings.Contains(line, "USING") {
		return false
	}
	small := []string{"json_each", "reps", "r", "products", "accounts", "a", "stages", "settings", "CONSTANT", "value"}
	if fields[1] == "b" { // batches, the newest first, until the page is full
		return len(plan) > 1 // sorted, or joined
	}
	subquery := slices.Contains(plan, "CO-ROUTINE "+fields[1]) || slices.Contains(plan, "MATERIALIZE "+fields[1])
	return !subquery && !slices.Contains(small, fields[1])
}

// TestReadersRunBesideTheWriter reads from several goroutines while batches
// are written: every read sees whole batches.
func TestReadersRunBesideTheWriter(t *testing.T) {
	s := openStore(t)
	done := make(chan struct{})
	var wait sync.WaitGroup
	faults := make(chan error, readers)
	for range readers {
		wait.Go(func() {
			for {
				accounts, err := s.Accounts(context.Background())
				if err != nil || len(accounts)%2 != 0 {
					faults <- fmt.Errorf("%d accounts, written in pairs: %w", len(accounts), err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for range 200 {
		put(t, s, &sales.Account{ID: newID(), Name: "a"}, &sales.Account{ID: newID(), Name: "b"})
	}
	close(done)
	wait.Wait()
	close(faults)
	for err := range faults {
		t.Error(err)
	}
}
