package xlsx

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// quotaSheet is rep × target, achieved, variance and per cent for the month,
// the quarter and the year so far.
type quotaSheet struct {
	*sheet
	first int // row of the first rep
	total int // row of the team
}

// Columns of the quota sheet. Each block has target, achieved, variance, per
// cent.
const (
	quotaRep     = 1
	quotaNumber  = 2
	quotaMonth   = 3
	quotaQuarter = 7
	quotaYear    = 11
	quotaStatus  = 15
)

// quotaBlock is one of the periods that the quota sheet shows.
type quotaBlock struct {
	col    int
	title  string
	from   string // name of the cell with its first day
	report *sales.Report
}

func (b *book) quotaBlocks() []quotaBlock {
	return []quotaBlock{
		{quotaMonth, b.text("xlsx.quota.month"), "period_from", b.review.Report},
		{quotaQuarter, b.text("xlsx.quota.quarter"), "quarter_from", b.review.Quarter},
		{quotaYear, b.text("xlsx.quota.year"), "year_from", b.review.Year},
	}
}

func (b *book) fillQuota(q *quotaSheet) {
	q.title(b.text("xlsx.sheet.quota"), b.subtitle())
	q.head, q.keep, q.first = 6, 1, 7
	q.hide(quotaNumber)
	q.widths[quotaRep] = max(b.nameWidth(), 24)
	q.put(quotaRep, 5, styled("", lookHead()))
	q.heads(quotaRep, 6, b.text("xlsx.column.rep"), b.text("xlsx.column.rep_no"))
	for _, block := range b.quotaBlocks() {
		for i := range 4 {
			q.put(block.col+i, 5, styled("", lookHead()))
		}
		q.put(block.col, 5, styled(block.title, lookHead()))
		q.merge(block.col, 5, block.col+3, 5)
		q.heads(block.col, 6, b.text("xlsx.target"), b.text("xlsx.achieved"), b.text("xlsx.variance"), b.text("xlsx.percent"))
	}
	q.heads(quotaStatus, 6, b.text("xlsx.status"))
	row := q.first
	for i, p := range b.reps {
		q.put(quotaRep, row, text(p.name))
		q.put(quotaNumber, row, count(p.number).with(lookKey()))
		for _, block := range b.quotaBlocks() {
			q.period(block, row, block.report.Reps[i].Rep.ID, block.report.Reps[i].Metrics, false)
		}
		q.put(quotaStatus, row, b.status(b.review.Report.Reps[i].Metrics.Band))
		row++
	}
	row = q.unassigned(row)
	q.total = row
	q.put(quotaRep, row, text(b.totalName()).totalled())
	q.put(quotaNumber, row, text("").totalled())
	for _, block := range b.quotaBlocks() {
		q.period(block, row, b.review.RepID, block.report.Team, true)
	}
	q.put(quotaStatus, row, b.status(b.review.Report.Team.Band))
	q.mismatch(row + 1)
	q.partly(row + 2)
	q.legend(row + 3)
	q.block(row+3, row+5)
	if many := len(b.reps) > 30; many {
		q.repeat = [2]int{1, 6}
	}
	q.bars = append(q.bars,
		overlay{area: span(quotaMonth+3, q.first, quotaMonth+3, row), colour: colourAccent},
		overlay{area: span(quotaYear+3, q.first, quotaYear+3, row), colour: colourNeutral})
	q.checkQuota()
	q.extras(row + 8)
}

// totalName is what the row of sums is called.
func (b *book) totalName() string {
	if b.review.RepID != "" {
		return b.text("xlsx.total")
	}
	return b.text("xlsx.team")
}

// period writes one block of a row.
func (q *quotaSheet) period(block quotaBlock, row int, id sales.ID, m sales.Metrics, team bool) {
	b := q.book
	conditions := within("day", block.from, "period_to")
	if !team {
		conditions = append(conditions, equals("rep_no", fixedCol(quotaNumber, row)))
	}
	target, achieved := at(block.col, row), at(block.col+1, row)
	variance := any(noValue)
	if m.Quota != nil {
		variance = b.review.Currency.Major(m.Credited - *m.Quota)
	}
	partly := m.Quota != nil && b.cover(block, id).Partly()
	cells := []cell{
		b.moneyOr(m.Quota, b.text("xlsx.notSet")),
		b.money(m.Credited).calc(b.data.credits.sum("amount", conditions...)),
		{value: variance, formula: ifNumber(target, achieved+"-"+target), look: look{kind: kindMoney, align: "right"}},
		percent(m.Attainment).calc(ifNumber(target, quotient(achieved, target))),
	}
	if partly {
		last := &cells[len(cells)-1]
		last.look.italic = true
	}
	for i, c := range cells {
		if team {
			c = c.totalled()
		}
		q.put(block.col+i, row, c)
	}
}

// unassigned adds a row for credit that belongs to nobody in the review.
func (q *quotaSheet) unassigned(row int) int {
	b := q.book
	if !slices.ContainsFunc(b.review.Credits, func(c sales.ReviewCredit) bool { return b.numbers[c.RepID] == 0 }) {
		return row
	}
	q.put(quotaRep, row, styled(b.text("xlsx.unassigned"), look{italic: true}))
	q.put(quotaNumber, row, count(0).with(lookKey()))
	for _, block := range b.quotaBlocks() {
		var m sales.Metrics
		for _, c := range b.review.Credits {
			if b.numbers[c.RepID] == 0 && block.report.Period.Contains(c.Day) {
				m.Credited += c.Amount
			}
		}
		q.period(block, row, "", m, false)
	}
	return row + 1
}

