package widgets

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Option is one thing to choose. Detail stands muted behind the text, Keys at
// the right end of the line; options that follow each other in one Section
// stand under its name while nothing is typed. Also holds other words that find
// the option, such as its name in another language; they are not shown.
type Option struct {
	ID, Text, Detail, Section, Keys, Also string
	Icon                                  fyne.Resource
}

// chooser is a search line over a list ranked by it: what the picker and the
// command palette have in common.
type chooser struct {
	widget.BaseWidget
	rank     Rank
	options  []Option
	texts    []string
	order    []int // what the rows show: indexes into options, -1 for a section's name
	current  int   // index into order
	opened   int   // the current row when the list opened
	rows     *roll
	entry    *Input
	none     *Text
	onChoose func(Option)
	onCancel func()
	refocus  func()
	most     int
	widest   float32 // what wide found
}

const (
	chooseHeight float32 = 32
	// chooseLeast and chooseMost are how wide a list is at least, and at most
	// to show its texts whole.
	chooseLeast float32 = 200
	chooseMost  float32 = 560
	// mostRanked keeps the first letters typed among many thousands fast.
	mostRanked = 200
)

func newChooser(rank Rank, hint, none string, options []Option, most int) *chooser {
	c := &chooser{rank: rank, most: most, none: NewText(none, SizeBody, RoleMuted).Shrink(40)}
	c.entry = NewInput()
	c.entry.Icon = theme.SearchIcon()
	c.entry.PlaceHolder = hint
	c.entry.OnChanged = func(string) { c.filter() }
	c.entry.OnKey = c.key
	c.rows = newRoll(chooseHeight, 0, func() int { return len(c.order) },
		func() fyne.CanvasObject { return newChoiceRow(c) },
		func(i int, object fyne.CanvasObject) {
			if row, ok := object.(*choiceRow); ok {
				row.show(i)
			}
		})
	c.setOptions(options)
	c.ExtendBaseWidget(c)
	return c
}

func (c *chooser) setOptions(options []Option) {
	c.options, c.widest = options, 0
	c.texts = make([]string, len(options))
	for i, option := range options {
		c.texts[i] = option.Text + " " + option.Detail
	}
	c.filter()
}

// filter ranks the options by what is typed.
func (c *chooser) filter() {
	c.order = c.order[:0]
	if typed := c.entry.Text; typed != "" {
		c.order = append(c.order, c.rank(typed, c.texts)...)
		c.order = c.order[:min(len(c.order), mostRanked)]
		for at, option := range c.options {
			if option.Also != "" && !slices.Contains(c.order, at) && meant(option.Also, typed) {
				c.order = append(c.order, at)
			}
		}
		classes := make(map[int]int, len(c.order))
		for _, at := range c.order {
			classes[at] = c.class(at, typed)
		}
		slices.SortStableFunc(c.order, func(a, b int) int { return cmp.Compare(classes[a], classes[b]) })
	} else {
		section := ""
		for i, option := range c.options {
			if option.Section != section {
				section = option.Section
				c.order = append(c.order, -1)
			}
			c.order = append(c.order, i)
		}
	}
	c.current = -1
	c.step(1)
	c.rows.offset = 0
	c.none.Hidden = len(c.order) > 0
	c.rows.Refresh()
}

// class says how well an option is what was typed: its very name ("Deal" is
// meant before "Deal lines"), a word of its name, another word for it, or its
// letters only, in an order that the rank gave.
func (c *chooser) class(at int, typed string) int {
	switch option := c.options[at]; {
	case strings.EqualFold(option.Text, strings.TrimSpace(typed)):
		return 0
	case option.Also == "" || strings.Contains(strings.ToLower(option.Text+" "+option.Detail), strings.ToLower(strings.TrimSpace(typed))):
		return 1
	case meant(option.Also, typed):
		return 2
	default:
		return 3
	}
}

// meant reports whether one of other words for a thing, parted by "|", or a word
// in one, begins with what was typed.
func meant(also, typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	for _, words := range strings.Split(strings.ToLower(also), "|") {
		if words = strings.TrimSpace(words); strings.HasPrefix(words, typed) || strings.Contains(words, " "+typed) {
			return true
		}
	}
	return false
}

// step moves the current row by one, over the names of sections.
func (c *chooser) step(by int) {
	for i := c.current + by; i >= 0 && i < len(c.order); i += by {
		if c.order[i] >= 0 {
			c.current = i
			break
		}
	}
	if c.current >= 0 {
		c.rows.reveal(c.current)
	}
	c.rows.arrange(true)
}

// mark makes the option of an id the current one, if it is shown.
func (c *chooser) mark(id string) {
	for i, at := range c.order {
		if at >= 0 && c.options[at].ID == id {
			c.current, c.opened = i, i
			c.rows.reveal(i)
			c.rows.arrange(true)
			return
		}
	}
	c.opened = c.current
}

// looked reports whether nothing was searched for nor gone to since mark, or
// nothing was found.
func (c *chooser) looked() bool {
	return c.current < 0 || c.entry.Text == "" && c.current == c.opened
}

func (c *chooser) key(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyDown:
		c.step(1)
	case fyne.KeyUp:
		c.step(-1)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		for range c.rows.page() {
			c.step(map[bool]int{true: 1, false: -1}[key == fyne.KeyPageDown])
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		c.choose(c.current)
	case fyne.KeyEscape:
		c.onCancel()
	default:
		return false
	}
	return true
}

func (c *chooser) choose(row int) {
	if row >= 0 && row < len(c.order) && c.order[row] >= 0 {
		c.onChoose(c.options[c.order[row]])
	}
}

