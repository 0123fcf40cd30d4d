package views

import (
	"slices"
	"strings"

	"attain/app/sales"
)

// total says the number the items make: of a share its part and its whole, of
// a number computed from others those, else what the items add up to or how
// many records there are.
func (r *recordReader) total(metric string, behind *sales.Explanation, m sales.Metrics, count int) string {
	number := behind.Number()
	part, whole, share := behind.Fraction()
	show := func(v float64) string { return r.format.Number(v, 0) }
	if isMoney(metric) {
		show = r.format.Rounded
	}
	switch {
	case number != nil && behind.Den != nil && len(behind.Of) > 0:
		return r.text("views.shell.records.times", "Part", show(part), "Whole", show(whole), "Times", r.format.Number(*number, 1))
	case len(behind.Of) > 0:
		return r.text("views.shell.records.from", "Numbers", strings.Join(r.sources(behind.Of, m), " · "), "Count", r.format.Count(count))
	case number == nil || behind.Activities != nil:
		return r.format.Count(count)
	case share:
		return r.text("views.shell.records.share", "Part", show(part), "Whole", show(whole), "Share", r.format.Percent(number))
	case behind.Ratio && isMoney(metric):
		return r.text("views.shell.records.mean", "Count", r.format.Count(count), "Mean", r.format.Rounded(*number))
	case behind.Ratio:
		return r.text("views.shell.records.mean", "Count", r.format.Count(count), "Mean", r.format.Number(*number, 1))
	case isMoney(metric):
		return r.text("views.shell.records.sum", "Count", r.format.Count(count), "Sum", r.format.Rounded(*number))
	default:
		return r.format.Number(*number, 1)
	}
}

// sources are the numbers from which another one is computed, each by its name;
// those without a value are left out.
func (r *recordReader) sources(of []string, m sales.Metrics) []string {
	money := func(a *sales.Amount) string {
		if a == nil {
			return ""
		}
		return r.format.Money(*a)
	}
	values := map[string]string{
		"quota": money(m.Quota), "team_quota": money(m.TeamQuota), "credited": r.format.Money(m.Credited), "gap": money(m.Gap),
		"weighted": r.format.Rounded(m.Weighted), "open": r.format.Count(m.Open), "win_rate": r.format.Ratio(m.WinRate), "value_win_rate": r.format.Percent(m.ValueWinRate.Value()),
	}
	if m.ExpectedToDate != nil {
		values["expected_to_date"] = r.format.Rounded(*m.ExpectedToDate)
	}
	if mean := m.AverageWon.Value(); mean != nil {
		values["average_won"] = r.format.Rounded(*mean)
	}
	var named []string
	for _, name := range of {
		if values[name] != "" {
			named = append(named, r.text("views.shell.records.source", "Name", r.text("definitions."+name+".title"), "Value", values[name]))
		}
	}
	return named
}

// isMoney reports whether a metric's items add up to money.
func isMoney(metric string) bool {
	return slices.Contains([]string{
		"quota", "team_quota", "credited", "attainment", "won_value", "lost_value", "value_win_rate", "average_won", "revenue_trend",
		"open_value", "weighted", "coverage", "late_coverage", "pipeline_projection", "run_rate_projection", "stage_open_value", "movement", "products",
	}, metric)
}
