package salestest_test

import (
	"os"
	"path/filepath"
	"testing"

	"attain/app/sales/salestest"
)

func TestPublicFilesAreFoundInTheFolderNamedOrBesideTheRepository(t *testing.T) {
	root := t.TempDir()
	named, beside := filepath.Join(root, "named"), filepath.Join(root, "shared", "data")
	below := filepath.Join(root, "repository", "app", "sales")
	for _, folder := range []string{filepath.Join(named, "maven"), filepath.Join(beside, "maven"), below} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{filepath.Join(named, "maven", "deals.csv"), filepath.Join(beside, "maven", "deals.csv"), filepath.Join(root, "repository", "go.mod")} {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(below)
	for _, c := range []struct{ env, want string }{{named, named}, {"", beside}} {
		t.Setenv("ATTAIN_SHARED_DATA", c.env)
		if got, want := salestest.PublicFile(t, "maven/deals.csv"), filepath.Join(c.want, "maven", "deals.csv"); got != want {
			t.Errorf("with %q: %s, want %s", c.env, got, want)
		}
	}
	skipped := true
	t.Run("absent", func(t *testing.T) {
		salestest.PublicFile(t, "maven/none.csv")
		skipped = false
	})
	if !skipped {
		t.Error("a file that is absent does not skip the test")
	}
}
