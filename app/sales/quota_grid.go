package sales

import "slices"

// QuotaGrid is a fiscal year's quotas as a table: a row per rep, a column per
// month, sums per quarter and year.
type QuotaGrid struct {
	FiscalYear int
	Months     []Month // twelve, from the first of the fiscal year
	Measure    QuotaMeasure
	ProductID  ID // empty: all products
	Rows       []QuotaRow
	Sum        QuotaRow // of the reps who count
	Team       QuotaRow // the team's own number, where set
	Mismatch   []*int64 // per month: sum − team; nil where either is missing
}

// QuotaRow is one line of the grid. A nil cell or sum has no row behind it.
type QuotaRow struct {
	RepID    ID // empty: the team
	Name     string
	Counted  bool // adds to the team's sum
	Cells    []*int64
	Quarters []*int64
	Year     *int64
}

// NewQuotaGrid lays out the quotas of a fiscal year, measure and product, of
// the reps in their order; counted are those who add to the team's sum, see
// CountedReps.
func NewQuotaGrid(c Calendar, fiscalYear int, reps []Rep, counted []ID, quotas []Quota, product ID, measure QuotaMeasure) QuotaGrid {
	first := c.YearStart(fiscalYear)
	grid := QuotaGrid{FiscalYear: fiscalYear, Measure: measure, ProductID: product}
	for i := range 12 {
		grid.Months = append(grid.Months, first.Add(i))
	}
	book := make(map[ID][]*int64)
	for _, q := range quotas {
		i := int(q.Month - first)
		if i < 0 || i >= 12 || q.ProductID != product || q.Measure != measure {
			continue
		}
		if book[q.RepID] == nil {
			book[q.RepID] = make([]*int64, 12)
		}
		book[q.RepID][i] = plus(book[q.RepID][i], &q.Value)
	}
	sum := make([]*int64, 12)
	for _, rep := range reps {
		row := newQuotaRow(rep.ID, rep.Name, book[rep.ID])
		row.Counted = slices.Contains(counted, rep.ID)
		grid.Rows = append(grid.Rows, row)
		for i := range sum {
			if row.Counted {
				sum[i] = plus(sum[i], row.Cells[i])
			}
		}
	}
	grid.Sum = newQuotaRow("", "", sum)
	grid.Team = newQuotaRow("", "", book[""])
	grid.Mismatch = make([]*int64, 12)
	for i := range sum {
		if team := grid.Team.Cells[i]; team != nil && sum[i] != nil {
			difference := *sum[i] - *team
			grid.Mismatch[i] = &difference
		}
	}
	return grid
}

func newQuotaRow(rep ID, name string, cells []*int64) QuotaRow {
	if cells == nil {
		cells = make([]*int64, 12)
	}
	row := QuotaRow{RepID: rep, Name: name, Cells: cells, Quarters: make([]*int64, 4)}
	for i, cell := range cells {
		row.Quarters[i/3] = plus(row.Quarters[i/3], cell)
		row.Year = plus(row.Year, cell)
	}
	return row
}

// plus adds two values of which either may be missing.
func plus(a, b *int64) *int64 {
	if a == nil && b == nil {
		return nil
	}
	var sum int64
	for _, v := range []*int64{a, b} {
		if v != nil {
			sum += *v
		}
	}
	return &sum
}
