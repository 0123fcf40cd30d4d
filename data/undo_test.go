package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
)

// command is one random command over the scene: what it writes and deletes.
func randomCommand(t *rapid.T, sc *scene, made *[]sales.ID, number int) func(sales.Tx) error {
	ctx := context.Background()
	pickDeal := func() (sales.ID, bool) {
		if len(*made) == 0 {
			return "", false
		}
		return rapid.SampledFrom(*made).Draw(t, "deal"), true
	}
	kind := rapid.IntRange(0, 6).Draw(t, "command")
	id, ok := pickDeal()
	if !ok {
		kind = 0
	}
	stage := rapid.SampledFrom(sc.stages).Draw(t, "stage")
	date := drawDay().Draw(t, "day")
	return func(tx sales.Tx) error {
		deals, err := tx.Deals(ctx, sales.DealQuery{IDs: []sales.ID{id}})
		if err != nil {
			return err
		}
		if len(deals) == 0 {
			kind = 0 // deleted meanwhile
		}
		switch kind {
		case 0:
			deal := &sales.Deal{ID: newID(), Name: fmt.Sprint("deal ", number), OwnerID: sc.rep.ID, Created: date}
			*made = append(*made, deal.ID)
			return tx.Put(ctx, deal, &sales.Move{ID: newID(), DealID: deal.ID, Seq: 1, StageID: stage.ID, Day: date})
		case 1, 2:
			moves, err := tx.Moves(ctx, id)
			if err != nil {
				return err
			}
			seq := 1
			if len(moves) > 0 {
				seq = moves[len(moves)-1].Seq + 1
			}
			return tx.Put(ctx, &sales.Move{ID: newID(), DealID: id, Seq: seq, StageID: stage.ID, Day: date, OwnerID: sc.other.ID})
		case 3:
			deal := deals[0]
			deal.Amount, deal.Name = ptr(sales.Amount(number)), fmt.Sprint("renamed ", number%3)
			return tx.Put(ctx, &deal)
		case 4:
			return tx.Delete(ctx, sales.KindDeal, id)
		case 5:
			return tx.Put(ctx,
				&sales.Activity{ID: newID(), DealID: id, Type: sales.Mail, Direction: sales.Outbound, Outcome: sales.Reply, Subject: "Re: offer", Day: date},
				&sales.Lead{ID: newID(), Status: sales.LeadNew, DealID: id})
		default:
			changed := *stage
			changed.Kind = rapid.SampledFrom([]sales.StageKind{sales.StageOpen, sales.StageWon, sales.StageLost}).Draw(t, "kind")
			return tx.Put(ctx, &changed)
		}
	}
}

// TestUndoAllAndRedoAll runs random commands, takes all of them back and does
// all of them again, with the file closed and opened in between: each time
// every table and everything folded is what it was.
func TestUndoAllAndRedoAll(t *testing.T) {
	folder := t.TempDir()
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		s := reopen(t, filepath.Join(folder, fmt.Sprint(run), "attain.db"))
		defer func() { closeStore(t, s) }()
		sc := newScene()
		put(t, s, sc.records()...)
		states := []string{dump(t, s)}
		var made []sales.ID
		for i := range rapid.IntRange(1, 12).Draw(rt, "commands") {
			batch, err := s.Write(context.Background(), "kim", "test", randomCommand(rt, sc, &made, i))
			if err != nil {
				rt.Fatal(err)
			}
			if batch.Count > 0 {
				states = append(states, dump(t, s))
			}
		}
		walk := func(what string, f func(context.Context, string) (sales.Batch, error), want string) {
			if _, err := f(context.Background(), "lee"); err != nil {
				rt.Fatalf("%s: %v", what, err)
			}
			if got := dump(t, s); got != want {
				rt.Fatalf("%s gives\n%s\nwant\n%s", what, got, want)
			}
		}
		for i := len(states) - 2; i >= 0; i-- {
			walk("undo", s.Undo, states[i])
		}
		checkClean(t, s)
		closeStore(t, s)
		s = reopen(t, s.Path())
		for i := 1; i < len(states); i++ {
			walk("redo", s.Redo, states[i])
		}
		checkClean(t, s)
		if _, err := s.Redo(context.Background(), "lee"); !isNotFound(err) {
			rt.Fatalf("redo of nothing: %v", err)
		}
	})
}

