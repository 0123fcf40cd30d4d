package charts

import (
	"bytes"
	"errors"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	chart "github.com/wcharczuk/go-chart/v2"

	"attain/assets"
)

func TestOptionsThatCannotBeRenderedAreRefused(t *testing.T) {
	fonts := testFonts(t)
	for name, o := range map[string]Options{
		"no size":     {Fonts: fonts},
		"too small":   {Width: 15, Height: 300, Fonts: fonts},
		"too large":   {Width: 20_000, Height: 20_000, Fonts: fonts},
		"bad scale":   {Width: 300, Height: 200, Scale: math.NaN(), Fonts: fonts},
		"minus scale": {Width: 300, Height: 200, Scale: -1, Fonts: fonts},
		"no fonts":    {Width: 300, Height: 200},
	} {
		if _, err := Render(Trend{}, o); !errors.Is(err, ErrOptions) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

func TestFontFilesAreChecked(t *testing.T) {
	if _, err := ParseFonts([]byte("no font"), assets.FontBold); err == nil {
		t.Error("rubbish was taken for a regular font")
	}
	if _, err := ParseFonts(assets.FontRegular, nil); err == nil {
		t.Error("nothing was taken for a bold font")
	}
}

// broken panics while drawing.
type broken struct{}

func (broken) Draw(*Canvas) { panic("out of range") }

func TestAPanicWhileDrawingIsAnError(t *testing.T) {
	_, err := Render(broken{}, Options{Width: 300, Height: 200, Fonts: testFonts(t)})
	if err == nil || !strings.Contains(err.Error(), "out of range") {
		t.Errorf("got error %v", err)
	}
}

func TestScaleChangesPixelsAndNothingElse(t *testing.T) {
	fonts, text := testFonts(t), testText(t, "en")
	for name, sample := range sampleCharts("en") {
		options := Options{Width: 480, Height: 260, Fonts: fonts, Text: text, Title: name}
		single, err := Render(sample, options)
		if err != nil {
			t.Fatal(err)
		}
		options.Scale = 2
		double, err := Render(sample, options)
		if err != nil {
			t.Fatal(err)
		}
		if got := double.Image.Bounds().Dx(); got != 960 {
			t.Errorf("%s: %d pixels wide at scale 2", name, got)
		}
		if len(single.Regions) == 0 || len(single.Regions) != len(double.Regions) {
			t.Fatalf("%s: %d regions, %d at scale 2", name, len(single.Regions), len(double.Regions))
		}
		for i := range single.Regions {
			if single.Regions[i] != double.Regions[i] {
				t.Errorf("%s: region %+v moved to %+v", name, single.Regions[i], double.Regions[i])
			}
		}
	}
}

func TestRegionsLeadBackToTheData(t *testing.T) {
	fonts := testFonts(t)
	picture, err := Render(sampleBullet("en"), Options{Width: 640, Height: 320, Fonts: fonts, Text: testText(t, "en")})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]Region{}
	for _, region := range picture.Regions {
		found[region.ID] = region
	}
	ava := found["Ava Brooks"]
	if ava.Value != "118% · $71k of $60k · On track" {
		t.Errorf("tooltip %q", ava.Value)
	}
	x, y := ava.Rect.middle()
	if hit, ok := picture.At(x, y); !ok || hit.ID != "Ava Brooks" {
		t.Errorf("a click on Ava's bar hits %+v", hit)
	}
	if hit, ok := picture.At(-1, -1); ok {
		t.Errorf("a click outside hits %+v", hit)
	}
	if got := found["Bartholomew Featherstone-Haugh"].Value; got != "Quota not set · $6k" {
		t.Errorf("no quota is told as %q", got)
	}
}

func TestEveryChartNamesItsDataInRegions(t *testing.T) {
	fonts, text := testFonts(t), testText(t, "ko")
	for name, ids := range map[string][]string{
		"trend": {"10월", "6월"}, "pipeline": {"협상", "기한 지남"}, "funnel": {"제안"}, "stage-days": {"신규"},
		"activities": {"김서연"}, "heatmap": {"3/2"}, "scatter": {"정민준"}, "follow-ups": {"1회"}, "pareto": {"가격 부담"}, "movement": {"Start", "End"},
	} {
		picture, err := Render(sampleCharts("ko")[name], Options{Width: 640, Height: 320, Fonts: fonts, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			ok := false
			for _, region := range picture.Regions {
				ok = ok || region.ID == id && region.Label != "" && region.Value != ""
			}
			if !ok {
				t.Errorf("%s: no region for %s", name, id)
			}
		}
	}
}

func TestPNGIsReadableByOthers(t *testing.T) {
	picture, err := Render(sampleTrend("en"), Options{Width: 480, Height: 260, Scale: 1.5, Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := picture.PNG(&file); err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	if b := decoded.Bounds(); b.Dx() != 720 || b.Dy() != 390 || difference(decoded, picture.Image) != 0 {
		t.Errorf("another picture came back: %v", b)
	}
}

// Names, titles, samples and catalogue agree.
func TestEveryNameHasATitleAndASample(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		text, samples := testText(t, lang), sampleCharts(lang)
		if len(samples) != len(Names()) {
			t.Errorf("%d samples for %d names", len(samples), len(Names()))
		}
		for _, name := range Names() {
			key, ok := TitleKey(name)
			if !ok || text(key) == key || samples[name] == nil {
				t.Errorf("%s: chart %s has no title or no sample", lang, name)
			}
		}
	}
	if _, ok := TitleKey("pie"); ok {
		t.Error("there is a pie chart")
	}
}

// Every key a chart asks for exists in both languages.
func TestEveryTextIsTranslated(t *testing.T) {
	fonts := testFonts(t)
	for _, lang := range []string{"en", "ko"} {
		text := testText(t, lang)
		asked := func(key string, args ...any) string {
			got := text(key, args...)
			if got == key || strings.Contains(got, "{{") || strings.Contains(got, "<no value>") {
				t.Errorf("%s: %s reads %q", lang, key, got)
			}
			return got
		}
		samples := sampleCharts(lang)
		samples["weeks"] = sampleWeeks(lang)
		for name, sample := range samples {
			for _, height := range []int{90, 320} {
				if _, err := Render(sample, Options{Width: 640, Height: height, Fonts: fonts, Text: asked}); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

// The catalogue holds nothing that no chart says.
func TestEveryTextIsUsed(t *testing.T) {
	keys, err := assets.Keys("en")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(content)
	}
	for _, key := range keys["charts"] {
		family := key[:strings.LastIndex(key, ".")+1] // such as "charts.movement.", to which a name is added
		if family != "charts.title." && family != "charts.title.pareto." && !strings.Contains(source.String(), `"`+key+`"`) && !strings.Contains(source.String(), `"`+family+`"`) {
			t.Errorf("%s is never used", key)
		}
	}
}

func TestTextIsMeasuredElidedAndWrapped(t *testing.T) {
	c, err := newCanvas(Options{Width: 300, Height: 100, Scale: 1, Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	long := "Bartholomew Featherstone-Haugh"
	short := c.elide(long, faceLabel(), 80)
	if c.measure(short, faceLabel()) > 80 || !strings.HasSuffix(short, "…") {
		t.Errorf("elided to %q, %.1f wide", short, c.measure(short, faceLabel()))
	}
	if got := c.elide("Ava", faceLabel(), 80); got != "Ava" {
		t.Errorf("a text that fits became %q", got)
	}
	if lines := c.wrap("필요한 기능 없음", faceLabel(), 62, 2); len(lines) != 2 || lines[0] != "필요한 기능" {
		t.Errorf("wrapped to %q", lines)
	}
	// José written with a composed and a separate accent is one name.
	if a, b := c.measure("José", faceLabel()), c.measure("Jose\u0301", faceLabel()); a != b {
		t.Errorf("widths %v and %v", a, b)
	}
	if got, want := c.measure("José", faceLabel()), c.measure("Jose", faceLabel()); got != want {
		t.Errorf("the accent takes width: %v, not %v", got, want)
	}
	for _, letter := range []string{"é", "€", "Ж", "漢", "각"} {
		if c.measure(letter, faceLabel()) < 4 {
			t.Errorf("%s is drawn as nothing", letter)
		}
	}
}

// The renderer is what go-chart expects: its own charts draw on it too.
func TestGoChartDrawsOnOurRenderer(t *testing.T) {
	c, err := newCanvas(Options{Width: 300, Height: 200, Scale: 2, Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	r := &renderer{c: c}
	chart.Draw.Text(r, "회전", 100*subunits, 100*subunits, chart.Style{FontSize: 12, FontColor: c.colours.ink, TextRotationDegrees: 45})
	chart.Draw.Box(r, chart.Box{Left: 10 * subunits, Top: 10 * subunits, Right: 60 * subunits, Bottom: 40 * subunits},
		chart.Style{FillColor: c.colours.role(RoleAccent), StrokeColor: c.colours.ink, StrokeWidth: 1})
	r.SetFillColor(c.colours.role(RoleWon))
	r.Circle(8, 200*subunits, 100*subunits)
	r.Fill()
	accent := c.colours.role(RoleAccent)
	if got := c.img.RGBAAt(60, 50); got.R != accent.R || got.B != accent.B {
		t.Errorf("the box is %v", got)
	}
	won := c.colours.role(RoleWon)
	if got := c.img.RGBAAt(400, 200); got.R != won.R || got.G != won.G {
		t.Errorf("the disc is %v", got)
	}
	r.SetFontSize(12)
	if box := r.MeasureText("abc"); box.Width() <= 0 {
		t.Errorf("text measures %v", box)
	}
	var file bytes.Buffer
	if err := r.Save(&file); err != nil || file.Len() == 0 {
		t.Errorf("saved %d bytes: %v", file.Len(), err)
	}
}
