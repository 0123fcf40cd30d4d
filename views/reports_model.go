package views

import (
	"slices"

	"attain/app/sales"
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
