//go:build linux

package data

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// golden unpacks the database of an earlier version into a folder.
func golden(t testing.TB, packed, folder string) string {
	t.Helper()
	content, err := unpacked(packed)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "attain.db")
	write(t, path, string(content))
	return path
}

// unpacked reads a packed file.
func unpacked(packed string) ([]byte, error) {
	file, err := os.Open(packed)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	plain, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(plain)
}

// migrateGolden is a child that opens a database of an earlier version.
func migrateGolden(ctx context.Context) error {
	fmt.Println("begin")
	s, err := Open(ctx, filepath.Join(os.Getenv("FOLDER"), "attain.db"), options())
	if err != nil {
		return err
	}
	return s.Close()
}

// TestGoldenDatabasesMigrate opens a database of each released schema: with
// what it held, sound, and as well after the migration was killed at many
// moments. testdata/golden-N.db.gz was written by the program of that schema.
func TestGoldenDatabasesMigrate(t *testing.T) {
	all, err := filepath.Glob("testdata/golden-*.db.gz")
	if err != nil || len(all) == 0 {
		t.Fatalf("no golden database (%v)", err)
	}
	if newest, err := newestVersion(); err != nil || int64(len(all)) < newest-1 {
		t.Errorf("%d golden databases for %d schemas: keep one of the last schema before a new one (%v)", len(all), newest, err)
	}
	random := rand.New(rand.NewPCG(8, 6))
	for _, packed := range all {
		path := golden(t, packed, t.TempDir())
		before, err := Inspect(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		killed := 0
		for range points(2, 25) {
			killed += migrationKilled(t, packed, time.Duration(random.IntN(40_000))*time.Microsecond, total(before.Records))
		}
		t.Logf("%s: schema %d, %d records; migrations killed while they ran: %d", packed, before.Schema, total(before.Records), killed)
	}
}

// migrationKilled lets a child migrate and kills it after a while; it returns
// 1 if the child had not ended by then. Then the database opens, whole.
func migrationKilled(t *testing.T, packed string, after time.Duration, records int) (killed int) {
	t.Helper()
	folder := t.TempDir()
	path := golden(t, packed, folder)
	cmd := child(t, "golden", "FOLDER="+folder)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, len("begin"))); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // its end is read below
	_, _ = io.Copy(io.Discard, out)
	var exit *exec.ExitError
	if err := cmd.Wait(); errors.As(err, &exit) && !exit.Exited() {
		killed = 1
	}
	s, err := Open(t.Context(), path, options())
	if err != nil {
		t.Fatalf("killed after %v, it does not open: %v", after, err)
	}
	defer closeStore(t, s)
	check, err := s.Check(t.Context())
	if err != nil || len(check.Problems) > 0 || total(check.Records) != records {
		t.Errorf("killed after %v: %d records of %d, problems %q (%v)", after, total(check.Records), records, check.Problems, err)
	}
	return killed
}
