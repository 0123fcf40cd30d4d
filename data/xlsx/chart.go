package xlsx

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// plot describes one native chart. Its series are ranges of cells, so that it
// stays editable.
type plot struct {
	kind     excelize.ChartType
	title    string
	series   []series
	line     []series // drawn as lines over the columns
	second   bool     // the lines have an axis of their own, in per cent
	percent  bool
	money    bool
	wide     uint
	high     uint
	overlaps bool
	months   bool   // the categories are months
	brief    bool   // without their years
	upright  bool   // with the names of many categories set upright
	bare     bool   // without a legend: its parts are no series that a reader knows
	unit     string // what the values are, beside their axis; of money the currency
}

// series is one row of numbers of a chart.
type series struct {
	name, categories, values string
	colour                   string
	hidden                   bool // takes space but is not drawn
}

// draw places a chart with its corner at a cell.
func (s *sheet) draw(col, row int, p plot) {
	if len(p.series) == 0 {
		return
	}
	main := s.book.chartOf(p, p.kind, p.series, false)
	placed := placed{col: col, at: at(col, row), chart: main}
	if len(p.line) > 0 {
		placed.combo = s.book.chartOf(p, excelize.Line, p.line, p.second)
	}
	s.charts = append(s.charts, placed)
	rows := int(p.size().Height) / 20
	s.block(row, row+rows)
	s.last = max(s.last, row+rows)
}

func (p plot) size() excelize.ChartDimension {
	d := excelize.ChartDimension{Width: 640, Height: 300}
	if p.wide > 0 {
		d.Width = p.wide
	}
	if p.high > 0 {
		d.Height = p.high
	}
	return d
}

func (b *book) chartOf(p plot, kind excelize.ChartType, list []series, second bool) *excelize.Chart {
	chart := &excelize.Chart{
		Type: kind, Dimension: p.size(),
		Format: excelize.GraphicOptions{Positioning: "oneCell"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: p.title, Font: &excelize.Font{Bold: true, Size: 12, Color: colourInk, Family: b.font},
		}}},
		Legend:       excelize.ChartLegend{Position: "bottom", Font: &excelize.Font{Size: 9, Color: colourMuted, Family: b.font}},
		Border:       excelize.LineOptions{Type: excelize.LineNone},
		ShowBlanksAs: "gap",
		XAxis:        excelize.ChartAxis{Font: b.axisFont()},
		YAxis:        excelize.ChartAxis{Font: b.axisFont(), MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: b.axisFormat(p)}},
	}
	if unit := b.unitOf(p); unit != "" {
		chart.YAxis.Title = excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: unit, Font: &excelize.Font{Size: 9, Color: colourMuted, Family: b.font},
		}}}
	}
	if p.months {
		chart.XAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: b.text("xlsx.axisMonth")}
	}
	if p.upright {
		chart.XAxis.Alignment.TextRotation = -90
	}
	if p.brief {
		chart.XAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: b.text("xlsx.axisMonthBrief")}
	}
	if second {
		top, zero := 1.0, 0.0
		chart.YAxis = excelize.ChartAxis{
			Font: b.axisFont(), Secondary: true, Maximum: &top, Minimum: &zero, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"},
		}
	}
	if p.overlaps {
		full := 100
		gap := uint(40)
		chart.Overlap, chart.GapWidth = &full, &gap
	}
	shown := 0
	for _, one := range list {
		chart.Series = append(chart.Series, b.seriesOf(one, kind))
		if !one.hidden {
			shown++
		}
	}
	if shown+len(p.line) < 2 || p.bare {
		chart.Legend.Position = "none"
	}
	return chart
}

// unitOf says in what the values of a chart are counted.
func (b *book) unitOf(p plot) string {
	if p.money {
		return b.review.Currency.Code
	}
	return p.unit
}

func (b *book) axisFont() excelize.Font {
	return excelize.Font{Size: 9, Color: colourMuted, Family: b.font}
}

// axisFormat keeps the numbers of an axis short.
func (b *book) axisFormat(p plot) string {
	switch {
	case p.percent:
		return "0%"
	case p.money && b.lang == "ko":
		return `[>=1000000]#,##0,,"백만";[>=1000]#,##0,"천";#,##0`
	case p.money:
		return `[>=1000000]#,##0.0,,"M";[>=1000]#,##0,"k";#,##0`
	}
	return "#,##0"
}

func (b *book) seriesOf(one series, kind excelize.ChartType) excelize.ChartSeries {
	made := excelize.ChartSeries{
		Name: one.name, Categories: one.categories, Values: one.values,
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{one.colour}},
	}
	if kind == excelize.Line {
		made.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2, Fill: made.Fill}
		made.Marker = excelize.ChartMarker{Symbol: "circle", Size: 5, Fill: made.Fill}
	}
	if one.hidden {
		made.Fill = excelize.Fill{Type: "pattern", Pattern: 0}
		made.Line = excelize.LineOptions{Type: excelize.LineNone}
	}
	return made
}

// row is a range across columns in a row, column down rows, of this sheet.
func (s *sheet) across(row, col1, col2 int) string { return s.area(col1, row, col2, row) }

func (s *sheet) down(col, row1, row2 int) string { return s.area(col, row1, col, max(row1, row2)) }

// itoa is for formulas.
func itoa(n int) string { return strconv.Itoa(n) }
