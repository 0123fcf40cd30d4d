package views

import (
	"cmp"
	"slices"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// activityModel turns a list of activities into what the page shows.
type activityModel struct {
	deps Deps
	list *app.ActivityList
	sort string // the column the rows are ordered by, or ""
	down bool
}

// order sorts the rows by the column chosen, and by date within it; without a
// column they stay as they are read.
func (m *activityModel) order() {
	if m.sort == "" {
		return
	}
	by := map[string]func(a, b sales.Activity) int{
		"date": byDate,
		"type": func(a, b sales.Activity) int {
			return cmp.Compare(typeText(m.deps.Text, a.Type), typeText(m.deps.Text, b.Type))
		},
		"subject": func(a, b sales.Activity) int { return cmp.Compare(a.Subject, b.Subject) },
		"about":   func(a, b sales.Activity) int { return cmp.Compare(m.about(a), m.about(b)) },
		"rep":     func(a, b sales.Activity) int { return cmp.Compare(m.list.Reps[a.RepID], m.list.Reps[b.RepID]) },
		"outcome": func(a, b sales.Activity) int {
			return cmp.Compare(outcomeText(m.deps.Text, a.Outcome), outcomeText(m.deps.Text, b.Outcome))
		},
	}[m.sort]
	slices.SortStableFunc(m.list.Rows, func(a, b sales.Activity) int {
		order := by(a, b)
		if m.down {
			order = -order
		}
		return cmp.Or(order, byDate(b, a), cmp.Compare(a.ID, b.ID))
	})
}

// byDate compares days, and times within them.
func byDate(a, b sales.Activity) int { return cmp.Or(cmp.Compare(a.Day, b.Day), a.At.Compare(b.At)) }

// activityStat is a type's attempts, how many connected, and its goal with
// how far it is of what the working days elapsed ask for.
func activityStat(d Deps, m sales.ActivityMetrics) widgets.Stat {
	stat := widgets.Stat{
		Label: typeText(d.Text, m.Type), Value: d.Format.Count(m.Attempts),
		Hint: d.Text("views.activities.connected", "Ratio", d.Format.Ratio(m.Ratio), "Count", d.Format.Count(m.Connected)),
	}
	if m.Attempts == 0 {
		stat.Hint = d.Text("views.activities.untried")
	}
	if m.Goal == nil || *m.Goal <= 0 {
		return stat
	}
	stat.Delta = d.Text("views.activities.goal", "Done", d.Format.Count(m.GoalDone), "Goal", d.Format.Number(*m.Goal, 0))
	stat.Role = widgets.RoleMuted
	if pace := m.GoalPace.Value(); pace != nil {
		stat.Delta = d.Text("views.activities.pace", "Goal", d.Format.Number(*m.Goal, 0), "Pace", d.Format.Percent(pace))
		if m.GoalBand != sales.NoBand {
			stat.Role = bandTag(d.Text, m.GoalBand).Role
		}
	}
	return stat
}

// contactStat is the contact rate beside its benchmark.
func contactStat(d Deps, m sales.Metrics) widgets.Stat {
	stat := widgets.Stat{
		Label: d.Text("views.activities.contact"), Value: none,
		Hint: d.Text("views.activities.benchmark", "Rate", d.Format.Number(d.Settings.Thresholds.ContactBenchmark, 1)),
	}
	if rate := m.ContactRate.Value(); rate != nil {
		stat.Value = d.Format.Number(*rate*1000, 1)
	}
	if m.ContactWarning {
		stat.Delta, stat.Role = d.Text("views.activities.handOff"), widgets.RoleOffTrack
	}
	return stat
}

// mostActivityTiles is how many types have a tile of their own.
const mostActivityTiles = 4

// tiled are the types with a tile: those that were tried or have a goal.
func (m activityModel) tiled() []sales.ActivityMetrics {
	var types []sales.ActivityMetrics
	for _, t := range m.list.Metrics.Activities {
		if (t.Attempts != 0 || t.Goal != nil) && len(types) < mostActivityTiles {
			types = append(types, t)
		}
	}
	return types
}

// count says how many rows there are and how many of them are shown.
func (m activityModel) count() string {
	return m.deps.Text("views.activities.count", "Shown", m.deps.Format.Count(len(m.list.Rows)), "Count", m.deps.Format.Count(m.list.Count))
}

// cut reports whether rows were left out to show the first ones at once.
func (m activityModel) cut() bool {
	return len(m.list.Rows) < m.list.Count && len(m.list.Rows) == firstActivities
}

// cell is what a row says in a column.
func (m activityModel) cell(a sales.Activity, column int) widgets.Cell {
	d := m.deps
	switch column {
	case 0:
		cell := widgets.Cell{Text: d.Format.Day(a.Day, m.list.AsOf)}
		if a.Planned && !a.At.IsZero() {
			cell.Text += " " + a.At.In(d.Service.Now().Location()).Format("15:04")
		}
		if a.Planned && a.Day < m.list.AsOf {
			cell.Role = widgets.RoleOffTrack
		}
		return cell
	case 1:
		return widgets.Cell{Text: typeText(d.Text, a.Type)}
	case 2:
		return widgets.Cell{Text: a.Subject, Bold: true}
	case 3:
		return widgets.Cell{Text: m.about(a)}
	case 4:
		return widgets.Cell{Text: m.list.Reps[a.RepID]}
	}
	if a.Planned {
		return widgets.Cell{Text: d.Text("views.activities.planned"), Role: widgets.RoleAccent}
	}
	cell := widgets.Cell{Text: outcomeText(d.Text, a.Outcome)}
	if sales.Connects(a) {
		cell.Role = widgets.RoleWon
	}
	return cell
}

// about is the deal or lead of an activity.
func (m activityModel) about(a sales.Activity) string {
	for _, name := range []string{m.list.Deals[a.DealID], m.list.Leads[a.LeadID], a.DealRef, a.LeadRef} {
		if name != "" {
			return name
		}
	}
	return none
}

func (m activityModel) find(id string) (sales.Activity, bool) {
	i := slices.IndexFunc(m.list.Rows, func(a sales.Activity) bool { return string(a.ID) == id })
	if i < 0 {
		return sales.Activity{}, false
	}
	return m.list.Rows[i], true
}
