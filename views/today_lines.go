package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/views/widgets"
)

// mostLines is how many lines each list of the day shows; what is beyond them
// is counted, and a click away.
const mostLines = app.MostSteps

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
	check := newIconButton("", theme.ConfirmIcon(), done)
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

// dayColumn puts the quota, the plan and a list below each other: the plan
// gets what its lines take, the list what is left.
type dayColumn struct{ plan **fyne.Container }

// listLeast is the least height of the list, in logical pixels; where there is
// too little room for both, the plan scrolls.
const listLeast float32 = 124

// MinSize is the least room it needs.
func (*dayColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var want fyne.Size
	for _, object := range objects {
		least := object.MinSize()
		want = fyne.NewSize(max(want.Width, least.Width), want.Height+least.Height+pageGap)
	}
	return want.SubtractWidthHeight(0, pageGap)
}

// Layout gives everything its place.
func (c *dayColumn) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	quota, plan, list := objects[0], objects[1], objects[2]
	place := func(object fyne.CanvasObject, y, high float32) float32 {
		object.Move(fyne.NewPos(0, y))
		object.Resize(fyne.NewSize(area.Width, high))
		return y + high + pageGap
	}
	y := place(quota, 0, quota.MinSize().Height)
	room := area.Height - y - pageGap
	place(plan, y, room/2) // its lines wrap at this width
	high := plan.MinSize().Height
	if lines := *c.plan; lines != nil {
		// The lines lie in an area that scrolls, which asks for hardly any.
		high = max(high, lines.MinSize().Height+planHead)
	}
	y = place(plan, y, max(0, min(high, room-listLeast)))
	place(list, y, max(0, area.Height-y))
}

// planHead is the room that the plan's card takes beside its lines.
const planHead = 8 * widgets.Space
