//go:build bench

package xlsx

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestRatios measures reading and writing 1,000 rows of ten cells a scale
// against excelize's row iterator and stream writer doing the same.
func TestRatios(t *testing.T) {
	for _, scale := range salestest.Scales(t) {
		rows := 1000 * scale
		path := filepath.Join(t.TempDir(), "book.xlsx")
		took := salestest.Medians(t, 3, func() error { return writeTable(rows) }, func() error { return writePlain(path, rows) })
		report(t, "export XLSX, 1,000 rows a scale", "excelize's stream writer, the same cells", 1.2, scale, took[0], took[1])
		took = salestest.Medians(t, 5, func() error { return readTable(t, path) }, func() error { return readPlain(path) })
		report(t, "import XLSX, 1,000 rows a scale", "excelize's row iterator", 1, scale, took[0], took[1])
		measureReport(t, rows, scale)
	}
	if slices.Contains(salestest.Scales(t), 100) {
		reportMemory(t, 1_000_000, 1000, 300) // the year of a large team in one month
	}
}

// measureReport writes a review with so many rows of data, against the stream
// writer writing the same cells of the data sheets.
func measureReport(t *testing.T, rows, scale int) {
	review := monthOf(rows)
	took := salestest.Medians(t, 3, func() error { return WriteReview(t.Context(), io.Discard, review, plainText, nil) },
		func() error { return writePlainData(t, review) })
	report(t, "report, 1,000 rows of data a scale", "excelize's stream writer, the same cells", 1.2, scale, took[0], took[1])
	reportMemory(t, rows, scale, 150)
}

// reportMemory measures the heap that writing a review takes at most, in
// bytes for nanoseconds, against what is allowed.
func reportMemory(t *testing.T, rows, scale int, allowed int64) {
	review := monthOf(rows)
	runtime.GC()
	var now runtime.MemStats
	most := uint64(0)
	err := WriteReview(t.Context(), io.Discard, review, plainText, func(int, int) {
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapInuse)
	})
	if err != nil {
		t.Fatal(err)
	}
	report(t, "report, 1,000 rows of data a scale: memory", fmt.Sprintf("%d MiB", allowed), 1, scale,
		time.Duration(most), time.Duration(allowed<<20)) //nolint:gosec // a heap is far below 2^63
}

func plainText(key string, _ ...any) string { return key }

// monthOf is a review of one rep with so many activities, which are made when
// they are asked for.
func monthOf(rows int) *sales.Review {
	period := sales.MonthPeriod(sales.MonthOf(2026, time.October))
	report := &sales.Report{
		Period: period, AsOf: period.To, Reps: []sales.RepMetrics{{Rep: sales.Rep{ID: "r", Name: "Kim"}}},
		Team: sales.Metrics{Activities: []sales.ActivityMetrics{{Type: sales.Call}, {Type: sales.Mail}}},
	}
	review := &sales.Review{
		Month: period.From.Month(), AsOf: period.To, Currency: sales.Currency{Code: "USD", Digits: 2}, Settings: sales.DefaultSettings(),
		Report: report, Quarter: report, Year: report, Before: report,
	}
	review.Activities = sales.ReviewActivitiesFrom(func(_ context.Context, f func(sales.ReviewActivity) error) error {
		for i := range rows {
			err := f(sales.ReviewActivity{
				Day: period.From.Add(i * 31 / rows), RepID: "r", Type: report.Team.Activities[i%2].Type, Direction: sales.Outbound,
				Outcome: sales.Conversation, Attempt: true, Connected: i%3 == 0, On: fmt.Sprint("Robotics line ", i%997),
				Subject: fmt.Sprint("about the offer ", i), Minutes: 5 + i%60,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return review
}

// writePlainData writes the cells of the activities' sheet and nothing else.
func writePlainData(t *testing.T, review *sales.Review) error {
	b := newBook(review, plainText)
	file := excelize.NewFile()
	defer file.Close()
	stream, err := file.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	row := 0
	err = review.Activities.Each(t.Context(), func(a sales.ReviewActivity) error {
		values := b.activityRow(a)
		for i, value := range values {
			values[i] = excelize.Cell{Value: plainValue(value)}
		}
		row++
		return stream.SetRow(at(1, row), values)
	})
	if err != nil {
		return err
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return file.Write(io.Discard)
}

func report(t *testing.T, name, limit string, aim float64, scale int, took, of time.Duration) {
	salestest.Ratio{Name: name, Limit: limit, Aim: aim, Scale: scale, Took: took, Of: of}.Report(t)
}

func someCells(row int) []any {
	cells := make([]any, 10)
	for i := range cells {
		cells[i] = fmt.Sprint("cell ", row, " ", i)
	}
	return cells
}

func writePlain(path string, rows int) error {
	file := excelize.NewFile()
	defer file.Close()
	stream, err := file.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for row := 1; row <= rows; row++ {
		at, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			return err
		}
		if err := stream.SetRow(at, someCells(row)); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return file.SaveAs(path)
}

func writeTable(rows int) error {
	table, finish := NewTable(io.Discard, "Sheet1")
	if err := table.Header(strings.Fields("a b c d e f g h i j")); err != nil {
		return err
	}
	for row := 1; row <= rows; row++ {
		if err := table.Row(someCells(row)); err != nil {
			return err
		}
	}
	return finish()
}

func readPlain(path string) error {
	file, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := file.Rows("Sheet1")
	if err != nil {
		return err
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return rows.Close()
}

func readTable(t *testing.T, path string) error {
	table, err := OpenTable(t.Context(), path, "")
	if err != nil {
		return err
	}
	defer table.Close()
	for {
		if _, _, err := table.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
