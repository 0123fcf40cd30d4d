package data

import (
	"context"
	"errors"
	"strings"
	"testing"

	"attain/app/sales"
)

func TestEveryKindIsKeptAndDeletedWithATrace(t *testing.T) {
	s, sc := openStore(t), newScene()
	empty := dump(t, s)
	batch := put(t, s, sc.records()...)
	if batch.Count != len(sc.records()) || batch.State != "done" || batch.ID == "" {
		t.Fatalf("batch %+v, want %d changes", batch, len(sc.records()))
	}
	if len(batch.Changed) != len(s.schema.tables) {
		t.Fatalf("the scene holds %d kinds, the schema %d", len(batch.Changed), len(s.schema.tables))
	}
	checkClean(t, s)
	full := dump(t, s)

	batch = remove(t, s, sc.deal.RecordKind(), sc.deal.ID)
	changes, err := s.History(t.Context(), sales.KindLead, sc.lead.ID)
	if err != nil || len(changes) != 2 || changes[0].Batch.ID != batch.ID {
		t.Fatalf("the lead's history is %+v, %v: emptying its deal is not in it", changes, err)
	}
	if calls, err := s.Activities(t.Context(), sales.ActivityQuery{}); err != nil || len(calls) != 0 {
		t.Fatalf("activities of the deleted deal: %v, %v", calls, err)
	}
	checkClean(t, s)
	for _, want := range []string{full, empty} {
		if _, err := s.Undo(t.Context(), "kim"); err != nil {
			t.Fatal(err)
		}
		if got := dump(t, s); got != want {
			t.Fatalf("after undo\n%s\nwant\n%s", got, want)
		}
	}
	if _, err := s.Undo(t.Context(), "kim"); !isNotFound(err) {
		t.Fatalf("undo of nothing: %v", err)
	}
}

func isNotFound(err error) bool {
	var missing *sales.NotFound
	return errors.As(err, &missing)
}

func TestEqualRecordWritesNothing(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	batch := put(t, s, sc.records()...)
	if batch.Count != 0 || batch.ID != "" {
		t.Fatalf("writing the same again made %+v", batch)
	}
	batches, err := s.Batches(t.Context(), 0)
	if err != nil || len(batches) != 1 {
		t.Fatalf("batches %v, %v", batches, err)
	}
}

func TestWriteThatFailsWritesNothing(t *testing.T) {
	s, sc := openStore(t), newScene()
	before := dump(t, s)
	fault := errors.New("no")
	_, err := s.Write(t.Context(), "kim", "test", func(tx sales.Tx) error {
		if err := tx.Put(t.Context(), sc.records()...); err != nil {
			return err
		}
		return fault
	})
	if !errors.Is(err, fault) || dump(t, s) != before {
		t.Fatalf("error %v, or something was written", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err = s.Write(ctx, "kim", "test", func(tx sales.Tx) error {
		cancel()
		return tx.Put(ctx, sc.records()...)
	})
	if !errors.Is(err, context.Canceled) || dump(t, s) != before {
		t.Fatalf("cancelled: error %v, or something was written", err)
	}
	put(t, s, sc.records()...) // the connection is not left in a transaction
}

func TestRefusals(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	cases := []struct {
		name string
		f    func(sales.Tx) error
		want string
	}{
		{"no id", func(tx sales.Tx) error { return tx.Put(t.Context(), &sales.Deal{}) }, "invalid"},
		{"missing rep", func(tx sales.Tx) error { return tx.Put(t.Context(), &sales.Deal{ID: newID(), OwnerID: "nobody"}) }, "not found reps nobody"},
		{"bad status", func(tx sales.Tx) error { return tx.Put(t.Context(), &sales.Lead{ID: newID(), Status: "odd"}) }, "invalid"},
		{"second move of a number", func(tx sales.Tx) error { return tx.Put(t.Context(), sc.move(2, 2, "2026-10-20")) }, "conflict"},
		{"second quota of a scope", func(tx sales.Tx) error {
			return tx.Put(t.Context(), &sales.Quota{ID: newID(), RepID: sc.rep.ID, Month: sales.MonthOf(2026, 11), ProductID: sc.product.ID, Measure: sales.MeasureMoney})
		}, "conflict"},
		{"delete what is missing", func(tx sales.Tx) error { return tx.Delete(t.Context(), sales.KindDeal, "nothing") }, "not found deals nothing"},
		{"delete a rep who owns deals", func(tx sales.Tx) error { return tx.Delete(t.Context(), sales.KindRep, sc.rep.ID) }, "in use"},
	}
	before := dump(t, s)
	for _, c := range cases {
		_, err := s.Write(t.Context(), "kim", "test", c.f)
		if got := kindOf(err); got != c.want {
			t.Errorf("%s: %s (%v), want %s", c.name, got, err, c.want)
		}
	}
	if dump(t, s) != before {
		t.Error("a refused write left something behind")
	}
}

func kindOf(err error) string {
	var invalid *sales.Invalid
	var conflict *sales.Conflict
	var missing *sales.NotFound
	var fault *sales.FileError
	var used *sales.InUse
	switch {
	case errors.As(err, &used) && used.Count > 0:
		return "in use"
	case errors.As(err, &invalid):
		return "invalid"
	case errors.As(err, &conflict):
		return "conflict"
	case errors.As(err, &missing):
		return "not found " + string(missing.Kind) + " " + missing.Name
	case errors.As(err, &fault):
		return string(fault.Fault)
	}
	return ""
}

func TestTransactionReadsItsOwnWrites(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	_, err := s.Write(t.Context(), "kim", "test", func(tx sales.Tx) error {
		if err := tx.Put(t.Context(), sc.move(3, 4, "2026-11-02")); err != nil {
			return err
		}
		won, err := tx.Deals(t.Context(), sales.DealQuery{Kind: sales.StageWon})
		if err != nil || len(won) != 1 {
			t.Errorf("within the transaction %d deals are won (%v), want 1", len(won), err)
		}
		outside, err := s.Deals(t.Context(), sales.DealQuery{Kind: sales.StageWon})
		if err != nil || len(outside) != 0 {
			t.Errorf("before the commit others see %d won deals (%v)", len(outside), err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTextIsKeptAsItIs(t *testing.T) {
	s := openStore(t)
	for _, name := range []string{"'; DROP TABLE deals; --", "\"quoted\" \\ back", "줄\n바꿈\t탭", "bad \xff byte", "[]", "nul \x00 inside"} {
		account := &sales.Account{ID: newID(), Name: name}
		put(t, s, account)
		if _, err := s.Undo(t.Context(), "kim"); err != nil {
			t.Fatalf("undo %q: %v", name, err)
		}
		if _, err := s.Redo(t.Context(), "kim"); err != nil {
			t.Fatalf("redo %q: %v", name, err)
		}
		accounts, err := s.Accounts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, a := range accounts {
			found = found || a.ID == account.ID && a.Name == strings.ToValidUTF8(name, "\uFFFD")
		}
		if !found {
			t.Errorf("%q did not come back: %+v", name, accounts)
		}
	}
}
