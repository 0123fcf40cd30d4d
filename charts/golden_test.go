package charts

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// Every chart in four variants. Look at the pictures before committing an
// update.
func TestChartsLookLikeTheirGoldenPictures(t *testing.T) {
	fonts := testFonts(t)
	for _, lang := range []string{"en", "ko"} {
		text := testText(t, lang)
		samples := sampleCharts(lang)
		samples["activities.weeks"] = sampleWeeks(lang)
		for name, chart := range samples {
			key, _ := TitleKey(strings.TrimSuffix(name, ".weeks"))
			for _, dark := range []bool{false, true} {
				theme := "light"
				if dark {
					theme = "dark"
				}
				file := fmt.Sprintf("%s.%s.%s.png", name, lang, theme)
				t.Run(file, func(t *testing.T) {
					picture, err := Render(chart, Options{
						Width: 640, Height: 320, Scale: 1, Dark: dark, Text: text, Fonts: fonts,
						Title: text(key), Subtitle: pick(lang, "October 2026", "2026년 10월"),
					})
					if err != nil {
						t.Fatal(err)
					}
					compareGolden(t, file, picture)
				})
			}
		}
	}
}

// compareGolden holds a picture against the file of that name. A few pixels
// may differ by rounding between machines, no more.
func compareGolden(t *testing.T, name string, picture *Picture) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		var file bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&file, picture.Image); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatalf("no golden picture: run go test ./charts -update and look at it: %v", err)
	}
	defer func() { _ = file.Close() }()
	want, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != picture.Image.Bounds() {
		t.Fatalf("size %v, golden %v", picture.Image.Bounds(), want.Bounds())
	}
	if differing := difference(want, picture.Image); differing > 20 {
		t.Errorf("%d pixels differ from %s", differing, path)
	}
}

// difference counts the pixels that differ visibly.
func difference(a, b image.Image) int {
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			if apart(r1, r2) || apart(g1, g2) || apart(b1, b2) {
				n++
			}
		}
	}
	return n
}

func apart(a, b uint32) bool { return max(a, b)-min(a, b) > 16<<8 }
