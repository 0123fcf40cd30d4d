package views

import (
	"cmp"
	"strconv"
	"strings"

	"attain/app"
	"attain/app/sales"
)

// changedFields says of a change in the deal's own fields which they are, and
// from what to what.
func (m dealModel) changedFields(c app.DealChange) []string {
	if c.Was == nil || c.Is == nil {
		return nil
	}
	text, f := m.deps.Text, m.deps.Format
	day := func(d sales.Day) string {
		if d == 0 {
			return ""
		}
		return f.Day(d, m.today)
	}
	chance := func(p *float64) string {
		if p == nil {
			return ""
		}
		return f.Percent(p)
	}
	was, is := c.Was, c.Is
	var lines []string
	for _, field := range []struct{ name, was, is string }{
		{text("views.deal.name"), was.Name, is.Name},
		{text("views.deal.account"), was.Account, is.Account},
		{text("views.log.rep"), m.reps[was.OwnerID], m.reps[is.OwnerID]},
		{text("views.deal.amount"), f.MoneyOr(was.Amount, ""), f.MoneyOr(is.Amount, "")},
		{text("views.dealform.units"), strconv.FormatInt(was.Units, 10), strconv.FormatInt(is.Units, 10)},
		{text("views.deal.created"), day(was.Created), day(is.Created)},
		{text("views.deal.expected"), day(was.ExpectedClose), day(is.ExpectedClose)},
		{text("views.deal.winChance"), chance(was.Probability), chance(is.Probability)},
		{text("views.deal.source"), was.Source, is.Source},
		{text("views.deal.reason"), was.Reason, is.Reason},
		{text("views.dealform.next"), joined(was.NextStep, day(was.NextStepDue)), joined(is.NextStep, day(is.NextStepDue))},
		{text("views.deal.notes"), was.Notes, is.Notes},
	} {
		if field.was != field.is {
			lines = append(lines, text("views.deal.changes.line", "Field", field.name, "Was", cmp.Or(brief(field.was), "–"), "Is", cmp.Or(brief(field.is), "–")))
		}
	}
	return lines
}

// brief is the beginning of a text, on one line.
func brief(text string) string {
	const most = 60 // characters
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) <= most {
		return string(line)
	}
	return string(line[:most]) + "…"
}
