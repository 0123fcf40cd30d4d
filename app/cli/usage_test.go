package cli_test

import (
	"path/filepath"
	"strings"
	"testing"

	"attain/app/cli"
)

// TestWrongCallsSayWhatToDo tries what a newcomer gets wrong: the exit status
// and a sentence that helps, and nothing written.
func TestWrongCallsSayWhatToDo(t *testing.T) {
	place := t.TempDir()
	out := func(name string) string { return filepath.Join(place, name) }
	for _, c := range []struct {
		call   []string
		status int
		says   string
	}{
		{[]string{"report", "-o", out("review.pdf")}, 2, "-o FILE.xlsx"},
		{[]string{"report"}, 2, "-o FILE.xlsx"},
		{[]string{"report", "--all-reps"}, 2, "-o FOLDER"},
		{[]string{"report", "--all-reps", "-o", out("reps.xlsx")}, 2, "-o FOLDER"},
		{[]string{"report", "--all-reps", "--rep", "Ann", "-o", out("reps")}, 2, "all-reps"},
		{[]string{"chart", "trend", "-o", out("trend.jpg")}, 2, "-o FILE.png"},
		{[]string{"chart", "trend"}, 2, "-o FILE.png"},
		{[]string{"import", out("deals.csv")}, 2, "--kind deals"},
		{[]string{"import", out("deals.csv"), "--kind", "deals"}, 1, "read a table: open " + out("deals.csv") + ": no such file"},
		{[]string{"metrics", "--rep", "Nobody"}, 1, `there is no "Nobody" among the reps`},
		{[]string{"nonsense"}, 2, `unknown command "nonsense"`},
	} {
		t.Run(strings.Join(c.call[:1], " ")+" "+c.says, func(t *testing.T) {
			env, _, problems := newEnv(t)
			status := cli.Run(t.Context(), append(c.call, "--db", out("mine.db")), env)
			if status != c.status || !strings.Contains(problems.String(), c.says) {
				t.Errorf("status %d, %q; want %d and %q", status, problems, c.status, c.says)
			}
			if strings.Count(problems.String(), "\n") != 1 {
				t.Errorf("%q is not one line", problems)
			}
		})
	}
	for _, pattern := range []string{"*.pdf", "*.jpg"} {
		if files, err := filepath.Glob(out(pattern)); err != nil || len(files) > 0 {
			t.Errorf("written all the same: %v %v", files, err)
		}
	}
}
