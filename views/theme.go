package views

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/views/widgets"
)

// Mode says where the choice between light and dark comes from.
type Mode int

// The modes of the theme: as the desktop says, or fixed.
const (
	ModeSystem Mode = iota
	ModeLight
	ModeDark
)

// Theme is Attain's design system on Fyne's theme: embedded Korean fonts, a
// palette of roles in light and dark, a type scale and an 8-unit grid.
type Theme struct {
	regular, bold fyne.Resource
	mode          Mode
	light, dark   palette // made once: every widget asks for colours each time it is drawn
}

// NewTheme makes the theme from the regular and bold TrueType fonts, which
// must hold Latin and Hangul.
func NewTheme(regular, bold fyne.Resource, mode Mode) *Theme {
	return &Theme{regular: regular, bold: bold, mode: mode, light: paletteOf(false), dark: paletteOf(true)}
}

// Dark reports whether the theme is dark when the desktop prefers variant.
func (t *Theme) Dark(variant fyne.ThemeVariant) bool {
	switch t.mode {
	case ModeLight:
		return false
	case ModeDark:
		return true
	default:
		return variant == theme.VariantDark
	}
}

// Color answers Fyne's colour names and those of package widgets.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	colours := t.light
	if t.Dark(variant) {
		colours, variant = t.dark, theme.VariantDark
	} else {
		variant = theme.VariantLight
	}
	if c, known := colours[name]; known {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font answers the embedded fonts for everything but Fyne's own symbols.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return t.bold
	default:
		return t.regular
	}
}

// Icon answers Fyne's icons.
func (*Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size answers the type scale, corners and spacing, in logical pixels.
func (*Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case widgets.SizeCaption:
		return 12
	case widgets.SizeBody:
		return 14
	case widgets.SizeTitle:
		return 16
	case widgets.SizeHeading:
		return 22
	case widgets.SizeDisplay:
		return 26
	case theme.SizeNamePadding:
		return widgets.Space / 2
	case theme.SizeNameInnerPadding:
		return widgets.Space
	case theme.SizeNameLineSpacing:
		return widgets.Space / 2
	case widgets.SizeRadius, theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 6
	case widgets.SizeHairline, theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameInlineIcon:
		return 18
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	default:
		return theme.DefaultTheme().Size(name)
	}
}
