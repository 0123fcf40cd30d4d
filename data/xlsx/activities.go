package xlsx

import (
	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// activitySheet is rep × type: what was done, connected, planned and wanted.
type activitySheet struct {
	*sheet
	types []sales.ActivityMetrics // the team's, one per type
	total int                     // row of the team in the matrix
}

const (
	activityRep    = 1
	activityNumber = 2
	activityFirst  = 3
)

func (b *book) fillActivities(a *activitySheet) {
	a.title(b.text("xlsx.sheet.activities"), b.subtitle())
	a.head, a.keep, a.unseen = 5, 1, 4
	a.hide(activityNumber)
	a.types = b.review.Report.Team.Activities
	a.heads(activityRep, 5, b.text("xlsx.column.rep"), b.text("xlsx.column.rep_no"))
	for i, t := range a.types {
		a.put(activityFirst+i, 4, count(i+1).with(lookKey()))
		a.put(activityFirst+i, 5, styled(b.typeName(t.Type), lookHead()))
	}
	extra := activityFirst + len(a.types)
	a.heads(extra, 5, b.text("xlsx.total"), b.text("xlsx.activity.connectedAll"), b.text("definitions.activity_ratio.title"), b.text("xlsx.activity.planned"),
		b.text("xlsx.activity.opened"), b.text("xlsx.activity.perOpportunity"), b.text("definitions.contact_rate.title"))
	row := 6
	for i, p := range b.reps {
		a.put(activityRep, row, text(p.name))
		a.put(activityNumber, row, count(p.number).with(lookKey()))
		a.matrixRow(row, b.review.Report.Reps[i].Metrics, p.number, equals("rep_no", fixedCol(activityNumber, row)))
		row++
	}
	a.put(activityRep, row, text(b.totalName()).totalled())
	a.put(activityNumber, row, text("").totalled())
	a.matrixRow(row, b.review.Report.Team, -1)
	a.total = row
	for col := activityFirst; col <= extra+6; col++ {
		a.put(col, row, a.rows[row][col].totalled())
	}
	a.agrees(and(
		near(at(extra, row), b.data.activities.sum("attempt", equals("type_no", `">0"`))),
		near(at(extra, row), literal(b.review.Report.Team.AllActivities.Den)),
	), b.attempts() == b.review.Report.Team.AllActivities.Den)
	if row > 6 {
		a.bars = append(a.bars, overlay{area: span(extra, 6, extra, row-1), colour: colourAccent})
	}
	a.block(5, row)
	a.drawActivities(row + 2)
	a.byType(row + 20)
}

func (b *book) attempts() float64 {
	n := 0
	for _, t := range b.tally {
		if b.typeNumber(t.Type) > 0 {
			n += t.Attempts
		}
	}
	return float64(n)
}

// matrixRow writes a rep's or the team's attempts by type, and what came of
// them.
func (a *activitySheet) matrixRow(row int, m sales.Metrics, rep int, own ...condition) {
	b := a.book
	for i := range a.types {
		done := 0
		if i < len(m.Activities) {
			done = m.Activities[i].Attempts
		}
		a.put(activityFirst+i, row, count(done).calc(b.data.activities.sum("attempt", append([]condition{equals("type_no", fixedRow(activityFirst+i, 4))}, own...)...)))
	}
	extra := activityFirst + len(a.types)
	planned := 0
	for _, t := range b.tally {
		if rep < 0 || b.numbers[t.RepID] == rep {
			planned += t.Planned
		}
	}
	typed := append([]condition{equals("type_no", `">0"`)}, own...)
	calls := "0+0"
	for i, t := range a.types {
		if t.Type == sales.Call {
			calls = at(activityFirst+i, row)
		}
	}
	a.line(extra, row,
		count(int(m.AllActivities.Den)).calc("SUM("+span(activityFirst, row, extra-1, row)+")"),
		count(int(m.AllActivities.Num)).calc(b.data.activities.sum("connected", typed...)),
		ratio(at(extra+1, row), at(extra, row), m.AllActivities),
		count(planned).calc(b.data.activities.sum("planned", append([]condition{equals("planned", "1")}, own...)...)),
		count(m.Opened).calc(b.data.deals.sum("created_in", append([]condition{equals("created_in", "1")}, own...)...)),
		number(sales.Ratio{Num: m.ContactRate.Den, Den: float64(m.Opened)}.Value()).calc(quotient(calls, at(extra+4, row))),
		number(perThousand(m.ContactRate)))
}

func perThousand(r sales.Ratio) *float64 {
	v := r.Value()
	if v == nil {
		return nil
	}
	thousand := *v * 1000
	return &thousand
}

// byType lists every rep and type with the goal.
func (a *activitySheet) byType(row int) {
	b := a.book
	a.put(1, row, styled(b.text("xlsx.activity.byType"), lookSection()))
	key := activityFirst + len(a.types) + 8
	a.hide(key)
	a.put(key, row+1, styled(b.text("xlsx.column.type_no"), lookAside()))
	a.heads(1, row+1, b.text("xlsx.column.rep"), b.text("xlsx.column.rep_no"), b.text("xlsx.column.type"),
		b.text("definitions.attempts.title"), b.text("definitions.connected.title"), b.text("definitions.activity_ratio.title"),
		b.text("xlsx.activity.goal"), b.text("xlsx.activity.goalDone"), b.text("xlsx.activity.goalShare"))
	head := row + 1
	a.repeat = [2]int{row, head}
	a.block(row, row+fewLines) // no heading with a line or two
	row += 2
	for r, p := range b.reps {
		for i, m := range b.review.Report.Reps[r].Metrics.Activities {
			if m.Attempts == 0 && m.Goal == nil {
				continue
			}
			own := []condition{equals("rep_no", fixedCol(2, row)), equals("type_no", fixedCol(key, row))}
			goal := sales.Ratio{Num: float64(m.GoalDone)}
			if m.Goal != nil {
				goal.Den = *m.Goal
			}
			a.line(1, row, text(p.name), count(p.number).with(lookKey()), text(b.typeName(m.Type)),
				count(m.Attempts).calc(b.data.activities.sum("attempt", own...)),
				count(m.Connected).calc(b.data.activities.sum("connected", own...)),
				ratio(at(5, row), at(4, row), m.Ratio), number(m.Goal), count(m.GoalDone),
				percent(goal).calc(ifNumber(at(7, row), quotient(at(8, row), at(7, row)))))
			a.put(key, row, count(i+1).with(lookAside()))
			row++
		}
	}
	a.filter = span(1, head, 9, max(row-1, head+1))
	a.bars = append(a.bars, overlay{area: span(9, head+1, 9, max(row-1, head+1)), colour: colourNeutral})
}

func (a *activitySheet) drawActivities(row int) {
	b := a.book
	if len(b.reps) == 0 || len(a.types) == 0 {
		return
	}
	last := 5 + len(b.reps)
	names := a.down(activityRep, 6, last)
	var parts []series
	colours := categoryColours()
	for i := range a.types {
		parts = append(parts, series{
			name: a.ref(activityFirst+i, 5), categories: names, values: a.down(activityFirst+i, 6, last), colour: colours[i%len(colours)],
		})
	}
	a.draw(1, row, plot{kind: excelize.ColStacked, title: b.text("xlsx.chart.activities"), unit: b.text("definitions.attempts.title"), series: parts, wide: 820, overlaps: true, upright: len(b.reps) > 12})
}
