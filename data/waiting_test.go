package data

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"attain/app/sales"
)

// TestAWriteThatWaitsForAnotherProgramSaysSoAndCanBeStopped holds the file as
// another program does that writes: a write waits, says so, ends when the user
// has had enough, and is written when the file is free again.
func TestAWriteThatWaitsForAnotherProgramSaysSoAndCanBeStopped(t *testing.T) {
	s, sc := openStore(t), newScene()
	other := pool(s.path, 1, "MEMORY", "mode", "rw", "_txlock", "immediate", "_busy_timeout", "0")
	defer other.Close() //nolint:errcheck // a test's own
	hold, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	begin := func(ctx context.Context) chan error {
		ended := make(chan error, 1)
		go func() {
			_, err := s.Write(ctx, "kim", "test.put", func(tx sales.Tx) error { return tx.Put(ctx, sc.records()...) })
			ended <- err
		}()
		for limit := time.Now().Add(5 * time.Second); !s.Waiting(); runtime.Gosched() {
			if time.Now().After(limit) {
				t.Fatal("nothing says that a write waits")
			}
		}
		return ended
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := begin(ctx)
	from := time.Now()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) || time.Since(from) > waitTurn*waitTurns/2 {
		t.Errorf("a write that waits ended after %v with %v", time.Since(from), err)
	}
	ended = begin(t.Context())
	if err := hold.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil || s.Waiting() {
		t.Errorf("written with %v, waiting: %v", err, s.Waiting())
	}
	var wait int
	if err := s.write.QueryRowContext(t.Context(), "PRAGMA busy_timeout").Scan(&wait); err != nil || wait != 10000 {
		t.Errorf("the connection waits %d ms for what comes later (%v)", wait, err)
	}
	checkClean(t, s)
}
