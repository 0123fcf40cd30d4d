package data

import (
	"path/filepath"
	"strings"
	"testing"

	"attain/app/sales"
)

// TestOneWindowAtATime claims a database twice.
func TestOneWindowAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "attain.db")
	release, err := ClaimWindow(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ClaimWindow(t.Context(), path); kindOf(err) != string(sales.FileLocked) || !strings.Contains(err.Error(), "another window") {
		t.Errorf("a second window: %v", err)
	}
	put(t, reopen(t, path), newScene().records()...) // a command beside the window
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if exists(path + ".window") {
		t.Error("the claim's file was left")
	}
	write(t, path+".window", "") // as after a kill
	release, err = ClaimWindow(t.Context(), path)
	if err != nil {
		t.Fatalf("after the first has ended: %v", err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}
