//go:build linux

package data

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"attain/app/sales"
)

// childPart names, in the environment, what this test binary is to do when a
// test runs it again as a process of its own.
const childPart = "ATTAIN_TEST_CHILD"

// childParts are what a child can do; each returns an error for its parent.
var childParts = map[string]func(ctx context.Context) error{
	"commits": commitsForPowerCuts,
	"faults":  withstandFaults,
	"churn":   churn,
	"golden":  migrateGolden,
}

// TestChild is a child's body. Run by itself it only proves that no child's
// part is asked for by mistake.
func TestChild(t *testing.T) {
	part := os.Getenv(childPart)
	if part == "" {
		return
	}
	work, known := childParts[part]
	if !known {
		t.Fatalf("no part %q", part)
	}
	if err := work(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// child prepares a process of this binary that does a part.
func child(t testing.TB, part string, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.timeout=10m") //nolint:gosec // ourselves
	cmd.Env = append(append(os.Environ(), childPart+"="+part), env...)
	return cmd
}

// shim compiles the library that stands between SQLite and the disk.
func shim(t testing.TB) string {
	t.Helper()
	compiler := os.Getenv("CC")
	if compiler == "" {
		compiler = "gcc"
	}
	words := strings.Fields(compiler)
	if _, err := exec.LookPath(words[0]); err != nil {
		t.Skipf("no C compiler to build the shim with: %v", err)
	}
	library := filepath.Join(t.TempDir(), "shim.so")
	args := append(words[1:], "-shared", "-fPIC", "-O1", "-o", library, filepath.Join("testdata", "shim.c"), "-ldl", "-lpthread")
	if out, err := exec.CommandContext(t.Context(), words[0], args...).CombinedOutput(); err != nil { //nolint:gosec // the compiler of the environment
		t.Fatalf("build the shim: %v\n%s", err, out)
	}
	return library
}

// soaking reports whether the long versions are to run (make soak).
func soaking() bool { return os.Getenv("ATTAIN_SOAK") != "" }

// points is how many points a test tries: few by default, all in a soak.
func points(short, soak int) int {
	if soaking() {
		return soak
	}
	return short
}

// pair is one transaction of the tests of durability: two accounts with the
// transaction's number, so that a half-done one shows.
func pair(ctx context.Context, s *Store, n int) error {
	_, err := s.Write(ctx, "kim", "test.pair", func(tx sales.Tx) error {
		for range 2 {
			err := tx.Put(ctx, &sales.Account{ID: newID(), Name: fmt.Sprintf("pair %06d %s", n, strings.Repeat("x", 300))})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// pairs reads which transactions a store holds; they must be 1 to n, each of
// them whole, and the file must be sound.
func pairs(ctx context.Context, s *Store) (n int, err error) {
	var whole, distinct, most int
	err = s.read.QueryRowContext(ctx, `SELECT coalesce(sum(count = 2), 0), count(*), coalesce(max(number), 0) FROM (
		SELECT count(*) AS count, CAST(substr(name, 6, 6) AS INTEGER) AS number FROM accounts WHERE name LIKE 'pair %' GROUP BY number)`).
		Scan(&whole, &distinct, &most)
	if err != nil {
		return 0, err
	}
	if whole != distinct || most != distinct {
		return 0, fmt.Errorf("of %d transactions %d are whole, the newest is number %d", distinct, whole, most)
	}
	result, err := s.Check(ctx)
	if err == nil && len(result.Problems) > 0 {
		err = fmt.Errorf("the check finds %q", result.Problems)
	}
	return most, err
}
