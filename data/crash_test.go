//go:build linux

package data

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app/sales"
)

// phases are what a child is doing when it is killed.
var phases = []string{"write", "import", "backup", "restore", "replace", "open"}

// importSize is how many records the tests' import brings in at once, as a
// load that takes the indexes off.
const importSize = 800

// churn commits transactions, says each acknowledged one on its output, does
// its phase's work in between and goes on until it is killed.
func churn(ctx context.Context) error {
	folder := os.Getenv("FOLDER")
	s, err := Open(ctx, filepath.Join(folder, "attain.db"), options())
	if err != nil {
		return err
	}
	if _, err := s.write.ExecContext(ctx, "PRAGMA wal_autocheckpoint = 100"); err != nil {
		return err
	}
	n, err := pairs(ctx, s)
	if err != nil {
		return err
	}
	for round := 0; ; round++ {
		for range 3 {
			n++
			if err := pair(ctx, s, n); err != nil {
				return err
			}
			fmt.Printf("ack %d\n", n)
		}
		fmt.Println("phase")
		if err := churnPhase(ctx, s, os.Getenv("PHASE"), folder, round); err != nil {
			return err
		}
	}
}

// churnPhase does a phase's work once.
func churnPhase(ctx context.Context, s *Store, phase, folder string, round int) error {
	saved := filepath.Join(folder, "saved.db")
	switch phase {
	case "import":
		s.loadFrom = importSize / 8
		if _, err := s.write.ExecContext(ctx, "DELETE FROM activities"); err != nil { // so that it is half of the table
			return err
		}
		_, err := s.Write(ctx, "kim", "test.import", func(tx sales.Tx) error {
			for i := range importSize {
				a := sales.Activity{ID: newID(), Type: sales.Call, Direction: sales.Outbound, Day: day("2026-11-20"), Subject: "bulk " + strings.Repeat("y", 200)}
				if err := tx.Put(ctx, &a); err != nil {
					return err
				}
				if i == importSize/2 {
					fmt.Println("without indexes")
				}
			}
			return nil
		})
		return err
	case "backup":
		return s.Backup(ctx, saved)
	case "restore":
		if !exists(saved) {
			if err := s.Backup(ctx, saved); err != nil {
				return err
			}
		}
		_, err := Restore(ctx, saved, filepath.Join(folder, "restored.db"), clock)
		return err
	case "replace": // of everything by what is the same, so that nothing acknowledged may go
		if err := s.Backup(ctx, saved); err != nil {
			return err
		}
		return s.Replace(ctx, saved)
	case "open":
		fresh, err := Open(ctx, filepath.Join(folder, fmt.Sprintf("fresh-%d.db", round)), options())
		if err != nil {
			return err
		}
		return fresh.Close()
	}
	return nil
}

// killed runs a child and kills it a moment after it began its phase; it
// returns the newest transaction it acknowledged, and whether it was in the
// middle of a load.
func killed(t *testing.T, folder, phase string, random *rand.Rand) (acked int, loading bool) {
	t.Helper()
	cmd := child(t, "churn", "FOLDER="+folder, "PHASE="+phase)
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait := time.Duration(random.IntN(12_000)) * time.Microsecond
	begin, armed := "phase", false
	if phase == "import" {
		begin, wait = "without indexes", wait/4
	}
	var seen []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		line := lines.Text()
		seen = append(seen, line)
		loading = line == "without indexes"
		if _, err := fmt.Sscanf(line, "ack %d", &acked); err == nil || armed || line != begin {
			continue
		}
		armed = true
		time.AfterFunc(wait, func() { _ = cmd.Process.Kill() }) // its end is read below
	}
	_, _ = io.Copy(io.Discard, out)
	err = cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the child was not killed: %v\n%s\n%s", err, strings.Join(seen, "\n"), problems.String())
	}
	return acked, loading
}

// survived holds what a killed child left against what it acknowledged.
func survived(ctx context.Context, folder string, acked int) error {
	s, err := Open(ctx, filepath.Join(folder, "attain.db"), options())
	if err != nil {
		return fmt.Errorf("it does not start again: %w", err)
	}
	n, err := pairs(ctx, s)
	var bulk int
	if err == nil {
		err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM activities WHERE subject LIKE 'bulk %'").Scan(&bulk)
	}
	if err == nil {
		err = sameIndexes(ctx, s, folder)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	if n < acked {
		return fmt.Errorf("%d transactions are there, %d were acknowledged", n, acked)
	}
	if bulk%importSize != 0 {
		return fmt.Errorf("part of an import is there: %d records", bulk)
	}
	for _, name := range []string{"saved.db", "restored.db"} {
		path := filepath.Join(folder, name)
		if !exists(path) {
			continue
		}
		if _, err := Inspect(ctx, path); err != nil {
			return err
		}
		db := readingOnly(ctx, path)
		if err := errors.Join(quickCheck(ctx, db, path), db.Close()); err != nil {
			return err
		}
	}
	fresh, err := filepath.Glob(filepath.Join(folder, "fresh-*.db"))
	for _, path := range fresh {
		half, openErr := Open(ctx, path, options())
		if openErr != nil {
			return fmt.Errorf("a file whose making was killed: %w", openErr)
		}
		err = errors.Join(err, half.Close())
	}
	return err
}

// sameIndexes holds the indexes of a store against those of a new one.
func sameIndexes(ctx context.Context, s *Store, folder string) error {
	path := filepath.Join(folder, "new.db")
	fresh, err := Open(ctx, path, options())
	if err != nil {
		return err
	}
	var lists [2]string
	for i, db := range []*Store{s, fresh} {
		err = errors.Join(err, db.read.QueryRowContext(ctx, `SELECT group_concat(sql, char(10)) FROM
			(SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY sql)`).Scan(&lists[i]))
	}
	if err = errors.Join(err, fresh.Close(), os.Remove(path)); err == nil && lists[0] != lists[1] {
		err = fmt.Errorf("the indexes are\n%s\nwant\n%s", lists[0], lists[1])
	}
	return err
}

// TestKilledProcesses kills a process with SIGKILL while it writes, imports,
// backs up, restores, and makes and migrates files. Nothing acknowledged is
// lost, nothing half-done shows, and the next start needs nobody's help.
func TestKilledProcesses(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 15))
	count, lost, loads := points(12, 300), 0, 0
	folder := ""
	for i := range count {
		if i%25 == 0 { // so that files stay small
			folder = t.TempDir()
		}
		phase := phases[i%len(phases)]
		acked, loading := killed(t, folder, phase, random)
		if loading {
			loads++
		}
		if err := survived(t.Context(), folder, acked); err != nil {
			lost++
			t.Errorf("killed in phase %s, point %d: %v", phase, i, err)
		}
		for _, pattern := range []string{"fresh-*", "restored.db.replaced-*"} {
			left, _ := filepath.Glob(filepath.Join(folder, pattern)) //nolint:errcheck // the pattern is well formed
			for _, path := range left {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	t.Logf("kill -9: %d points, %d in the middle of an import, %d with a fault", count, loads, lost)
}
