package xlsx

import (
	"math"
	"strconv"

	"attain/app/sales"
)

const (
	summaryMetric = iota + 1
	summaryValue
	summaryBefore
	summaryChange
	summaryGap
	summaryText
)

// summaryLine is one figure of the summary.
type summaryLine struct {
	key     string // of the definition
	kind    kind
	formula string
	of      func(sales.Metrics) any
	points  bool // the change is a difference of shares, else relative
}

// fillSummary is the first page: are we going to make it, and what stands out.
func (b *book) fillSummary(s *sheet) {
	s.title(b.text("xlsx.title", "Month", b.month(), "Scope", b.scope()), b.subtitle())
	many := len(b.reps) > 12
	s.head, s.single = 3, !many
	s.widths[summaryMetric], s.widths[summaryGap], s.widths[summaryText] = 30, 3, 88
	s.heads(summaryMetric, 5, b.text("xlsx.definition.metric"), b.month(), b.text("xlsx.score.before"), b.text("xlsx.change"))
	row := 6
	for _, l := range b.summaryLines() {
		s.figure(row, l)
		row++
	}
	after := s.signals(5) + 1
	s.allAgree()
	next := max(row, after) + 1
	if many {
		b.quota.drawTargets(s, 1, next, 1080)
		b.trend.drawTrend(s, 1, next+17, 1080)
		s.block(next, next+17+15) // the charts have a page of their own
		return
	}
	b.quota.drawTargets(s, 1, next, s.pixels(summaryMetric, summaryGap)-10)
	b.trend.drawTrend(s, summaryText, next, s.pixels(summaryText, summaryText))
}

// summaryLines are the figures of the first page, taken from the sheets that
// compute them.
func (b *book) summaryLines() []summaryLine {
	q, o, p := b.quota, b.outcomes, b.pipeline
	cellOf := func(col int) string { return q.ref(col, q.total) }
	ratios := func(of func(sales.Metrics) sales.Ratio) func(sales.Metrics) any {
		return func(m sales.Metrics) any { return ratioValue(of(m)) }
	}
	computed := func(of func(sales.Metrics) *float64) func(sales.Metrics) any {
		return func(m sales.Metrics) any {
			v := of(m)
			if v == nil {
				return noValue
			}
			return *v / b.review.Currency.Scale()
		}
	}
	quota, credited := cellOf(quotaMonth), cellOf(quotaMonth+1)
	won, lost := o.ref(outcomeWon, o.total), o.ref(outcomeLost, o.total)
	return []summaryLine{
		{"quota", kindMoney, quota, func(m sales.Metrics) any { return b.amountOr(m.Quota) }, false},
		{"credited", kindMoney, credited, func(m sales.Metrics) any { return b.major(m.Credited) }, false},
		{"attainment", kindPercent, ifNumber(quota, quotient(credited, quota)), ratios(func(m sales.Metrics) sales.Ratio { return m.Attainment }), true},
		{"gap", kindMoney, ifNumber(quota, "MAX(0,"+quota+"-"+credited+")"), func(m sales.Metrics) any { return b.amountOrNone(m.Gap) }, false},
		{"expected_to_date", kindRounded, "", computed(func(m sales.Metrics) *float64 { return m.ExpectedToDate }), false},
		{"pace", kindPercent, "", ratios(func(m sales.Metrics) sales.Ratio { return m.Pace }), true},
		{"run_rate_projection", kindRounded, "", computed(func(m sales.Metrics) *float64 { return m.RunRateProjection }), false},
		{"pipeline_projection", kindRounded, "", computed(func(m sales.Metrics) *float64 { return m.PipelineProjection }), false},
		{"attain_probability", kindPercent, "", func(m sales.Metrics) any { return orNone(m.AttainProbability) }, true},
		{"coverage", kindPercent, "", b.coverage, true},
		{"late_coverage", kindPercent, "", b.lateCoverage, true},
		{"required_coverage", kindPercent, "", func(m sales.Metrics) any { return orNone(m.RequiredCover) }, true},
		{"won", kindCount, won, func(m sales.Metrics) any { return m.Won }, false},
		{"lost", kindCount, lost, func(m sales.Metrics) any { return m.Lost }, false},
		{"win_rate", kindPercent, quotient(won, "("+won+"+"+lost+")"), ratios(func(m sales.Metrics) sales.Ratio { return m.WinRate }), true},
		{"average_won", kindRounded, "", func(m sales.Metrics) any { return b.majorRatio(m.AverageWon) }, false},
		{"open", kindCount, p.ref(p.total, p.teamRow["count"]), func(m sales.Metrics) any { return m.Open }, false},
		{"open_value", kindMoney, p.ref(p.total, p.teamRow["value"]), func(m sales.Metrics) any { return b.major(m.OpenValue) }, false},
		{"weighted", kindRounded, p.ref(p.total, p.teamRow["weighted"]), func(m sales.Metrics) any { return m.Weighted / b.review.Currency.Scale() }, false},
		{"activity_ratio", kindPercent, "", ratios(func(m sales.Metrics) sales.Ratio { return m.AllActivities }), true},
	}
}

