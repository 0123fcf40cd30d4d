package app

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"

	"attain/app/importer"
	"attain/app/sales"
)

// CSV writes an export as UTF-8 CSV with commas. Texts that a spreadsheet
// would take for a formula are guarded; see importer.Guard.
type CSV struct{ w *csv.Writer }

// NewCSV returns a CSV writer. Flush it at the end.
func NewCSV(w io.Writer) *CSV { return &CSV{csv.NewWriter(w)} }

// Header writes the names of the columns.
func (c *CSV) Header(names []string) error { return c.w.Write(names) }

// Row writes one row.
func (c *CSV) Row(cells []any) error {
	texts := make([]string, len(cells))
	for i, cell := range cells {
		switch v := cell.(type) {
		case nil:
		case string:
			texts[i] = importer.Guard(v)
		case Number:
			texts[i] = string(v)
		case int64:
			texts[i] = strconv.FormatInt(v, 10)
		case sales.Day:
			texts[i] = v.String()
		case time.Time:
			texts[i] = v.Format("2006-01-02 15:04:05")
		default:
			return fmt.Errorf("write CSV: column %d holds a %T", i+1, cell)
		}
	}
	return c.w.Write(texts)
}

// Flush writes what is buffered.
func (c *CSV) Flush() error {
	c.w.Flush()
	if err := c.w.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
