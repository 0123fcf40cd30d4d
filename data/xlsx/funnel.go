package xlsx

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// funnelSheet shows what became of the deals that entered each stage, for the
// team and rep against team.
type funnelSheet struct {
	*sheet
	first, last int // rows of the team's stages
}

// fewLines is how many of the reps' lines stand below their heading at least.
const fewLines = 12

const (
	funnelStage = iota + 1
	funnelRep
	funnelEntered
	funnelAdvanced
	funnelLost
	funnelBack
	funnelStill
	funnelRate
	funnelTeam
	funnelPoints
)

func (b *book) fillFunnel(f *funnelSheet) {
	f.title(b.text("xlsx.sheet.funnel"), b.subtitle())
	f.put(1, 4, styled(b.text("xlsx.funnel.note"), lookSub()))
	f.head = 5
	f.widths[funnelStage] = 26
	f.heads(funnelStage, 5, b.text("xlsx.stage"), b.text("xlsx.column.rep"), b.text("xlsx.funnel.entered"), b.text("xlsx.funnel.advanced"),
		b.text("xlsx.funnel.lost"), b.text("xlsx.funnel.back"), b.text("xlsx.funnel.still"), b.text("definitions.stage_conversion.title"),
		b.text("xlsx.funnel.team"), b.text("xlsx.funnel.points"))
	row := 6
	f.first = row
	for _, s := range b.review.Report.Team.Stages {
		f.stage(row, b.totalName(), s)
		row++
	}
	f.last = max(row-1, f.first)
	f.bars = append(f.bars, overlay{area: span(funnelRate, f.first, funnelRate, f.last), colour: colourAccent})
	chart := row + 1
	f.drawFunnel(1, chart, 860)
	row = f.last + 19
	f.put(1, row, styled(b.text("xlsx.funnel.reps"), lookSection()))
	f.heads(funnelStage, row+1, b.text("xlsx.stage"), b.text("xlsx.column.rep"), b.text("xlsx.funnel.entered"), b.text("xlsx.funnel.advanced"),
		b.text("xlsx.funnel.lost"), b.text("xlsx.funnel.back"), b.text("xlsx.funnel.still"), b.text("definitions.stage_conversion.title"),
		b.text("xlsx.funnel.team"), b.text("xlsx.funnel.points"))
	head := row + 1
	begin := row
	f.repeat = [2]int{row, head} // the reps' lines go over several pages
	row = f.reps(row + 2)
	f.block(begin, min(row, begin+fewLines)) // no heading with a line or two
	f.filter = span(funnelStage, head, funnelPoints, max(row-1, head+1))
	f.checkFunnel(head+1, row-1)
}

// stage writes one stage's line; what entered is the sum of what became of it.
func (f *funnelSheet) stage(row int, name string, s sales.StageMetrics) {
	f.line(funnelStage, row, text(s.Name), text(name),
		count(s.Entered).calc("SUM("+span(funnelAdvanced, row, funnelStill, row)+")"),
		count(s.Advanced), count(s.Lost), count(s.Back), count(s.Still),
		ratio(at(funnelAdvanced, row), "("+at(funnelAdvanced, row)+"+"+at(funnelLost, row)+")", s.Conversion))
}

// reps writes a line per stage and rep beside the team's rate, and a line for
// deals that belong to nobody in the review.
func (f *funnelSheet) reps(row int) int {
	b := f.book
	team := b.review.Report.Team.Stages
	bench := team
	if b.review.Team != nil {
		bench = b.review.Team.Stages
	}
	for i, whole := range team {
		var parts []sales.StageMetrics
		for r, person := range b.reps {
			own := stageOf(b.review.Report.Reps[r].Metrics.Stages, whole.Stage)
			own.Name = whole.Name
			parts = append(parts, own)
			if own.Entered == 0 {
				continue
			}
			f.stage(row, person.name, own)
			f.compare(row, own.Conversion, stageOf(bench, whole.Stage).Conversion, f.first+i)
			row++
		}
		if left := whole.Without(parts...); left.Entered != 0 {
			f.stage(row, b.text("xlsx.unassigned"), left)
			row++
		}
	}
	return row
}

// compare puts the team's rate beside a rep's.
func (f *funnelSheet) compare(row int, own, team sales.Ratio, teamRow int) {
	bench := percent(team)
	if f.book.review.Team == nil {
		bench = bench.calc(fixed(funnelRate, teamRow))
	}
	f.put(funnelTeam, row, bench)
	points := cell{value: any(noValue), look: look{kind: kindPoints, align: "right"}}
	if own.Value() != nil && team.Value() != nil {
		points.value = visible(*own.Value() - *team.Value())
	}
	rate, beside := at(funnelRate, row), at(funnelTeam, row)
	f.put(funnelPoints, row, points.calc(`IF(AND(ISNUMBER(`+rate+`),ISNUMBER(`+beside+`)),`+ifVisible(rate+"-"+beside)+`,"`+noValue+`")`))
}

func stageOf(stages []sales.StageMetrics, id sales.ID) sales.StageMetrics {
	if i := slices.IndexFunc(stages, func(s sales.StageMetrics) bool { return s.Stage == id }); i >= 0 {
		return stages[i]
	}
	return sales.StageMetrics{Stage: id}
}

// checkFunnel compares the team's stages with the reps' lines.
func (f *funnelSheet) checkFunnel(first, last int) {
	team := "SUM(" + span(funnelEntered, f.first, funnelEntered, f.last) + ")"
	entered, parts := 0, 0
	for _, s := range f.book.review.Report.Team.Stages {
		entered += s.Entered
		parts += s.Advanced + s.Lost + s.Back + s.Still
	}
	reps := f.book.columnSum(funnelEntered, first, last)
	f.agrees(and(near(team, reps), near(team, itoa(entered))), entered == parts)
}

func (f *funnelSheet) drawFunnel(col, row int, wide uint) {
	if len(f.book.review.Report.Team.Stages) == 0 {
		return
	}
	names := f.down(funnelStage, f.first, f.last)
	part := func(col int, colour string) series {
		return series{name: f.ref(col, 5), categories: names, values: f.down(col, f.first, f.last), colour: colour}
	}
	f.draw(col, row, plot{
		kind: excelize.ColStacked, title: f.book.text("xlsx.chart.funnel"), unit: f.book.text("xlsx.deals"), wide: wide, overlaps: true,
		series: []series{
			part(funnelAdvanced, colourOnTrack), part(funnelStill, colourNeutral), part(funnelBack, colourBehind), part(funnelLost, colourOffTrack),
		},
	})
}
