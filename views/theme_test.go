package views

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/assets"
	"attain/views/widgets"
)

func testTheme(mode Mode) *Theme {
	return NewTheme(fyne.NewStaticResource("regular.ttf", assets.FontRegular), fyne.NewStaticResource("bold.ttf", assets.FontBold), mode)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.Color) float64 {
	channel := func(v uint32) float64 {
		s := float64(v) / 0xFFFF
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestContrastFormulaKnowsBlackOnWhite(t *testing.T) {
	if got := contrast(color.White, color.Black); math.Abs(got-21) > 0.01 {
		t.Fatalf("black on white has contrast %.2f, want 21", got)
	}
}

func TestEveryTextIsLegibleOnEverySurface(t *testing.T) {
	surfaces := []fyne.ThemeColorName{
		widgets.ColorSurface, widgets.ColorCard, widgets.ColorSunken, widgets.ColorHover, widgets.ColorSelected,
		theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground,
	}
	for mode, name := range map[Mode]string{ModeLight: "light", ModeDark: "dark"} {
		look := testTheme(mode)
		for _, role := range widgets.Roles() {
			if got := contrast(look.Color(role.Fill(), 0), look.Color(widgets.ColorCard, 0)); got < 3 {
				t.Errorf("%s: bars in %s have contrast %.2f on a card, want 3", name, role, got)
			}
		}
		check := func(text, under fyne.ThemeColorName) {
			t.Helper()
			if got := contrast(look.Color(text, 0), look.Color(under, 0)); got < 4.5 {
				t.Errorf("%s: %s on %s has contrast %.2f, want 4.5", name, text, under, got)
			}
		}
		texts := []fyne.ThemeColorName{
			widgets.ColorText, theme.ColorNamePlaceHolder, theme.ColorNameError, theme.ColorNameWarning,
			theme.ColorNameSuccess, theme.ColorNameHyperlink, theme.ColorNamePrimary,
		}
		for _, role := range widgets.Roles() {
			texts = append(texts, role.Color())
			check(role.Color(), role.Tint())
			check(widgets.ColorText, role.Tint())
		}
		for _, text := range texts {
			for _, surface := range surfaces {
				check(text, surface)
			}
		}
		check(widgets.ColorOnTip, widgets.ColorTip)
		check(widgets.ColorText, theme.ColorNameButton)
		check(theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary)
		check(theme.ColorNameForegroundOnError, theme.ColorNameError)
		check(theme.ColorNameForegroundOnWarning, theme.ColorNameWarning)
		check(theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess)
	}
}

// TestKeysInMenusAreLegible reads what a menu draws: Fyne fades the keys of its
// items, which left a fifth of them.
func TestKeysInMenusAreLegible(t *testing.T) {
	for mode, name := range map[Mode]string{ModeLight: "light", ModeDark: "dark"} {
		application := test.NewTempApp(t)
		look := testTheme(mode)
		application.Settings().SetTheme(look)
		item := fyne.NewMenuItem("Refresh", nil)
		item.Shortcut = ctrl(fyne.KeyR)
		keys := 0
		for _, object := range test.LaidOutObjects(widget.NewMenu(fyne.NewMenu("", item))) {
			text, is := object.(*canvas.Text)
			if !is {
				continue
			}
			keys++
			under := look.Color(theme.ColorNameMenuBackground, 0)
			if got := contrast(over(color.NRGBAModel.Convert(text.Color), under), under); got < 4.5 {
				t.Errorf("%s: %q in a menu has contrast %.2f, want 4.5", name, text.Text, got)
			}
		}
		if keys < 3 { // the item, the modifier, the key
			t.Errorf("%s: a menu draws %d texts", name, keys)
		}
	}
}

// over is a colour as it looks on another one.
func over(c, under color.Color) color.Color {
	r, g, b, a := c.RGBA()
	x, y, z, _ := under.RGBA()
	mix := func(part, below uint32) uint16 { return uint16(part + below*(0xFFFF-a)/0xFFFF) }
	return color.RGBA64{R: mix(r, x), G: mix(g, y), B: mix(b, z), A: 0xFFFF}
}

func TestThemeAnswersAllOfFynesColours(t *testing.T) {
	test.NewTempApp(t)
	test.AssertAllColorNamesDefined(t, testTheme(ModeLight), "light")
	test.AssertAllColorNamesDefined(t, testTheme(ModeDark), "dark")
}

// TestColoursCostNothing holds that the palette is not made anew each time,
// which took an eighth of the time until the window's first screen.
func TestColoursCostNothing(t *testing.T) {
	look := testTheme(ModeSystem)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		if n := testing.AllocsPerRun(100, func() { look.Color(widgets.ColorCard, variant) }); n > 0 {
			t.Errorf("asking for a colour allocates %v times", n)
		}
	}
}

func TestModeDecidesOverTheDesktop(t *testing.T) {
	cases := []struct {
		mode    Mode
		variant fyne.ThemeVariant
		dark    bool
	}{
		{ModeSystem, theme.VariantLight, false},
		{ModeSystem, theme.VariantDark, true},
		{ModeLight, theme.VariantDark, false},
		{ModeDark, theme.VariantLight, true},
	}
	for _, c := range cases {
		look := testTheme(c.mode)
		if got := look.Dark(c.variant); got != c.dark {
			t.Errorf("mode %d on variant %d: dark is %v", c.mode, c.variant, got)
		}
		background := luminance(look.Color(widgets.ColorSurface, c.variant))
		if (background < 0.2) != c.dark {
			t.Errorf("mode %d on variant %d: background has luminance %.2f", c.mode, c.variant, background)
		}
	}
}

func TestFontsAreOurs(t *testing.T) {
	look := testTheme(ModeLight)
	if got := look.Font(fyne.TextStyle{}).Name(); got != "regular.ttf" {
		t.Errorf("plain text in %s", got)
	}
	if got := look.Font(fyne.TextStyle{Monospace: true}).Name(); got != "regular.ttf" {
		t.Errorf("monospaced text, which would lose Hangul, in %s", got)
	}
	if got := look.Font(fyne.TextStyle{Bold: true, Italic: true}).Name(); got != "bold.ttf" {
		t.Errorf("bold text in %s", got)
	}
}
