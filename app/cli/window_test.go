package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"attain/app/sales"
)

// TestFileOpensInTheWindow opens a database as a folder's double click does.
func TestFileOpensInTheWindow(t *testing.T) {
	file := filepath.Join(t.TempDir(), "team.attain")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	var opened string
	env := Env{
		Out: &out, Err: &out, Getenv: func(string) string { return "" },
		Text:   func(string) sales.Text { return func(key string, _ ...any) string { return key } },
		Path:   func() (string, error) { return "usual.db", nil },
		Window: func(_ context.Context, path, _ string) error { opened = path; return nil },
	}
	for _, call := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{file}, exitOK, file},
		{nil, exitOK, "usual.db"},
		{[]string{"metrcs"}, exitUsage, ""},
		{[]string{filepath.Dir(file)}, exitUsage, ""},
		{[]string{file, file}, exitUsage, ""},
	} {
		opened = ""
		if status := Run(context.Background(), call.args, env); status != call.status || opened != call.want {
			t.Errorf("attain %q: status %d, opened %q; want %d, %q: %s", call.args, status, opened, call.status, call.want, &out)
		}
	}
}
