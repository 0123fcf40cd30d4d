package xlsx

import (
	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// Columns of the movement sheet. The last three are what the waterfall is
// stacked of: a hidden base, what goes up and what goes down.
const (
	movementStep = iota + 1
	movementValue
	movementDeals
	movementBase
	movementLevel
	movementUp
	movementDown
)

// fillMovement shows how the open value came from start to end.
func (b *book) fillMovement(s *sheet) {
	s.title(b.text("xlsx.sheet.movement"), b.subtitle())
	s.head = 5
	s.hide(movementBase, movementLevel, movementUp, movementDown)
	s.heads(movementStep, 5, b.text("xlsx.movement.step"), b.text("xlsx.movement.value"), b.text("xlsx.movement.deals"),
		b.text("xlsx.movement.base"), b.text("xlsx.movement.level"), b.text("xlsx.movement.up"), b.text("xlsx.movement.down"))
	m := b.review.Report.Team.Movement
	steps := movementSteps()
	first := 6
	last := first + len(steps) - 1
	scale := b.review.Currency.Scale()
	level := 0.0
	for i, step := range steps {
		row := first + i
		value := step.of(m)
		b.checkAmount(value)
		major := float64(value) / scale
		l := look{}
		if step.sign == 0 {
			l = l.strong()
		}
		s.put(movementStep, row, styled(b.text("xlsx.column."+step.key), l))
		deals := 0
		for _, f := range b.review.Flows {
			if step.of(f.Movement) != 0 {
				deals++
			}
		}
		s.put(movementDeals, row, count(deals).calc(b.data.flows.count(equals(step.key, `"<>0"`), equals("rep_no", `">=0"`))))
		formula := b.data.flows.sum(step.key)
		if i == len(steps)-1 {
			formula = at(movementValue, first)
			for j := 1; j < len(steps)-1; j++ {
				formula += map[int]string{1: "+", -1: "-"}[steps[j].sign] + at(movementValue, first+j)
			}
		}
		s.put(movementValue, row, cell{value: major, look: look{kind: kindMoney, bold: step.sign == 0}, formula: formula})
		before := level
		if step.sign == 0 {
			level = major
		} else {
			level += float64(step.sign) * major
		}
		s.bricks(row, step, before, level, i == 0)
	}
	end := last
	ends := near(b.data.flows.sum("end"), at(movementValue, end))
	s.agrees(and(ends, near(at(movementValue, end), b.exact(m.End))), b.movementAgrees())
	s.drawMovement(first, last)
}

// bricks writes the parts of which the waterfall is stacked, where the open
// value goes from before to after.
func (s *sheet) bricks(row int, step step, before, after float64, first bool) {
	value := at(movementValue, row)
	muted := look{kind: kindMoney, ink: colourFaint}
	put := func(col int, formula string, value float64) {
		s.put(col, row, cell{value: value, formula: formula, look: muted})
	}
	if step.sign == 0 {
		put(movementBase, "0*"+value, 0)
		put(movementLevel, value, after)
		put(movementUp, "0*"+value, 0)
		put(movementDown, "0*"+value, 0)
		return
	}
	signed := value
	change := after - before
	if step.sign < 0 {
		signed = "-" + value
	}
	// Where the value stood before: the top of the row above.
	above := at(movementBase, row-1) + "+" + at(movementLevel, row-1) + "+" + at(movementUp, row-1)
	if !first && s.rows[row-1][movementDown].value != nil {
		above = "IF(" + at(movementDown, row-1) + ">0," + at(movementBase, row-1) + "," + above + ")"
	}
	put(movementBase, "MIN("+above+","+above+"+("+signed+"))", min(before, after))
	put(movementLevel, "0*"+value, 0)
	put(movementUp, "MAX(0,"+signed+")", max(0, change))
	put(movementDown, "MAX(0,-("+signed+"))", max(0, -change))
}

func (b *book) movementAgrees() bool {
	var sum sales.Movement
	for _, f := range b.review.Flows {
		for _, pair := range []struct {
			to   *sales.Amount
			part sales.Amount
		}{{&sum.Start, f.Movement.Start}, {&sum.End, f.Movement.End}} {
			*pair.to += pair.part
		}
	}
	return sum.Start == b.review.Report.Team.Movement.Start && sum.End == b.review.Report.Team.Movement.End
}

func (s *sheet) drawMovement(first, last int) {
	names := s.down(movementStep, first, last)
	s.draw(1, last+2, plot{
		kind: excelize.ColStacked, title: s.book.text("xlsx.chart.movement"), money: true, wide: 900, high: 340, overlaps: true, bare: true,
		series: []series{
			{name: s.ref(movementBase, 5), categories: names, values: s.down(movementBase, first, last), colour: colourPaper, hidden: true},
			{name: s.ref(movementLevel, 5), categories: names, values: s.down(movementLevel, first, last), colour: colourAccent},
			{name: s.ref(movementUp, 5), categories: names, values: s.down(movementUp, first, last), colour: colourOnTrack},
			{name: s.ref(movementDown, 5), categories: names, values: s.down(movementDown, first, last), colour: colourOffTrack},
		},
	})
}
