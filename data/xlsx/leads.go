package xlsx

import (
	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// fillLeads shows where leads come from, what becomes of them, and whether
// they are followed up.
func (b *book) fillLeads(s *sheet) {
	s.title(b.text("xlsx.sheet.leads"), b.subtitle())
	s.head = 5
	s.hide(2)
	s.widths[1] = max(b.nameWidth(), 26)
	s.heads(1, 5, b.text("xlsx.column.source"), b.text("xlsx.column.source_no"), b.text("xlsx.leads.created"), b.text("xlsx.leads.decided"),
		b.text("xlsx.leads.qualified"), b.text("definitions.lead_conversion.title"), b.text("xlsx.leads.warm"), b.text("definitions.warm_share.title"))
	row := 6
	team := b.review.Report.Team
	for i, g := range team.LeadsBySource {
		name := g.Name
		if name == "" {
			name = b.text("xlsx.leads.noSource")
		}
		s.put(1, row, text(name))
		s.put(2, row, count(i+1).with(lookKey()))
		s.leadLine(row, g, equals("source_no", fixedCol(2, row)))
		row++
	}
	total := b.leadTotal()
	s.put(1, row, text(b.totalName()).totalled())
	s.put(2, row, text("").totalled())
	s.leadLine(row, total)
	for col := 3; col <= 8; col++ {
		s.put(col, row, s.rows[row][col].totalled())
	}
	sums := near(b.columnSum(3, 6, row-1), at(3, row))
	s.agrees(and(sums, near(at(4, row), literal(team.LeadConversion.Den)), near(at(5, row), literal(team.LeadConversion.Num)),
		near(at(3, row), literal(team.WarmShare.Den))), total.Conversion == team.LeadConversion && float64(total.Leads) == team.WarmShare.Den)
	row = s.leadReps(row + 2)
	row = s.bands(row + 1)
	s.followUps(row + 1)
}

func (b *book) leadTotal() sales.LeadGroup {
	var g sales.LeadGroup
	for _, l := range b.review.Leads {
		g.Leads += flag(l.CreatedIn)
		g.Warm.Num += float64(flag(l.CreatedIn && l.Warm))
		g.Conversion.Den += float64(flag(l.DecidedIn))
		g.Conversion.Num += float64(flag(l.DecidedIn && l.Status == sales.LeadQualified))
	}
	g.Warm.Den = float64(g.Leads)
	return g
}

// leadLine writes a group's counts by formula over the data.
func (s *sheet) leadLine(row int, g sales.LeadGroup, own ...condition) {
	leads := s.book.data.leads
	sum := func(column string, more ...condition) string {
		return leads.sum(column, append(append([]condition{equals(column, "1")}, more...), own...)...)
	}
	s.line(3, row, count(g.Leads).calc(sum("created_in")), count(int(g.Conversion.Den)).calc(sum("decided_in")),
		count(int(g.Conversion.Num)).calc(sum("qualified_in")), ratio(at(5, row), at(4, row), g.Conversion),
		count(int(g.Warm.Num)).calc(sum("warm", equals("created_in", "1"))), ratio(at(7, row), at(3, row), g.Warm))
}

// leadReps lists the same per rep, with the touches before the first attempt.
func (s *sheet) leadReps(row int) int {
	b := s.book
	s.block(row, row+1+len(b.reps))
	s.put(1, row, styled(b.text("xlsx.leads.reps"), lookSection()))
	s.heads(1, row+1, b.text("xlsx.column.rep"), b.text("xlsx.column.rep_no"), b.text("xlsx.leads.created"), b.text("xlsx.leads.decided"),
		b.text("xlsx.leads.qualified"), b.text("definitions.lead_conversion.title"), b.text("xlsx.leads.warm"), b.text("definitions.warm_share.title"),
		b.text("definitions.lead_touches.title"))
	row += 2
	for i, p := range b.reps {
		m := b.review.Report.Reps[i].Metrics
		s.put(1, row, text(p.name))
		s.put(2, row, count(p.number).with(lookKey()))
		s.leadLine(row, sales.LeadGroup{Leads: int(m.WarmShare.Den), Conversion: m.LeadConversion, Warm: m.WarmShare}, equals("rep_no", fixedCol(2, row)))
		s.put(9, row, number(m.LeadTouches))
		row++
	}
	return row + 1
}

// bands lists the leads by how well they fit the ideal customer.
func (s *sheet) bands(row int) int {
	b := s.book
	s.block(row, row+1+len(b.review.Report.Team.LeadsByFit))
	s.put(1, row, styled(b.text("xlsx.leads.fit"), lookSection()))
	s.heads(1, row+1, b.text("definitions.fit.title"), "", b.text("xlsx.leads.created"), b.text("definitions.lead_conversion.title"), b.text("definitions.warm_share.title"))
	row += 2
	for _, g := range b.review.Report.Team.LeadsByFit {
		name := b.text("xlsx.fit.none")
		if g.Name != "" {
			name = b.text("xlsx.fit." + g.Name)
		}
		s.line(1, row, text(name), text(""), count(g.Leads), percent(g.Conversion), percent(g.Warm))
		row++
	}
	return row + 1
}

// followUps shows how often reps come back, and after how many touches they
// give up, beside the article's figures.
func (s *sheet) followUps(row int) {
	b := s.book
	limits := b.review.Settings.Thresholds
	s.block(row, row+3+len(b.reps))
	s.put(1, row, styled(b.text("definitions.follow_ups.title"), lookSection()))
	s.heads(1, row+1, b.text("xlsx.column.rep"), "", b.text("definitions.follow_ups.title"), b.text("xlsx.follow.perOpportunity"),
		b.text("xlsx.follow.perAdvance"), b.text("xlsx.follow.perWin"), b.text("xlsx.follow.share", "Count", limits.FollowUps), b.text("xlsx.follow.gaveUp"))
	row += 2
	first := row
	line := func(name string, m sales.Metrics) {
		s.line(1, row, text(name), text(""), count(m.FollowUps.Count), number(m.FollowUps.PerOpportunity.Value()),
			number(m.FollowUps.PerAdvance.Value()), number(m.FollowUps.PerWin.Value()), percent(m.FollowUps.FiveOrMore), percent(m.GiveUp.GaveUpAfterOne))
		row++
	}
	for i, p := range b.reps {
		line(p.name, b.review.Report.Reps[i].Metrics)
	}
	line(b.totalName(), b.review.Report.Team)
	for col := 1; col <= 8; col++ {
		s.put(col, row-1, s.rows[row-1][col].totalled())
	}
	s.line(1, row, styled(b.text("xlsx.follow.article"), look{italic: true, ink: colourMuted}))
	s.put(7, row, cell{value: limits.FollowUpShare, look: look{kind: kindPercent, italic: true, ink: colourMuted}})
	s.put(8, row, cell{value: limits.GaveUpShare, look: look{kind: kindPercent, italic: true, ink: colourMuted}})
	if row-1 > first {
		s.bars = append(s.bars, overlay{area: span(7, first, 7, row-2), colour: colourNeutral})
	}
	s.giveUp(row + 2)
}

func (s *sheet) giveUp(row int) {
	b := s.book
	m := b.review.Report.Team
	s.put(1, row, styled(b.text("xlsx.follow.distribution"), lookSection()))
	s.heads(1, row+1, b.text("xlsx.follow.times"), "", b.text("xlsx.follow.wins"), b.text("xlsx.follow.givenUp"))
	start := row
	row += 2
	first := row
	longest := max(len(m.FollowUps.WinsByCount), len(m.GiveUp.ByTouches)+1)
	for i := range longest {
		name := itoa(i)
		if i == longest-1 {
			name += "+"
		}
		wins, given := 0, 0
		if i < len(m.FollowUps.WinsByCount) {
			wins = m.FollowUps.WinsByCount[i]
		}
		if i > 0 && i-1 < len(m.GiveUp.ByTouches) {
			given = m.GiveUp.ByTouches[i-1]
		}
		s.line(1, row, text(name), text(""), count(wins), count(given))
		row++
	}
	if row == first {
		return
	}
	names := s.down(1, first, row-1)
	const beside = 6 // the chart stands at the table's right
	s.draw(beside, start, plot{
		kind: excelize.Col, title: b.text("xlsx.chart.followUps"), unit: b.text("xlsx.deals"), wide: 560, high: 260,
		series: []series{
			{name: s.ref(3, first-1), categories: names, values: s.down(3, first, row-1), colour: colourOnTrack},
			{name: s.ref(4, first-1), categories: names, values: s.down(4, first, row-1), colour: colourOffTrack},
		},
	})
	s.block(start, max(row, start+13))
}
