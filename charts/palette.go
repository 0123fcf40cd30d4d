package charts

import (
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Role is what a colour stands for. The hues are told apart under the three
// common colour vision deficiencies (a test simulates them), and no chart
// says anything by colour alone.
type Role int

// The roles of the palette.
const (
	RoleNeutral Role = iota
	RoleAccent
	RoleOnTrack
	RoleBehind
	RoleOffTrack
	RoleWon
	RoleLost
	RoleStuck
	RoleTarget
)

// palette is one theme's colours.
type palette struct {
	background drawing.Color
	ink        drawing.Color // titles, values
	muted      drawing.Color // labels, axis
	faint      drawing.Color // hatching, outlines, decoration that carries no text
	grid       drawing.Color
	track      drawing.Color // the empty part of a bar
	roles      [RoleTarget + 1]drawing.Color
	categories []drawing.Color // stacked parts, in order
}

// hex makes an opaque colour of 0xRRGGBB.
func hex(rgb uint32) drawing.Color {
	return drawing.Color{R: uint8(rgb >> 16 & 0xff), G: uint8(rgb >> 8 & 0xff), B: uint8(rgb & 0xff), A: 255}
}

func newPalette(dark bool) palette {
	if dark {
		return darkPalette()
	}
	return lightPalette()
}

func lightPalette() palette {
	return palette{
		background: hex(0xffffff),
		ink:        hex(0x1a1f36),
		muted:      hex(0x596171),
		faint:      hex(0xa9b2c0),
		grid:       hex(0xe9edf2),
		track:      hex(0xeef1f5),
		roles: [...]drawing.Color{
			RoleNeutral:  hex(0x97a1b2),
			RoleAccent:   hex(0x5b5bd6),
			RoleOnTrack:  hex(0x0d8f80),
			RoleBehind:   hex(0xe5a11a),
			RoleOffTrack: hex(0xc2304a),
			RoleWon:      hex(0x0d8f80),
			RoleLost:     hex(0xc2304a),
			RoleStuck:    hex(0x9a5b13),
			RoleTarget:   hex(0x1a1f36),
		},
		categories: []drawing.Color{
			hex(0x4b4bc8), hex(0x6fb7e9), hex(0x0d7f72), hex(0xf0b64a), hex(0xb8477a), hex(0x97a1b2),
		},
	}
}

func darkPalette() palette {
	return palette{
		background: hex(0x161a23),
		ink:        hex(0xf1f4f9),
		muted:      hex(0xa6b0c0),
		faint:      hex(0x5d687b),
		grid:       hex(0x272d3a),
		track:      hex(0x242a36),
		roles: [...]drawing.Color{
			RoleNeutral:  hex(0x7c889c),
			RoleAccent:   hex(0x8583f0),
			RoleOnTrack:  hex(0x2bb8a4),
			RoleBehind:   hex(0xf2bd4b),
			RoleOffTrack: hex(0xe8566f),
			RoleWon:      hex(0x2bb8a4),
			RoleLost:     hex(0xe8566f),
			RoleStuck:    hex(0xcf8a3c),
			RoleTarget:   hex(0xf1f4f9),
		},
		categories: []drawing.Color{
			hex(0x7d7bea), hex(0x9fd4f7), hex(0x1f9d8c), hex(0xf4c463), hex(0xd8689a), hex(0x55617a),
		},
	}
}

// role returns the colour of a role, neutral for an unknown one.
func (p palette) role(r Role) drawing.Color {
	if r < 0 || int(r) >= len(p.roles) {
		return p.roles[RoleNeutral]
	}
	return p.roles[r]
}

// category returns the colour of the i-th part of a stack.
func (p palette) category(i int) drawing.Color {
	if i < 0 {
		i = 0
	}
	return p.categories[i%len(p.categories)]
}

// mix blends from a to b by t of 1, opaque.
func mix(a, b drawing.Color, t float64) drawing.Color {
	t = clamp(t, 0, 1)
	part := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return drawing.Color{R: part(a.R, b.R), G: part(a.G, b.G), B: part(a.B, b.B), A: 255}
}

// inkOn returns the ink that reads best on a fill. Of black and white one
// always has a contrast of 4.58 or more; any softer pair fails on some fill.
func inkOn(fill drawing.Color) drawing.Color {
	dark, light := hex(0x000000), hex(0xffffff)
	if contrast(dark, fill) >= contrast(light, fill) {
		return dark
	}
	return light
}
