package views

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestQuotaSaysWhoChangedItFromWhatToWhat types a quota twice and opens the
// history of its cell.
func TestQuotaSaysWhoChangedItFromWhatToWhat(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(0, 0)
	for _, number := range []string{"5000", "6000"} {
		page.grid.Go(0, 0)
		s.typed(number)
		s.key(fyne.KeyReturn)
		s.settle()
	}
	page.grid.Go(0, 0)
	s.settle()
	page.detail.cell.OpenSubtitle()
	s.settle()
	s.misses("undone")
	s.sees("January 2026: Not set → $5,000", "January 2026: $5,000 → $6,000", "test")
}
