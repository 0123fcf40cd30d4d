package app_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
)

func TestNamesOfWorkbooksAreSafeAndTheirOwn(t *testing.T) {
	reps := []sales.Rep{
		{Name: "김민준"},
		{Name: `O'Brien / "Bob"`},
		{Name: "kim"},
		{Name: "Kim"},
		{Name: "Kim 2"},
		{Name: strings.Repeat("x", 200)},
		{Name: "../.."},
		{Name: "🙂"},
		{Name: "a\x00b\xff\tc"},
	}
	want := []string{
		"attain-2026-10-김민준.xlsx", "attain-2026-10-O-Brien-Bob.xlsx", "attain-2026-10-kim.xlsx", "attain-2026-10-Kim-2.xlsx",
		"attain-2026-10-Kim-2-2.xlsx", "attain-2026-10-" + strings.Repeat("x", 180) + ".xlsx", "attain-2026-10-2.xlsx",
		"attain-2026-10-3.xlsx", "attain-2026-10-a-b-c.xlsx",
	}
	if got := app.WorkbookNames(sales.MonthOf(2026, 10), reps); !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
}

func TestNamesOfManyRepsOfOneNameDiffer(t *testing.T) {
	reps := make([]sales.Rep, 40)
	for i := range reps {
		reps[i].Name = strings.Repeat("한", 90)
	}
	seen := map[string]bool{}
	for _, name := range app.WorkbookNames(sales.MonthOf(2026, 10), reps) {
		if seen[name] || len(name) > 220 || filepath.Base(name) != name {
			t.Errorf("%q is taken, too long or no file name", name)
		}
		seen[name] = true
	}
}
