package xlsx

// The printable part of an A4 page in landscape, in points, after the margins
// and a footer; and what a character of a column and a plain row take.
const (
	pageWide  = 770.0
	pageHigh  = 500.0
	letter    = 5.6
	plainRow  = 15.0
	pixel     = 0.75
	titleRows = 4
)

// block notes rows that are best kept on one page.
func (s *sheet) block(first, last int) { s.blocks = append(s.blocks, [2]int{first, last}) }

// repeated is how many rows stand at the head of every page.
func (s *sheet) repeated() int {
	if s.repeat > 0 {
		return s.repeat
	}
	return min(titleRows, s.head)
}

// pageBreaks returns the rows before which a page should end, so that no
// block that fits on a page is cut.
func (s *sheet) pageBreaks() []int {
	if s.onePage() {
		return nil
	}
	starts := map[int]int{}
	for _, b := range s.blocks {
		starts[b[0]] = max(starts[b[0]], b[1])
	}
	page := pageHigh / s.scale()
	head := s.high(1, s.repeated())
	var breaks []int
	y := 0.0
	for row := 1; row <= s.last; row++ {
		last, isStart := starts[row]
		need := s.high(row, max(last, row))
		if isStart && y > head && y+need > page && head+need <= page {
			breaks = append(breaks, row)
			y = head
		}
		if y += s.high(row, row); y > page {
			y = head + s.high(row, row)
		}
	}
	return breaks
}

// onePage reports whether the sheet goes on one page: where it should, or
// where that makes it only a little smaller.
func (s *sheet) onePage() bool {
	const little = 1.35
	return s.single || s.high(1, s.last) <= little*pageHigh/s.scale()
}

// scale is by how much the sheet is made smaller to fit the page's width.
func (s *sheet) scale() float64 {
	wide := 0.0
	for col := 1; col <= s.wide; col++ {
		wide += s.width(col) * letter
	}
	for _, p := range s.charts {
		wide = max(wide, float64(p.chart.Dimension.Width)*pixel)
	}
	return min(1, pageWide/max(wide, 1))
}

func (s *sheet) high(first, last int) float64 {
	sum := 0.0
	for row := first; row <= last; row++ {
		if h := s.heights[row]; h > 0 {
			sum += h
			continue
		}
		sum += plainRow
	}
	return sum
}

// nameWidth is how wide a column of the reps' names is.
func (b *book) nameWidth() float64 {
	width := displayWidth(b.text("xlsx.unassigned"))
	for _, p := range b.reps {
		width = max(width, displayWidth(p.name))
	}
	return min(width+3, 34)
}
