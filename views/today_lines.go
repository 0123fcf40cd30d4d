package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/views/widgets"
)

// mostLines is how many lines each list of the day shows; what is beyond them
// is counted, and a click away.
const mostLines = 40

// lineBody is a line of two rows: title and trail, then badge and detail. done
// puts a button before them that logs the line as done.
func (p *Today) lineBody(line todayLine, done func()) fyne.CanvasObject {
	title := container.NewBorder(nil, nil, nil, widgets.NewText(line.Trail, widgets.SizeCaption, line.TrailRole),
		widgets.NewText(line.Title, widgets.SizeBody, widgets.RoleNone).Bold().Shrink(60))
	var detail fyne.CanvasObject = widgets.NewText(line.Detail, widgets.SizeCaption, widgets.RoleMuted).Shrink(60)
	if line.Tag.Text != "" {
		detail = container.NewBorder(nil, nil, widgets.NewBadge(line.Tag), nil, container.New(&middle{}, detail))
	}
	body := container.New(layout.NewCustomPaddedVBoxLayout(2), title, detail)
	if done == nil {
		return body
	}
	check := widget.NewButtonWithIcon("", theme.ConfirmIcon(), done)
	check.Importance = widget.LowImportance
	tip := widgets.WithTip(p.deps.Overlay, check, p.deps.Text("views.today.doneTip"))
	return container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 0, widgets.Space/2), container.NewCenter(tip)), nil, body)
}

// listBody is the rows in an area that scrolls, with how many more there are,
// or what it means that there are none.
func (p *Today) listBody(rows []*tapRow, all int, noneKey string) fyne.CanvasObject {
	if len(rows) == 0 {
		return container.NewVBox(widgets.NewParagraph(p.deps.Text(noneKey), widgets.SizeBody, widgets.RoleMuted))
	}
	if more := all - len(rows); more > 0 {
		words := widgets.NewText(p.deps.Text("views.today.more", "Count", p.deps.Format.Count(more)), widgets.SizeCaption, widgets.RoleAccent)
		page := PagePipeline
		if noneKey == "views.today.steps.none" {
			page = PageActivities
		}
		rows = append(rows, newTapRow(words, func() { p.deps.Shell.Open(page) }, nil))
	}
	return rowScroll(rows)
}

// middle puts one object at its least height in the middle of the room's.
type middle struct{}

// MinSize is the object's.
func (*middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout gives the object the whole width.
func (*middle) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	high := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(0, (area.Height-high)/2))
	objects[0].Resize(fyne.NewSize(area.Width, high))
}
