package xlsx_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"attain/app/sales"
	"attain/data/xlsx"
)

// busyReview is a team's review with n activities in the month, made as they
// are asked for.
func busyReview(n int) *sales.Review {
	review := teamReview()
	types, rep := review.Report.Team.Activities, review.Report.Reps[0].Rep.ID
	review.Activities = sales.ReviewActivitiesFrom(func(_ context.Context, f func(sales.ReviewActivity) error) error {
		for i := range n {
			err := f(sales.ReviewActivity{
				Day: review.Report.Period.From.Add(i * 31 / n), RepID: rep, Type: types[i%len(types)].Type, Direction: sales.Outbound,
				Outcome: sales.Conversation, Attempt: true, Connected: true, On: "Robotics line for the north plant",
				Subject: fmt.Sprintf("call %d about the offer", i), Minutes: 5 + i%60,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return review
}

func TestProgressGrowsToTheEnd(t *testing.T) {
	last, whole := 0, 0
	err := xlsx.WriteReview(t.Context(), io.Discard, busyReview(20_000), textOf(t, "en"), func(done, all int) {
		if done < last || done > all || whole != 0 && all != whole {
			t.Errorf("%d of %d after %d of %d", done, all, last, whole)
		}
		last, whole = done, all
	})
	if err != nil || last != whole || whole < 20_000 {
		t.Errorf("it ended at %d of %d, %v", last, whole, err)
	}
}

// TestCancelStopsWritingAndLeavesNothing proves that a workbook can be
// stopped in every phase, and that no temporary file stays.
func TestCancelStopsWritingAndLeavesNothing(t *testing.T) {
	review := busyReview(20_000)
	for _, stop := range []int{0, 1, 5, 15} {
		folder := t.TempDir()
		t.Setenv("TMPDIR", folder)
		ctx, cancel := context.WithCancel(t.Context())
		told := 0
		if stop == 0 {
			cancel()
		}
		err := xlsx.WriteReview(ctx, io.Discard, review, textOf(t, "en"), func(int, int) {
			if told++; told == stop {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) || told > stop+1 {
			t.Errorf("stopped when told %d times: told %d times, %v", stop, told, err)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
			t.Errorf("stopped when told %d times: %v stay, %v", stop, left, err)
		}
	}
}

// TestWritingTakesLittleMemory holds what writing 100,000 rows takes, above
// what the review itself does, under 150 MiB.
func TestWritingTakesLittleMemory(t *testing.T) {
	review := busyReview(100_000)
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most := uint64(0)
	err := xlsx.WriteReview(t.Context(), io.Discard, review, textOf(t, "en"), func(int, int) {
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapInuse)
	})
	if err != nil {
		t.Fatal(err)
	}
	runtime.KeepAlive(review)
	const allowed = 150 << 20
	grown := most - min(most, before.HeapInuse)
	t.Logf("writing took %d MiB above the review's %d MiB", grown>>20, before.HeapInuse>>20)
	if grown > allowed {
		t.Errorf("writing took %d MiB, at most %d", grown>>20, allowed>>20)
	}
}

// TestSplitSheetsKeepFormulasRight has the data on several sheets each, and
// another program calculate the formulas over them.
func TestSplitSheetsKeepFormulasRight(t *testing.T) {
	office(t)
	path := filepath.Join(t.TempDir(), "split.xlsx")
	var out bytes.Buffer
	if err := xlsx.WriteReviewIn(t.Context(), 31, &out, teamReview(), textOf(t, "en")); err != nil {
		t.Fatal(err)
	}
	if sheets := read(t, out.Bytes()).GetSheetList(); sheets[len(sheets)-1] != "Data activities 3" {
		t.Errorf("the last sheet is %q of %q", sheets[len(sheets)-1], sheets)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	compareRecalculated(t, path)
}

// tampering is a change of one cell of the data, and the sheets whose check
// must notice it.
type tampering struct {
	data, cell string
	value      any
	sheets     []string
}

// TestChecksCanSayNo changes one cell of the data and lets another program
// calculate: the sheets over it no longer agree.
func TestChecksCanSayNo(t *testing.T) {
	office(t)
	text := textOf(t, "en")
	tried := []tampering{
		{text("xlsx.data.credits"), "F2", 999_999, []string{"Revenue trend", "Summary"}},
		{text("xlsx.data.flows"), "J2", 999_999, []string{"Movement", "Summary"}},
		{text("xlsx.data.activities"), "J2", 50, []string{"Activities", "Summary"}},
		{text("xlsx.data.deals"), "J2", 999_999, []string{"Summary"}},
		{text("xlsx.data.moves"), "F3", 4711, []string{"Stage time", "Summary"}},
		{text("xlsx.data.leads"), "O12", 7, []string{"Summary"}},
	}
	folder := t.TempDir()
	var paths []string
	for _, c := range tried {
		file := read(t, written(t, teamReview(), "en"))
		if err := file.SetCellValue(c.data, c.cell, c.value); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, filepath.Join(folder, c.data+".xlsx"))
		if err := file.SaveAs(paths[len(paths)-1]); err != nil {
			t.Fatal(err)
		}
	}
	for i, after := range recalculatedAll(t, paths...) {
		for _, sheet := range tried[i].sheets {
			if value := checkOf(t, after, sheet); value != "no" {
				t.Errorf("%s!%s was changed, and %s agrees: %q", tried[i].data, tried[i].cell, sheet, value)
			}
		}
	}
}
