package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"attain/app/sales"
)

// TestTheOpenDatabaseIsNoFileToChoose chooses the open database, by its name
// and by another one, for an import and as a backup: it is not opened.
func TestTheOpenDatabaseIsNoFileToChoose(t *testing.T) {
	folder := t.TempDir()
	k := newKeeper(t, filepath.Join(folder, "attain.db"))
	alias := filepath.Join(folder, "alias.db")
	if err := os.Symlink(k.path, alias); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{k.path, alias} {
		_, imported := k.ImportFile(path)
		_, restored := k.BackupIsSealed(path)
		for _, err := range []error{imported, restored} {
			var refused *sales.Invalid
			if !errors.As(err, &refused) || refused.Reason != "app.error.ownFile" {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	other := filepath.Join(folder, "other.csv")
	if err := os.WriteFile(other, []byte("name\nAnn\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := k.ImportFile(other); err != nil {
		t.Error(err)
	}
	if sealed, err := k.BackupIsSealed(other); err != nil || sealed {
		t.Errorf("sealed %v, %v", sealed, err)
	}
}