func TestWritingAfterUndoDropsWhatWasUndone(t *testing.T) {
	s := openStore(t)
	for _, name := range []string{"one", "two", "three"} {
		put(t, s, &sales.Account{ID: newID(), Name: name})
	}
	for range 2 {
		if _, err := s.Undo(t.Context(), "kim"); err != nil {
			t.Fatal(err)
		}
	}
	put(t, s, &sales.Account{ID: newID(), Name: "four"})
	if _, err := s.Redo(t.Context(), "kim"); !isNotFound(err) {
		t.Fatalf("redo after another write: %v", err)
	}
	batches, err := s.Batches(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var states []string
	for _, b := range batches {
		states = append(states, b.State)
	}
	if got, want := fmt.Sprint(states), "[done dropped dropped done]"; got != want {
		t.Errorf("batches are %s, want %s", got, want)
	}
	for range 2 {
		if _, err := s.Undo(t.Context(), "kim"); err != nil {
			t.Fatal(err)
		}
	}
	if accounts, err := s.Accounts(t.Context()); err != nil || len(accounts) != 0 {
		t.Errorf("after undoing all there are %v, %v", accounts, err)
	}
}

// TestUndoRefusesWhatChangedPastTheLog changes a row behind the log's back.
func TestUndoRefusesWhatChangedPastTheLog(t *testing.T) {
	s := openStore(t)
	account := &sales.Account{ID: newID(), Name: "one"}
	put(t, s, account)
	if _, err := s.write.ExecContext(t.Context(), "UPDATE accounts SET name = 'other'"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Undo(t.Context(), "kim")
	var conflict *sales.Conflict
	if !errors.As(err, &conflict) || conflict.ID != account.ID {
		t.Fatalf("undo: %v, want a conflict on the account", err)
	}
	if accounts, err := s.Accounts(t.Context()); err != nil || len(accounts) != 1 {
		t.Errorf("the refused undo changed %v, %v", accounts, err)
	}
}

func TestUndoTakesBackWhatAnImportNoted(t *testing.T) {
	s := openStore(t)
	ctx := t.Context()
	id := newID()
	write := func(name, digest string) sales.Batch {
		batch, err := s.Write(ctx, "kim", "import", func(tx sales.Tx) error {
			if err := tx.Put(ctx, &sales.Account{ID: id, Name: name}); err != nil {
				return err
			}
			return tx.MarkImported(ctx, sales.KindAccount, map[string]sales.ImportedRow{"row 1": {RecordID: id, Digest: digest}})
		})
		if err != nil {
			t.Fatal(err)
		}
		return batch
	}
	expect := func(when, digest string) {
		t.Helper()
		rows, err := s.Imported(ctx, sales.KindAccount, []string{"row 1", "row 2"})
		if err != nil || rows["row 1"].Digest != digest || len(rows) > 1 {
			t.Errorf("%s: noted %v, %v, want digest %q", when, rows, err, digest)
		}
	}
	write("one", "d1")
	write("two", "d2")
	expect("after two imports", "d2")
	if batch := write("two", "d2"); batch.Count != 0 {
		t.Errorf("the same import again is a batch: %+v", batch)
	}
	if batch := write("two", "d2 written otherwise"); batch.Count != 0 {
		t.Errorf("a file written otherwise is a step to undo: %+v", batch)
	}
	expect("after the file was written otherwise", "d2 written otherwise")
	write("three", "d3")
	expect("after a third import", "d3")
	if _, err := s.Undo(ctx, "kim"); err != nil {
		t.Fatal(err)
	}
	expect("after undo", "d2 written otherwise")
	if _, err := s.Redo(ctx, "kim"); err != nil {
		t.Fatal(err)
	}
	expect("after redo", "d3")

	_, err := s.Write(ctx, "kim", "import", func(tx sales.Tx) error { return tx.KeepImportMapping(ctx, "crm", "a=b") })
	if err != nil {
		t.Fatal(err)
	}
	if mapping, err := s.ImportMapping(ctx, "crm"); err != nil || mapping != "a=b" {
		t.Errorf("mapping %q, %v", mapping, err)
	}
	if mapping, err := s.ImportMapping(ctx, "other"); err != nil || mapping != "" {
		t.Errorf("mapping of another source %q, %v", mapping, err)
	}
}
