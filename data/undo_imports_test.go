package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// TestImportsAreTakenBackWithWhatCameAfter imports tables of deals, their
// histories and activities, edits on top of them, and walks back and forth
// over all of it, row by row and as loads: each state is what it was, with
// every index, and the check finds nothing.
func TestImportsAreTakenBackWithWhatCameAfter(t *testing.T) {
	folder, run, loads := t.TempDir(), 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		s := reopen(t, filepath.Join(folder, fmt.Sprint(run), "attain.db"))
		defer func() { closeStore(t, s) }()
		s.loadFrom = rapid.SampledFrom([]int{0, 1, 8, 40}).Draw(rt, "rows of a load")
		sc := newScene()
		put(t, s, sc.records()...)
		h := &history{T: rt, t: t, store: s, scene: sc}
		h.note()
		for range rapid.IntRange(2, 6).Draw(rt, "steps") {
			h.step()
		}
		indexes := indexesOf(t, s)
		at := len(h.states) - 1
		for at > 0 {
			if at < len(h.states)-1 && rapid.IntRange(0, 3).Draw(rt, "forth") == 0 {
				at++
				h.walk("redo", s.Redo, h.states[at])
			} else {
				at--
				h.walk("undo", s.Undo, h.states[at])
			}
			checkClean(t, s)
			if got := indexesOf(t, s); got != indexes {
				rt.Fatalf("the indexes are\n%s\nwant\n%s", got, indexes)
			}
		}
		for at++; at < len(h.states); at++ {
			h.walk("redo", s.Redo, h.states[at])
		}
		checkClean(t, s)
		if s.loadFrom > 0 {
			loads++
		}
	})
	if loads == 0 {
		t.Error("nothing was walked over as a load")
	}
}

// history is what was done, by the state after each step.
type history struct {
	*rapid.T
	t      *testing.T
	store  *Store
	scene  *scene
	deals  []sales.ID
	states []string
	rows   int
}

// note keeps the state if the last step was one.
func (h *history) note() {
	state := dump(h.t, h.store)
	if len(h.states) == 0 || state != h.states[len(h.states)-1] {
		h.states = append(h.states, state)
	}
}

func (h *history) step() {
	service := serviceOf(h.store)
	n := rapid.IntRange(1, 60).Draw(h.T, "rows")
	switch rapid.SampledFrom([]string{"deals", "history", "activities", "edit"}).Draw(h.T, "step") {
	case "deals":
		h.bring(service, importer.KindDeals, "id,name,rep,account,product,units,stage,created,closed,amount", n, func(i int) string {
			stage, closed := []string{"Open", "Won", "Lost"}[i%3], ""
			if i%3 > 0 {
				closed = day("2026-04-01").Add(i % 90).String()
			}
			return fmt.Sprintf("D-%d,Deal,Rep %d,Customer %d,Product %d,%d,%s,%s,%s,%d", i*2/3, i%4, i%9, i%2, 1+i%5, stage, day("2026-03-01").Add(i%31), closed, 100+i)
		})
	case "history":
		h.bring(service, importer.KindStageHistory, "deal,stage,at,amount", n, func(i int) string {
			return fmt.Sprintf("D-%d,%s,%s,%d", i/2, []string{"Open", "Offer", "Won", "Lost"}[(i+h.rows)%4], day("2026-03-05").Add(i%60+h.rows%7), 10*i)
		})
	case "activities":
		h.bring(service, importer.KindActivities, "id,type,direction,outcome,rep,date,deal,account,subject", n, func(i int) string {
			return fmt.Sprintf("A-%d,%s,outbound,%s,Rep %d,%s,D-%d,Customer %d,Offer %d", i, []string{"call", "mail", "meeting"}[i%3],
				[]string{"conversation", "reply", ""}[i%3], i%5, day("2026-03-10").Add(i%70), i%20, i%11, h.rows)
		})
	default:
		h.look()
		h.rows++
		if _, err := h.store.Write(context.Background(), "kim", "test", randomCommand(h.T, h.scene, &h.deals, h.rows)); err != nil {
			h.Fatal(err)
		}
	}
	h.note()
}

