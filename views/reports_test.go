package views

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
	"attain/views/widgets"
)

// reportsOf opens the page with a writer of workbooks that writes the review
// as JSON, into a folder of the test.
func reportsOf(t *testing.T, service *app.Service) (*stand, *Reports) {
	t.Helper()
	s := open(t, service, "light", PageReports)
	page, is := s.shell.pages[PageReports].(*Reports)
	if !is {
		t.Fatal("no page of reports")
	}
	page.deps.Documents = filepath.Join(t.TempDir(), "Attain")
	page.deps.WriteReview = func(_ context.Context, path string, review *sales.Review, lang string, _ func(done, all int)) error {
		whole, err := json.Marshal(review)
		if err != nil {
			return err
		}
		return os.WriteFile(path, append([]byte(lang+"\n"), whole...), 0o600)
	}
	return s, page
}

// filesIn are the names in a folder, in order.
func filesIn(folder string) []string {
	var names []string
	for _, entry := range ok(os.ReadDir(folder)) {
		names = append(names, entry.Name())
	}
	return names
}

func TestWorkbookOfAMonthIsSavedForTeamAndRepsInALanguage(t *testing.T) {
	s, page := reportsOf(t, newService(t, demo("en")))
	choose(page.month, strconv.Itoa(slices.Index(page.months, sales.MonthOf(2026, 10))))
	s.press("Save to Documents/Attain")
	if got := filesIn(page.deps.Documents); !slices.Equal(got, []string{"attain-2026-10.xlsx"}) {
		t.Fatalf("saved %q", got)
	}
	s.sees("Saved: ", "Not closed", "Close October 2026…")
	page.order.scope, page.order.lang = scopeReps, "ko"
	s.press("Save to Documents/Attain")
	names := filesIn(page.deps.Documents)
	if team := ok(os.ReadFile(filepath.Join(page.deps.Documents, "attain-2026-10.xlsx"))); string(team[:3]) != "ko\n" {
		t.Errorf("the team's file is in %q: it was not written with the reps'", team[:2])
	}
	if len(names) != 9 || !slices.Contains(names, "attain-2026-10-Ben-Carter.xlsx") {
		t.Errorf("saved %q", names)
	}
	one := ok(os.ReadFile(filepath.Join(page.deps.Documents, "attain-2026-10-Ben-Carter.xlsx")))
	var review sales.Review
	if err := json.Unmarshal(one[3:], &review); err != nil {
		t.Fatal(err)
	}
	if string(one[:3]) != "ko\n" || review.RepID != repNamed(s, "Ben Carter") || review.Month != sales.MonthOf(2026, 10) {
		t.Errorf("the file is in %q about %q of %s", one[:2], review.RepID, review.Month)
	}
	s.sees("9 files saved in ")
}

// TestAMonthOfLongAgoIsNamedAsItIs looks at a month older than the page offers by
// itself: the choice names the month whose figures stand below.
func TestAMonthOfLongAgoIsNamedAsItIs(t *testing.T) {
	s, page := reportsOf(t, newService(t, smallDemo("en")))
	s.shell.bar.setPeriod(sales.MonthPeriod(sales.MonthOf(2017, 12)))
	s.settle()
	if at := ok(strconv.Atoi(page.month.Chosen())); page.months[at] != sales.MonthOf(2017, 12) || page.order.month != page.months[at] {
		t.Errorf("the choice says %s, the figures are of %s", page.months[at], page.order.month)
	}
	s.sees("December 2017", "Close December 2017…")
}

func TestClosedMonthIsWrittenAgainTheSame(t *testing.T) {
	s, page := reportsOf(t, newService(t, demo("en")))
	s.sees("No month is closed yet", "Month is running")
	if !page.close.Disabled() {
		t.Error("the running month can be closed")
	}
	choose(page.month, strconv.Itoa(slices.Index(page.months, sales.MonthOf(2026, 10))))
	s.press("Close October 2026…")
	s.sees("Close October 2026?", "stays as it is", "adjustment in November")
	s.press("Close the month")
	s.sees("October 2026", "Closed on Nov 23", "Closed October 2026")
	page.writeAgain("2026-10")
	s.settle()
	path := filepath.Join(page.deps.Documents, "attain-2026-10.xlsx")
	first := ok(os.ReadFile(path))
	if err := s.service.SetQuotas(ctx, app.QuotaValue{Month: sales.MonthOf(2026, 10), Value: new(int64)}); err != nil {
		t.Fatal(err)
	}
	s.settle()
	page.table.OnSelected([]string{"2026-10"})
	s.press("Write again")
	if again := ok(os.ReadFile(path)); !bytes.Equal(first, again) {
		t.Error("the closed month's workbook has changed")
	}
	if !page.close.Disabled() {
		t.Error("a closed month can be closed again")
	}
}

