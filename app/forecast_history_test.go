package app_test

import (
	"context"
	"testing"

	"attain/app/sales"
)

// The threshold ForecastHistory decides how far back the forecast learns:
// beyond the trend's thirteen months the facts reach that many months.
func TestForecastLearnsFromAsManyMonthsAsAreSet(t *testing.T) {
	ctx := context.Background()
	service := sellers(t)
	october := sales.MonthOf(2026, 10)
	for months, first := range map[int]sales.Month{3: sales.MonthOf(2025, 10), 12: sales.MonthOf(2025, 10), 24: sales.MonthOf(2024, 10)} {
		settings, err := service.Settings(ctx)
		if err != nil {
			t.Fatal(err)
		}
		settings.Thresholds.ForecastHistory = months
		if err := service.SaveSettings(ctx, settings); err != nil {
			t.Fatal(err)
		}
		figures, err := service.Metrics(ctx, sales.MonthPeriod(october), sales.DayOf(2026, 10, 20))
		if err != nil {
			t.Fatal(err)
		}
		if figures.Facts.History != first.First() {
			t.Errorf("%d months: the facts begin on %s, want %s", months, figures.Facts.History, first.First())
		}
	}
}
