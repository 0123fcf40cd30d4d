package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/app/sales"
	"attain/views/widgets"
)

// mostInsights is how many insights the dashboard shows.
const mostInsights = 5

// insightLine is an insight in words.
type insightLine struct {
	Tag                   widgets.Tag
	Title, Reason, Action string
	Stake                 string
	Insight               sales.Insight
}

// insightLines puts the insights of the scope with the most at stake into
// words.
func insightLines(text sales.Text, found sales.Insights, rep sales.ID) []insightLine {
	list := found.Team()
	if rep != "" {
		list = found.Rep(rep)
	}
	var lines []insightLine
	for _, i := range list[:min(len(list), mostInsights)] {
		lines = append(lines, insightLine{
			Tag: insightTag(text, i.Kind), Title: i.Title(text), Reason: i.Reason(text), Action: i.Action(text), Stake: i.StakeText(text), Insight: i,
		})
	}
	return lines
}

// insightTag is an insight's kind as a word in its colour.
func insightTag(text sales.Text, kind sales.InsightKind) widgets.Tag {
	roles := map[sales.InsightKind]widgets.Role{
		sales.Strength: widgets.RoleOnTrack, sales.Weakness: widgets.RoleBehind,
		sales.Opportunity: widgets.RoleAccent, sales.Risk: widgets.RoleOffTrack,
	}
	return widgets.Tag{Text: text("views.dashboard.kind." + string(kind)), Role: roles[kind]}
}

// insightRows are the lines as rows that open what they were computed from.
func insightRows(deps Deps, lines []insightLine) []*tapRow {
	rows := make([]*tapRow, 0, len(lines))
	for _, line := range lines {
		head := container.NewBorder(nil, nil, widgets.NewBadge(line.Tag), widgets.NewText(line.Stake, widgets.SizeCaption, widgets.RoleMuted))
		content := container.New(&wrapColumn{gap: widgets.Space / 4}, head,
			container.New(layout.NewCustomPaddedLayout(2, 0, 0, 0), widgets.NewParagraph(line.Title, widgets.SizeBody, widgets.RoleNone).Bold()),
			widgets.NewParagraph(line.Reason, widgets.SizeCaption, widgets.RoleNone),
			widgets.NewParagraph(line.Action, widgets.SizeCaption, widgets.RoleMuted))
		rows = append(rows, newTapRow(content, func() { openInsight(deps.Shell, line.Title, line.Insight) }, nil))
	}
	return rows
}

// openInsight lists the records behind an insight.
func openInsight(shell Shell, title string, i sales.Insight) {
	if len(i.Records) > 0 && i.Of != "" {
		shell.OpenRecords(title, i.Of, i.Records)
		return
	}
	shell.Explain(title, sales.Subject{Metric: i.Metric, Rep: i.RepID})
}

// rowScroll stacks rows in an area that scrolls where it is too low for them,
// their texts under the card's title.
func rowScroll(rows []*tapRow) fyne.CanvasObject {
	sight := &sightColumn{wrapColumn: wrapColumn{gap: widgets.Space / 2}, rows: rows}
	column := container.New(sight)
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, widgets.Space), column))
	sight.scroll = scroll
	scroll.OnScrolled = func(fyne.Position) { fillSight(scroll, rows) }
	for _, row := range rows {
		row.neighbours, row.scroll = rows, scroll
		column.Add(row)
	}
	return pull(scroll)
}

// pull moves rows out by their inset to the left, and to the card's edge on
// the right, where the scroll bar is.
func pull(object fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, -rowInset, -widgets.Space), object)
}