// sectionAt is the name that stands in a row for a section.
func (c *chooser) sectionAt(row int) string {
	if row+1 < len(c.order) && c.order[row+1] >= 0 {
		return c.options[c.order[row+1]].Section
	}
	return ""
}

// Tapped gives the keyboard back to the search line after a click beside the
// rows.
func (c *chooser) Tapped(*fyne.PointEvent) {
	if c.refocus != nil {
		c.refocus()
	}
}

// wide is how wide the list has to be to show its texts whole; with many
// options, the first ones.
func (c *chooser) wide() float32 {
	if c.widest == 0 {
		c.widest = chooseLeast
		for _, option := range c.options[:min(len(c.options), mostRanked)] {
			want := width(option.Text, size(SizeBody), false) + 4*Space
			if option.Icon != nil {
				want += 3 * Space
			}
			if option.Detail != "" {
				want += width(option.Detail, size(SizeCaption), false) + Space
			}
			if option.Keys != "" {
				want += width(option.Keys, size(SizeCaption), false) + Space
			}
			c.widest = max(c.widest, min(want, chooseMost))
		}
	}
	return c.widest
}

// CreateRenderer is Fyne's.
func (c *chooser) CreateRenderer() fyne.WidgetRenderer {
	return draw(&sketch{
		objects: []fyne.CanvasObject{c.entry, c.rows, c.none},
		min: func() fyne.Size {
			shown := max(1, min(len(c.order), c.most))
			return fyne.NewSize(c.wide(), c.entry.MinSize().Height+Space+float32(shown)*chooseHeight)
		},
		place: func(area fyne.Size) {
			high := c.entry.MinSize().Height
			put(c.entry, 0, 0, area.Width, high)
			put(c.rows, 0, high+Space, area.Width, area.Height-high-Space)
			put(c.none, Space, high+2*Space, area.Width-2*Space, lineHeight(SizeBody))
			c.rows.arrange(true)
		},
	})
}

// choiceRow is one recycled line of a chooser.
type choiceRow struct {
	widget.BaseWidget
	chooser *chooser
	index   int
}

func newChoiceRow(c *chooser) *choiceRow {
	row := &choiceRow{chooser: c}
	row.ExtendBaseWidget(row)
	return row
}

func (row *choiceRow) show(i int) {
	row.index = i
	row.Refresh()
}

// Tapped answers a click.
func (row *choiceRow) Tapped(*fyne.PointEvent) { row.chooser.choose(row.index) }

// MouseIn hears the pointer come.
func (row *choiceRow) MouseIn(*desktop.MouseEvent) { row.hover() }

// MouseMoved hears the pointer move.
func (row *choiceRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hears the pointer leave.
func (row *choiceRow) MouseOut() {}

// hover makes the row under the pointer the current one.
func (row *choiceRow) hover() {
	c := row.chooser
	if row.index < len(c.order) && c.order[row.index] >= 0 && c.current != row.index {
		c.current = row.index
		c.rows.arrange(true)
	}
}

// CreateRenderer is Fyne's.
func (row *choiceRow) CreateRenderer() fyne.WidgetRenderer {
	face := newFace()
	text, detail, keys := newLine(false), newLine(false), newLine(false)
	icon := canvas.NewImageFromResource(nil)
	icon.FillMode = canvas.ImageFillContain
	paint := func() {
		c := row.chooser
		if row.index >= len(c.order) {
			return
		}
		area := row.Size()
		face.Resize(area)
		dressFace(face, "", "", size(SizeRadius))
		detail.Text, keys.Text, icon.Hidden = "", "", true
		at := c.order[row.index]
		if at < 0 {
			dress(text, ColorMuted, SizeCaption)
			text.Text = c.sectionAt(row.index)
			put(text, Space, area.Height-lineHeight(SizeCaption)-4, area.Width, lineHeight(SizeCaption))
			return
		}
		if row.index == c.current {
			dressFace(face, ColorSelected, "", size(SizeRadius))
		}
		row.write(c.options[at], icon, text, detail, keys)
	}
	return draw(&sketch{
		objects: []fyne.CanvasObject{face, icon, text, detail, keys},
		min:     func() fyne.Size { return fyne.NewSize(80, chooseHeight) },
		place:   func(fyne.Size) { paint() },
		paint:   paint,
	})
}

// write puts an option's texts on the line; the detail gives way first.
func (row *choiceRow) write(option Option, icon *canvas.Image, text, detail, keys *canvas.Text) {
	area, x := row.Size(), Space
	if option.Icon != nil {
		icon.Hidden = false
		tintImage(icon, option.Icon, RoleMuted)
		put(icon, Space, (area.Height-16)/2, 16, 16)
		x += 3 * Space
	}
	dress(keys, ColorMuted, SizeCaption)
	keys.Text = option.Keys
	right := area.Width - Space - 4
	if option.Keys != "" {
		want := keys.MinSize()
		put(keys, right-want.Width, (area.Height-want.Height)/2, want.Width, want.Height)
		right -= want.Width + Space
	}
	dress(text, ColorText, SizeBody)
	fit(text, option.Text, right-x)
	want := text.MinSize()
	put(text, x, (area.Height-want.Height)/2, want.Width, want.Height)
	x += want.Width + Space
	dress(detail, ColorMuted, SizeCaption)
	detail.Text = ""
	if right-x > 30 {
		fit(detail, option.Detail, right-x)
	}
	small := detail.MinSize()
	put(detail, x, (area.Height-small.Height)/2+1, small.Width, small.Height)
}
