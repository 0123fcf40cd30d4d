package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// NewRow puts objects side by side, all as wide as each other, two steps
// apart.
func NewRow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(evenRow{}, objects...)
}

// NewColumn puts objects below each other at their least heights, two steps
// apart.
func NewColumn(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(2*Space), objects...)
}

// NewFlow puts objects side by side at their least sizes and goes on in the
// next line where there is no more room.
func NewFlow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{}, objects...)
}

// NewInset keeps an object two steps away from what is around it.
func NewInset(object fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(2*Space, 2*Space, 2*Space, 2*Space), object)
}

type evenRow struct{}

// MinSize is the least room it needs.
func (evenRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var want fyne.Size
	count := float32(0)
	for _, object := range objects {
		if object.Visible() {
			want = want.Max(object.MinSize())
			count++
		}
	}
	if count > 0 {
		want.Width = want.Width*count + 2*Space*(count-1)
	}
	return want
}

// Layout gives everything its place.
func (evenRow) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	count := float32(0)
	for _, object := range objects {
		if object.Visible() {
			count++
		}
	}
	if count == 0 {
		return
	}
	wide := (area.Width - 2*Space*(count-1)) / count
	x := float32(0)
	for _, object := range objects {
		if object.Visible() {
			put(object, x, 0, wide, area.Height)
			x += wide + 2*Space
		}
	}
}

// flow remembers the width it was laid out at, on which its height depends.
type flow struct{ wide float32 }

// MinSize is the least room it needs.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, object := range objects {
		if object.Visible() {
			widest = max(widest, object.MinSize().Width)
		}
	}
	room := f.wide
	if room == 0 {
		room = 1e6
	}
	return fyne.NewSize(widest, f.each(objects, room, nil))
}

// Layout gives everything its place.
func (f *flow) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	f.wide = area.Width
	f.each(objects, area.Width, func(object fyne.CanvasObject, at fyne.Position, want fyne.Size) {
		object.Move(at)
		object.Resize(want)
	})
}

// each tells set where every object goes and answers the height of all.
func (*flow) each(objects []fyne.CanvasObject, room float32, set func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, high float32
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		want := object.MinSize()
		if x > 0 && x+want.Width > room {
			x, y, high = 0, y+high+Space, 0
		}
		if set != nil {
			set(object, fyne.NewPos(x, y), want)
		}
		x += want.Width + Space
		high = max(high, want.Height)
	}
	return y + high
}
