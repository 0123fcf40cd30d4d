package xlsx

import (
	"math"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// pipelineSheet is rep × stage: how many deals are open, their value and
// their weighted value; and those that need attention.
type pipelineSheet struct {
	*sheet
	stages  []openStage
	rep     int // column of the reps' names
	number  int // column of the reps' numbers
	first   int // column of the first stage
	total   int // column of the sums
	blocks  map[string]int
	teamRow map[string]int
}

// openStage is a stage in which deals can be open, with its number in the
// data. Number 0 is the unknown stage.
type openStage struct {
	number int
	name   string
	id     sales.ID
}

// openStages lists the open stages in order, archived ones only where deals
// are in them.
func (b *book) openStages() []openStage {
	used := map[sales.ID]bool{}
	unknown := false
	for _, d := range b.review.Deals {
		if d.Kind == sales.StageOpen {
			used[d.Stage] = true
			unknown = unknown || b.stageNumber(d.Stage) == 0
		}
	}
	var list []openStage
	for i, s := range b.review.Stages {
		if s.Kind == sales.StageOpen && (!s.Archived || used[s.ID]) {
			list = append(list, openStage{number: i + 1, name: s.Name, id: s.ID})
		}
	}
	if unknown {
		list = append(list, openStage{name: b.text("xlsx.unknownStage")})
	}
	return list
}

// pipelineMeasure is what a block of the pipeline sheet shows of some deals.
type pipelineMeasure struct {
	key    string
	column string // of the data; empty: count
	of     func(sales.ReviewDeal) float64
	kind   kind
}

func (b *book) pipelineMeasures() []pipelineMeasure {
	scale := b.review.Currency.Scale()
	return []pipelineMeasure{
		{"count", "", func(sales.ReviewDeal) float64 { return 1 }, kindCount},
		{"value", "amount", func(d sales.ReviewDeal) float64 { return float64(d.Amount) / scale }, kindMoney},
		{"weighted", "weighted", func(d sales.ReviewDeal) float64 { return d.Weighted() / scale }, kindRounded},
	}
}

func (b *book) fillPipeline(p *pipelineSheet) {
	p.title(b.text("xlsx.sheet.pipeline"), b.subtitle())
	p.rep, p.number, p.first = 1, 2, 3
	p.stages = b.openStages()
	p.total = p.first + len(p.stages)
	p.head, p.keep, p.unseen = 4, 1, 4
	p.hide(p.number)
	for i, s := range p.stages {
		p.put(p.first+i, 4, count(s.number).with(lookKey()))
	}
	// The chart stands above the first table, or beside it where that takes a
	// page for itself. It is drawn once its numbers have their places.
	const room, many = 17, 9
	row, beside := 5, len(b.reps) > many
	if len(p.stages) > 0 && !beside {
		row += room
	}
	for _, m := range b.pipelineMeasures() {
		row = p.figures(row, m)
	}
	p.attention(row)
	values := p.teamRow["value"]
	team := b.review.Report.Team
	p.agrees(and(
		near(at(p.total, p.teamRow["count"]), b.data.deals.count(equals("outcome", `"open"`))),
		near(at(p.total, values), b.data.deals.sum("amount", equals("outcome", `"open"`))),
		near(at(p.total, p.teamRow["count"]), itoa(team.Open)), near(at(p.total, values), b.exact(team.OpenValue)),
	), math.Abs(p.sum(b.pipelineMeasures()[1], nil, nil)-b.review.Currency.Major(team.OpenValue)) < 0.005)
	p.drawStages(beside)
}

// sum adds a measure up over the open deals of a rep and a stage; nil is all.
func (p *pipelineSheet) sum(m pipelineMeasure, rep *int, stage *openStage) float64 {
	b := p.book
	sum := 0.0
	for _, d := range b.review.Deals {
		if d.Kind != sales.StageOpen || rep != nil && b.numbers[d.RepID] != *rep || stage != nil && b.stageNumber(d.Stage) != stage.number {
			continue
		}
		sum += m.of(d)
	}
	return sum
}

// figures writes rep × stage of one measure and returns the row after it.
func (p *pipelineSheet) figures(row int, m pipelineMeasure) int {
	b := p.book
	p.put(p.rep, row, styled(b.text("xlsx.pipeline."+m.key), lookSection()))
	p.blocks[m.key] = row
	p.heads(p.rep, row+1, b.text("xlsx.column.rep"), b.text("xlsx.column.rep_no"))
	for i, s := range p.stages {
		p.put(p.first+i, row+1, styled(s.name, lookHead()))
	}
	p.heads(p.total, row+1, b.text("xlsx.total"))
	row += 2
	first := row
	numbers := make([]int, 0, len(b.reps)+1)
	for _, person := range b.reps {
		numbers = append(numbers, person.number)
	}
	zero := 0
	if p.sum(b.pipelineMeasures()[0], &zero, nil) > 0 {
		numbers = append(numbers, 0)
	}
	for _, n := range numbers {
		p.put(p.rep, row, text(b.repName(n)))
		p.put(p.number, row, count(n).with(lookKey()))
		for i := range p.stages {
			own := []condition{equals("outcome", `"open"`), equals("rep_no", fixedCol(p.number, row)), equals("stage_no", fixedRow(p.first+i, 4))}
			p.put(p.first+i, row, p.figure(m, own, p.sum(m, &n, &p.stages[i])))
		}
		p.put(p.total, row, cell{value: p.sum(m, &n, nil), look: look{kind: m.kind, bold: true}, formula: "SUM(" + span(p.first, row, p.total-1, row) + ")"})
		row++
	}
	p.put(p.rep, row, text(b.totalName()).totalled())
	p.put(p.number, row, text("").totalled())
	for i := range p.stages {
		formula := b.columnSum(p.first+i, first, row-1)
		p.put(p.first+i, row, cell{value: p.sum(m, nil, &p.stages[i]), look: look{kind: m.kind}, formula: formula}.totalled())
	}
	p.put(p.total, row, cell{value: p.sum(m, nil, nil), look: look{kind: m.kind}, formula: b.columnSum(p.total, first, row-1)}.totalled())
	if row > first {
		p.bars = append(p.bars, overlay{area: span(p.total, first, p.total, row-1), colour: colourAccent})
	}
	p.teamRow[m.key] = row
	p.block(first-2, row)
	return row + 2
}

// columnSum is a formula for the sum of some rows, 0 where there are none.
func (b *book) columnSum(col, first, last int) string {
	if last < first {
		return "0+0"
	}
	return "SUM(" + span(col, first, col, last) + ")"
}

func (p *pipelineSheet) figure(m pipelineMeasure, conditions []condition, value float64) cell {
	formula := p.book.data.deals.count(conditions...)
	if m.column != "" {
		formula = p.book.data.deals.sum(m.column, conditions...)
	}
	return cell{value: value, look: look{kind: m.kind}, formula: formula}
}

func (b *book) repName(number int) string {
	if number == 0 {
		return b.text("xlsx.unassigned")
	}
	return b.reps[number-1].name
}

// attention lists the open deals per rep that are overdue, undated, stuck or
// neglected, and the load of each rep, and returns its last row.
func (p *pipelineSheet) attention(row int) int {
	b, start := p.book, row
	p.put(p.rep, row, styled(b.text("xlsx.pipeline.attention"), lookSection()))
	keys := []string{"overdue", "overdueValue", "undated", "undatedValue", "stuck", "neglected", "loadLow", "loadHigh"}
	p.heads(p.rep, row+1, b.text("xlsx.column.rep"), b.text("xlsx.column.rep_no"))
	for i, key := range keys {
		p.heads(p.first+i, row+1, b.text("xlsx.pipeline."+key))
	}
	row += 2
	for i, person := range b.reps {
		p.put(p.rep, row, text(person.name))
		p.put(p.number, row, count(person.number).with(lookKey()))
		m := b.review.Report.Reps[i].Metrics
		for c, value := range p.attentionCells(m, []condition{equals("rep_no", fixedCol(p.number, row))}) {
			p.put(p.first+c, row, value)
		}
		p.line(p.first+6, row, number(m.Load.Low), number(m.Load.High))
		row++
	}
	p.put(p.rep, row, text(b.totalName()).totalled())
	p.put(p.number, row, text("").totalled())
	for c, value := range p.attentionCells(b.review.Report.Team, nil) {
		p.put(p.first+c, row, value.totalled())
	}
	p.line(p.first+6, row, text("").totalled(), text("").totalled())
	p.block(start, row)
	return row
}

func (p *pipelineSheet) attentionCells(m sales.Metrics, own []condition) []cell {
	b, deals := p.book, p.book.data.deals
	open := append([]condition{equals("outcome", `"open"`)}, own...)
	with := func(c condition) []condition { return append([]condition{c}, open...) }
	dated := with(equals("expected", `">0"`))
	return []cell{
		count(m.Overdue.Count).calc(deals.count(with(equals("overdue", "1"))...)),
		b.money(m.Overdue.Value).calc(deals.sum("amount", with(equals("overdue", "1"))...)),
		count(m.Undated.Count).calc(deals.count(open...) + "-(" + deals.count(dated...) + ")"),
		b.money(m.Undated.Value).calc(deals.sum("amount", open...) + "-(" + deals.sum("amount", dated...) + ")"),
		count(m.Stuck).calc(deals.count(with(equals("stuck", "1"))...)),
		count(m.Neglected).calc(deals.count(with(equals("neglected", "1"))...)),
	}
}

// drawStages draws value and weighted value by stage, above the tables or at
// the right of the first.
func (p *pipelineSheet) drawStages(beside bool) {
	if len(p.stages) == 0 {
		return
	}
	b := p.book
	last := p.total - 1
	names := p.across(p.blocks["value"]+1, p.first, last)
	col, wide := 1, uint(760)
	if beside {
		col, wide = p.total+2, 560
	}
	p.draw(col, 5, plot{
		kind: excelize.Col, title: b.text("xlsx.chart.pipeline"), money: true, wide: wide,
		series: []series{
			{name: p.ref(p.rep, p.blocks["value"]), categories: names, values: p.across(p.teamRow["value"], p.first, last), colour: colourAccent},
			{name: p.ref(p.rep, p.blocks["weighted"]), categories: names, values: p.across(p.teamRow["weighted"], p.first, last), colour: colourOnTrack},
		},
	})
}
