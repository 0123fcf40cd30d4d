package xlsx

import "attain/app/sales"

// fillDefinitions says what every figure means and as of when, and holds the
// dates that formulas use.
func (b *book) fillDefinitions(s *sheet) {
	s.title(b.text("xlsx.sheet.definitions"), b.subtitle())
	r := b.review
	s.head = 3
	s.put(1, 4, styled(b.text("xlsx.dates"), lookSection()))
	row := 5
	for _, d := range b.dates() {
		s.put(1, row, text(b.text("xlsx.dates."+d.name)))
		s.put(2, row, date(d.day))
		row++
	}
	s.line(1, row, text(b.text("xlsx.made")), cell{value: r.Made, look: look{kind: kindMoment, align: "right"}})
	s.line(1, row+1, text(b.text("xlsx.currency")), styled(r.Currency.Code, look{align: "right"}))
	s.line(1, row+2, text(b.text("xlsx.workingDays")), text(itoa(r.Report.Team.Progress.Elapsed)+" / "+itoa(r.Report.Team.Progress.Total)))
	s.rows[row+2][2] = styled(itoa(r.Report.Team.Progress.Elapsed)+" / "+itoa(r.Report.Team.Progress.Total), look{align: "right"})
	row += 4
	s.put(1, row, styled(b.text("xlsx.samples"), lookSection()))
	row++
	for _, sample := range b.samples() {
		s.put(1, row, text(sample.name))
		s.put(2, row, count(sample.size).calc(sample.formula))
		row++
	}
	row++
	s.heads(1, row, b.text("xlsx.definition.metric"), b.text("xlsx.definition.name"), b.text("xlsx.definition.formula"), b.text("xlsx.definition.note"))
	s.widths[1], s.widths[2], s.widths[3], s.widths[4] = 26, 22, 62, 52
	row++
	for _, d := range r.Definitions {
		wrapped := look{}.wrapped()
		name := wrapped.coloured(colourMuted)
		s.line(1, row, styled(d.Title.In(b.lang), wrapped.strong()), styled(d.Name, name), styled(d.Formula.In(b.lang), wrapped), styled(d.Meaning.In(b.lang), name))
		lines := max(displayWidth(d.Formula.In(b.lang))/64, displayWidth(d.Meaning.In(b.lang))/54)
		s.heights[row] = 14 * float64(int(lines)+1)
		row++
	}
	s.put(1, row+1, styled(b.text("xlsx.article"), lookSub()))
	s.listChecks(row + 3)
}

// listChecks repeats the check row of every sheet in one place, from which the
// summary takes whether all agree.
func (s *sheet) listChecks(row int) {
	b := s.book
	s.heads(1, row, b.text("xlsx.checks.sheet"), b.text("xlsx.agrees"))
	for i, c := range b.checks {
		s.line(1, row+1+i, text(c.sheet.name), b.verdict(c.agrees).calc(c.at))
	}
	s.block(row, row+min(len(b.checks), fewLines))
	b.checkArea = s.area(2, row+1, 2, row+max(len(b.checks), 1))
}

type namedDay struct {
	name string
	day  sales.Day
}

// dates are the days that formulas use, by their defined names.
func (b *book) dates() []namedDay {
	r := b.review
	return []namedDay{
		{"period_from", r.Report.Period.From},
		{"period_to", r.Report.Period.To},
		{"as_of", r.AsOf},
		{"quarter_from", r.Quarter.Period.From},
		{"year_from", r.Year.Period.From},
	}
}

// nameDates names the cells with the dates.
func (b *book) nameDates(s *sheet) error {
	for i, d := range b.dates() {
		if err := b.name(d.name, s.ref(2, 5+i)); err != nil {
			return err
		}
	}
	return nil
}

// sample is how many records a part of the workbook rests on.
type sample struct {
	name    string
	size    int
	formula string
}

func (b *book) samples() []sample {
	r, d := b.review, b.data
	open := 0
	for _, deal := range r.Deals {
		open += flag(deal.Kind == sales.StageOpen)
	}
	won, lost := b.closed()
	rows := func(set *dataset) string { return set.count(equals("rep_no", `">=0"`)) }
	return []sample{
		{b.text("xlsx.samples.open"), open, d.deals.count(equals("outcome", `"open"`))},
		{b.text("xlsx.samples.closed"), won + lost, d.deals.count(equals("closed_in", "1"))},
		{b.text("xlsx.samples.credits"), len(r.Credits), rows(d.credits)},
		{b.text("xlsx.samples.moves"), len(r.Moves), rows(d.moves)},
		{b.text("xlsx.samples.leads"), len(r.Leads), rows(d.leads)},
		{b.text("xlsx.samples.activities"), d.activities.rows, rows(d.activities)},
		{b.text("xlsx.samples.undated"), r.Report.Team.UndatedDeals, ""},
	}
}
