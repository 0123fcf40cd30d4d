package views

import (
	"slices"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// The scopes of a report beside one rep's.
const (
	scopeTeam = "team"
	scopeReps = "reps" // the team's workbook and one for each rep
)

// reportMonths is how many months the page offers beside the closed ones.
const reportMonths = 24

// reportModel knows which months and people there are reports of.
type reportModel struct {
	today  sales.Day
	closed []sales.Closing
	reps   []sales.Rep
}

// months are those a report can be asked for, newest first; the month in view is
// among them however long ago it was.
func (m reportModel) months(inView sales.Month) []sales.Month {
	var months []sales.Month
	for i := range reportMonths {
		months = append(months, m.today.Month().Add(-i))
	}
	older := []sales.Month{inView}
	for _, c := range m.closed {
		older = append(older, c.Month)
	}
	for _, month := range older {
		if !slices.Contains(months, month) {
			months = append(months, month)
		}
	}
	slices.SortFunc(months, func(a, b sales.Month) int { return int(b - a) })
	return months
}

// closing is a month's closing, if it is closed.
func (m reportModel) closing(month sales.Month) (sales.Closing, bool) {
	for _, c := range m.closed {
		if c.Month == month {
			return c, true
		}
	}
	return sales.Closing{}, false
}

// closable reports whether a month is over and not closed.
func (m reportModel) closable(month sales.Month) bool {
	_, closed := m.closing(month)
	return !closed && m.today > month.Last()
}

// newestFirst are the closed months, the last on top.
func (m reportModel) newestFirst() []sales.Closing {
	list := slices.Clone(m.closed)
	slices.SortFunc(list, func(a, b sales.Closing) int { return int(b.Month - a.Month) })
	return list
}

// rep is who the report is about, empty for the team and for all reps.
func (o reportOrder) rep() sales.ID {
	if o.scope == scopeTeam || o.scope == scopeReps {
		return ""
	}
	return sales.ID(o.scope)
}

// standing says how a month stands: closed, running, or over and still open.
func (m reportModel) standing(month sales.Month, text sales.Text, format *Format) widgets.Tag {
	if closing, closed := m.closing(month); closed {
		return widgets.Tag{Text: text("views.reports.state.closed", "Day", format.Day(sales.DayOfTime(closing.ClosedAt), m.today)), Role: widgets.RoleOnTrack}
	}
	if !m.closable(month) {
		return widgets.Tag{Text: text("views.reports.state.running"), Role: widgets.RoleMuted}
	}
	return widgets.Tag{Text: text("views.reports.state.open"), Role: widgets.RoleAccent}
}

// scopes are whom a report can be of: the team, the team and every rep, a rep.
func (m reportModel) scopes(text sales.Text) []widgets.Option {
	options := []widgets.Option{{ID: scopeTeam, Text: text("views.reports.scope.team")}, {ID: scopeReps, Text: text("views.reports.scope.reps")}}
	for _, rep := range m.reps {
		options = append(options, widgets.Option{ID: string(rep.ID), Text: rep.Name})
	}
	return options
}

// reportScope is what a report is of when a scope comes into view: the last
// month of its period, if it has begun, and its rep.
func reportScope(scope app.Scope, today sales.Day) (month sales.Month, of string) {
	of = scopeTeam
	if scope.RepID != "" {
		of = string(scope.RepID)
	}
	return min(scope.Period.To.Month(), today.Month()), of
}
