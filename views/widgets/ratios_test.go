//go:build bench

package widgets

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"attain/app/sales/salestest"
)

// columnsOfBoard is how many columns the measured board has.
const columnsOfBoard = 5

// TestRatios measures the first paint of the board, 1280 by 800, and a step
// of scrolling, against the board of 100 cards.
func TestRatios(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(roleTheme{theme.DefaultTheme()})
	small := paint(t, app, 100)
	for _, scale := range salestest.Scales(t) {
		took := paint(t, app, 1000*scale)
		frames(t, 1000*scale, scale)
		salestest.Ratio{Name: "board of 1,000 open deals a scale: first paint", Limit: "the board with 100", Aim: 1.2, Scale: scale, Took: took, Of: small}.Report(t)
	}
}

// frameCPU is the processor time a frame may take.
const frameCPU = 16 * time.Millisecond

// frames measures a step of scrolling a column and of dragging a card, of a
// board with so many cards, as far as the program has a part in it: painting
// is the graphics card's.
func frames(t *testing.T, cards, scale int) {
	_, board, _ := boardOnStage(t, columnsOfBoard, cards/columnsOfBoard)
	column := board.views[0].cards
	step := 0.0
	took := salestest.Median(t, 101, func() error {
		step += 40
		column.scrollTo(step)
		return nil
	})
	salestest.Ratio{Name: "board of 1,000 open deals a scale: a frame of scrolling", Limit: "16 ms", Aim: 1, Scale: scale, Took: took, Of: frameCPU}.Report(t)
	column.scrollTo(0)
	card := cardOf(t, board, "0.0")
	took = salestest.Median(t, 101, func() error {
		haul(card, 2, 1)
		return nil
	})
	card.DragEnd()
	salestest.Ratio{Name: "board of 1,000 open deals a scale: a frame of dragging", Limit: "16 ms", Aim: 1, Scale: scale, Took: took, Of: frameCPU}.Report(t)
}

// paint is the time from a list of cards to the picture of their board.
func paint(t *testing.T, app fyne.App, cards int) time.Duration {
	columns := someColumns(columnsOfBoard, cards/columnsOfBoard)
	return salestest.Median(t, 5, func() error {
		board := NewBoard(NewOverlay(&clock{}, app.Driver()))
		board.SetColumns(columns)
		window := test.NewTempWindow(t, board)
		window.Resize(fyne.NewSize(1280, 800))
		drawn = software.RenderCanvas(window.Canvas(), app.Settings().Theme())
		return nil
	})
}

// drawn keeps the picture, so that it is made.
var drawn image.Image
