package app_test

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"attain/app/sales"
	"attain/assets"
)

// TestEveryThresholdRefusesNonsense sets each threshold in turn to values that
// can mean nothing, and holds that the refusal names its field in words of
// both languages.
func TestEveryThresholdRefusesNonsense(t *testing.T) {
	service := newService(t)
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	kind := reflect.TypeFor[sales.Thresholds]()
	for i := range kind.NumField() {
		field := strings.Split(kind.Field(i).Tag.Get("json"), ",")[0]
		if field == "seed" {
			continue // any number is a seed
		}
		nonsense := []float64{-1, 2_000_000}
		if kind.Field(i).Type.Kind() == reflect.Float64 {
			nonsense = append(nonsense, math.NaN(), math.Inf(1))
		}
		for _, value := range nonsense {
			settings := sales.DefaultSettings()
			number := reflect.ValueOf(&settings.Thresholds).Elem().Field(i)
			if number.CanFloat() {
				number.SetFloat(value)
			} else {
				number.SetInt(int64(value))
			}
			var invalid *sales.Invalid
			if err := service.SaveSettings(t.Context(), settings); !errors.As(err, &invalid) || invalid.Field != field {
				t.Errorf("%s %v is answered by %v", field, value, err)
				continue
			}
			for _, lang := range assets.Languages {
				if words := catalogue.Text(lang)(invalid.Reason); words == invalid.Reason {
					t.Errorf("%s: no words for %s", lang, invalid.Reason)
				}
			}
		}
	}
	if err := service.SaveSettings(t.Context(), sales.DefaultSettings()); err != nil {
		t.Errorf("the defaults are refused: %v", err)
	}
}

func TestLimitsInTheWrongOrderAreRefused(t *testing.T) {
	service := newService(t)
	for field, change := range map[string]func(*sales.Settings){
		"on_track": func(s *sales.Settings) { s.Thresholds.OnTrack = 0.5 },
		"fit_good": func(s *sales.Settings) { s.Thresholds.FitGood = 0.1 },
		"weekend":  func(s *sales.Settings) { s.Weekend = sales.Weekdays(0) },
	} {
		settings := sales.DefaultSettings()
		change(&settings)
		var invalid *sales.Invalid
		if err := service.SaveSettings(t.Context(), settings); !errors.As(err, &invalid) || invalid.Field != field {
			t.Errorf("%s is answered by %v", field, err)
		}
	}
}
