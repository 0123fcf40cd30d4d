package views

import (
	"context"
	"path/filepath"
	"testing"

	"attain/app/sales"
)

// TestProgressOfOneWorkbookIsShownAndItCanBeCancelled follows the bar while
// one workbook is written, and stops it half-way.
func TestProgressOfOneWorkbookIsShownAndItCanBeCancelled(t *testing.T) {
	_, page := reportsOf(t, newService(t, twoReps))
	var seen []int
	order := page.order
	order.folder = filepath.Join(t.TempDir(), "reports")
	halves := func(ctx context.Context, _ string, _ *sales.Review, _ string, tell func(done, all int)) error {
		for i := range 4 {
			tell(i+1, 4)
		}
		return ctx.Err()
	}
	page.deps.WriteReview = halves
	whole := 0
	if _, err := writeReports(ctx, page.deps, order, func(done, all int) { seen, whole = append(seen, done), all }); err != nil {
		t.Fatal(err)
	}
	if len(seen) < 10 || seen[0] != 0 || seen[len(seen)-1] != whole {
		t.Errorf("the bar goes %v of %d", seen, whole)
	}
	for i := 1; i < len(seen); i++ {
		if seen[i] < seen[i-1] {
			t.Errorf("the bar goes back: %v", seen)
		}
	}
	stopped, stop := context.WithCancel(ctx)
	page.deps.WriteReview = func(ctx context.Context, path string, review *sales.Review, lang string, tell func(done, all int)) error {
		stop()
		return halves(ctx, path, review, lang, tell)
	}
	if paths, err := writeReports(stopped, page.deps, order, func(int, int) {}); err == nil || len(paths) > 0 {
		t.Errorf("stopped, it wrote %q, %v", paths, err)
	}
}
