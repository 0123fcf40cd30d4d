package xlsx

import (
	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// trendSheet is the credit of thirteen months, for the team and each rep.
type trendSheet struct {
	*sheet
	first, last int // rows of the months
	months      int // row with the months as heads of the reps' columns
	reps        int // row of the first rep
}

const (
	trendMonth = iota + 1
	trendCredited
	trendQuota
	trendPercent
	trendChange
	trendWon
	trendNote
)

// trendReps is the first month's column in the reps' rows.
const trendReps = 2

func (b *book) fillTrend(t *trendSheet) {
	t.title(b.text("xlsx.sheet.trend"), b.subtitle())
	t.head, t.keep = 6, 1
	t.widths[trendMonth] = b.nameWidth()
	t.heads(trendMonth, 6, b.text("xlsx.month"), b.text("xlsx.achieved"), b.text("xlsx.target"), b.text("xlsx.percent"),
		b.text("xlsx.change"), b.text("definitions.won.title"), b.text("xlsx.trend.note"))
	t.line(trendNote+1, 6, styled("", lookHead()), styled("", lookHead()))
	t.merge(trendNote, 6, trendNote+2, 6)
	t.first = 7
	for i, m := range b.review.Report.Trend {
		t.month(t.first+i, i, m)
	}
	t.last = t.first + max(len(b.review.Report.Trend), 1) - 1
	t.put(trendMonth, t.last+1, text(b.text("xlsx.total")).totalled())
	var sum sales.Amount
	won := 0
	for _, m := range b.review.Report.Trend {
		sum += m.Credited
		won += m.Won
	}
	total := t.last + 1
	t.put(trendCredited, total, b.money(sum).calc("SUM("+span(trendCredited, t.first, trendCredited, t.last)+")").totalled())
	for col := trendQuota; col <= trendNote+2; col++ {
		t.put(col, total, text("").totalled())
	}
	t.put(trendWon, total, count(won).calc("SUM("+span(trendWon, t.first, trendWon, t.last)+")").totalled())
	var ledger sales.Amount
	for _, c := range b.review.Credits {
		ledger += c.Amount
	}
	t.agrees(and(near(at(trendCredited, total), b.data.credits.sum("amount")), near(at(trendCredited, total), b.exact(sum))), ledger == sum)
	t.bars = append(t.bars, overlay{area: span(trendPercent, t.first, trendPercent, t.last), colour: colourNeutral})
	t.drawTrend(t.sheet, 1, total+2, 900)
	t.byRep(total + 20)
}

// month writes a month's row. A running month is compared with the month
// before up to as many working days, which only the program knows.
func (t *trendSheet) month(row, i int, m sales.TrendMonth) {
	b := t.book
	t.put(trendMonth, row, cell{value: m.Month, look: look{kind: kindMonth, align: "left"}})
	conditions := within("day", fixedCol(trendMonth, row), "EOMONTH("+fixedCol(trendMonth, row)+",0)")
	t.put(trendCredited, row, b.money(m.Credited).calc(b.data.credits.sum("amount", conditions...)))
	t.put(trendQuota, row, b.moneyOr(m.Quota, b.text("xlsx.notSet")))
	reached := sales.Ratio{Num: float64(m.Credited)}
	if m.Quota != nil {
		reached.Den = float64(*m.Quota)
	}
	target := at(trendQuota, row)
	t.put(trendPercent, row, percent(reached).calc(ifNumber(target, quotient(at(trendCredited, row), target))))
	change := cell{value: b.text("xlsx.trend.new"), look: look{kind: kindChange, align: "right"}}
	if value := m.Change.Value(); value != nil {
		change.value = visible(*value)
	}
	if i > 0 && !m.Running {
		before, now := at(trendCredited, row-1), at(trendCredited, row)
		change.formula = `IF(` + before + `=0,"` + b.text("xlsx.trend.new") + `",` + ifVisible("("+now+"-"+before+")/"+before) + ")"
	}
	t.put(trendChange, row, change)
	t.put(trendWon, row, count(m.Won))
	note := ""
	switch {
	case m.Running:
		note = b.text("xlsx.trend.running")
	case m.Turn:
		note = b.text("xlsx.trend.turn")
	}
	t.put(trendNote, row, styled(note, look{ink: colourMuted, indent: 1}))
}

// byRep lists each rep's credit by month.
func (t *trendSheet) byRep(row int) {
	b := t.book
	months := b.review.Report.Trend
	t.put(1, row, styled(b.text("xlsx.trend.reps"), lookSection()))
	t.months, t.reps = row+1, row+2
	t.heads(1, t.months, b.text("xlsx.column.rep"))
	head := lookHead()
	head.kind = kindMonth
	for i, m := range months {
		t.put(trendReps+i, t.months, cell{value: m.Month, look: head})
	}
	end := trendReps + len(months)
	number := end + 1
	t.heads(end, t.months, b.text("xlsx.total"))
	t.put(number, t.months, styled(b.text("xlsx.column.rep_no"), lookAside()))
	t.hide(number)
	for r, p := range b.reps {
		line := t.reps + r
		t.put(1, line, text(p.name))
		t.put(number, line, count(p.number).with(lookAside()))
		var sum sales.Amount
		for i, m := range b.review.Report.Reps[r].Trend {
			if i >= len(months) {
				break
			}
			month := fixedRow(trendReps+i, t.months)
			own := append(within("day", month, "EOMONTH("+month+",0)"), equals("rep_no", fixedCol(number, line)))
			t.put(trendReps+i, line, b.money(m.Credited).calc(b.data.credits.sum("amount", own...)))
			sum += m.Credited
		}
		if len(months) > 0 {
			t.put(end, line, cell{value: b.review.Currency.Major(sum), formula: "SUM(" + span(trendReps, line, end-1, line) + ")", look: look{kind: kindMoney, bold: true}})
		}
	}
	if len(b.reps) > 0 {
		t.bars = append(t.bars, overlay{area: span(end, t.reps, end, t.reps+len(b.reps)-1), colour: colourAccent})
	}
	t.block(row, row+1+len(b.reps))
}

// monthWide is the room, in pixels, in which a month's name stands level.
const monthWide = 60

// drawTrend draws the months against their quota.
func (t *trendSheet) drawTrend(on *sheet, col, row int, wide uint) {
	months := t.down(trendMonth, t.first, t.last)
	on.draw(col, row, plot{
		kind: excelize.Col, title: t.book.text("xlsx.chart.trend"), money: true, months: true, wide: wide, upright: wide < monthWide*uint(len(t.book.review.Report.Trend)),
		series: []series{{name: t.ref(trendCredited, 6), categories: months, values: t.down(trendCredited, t.first, t.last), colour: colourAccent}},
		line:   []series{{name: t.ref(trendQuota, 6), categories: months, values: t.down(trendQuota, t.first, t.last), colour: colourInk}},
	})
}
