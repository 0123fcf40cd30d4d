package importer

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// sharedData returns the path of a public data file, or skips the test.
func sharedData(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("ATTAIN_SHARED_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	path := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the public data folder is absent: %v", err)
	}
	return path
}

// readFile reads a file of public data.
func readFile(t *testing.T, name string, kind Kind, opts Options) ([]Draft, Report) {
	t.Helper()
	src, err := FileSource(sharedData(t, name), nil)
	if err != nil {
		t.Fatal(err)
	}
	return readSource(t, src, kind, opts)
}

func readSource(t *testing.T, src Source, kind Kind, opts Options) ([]Draft, Report) {
	t.Helper()
	var drafts []Draft
	report, err := Read(context.Background(), src, kind, opts, Sink{Draft: func(d Draft) error {
		drafts = append(drafts, d)
		return nil
	}})
	if err != nil {
		t.Fatalf("read %s: %v", src.Name, err)
	}
	return drafts, report
}

func readText(t *testing.T, content string, kind Kind, opts Options) ([]Draft, Report) {
	t.Helper()
	return readSource(t, BytesSource("table.csv", []byte(content)), kind, opts)
}
