package views

import (
	"maps"
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// leadModel turns a lead into what its panel shows.
type leadModel struct {
	deps   Deps
	detail *app.LeadDetail
}

// tags are its status and, where the profile says something of it, its fit.
func (m leadModel) tags() []widgets.Tag {
	tags := []widgets.Tag{leadTag(m.deps, m.detail.Lead.Status)}
	if m.detail.Scored {
		tags = append(tags, fitTag(m.deps, m.detail.Score, true))
	}
	return tags
}

// undecided reports whether it can be qualified or disqualified.
func (m leadModel) undecided() bool {
	return m.detail.Lead.Status == sales.LeadNew || m.detail.Lead.Status == sales.LeadWorking
}

// facts are the lines under the title.
func (m leadModel) facts() []fact {
	d, lead := m.deps, m.detail.Lead
	today := d.Service.Today()
	company := fact{name: d.Text("views.leads.column.company"), value: orNone(lead.Company)}
	if m.detail.AccountID != "" {
		company.opens = factAccount
	}
	lines := []fact{
		company,
		{name: d.Text("views.leads.column.source"), value: orNone(lead.Source)},
		{name: d.Text("views.leads.column.rep"), value: orNone(m.detail.Rep)},
		{name: d.Text("views.leads.column.created"), value: d.Format.Day(lead.Created, today)},
		{name: d.Text("views.leads.column.touches"), value: d.Format.Count(lead.Touches)},
	}
	if lead.Decided != 0 {
		lines = append(lines, fact{name: d.Text("views.leads.decided"), value: d.Format.Day(lead.Decided, today)})
	}
	if lead.Reason != "" {
		lines = append(lines, fact{name: d.Text("views.deal.reason"), value: lead.Reason})
	}
	for _, name := range slices.Sorted(maps.Keys(lead.Attributes)) {
		lines = append(lines, fact{name: name, value: lead.Attributes[name]})
	}
	return lines
}

// attributeLines writes a lead's attributes one a line, "industry: Health".
func attributeLines(attributes map[string]string) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		lines = append(lines, name+": "+attributes[name])
	}
	return strings.Join(lines, "\n")
}

// attributesIn reads what attributeLines writes; lines without a colon are
// left out.
func attributesIn(text string) map[string]string {
	attributes := map[string]string{}
	for line := range strings.Lines(text) {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) != "" {
			attributes[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return attributes
}
