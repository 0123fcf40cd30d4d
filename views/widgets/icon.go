package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewIcon shows a themed icon in the role's colour, at the size of text.
func NewIcon(icon fyne.Resource, role Role) *Icon {
	i := &Icon{icon: icon, role: role, side: 18}
	i.ExtendBaseWidget(i)
	return i
}

// Icon is a small picture in a role's colour.
type Icon struct {
	widget.BaseWidget
	icon fyne.Resource
	role Role
	side float32
}

// Large makes the icon as high as given, in logical pixels, and returns it.
func (i *Icon) Large(side float32) *Icon {
	i.side = side
	i.Refresh()
	return i
}

// Set shows another icon in another role.
func (i *Icon) Set(icon fyne.Resource, role Role) {
	i.icon, i.role = icon, role
	i.Refresh()
}

// CreateRenderer is Fyne's.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	picture := canvas.NewImageFromResource(nil)
	picture.FillMode = canvas.ImageFillContain
	return draw(&sketch{
		objects: []fyne.CanvasObject{picture},
		paint:   func() { tintImage(picture, i.icon, i.role) },
		min:     func() fyne.Size { return fyne.NewSquareSize(i.side) },
		place:   func(area fyne.Size) { picture.Resize(area) },
	})
}

// tintImage shows an icon in a role's colour. Icons that are already themed
// are coloured anew.
func tintImage(picture *canvas.Image, icon fyne.Resource, role Role) {
	if icon == nil {
		picture.Resource = nil
		return
	}
	picture.Resource = theme.NewColoredResource(icon, role.Color())
}
