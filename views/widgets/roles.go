package widgets

import "fyne.io/fyne/v2"

// Role is what a colour means, never which colour it is. The theme answers
// the colour names of every role.
type Role string

// The roles of the design system. RoleNone is plain text.
const (
	RoleNone      Role = ""
	RoleAccent    Role = "accent"
	RoleOnTrack   Role = "on-track"
	RoleBehind    Role = "behind"
	RoleOffTrack  Role = "off-track"
	RoleWon       Role = "won"
	RoleLost      Role = "lost"
	RoleStuck     Role = "stuck"
	RoleNeglected Role = "neglected"
	RoleTarget    Role = "target"
	RoleMuted     Role = "muted"
)

// Roles lists every role that has a colour of its own.
func Roles() []Role {
	return []Role{
		RoleAccent, RoleOnTrack, RoleBehind, RoleOffTrack, RoleWon, RoleLost,
		RoleStuck, RoleNeglected, RoleTarget, RoleMuted,
	}
}

// Color is the theme's name for text and strokes in the role.
func (r Role) Color() fyne.ThemeColorName {
	if r == RoleNone {
		return ColorText
	}
	return fyne.ThemeColorName("attain-" + string(r))
}

// Tint is the theme's name for the soft background of a badge or strip in the
// role, on which text in Color is legible.
func (r Role) Tint() fyne.ThemeColorName {
	if r == RoleNone {
		r = RoleMuted
	}
	return fyne.ThemeColorName("attain-" + string(r) + "-tint")
}

// Fill is the theme's name for bars, rings and strips in the role: brighter
// than text may be, with a contrast of at least 3 on a card.
func (r Role) Fill() fyne.ThemeColorName {
	if r == RoleNone {
		r = RoleAccent
	}
	return fyne.ThemeColorName("attain-" + string(r) + "-fill")
}

// Colour names beside the roles. ColorSurface lies under everything, ColorCard
// is a card's face, ColorSunken a column or header upon the surface.
const (
	ColorText     fyne.ThemeColorName = "foreground"
	ColorMuted    fyne.ThemeColorName = "attain-muted"
	ColorAccent   fyne.ThemeColorName = "attain-accent"
	ColorSurface  fyne.ThemeColorName = "background"
	ColorCard     fyne.ThemeColorName = "attain-card"
	ColorSunken   fyne.ThemeColorName = "attain-sunken"
	ColorBorder   fyne.ThemeColorName = "attain-border"
	ColorHover    fyne.ThemeColorName = "attain-hover"
	ColorSelected fyne.ThemeColorName = "attain-selected"
	ColorTip      fyne.ThemeColorName = "attain-tip"
	ColorOnTip    fyne.ThemeColorName = "attain-on-tip"
	ColorVeil     fyne.ThemeColorName = "attain-veil"
	ColorShadow   fyne.ThemeColorName = "attain-shadow"
)

// Size names of the type scale and of corners, in the theme's own units
// (logical pixels). Spacing goes in steps of Space.
const (
	SizeCaption  fyne.ThemeSizeName = "helperText"
	SizeBody     fyne.ThemeSizeName = "text"
	SizeTitle    fyne.ThemeSizeName = "subHeadingText"
	SizeHeading  fyne.ThemeSizeName = "headingText"
	SizeDisplay  fyne.ThemeSizeName = "attain-display"
	SizeRadius   fyne.ThemeSizeName = "attain-radius"
	SizeHairline fyne.ThemeSizeName = "attain-hairline"
)

// Space is one step of the grid, in logical pixels.
const Space float32 = 8
