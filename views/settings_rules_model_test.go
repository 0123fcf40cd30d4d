package views

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// TestHolidaysAreReadInRanges reads lines as people write them.
func TestHolidaysAreReadInRanges(t *testing.T) {
	for lines, want := range map[string]string{
		"2026-12-25":                          "[2026-12-25]",
		"2026-12-24 – 2026-12-26":             "[2026-12-24 2026-12-25 2026-12-26]",
		"2026-12-30~2027-01-01\n2026-12-25":   "[2026-12-25 2026-12-30 2026-12-31 2027-01-01]",
		"2026-12-25, 2026-12-24\n2026-12-25 ": "[2026-12-24 2026-12-25]",
		"2026-12-24 - 2026-12-25 Xmas":        "[2026-12-24 2026-12-25]",
		"\n \n":                               "[]",
	} {
		if got := fmt.Sprint(ok(holidaysIn(lines))); got != want {
			t.Errorf("%q is %s, want %s", lines, got, want)
		}
	}
}

// TestHolidaysAreRefused repeats what is wrong; a year and a day is the longest.
func TestHolidaysAreRefused(t *testing.T) {
	for typed, want := range map[string]string{
		"Christmas": "views.settings.holidaysInvalid Christmas", "2026-12-27 – 2026-12-25": "views.settings.spanReversed 2026-12-27 – 2026-12-25", "2026-01-01 – 2027-01-02": "views.settings.spanLong 2026-01-01 – 2027-01-02",
	} {
		if _, err := holidaysIn(typed); refusedWith(err) != "holidays "+want {
			t.Errorf("%q is refused with %q", typed, refusedWith(err))
		}
	}
	if days, err := holidaysIn("2026-01-01 – 2027-01-01"); err != nil || len(days) != mostHolidays {
		t.Errorf("a year and a day are %d, %v", len(days), err)
	}
	if got := daysText([]sales.Day{sales.DayOf(2026, 12, 25), sales.DayOf(2026, 12, 26)}); got != "2026-12-25\n2026-12-26" {
		t.Errorf("written they are %q", got)
	}
}

// TestThresholdsComeBackAsTheyAreShown takes what each entry holds.
func TestThresholdsComeBackAsTheyAreShown(t *testing.T) {
	limits := sales.DefaultSettings().Thresholds
	before := limits
	fields := map[string]bool{}
	for _, limit := range thresholdsOf(&limits) {
		n, places := limit.shown()
		if (places == 0) != (limit.whole != nil) {
			t.Errorf("%s is shown with %d places", limit.key, places)
		}
		limit.take(n + 1)
		if again, _ := limit.shown(); again != n+1 {
			t.Errorf("%s: %d was taken, %d is shown", limit.key, n+1, again)
		}
		if limit.take(n); fields[limit.field] {
			t.Errorf("%s is there twice", limit.field)
		}
		fields[limit.field] = true
	}
	if limits != before {
		t.Errorf("the thresholds have become %+v", limits)
	}
	half := 0.5
	if n, _ := (threshold{percent: true, float: &half}).shown(); n != 50_00 {
		t.Errorf("a half is shown as %d", n)
	}
	if n, _ := (threshold{float: &half}).shown(); n != 50 {
		t.Errorf("a half that is no share is shown as %d", n)
	}
}

func TestThresholdsSayWhichAreTheArticles(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		for _, limit := range thresholdsOf(&sales.Thresholds{}) {
			hint := d.Text("views.settings.threshold.hint." + limit.key)
			named(t, d.Text("views.settings.threshold."+limit.key), hint)
			if got := limit.hint(d.Text); (got != hint) != limit.article || !strings.Contains(got, hint) {
				t.Errorf("%s says %q", limit.key, got)
			}
		}
		for _, option := range slices.Concat(lookOptions(d.Text), managerOptions(d.Text)) {
			named(t, option.Text)
		}
	})
}

func TestABackupSaysWhereItStands(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		d.Path = filepath.Join("home", "attain.db")
		m := &settingsModel{deps: d}
		here := filepath.Dir(app.BackupName(d.Path, thatDay))
		first, second := d.Text("views.settings.backupPlace.first"), d.Text("views.settings.backupPlace.second")
		for _, c := range []struct {
			file app.BackupFile
			want string
		}{
			{app.BackupFile{Path: filepath.Join(here, "a.db")}, first},
			{app.BackupFile{Path: filepath.Join("stick", "a.db")}, second},
			{app.BackupFile{Path: filepath.Join("stick", "a.age"), Sealed: true}, d.Text("views.settings.backupPlace.sealed", "Place", second)},
			{app.BackupFile{Path: filepath.Join(here, "a.age"), Sealed: true}, d.Text("views.settings.backupPlace.sealed", "Place", first)},
			{app.BackupFile{Path: filepath.Join(here, "a.db"), Kept: true}, d.Text("views.settings.backupPlace.kept")},
			{app.BackupFile{Path: filepath.Join(here, "a.db"), Kept: true, Updated: true}, d.Text("views.settings.backupPlace.updated")},
		} {
			if got := m.backupPlace(c.file); got != c.want {
				t.Errorf("%+v is said to be %q, want %q", c.file, got, c.want)
			}
		}
		file := app.BackupFile{Path: filepath.Join(here, "a.db"), At: thatDay, Size: 2_500_000}
		for column, want := range []widgets.Cell{{Text: "a.db", Bold: true}, {Text: "2026-11-23 10:00"}, {Text: first}, {Text: d.Text("views.settings.megabytes", "Size", "2.5")}} {
			if got := m.backupCell(file, column); got != want {
				t.Errorf("column %d says %+v, want %+v", column, got, want)
			}
		}
	})
}

func TestACheckSaysWhetherTheDatabaseIsSound(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := &settingsModel{deps: d}
		role, words := m.checkWords(sales.CheckResult{Records: map[sales.Kind]int{"deals": 1200, "leads": 34}})
		if role != widgets.RoleAccent || !strings.Contains(words, "1,234") {
			t.Errorf("sound, it says %q in %s", words, role)
		}
		role, words = m.checkWords(sales.CheckResult{Problems: []string{"page 3 is torn", "page 9 is gone"}})
		if role != widgets.RoleOffTrack || !strings.Contains(words, "page 3 is torn; page 9 is gone") {
			t.Errorf("broken, it says %q in %s", words, role)
		}
	})
}
