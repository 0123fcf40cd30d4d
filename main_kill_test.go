//go:build linux

package main_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// A killing is work of the built program that is killed: ready brings the
// folder into the state before it, and judge says what is wrong after it. done
// tells whether the program had said that it is done.
type killing struct {
	name      string
	arguments []string
	done      string // what the program prints once the work is acknowledged
	ready     func(ctx context.Context, k *killable) error
	judge     func(ctx context.Context, k *killable, done bool) error
	window    bool   // needs a display, and is told to end
	walk      string // it is this test program that works, see walkVar
	short     int    // points in make test
	soak      int    // points in make soak
}

// imported is how many deals the import that is killed brings in.
const imported = 300

// killings are the program's kinds of work that write.
func killings() []*killing {
	all := []*killing{saves(), imports(), backups(), restores(), demos(), exports(), reports(), windows()}
	all = append(all, larges()...)
	goldens, _ := filepath.Glob("data/testdata/golden-*.db.gz") //nolint:errcheck // the pattern is well formed
	for _, packed := range goldens {
		all = append(all, migrations(packed))
	}
	return all
}

// TestTheProgramIsKilled kills the built program with SIGKILL while it saves,
// imports, takes back, backs up, restores, makes the sample team, exports, reports, brings
// databases of every earlier schema up to date, and opens and closes its
// window. It starts again by itself, what it had acknowledged is there, nothing
// half-done is, and every file is sound.
func TestTheProgramIsKilled(t *testing.T) {
	binary, library, screen := build(t), killer(t), display(t)
	var tried, killed, faults atomic.Int64
	t.Run("work", func(t *testing.T) {
		for i, work := range killings() {
			points := work.short
			if soaking() {
				points = work.soak
			}
			if points == 0 || work.window && screen == "" {
				t.Logf("%s: not killed here", work.name)
				continue
			}
			t.Run(work.name, func(t *testing.T) {
				t.Parallel()
				k := newKillable(t, binary, library, uint64(i))
				if k.walk = work.walk; work.window {
					k.display = screen
				}
				all, hit, wrong := work.try(t, k, points)
				t.Logf("%d kills tried, %d came before the work ended, %d with a fault", all, hit, wrong)
				tried.Add(int64(all))
				killed.Add(int64(hit))
				faults.Add(int64(wrong))
			})
		}
	})
	t.Logf("kill -9 of the built program: %d tried, %d came before the work ended, %d with a fault", tried.Load(), killed.Load(), faults.Load())
}

// display starts a display for windows, where the long version finds one.
func display(t *testing.T) string {
	t.Helper()
	server, err := exec.LookPath("Xvfb")
	if err != nil || !soaking() {
		return ""
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close() //nolint:errcheck // only read
	command := exec.CommandContext(t.Context(), server, "-displayfd", "3", "-screen", "0", "1280x720x24", "-nolisten", "tcp")
	command.ExtraFiles = []*os.File{write}
	if err := errors.Join(command.Start(), write.Close()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Wait() }) // it ends with the test's context
	var number int
	if _, err := fmt.Fscan(read, &number); err != nil {
		t.Fatalf("the display does not start: %v", err)
	}
	return fmt.Sprintf(":%d", number)
}

// try kills the work until so many kills came before its end, or too many
// came late.
func (w *killing) try(t *testing.T, k *killable, points int) (tried, killed, faults int) {
	t.Helper()
	ctx := t.Context()
	if err := w.ready(ctx, k); err != nil {
		t.Fatal(err)
	}
	m, err := k.measured(ctx, w.arguments...)
	if err == nil {
		err = w.judge(ctx, k, true)
	}
	if err != nil {
		t.Fatalf("without a kill: %v", err)
	}
	for ; killed < points && tried < 2*points; tried++ {
		err := w.ready(ctx, k)
		var printed string
		hit := false
		if err == nil {
			printed, hit, err = k.kill(ctx, m, w.arguments...)
		}
		if err == nil {
			err = w.judge(ctx, k, w.done != "" && strings.Contains(printed, w.done))
		}
		if hit {
			killed++
		}
		if err != nil {
			faults++
			t.Errorf("kill %d: %v", tried, err)
		}
	}
	return tried, killed, faults
}

