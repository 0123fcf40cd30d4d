package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// roll is a vertical list that owns row objects for the visible rows only, so
// that it costs the same for 100 rows as for a million. Its offset is a
// float64 and rows are placed relative to what is visible: Fyne's float32
// positions would jump beyond sixteen million pixels.
type roll struct {
	widget.BaseWidget
	high float32 // a row's height with the gap below it
	gap  float32
	// tops, if set by measure, are where rows of unlike heights begin, in
	// pixels from the first, and at its end where one more would.
	tops   []float64
	length func() int
	create func() fyne.CanvasObject
	update func(i int, row fyne.CanvasObject)
	// sideways, if set, gets horizontal scrolling and scrolling that the roll
	// has no use for.
	sideways func(*fyne.ScrollEvent)
	// spareScroll, if set, gets what the wheel does sideways and beyond the
	// first and last row.
	spareScroll func(*fyne.ScrollEvent)

	offset float64
	shown  map[int]fyne.CanvasObject
	spare  []fyne.CanvasObject
	layer  *fyne.Container
	thumb  *rollThumb
}

func newRoll(high, gap float32, length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *roll {
	r := &roll{high: high + gap, gap: gap, length: length, create: create, update: update, shown: map[int]fyne.CanvasObject{}}
	r.layer = &fyne.Container{}
	r.thumb = newRollThumb(r)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is Fyne's.
func (r *roll) CreateRenderer() fyne.WidgetRenderer {
	clip := container.NewClip(r.layer)
	return draw(&sketch{
		objects: []fyne.CanvasObject{clip, r.thumb},
		min:     func() fyne.Size { return fyne.NewSize(40, r.high) },
		place: func(area fyne.Size) {
			clip.Resize(area)
			r.arrange(false)
		},
		paint: func() { r.arrange(true) },
	})
}

// measure gives every row a height of its own, in logical pixels without the
// gap. It is called again whenever the rows change.
func (r *roll) measure(height func(i int) float32) {
	n := r.length()
	r.tops = make([]float64, n+1)
	for i := range n {
		r.tops[i+1] = r.tops[i] + float64(height(i)+r.gap)
	}
}

// start is where a row begins, in pixels from the first.
func (r *roll) start(i int) float64 {
	if r.tops != nil {
		return r.tops[max(0, min(i, len(r.tops)-1))]
	}
	return float64(i) * float64(r.high)
}

// at is the row at a pixel from the first, which may be past the last.
func (r *roll) at(y float64) int {
	if r.tops == nil {
		return int(y / float64(r.high))
	}
	i, exact := slices.BinarySearch(r.tops, y)
	if exact {
		return i
	}
	return max(0, i-1)
}

// rowHeight is a row's height without the gap below it.
func (r *roll) rowHeight(i int) float32 {
	if r.tops != nil && i+1 < len(r.tops) {
		return float32(r.tops[i+1]-r.tops[i]) - r.gap
	}
	return r.high - r.gap
}

func (r *roll) total() float64 { return r.start(r.length()) }

func (r *roll) farthest() float64 {
	return max(0, r.total()-float64(r.gap)-float64(r.Size().Height))
}

// scrollTo moves the list so that offset is the pixel at its top, as far as
// there are rows. It reports whether that changed anything.
func (r *roll) scrollTo(offset float64) bool {
	offset = max(0, min(offset, r.farthest()))
	if offset == r.offset {
		return false
	}
	r.offset = offset
	r.arrange(false)
	return true
}

// reveal scrolls just as far as it takes to see row i whole.
func (r *roll) reveal(i int) {
	top := r.start(i)
	bottom := top + float64(r.rowHeight(i))
	switch view := float64(r.Size().Height); {
	case top < r.offset:
		r.scrollTo(top)
	case bottom > r.offset+view:
		r.scrollTo(bottom - view)
	}
}

// page is how many whole rows are visible.
func (r *roll) page() int {
	if r.tops == nil {
		return max(1, int(r.Size().Height/r.high))
	}
	return max(1, r.at(r.offset+float64(r.Size().Height))-r.at(r.offset))
}

// rowAt is the row at a height within the roll, which may be past the last.
func (r *roll) rowAt(y float32) int { return r.at(r.offset + float64(y)) }

// slotAt is the place between rows that is nearest to a height within the
// roll: the index that a row dropped there would get.
func (r *roll) slotAt(y float32) int {
	i := r.rowAt(max(0, y))
	if y-r.top(i) > r.rowHeight(i)/2 {
		i++
	}
	return min(i, r.length())
}

// top of a row relative to the roll.
func (r *roll) top(i int) float32 { return float32(r.start(i) - r.offset) }

// Scrolled is Fyne's.
func (r *roll) Scrolled(event *fyne.ScrollEvent) {
	used := event.Scrolled.DY != 0 && r.scrollTo(r.offset-float64(event.Scrolled.DY))
	if r.sideways != nil && (event.Scrolled.DX != 0 || !used && r.farthest() == 0) {
		r.sideways(event)
	}
	if r.spareScroll != nil && (event.Scrolled.DX != 0 || !used) {
		r.spareScroll(event)
	}
}

// arrange puts a row object at every visible row. Rows that left the view are
// recycled; with renew all are updated.
func (r *roll) arrange(renew bool) {
	area := r.Size()
	if area.Height <= 0 {
		return
	}
	r.offset = max(0, min(r.offset, r.farthest()))
	first := r.at(r.offset)
	last := min(r.length()-1, r.at(r.offset+float64(area.Height)))
	for i, row := range r.shown {
		if i < first || i > last {
			row.Hide()
			r.spare = append(r.spare, row)
			delete(r.shown, i)
		}
	}
	for i := first; i <= last; i++ {
		row, shown := r.shown[i]
		if !shown {
			row = r.take()
			r.shown[i] = row
		}
		put(row, 0, r.top(i), area.Width, r.rowHeight(i))
		if !shown || renew {
			r.update(i, row)
		}
		row.Show()
	}
	r.thumb.settle()
	canvas.Refresh(r.layer)
}

func (r *roll) take() fyne.CanvasObject {
	if n := len(r.spare); n > 0 {
		row := r.spare[n-1]
		r.spare = r.spare[:n-1]
		return row
	}
	row := r.create()
	r.layer.Add(row)
	return row
}

// rollThumb is the scroll bar: it shows where the list stands and can be
// dragged.
type rollThumb struct {
	widget.BaseWidget
	roll    *roll
	hovered bool
}

const (
	thumbWidth float32 = 8
	thumbLeast float32 = 28
)

func newRollThumb(r *roll) *rollThumb {
	t := &rollThumb{roll: r}
	t.ExtendBaseWidget(t)
	return t
}

func (t *rollThumb) settle() {
	area, total := t.roll.Size(), t.roll.total()
	if t.roll.farthest() == 0 {
		t.Hide()
		return
	}
	high := max(thumbLeast, area.Height*float32(float64(area.Height)/total))
	y := float32(t.roll.offset/t.roll.farthest()) * (area.Height - high)
	put(t, area.Width-thumbWidth, y, thumbWidth, high)
	t.Show()
}

// CreateRenderer is Fyne's.
func (t *rollThumb) CreateRenderer() fyne.WidgetRenderer {
	bar := newFace()
	r := &sketch{objects: []fyne.CanvasObject{bar}, min: func() fyne.Size { return fyne.NewSize(thumbWidth, thumbLeast) }}
	r.paint = func() { dressFace(bar, "scrollBar", "", 3) }
	r.place = func(area fyne.Size) {
		wide := float32(4)
		if t.hovered {
			wide = 6
		}
		put(bar, area.Width-wide-1, 1, wide, area.Height-2)
	}
	return draw(r)
}

func (t *rollThumb) hover(on bool) {
	t.hovered = on
	t.Refresh()
}

// MouseIn is Fyne's.
func (t *rollThumb) MouseIn(*desktop.MouseEvent) { t.hover(true) }

// MouseMoved is Fyne's.
func (*rollThumb) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (t *rollThumb) MouseOut() { t.hover(false) }

// Dragged scrolls as far as the thumb was dragged.
func (t *rollThumb) Dragged(event *fyne.DragEvent) {
	free := t.roll.Size().Height - t.Size().Height
	if free > 0 {
		t.roll.scrollTo(t.roll.offset + float64(event.Dragged.DY/free)*t.roll.farthest())
	}
}

// DragEnd is Fyne's.
func (*rollThumb) DragEnd() {}
