package xlsx

import (
	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// Columns of a scorecard.
const (
	scoreMetric = iota + 1
	scoreValue
	scoreBefore
	scoreTeam
	scoreGap // left empty
	scoreText
	scoreNumber // of the rep, hidden
)

// scoreLine is one figure of a scorecard.
type scoreLine struct {
	name    string
	kind    kind
	now     any
	before  any
	team    any
	formula string
}

// fillScorecard is one rep's page for the monthly talk: the figures, what is
// strong, what to work on, and room for what was agreed.
func (b *book) fillScorecard(s *sheet, i int) {
	p := b.reps[i]
	m := b.review.Report.Reps[i].Metrics
	s.single = true
	s.title(p.name, b.text("xlsx.score.title")+" · "+b.subtitle())
	s.put(scoreNumber, 3, count(p.number).with(lookAside()))
	s.hide(scoreNumber)
	s.heads(scoreMetric, 5, b.text("xlsx.definition.metric"), b.month(), b.text("xlsx.score.before"), b.text("xlsx.team"))
	s.head = 5
	row := 6
	for _, l := range b.scoreLines(i) {
		s.line(scoreMetric, row, text(l.name), cell{value: l.now, formula: l.formula, look: look{kind: l.kind, align: "right", bold: true}},
			cell{value: l.before, look: look{kind: l.kind, align: "right"}}, cell{value: l.team, look: look{kind: l.kind, align: "right", ink: colourMuted}})
		row++
	}
	s.widths[scoreMetric], s.widths[scoreGap], s.widths[scoreText] = 34, 3, 70
	credited := b.data.credits.sum("amount", append(within("day", "period_from", "period_to"), equals("rep_no", fixed(scoreNumber, 3)))...)
	s.agrees(and(near(at(scoreValue, 7), credited), near(at(scoreValue, 7), b.exact(m.Credited))), b.repCredited(p.number) == m.Credited)
	s.talk(p, m)
	s.drawScore(row+1, i)
}

func (b *book) repCredited(number int) sales.Amount {
	var sum sales.Amount
	for _, c := range b.review.Credits {
		if b.numbers[c.RepID] == number && b.review.Report.Period.Contains(c.Day) {
			sum += c.Amount
		}
	}
	return sum
}

// scoreLines are the figures of a rep's card. Rows 6 and 7 are the target and
// the credit, which later formulas use.
func (b *book) scoreLines(i int) []scoreLine {
	m := b.review.Report.Reps[i].Metrics
	before := b.review.Before.Reps[i].Metrics
	team := b.review.Report.Team
	if b.review.Team != nil {
		team = *b.review.Team
	}
	line := func(key string, kind kind, formula string, of func(sales.Metrics) any) scoreLine {
		return scoreLine{name: b.text("definitions." + key + ".title"), kind: kind, now: of(m), before: of(before), team: of(team), formula: formula}
	}
	d := b.data
	own := equals("rep_no", fixed(scoreNumber, 3))
	open := []condition{equals("outcome", `"open"`), own}
	closed := func(outcome string) string {
		return d.deals.count(equals("outcome", outcome), equals("closed_in", "1"), own)
	}
	quota, credited := fixed(scoreValue, 6), fixed(scoreValue, 7)
	return []scoreLine{
		line("quota", kindMoney, "", func(m sales.Metrics) any { return b.amountOr(m.Quota) }),
		line("credited", kindMoney, d.credits.sum("amount", append(within("day", "period_from", "period_to"), own)...),
			func(m sales.Metrics) any { return b.major(m.Credited) }),
		line("attainment", kindPercent, ifNumber(quota, quotient(credited, quota)), func(m sales.Metrics) any { return ratioValue(m.Attainment) }),
		line("gap", kindMoney, ifNumber(quota, "MAX(0,"+quota+"-"+credited+")"), func(m sales.Metrics) any { return b.amountOrNone(m.Gap) }),
		line("pace", kindPercent, "", func(m sales.Metrics) any { return ratioValue(m.Pace) }),
		line("attain_probability", kindPercent, "", func(m sales.Metrics) any { return orNone(m.AttainProbability) }),
		line("won", kindCount, closed(`"won"`), func(m sales.Metrics) any { return m.Won }),
		line("lost", kindCount, closed(`"lost"`), func(m sales.Metrics) any { return m.Lost }),
		line("win_rate", kindPercent, quotient(fixed(scoreValue, 12), "("+fixed(scoreValue, 12)+"+"+fixed(scoreValue, 13)+")"),
			func(m sales.Metrics) any { return ratioValue(m.WinRate) }),
		line("average_won", kindRounded, "", func(m sales.Metrics) any { return b.majorRatio(m.AverageWon) }),
		line("open", kindCount, d.deals.count(open...), func(m sales.Metrics) any { return m.Open }),
		line("open_value", kindMoney, d.deals.sum("amount", open...), func(m sales.Metrics) any { return b.major(m.OpenValue) }),
		line("weighted", kindRounded, d.deals.sum("weighted", open...), func(m sales.Metrics) any { return m.Weighted / b.review.Currency.Scale() }),
		line("coverage", kindPercent, "", b.coverage),
		line("stuck", kindCount, d.deals.count(append([]condition{equals("stuck", "1")}, open...)...), func(m sales.Metrics) any { return m.Stuck }),
		line("neglected", kindCount, d.deals.count(append([]condition{equals("neglected", "1")}, open...)...), func(m sales.Metrics) any { return m.Neglected }),
		line("attempts", kindCount, d.activities.sum("attempt", equals("type_no", `">0"`), own), func(m sales.Metrics) any { return m.AllActivities.Den }),
		line("connected", kindCount, d.activities.sum("connected", equals("type_no", `">0"`), own), func(m sales.Metrics) any { return m.AllActivities.Num }),
		line("activity_ratio", kindPercent, quotient(fixed(scoreValue, 23), fixed(scoreValue, 22)), func(m sales.Metrics) any { return ratioValue(m.AllActivities) }),
		line("contact_rate", kindNumber, "", func(m sales.Metrics) any { return orNone(perThousand(m.ContactRate)) }),
		line("lead_conversion", kindPercent, "", func(m sales.Metrics) any { return ratioValue(m.LeadConversion) }),
	}
}

func (b *book) coverage(m sales.Metrics) any {
	if m.CoverageMet {
		return b.text("xlsx.met")
	}
	return ratioValue(m.Coverage)
}

func (b *book) lateCoverage(m sales.Metrics) any {
	if m.CoverageMet {
		return b.text("xlsx.met")
	}
	return ratioValue(m.LateCoverage)
}

func (b *book) amountOr(a *sales.Amount) any {
	if a == nil {
		return b.text("xlsx.notSet")
	}
	return b.major(*a)
}

func (b *book) majorRatio(r sales.Ratio) any {
	v := r.Value()
	if v == nil {
		return noValue
	}
	return *v / b.review.Currency.Scale()
}

// talk writes what to talk about, and leaves room for notes and for what was
// agreed.
func (s *sheet) talk(p person, m sales.Metrics) {
	b := s.book
	row := 5
	section := func(key string) {
		s.put(scoreText, row, styled(b.text(key), lookSection()))
		row++
	}
	lines := func(texts []string, none string) {
		if len(texts) == 0 {
			texts = []string{b.text(none)}
		}
		for _, one := range texts {
			row = s.paragraph(scoreText, row, "• "+one, look{})
		}
	}
	section("xlsx.score.strengths")
	lines(b.signalsOf(p, true), "xlsx.score.noStrengths")
	section("xlsx.score.coaching")
	lines(b.signalsOf(p, false), "xlsx.score.noCoaching")
	section("xlsx.score.plan")
	lines(b.planLines(m), "xlsx.score.noPlan")
	for _, key := range []string{"xlsx.score.notes", "xlsx.score.agreed"} {
		section(key)
		const room = 5
		for i := range room {
			s.put(scoreText, row+i, styled("", look{fill: colourNote}.boxed()))
		}
		row += room
	}
}

// signalsOf returns what stands out about a rep: what is good, or what to
// coach with what to do about it.
func (b *book) signalsOf(p person, good bool) []string {
	const most = 3
	var list []string
	for _, s := range b.review.Signals {
		if s.RepID != p.rep.ID || (s.Kind == string(sales.Strength)) != good || len(list) == most {
			continue
		}
		one := s.Text.In(b.lang)
		if action := s.Action.In(b.lang); !good && action != "" {
			one += " → " + action
		}
		list = append(list, one)
	}
	return list
}

// planLines says what activities it takes to close the gap.
func (b *book) planLines(m sales.Metrics) []string {
	if b.review.AsOf >= b.review.Report.Period.To {
		return []string{b.text("xlsx.score.planOver")}
	}
	if m.Plan.Met {
		return []string{b.text("xlsx.score.planMet")}
	}
	var list []string
	for _, step := range m.Plan.Attempts {
		if step.Total <= 0 {
			continue
		}
		if step.PerDay == nil {
			list = append(list, b.text("xlsx.score.planStep", "Type", b.typeName(step.Type), "Total", roundUp(step.Total)))
			continue
		}
		list = append(list, b.text("xlsx.score.planDay", "Type", b.typeName(step.Type), "Total", roundUp(step.Total), "PerDay", oneDecimal(*step.PerDay)))
	}
	return list
}

// drawScore draws the rep's months.
func (s *sheet) drawScore(row, i int) {
	t := s.book.trend
	last := trendReps + max(len(s.book.review.Report.Trend), 1) - 1
	months := t.across(t.months, trendReps, last)
	s.draw(1, row, plot{
		kind: excelize.Col, title: s.book.text("xlsx.chart.achieved"), money: true, months: true, brief: true, wide: 520, high: 240,
		series: []series{{name: t.ref(1, t.reps+i), categories: months, values: t.across(t.reps+i, trendReps, last), colour: colourAccent}},
	})
}