// saves writes one record a call, one after the other into the same database.
// Every one that was acknowledged has to stay.
func saves() *killing {
	acknowledged := 0
	return &killing{
		name: "save", arguments: []string{"import", "one.csv", "--kind", "accounts"}, done: "created 1", short: 2, soak: 150,
		ready: func(ctx context.Context, k *killable) error {
			if _, err := os.Stat(k.path("attain.db")); errors.Is(err, os.ErrNotExist) {
				if _, err := k.run(ctx, "check"); err != nil { // makes it
					return err
				}
			}
			return writeText("one.csv", k, fmt.Sprintf("external_id,name\nA-%[1]d,Account %[1]d\n", k.random.Int64()))
		},
		judge: func(ctx context.Context, k *killable, done bool) error {
			records, err := k.sound(ctx, k.path("attain.db"))
			if err != nil {
				return err
			}
			there := records["accounts"]
			if done && there != acknowledged+1 || there < acknowledged || there > acknowledged+1 {
				err = fmt.Errorf("%d records are there, %d were acknowledged, the last: %v", there, acknowledged, done)
			}
			acknowledged = there
			return err
		},
	}
}

func writeText(name string, k *killable, text string) error {
	return os.WriteFile(k.path(name), []byte(text), 0o600)
}

// team puts a small team's database, made once, in the place of the database.
func team(ctx context.Context, k *killable) error {
	if k.team == nil {
		_, err := k.run(ctx, "demo", "--db", k.path("team.db"), "--reps", "2", "--months", "2", "--deals", "30", "--activities", "120")
		if err != nil {
			return err
		}
		if k.team, err = k.sound(ctx, k.path("team.db")); err != nil {
			return err
		}
	}
	return errors.Join(removeMatches(k, "attain.db*"), copyOf(k, "team.db", "attain.db"))
}

func copyOf(k *killable, from, to string) error {
	content, err := os.ReadFile(k.path(from))
	return errors.Join(err, os.WriteFile(k.path(to), content, 0o600))
}

// same holds a database against the team's.
func same(ctx context.Context, k *killable, database string) error {
	there, err := k.sound(ctx, database)
	if err == nil && fmt.Sprint(there) != fmt.Sprint(k.team) {
		err = fmt.Errorf("%s holds %v, not %v", filepath.Base(database), there, k.team)
	}
	return err
}

// imports brings a file of deals in, whole or not at all, into a team's
// database, of which a backup is made before.
func imports() *killing {
	return &killing{
		name: "import", arguments: []string{"import", "deals.csv", "--kind", "deals", "--create"}, done: fmt.Sprintf("created %d", imported), short: 2, soak: 150,
		ready: func(ctx context.Context, k *killable) error {
			var rows strings.Builder
			rows.WriteString("external_id,name,account,rep,stage,amount,created\n")
			for i := range imported {
				fmt.Fprintf(&rows, "K-%d,Deal %d,Customer %d,Rep %d,Proposal,%d,2026-03-%02d\n", i, i, i%40, i%3, 100*i, 1+i%28)
			}
			return errors.Join(team(ctx, k), writeText("deals.csv", k, rows.String()))
		},
		judge: func(ctx context.Context, k *killable, done bool) error {
			records, err := k.sound(ctx, k.path("attain.db"))
			if err != nil {
				return err
			}
			came := records["deals"] - k.team["deals"]
			if came != imported && (done || came != 0) {
				return fmt.Errorf("%d of the %d deals are there, acknowledged: %v", came, imported, done)
			}
			return wholeFiles(ctx, k, "backups/attain-*.db")
		},
	}
}

// wholeFiles checks every file of a pattern, and takes it away.
func wholeFiles(ctx context.Context, k *killable, pattern string) error {
	found, err := filepath.Glob(k.path(pattern))
	for _, path := range found {
		_, fault := k.sound(ctx, path)
		err = errors.Join(err, fault, os.Remove(path))
	}
	return err
}

// backups writes over an earlier backup.
func backups() *killing {
	return &killing{
		name: "backup", arguments: []string{"backup", "-o", "saved.db"}, done: "saved.db", short: 2, soak: 100,
		ready: func(ctx context.Context, k *killable) error {
			return errors.Join(team(ctx, k), copyOf(k, "team.db", "saved.db"))
		},
		judge: func(ctx context.Context, k *killable, _ bool) error {
			return errors.Join(same(ctx, k, k.path("attain.db")), same(ctx, k, k.path("saved.db")))
		},
	}
}

