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

// repeated are the rows that stand at the head of every page after them.
func (s *sheet) repeated() [2]int {
	if s.repeat[1] > 0 {
		return s.repeat
	}
	return [2]int{1, min(titleRows, s.head)}
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
	page := pageHigh / s.printed()
	again := s.repeated()
	head := s.high(again[0], again[1])
	var breaks []int
	y, turned := 0.0, 0 // turned: the last row that began a page by itself
	for row := 1; row <= s.last; row++ {
		last, isStart := starts[row]
		need := s.high(row, max(last, row))
		// Where the gap before a block fills the page, another program may still
		// put its heading on it.
		const gap = 2
		atEnd := turned > 0 && row-turned <= gap
		if isStart && y > head && (y+need > page || atEnd) && head+need <= page {
			breaks = append(breaks, row)
			y = head
		}
		if y += s.high(row, row); y > page {
			y, turned = head+s.high(row, row), row
		}
	}
	return breaks
}

// onePage reports whether the sheet goes on one page: where it should, or
// where that makes it only a little smaller.
func (s *sheet) onePage() bool {
	const little = 1.2
	return s.single || s.high(1, s.last) <= little*pageHigh/s.scale()
}

// printed is by how much the sheet is made smaller in print: to fit the page's
// width, and further where that keeps a block on one page which has no heads
// on a second. A block that would get too small goes over several.
func (s *sheet) printed() float64 {
	const smallest, spare = 0.62, 0.95
	scale := s.scale()
	again := s.repeated()
	head := s.high(again[0], again[1])
	for _, b := range s.blocks {
		if fits := spare * pageHigh / (head + s.high(b[0], b[1])); fits >= smallest {
			scale = min(scale, fits)
		}
	}
	return scale
}

// shrinks reports whether the page's width alone does not set the size in print.
func (s *sheet) shrinks() bool { return !s.onePage() && s.printed() < s.scale() }

// scale is by how much the sheet is made smaller to fit the page's width.
func (s *sheet) scale() float64 {
	begins := make([]float64, s.wide+2) // of each column
	for col := 1; col <= s.wide; col++ {
		begins[col+1] = begins[col]
		if !s.hidden[col] {
			begins[col+1] += s.width(col) * letter
		}
	}
	wide := begins[s.wide+1]
	for _, p := range s.charts {
		wide = max(wide, begins[min(p.col, s.wide+1)]+float64(p.chart.Dimension.Width)*pixel)
	}
	return min(1, pageWide/max(wide, 1))
}

// pixels is how wide some columns are together, for a chart over them.
func (s *sheet) pixels(first, last int) uint {
	const digit, padding = 7, 5
	wide := 0.0
	for col := first; col <= last; col++ {
		if !s.hidden[col] {
			wide += s.width(col)*digit + padding
		}
	}
	return uint(wide)
}

func (s *sheet) high(first, last int) float64 {
	sum := 0.0
	for row := first; row <= last; row++ {
		if row == s.unseen {
			continue
		}
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
