package views

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/views/widgets"
)

// palette gives each colour name its colour.
type palette map[fyne.ThemeColorName]color.Color

// inks are a role's text colour, the tint of its badge and the fill of its
// bars and rings, which may be brighter than text. The hues keep
// apart in lightness and along blue to orange, which colour-blind people
// tell apart; a word always stands beside them.
type inks struct{ text, tint, fill uint32 }

// paints are the few plain colours all else is derived from, as 0xRRGGBB.
type paints struct {
	surface, sunken, card, border, hover, selected, button uint32
	text, muted, onAccent, disabled, tip, onTip            uint32
	input, inputBorder, pressed                            uint32
	shadowAlpha, veilAlpha                                 uint8
	roles                                                  map[widgets.Role]inks
}

func lightPaints() paints {
	return paints{
		surface: 0xF6F7F9, sunken: 0xEEF0F4, card: 0xFFFFFF, border: 0xDFE3E9, hover: 0xF1F3F7, selected: 0xE8E9FB, button: 0xE9ECF1,
		text: 0x1A2230, muted: 0x566072, onAccent: 0xFFFFFF, disabled: 0x8A93A1, tip: 0x232B38, onTip: 0xF4F6F9,
		input: 0xFFFFFF, inputBorder: 0xC9D0DA, pressed: 0xDADEE6, shadowAlpha: 0x1C, veilAlpha: 0x52,
		roles: map[widgets.Role]inks{
			widgets.RoleAccent:    {0x4341C2, 0xE8E9FB, 0x5B59D6},
			widgets.RoleOnTrack:   {0x0A6B68, 0xDDF1EF, 0x0E8F8A},
			widgets.RoleBehind:    {0x7F5200, 0xFBEFD3, 0xBF7A00},
			widgets.RoleOffTrack:  {0xAE1F3C, 0xFBE5E8, 0xD2344F},
			widgets.RoleWon:       {0x17693F, 0xE0F2E6, 0x1F8A53},
			widgets.RoleLost:      {0x68505C, 0xF1E9ED, 0x8A7280},
			widgets.RoleStuck:     {0x7434A8, 0xF2E8FA, 0x9350C8},
			widgets.RoleNeglected: {0x94430A, 0xFBEBDF, 0xC25E1E},
			widgets.RoleTarget:    {0x3A475A, 0xE6EAF0, 0x5A6A80},
			widgets.RoleMuted:     {0x566072, 0xECEFF3, 0x7B8696},
		},
	}
}

func darkPaints() paints {
	return paints{
		surface: 0x12151A, sunken: 0x171B21, card: 0x1C2128, border: 0x2F3640, hover: 0x252B34, selected: 0x2B2D4F, button: 0x2C333D,
		text: 0xE8EBF0, muted: 0xA2ACBA, onAccent: 0x12151A, disabled: 0x6B7583, tip: 0xE8EBF0, onTip: 0x1A2230,
		input: 0x171B21, inputBorder: 0x3D4653, pressed: 0x38404C, shadowAlpha: 0x66, veilAlpha: 0x8C,
		roles: map[widgets.Role]inks{
			widgets.RoleAccent:    {0xA3A2FF, 0x2B2D4F, 0x8583F5},
			widgets.RoleOnTrack:   {0x54CBC3, 0x15393A, 0x3DB8B0},
			widgets.RoleBehind:    {0xEAB64E, 0x3C3014, 0xE3A93A},
			widgets.RoleOffTrack:  {0xFF8D9C, 0x47202A, 0xF26A7E},
			widgets.RoleWon:       {0x6FD39A, 0x19392A, 0x52BF83},
			widgets.RoleLost:      {0xC9AEBB, 0x362B32, 0xA88D9A},
			widgets.RoleStuck:     {0xCFA0F5, 0x3A2650, 0xB87FE6},
			widgets.RoleNeglected: {0xF5A56C, 0x432A19, 0xE88D4C},
			widgets.RoleTarget:    {0xB4C2D6, 0x28313E, 0x8FA1B8},
			widgets.RoleMuted:     {0xA2ACBA, 0x272D36, 0x8791A0},
		},
	}
}

