package views

import (
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

// showQuality shows what became of the leads by source, by fit and by rep.
func (p *Leads) showQuality() {
	d := p.deps
	p.groups = nil
	for _, group := range p.list.Metrics.LeadsBySource {
		p.groups = append(p.groups, leadGroup{d.Text("views.leads.column.source"), orNone(group.Name), func(row app.LeadRow) bool { return row.Source == group.Name }, group})
	}
	for _, group := range p.list.Metrics.LeadsByFit {
		name := group.Name
		if name == "" {
			name = "unknown"
		}
		has := func(row app.LeadRow) bool { return p.band(row) == group.Name }
		p.groups = append(p.groups, leadGroup{d.Text("views.leads.column.fit"), d.Text("views.leads.fit." + name), has, group})
	}
	for _, group := range p.list.ByRep {
		p.groups = append(p.groups, leadGroup{d.Text("views.leads.column.rep"), group.Name, func(row app.LeadRow) bool { return row.Rep == group.Name }, group})
	}
	p.source.SetData(widgets.TableData{
		Length: func() int { return len(p.groups) },
		ID:     func(row int) string { return p.groups[row].id() },
		Cell: func(row, column int) widgets.Cell {
			g, f := p.groups[row], d.Format
			text := []string{g.by, g.name, f.Count(g.Leads), f.Count(int(g.Conversion.Den)), f.Ratio(g.Conversion), f.Ratio(g.Warm)}[column]
			return widgets.Cell{Text: text, Bold: column == 1}
		},
	})
}

// band is the band of a lead's fit, empty where the profile says nothing of it.
func (p *Leads) band(row app.LeadRow) string {
	if !row.Scored {
		return ""
	}
	return p.deps.Settings.Thresholds.FitBand(row.Score)
}

// openGroup lists the leads that a group counts: those that came in or were
// decided in the period.
func (p *Leads) openGroup(id string) {
	at := slices.IndexFunc(p.groups, func(g leadGroup) bool { return g.id() == id })
	if at < 0 {
		return
	}
	var ids []sales.ID
	for _, row := range p.list.Rows {
		if p.groups[at].has(row) && (p.scope.Period.Contains(row.Created) || p.scope.Period.Contains(row.Decided)) {
			ids = append(ids, row.ID)
		}
	}
	p.deps.Shell.OpenRecords(p.groups[at].name, sales.KindLead, ids)
}
