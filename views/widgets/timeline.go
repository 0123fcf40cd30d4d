package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Moment is an entry of a Timeline: what happened and when.
type Moment struct {
	ID, Title, Text, When string
	Icon                  fyne.Resource
	Role                  Role
	Action                string // the word on the moment's button; empty: it has none
	OnAction              func()
}

// Timeline lists moments, the newest first as the caller gives them, joined
// by a line.
type Timeline struct {
	widget.BaseWidget
	// OnOpen is told the id of the moment that was clicked; nil makes the
	// moments inert.
	OnOpen func(id string)

	moments []Moment
	box     *fyne.Container
}

// NewTimeline shows the moments.
func NewTimeline(moments []Moment) *Timeline {
	t := &Timeline{box: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	t.ExtendBaseWidget(t)
	t.Set(moments)
	return t
}

// Set shows other moments.
func (t *Timeline) Set(moments []Moment) {
	t.moments = moments
	t.box.Objects = nil
	for i, moment := range moments {
		row := newMomentRow(t, moment, i == len(moments)-1)
		t.box.Objects = append(t.box.Objects, row)
	}
	t.box.Refresh()
	t.Refresh()
}

// Parts are the moments.
func (t *Timeline) Parts() []fyne.CanvasObject { return t.box.Objects }

// CreateRenderer is Fyne's.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{t.box},
		min:     t.box.MinSize,
		place:   func(area fyne.Size) { t.box.Resize(area) },
	})
}

type momentRow struct {
	widget.BaseWidget
	timeline    *Timeline
	moment      Moment
	last        bool
	icon        *Icon
	title, when *Text
	text        *Paragraph
	action      *Button
}

func newMomentRow(t *Timeline, m Moment, last bool) *momentRow {
	row := &momentRow{timeline: t, moment: m, last: last}
	row.icon = NewIcon(m.Icon, m.Role)
	row.title = NewText(m.Title, SizeBody, RoleNone).Bold().Shrink(60)
	row.when = NewText(m.When, SizeCaption, RoleMuted)
	row.text = NewParagraph(m.Text, SizeBody, RoleMuted)
	row.text.Hidden = m.Text == ""
	row.action = NewButton(m.Action, m.OnAction)
	row.action.Hidden = m.Action == ""
	row.ExtendBaseWidget(row)
	return row
}

// Tapped answers a click.
func (row *momentRow) Tapped(*fyne.PointEvent) {
	if row.timeline.OnOpen != nil && row.moment.ID != "" {
		row.timeline.OnOpen(row.moment.ID)
	}
}

// Cursor is what the pointer looks like here.
func (row *momentRow) Cursor() desktop.Cursor {
	if row.timeline.OnOpen == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Parts are the moment's button.
func (row *momentRow) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{row.action} }

// CreateRenderer is Fyne's.
func (row *momentRow) CreateRenderer() fyne.WidgetRenderer {
	const disc float32 = 28
	face, line := newFace(), newFace()
	return draw(&sketch{
		objects: []fyne.CanvasObject{line, face, row.icon, row.title, row.when, row.text, row.action},
		paint: func() {
			dressFace(face, row.moment.Role.Tint(), "", disc/2)
			dressFace(line, ColorBorder, "", 0)
			line.Hidden = row.last
		},
		min: func() fyne.Size {
			high := row.title.MinSize().Height
			if !row.text.Hidden {
				high += row.text.MinSize().Height + 2
			}
			if !row.action.Hidden {
				high += row.action.MinSize().Height + Space
			}
			return fyne.NewSize(disc+60+row.when.MinSize().Width+3*Space, max(high+4, disc)+1.5*Space)
		},
		place: func(area fyne.Size) {
			put(line, disc/2-0.5, disc, 1, area.Height-disc)
			put(face, 0, 0, disc, disc)
			put(row.icon, 6, 6, disc-12, disc-12)
			left, when := disc+1.5*Space, row.when.MinSize()
			high := row.title.MinSize().Height
			put(row.title, left, 4, area.Width-left-when.Width-Space, high)
			put(row.when, area.Width-when.Width, 4+(high-when.Height)/2, when.Width, when.Height)
			put(row.text, left, high+6, area.Width-left, row.text.MinSize().Height)
			if !row.action.Hidden {
				button := row.action.MinSize()
				put(row.action, left, area.Height-1.5*Space-button.Height, button.Width, button.Height)
			}
		},
	})
}

// Check is a point of a Checklist.
type Check struct {
	ID, Text string
	Done     bool
}

// Checklist shows points that can be ticked, by click or by Space.
type Checklist struct {
	widget.BaseWidget
	spare
	// OnCheck is told what the user ticked or cleared.
	OnCheck func(id string, done bool)

	box *fyne.Container
}

// NewChecklist shows the points.
func NewChecklist(checks []Check, onCheck func(id string, done bool)) *Checklist {
	c := &Checklist{OnCheck: onCheck, box: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	c.ExtendBaseWidget(c)
	c.Set(checks)
	return c
}

// Set shows other points.
func (c *Checklist) Set(checks []Check) {
	c.box.Objects = nil
	for _, check := range checks {
		box := NewCheckBox("", nil)
		box.Checked = check.Done
		box.OnChanged = func(done bool) {
			if c.OnCheck != nil {
				c.OnCheck(check.ID, done)
			}
		}
		box.OnSpareKey = c.passKey
		text := newTapText(check.Text, func() { box.SetChecked(!box.Checked) })
		c.box.Objects = append(c.box.Objects, container.NewBorder(nil, nil, container.NewVBox(box), nil, text))
	}
	c.box.Refresh()
	c.Refresh()
}

// Parts are the points.
func (c *Checklist) Parts() []fyne.CanvasObject { return c.box.Objects }

// CreateRenderer is Fyne's.
func (c *Checklist) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{c.box},
		min:     c.box.MinSize,
		place:   func(area fyne.Size) { c.box.Resize(area) },
	})
}

// tapText is a wrapped text that can be clicked.
type tapText struct {
	widget.BaseWidget
	text  *Paragraph
	onTap func()
}

func newTapText(text string, onTap func()) *tapText {
	t := &tapText{text: NewParagraph(text, SizeBody, RoleNone), onTap: onTap}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped answers a click.
func (t *tapText) Tapped(*fyne.PointEvent) { t.onTap() }

// Cursor is what the pointer looks like here.
func (*tapText) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (t *tapText) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{t.text},
		min:     func() fyne.Size { return t.text.MinSize().AddWidthHeight(0, 2*Space) },
		place:   func(area fyne.Size) { put(t.text, 0, Space, area.Width, area.Height-Space) },
	})
}
