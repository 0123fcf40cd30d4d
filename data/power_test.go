//go:build linux

package data

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// commitsForPowerCuts makes a database and commits transactions. After each
// acknowledgement it says so in the shim's log, between the disk's writes.
func commitsForPowerCuts(ctx context.Context) error {
	log, err := os.OpenFile(os.Getenv("SHIM_LOG"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	defer log.Close() //nolint:errcheck // the parent reads what is there
	s, err := Open(ctx, filepath.Join(os.Getenv("SHIM_FOLDER"), "attain.db"), options())
	if err != nil {
		return err
	}
	var commits int
	if _, err := fmt.Sscan(os.Getenv("COMMITS"), &commits); err != nil {
		return err
	}
	// The WAL is written back often, so that cuts meet that too.
	setup := "PRAGMA wal_autocheckpoint = 60; PRAGMA synchronous = " + os.Getenv("SYNCHRONOUS")
	if _, err := s.write.ExecContext(ctx, setup); err != nil {
		return err
	}
	for n := 1; n <= commits; n++ {
		if err := pair(ctx, s, n); err != nil {
			return err
		}
		said := make([]byte, 19)
		said[0] = 'A'
		binary.LittleEndian.PutUint64(said[3:], uint64(n))
		if _, err := log.Write(said); err != nil {
			return err
		}
	}
	return s.Close()
}

// disk is what stands on a simulated disk: what is safe, and by file what was
// written since its last sync, which a power cut may take or leave.
type disk struct {
	files   map[string][]byte
	pending map[string][]diskCall
	acked   int // transactions acknowledged so far
}

// diskCall is one record of the shim's log: W write, T truncate, U unlink,
// S sync, A acknowledged.
type diskCall struct {
	kind   byte
	name   string
	offset uint64
	data   []byte
}

// readCalls reads the shim's log.
func readCalls(path string) ([]diskCall, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := bytes.NewReader(content)
	var calls []diskCall
	for {
		var head [19]byte
		if _, err := io.ReadFull(r, head[:]); errors.Is(err, io.EOF) {
			return calls, nil
		} else if err != nil {
			return nil, err
		}
		name := make([]byte, binary.LittleEndian.Uint16(head[1:]))
		call := diskCall{kind: head[0], offset: binary.LittleEndian.Uint64(head[3:]), data: make([]byte, binary.LittleEndian.Uint64(head[11:]))}
		if _, err := io.ReadFull(r, name); err != nil {
			return nil, err
		}
		if _, err := io.ReadFull(r, call.data); err != nil {
			return nil, err
		}
		call.name = string(name)
		calls = append(calls, call)
	}
}

// apply takes one call in.
func (d *disk) apply(call diskCall) {
	switch call.kind {
	case 'A':
		d.acked = int(call.offset)
	case 'S':
		if call.name == "." { // the folder: removals are safe
			for name, calls := range d.pending {
				if len(calls) > 0 && calls[len(calls)-1].kind == 'U' {
					delete(d.pending, name)
					delete(d.files, name)
				}
			}
			return
		}
		d.files[call.name] = replay(d.files[call.name], d.pending[call.name])
		delete(d.pending, call.name)
	default:
		calls := d.pending[call.name]
		if len(calls) > 0 && calls[len(calls)-1].kind == 'U' {
			// A new file of the name: the old one's removal comes first.
			delete(d.files, call.name)
			calls = nil
		}
		d.pending[call.name] = append(calls, call)
	}
}

// replay returns a file's content after the calls; nil when it is removed.
func replay(content []byte, calls []diskCall) []byte {
	content = bytes.Clone(content)
	for _, call := range calls {
		switch call.kind {
		case 'U':
			content = nil
		case 'T':
			content = resize(content, int(call.offset))
		case 'W':
			end := int(call.offset) + len(call.data)
			content = resize(content, max(len(content), end))
			copy(content[call.offset:], call.data)
		}
	}
	return content
}

func resize(content []byte, size int) []byte {
	if size <= len(content) {
		return content[:size]
	}
	return append(content, make([]byte, size-len(content))...)
}

// sector is what a disk writes whole or not at all.
const sector = 512

// cut writes to a folder what a power cut leaves: what is safe, and of the
// rest nothing, or any part of it in any order, the last write torn.
func (d *disk) cut(folder string, random *rand.Rand) error {
	lossy := random.IntN(3)
	names := map[string]bool{"attain.db": true} // the program made it before SQLite wrote
	for name := range d.files {
		names[name] = true
	}
	for name := range d.pending {
		names[name] = true
	}
	for name := range names {
		if filepath.Ext(name) == ".db-shm" {
			continue // is made anew
		}
		var survive []diskCall
		for _, call := range d.pending[name] {
			if lossy == 0 || random.IntN(2) == 0 {
				continue
			}
			if lossy == 2 && call.kind == 'W' && len(call.data) > sector && random.IntN(4) == 0 {
				call.data = call.data[:sector*random.IntN(len(call.data)/sector)]
			}
			survive = append(survive, call)
		}
		content := replay(d.files[name], survive)
		if content == nil && name != "attain.db" {
			continue
		}
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// powerCuts lets a child commit and cuts the power at points spread over all
// its calls. It returns how many lost an acknowledged transaction and how
// many left a file that is not sound or does not open.
func powerCuts(t *testing.T, library, synchronous string, commits, cuts int) (lost, broken, tried int) {
	t.Helper()
	folder, log := t.TempDir(), filepath.Join(t.TempDir(), "log")
	cmd := child(t, "commits", "LD_PRELOAD="+library, "SHIM_FOLDER="+folder, "SHIM_LOG="+log,
		"SYNCHRONOUS="+synchronous, fmt.Sprint("COMMITS=", commits))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the child: %v\n%s", err, out)
	}
	calls, err := readCalls(log)
	if err != nil {
		t.Fatal(err)
	}
	if len(calls) < 4*commits {
		t.Fatalf("the shim saw only %d calls", len(calls))
	}
	random := rand.New(rand.NewPCG(7, uint64(commits)))
	at := map[int]bool{}
	for len(at) < min(cuts, len(calls)) {
		at[random.IntN(len(calls))] = true
	}
	d := &disk{files: map[string][]byte{}, pending: map[string][]diskCall{}}
	for i, call := range calls {
		d.apply(call)
		if !at[i] {
			continue
		}
		tried++
		left := t.TempDir()
		if err := d.cut(left, random); err != nil {
			t.Fatal(err)
		}
		switch n, err := reopened(t.Context(), left); {
		case err != nil:
			broken++
			t.Logf("cut after call %d of %d: %v", i, len(calls), err)
		case n < d.acked:
			lost++
		case n > d.acked+1:
			t.Errorf("cut after call %d: %d transactions, acknowledged were %d", i, n, d.acked)
		}
		if err := os.RemoveAll(left); err != nil {
			t.Fatal(err)
		}
	}
	return lost, broken, tried
}

// reopened starts the program's store on what is left.
func reopened(ctx context.Context, folder string) (n int, err error) {
	s, err := Open(ctx, filepath.Join(folder, "attain.db"), options())
	if err != nil {
		return 0, err
	}
	n, err = pairs(ctx, s)
	return n, errors.Join(err, s.Close())
}

// TestPowerCuts takes the power away at many points, the making and migrating
// of the file among them: no acknowledged transaction is lost, the file is
// sound and opens by itself. With synchronous=NORMAL the same test must find
// losses, or it would prove nothing.
func TestPowerCuts(t *testing.T) {
	library := shim(t)
	lost, broken, tried := powerCuts(t, library, "FULL", points(40, 600), points(60, 2000))
	t.Logf("power cuts with FULL: %d points, %d with a transaction lost, %d not sound", tried, lost, broken)
	if lost != 0 || broken != 0 {
		t.Errorf("of %d power cuts %d lost an acknowledged transaction and %d left an unsound file", tried, lost, broken)
	}
	lost, broken, tried = powerCuts(t, library, "NORMAL", points(40, 600), points(20, 500))
	t.Logf("power cuts with NORMAL: %d points, %d with a transaction lost, %d not sound", tried, lost, broken)
	if lost == 0 {
		t.Error("the negative control lost nothing: the simulation drops too little")
	}
}
