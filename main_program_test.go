//go:build e2e

package main_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // looks into the program's database
)

// A program is the built binary with a home and a database of its own.
type program struct {
	t        *testing.T
	binary   string
	home     string
	database string
	language string
	process  int // of the window that was opened last
}

// newProgram returns the program at ATTAIN_E2E_BIN with an empty home.
func newProgram(t *testing.T, language string) *program {
	t.Helper()
	binary := os.Getenv("ATTAIN_E2E_BIN")
	if binary == "" {
		t.Fatal("ATTAIN_E2E_BIN names no program; run make e2e")
	}
	home := t.TempDir()
	return &program{t: t, binary: binary, home: home, database: filepath.Join(home, "attain.db"), language: language}
}

func (p *program) environment(more ...string) []string {
	env := []string{"ATTAIN_DB=" + p.database, "HOME=" + p.home, "LIBGL_ALWAYS_SOFTWARE=1"}
	for _, folder := range []string{"CONFIG", "DATA", "CACHE", "STATE"} {
		env = append(env, "XDG_"+folder+"_HOME="+filepath.Join(p.home, strings.ToLower(folder)))
	}
	locale := "en_US.UTF-8"
	if p.language == "ko" {
		locale = "ko_KR.UTF-8"
	}
	return append(append(append(os.Environ(), env...), "LANG="+locale, "LC_ALL="+locale, "WAYLAND_DISPLAY="), more...)
}

// run gives the program a command line and returns what it prints.
func (p *program) run(args ...string) []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, p.binary, args...)
	command.Env = p.environment("DISPLAY=")
	var failure bytes.Buffer
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		p.t.Fatalf("attain %s: %v: %s", strings.Join(args, " "), err, &failure)
	}
	return out
}

// metrics returns what `attain metrics --json` prints for the arguments.
func (p *program) metrics(args ...string) map[string]any {
	p.t.Helper()
	var figures map[string]any
	if err := json.Unmarshal(p.run(append([]string{"metrics", "--json"}, args...)...), &figures); err != nil {
		p.t.Fatalf("metrics are no JSON: %v", err)
	}
	return figures
}

// ask returns the single value of an SQL query on the database, as text.
func (p *program) ask(query string, args ...any) string {
	p.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+p.database+"?mode=ro")
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var value sql.NullString
	if err := db.QueryRowContext(ctx, query, args...).Scan(&value); err != nil {
		p.t.Fatalf("%s: %v", query, err)
	}
	return value.String
}

// open starts the window on the screen, with more of the environment if
// given, and waits until it is there. The returned function closes it and
// fails the test unless it ends well.
func (p *program) open(s *screen, more ...string) (closeWindow func()) {
	p.t.Helper()
	command := exec.Command(p.binary, "--lang", p.language)
	command.Env = p.environment(append(more, "DISPLAY="+s.display, fmt.Sprintf("FYNE_SCALE=%d", s.scale))...)
	log, err := os.Create(filepath.Join(s.pictures, "program.log"))
	if err != nil {
		p.t.Fatal(err)
	}
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		p.t.Fatalf("start the window: %v", err)
	}
	p.process = command.Process.Pid
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	closed := false
	p.t.Cleanup(func() {
		if p.t.Failed() {
			s.keep("failed", s.look())
			if said, err := os.ReadFile(log.Name()); err == nil {
				p.t.Logf("the program said:\n%s", said)
			}
		}
		if !closed {
			_ = command.Process.Kill()
		}
		_ = log.Close()
	})
	s.wait("the window is there", func() bool {
		select {
		case err := <-ended:
			p.t.Fatalf("the program ended at once: %v", err)
		default:
		}
		_, err := s.output("xdotool", "search", "--onlyvisible", "--pid", fmt.Sprint(command.Process.Pid))
		return err == nil
	})
	s.settled()
	return func() {
		p.t.Helper()
		closed = true
		if err := command.Process.Signal(syscall.SIGTERM); err != nil {
			p.t.Fatalf("close the window: %v", err)
		}
		select {
		case err := <-ended:
			if err != nil {
				p.t.Errorf("the program ended badly: %v", err)
			}
		case <-time.After(patience):
			_ = command.Process.Signal(syscall.SIGQUIT) // it says what it waits for
			<-ended
			p.t.Errorf("the program does not end")
		}
	}
}
