package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/app/sales"
	"attain/views/widgets"
)

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
