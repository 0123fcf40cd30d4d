package data

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"attain/app/sales"
)

// TestHundredStepsAcrossReopenings does 100 steps while the clock jumps back
// and forth, then takes them all back and does them all again, with the file
// closed and opened every few steps: the order is that of the steps, not of
// the clock, and every state is what it was.
func TestHundredStepsAcrossReopenings(t *testing.T) {
	const steps, between = 100, 23
	path := filepath.Join(t.TempDir(), "attain.db")
	now := clock
	opened := func() *Store {
		s, err := Open(t.Context(), path, Options{Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := opened()
	defer func() { closeStore(t, s) }()
	again := func(step int) {
		if step%between == 0 {
			closeStore(t, s)
			s = opened()
		}
	}
	account := &sales.Account{ID: newID()}
	name := func() string {
		t.Helper()
		accounts, err := s.Accounts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(accounts) == 0 {
			return "none"
		}
		return accounts[0].Name
	}
	states := []string{name()}
	for i := range steps {
		again(i)
		now = clock.Add(time.Duration(i%7-3) * 200 * time.Hour)
		account.Name = fmt.Sprint("step ", i)
		put(t, s, account)
		states = append(states, name())
	}
	walk := func(what string, step func(context.Context, string) (sales.Batch, error), want string) {
		t.Helper()
		if _, err := step(t.Context(), "kim"); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if got := name(); got != want {
			t.Fatalf("%s gives %q, want %q", what, got, want)
		}
	}
	for i := steps - 1; i >= 0; i-- {
		again(i)
		walk("undo", s.Undo, states[i])
	}
	for i := 1; i <= steps; i++ {
		again(i)
		walk("redo", s.Redo, states[i])
	}
	batches, err := s.Batches(t.Context(), steps)
	if err != nil || len(batches) != steps {
		t.Fatalf("%d batches, %v", len(batches), err)
	}
	history, err := s.History(t.Context(), sales.KindAccount, account.ID)
	if err != nil || len(history) != steps {
		t.Fatalf("%d changes, %v", len(history), err)
	}
	for i := range steps {
		if history[i].Batch.ID != batches[i].ID {
			t.Fatalf("change %d from the end is of another batch", i)
		}
	}
	checkClean(t, s)
}