// look sees what there is to be edited: imports replace stages.
func (h *history) look() {
	deals, err := h.store.Deals(context.Background(), sales.DealQuery{})
	if err != nil {
		h.Fatal(err)
	}
	h.deals = h.deals[:0]
	for _, deal := range deals {
		h.deals = append(h.deals, deal.ID)
	}
	stages, err := h.store.Stages(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	h.scene.stages = h.scene.stages[:0]
	for i := range stages {
		h.scene.stages = append(h.scene.stages, &stages[i])
	}
}

// bring imports a table that holds some rows of the one before it again.
func (h *history) bring(service *app.Service, kind importer.Kind, header string, rows int, row func(int) string) {
	first := rapid.IntRange(0, 30).Draw(h.T, "first")
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := first; i < first+rows; i++ {
		b.WriteString(row(i) + "\n")
	}
	h.rows += rows
	_, err := service.Import(context.Background(), app.ImportForm{
		Source: importer.BytesSource("table.csv", []byte(b.String())), Kind: kind, Create: true, Stages: []string{"Open", "Offer"}, Conflict: app.ConflictTake,
	})
	var refused *sales.Invalid
	if err != nil && !errors.As(err, &refused) { // the process may have no open or no closed stage any more
		h.Fatalf("%v of\n%s", err, b.String())
	}
}

func (h *history) walk(what string, f func(context.Context, string) (sales.Batch, error), want string) {
	if _, err := f(context.Background(), "lee"); err != nil {
		h.Fatalf("%s: %v", what, err)
	}
	if got := dump(h.t, h.store); got != want {
		h.Fatalf("%s gives\n%s\nwant\n%s", what, got, want)
	}
}

// TestUndoOfManyIsRefusedAsAWhole undoes a load of which one record was
// changed, or is referred to, by something that the log does not know.
func TestUndoOfManyIsRefusedAsAWhole(t *testing.T) {
	for _, c := range []struct {
		name, behind string
		conflict     bool
	}{
		{"one was renamed", "UPDATE accounts SET name = 'other' WHERE id = ?", true},
		{"one is gone", "DELETE FROM accounts WHERE id = ?", true},
		{"one has a deal", "INSERT INTO deals (id, name, account_id) SELECT 'd', 'a deal', id FROM accounts WHERE id = ?", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openStore(t)
			s.loadFrom = 10
			records := make([]sales.Record, 200)
			for i := range records {
				records[i] = &sales.Account{ID: newID(), Name: fmt.Sprint("account ", i)}
			}
			put(t, s, records...)
			odd := records[100].RecordID()
			if _, err := s.write.ExecContext(t.Context(), c.behind, string(odd)); err != nil {
				t.Fatal(err)
			}
			before, indexes := dump(t, s), indexesOf(t, s)
			_, err := s.Undo(t.Context(), "kim")
			var conflict *sales.Conflict
			if errors.As(err, &conflict) != c.conflict || err == nil || c.conflict && conflict.ID != odd {
				t.Errorf("undo: %v", err)
			}
			if !c.conflict && !strings.Contains(err.Error(), string(odd)) {
				t.Errorf("undo says %q and does not name %s", err, odd)
			}
			if dump(t, s) != before || indexesOf(t, s) != indexes {
				t.Error("a refused undo changed something")
			}
		})
	}
}

// TestUndoOfManyEndsWhenCancelled cancels an undo that has begun.
func TestUndoOfManyEndsWhenCancelled(t *testing.T) {
	s := openStore(t)
	s.loadFrom = 10
	records := make([]sales.Record, 3*changesPerRead)
	for i := range records {
		records[i] = &sales.Account{ID: newID(), Name: fmt.Sprint("account ", i)}
	}
	put(t, s, records...)
	before, indexes := dump(t, s), indexesOf(t, s)
	ctx := &endsAfter{Context: t.Context()}
	ctx.questions.Store(4)
	if _, err := s.Undo(ctx, "kim"); !errors.Is(err, context.Canceled) {
		t.Errorf("undo: %v", err)
	}
	if dump(t, s) != before || indexesOf(t, s) != indexes {
		t.Error("a cancelled undo changed something")
	}
	if _, err := s.Undo(t.Context(), "kim"); err != nil {
		t.Error(err)
	}
	if accounts, err := s.Accounts(t.Context()); err != nil || len(accounts) > 0 {
		t.Errorf("%d accounts are left, %v", len(accounts), err)
	}
}

// endsAfter is a context that is cancelled when it was asked so many times.
type endsAfter struct {
	context.Context
	questions atomic.Int32 // the driver asks on goroutines of its own
}

func (c *endsAfter) Err() error {
	if c.questions.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}
