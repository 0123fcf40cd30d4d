package sales

import (
	"fmt"
	"strings"
)

// Table returns the result as lines of text.
func (r *BacktestResult) Table(text Text) string {
	say := func(key string, args ...any) string { return text("insights.backtest."+key, args...) }
	var b strings.Builder
	b.WriteString(say("title") + "\n")
	if len(r.Errors) == 0 && r.Cases == 0 {
		return b.String() + say("empty") + "\n"
	}
	team, reps := 0, 0
	for _, c := range r.All {
		if c.RepID == "" {
			team++
		} else {
			reps++
		}
	}
	b.WriteString(say("months", "Months", len(r.Months), "Forecasts", team, "Reps", reps) + "\n\n" + say("amounts") + "\n")
	for _, e := range r.Errors {
		when := say("all")
		if e.Day > 0 {
			when = say("day", "Day", e.Day)
		}
		fmt.Fprintf(&b, "  %s: %s %s, %s %s (n = %d)\n", when, say("forecast"), percent(e.Forecast), say(e.Baseline), percent(e.Error), e.Cases)
	}
	b.WriteString(r.verdict(text) + "\n")
	if r.Brier == nil {
		return b.String()
	}
	b.WriteString("\n" + say("brier", "Score", fmt.Sprintf("%.3f", *r.Brier), "Base", fmt.Sprintf("%.3f", *r.BrierBase)) + "\n")
	if r.Pseudo > 0 {
		b.WriteString(say("pseudo", "Count", r.Pseudo) + "\n")
	}
	b.WriteString(say("calibration") + "\n")
	for _, bin := range r.Calibration {
		if bin.Cases > 0 {
			fmt.Fprintf(&b, "  %3.0f%% | %3.0f%% | %d\n", bin.Said*100, bin.Came*100, bin.Cases)
		}
	}
	return b.String()
}

func (r *BacktestResult) verdict(text Text) string {
	if len(r.Misses) == 0 {
		return text("insights.backtest.beats")
	}
	var names []string
	for _, name := range r.Misses {
		names = append(names, text("insights.backtest."+name))
	}
	return text("insights.backtest.misses", "Names", strings.Join(names, ", "))
}
