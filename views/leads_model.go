package views

import (
	"cmp"
	"slices"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// leadGroup is a group of the period's leads, by what it is grouped, and which
// leads are in it.
type leadGroup struct {
	by, name string
	has      func(app.LeadRow) bool
	sales.LeadGroup
}

func (g leadGroup) id() string { return g.by + "/" + g.name }

// The states of leads that the list can be narrowed to.
const (
	leadsUndecided = iota
	leadsQualified
	leadsDisqualified
	leadsAll
)

// leadsModel turns a list of leads into what the page shows.
type leadsModel struct {
	deps   Deps
	scope  app.Scope
	list   *app.LeadList
	rows   []app.LeadRow // those of the filter, in order
	groups []leadGroup
	search sales.Search
	state  int // undecided, qualified, disqualified or all
	sort   string
	down   bool
}

// filter takes the rows that the filter wants, in the order chosen.
func (m *leadsModel) filter() {
	m.rows = m.rows[:0]
	for _, row := range m.list.Rows {
		open := row.Status == sales.LeadNew || row.Status == sales.LeadWorking
		wanted := [...]bool{leadsUndecided: open, leadsQualified: row.Status == sales.LeadQualified, leadsDisqualified: row.Status == sales.LeadDisqualified, leadsAll: true}[m.state]
		if wanted && m.search.In(row.Name, row.Company, row.Source, row.Rep) {
			m.rows = append(m.rows, row)
		}
	}
	m.order()
}

// leadTile is a number of the period's leads and the metric it opens.
type leadTile struct {
	stat   widgets.Stat
	metric string
}

// tiles are the quality of the period's leads.
func (m *leadsModel) tiles() []leadTile {
	d, found := m.deps, m.list.Metrics
	tile := func(key, value, hint, metric string) leadTile {
		return leadTile{widgets.Stat{Label: d.Text(key), Value: value, Hint: hint}, metric}
	}
	touches := none
	if found.LeadTouches != nil {
		touches = d.Format.Number(*found.LeadTouches, 1)
	}
	return []leadTile{
		tile("views.leads.conversion", d.Format.Ratio(found.LeadConversion), d.Text("views.leads.conversion.hint", "Num", d.Format.Count(int(found.LeadConversion.Num)), "Den", d.Format.Count(int(found.LeadConversion.Den))), "lead_conversion"),
		tile("views.leads.warmShare", d.Format.Ratio(found.WarmShare), d.Text("views.leads.warmShare.hint", "Touches", d.Settings.Thresholds.WarmTouches), "warm_share"),
		tile("views.leads.fitShare", d.Format.Ratio(found.Fit.Share), d.Text("views.leads.fitShare.hint", "Good", d.Format.Count(found.Fit.Good), "Fair", d.Format.Count(found.Fit.Fair), "Poor", d.Format.Count(found.Fit.Poor)), "fit"),
		tile("views.leads.touches", touches, d.Text("views.leads.touches.hint"), "lead_touches"),
	}
}

// group sorts what became of the leads by source, by fit and by rep.
func (m *leadsModel) group() {
	d := m.deps
	m.groups = nil
	for _, group := range m.list.Metrics.LeadsBySource {
		m.groups = append(m.groups, leadGroup{d.Text("views.leads.column.source"), orNone(group.Name), func(row app.LeadRow) bool { return row.Source == group.Name }, group})
	}
	for _, group := range m.list.Metrics.LeadsByFit {
		name := group.Name
		if name == "" {
			name = "unknown"
		}
		has := func(row app.LeadRow) bool { return m.band(row) == group.Name }
		m.groups = append(m.groups, leadGroup{d.Text("views.leads.column.fit"), d.Text("views.leads.fit." + name), has, group})
	}
	for _, group := range m.list.ByRep {
		m.groups = append(m.groups, leadGroup{d.Text("views.leads.column.rep"), group.Name, func(row app.LeadRow) bool { return row.Rep == group.Name }, group})
	}
}

// qualityCell is what the row of a group says in a column.
func (m *leadsModel) qualityCell(g leadGroup, column int) widgets.Cell {
	f := m.deps.Format
	text := []string{g.by, g.name, f.Count(g.Leads), f.Count(int(g.Conversion.Den)), f.Ratio(g.Conversion), f.Ratio(g.Warm)}[column]
	return widgets.Cell{Text: text, Bold: column == 1}
}

// band is the band of a lead's fit, empty where the profile says nothing of it.
func (m *leadsModel) band(row app.LeadRow) string {
	if !row.Scored {
		return ""
	}
	return m.deps.Settings.Thresholds.FitBand(row.Score)
}

// in are the leads that a group counts, with the group's name: those that came
// in or were decided in the period.
func (m *leadsModel) in(id string) (name string, ids []sales.ID, found bool) {
	at := slices.IndexFunc(m.groups, func(g leadGroup) bool { return g.id() == id })
	if at < 0 {
		return "", nil, false
	}
	for _, row := range m.list.Rows {
		if m.groups[at].has(row) && (m.scope.Period.Contains(row.Created) || m.scope.Period.Contains(row.Decided)) {
			ids = append(ids, row.ID)
		}
	}
	return m.groups[at].name, ids, true
}

// order sorts the rows by the column chosen.
func (m *leadsModel) order() {
	by := map[string]func(a, b app.LeadRow) int{
		"name": func(a, b app.LeadRow) int { return cmp.Compare(a.Name, b.Name) }, "company": func(a, b app.LeadRow) int { return cmp.Compare(a.Company, b.Company) },
		"source": func(a, b app.LeadRow) int { return cmp.Compare(a.Source, b.Source) }, "rep": func(a, b app.LeadRow) int { return cmp.Compare(a.Rep, b.Rep) },
		"created": func(a, b app.LeadRow) int { return cmp.Compare(a.Created, b.Created) }, "touches": func(a, b app.LeadRow) int { return cmp.Compare(a.Touches, b.Touches) },
		"attempts": func(a, b app.LeadRow) int { return cmp.Compare(a.Attempts, b.Attempts) }, "fit": func(a, b app.LeadRow) int { return cmp.Compare(a.Score, b.Score) },
		"status": func(a, b app.LeadRow) int { return cmp.Compare(a.Status, b.Status) },
	}[m.sort]
	slices.SortStableFunc(m.rows, func(a, b app.LeadRow) int {
		order := cmp.Or(by(a, b), cmp.Compare(a.ID, b.ID))
		if m.down {
			return -order
		}
		return order
	})
}

// cell is what a row says in a column.
func (m *leadsModel) cell(row app.LeadRow, column int) widgets.Cell {
	d := m.deps
	switch column {
	case 0:
		return widgets.Cell{Text: row.Name, Bold: true}
	case 1:
		return widgets.Cell{Text: orNone(row.Company)}
	case 2:
		return widgets.Cell{Text: orNone(row.Source)}
	case 3:
		return widgets.Cell{Text: orNone(row.Rep)}
	case 4:
		return widgets.Cell{Text: d.Format.Day(row.Created, m.list.AsOf)}
	case 5:
		return widgets.Cell{Text: d.Format.Count(row.Touches)}
	case 6:
		return widgets.Cell{Text: d.Format.Count(row.Attempts)}
	case 7:
		tag := fitTag(d, row.Score, row.Scored)
		return widgets.Cell{Text: tag.Text, Role: tag.Role, Mark: row.Scored}
	}
	tag := leadTag(d, row.Status)
	return widgets.Cell{Text: tag.Text, Role: tag.Role}
}

// fitTag is the band of a lead's fit score.
func fitTag(d Deps, score float64, scored bool) widgets.Tag {
	switch t := d.Settings.Thresholds; {
	case !scored:
		return widgets.Tag{Text: none, Role: widgets.RoleMuted}
	case score >= t.FitGood:
		return widgets.Tag{Text: d.Text("views.leads.fit.good"), Role: widgets.RoleOnTrack}
	case score >= t.FitFair:
		return widgets.Tag{Text: d.Text("views.leads.fit.fair"), Role: widgets.RoleBehind}
	}
	return widgets.Tag{Text: d.Text("views.leads.fit.poor"), Role: widgets.RoleOffTrack}
}

// leadTag is a lead's status in words.
func leadTag(d Deps, status sales.LeadStatus) widgets.Tag {
	switch status {
	case sales.LeadQualified:
		return widgets.Tag{Text: d.Text("views.leads.status.qualified"), Role: widgets.RoleWon}
	case sales.LeadDisqualified:
		return widgets.Tag{Text: d.Text("views.leads.status.disqualified"), Role: widgets.RoleLost}
	case sales.LeadWorking:
		return widgets.Tag{Text: d.Text("views.leads.status.working"), Role: widgets.RoleAccent}
	default:
		return widgets.Tag{Text: d.Text("views.leads.status.new"), Role: widgets.RoleNone}
	}
}
