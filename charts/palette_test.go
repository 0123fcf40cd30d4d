package charts

import (
	"math"
	"testing"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// deficiencies are the full-strength simulation matrices of Machado,
// Oliveira and Fernandes (2009), on linear RGB, and normal vision.
func deficiencies() map[string][3][3]float64 {
	return map[string][3][3]float64{
		"normal": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
		"protan": {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
		"deutan": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
		"tritan": {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
	}
}

// lab is a colour in CIE L*a*b* (D65) as seen with a deficiency.
func lab(c drawing.Color, m [3][3]float64) [3]float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	rgb := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	var seen [3]float64
	for i := range seen {
		seen[i] = clamp(m[i][0]*rgb[0]+m[i][1]*rgb[1]+m[i][2]*rgb[2], 0, 1)
	}
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	x := f((0.4124*seen[0] + 0.3576*seen[1] + 0.1805*seen[2]) / 0.95047)
	y := f(0.2126*seen[0] + 0.7152*seen[1] + 0.0722*seen[2])
	z := f((0.0193*seen[0] + 0.1192*seen[1] + 0.9505*seen[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// Colours that stand side by side can be told apart with every common colour
// vision: a difference of 2.3 is just noticeable, 12 is plain.
func TestColoursAreToldApartWithEveryColourVision(t *testing.T) {
	for theme, p := range map[string]palette{"light": newPalette(false), "dark": newPalette(true)} {
		pairs := map[string][2]drawing.Color{
			"on track / behind":     {p.role(RoleOnTrack), p.role(RoleBehind)},
			"on track / off track":  {p.role(RoleOnTrack), p.role(RoleOffTrack)},
			"behind / off track":    {p.role(RoleBehind), p.role(RoleOffTrack)},
			"won / lost":            {p.role(RoleWon), p.role(RoleLost)},
			"won / accent":          {p.role(RoleWon), p.role(RoleAccent)},
			"lost / accent":         {p.role(RoleLost), p.role(RoleAccent)},
			"neutral / lost":        {p.role(RoleNeutral), p.role(RoleLost)},
			"neutral / won":         {p.role(RoleNeutral), p.role(RoleWon)},
			"stuck / accent":        {p.role(RoleStuck), p.role(RoleAccent)},
			"accent / background":   {p.role(RoleAccent), p.background},
			"track / on track":      {p.track, p.role(RoleOnTrack)},
			"neutral / accent":      {p.role(RoleNeutral), p.role(RoleAccent)},
			"open / weighted value": {mix(p.background, p.role(RoleAccent), 0.32), p.role(RoleAccent)},
		}
		for i := 1; i < len(p.categories); i++ {
			pairs["category "+plain(float64(i))+" / next"] = [2]drawing.Color{p.category(i - 1), p.category(i)}
		}
		for vision, m := range deficiencies() {
			for name, pair := range pairs {
				if d := distance(lab(pair[0], m), lab(pair[1], m)); d < 12 {
					t.Errorf("%s, %s vision: %s differ by %.1f only", theme, vision, name, d)
				}
			}
		}
	}
}

// Text reads well everywhere: WCAG 2.2 asks for a contrast of 4.5, and of 3
// for the shapes that carry meaning.
func TestTextAndShapesHaveContrast(t *testing.T) {
	for theme, p := range map[string]palette{"light": newPalette(false), "dark": newPalette(true)} {
		for name, c := range map[string]drawing.Color{"ink": p.ink, "muted": p.muted, "accent": p.role(RoleAccent)} {
			if got := contrast(c, p.background); got < 4.5 {
				t.Errorf("%s: %s on the background has contrast %.2f", theme, name, got)
			}
		}
		if got := contrast(p.muted, p.track); got < 4.5 {
			t.Errorf("%s: muted on a track has contrast %.2f", theme, got)
		}
		for _, role := range []Role{RoleAccent, RoleOnTrack, RoleOffTrack, RoleWon, RoleLost, RoleStuck, RoleTarget} {
			if got := contrast(p.role(role), p.background); got < 3 {
				t.Errorf("%s: role %d has contrast %.2f", theme, role, got)
			}
		}
		for i := range p.categories {
			if got := contrast(inkOn(p.category(i)), p.category(i)); got < 4.5 {
				t.Errorf("%s: text on category %d has contrast %.2f", theme, i, got)
			}
		}
		for v := 0.0; v <= 1; v += 0.05 { // the heat map's whole range
			fill := mix(p.background, p.role(RoleAccent), 0.10+0.82*v)
			if got := contrast(inkOn(fill), fill); got < 4.5 {
				t.Errorf("%s: text on heat %.2f has contrast %.2f", theme, v, got)
			}
		}
	}
}
