package salestest

import (
	"os"
	"path/filepath"
	"testing"
)

// PublicFile returns the path of a file of public data, by its name with
// slashes below the folder of them, or skips the test where it is absent. The
// folder is the one that ATTAIN_SHARED_DATA names, else shared/data beside the
// repository.
func PublicFile(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("ATTAIN_SHARED_DATA")
	if root == "" {
		root = filepath.Join(repository(t), "..", "shared", "data")
	}
	path := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the public data folder is absent: %v", err)
	}
	return path
}

// repository is the folder of go.mod, at or above the folder of the test.
func repository(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		above := filepath.Dir(folder)
		if above == folder {
			t.Fatal("the test runs outside the repository")
		}
		folder = above
	}
}