func TestAllChartsOfAMonthAreSavedAsPictures(t *testing.T) {
	s, page := reportsOf(t, newService(t, demo("en")))
	folder := filepath.Join(t.TempDir(), "pictures")
	s.press("Save all charts…")
	s.fill("Folder", folder)
	s.press("Save")
	names := filesIn(folder)
	if len(names) != len(charts.Names()) {
		t.Fatalf("saved %q", names)
	}
	for _, name := range names {
		picture, err := png.Decode(bytes.NewReader(ok(os.ReadFile(filepath.Join(folder, name)))))
		if err != nil || picture.Bounds().Dx() != savedWide*savedScale {
			t.Errorf("%s: %v, %v", name, picture.Bounds(), err)
		}
	}
	if page.busy.Visible() {
		t.Error("the progress stays")
	}
}

func TestAReviewOfNobodySaysWhyItCannotBeWritten(t *testing.T) {
	s, page := reportsOf(t, newService(t, founded("en")))
	nobody := s.shell.deps.Text("views.reports.nobody")
	s.sees(nobody)
	ok(s.service.SaveRep(ctx, sales.Rep{Name: "Ann"}))
	s.settle()
	s.misses(nobody)
	if page.actions[0].Disabled() {
		t.Error("the review of a rep cannot be written")
	}
}

// TestThePicturesStayWhereTheyAreWhileAFileIsWritten measures the chart while the
// progress is shown, beside it and after: it was squeezed until its words met.
func TestThePicturesStayWhereTheyAreWhileAFileIsWritten(t *testing.T) {
	s, page := reportsOf(t, newService(t, twoReps))
	page.whole.Refresh()
	before := page.preview.Size()
	page.tell("2026-11", 36, 100)
	for _, busy := range []bool{true, false} {
		page.busy.Hidden = !busy
		page.whole.Refresh()
		if busy {
			s.sees("36%")
		}
		if words := page.bar.TextFormatter(); words != "" {
			t.Errorf("%q stands on the bar, where it cannot be read", words)
		}
		if page.preview.Size() != before {
			t.Errorf("writing: %v, the chart is %v, not %v", busy, page.preview.Size(), before)
		}
	}
}

func TestFileThatCannotBeWrittenSaysWhy(t *testing.T) {
	s, page := reportsOf(t, newService(t, twoReps))
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.press("Save as…")
	s.fill("Folder", filepath.Join(blocked, "below"))
	s.press("Save")
	s.sees("There is no such folder; choose another.")
	page.deps.WriteReview = func(context.Context, string, *sales.Review, string, func(int, int)) error {
		return &os.PathError{Err: os.ErrPermission}
	}
	s.press("Save to Documents/Attain")
	s.sees("This folder cannot be written to; choose another.")
	page.deps.WriteReview = nil
	if _, err := writeReports(ctx, page.deps, page.order, func(int, int) {}); !errors.Is(err, errNoWorkbooks) {
		t.Errorf("without a writer: %v", err)
	}
}

func TestNameOfAWorkbookIsInTheChosenFolder(t *testing.T) {
	if got := nameOr("../../evil", "x.xlsx"); got != "evil.xlsx" {
		t.Errorf("a name with folders becomes %q", got)
	}
}

// TestEveryFigureOfTheReviewOpensItsRecords opens those of a month that is not
// the one in view, for one rep.
func TestEveryFigureOfTheReviewOpensItsRecords(t *testing.T) {
	s, page := reportsOf(t, newService(t, demo("en")))
	rep := page.model.reps[0]
	page.order.scope = string(rep.ID)
	choose(page.month, strconv.Itoa(slices.Index(page.months, sales.MonthOf(2026, 9))))
	s.settle()
	figures := ok(s.service.Metrics(ctx, sales.MonthPeriod(sales.MonthOf(2026, 9)), 0))
	won := figures.Of(rep.ID).Won
	if won == 0 || won == figures.Report.Team.Won {
		t.Fatalf("%d of %d were won", won, figures.Report.Team.Won)
	}
	for i, want := range []string{"Quota", "Credited", "Attainment", s.shell.deps.Format.Count(won)} {
		tile, is := page.tiles.Objects[i].(*widgets.StatTile)
		if !is {
			t.Fatalf("figure %d is a %T", i, page.tiles.Objects[i])
		}
		test.Tap(tile)
		s.settle()
		if len(s.shell.dialogs) != 1 {
			t.Fatalf("%s opens %d dialogs", tile.Stat().Label, len(s.shell.dialogs))
		}
		s.sees(want)
		s.shell.CloseDialog()
	}
}