func paletteOf(dark bool) palette {
	if dark {
		return newPalette(darkPaints())
	}
	return newPalette(lightPaints())
}

func newPalette(p paints) palette {
	accent := p.roles[widgets.RoleAccent].text
	colours := palette{
		widgets.ColorSurface: rgb(p.surface), widgets.ColorSunken: rgb(p.sunken), widgets.ColorCard: rgb(p.card),
		widgets.ColorBorder: rgb(p.border), widgets.ColorHover: rgb(p.hover), widgets.ColorSelected: rgb(p.selected),
		widgets.ColorText: rgb(p.text), widgets.ColorTip: rgb(p.tip), widgets.ColorOnTip: rgb(p.onTip),
		widgets.ColorVeil: black(p.veilAlpha), widgets.ColorShadow: black(p.shadowAlpha),
	}
	for role, ink := range p.roles {
		colours[role.Color()], colours[role.Tint()], colours[role.Fill()] = rgb(ink.text), rgb(ink.tint), rgb(ink.fill)
	}
	fynes := palette{
		theme.ColorNameForeground: menuText(p.text), theme.ColorNameButton: rgb(p.button), theme.ColorNameDisabledButton: rgb(p.sunken), theme.ColorNameDisabled: rgb(p.disabled),
		theme.ColorNameError: rgb(p.roles[widgets.RoleOffTrack].text), theme.ColorNameForegroundOnError: rgb(p.onAccent),
		theme.ColorNameSuccess: rgb(p.roles[widgets.RoleWon].text), theme.ColorNameForegroundOnSuccess: rgb(p.onAccent),
		theme.ColorNameWarning: rgb(p.roles[widgets.RoleBehind].text), theme.ColorNameForegroundOnWarning: rgb(p.onAccent),
		theme.ColorNamePrimary: rgb(accent), theme.ColorNameForegroundOnPrimary: rgb(p.onAccent), theme.ColorNameHyperlink: rgb(accent),
		theme.ColorNameFocus: faded(accent, 0x38), theme.ColorNameSelection: rgb(p.selected), theme.ColorNameHover: faded(p.muted, 0x1C),
		theme.ColorNamePressed: rgb(p.pressed), theme.ColorNamePlaceHolder: rgb(p.muted),
		theme.ColorNameInputBackground: rgb(p.input), theme.ColorNameInputBorder: rgb(p.inputBorder),
		theme.ColorNameMenuBackground: rgb(p.card), theme.ColorNameOverlayBackground: rgb(p.card), theme.ColorNameHeaderBackground: rgb(p.sunken),
		theme.ColorNameSeparator: rgb(p.border), theme.ColorNameShadow: black(p.shadowAlpha),
		theme.ColorNameScrollBar: faded(p.muted, 0x70), theme.ColorNameScrollBarBackground: black(0),
	}
	for name, c := range fynes {
		colours[name] = c
	}
	return colours
}

func rgb(hex uint32) color.Color { return faded(hex, 0xFF) }

// menuText is a text colour that stays legible where Fyne fades it: menus show
// their keys in 95 % of its opacity, of which they keep the lower eight of
// sixteen bits, a fifth for most colours. Of this opacity, full in eight bits,
// that is 254 of 255.
func menuText(hex uint32) color.Color {
	wide := func(part uint32) uint16 { return uint16(part&0xFF) * 0x101 }
	return color.NRGBA64{R: wide(hex >> 16), G: wide(hex >> 8), B: wide(hex), A: 0xFFC9}
}

func black(alpha uint8) color.Color { return color.NRGBA{A: alpha} }

func faded(hex uint32, alpha uint8) color.Color {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}
