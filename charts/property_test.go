package charts

import (
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// anyNumber is a number as bad as numbers come.
func anyNumber() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.SampledFrom([]float64{
			0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64,
			-math.MaxFloat64, math.SmallestNonzeroFloat64, 1e-300, 1e15, 1e18, 9007199254740993,
		}),
		rapid.Float64(),
		rapid.Float64Range(-2, 2),
		rapid.Float64Range(0, 1e6),
	)
}

// fill sets every exported field of a chart to anything its type can hold,
// so that a field added later is tried as well.
func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Float64:
		v.SetFloat(anyNumber().Draw(t, "number"))
	case reflect.Int:
		v.SetInt(int64(rapid.OneOf(rapid.IntRange(-3, 40), rapid.Int()).Draw(t, "int")))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.StringN(0, 40, 200), rapid.SampledFrom([]string{"", "한국어 이름", "👩‍💻", "\x00\n\t", "\xff\xfe", "é€"})).Draw(t, "string"))
	case reflect.Slice:
		n := rapid.OneOf(rapid.IntRange(0, 5), rapid.IntRange(0, 60)).Draw(t, "length")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		if n > 12 && v.Type().Elem().Kind() == reflect.Struct {
			fillAlike(t, v)
			return
		}
		for i := range n {
			fill(t, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	case reflect.Func:
		if rapid.Bool().Draw(t, "format") {
			v.Set(reflect.ValueOf(Format(ratio)))
		}
	default:
		t.Fatalf("no generator for %s", v.Kind())
	}
}

// fillAlike fills a long slice from a few different elements: as hard on
// the layout, and far quicker to draw.
func fillAlike(t *rapid.T, v reflect.Value) {
	for i := range 4 {
		fill(t, v.Index(i))
	}
	for i := 4; i < v.Len(); i++ {
		v.Index(i).Set(v.Index(i % 4))
	}
}

// No data whatever makes a chart fail, hang or leave its canvas.
func TestAnyDataDraws(t *testing.T) {
	fonts, text := testFonts(t), testText(t, "ko")
	for name, sample := range sampleCharts("en") {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				value := reflect.New(reflect.TypeOf(sample)).Elem()
				fill(t, value)
				options := Options{
					Width:  rapid.OneOf(rapid.IntRange(minSide, 60), rapid.IntRange(60, 500)).Draw(t, "width"),
					Height: rapid.OneOf(rapid.IntRange(minSide, 60), rapid.IntRange(60, 300)).Draw(t, "height"),
					Scale:  rapid.SampledFrom([]float64{0, 1, 1.25, 2}).Draw(t, "scale"),
					Dark:   rapid.Bool().Draw(t, "dark"), Fonts: fonts, Text: text,
					Title: rapid.SampledFrom([]string{"", "Title", "a very long title that cannot fit into the picture whatever is done"}).Draw(t, "title"),
				}
				start := time.Now()
				chart, ok := value.Interface().(Chart)
				if !ok {
					t.Fatal("no chart")
				}
				picture, err := Render(chart, options)
				if err != nil {
					t.Fatal(err)
				}
				if took := time.Since(start); took > 10*time.Second {
					t.Fatalf("took %v", took)
				}
				for _, region := range picture.Regions {
					r := region.Rect
					if !inside(r, Rect{-0.01, -0.01, float64(options.Width) + 0.02, float64(options.Height) + 0.02}) || !(r.W > 0 && r.H > 0) {
						t.Fatalf("region %+v leaves the picture", region)
					}
				}
			})
		})
	}
}

// Ticks are round, ascending, and enclose the values.
func TestRoundTicksEncloseTheirRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e18, 1e18).Draw(t, "low")
		high := rapid.Float64Range(-1e18, 1e18).Draw(t, "high")
		low, high = min(low, high), max(low, high)
		n := rapid.IntRange(1, 8).Draw(t, "n")
		ticks := roundTicks(low, high, n, rapid.Bool().Draw(t, "whole"))
		if len(ticks) < 2 || len(ticks) > n+3 {
			t.Fatalf("%d ticks for %d: %v", len(ticks), n, ticks)
		}
		slack := 1e-6 * (ticks[len(ticks)-1] - ticks[0])
		if ticks[0] > low+slack || ticks[len(ticks)-1] < high-slack {
			t.Fatalf("%v does not enclose %v to %v", ticks, low, high)
		}
		for i := 1; i < len(ticks); i++ {
			if ticks[i] <= ticks[i-1] {
				t.Fatalf("not ascending: %v", ticks)
			}
		}
	})
}

// Thinning keeps the ends, the order and the extremes of a line.
func TestThinningKeepsTheShape(t *testing.T) {
	points := make([]point, 10_000)
	for i := range points {
		points[i] = point{float64(i), math.Sin(float64(i) / 200)}
	}
	points[5_000].y = 40 // a spike nobody may miss
	kept := thin(points, 500)
	if len(kept) != 500 || kept[0] != points[0] || kept[499] != points[9_999] {
		t.Fatalf("%d points, from %v to %v", len(kept), kept[0], kept[len(kept)-1])
	}
	spike := false
	for i, p := range kept {
		spike = spike || p.y == 40
		if i > 0 && p.x <= kept[i-1].x {
			t.Fatalf("order lost at %d", i)
		}
	}
	if !spike {
		t.Error("the spike is gone")
	}
}
