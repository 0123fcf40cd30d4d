package xlsx

import (
	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

const (
	outcomeRep = iota + 1
	outcomeNumber
	outcomeWon
	outcomeLost
	outcomeWonValue
	outcomeLostValue
	outcomeRate
	outcomeValueRate
	outcomeAverage
	outcomeDays
)

// outcomeSheet shows what was won and lost, by rep, reason and stage.
type outcomeSheet struct {
	*sheet
	first, total int
}

func (b *book) fillOutcomes(o *outcomeSheet) {
	o.title(b.text("xlsx.sheet.outcomes"), b.subtitle())
	o.head, o.keep = 5, 1
	o.hide(outcomeNumber)
	o.widths[outcomeRep] = max(b.nameWidth(), 26)
	o.heads(outcomeRep, 5, b.text("xlsx.column.rep"), b.text("xlsx.column.rep_no"), b.text("definitions.won.title"), b.text("definitions.lost.title"),
		b.text("definitions.won_value.title"), b.text("definitions.lost_value.title"), b.text("definitions.win_rate.title"), b.text("definitions.value_win_rate.title"),
		b.text("definitions.average_won.title"), b.text("definitions.days_to_win.title"))
	o.first = 6
	row := o.first
	for i, p := range b.reps {
		o.put(outcomeRep, row, text(p.name))
		o.put(outcomeNumber, row, count(p.number).with(lookKey()))
		o.result(row, b.review.Report.Reps[i].Metrics, equals("rep_no", fixedCol(outcomeNumber, row)))
		row++
	}
	o.total = row
	team := b.review.Report.Team
	o.put(outcomeRep, row, text(b.totalName()).totalled())
	o.put(outcomeNumber, row, text("").totalled())
	o.result(row, team)
	for col := outcomeWon; col <= outcomeDays; col++ {
		o.put(col, row, o.rows[row][col].totalled())
	}
	won, lost := b.closed()
	o.agrees(and(near(at(outcomeWon, row), itoa(team.Won)), near(at(outcomeLost, row), itoa(team.Lost)),
		near(at(outcomeWonValue, row), b.exact(team.WonValue)), near(at(outcomeLostValue, row), b.exact(team.LostValue))),
		won == team.Won && lost == team.Lost)
	row = o.pareto(row+2, sales.StageLost)
	row = o.pareto(row, sales.StageWon)
	o.lastStages(row)
}

func (b *book) closed() (won, lost int) {
	for _, d := range b.review.Deals {
		if b.review.Report.Period.Contains(d.Since) {
			won += flag(d.Kind == sales.StageWon)
			lost += flag(d.Kind == sales.StageLost)
		}
	}
	return won, lost
}

// result writes won, lost and the rates of a rep or the team.
func (o *outcomeSheet) result(row int, m sales.Metrics, own ...condition) {
	b, deals := o.book, o.book.data.deals
	closed := func(outcome string) []condition {
		return append([]condition{equals("outcome", outcome), equals("closed_in", "1")}, own...)
	}
	won, lost := at(outcomeWon, row), at(outcomeLost, row)
	wonValue, lostValue := at(outcomeWonValue, row), at(outcomeLostValue, row)
	average := cell{value: noValue, look: look{kind: kindRounded, align: "right"}}
	if m.Won > 0 {
		average = b.minor(m.AverageWon.Of(0))
	}
	o.line(outcomeWon, row,
		count(m.Won).calc(deals.count(closed(`"won"`)...)), count(m.Lost).calc(deals.count(closed(`"lost"`)...)),
		b.money(m.WonValue).calc(deals.sum("amount", closed(`"won"`)...)), b.money(m.LostValue).calc(deals.sum("amount", closed(`"lost"`)...)),
		ratio(won, "("+won+"+"+lost+")", m.WinRate), ratio(wonValue, "("+wonValue+"+"+lostValue+")", m.ValueWinRate),
		average.calc(quotient(wonValue, won)), number(m.DaysToWin.Mean))
}

// pareto lists the reasons of an outcome, most frequent first, with their
// cumulative share, and draws them.
func (o *outcomeSheet) pareto(row int, outcome sales.StageKind) int {
	b := o.book
	start := row
	o.put(1, row, styled(b.text("xlsx.reasons."+string(outcome)), lookSection()))
	o.heads(1, row+1, b.text("xlsx.column.reason"), b.text("xlsx.column.reason_no"), b.text("xlsx.deals"), b.text("xlsx.column.amount"), b.text("xlsx.share"), b.text("xlsx.cumulative"))
	row += 2
	first := row
	all := b.review.Report.Team.Won
	if outcome == sales.StageLost {
		all = b.review.Report.Team.Lost
	}
	for i, r := range b.review.Report.Team.Reasons {
		if r.Kind != outcome {
			continue
		}
		name := r.Reason
		if name == "" {
			name = b.text("xlsx.reasons.none")
		}
		own := []condition{equals("outcome", `"`+string(outcome)+`"`), equals("closed_in", "1"), equals("reason_no", fixedCol(2, row))}
		o.line(1, row, text(name), count(i+1).with(lookKey()), count(r.Count).calc(b.data.deals.count(own...)),
			b.money(r.Amount).calc(b.data.deals.sum("amount", own...)))
		row++
	}
	cumulative := sales.Ratio{Den: float64(all)}
	at3 := func(row int) string { return fixed(3, row) }
	shown := row
	for i, r := range b.reasonsOf(outcome) {
		line := first + i
		cumulative.Num += float64(r.Count)
		whole := "SUM(" + at3(first) + ":" + at3(shown-1) + ")"
		o.put(5, line, ratio(at(3, line), whole, r.Share))
		o.put(6, line, ratio("SUM("+at3(first)+":"+at(3, line)+")", whole, cumulative))
	}
	if row == first {
		o.put(1, row, styled(b.text("xlsx.reasons.empty"), lookSub()))
		return row + 2
	}
	names := o.down(1, first, row-1)
	const beside = 8 // the chart stands at the table's right
	o.draw(beside, start, plot{
		kind: excelize.Col, title: b.text("xlsx.chart.reasons." + string(outcome)), unit: b.text("xlsx.deals"), wide: 520, high: 260, second: true,
		series: []series{{name: o.ref(3, first-1), categories: names, values: o.down(3, first, row-1), colour: b.outcomeColour(outcome)}},
		line:   []series{{name: o.ref(6, first-1), categories: names, values: o.down(6, first, row-1), colour: colourInk}},
	})
	row = max(row, start+13)
	o.block(start, row)
	return row + 1
}

func (b *book) reasonsOf(outcome sales.StageKind) []sales.Reason {
	var list []sales.Reason
	for _, r := range b.review.Report.Team.Reasons {
		if r.Kind == outcome {
			list = append(list, r)
		}
	}
	return list
}

func (b *book) outcomeColour(outcome sales.StageKind) string {
	if outcome == sales.StageWon {
		return colourOnTrack
	}
	return colourOffTrack
}

// lastStages says in which stage deals were won and lost.
func (o *outcomeSheet) lastStages(row int) {
	b, start := o.book, row
	o.put(1, row, styled(b.text("xlsx.reasons.stages"), lookSection()))
	o.heads(1, row+1, b.text("xlsx.stage"), b.text("xlsx.column.stage_no"), b.text("definitions.won.title"), b.text("definitions.lost.title"), b.text("definitions.win_rate.title"))
	row += 2
	byStage := map[sales.ID][2]int{}
	var order []sales.ID
	for _, r := range b.review.Report.Team.ReasonsByStage {
		counts, seen := byStage[r.Stage]
		if !seen {
			order = append(order, r.Stage)
		}
		if r.Kind == sales.StageWon {
			counts[0] += r.Count
		} else {
			counts[1] += r.Count
		}
		byStage[r.Stage] = counts
	}
	for _, id := range order {
		n := b.stageNumber(id)
		own := []condition{equals("closed_in", "1"), equals("last_stage_no", fixedCol(2, row))}
		won, lost := byStage[id][0], byStage[id][1]
		o.line(1, row, text(b.stageOf(id)), count(n).with(lookKey()),
			count(won).calc(b.data.deals.count(append(own, equals("outcome", `"won"`))...)),
			count(lost).calc(b.data.deals.count(append(own, equals("outcome", `"lost"`))...)),
			ratio(at(3, row), "("+at(3, row)+"+"+at(4, row)+")", sales.Ratio{Num: float64(won), Den: float64(won + lost)}))
		row++
	}
	o.block(start, row)
}
