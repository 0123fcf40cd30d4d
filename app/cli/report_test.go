package cli_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"attain/app/cli"
	"attain/app/sales"
)

// failing replaces the writer of workbooks by one that fails half-way.
func failing(err error) func(*cli.Env) {
	return func(env *cli.Env) {
		env.Review = func(_ context.Context, w io.Writer, _ *sales.Review, _ sales.Text, _ func(int, int)) error {
			_, wrote := io.WriteString(w, "half a workbook")
			return errors.Join(err, wrote)
		}
	}
}

// TestFailedReportLeavesTheOldFile injects the system's errors, since tests
// may run as root, whom no permission stops.
func TestFailedReportLeavesTheOldFile(t *testing.T) {
	for _, c := range []struct {
		err        error
		lang, says string
	}{
		{syscall.ENOSPC, "en", "the disk is full"},
		{syscall.ENOSPC, "ko", "디스크가 가득"},
		{syscall.EROFS, "en", "cannot be written to"},
		{syscall.EACCES, "ko", "쓸 수 없습니다"},
		{context.Canceled, "en", "stopped; nothing was written"},
	} {
		term := newTerminal(t)
		term.good("version")
		folder := t.TempDir()
		path := filepath.Join(folder, "month.xlsx")
		if err := os.WriteFile(path, []byte("the old file"), 0o600); err != nil {
			t.Fatal(err)
		}
		term.change = failing(c.err)
		term.run("report", "--lang", c.lang, "-o", path)
		if said := term.err.String(); term.status != 1 || !strings.Contains(said, c.says) || strings.Count(said, "\n") != 1 {
			t.Errorf("%v: status %d, %q", c.err, term.status, said)
		}
		if old, err := os.ReadFile(path); err != nil || string(old) != "the old file" {
			t.Errorf("%v: the old file is %q, %v", c.err, old, err)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
			t.Errorf("%v: %v stay, %v", c.err, left, err)
		}
	}
}

// TestInterruptedReportLeavesNothing ends the context, as Ctrl+C does, while
// the workbook is written.
func TestInterruptedReportLeavesNothing(t *testing.T) {
	term := newTerminal(t)
	term.good("demo", "--reps", "2", "--months", "3")
	var stop context.CancelFunc
	term.ctx, stop = context.WithCancel(t.Context())
	defer stop()
	term.change = func(env *cli.Env) {
		write := env.Review
		env.Review = func(ctx context.Context, w io.Writer, review *sales.Review, text sales.Text, tell func(int, int)) error {
			stop()
			return write(ctx, w, review, text, tell)
		}
	}
	folder := t.TempDir()
	term.run("report", "-o", filepath.Join(folder, "month.xlsx"))
	if term.status != 1 || !strings.Contains(term.err.String(), "stopped") {
		t.Errorf("status %d, %q", term.status, term.err.String())
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("%v stay, %v", left, err)
	}
}

// TestReportOfMonthsWithoutRecords writes months before all data, and to
// come.
func TestReportOfMonthsWithoutRecords(t *testing.T) {
	term := newTerminal(t)
	term.good("demo", "--reps", "2", "--months", "3")
	for _, month := range []string{"2020-01", "2026-12", "2031-06"} {
		path := filepath.Join(t.TempDir(), month+".xlsx")
		term.good("report", "--month", month, "-o", path)
		if info, err := os.Stat(path); err != nil || info.Size() < 10_000 {
			t.Errorf("%s: %v, %v", month, info, err)
		}
	}
}

// TestChartsOfEveryPeriod draws every chart over every form of a period.
func TestChartsOfEveryPeriod(t *testing.T) {
	term := newTerminal(t)
	term.good("demo", "--reps", "2", "--months", "3")
	var listed []string
	for _, line := range strings.Split(strings.TrimSpace(term.good("chart", "--list")), "\n") {
		name, about, _ := strings.Cut(line, " ")
		if strings.TrimSpace(about) == "" {
			t.Errorf("%q says nothing of the chart", line)
		}
		listed = append(listed, name)
	}
	if len(listed) < 12 {
		t.Fatalf("only the charts %q", listed)
	}
	forms := [][]string{
		{"--month", "2026-10"},
		{"--quarter", "2026-Q4"},
		{"--year", "2026"},
		{"--from", "2026-10-15", "--to", "2026-11-14"},
		{"--as-of", "2026-10-31"},
		{"--month", "2019-01"},
		{"--month", "2030-01"},
	}
	for i, name := range listed {
		path := filepath.Join(t.TempDir(), name+".png")
		for _, form := range [][]string{forms[i%len(forms)], forms[(i+3)%len(forms)]} {
			term.good(append([]string{"chart", name, "-o", path, "--scale", "0.5"}, form...)...)
		}
	}
	term.good("chart", "trend", "-o", filepath.Join(t.TempDir(), "dark.png"), "--theme", "dark")
	if term.run("chart", "trend", "-o", filepath.Join(t.TempDir(), "x.png"), "--theme", "blue"); term.status != 2 {
		t.Errorf("an unknown theme gives status %d", term.status)
	}
}

// TestReportOfAllRepsWritesAFileForEach has reps whose names are no file
// names.
func TestReportOfAllRepsWritesAFileForEach(t *testing.T) {
	term := newTerminal(t)
	term.good("import", term.file("d.csv", "external_id,name,rep,amount,created,closed,outcome",
		"1,A,Ann/Ø,100,2026-10-02,2026-10-20,won", "2,B,..,200,2026-10-02,2026-10-20,won", "3,C,민준 🙂,300,2026-10-02,2026-10-20,won"),
		"--kind", "deals", "--create")
	folder := filepath.Join(t.TempDir(), "deep", "october")
	said := term.good("report", "--month", "2026-10", "--all-reps", "-o", folder)
	for _, name := range []string{"attain-2026-10.xlsx", "attain-2026-10-2.xlsx", "attain-2026-10-Ann-Ø.xlsx", "attain-2026-10-민준.xlsx"} {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil || info.Size() < 10_000 || !strings.Contains(said, name) {
			t.Errorf("%s: %v, %v; it said %q", name, info, err, said)
		}
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 4 {
		t.Errorf("%v in the folder, %v", files, err)
	}
}