// status is the band of a pace as a number, shown by an icon.
func (b *book) status(band sales.Band) cell {
	l := look{kind: kindCount, align: "center"}
	switch band {
	case sales.OnTrack:
		return cell{value: 3, look: l}
	case sales.Behind:
		return cell{value: 2, look: l}
	case sales.OffTrack:
		return cell{value: 1, look: l}
	case sales.Early:
		return styled(b.text("xlsx.status.early"), look{ink: colourMuted, align: "center"})
	default:
		return styled(noValue, look{ink: colourMuted, align: "center"})
	}
}

// legend says what the icons mean. Its three values also keep the scale of
// the icons fixed, which go by the smallest and the largest value.
func (q *quotaSheet) legend(row int) {
	b := q.book
	for i, band := range []sales.Band{sales.OnTrack, sales.Behind, sales.OffTrack} {
		q.put(quotaStatus, row+i, b.status(band))
		q.put(quotaStatus-1, row+i, styled(b.text("xlsx.status."+string(band)), look{ink: colourMuted, align: "right"}))
	}
	q.icons = append(q.icons, overlay{area: span(quotaStatus, q.first, quotaStatus, row+2)})
}

func (q *quotaSheet) mismatch(row int) {
	b := q.book
	shown := false
	for _, block := range b.quotaBlocks() {
		if mismatch := block.report.Team.QuotaMismatch; mismatch != nil && *mismatch != 0 {
			q.put(block.col, row, b.money(*mismatch).coloured(colourOffTrack))
			shown = true
		}
	}
	if shown {
		q.put(quotaRep, row, styled(b.text("xlsx.quota.mismatch"), look{italic: true, ink: colourMuted}.wrapped()))
		q.heights[row] = 2 * plainRow
	}
}

// cover is how much of a block's period up to the month's end the target of a
// rep, or of the team, was set for.
func (b *book) cover(block quotaBlock, rep sales.ID) sales.QuotaCover {
	p := sales.Period{From: block.report.Period.From, To: b.review.Month.Last()}
	return b.review.Report.CoverIn(p, rep)
}

// partly says of which periods only a part has a target. The per cents that hold
// what the whole brought against it stand in italics.
func (q *quotaSheet) partly(row int) {
	b := q.book
	shown := false
	for _, block := range b.quotaBlocks() {
		words := b.partlyText(block)
		if words == "" {
			continue
		}
		q.put(block.col, row, styled(words, look{italic: true, ink: colourMuted}.wrapped()))
		q.merge(block.col, row, block.col+3, row)
		shown = true
	}
	if shown {
		q.heights[row] = 2 * plainRow
	}
}

// partlyText says what the targets of a block were set for, empty where all were
// set for all.
func (b *book) partlyText(block quotaBlock) string {
	cover := b.cover(block, b.review.RepID)
	switch {
	case cover.Partly() && cover.Months < cover.AllMonths:
		return b.text("xlsx.quota.partly.months", "Set", cover.Months, "All", cover.AllMonths)
	case cover.Partly():
		return b.text("xlsx.quota.partly.reps", "Set", cover.Reps, "All", cover.AllReps)
	case slices.ContainsFunc(b.review.Report.Reps, func(r sales.RepMetrics) bool { return b.cover(block, r.Rep.ID).Partly() }):
		return b.text("xlsx.quota.partly.some")
	default:
		return ""
	}
}

// checkQuota compares the reps' sums with the data and with the program.
func (q *quotaSheet) checkQuota() {
	b := q.book
	conditions, now := []string{}, true
	for _, block := range b.quotaBlocks() {
		sum := "SUM(" + span(block.col+1, q.first, block.col+1, max(q.first, q.total-1)) + ")"
		if q.total > q.first {
			conditions = append(conditions, near(sum, at(block.col+1, q.total)))
		}
		conditions = append(conditions, near(at(block.col+1, q.total), b.exact(block.report.Team.Credited)))
		var credited sales.Amount
		for _, c := range b.review.Credits {
			if c.Day >= block.report.Period.From && c.Day <= b.review.Report.Period.To {
				credited += c.Amount
			}
		}
		now = now && credited == block.report.Team.Credited
	}
	q.agrees(and(conditions...), now)
}

// drawTargets draws target against actual per rep on another sheet.
func (q *quotaSheet) drawTargets(on *sheet, col, row int, wide uint) {
	b := q.book
	if len(b.reps) == 0 {
		return
	}
	names := q.down(quotaRep, q.first, q.first+len(b.reps)-1)
	on.draw(col, row, plot{
		kind: excelize.Col, title: b.text("xlsx.chart.targets"), money: true, wide: wide, upright: len(b.reps) > 12,
		series: []series{{name: q.ref(quotaMonth+1, 6), categories: names, values: q.down(quotaMonth+1, q.first, q.first+len(b.reps)-1), colour: colourAccent}},
		line:   []series{{name: q.ref(quotaMonth, 6), categories: names, values: q.down(quotaMonth, q.first, q.first+len(b.reps)-1), colour: colourInk}},
	})
}