func (b *book) amountOrNone(a *sales.Amount) any {
	if a == nil {
		return noValue
	}
	return b.major(*a)
}

// figure writes a figure beside the month before and the change.
func (s *sheet) figure(row int, l summaryLine) {
	b := s.book
	now, before := l.of(b.review.Report.Team), l.of(b.review.Before.Team)
	formula := l.formula
	if l.key == "gap" && now == noValue {
		formula = ""
	}
	s.line(summaryMetric, row, text(b.text("definitions."+l.key+".title")),
		cell{value: now, formula: formula, look: look{kind: l.kind, align: "right", bold: true}},
		cell{value: before, look: look{kind: l.kind, align: "right", ink: colourMuted}})
	change := cell{value: noValue, look: look{kind: kindShift, align: "right"}}
	a, isNow := plainNumber(now)
	p, isBefore := plainNumber(before)
	value, past := at(summaryValue, row), at(summaryBefore, row)
	both := "AND(ISNUMBER(" + value + "),ISNUMBER(" + past + "))"
	if l.points {
		change.look.kind = kindPoints
		if isNow && isBefore {
			change.value = visible(a - p)
		}
		s.put(summaryChange, row, change.calc("IF("+both+","+ifVisible(value+"-"+past)+`,"`+noValue+`")`))
		return
	}
	if isNow && isBefore && p != 0 {
		change.value = visible((a - p) / math.Abs(p))
	}
	s.put(summaryChange, row, change.calc("IF("+both+",IF("+past+`=0,"`+noValue+`",`+ifVisible("("+value+"-"+past+")/ABS("+past+")")+`),"`+noValue+`")`))
}

func plainNumber(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// signals lists what stands out most, and returns the row after it.
func (s *sheet) signals(row int) int {
	b := s.book
	s.put(summaryText, row, styled(b.text("xlsx.summary.signals"), lookHead()))
	row++
	const most = 5
	shown := 0
	for _, signal := range b.review.Signals {
		if shown == most || !signal.Shared {
			continue
		}
		shown++
		words := b.text("xlsx.signal."+signal.Kind) + " · " + signal.Text.In(b.lang)
		row = s.paragraph(summaryText, row, words, look{}.strong().coloured(signalColour(signal.Kind)))
		row = s.paragraph(summaryText, row, "→ "+signal.Action.In(b.lang), look{})
	}
	if shown == 0 {
		s.put(summaryText, row, styled(b.text("xlsx.summary.noSignals"), lookSub()))
		row++
	}
	return row
}

// paragraph writes a text over as many rows as it needs, without making them
// higher, since other columns share them; and returns the row after it.
func (s *sheet) paragraph(col, row int, words string, l look) int {
	perRow := s.widths[col] * 1.05
	if l.bold {
		perRow *= 0.92
	}
	rows := int(displayWidth(words)/perRow) + 1
	s.put(col, row, styled(words, l.wrapped()))
	s.merge(col, row, col, row+rows-1)
	s.last = max(s.last, row+rows-1)
	return row + rows
}

func signalColour(kind string) string {
	switch kind {
	case string(sales.Strength):
		return colourOnTrack
	case string(sales.Risk), string(sales.Weakness):
		return colourOffTrack
	default:
		return colourAccent
	}
}

// allAgree says whether the check rows of all sheets, which the definitions
// list, say yes.
func (s *sheet) allAgree() {
	b := s.book
	agree := true
	for _, c := range b.checks {
		agree = agree && c.agrees
	}
	s.put(1, 3, styled(b.text("xlsx.agrees"), lookSub()))
	s.put(2, 3, b.verdict(agree).calc(
		`IF(COUNTIF(`+b.checkArea+`,"`+b.text("xlsx.yes")+`")=`+itoa(len(b.checks))+`,"`+b.text("xlsx.yes")+`","`+b.text("xlsx.no")+`")`))
}

// verdict is yes or no.
func (b *book) verdict(agrees bool) cell {
	if agrees {
		return styled(b.text("xlsx.yes"), look{bold: true, ink: colourOnTrack})
	}
	return styled(b.text("xlsx.no"), look{bold: true, ink: colourOffTrack})
}

func roundUp(v float64) string { return strconv.Itoa(int(math.Ceil(v - 1e-9))) }

func oneDecimal(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
