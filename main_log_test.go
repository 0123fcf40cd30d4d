//go:build linux

package main_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLogsHoldNobody does a day's work with people's names, mail addresses,
// notes, amounts and a passphrase, much of it failing, and looks for all of
// them in every log. The log is there, private, and tells the kinds of faults.
func TestLogsHoldNobody(t *testing.T) {
	k := newKillable(t, build(t), "", 1)
	files := map[string]string{
		"reps.csv":       "external_id,name,email\nR-1,Zebulon Quux,zebulon@quux.example\n",
		"leads.csv":      "external_id,name,company,rep,source,created,status\nL-1,Wilhelmina Frobnitz,Gizmonic,Zebulon Quux,web,2026-10-01,working\n",
		"deals.csv":      "external_id,name,account,rep,stage,amount,created\nD-1,Plover secret,Gizmonic,Zebulon Quux,Proposal,31337.77,2026-10-02\n",
		"activities.csv": "external_id,rep,type,at,direction,outcome,deal,subject\nA-1,Zebulon Quux,call,2026-10-05,outbound,conversation,D-1,whispered xyzzy\n",
		"wrong.csv":      "external_id,name,amount,created\nD-2,Plover secret,xyzzy,Wilhelmina\n",
		"passphrase":     "correct horse plugh\n",
		"other":          "wrong horse plugh\n",
		"damaged.db":     "Zebulon Quux is no database",
	}
	for name, content := range files {
		if err := writeText(name, k, content); err != nil {
			t.Fatal(err)
		}
	}
	work := [][]string{
		{"import", "reps.csv", "--kind", "reps"},
		{"import", "leads.csv", "--kind", "leads", "--create"},
		{"import", "deals.csv", "--kind", "deals", "--create"},
		{"import", "activities.csv", "--kind", "activities", "--create"},
		{"person", "export", "Wilhelmina Frobnitz", "-o", "person.json"},
		{"backup", "-o", "plover.db.age", "--passphrase-file", "passphrase"},
		{"report", "-o", "month.xlsx"},
		{"metrics"},
		{"check"},
	}
	failing := [][]string{
		{"import", "wrong.csv", "--kind", "deals"},
		{"person", "export", "Wilhelmina Plugh", "-o", "person.json"},
		{"person", "erase", "Zebulon Xyzzy", "--yes"},
		{"metrics", "--rep", "Wilhelmina"},
		{"restore", "plover.db.age", "--passphrase-file", "other"},
		{"check", "--db", k.path("damaged.db")},
		{"report", "-o", k.path("no/such/zebulon.xlsx")},
		{"export", "zebulon", "-o", "zebulon.csv"},
	}
	t.Setenv("ATTAIN_DEBUG", "1")
	for _, arguments := range work {
		if _, err := k.run(t.Context(), arguments...); err != nil {
			t.Fatal(err)
		}
	}
	for _, arguments := range failing {
		if out, err := k.run(t.Context(), arguments...); err == nil {
			t.Errorf("attain %s does not fail: %s", strings.Join(arguments, " "), out)
		}
	}
	k.window(t)
	logs := k.logs(t)
	for _, word := range []string{"zebulon", "quux", "wilhelmina", "frobnitz", "gizmonic", "plover", "31337", "3133777", "xyzzy", "plugh", "horse", k.folder} {
		if strings.Contains(strings.ToLower(logs), strings.ToLower(word)) {
			t.Errorf("a log holds %q:\n%s", word, logs)
		}
	}
	for _, want := range []string{"msg=command", "file corrupt", "no such file or directory"} {
		if !strings.Contains(logs, want) {
			t.Errorf("the log does not say %q:\n%s", want, logs)
		}
	}
}

// window opens the window on the day's work and closes it, in the long version
// and where there is a display to be had.
func (k *killable) window(t *testing.T) {
	t.Helper()
	if k.display = display(t); k.display == "" {
		return
	}
	if _, _, err := k.started(t.Context(), nil, 0, "--db", k.path("attain.db")); err != nil {
		t.Fatal(err)
	}
	// What cannot be opened is said in the window, in a place that cannot be
	// written too: who clicked on an icon sees nothing else.
	for _, path := range []string{k.path("damaged.db"), k.path("passphrase/attain.db")} {
		if _, killed, err := k.started(t.Context(), nil, 20*time.Second, "--db", path); err != nil || killed {
			t.Fatalf("the window on %s: killed %v, %v", path, killed, err)
		}
	}
}

// logs reads every log that the program keeps; nobody else can.
func (k *killable) logs(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(k.path("state"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, statErr := os.Stat(path)
		content, readErr := os.ReadFile(path)
		if statErr == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", path, info.Mode())
		}
		all.Write(content)
		return errors.Join(statErr, readErr)
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
