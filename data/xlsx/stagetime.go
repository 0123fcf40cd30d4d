package xlsx

import (
	"cmp"
	"slices"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

const (
	timeStage = iota + 1
	timeStays
	timeMedian
	timeP75
	timeMean
	timeLimit
	timeOpen
	timeStuck
)

// fillStageTime shows how long deals stay in each stage, and the deals that
// have been there too long.
func (b *book) fillStageTime(s *sheet) {
	s.title(b.text("xlsx.sheet.stageTime"), b.subtitle())
	s.head = 5
	s.widths[timeStage] = 34
	s.heads(timeStage, 5, b.text("xlsx.stage"), b.text("xlsx.time.stays"), b.text("xlsx.time.median"), b.text("xlsx.time.p75"),
		b.text("xlsx.time.mean"), b.text("xlsx.time.limit"), b.text("definitions.open.title"), b.text("definitions.stuck.title"))
	row := 6
	first := row
	open, stuck := 0, 0
	for _, m := range b.review.Report.Team.Stages {
		n := itoa(b.stageNumber(m.Stage))
		in := []condition{equals("outcome", `"open"`), equals("stage_no", n)}
		s.line(timeStage, row, text(m.Name), count(m.Days.N), number(m.Days.Median), number(m.Days.P75), number(m.Days.Mean),
			number(b.limit(m.Stage)), count(m.Open).calc(b.data.deals.count(in...)),
			count(m.Stuck).calc(b.data.deals.count(append(in, equals("stuck", "1"))...)))
		open += m.Open
		stuck += m.Stuck
		row++
	}
	s.put(timeStage, row, text(b.totalName()).totalled())
	for col := timeStays; col <= timeLimit; col++ {
		s.put(col, row, text("").totalled())
	}
	s.put(timeOpen, row, count(open).calc(b.columnSum(timeOpen, first, row-1)).totalled())
	s.put(timeStuck, row, count(stuck).calc(b.columnSum(timeStuck, first, row-1)).totalled())
	known := condition{"stage_no", `">0"`}
	moves := b.data.moves
	s.agrees(and(
		near(moves.count(equals("rep_no", `">=0"`)), itoa(len(b.review.Moves))), near(moves.sum("days"), itoa(b.movedDays())),
		near(at(timeStuck, row), b.data.deals.count(equals("outcome", `"open"`), equals("stuck", "1"), known)),
		near(at(timeOpen, row), b.data.deals.count(equals("outcome", `"open"`), known)),
	), true)
	s.drawTime(first, row)
	s.stuckDeals(row + 20)
}

// movedDays are the days spent in the stages that deals moved out of in the
// month, by which its moves are told from others.
func (b *book) movedDays() int {
	days := 0
	for _, m := range b.review.Moves {
		if m.HasDays {
			days += m.Days
		}
	}
	return days
}

func (b *book) limit(stage sales.ID) *float64 {
	if days, ok := b.review.StuckLimits[stage]; ok {
		return &days
	}
	return nil
}

func (s *sheet) drawTime(first, total int) {
	if total == first {
		return
	}
	names := s.down(timeStage, first, total-1)
	part := func(col int, colour string) series {
		return series{name: s.ref(col, 5), categories: names, values: s.down(col, first, total-1), colour: colour}
	}
	s.draw(1, total+2, plot{
		kind: excelize.Col, title: s.book.text("xlsx.chart.stageTime"), unit: s.book.text("xlsx.column.days"), wide: 760,
		series: []series{part(timeMedian, colourAccent), part(timeP75, "6FB7E9")},
		line:   []series{part(timeLimit, colourOffTrack)},
	})
}

// stuckDeals lists the deals that are stuck, most value first.
func (s *sheet) stuckDeals(row int) {
	b := s.book
	s.put(1, row, styled(b.text("xlsx.time.stuck"), lookSection()))
	var list []sales.ReviewDeal
	for _, d := range b.review.Deals {
		if d.Kind == sales.StageOpen && d.Stuck {
			list = append(list, d)
		}
	}
	if len(list) == 0 {
		s.put(1, row+1, styled(b.text("xlsx.time.noneStuck"), lookSub()))
		return
	}
	slices.SortStableFunc(list, func(x, y sales.ReviewDeal) int { return -cmp.Compare(x.Amount, y.Amount) })
	s.heads(1, row+1, b.text("xlsx.column.deal"), b.text("xlsx.column.rep"), b.text("xlsx.stage"), b.text("xlsx.time.since"),
		b.text("xlsx.time.age"), b.text("xlsx.time.limit"), b.text("xlsx.column.amount"), b.text("xlsx.column.account"))
	const most = 200 // the rest is in the data
	head := row + 1
	s.repeat = [2]int{row, head}
	row += 2
	for i, d := range list {
		if i == most {
			s.put(1, row, styled(b.text("xlsx.more", "Count", len(list)-most), lookSub()))
			row++
			break
		}
		amount := styled(noValue, look{align: "right"})
		if d.HasAmount {
			amount = b.money(d.Amount)
		}
		s.line(1, row, text(d.Name), text(b.personOf(d.RepID)), text(b.stageOf(d.Stage)), date(d.Since),
			count(b.review.AsOf.Sub(d.Since)).calc("as_of-"+at(4, row)), number(b.limit(d.Stage)), amount, styled(d.Account, look{indent: 1}))
		row++
	}
	s.filter = span(1, head, 8, row-1)
	s.bars = append(s.bars, overlay{area: span(5, head+1, 5, row-1), colour: colourBehind})
}
