package data

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"attain/app/sales"
)

// TestSlowQueriesAreLoggedWithoutValues takes every question for slow and
// looks for what was asked.
func TestSlowQueriesAreLoggedWithoutValues(t *testing.T) {
	s := openStore(t)
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s.slow = &slowLog{log: log}
	if _, err := s.Activities(t.Context(), sales.ActivityQuery{Text: "Secretive Ltd", RepID: "rep-7"}); err != nil {
		t.Fatal(err)
	}
	month := sales.MonthPeriod(sales.MonthOf(2026, 10))
	if _, err := s.Facts(t.Context(), sales.FactsQuery{Period: month, AsOf: day("2026-10-17")}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if lines := strings.Count(text, "slow query"); lines < 10 || !strings.Contains(text, "FROM activities") {
		t.Errorf("%d lines: %s", lines, text)
	}
	for _, value := range []string{"Secretive", "rep-7", "2026-10-17"} {
		if strings.Contains(text, value) {
			t.Errorf("%q stands in the log", value)
		}
	}
	out.Reset()
	s.slow.above = slowQuery * 1000
	if _, err := s.Stages(t.Context()); err != nil || out.Len() > 0 {
		t.Errorf("%v; a quick question was logged: %s", err, out.String())
	}
}
