package xlsx

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// sheet collects one sheet before it is written: cells, what is merged, and
// what lies over the cells.
type sheet struct {
	book    *book
	name    string
	tab     string
	rows    map[int]map[int]cell
	heights map[int]float64
	merges  [][4]int // col1, row1, col2, row2
	widths  map[int]float64
	hidden  map[int]bool // columns with keys that only formulas go by
	unseen  int          // a row of such keys; 0: none
	head    int          // last row of the head, which stays when scrolling
	keep    int          // last column that stays when scrolling sideways
	bars    []overlay
	icons   []overlay
	filter  string // range with filter arrows
	charts  []placed
	blocks  [][2]int // rows that are best kept on one page
	single  bool     // the whole sheet goes on one page
	repeat  [2]int   // rows repeated on every page after them; none: the title's
	last    int      // last row that holds something
	wide    int      // last column that holds something
}

// overlay is a conditional format over a range.
type overlay struct {
	area   string
	colour string
	invert bool // fewer is better
}

// placed is a chart at a cell.
type placed struct {
	col   int
	at    string
	chart *excelize.Chart
	combo *excelize.Chart
}

// sheet adds a sheet to the workbook.
func (b *book) sheet(name, tab string) *sheet {
	s := &sheet{
		book: b, name: b.sheetName(name), tab: tab, rows: map[int]map[int]cell{},
		heights: map[int]float64{}, widths: map[int]float64{}, hidden: map[int]bool{},
	}
	b.sheets = append(b.sheets, s)
	return s
}

// put places a cell. Columns and rows count from 1.
func (s *sheet) put(col, row int, c cell) {
	if s.rows[row] == nil {
		s.rows[row] = map[int]cell{}
	}
	s.rows[row][col] = c
	s.last, s.wide = max(s.last, row), max(s.wide, col)
}

// line places cells side by side.
func (s *sheet) line(col, row int, cells ...cell) {
	for i, c := range cells {
		s.put(col+i, row, c)
	}
}

// heads places the heads of columns.
func (s *sheet) heads(col, row int, titles ...string) {
	for i, title := range titles {
		s.put(col+i, row, styled(title, lookHead()))
	}
	s.heights[row] = 32
}

// hide keeps columns with keys that only formulas go by out of sight. Charts
// draw what stands in them all the same.
func (s *sheet) hide(columns ...int) {
	for _, col := range columns {
		s.hidden[col] = true
	}
}

// merge makes one cell of a range.
func (s *sheet) merge(col1, row1, col2, row2 int) {
	if col2 > col1 || row2 > row1 {
		s.merges = append(s.merges, [4]int{col1, row1, col2, row2})
	}
}

// ref is a reference to a cell of this sheet from any sheet.
func (s *sheet) ref(col, row int) string { return quoted(s.name) + "!" + fixed(col, row) }

// area is a reference to a range of this sheet from any sheet.
func (s *sheet) area(col1, row1, col2, row2 int) string {
	return quoted(s.name) + "!" + fixedSpan(col1, row1, col2, row2)
}

// title opens a sheet with its name and one line of what it shows.
func (s *sheet) title(title, sub string) {
	s.put(1, 1, styled(title, lookTitle()))
	s.put(1, 2, styled(sub, lookSub()))
	s.heights[1] = 28
}

// write streams the sheet into the workbook.
func (s *sheet) write() error {
	b := s.book
	if err := b.openSheet(s.name, s.tab, !s.shrinks()); err != nil {
		return err
	}
	if err := b.file.SetSheetDimension(s.name, span(1, 1, max(s.wide, 1), max(s.last, 1))); err != nil {
		return fmt.Errorf("size the sheet: %w", err)
	}
	stream, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return fmt.Errorf("open the sheet for writing: %w", err)
	}
	if err := s.layOut(stream); err != nil {
		return err
	}
	for row := 1; row <= s.last; row++ {
		if err := s.writeRow(stream, row); err != nil {
			return err
		}
	}
	for _, m := range s.merges {
		if err := stream.MergeCell(at(m[0], m[1]), at(m[2], m[3])); err != nil {
			return fmt.Errorf("merge cells: %w", err)
		}
	}
	if err := s.decorate(); err != nil {
		return err
	}
	if err := s.setPages(stream); err != nil {
		return err
	}
	if err := stream.Flush(); err != nil {
		return fmt.Errorf("finish the sheet: %w", err)
	}
	return nil
}

// setPages says how the sheet is printed: its paper, its size and where its
// pages end.
func (s *sheet) setPages(stream *excelize.StreamWriter) error {
	b := s.book
	if err := b.printSetup(s.name, s.repeated(), s.onePage()); err != nil {
		return err
	}
	if s.shrinks() {
		size := uint(100 * s.printed())
		if err := b.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{AdjustTo: &size}); err != nil {
			return fmt.Errorf("set the size in print: %w", err)
		}
	}
	for _, row := range s.pageBreaks() {
		if err := stream.InsertPageBreak(at(1, row)); err != nil {
			return fmt.Errorf("break the page: %w", err)
		}
	}
	return nil
}

