package app_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// seal returns content sealed with a passphrase.
func seal(t *testing.T, content []byte, passphrase string) []byte {
	t.Helper()
	var sealed bytes.Buffer
	w, err := app.Seal(&sealed, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return sealed.Bytes()
}

func unseal(sealed []byte, passphrase string) ([]byte, error) {
	r, err := app.Unseal(bytes.NewReader(sealed), passphrase)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func TestSealedFileOpensWithItsPassphraseOnly(t *testing.T) {
	content := bytes.Repeat([]byte("Kim's customers, 고객 명단\n"), 10_000)
	sealed := seal(t, content, "열려라 참깨")
	if bytes.Contains(sealed, []byte("customers")) {
		t.Error("what was sealed can be read")
	}
	if got, err := unseal(sealed, "열려라 참깨"); err != nil || !bytes.Equal(got, content) {
		t.Errorf("unsealed %d bytes, %v", len(got), err)
	}
	for passphrase, reason := range map[string]string{"": "app.error.passphraseNeeded", "sesame": "app.error.passphraseWrong"} {
		var wrong *sales.Invalid
		if _, err := unseal(sealed, passphrase); !errors.As(err, &wrong) || wrong.Reason != reason {
			t.Errorf("with %q: %v", passphrase, err)
		}
	}
	flipped := bytes.Clone(sealed)
	flipped[len(flipped)/2] ^= 1
	for name, damaged := range map[string][]byte{"cut short": sealed[:len(sealed)-20], "changed": flipped} {
		var file *sales.FileError
		if _, err := unseal(damaged, "열려라 참깨"); !errors.As(err, &file) || file.Fault != sales.FileCorrupt {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSealedExportLeavesNoPlainCopy proves that a sealed export holds what a
// plain one does, and that nothing stays beside it.
func TestSealedExportLeavesNoPlainCopy(t *testing.T) {
	service, folder := newService(t), t.TempDir()
	ctx := context.Background()
	if err := service.FillDemo(ctx, app.Demo{Reps: 3, Months: 3, Deals: 30, Activities: 100, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	plain, sealed := filepath.Join(folder, "deals.csv"), filepath.Join(folder, "deals.csv.age")
	if err := errors.Join(service.ExportFile(ctx, "deals", plain), service.ExportSealed(ctx, "deals", sealed, "secret")); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(sealed)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := unseal(content, "secret"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the sealed export holds %d bytes, the plain one %d (%v)", len(got), len(want), err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 {
		t.Errorf("%d files, want 2 (%v)", len(entries), err)
	}
}
