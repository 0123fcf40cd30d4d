package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func benchStage(b *testing.B) *Overlay {
	b.Helper()
	app := test.NewTempApp(b)
	app.Settings().SetTheme(roleTheme{theme.DefaultTheme()})
	return NewOverlay(&clock{}, app.Driver())
}

// BenchmarkBoardScroll turns the wheel over one of six columns of 10,000
// cards.
func BenchmarkBoardScroll(b *testing.B) {
	board := NewBoard(benchStage(b))
	board.SetColumns(someColumns(6, 10_000))
	window := test.NewTempWindow(b, board)
	window.Resize(fyne.NewSize(1100, 650))
	cards := board.views[2].cards
	for i := 0; b.Loop(); i++ {
		cards.scrollTo(float64(i%500) * 37)
	}
}

// BenchmarkBoardRefresh draws the visible cards of six columns anew.
func BenchmarkBoardRefresh(b *testing.B) {
	board := NewBoard(benchStage(b))
	board.SetColumns(someColumns(6, 10_000))
	window := test.NewTempWindow(b, board)
	window.Resize(fyne.NewSize(1100, 650))
	for b.Loop() {
		board.Refresh()
	}
}

// BenchmarkTableScroll jumps about in a table of a million rows.
func BenchmarkTableScroll(b *testing.B) {
	table := NewTable(benchStage(b), []Column{{Title: "A", Weight: 1}, {Title: "B", Weight: 1}, {Title: "C", Weight: 1, Number: true}})
	table.SetData(TableData{
		Length: func() int { return 1_000_000 }, ID: func(i int) string { return fmt.Sprint(i) },
		Cell: func(i, c int) Cell { return Cell{Text: fmt.Sprint(i%50, " · ", c)} },
	})
	window := test.NewTempWindow(b, table)
	window.Resize(fyne.NewSize(1000, 650))
	for i := 0; b.Loop(); i++ {
		table.body.scrollTo(float64(i%1000) * 31_000)
	}
}