func (s *sheet) writeRow(stream *excelize.StreamWriter, row int) error {
	cells := s.rows[row]
	if len(cells) == 0 && s.heights[row] == 0 {
		return nil
	}
	values := make([]any, 0, s.wide)
	for col := 1; col <= s.wide; col++ {
		c, ok := cells[col]
		if !ok {
			values = append(values, nil)
			continue
		}
		value, err := c.stream(s.book)
		if err != nil {
			return err
		}
		values = append(values, value)
	}
	var options []excelize.RowOpts
	if height := s.heights[row]; height > 0 || row == s.unseen {
		options = append(options, excelize.RowOpts{Height: height, Hidden: row == s.unseen})
	}
	if err := stream.SetRow(at(1, row), values, options...); err != nil {
		return fmt.Errorf("write row %d: %w", row, err)
	}
	return nil
}

// layOut sets column widths and the panes, which come before the rows.
func (s *sheet) layOut(stream *excelize.StreamWriter) error {
	for col := s.wide; col >= 1; col-- { // the library puts each before the others
		if err := stream.SetColWidth(col, col, s.width(col)); err != nil {
			return fmt.Errorf("set the width of column %d: %w", col, err)
		}
		if s.hidden[col] {
			if err := stream.SetColVisible(col, col, false); err != nil {
				return fmt.Errorf("hide column %d: %w", col, err)
			}
		}
	}
	if s.head == 0 && s.keep == 0 {
		return nil
	}
	corner := "bottomLeft"
	if s.keep > 0 {
		corner = "bottomRight"
	}
	err := stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: s.keep, YSplit: s.head, TopLeftCell: at(s.keep+1, s.head+1), ActivePane: corner,
	})
	if err != nil {
		return fmt.Errorf("freeze the head: %w", err)
	}
	return nil
}

// width is a column's width in characters: given, or what its cells need.
func (s *sheet) width(col int) float64 {
	if w := s.widths[col]; w > 0 {
		return w
	}
	if col == 1 {
		return math.Max(s.needed(col), displayWidth(s.book.text("xlsx.agrees"))+2)
	}
	return s.needed(col)
}

func (s *sheet) needed(col int) float64 {
	const narrowest, widest = 8, 42
	width := 0.0
	for row, cells := range s.rows {
		c, ok := cells[col]
		if !ok || c.look.size > 0 || c.look.italic || c.look == lookSub() || s.merged(col, row) {
			continue
		}
		need := s.book.shownWidth(c)
		if c.look.wrap {
			need = longestWord(c.value)
		}
		width = math.Max(width, need)
	}
	return math.Min(math.Max(width+3, narrowest), widest)
}

func (s *sheet) merged(col, row int) bool {
	return slices.ContainsFunc(s.merges, func(m [4]int) bool {
		return m[0] <= col && col <= m[2] && m[1] <= row && row <= m[3]
	})
}

// shownWidth is how wide a cell's value is once formatted.
func (b *book) shownWidth(c cell) float64 {
	var shown string
	switch v := c.value.(type) {
	case string:
		shown, _, _ = strings.Cut(v, "\n")
	case int:
		shown = fmt.Sprintf("%d", v) + strings.Repeat(",", len(fmt.Sprint(v))/4)
	case float64:
		switch c.look.kind {
		case kindMoney, kindRounded:
			shown = b.review.Currency.FormatRounded(v*b.review.Currency.Scale(), b.lang)
			if c.look.kind == kindMoney && b.formats[kindMoney] != b.formats[kindRounded] {
				shown += "." + strings.Repeat("0", b.review.Currency.Digits)
			}
		case kindPercent, kindShift, kindChange:
			shown = fmt.Sprintf("%+.1f%%", v*100)
		case kindPoints:
			shown = fmt.Sprintf("%+.1f%% pts", v*100)
		default:
			shown = fmt.Sprintf("%.1f", v)
		}
	case sales.Day, sales.Month:
		shown = "31 Oct 2026"
	case nil:
	default:
		shown = fmt.Sprint(v)
	}
	width := displayWidth(shown)
	if c.look.bold {
		width *= 1.08
	}
	return width
}

func longestWord(value any) float64 {
	longest := 0.0
	for _, word := range strings.Fields(fmt.Sprint(value)) {
		longest = math.Max(longest, displayWidth(word)*1.1)
	}
	return longest
}

// decorate adds what lies over the cells; it must come before Flush.
func (s *sheet) decorate() error {
	f := s.book.file
	for _, bar := range s.bars {
		err := f.SetConditionalFormat(s.name, bar.area, []excelize.ConditionalFormatOptions{{
			Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", BarColor: "#" + bar.colour,
		}})
		if err != nil {
			return fmt.Errorf("draw data bars: %w", err)
		}
	}
	for _, icon := range s.icons {
		err := f.SetConditionalFormat(s.name, icon.area, []excelize.ConditionalFormatOptions{{
			Type: "icon_set", IconStyle: "3TrafficLights1", ReverseIcons: icon.invert, IconsOnly: true,
		}})
		if err != nil {
			return fmt.Errorf("set icons: %w", err)
		}
	}
	if s.filter != "" {
		if err := f.AutoFilter(s.name, s.filter, nil); err != nil {
			return fmt.Errorf("set the filter: %w", err)
		}
	}
	for _, p := range s.charts {
		var combo []*excelize.Chart
		if p.combo != nil {
			combo = append(combo, p.combo)
		}
		if err := f.AddChart(s.name, p.at, p.chart, combo...); err != nil {
			return fmt.Errorf("draw a chart: %w", err)
		}
	}
	return nil
}
