package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// EmptyState says why there is nothing here and what to do about it.
type EmptyState struct {
	widget.BaseWidget
	icon   *Icon
	title  *Text
	text   *Paragraph
	button *Button
}

// NewEmptyState shows icon, title and text in the middle of its room, and a
// button where action is not empty.
func NewEmptyState(icon fyne.Resource, title, text, action string, onAction func()) *EmptyState {
	e := &EmptyState{
		icon:  NewIcon(icon, RoleMuted).Large(40),
		title: NewTitle(title).Align(fyne.TextAlignCenter).Shrink(80),
		text:  NewParagraph(text, SizeBody, RoleMuted).Center(),
	}
	if action != "" {
		e.button = NewButton(action, onAction)
		e.button.Importance = widget.HighImportance
	}
	e.ExtendBaseWidget(e)
	return e
}

const emptyWidth float32 = 420

// CreateRenderer is Fyne's.
func (e *EmptyState) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{e.icon, e.title, e.text}
	if e.button != nil {
		objects = append(objects, e.button)
	}
	high := func() float32 {
		sum := e.icon.MinSize().Height + e.title.MinSize().Height + e.text.MinSize().Height + 2*Space
		if e.button != nil {
			sum += e.button.MinSize().Height + 2*Space
		}
		return sum
	}
	return draw(&sketch{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(240, high()+2*Space) },
		place: func(area fyne.Size) {
			wide := min(emptyWidth, area.Width-2*Space)
			e.text.Resize(fyne.NewSize(wide, e.text.MinSize().Height))
			x, y := (area.Width-wide)/2, max(Space, (area.Height-high())*0.4)
			for i, object := range objects {
				want := object.MinSize()
				switch {
				case object == e.button:
					y += Space
					put(object, (area.Width-want.Width)/2, y, want.Width, want.Height)
				case i == 0:
					put(object, (area.Width-want.Width)/2, y, want.Width, want.Height)
				default:
					put(object, x, y, wide, want.Height)
				}
				y += want.Height + Space
			}
		},
	})
}

// Banner is a line across the page that says what went wrong, or what is
// worth knowing, with what to do. It is hidden until Show.
type Banner struct {
	widget.BaseWidget
	text   *Paragraph
	icon   *Icon
	action *Button
	shut   *Button
	body   *fyne.Container
	role   Role
	says   string
}

// NewBanner makes a hidden banner.
func NewBanner() *Banner {
	b := &Banner{text: NewParagraph("", SizeBody, RoleNone), icon: NewIcon(theme.WarningIcon(), RoleOffTrack)}
	b.action = NewButton("", nil)
	b.shut = NewButtonWithIcon("", theme.CancelIcon(), b.Dismiss)
	b.shut.Importance = widget.LowImportance
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// Say shows the sentence in the role. action, if not empty, is a button.
func (b *Banner) Say(role Role, sentence, action string, onAction func()) {
	b.role, b.says = role, sentence
	b.text.Set(sentence, RoleNone)
	icon := theme.WarningIcon()
	if role == RoleAccent || role == RoleNone {
		icon = theme.InfoIcon()
	}
	b.icon.Set(icon, role)
	b.action.OnTapped = onAction
	b.action.SetText(action)
	b.action.Hidden = action == ""
	b.Show()
	b.Refresh()
}

// Dismiss hides the banner.
func (b *Banner) Dismiss() {
	b.says = ""
	b.Hide()
}

// Says is the sentence shown, or "".
func (b *Banner) Says() string { return b.says }

// CreateRenderer is Fyne's.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	right := container.NewHBox(b.action, b.shut)
	b.body = container.NewBorder(nil, nil, container.NewCenter(b.icon), container.NewCenter(right),
		container.New(layout.NewCustomPaddedLayout(Space, Space, Space, Space), b.text))
	padded := container.New(layout.NewCustomPaddedLayout(0, 0, 1.5*Space, Space/2), b.body)
	return draw(&sketch{
		objects: []fyne.CanvasObject{face, padded},
		paint:   func() { dressFace(face, b.role.Tint(), "", size(SizeRadius)) },
		min:     padded.MinSize,
		place: func(area fyne.Size) {
			face.Resize(area)
			padded.Resize(area)
		},
	})
}

// NewBusy shows that something is under way, with a word on what.
func NewBusy(text string) *Busy {
	b := &Busy{wheel: widget.NewActivity(), text: NewText(text, SizeBody, RoleMuted)}
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// Busy is a turning wheel and a word. It turns between Start and Stop and is
// hidden otherwise.
type Busy struct {
	widget.BaseWidget
	wheel *widget.Activity
	text  *Text
}

// Start shows the wheel and turns it.
func (b *Busy) Start() {
	b.Show()
	b.wheel.Start()
}

// Stop hides the wheel.
func (b *Busy) Stop() {
	b.wheel.Stop()
	b.Hide()
}

// CreateRenderer is Fyne's.
func (b *Busy) CreateRenderer() fyne.WidgetRenderer {
	row := container.NewHBox(b.wheel, b.text)
	return draw(&sketch{
		objects: []fyne.CanvasObject{row},
		min:     row.MinSize,
		place:   func(area fyne.Size) { row.Resize(area) },
	})
}

// Skeleton stands for lines of text that are still loading.
type Skeleton struct {
	widget.BaseWidget
	lines int
}

// NewSkeleton makes a placeholder for so many lines.
func NewSkeleton(lines int) *Skeleton {
	s := &Skeleton{lines: max(1, lines)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is Fyne's.
func (s *Skeleton) CreateRenderer() fyne.WidgetRenderer {
	const line float32 = 12
	bars := make([]fyne.CanvasObject, s.lines)
	for i := range bars {
		bars[i] = newFace()
	}
	return draw(&sketch{
		objects: bars,
		paint: func() {
			for _, bar := range bars {
				if face, ok := bar.(*canvas.Rectangle); ok {
					dressFace(face, RoleMuted.Tint(), "", 4)
				}
			}
		},
		min: func() fyne.Size { return fyne.NewSize(80, float32(s.lines)*(line+Space)-Space) },
		place: func(area fyne.Size) {
			for i, bar := range bars {
				share := []float32{1, 0.82, 0.93, 0.6}[i%4]
				put(bar, 0, float32(i)*(line+Space), area.Width*share, line)
			}
		},
	})
}