// restores puts a backup in the place of a database that holds less: one or
// the other stands there, and what was replaced is kept.
func restores() *killing {
	return &killing{
		name: "restore", arguments: []string{"restore", "team.db"}, done: "attain.db", short: 2, soak: 100,
		ready: func(ctx context.Context, k *killable) error {
			if _, err := os.Stat(k.path("less.db")); err == nil {
				return errors.Join(removeMatches(k, "attain.db*"), copyOf(k, "less.db", "attain.db"))
			}
			if err := errors.Join(team(ctx, k), writeText("one.csv", k, "name\nAccount\n")); err != nil {
				return err
			}
			_, err := k.run(ctx, "import", "one.csv", "--kind", "accounts", "--db", k.path("less.db"))
			return errors.Join(err, removeMatches(k, "attain.db*"), copyOf(k, "less.db", "attain.db"))
		},
		judge: func(ctx context.Context, k *killable, done bool) error {
			records, err := k.sound(ctx, k.path("attain.db"))
			if err != nil {
				return err
			}
			if records["deals"] > 0 {
				return errors.Join(same(ctx, k, k.path("attain.db")), wholeFiles(ctx, k, "attain.db.replaced-*"))
			}
			if done || records["accounts"] != 1 {
				return fmt.Errorf("neither the old nor the restored records: %v", records)
			}
			return nil
		},
	}
}

func removeMatches(k *killable, pattern string) error {
	found, err := filepath.Glob(k.path(pattern))
	for _, path := range found {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// demos makes the sample team: all of it or nothing.
func demos() *killing {
	arguments := []string{"demo", "--reps", "2", "--months", "2", "--deals", "30", "--activities", "120"}
	return &killing{
		name: "demo", arguments: arguments, done: "attain.db", short: 1, soak: 60,
		ready: func(ctx context.Context, k *killable) error {
			return errors.Join(team(ctx, k), removeMatches(k, "attain.db*"))
		},
		judge: func(ctx context.Context, k *killable, done bool) error {
			records, err := k.sound(ctx, k.path("attain.db"))
			if err != nil {
				return err
			}
			if !done && records["deals"]+records["activities"]+records["reps"]+records["quotas"] == 0 {
				return nil
			}
			return same(ctx, k, k.path("attain.db"))
		},
	}
}

// exports writes a table over an earlier one, reports the workbook.
func exports() *killing { return output("export", "deals.csv", "export", "deals", "-o", "deals.csv") }

func reports() *killing { return output("report", "month.xlsx", "report", "-o", "month.xlsx") }

// output is work that writes a file whole or not at all.
func output(name, file string, arguments ...string) *killing {
	const old = "what stood there"
	return &killing{
		name: name, arguments: arguments, done: file, short: 1, soak: 30,
		ready: func(ctx context.Context, k *killable) error {
			return errors.Join(team(ctx, k), writeText(file, k, old))
		},
		judge: func(ctx context.Context, k *killable, done bool) error {
			content, err := os.ReadFile(k.path(file))
			if err != nil {
				return err
			}
			whole := len(content) > 500 && content[len(content)-1] == '\n'
			if filepath.Ext(file) == ".xlsx" { // its directory is at the end
				whole = len(content) > 500 && strings.Contains(string(content[len(content)-22:]), "PK\x05\x06")
			}
			if !whole && (done || string(content) != old) {
				return fmt.Errorf("%s is neither whole nor what it was: %d bytes", file, len(content))
			}
			return same(ctx, k, k.path("attain.db"))
		},
	}
}

// windows opens the window and closes it, with the backup at the end.
func windows() *killing {
	return &killing{
		name: "window", window: true, soak: 60,
		ready: func(ctx context.Context, k *killable) error {
			return errors.Join(team(ctx, k), removeMatches(k, "backups/*"))
		},
		judge: func(ctx context.Context, k *killable, _ bool) error {
			return errors.Join(same(ctx, k, k.path("attain.db")), wholeFiles(ctx, k, "backups/attain-*.db"))
		},
	}
}

// migrations brings the database of an earlier version up to date.
func migrations(packed string) *killing {
	var before map[string]int
	return &killing{
		name: "migration of " + strings.TrimSuffix(filepath.Base(packed), ".db.gz"), arguments: []string{"check"}, done: "", short: 1, soak: 100,
		ready: func(_ context.Context, k *killable) error {
			return errors.Join(removeMatches(k, "attain.db*"), k.unpack(packed))
		},
		judge: func(ctx context.Context, k *killable, _ bool) error {
			records, err := k.sound(ctx, k.path("attain.db"))
			if err != nil {
				return err
			}
			if before == nil {
				before = records
			}
			if fmt.Sprint(records) != fmt.Sprint(before) {
				return fmt.Errorf("it holds %v, not %v", records, before)
			}
			return wholeFiles(ctx, k, "attain.db.v*.bak")
		},
	}
}
