//go:build linux

package main_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// soaking reports whether the long versions are to run (make soak).
func soaking() bool { return os.Getenv("ATTAIN_SOAK") != "" }

// A killable is the built program with a folder of its own, and a library that
// ends it by SIGKILL before a chosen write or sync of SQLite
// (data/testdata/shim.c).
type killable struct {
	binary, library string // library: "" where there is no C compiler
	folder          string // of the database and all that is written
	control         string // the file by which the library is told when
	display         string // where a window is shown; "" for commands
	walk            string // what this test program does in the program's place, see walkVar; "" for nothing
	random          *rand.Rand
	team            map[string]int // how many records of each kind team.db holds
}

// build makes the program, or takes the one that ATTAIN_BIN names.
func build(t *testing.T) string {
	t.Helper()
	if binary := os.Getenv("ATTAIN_BIN"); binary != "" {
		return binary
	}
	binary := filepath.Join(t.TempDir(), "attain")
	out, err := exec.CommandContext(t.Context(), "go", "build", "-tags", "migrated_fynedo", "-o", binary, ".").CombinedOutput()
	if err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return binary
}

// killer compiles the library; without a compiler kills come by the clock only.
func killer(t *testing.T) string {
	t.Helper()
	compiler := strings.Fields(os.Getenv("CC"))
	if len(compiler) == 0 {
		compiler = []string{"gcc"}
	}
	library := filepath.Join(t.TempDir(), "shim.so")
	arguments := append(compiler[1:], "-shared", "-fPIC", "-O1", "-o", library, filepath.Join("data", "testdata", "shim.c"), "-ldl", "-lpthread")
	if out, err := exec.CommandContext(t.Context(), compiler[0], arguments...).CombinedOutput(); err != nil {
		t.Logf("kills come by the clock only, without a C compiler: %v\n%s", err, out)
		return ""
	}
	return library
}

// newKillable gives the program an empty folder.
func newKillable(t *testing.T, binary, library string, seed uint64) *killable {
	t.Helper()
	k := &killable{binary: binary, library: library, folder: t.TempDir(), random: rand.New(rand.NewPCG(8, seed))}
	k.control = filepath.Join(t.TempDir(), "control")
	return k
}

func (k *killable) path(name string) string { return filepath.Join(k.folder, name) }

// command prepares a call of the program on the database attain.db.
func (k *killable) command(ctx context.Context, more []string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, k.binary, arguments...)
	command.Dir = k.folder
	command.Env = append(os.Environ(), "ATTAIN_DB="+k.path("attain.db"), "HOME="+k.folder, "DISPLAY="+k.display, "WAYLAND_DISPLAY=", "LC_ALL=C.UTF-8")
	for _, folder := range []string{"CONFIG", "DATA", "CACHE", "STATE"} {
		command.Env = append(command.Env, "XDG_"+folder+"_HOME="+k.path(strings.ToLower(folder)))
	}
	command.Env = append(command.Env, more...)
	return command
}

// run lets the program do a piece of work to its end.
func (k *killable) run(ctx context.Context, arguments ...string) (printed string, err error) {
	out, err := k.command(ctx, nil, arguments...).CombinedOutput()
	if err != nil {
		err = fmt.Errorf("attain %s: %w: %s", strings.Join(arguments, " "), err, out)
	}
	return string(out), err
}

// shimmed is the environment that loads the library, armed to kill before the
// call that follows so many others; -1 never.
func (k *killable) shimmed(after int) ([]string, error) {
	if k.library == "" {
		return nil, nil
	}
	armed := make([]byte, 32)
	if after < 0 {
		after = 1 << 30
	}
	kill := int32(-1)
	binary.LittleEndian.PutUint32(armed, uint32(kill))
	binary.LittleEndian.PutUint32(armed[4:], uint32(after))
	binary.LittleEndian.PutUint32(armed[8:], 1)
	return []string{"LD_PRELOAD=" + k.library, "SHIM_FOLDER=" + k.folder, "SHIM_CONTROL=" + k.control}, os.WriteFile(k.control, armed, 0o600)
}

// A measure is how long a piece of work is when nobody kills it.
type measure struct {
	took  time.Duration
	calls int // writes and syncs of SQLite
}

// windowStands is how long a window is open before it is told to end.
const windowStands = 1500 * time.Millisecond

// measured lets a piece of work run to its end; a window is told to end.
func (k *killable) measured(ctx context.Context, arguments ...string) (m measure, err error) {
	more, err := k.shimmed(-1)
	if err != nil {
		return m, err
	}
	began := time.Now()
	if _, _, err := k.started(ctx, more, 0, arguments...); err != nil {
		return m, err
	}
	m.took = time.Since(began)
	if k.library != "" {
		seen, err := os.ReadFile(k.control)
		if err != nil {
			return m, err
		}
		m.calls = int(binary.LittleEndian.Uint32(seen[16:]))
	}
	return m, nil
}

// kill begins a piece of work and kills it somewhere in it, by turns before
// one of SQLite's calls and after a while. It returns what was printed, and
// whether the program was killed before it ended by itself.
func (k *killable) kill(ctx context.Context, m measure, arguments ...string) (printed string, killed bool, err error) {
	after := -1
	byCall := m.calls > 0 && k.random.IntN(2) == 0
	if byCall {
		after = k.random.IntN(m.calls)
	}
	more, err := k.shimmed(after)
	if err != nil {
		return "", false, err
	}
	var wait time.Duration
	if !byCall {
		wait = 1 + time.Duration(k.random.Int64N(int64(m.took)))
	}
	return k.started(ctx, more, wait, arguments...)
}

// started runs the program, kills it after a while if one is given, and
// returns what it printed and whether it was killed.
func (k *killable) started(ctx context.Context, more []string, wait time.Duration, arguments ...string) (printed string, killed bool, err error) {
	command := k.command(ctx, more, arguments...)
	if k.walk != "" {
		own, err := os.Executable()
		if err != nil {
			return "", false, err
		}
		command.Path, command.Env = own, append(command.Env, walkVar+"="+k.walk)
	}
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	if err := command.Start(); err != nil {
		return "", false, err
	}
	if wait > 0 {
		timer := time.AfterFunc(wait, func() { _ = command.Process.Kill() }) // its end is read below
		defer timer.Stop()
	}
	if k.display != "" {
		timer := time.AfterFunc(windowStands, func() { _ = command.Process.Signal(syscall.SIGTERM) })
		defer timer.Stop()
	}
	err = command.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
			return out.String(), true, nil
		}
	}
	if err != nil {
		err = fmt.Errorf("attain %s: %w: %s", strings.Join(arguments, " "), err, out.String())
	}
	return out.String(), false, err
}

// sound starts the program again and has it check a database; it returns how
// many records it holds of each kind.
func (k *killable) sound(ctx context.Context, database string) (map[string]int, error) {
	out, err := k.command(ctx, nil, "check", "--json", "--db", database).Output()
	var found struct {
		Records  map[string]int
		Problems []string
	}
	if err == nil {
		err = json.Unmarshal(out, &found)
	}
	if err != nil {
		return nil, fmt.Errorf("after the kill it does not start again: %w: %s", err, out)
	}
	if len(found.Problems) > 0 {
		return nil, fmt.Errorf("the check finds %q", found.Problems)
	}
	return found.Records, nil
}

// unpack writes a packed database of an earlier version into the place of
// attain.db.
func (k *killable) unpack(packed string) error {
	file, err := os.Open(packed)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
	plain, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	content, err := io.ReadAll(plain)
	if err != nil {
		return err
	}
	return os.WriteFile(k.path("attain.db"), content, 0o600)
}
