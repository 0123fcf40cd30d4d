package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
)

// keeper is a scheduled service over a real file, with a clock of its own.
type keeper struct {
	*app.Service
	path string
	now  time.Time
}

func newKeeper(t *testing.T, path string) *keeper {
	t.Helper()
	k := &keeper{path: path, now: today}
	clock := func() time.Time { return k.now }
	store, err := data.Open(t.Context(), path, data.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	k.Service = app.New(store, app.Options{Now: clock, Who: "test", Text: func(lang string) sales.Text { return catalogue.Text(lang) }})
	if err := k.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	inspect := func(ctx context.Context, path string) (app.BackupContent, error) {
		content, err := data.Inspect(ctx, path)
		return app.BackupContent(content), err
	}
	if err := k.StartSchedule(t.Context(), app.ScheduleOptions{Path: path, Inspect: inspect}); err != nil {
		t.Fatal(err)
	}
	return k
}

// change writes something.
func (k *keeper) change(t *testing.T, name string) {
	t.Helper()
	if _, err := k.SaveRep(t.Context(), sales.Rep{Name: name}); err != nil {
		t.Fatal(err)
	}
}

// after moves the clock on and ticks; it returns how many backups there are.
func (k *keeper) after(t *testing.T, d time.Duration) int {
	t.Helper()
	k.now = k.now.Add(d)
	if err := k.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	return k.count(t)
}

func (k *keeper) count(t *testing.T) int {
	t.Helper()
	files, err := k.Backups(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

func TestBackupsFollowChanges(t *testing.T) {
	k := newKeeper(t, filepath.Join(t.TempDir(), "attain.db"))
	if n := k.after(t, 5*time.Hour); n != 0 {
		t.Fatalf("%d backups without a change", n)
	}
	k.change(t, "Kim")
	if n := k.after(t, 29*time.Minute); n != 0 {
		t.Errorf("%d backups after 29 minutes, want none", n)
	}
	k.change(t, "Lee")
	if n := k.after(t, time.Minute); n != 1 {
		t.Errorf("%d backups 30 minutes after the first change, want 1", n)
	}
	if n := k.after(t, 8*time.Hour); n != 1 {
		t.Errorf("%d backups although nothing changed since, want 1", n)
	}
	k.change(t, "Park")
	if err := k.StopSchedule(t.Context()); err != nil {
		t.Fatal(err)
	}
	files, err := k.Backups(t.Context())
	if err != nil || len(files) != 2 || !files[0].At.Equal(k.now) {
		t.Fatalf("after the end %v, %v", files, err)
	}
	content, err := k.InspectBackup(t.Context(), files[0].Path)
	if err != nil || content.Records[sales.KindRep] != 3 || !content.Newest || content.Schema < 1 || !content.Changed.Equal(k.now) {
		t.Errorf("the preview says %+v, %v", content, err)
	}
	older, err := k.InspectBackup(t.Context(), files[1].Path)
	if err != nil || older.Records[sales.KindRep] != 2 {
		t.Errorf("the older one's preview says %+v, %v", older, err)
	}
}

// TestChangesOfAnEarlierRunAreBackedUp ends without the backup at the end, as
// a crash does.
func TestChangesOfAnEarlierRunAreBackedUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "attain.db")
	newKeeper(t, path).change(t, "Kim")
	k := newKeeper(t, path)
	if n := k.after(t, 31*time.Minute); n != 1 {
		t.Fatalf("%d backups of what the crash left, want 1", n)
	}
	again := newKeeper(t, path)
	again.now = k.now
	if err := again.StopSchedule(t.Context()); err != nil || again.count(t) != 1 {
		t.Errorf("an unchanged database was backed up again: %d, %v", again.count(t), err)
	}
}

func TestBackupBeforeManyChanges(t *testing.T) {
	k := newKeeper(t, filepath.Join(t.TempDir(), "attain.db"))
	k.change(t, "Kim")
	deals := form(importer.KindDeals, "external_id,name,account,rep,amount,stage,created,closed", "d1,One,Acme,Kim,600,Won,2026-08-01,2026-09-10")
	dry := deals
	dry.DryRun = true
	take(t, k.Service, dry)
	if n := k.count(t); n != 0 {
		t.Errorf("%d backups before a preview of an import", n)
	}
	take(t, k.Service, deals)
	files, err := k.Backups(t.Context())
	if err != nil || len(files) != 1 {
		t.Fatalf("before the import %v, %v", files, err)
	}
	content, err := k.InspectBackup(t.Context(), files[0].Path)
	if err != nil || content.Records[sales.KindDeal] != 0 || content.Records[sales.KindRep] != 1 {
		t.Errorf("it holds %v, %v; want what was before the import", content.Records, err)
	}
	k.now = k.now.Add(time.Minute)
	if err := k.DeleteDeals(t.Context(), make([]sales.ID, 19)...); err != nil || k.count(t) != 1 {
		t.Errorf("a backup before a change of few records (%v)", err)
	}
	if err := k.DeleteDeals(t.Context(), make([]sales.ID, 20)...); err != nil || k.count(t) != 2 {
		t.Errorf("%d backups after a change of many (%v), want 2", k.count(t), err)
	}
}

func TestSecondPlace(t *testing.T) {
	k := newKeeper(t, filepath.Join(t.TempDir(), "attain.db"))
	stick := filepath.Join(t.TempDir(), "stick")
	settings, err := k.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	settings.BackupFolder = stick
	if err := k.SaveSettings(t.Context(), settings); err != nil {
		t.Fatal(err)
	}
	if n := k.after(t, time.Hour); n != 2 {
		t.Fatalf("%d backups in both places, want 2", n)
	}
	// The stick is away: a file stands where its folder was.
	if err := errors.Join(os.RemoveAll(stick), os.WriteFile(stick, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	k.change(t, "Kim")
	k.now = k.now.Add(time.Hour)
	if err := k.Tick(t.Context()); err == nil {
		t.Error("nobody is told that the second place is away")
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(k.path), "backups", "*.db"))
	if err != nil || len(files) != 2 {
		t.Errorf("the first place holds %v, want its second backup all the same", files)
	}
}

// TestFailedBackupRemovesNothing: the older ones stay, and it is tried again.
func TestFailedBackupRemovesNothing(t *testing.T) {
	k := newKeeper(t, filepath.Join(t.TempDir(), "attain.db"))
	for range 50 {
		k.change(t, "Kim"+k.now.String())
		k.after(t, time.Hour)
	}
	before := k.count(t)
	if before > 37 || before < 6 {
		t.Fatalf("%d backups of 50 are kept", before)
	}
	k.change(t, "Lee")
	k.now = k.now.Add(time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := k.Tick(ctx); err == nil {
		t.Fatal("a cancelled backup succeeded")
	}
	if n := k.count(t); n != before {
		t.Errorf("a failed backup left %d of %d", n, before)
	}
	if n := k.after(t, 31*time.Minute); n < 6 {
		t.Errorf("%d backups", n)
	}
	files, err := k.Backups(t.Context())
	if err != nil || !files[0].At.Equal(k.now) {
		t.Errorf("it was not tried again: %v, %v", files, err)
	}
}

// TestKeptBackups holds the rotation against its promises for any history.
func TestKeptBackups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hours := rapid.SliceOfN(rapid.IntRange(0, 24*500), 1, 120).Draw(t, "hours")
		made := make([]time.Time, len(hours))
		for i, h := range hours {
			made[i] = today.Add(time.Duration(h) * time.Hour)
		}
		just := rapid.IntRange(0, len(made)-1).Draw(t, "just")
		outdated := app.Outdated(made, just)
		if slices.Contains(outdated, just) {
			t.Fatal("the one just made is rotated out")
		}
		if kept := len(made) - len(outdated); kept > 38 {
			t.Fatalf("%d are kept", kept)
		}
		left := []time.Time{}
		for i, at := range made {
			if !slices.Contains(outdated, i) {
				left = append(left, at)
			}
		}
		newest := slices.MaxFunc(made, time.Time.Compare)
		if !slices.ContainsFunc(left, newest.Equal) {
			t.Fatal("the newest is rotated out")
		}
		for _, rule := range []struct {
			layout  string
			periods int
		}{{"2006-01-02", 12}, {"2006-01", 9}} {
			want, got := lastOf(made, rule.layout, rule.periods), lastOf(left, rule.layout, rule.periods)
			if !slices.EqualFunc(want, got, time.Time.Equal) {
				t.Fatalf("by %s %v are kept, want %v", rule.layout, got, want)
			}
		}
		if again := app.Outdated(left, -1); len(again) > 1 {
			t.Fatalf("rotating again takes %d more", len(again))
		}
	})
}

// lastOf returns the last time in each of the newest periods, naively.
func lastOf(made []time.Time, layout string, periods int) []time.Time {
	last := map[string]time.Time{}
	for _, at := range made {
		if key := at.Format(layout); at.After(last[key]) {
			last[key] = at
		}
	}
	var all []time.Time
	for _, at := range last {
		all = append(all, at)
	}
	slices.SortFunc(all, func(a, b time.Time) int { return b.Compare(a) })
	return all[:min(periods, len(all))]
}
