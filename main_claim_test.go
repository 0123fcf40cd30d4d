package main

import (
	"log/slog"
	"path/filepath"
	"testing"

	"attain/data"
)

// TestAClosingWindowIsSucceeded starts while another window answers for the
// last time: the new one takes its place instead of leaving none.
func TestAClosingWindowIsSucceeded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "attain.db")
	log := slog.New(slog.DiscardHandler)
	for _, closes := range []bool{false, true} {
		old, err := data.ClaimWindow(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		answered := make(chan error)
		go func() {
			for !data.WindowAsked(path) {
				select {
				case <-t.Context().Done():
					answered <- t.Context().Err()
					return
				default:
				}
			}
			if closes {
				answered <- old()
				return
			}
			answered <- nil
		}()
		release, asked, err := claim(t.Context(), log, path)
		if err != nil || asked == closes {
			t.Fatalf("closing %v: the other one was asked: %v, %v", closes, asked, err)
		}
		if err := <-answered; err != nil {
			t.Fatal(err)
		}
		if !closes {
			release = old
		}
		if err := release(); err != nil {
			t.Fatal(err)
		}
	}
}
