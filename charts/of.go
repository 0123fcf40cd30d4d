package charts

import (
	"fmt"
	"math"

	"attain/app/sales"
)

// Data is what the charts of a period are drawn from: the same figures that
// screens, workbook and command line show.
type Data struct {
	Report   *sales.Report
	Facts    *sales.Facts
	Forecast *sales.Forecast // nil: the fan has no percentiles
	RepID    sales.ID        // empty: the team
	Lang     string          // of money and dates
	// Signals marks the heat map's cells, by rep and stage, whose conversion
	// differs from the team's by more than chance.
	Signals map[[2]sales.ID]Signal
	Text    sales.Text
}

// Of returns the chart of a name over some data. An unknown name is an error.
func Of(name string, d Data) (Chart, error) {
	switch name {
	case "attainment":
		return d.attainment(), nil
	case "burnup":
		return d.burnup(), nil
	case "fan":
		return d.fan(), nil
	case "trend":
		return d.trend(), nil
	case "pipeline":
		return d.pipeline(), nil
	case "funnel":
		return d.funnel(), nil
	case "stage-days":
		return d.stageDays(), nil
	case "activities":
		return d.activities(), nil
	case "heatmap":
		return d.heatmap(), nil
	case "scatter":
		return d.scatter(), nil
	case "follow-ups":
		return d.followUps(), nil
	case "pareto":
		return d.pareto(), nil
	case "movement":
		return d.movement(), nil
	}
	return nil, fmt.Errorf("there is no chart %q", name)
}

// metrics are those of the rep in view, or the team's.
func (d Data) metrics() sales.Metrics {
	for _, rep := range d.Report.Reps {
		if rep.Rep.ID == d.RepID {
			return rep.Metrics
		}
	}
	return d.Report.Team
}

func (d Data) money(minor float64) string { return d.Report.Currency.Short(minor, d.Lang) }

func wholePercent(share float64) string { return fmt.Sprintf("%.0f%%", math.Round(share*100)) }

// cover says what the quota in view was set for, where that is only a part.
func (d Data) cover() string {
	cover := d.Report.Cover(d.RepID)
	switch {
	case !cover.Partly():
		return ""
	case cover.Months < cover.AllMonths:
		return d.Text("charts.cover.months", "Set", cover.Months, "All", cover.AllMonths)
	default:
		return d.Text("charts.cover.reps", "Set", cover.Reps, "All", cover.AllReps)
	}
}

// day writes a date for an axis.
func (d Data) day(day sales.Day) string {
	if d.Lang == "ko" {
		return day.Time().Format("1/2")
	}
	return day.Time().Format("Jan 2")
}

// month writes a month for an axis.
func (d Data) month(m sales.Month) string {
	if d.Lang == "ko" {
		return m.First().Time().Format("06.01")
	}
	return m.First().Time().Format("Jan 06")
}

// orNaN turns "no value" into the charts' NaN.
func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

func amountOrNaN(a *sales.Amount) float64 {
	if a == nil {
		return math.NaN()
	}
	return float64(*a)
}

func (d Data) attainment() Chart {
	b := Bullet{Money: d.money, Ratio: wholePercent}
	bar := func(id, label string, m sales.Metrics, team bool) BulletBar {
		state := stateOf(m.Band)
		if d.Report.Cover(sales.ID(id)).Partly() {
			state = StatePartly
		}
		return BulletBar{ID: id, Label: label, Credited: float64(m.Credited), Quota: amountOrNaN(m.Quota), Expected: orNaN(m.ExpectedToDate), State: state, Team: team}
	}
	if d.RepID == "" {
		b.Bars = append(b.Bars, bar("", d.Text("charts.team"), d.Report.Team, true))
	}
	for _, rep := range d.Report.Reps {
		gone := rep.Rep.Left != 0 && rep.Rep.Left < d.Report.Period.From
		if (d.RepID == "" || rep.Rep.ID == d.RepID) && (!gone || rep.Metrics.Credited != 0) {
			b.Bars = append(b.Bars, bar(string(rep.Rep.ID), rep.Rep.Name, rep.Metrics, false))
		}
	}
	return b
}

func stateOf(band sales.Band) State {
	switch band {
	case sales.OnTrack:
		return StateOnTrack
	case sales.Behind:
		return StateBehind
	case sales.OffTrack:
		return StateOffTrack
	default:
		return StateEarly
	}
}

// burnup adds up the credit of each day of the period.
func (d Data) burnup() Chart {
	m, p := d.metrics(), d.Report.Period
	b := Burnup{Target: amountOrNaN(m.Quota), Cover: d.cover(), Money: d.money}
	perDay := sales.DailyCredit(d.Facts, d.RepID)
	calendar := d.Facts.Settings.Calendar()
	total := float64(calendar.WorkingDays(p.From, p.To))
	var sum float64
	for day := p.From; day <= p.To; day++ {
		b.Labels = append(b.Labels, d.day(day))
		elapsed := float64(calendar.WorkingDays(p.From, day))
		b.Expected = append(b.Expected, amountOrNaN(m.Quota)*elapsed/total)
		sum += float64(perDay[day])
		now := float64(calendar.WorkingDays(p.From, min(p.To, d.Report.AsOf)))
		switch {
		case day <= d.Report.AsOf:
			b.Credited, b.Projection = append(b.Credited, sum), append(b.Projection, math.NaN())
		case now > 0:
			b.Credited, b.Projection = append(b.Credited, math.NaN()), append(b.Projection, float64(m.Credited)/now*elapsed)
		}
	}
	if last := len(b.Credited) - 1; last >= 0 && d.Report.AsOf >= p.From && d.Report.AsOf < p.To {
		b.Projection[d.Report.AsOf.Sub(p.From)] = float64(m.Credited)
	}
	return b
}

func (d Data) fan() Chart {
	m, p := d.metrics(), d.Report.Period
	f := Fan{Target: amountOrNaN(m.Quota), Cover: d.cover(), Probability: orNaN(m.AttainProbability), Money: d.money, Ratio: wholePercent}
	perDay := sales.DailyCredit(d.Facts, d.RepID)
	var sum float64
	for day := p.From; day <= min(p.To, d.Report.AsOf); day++ {
		sum += float64(perDay[day])
		f.Labels, f.Actual = append(f.Labels, d.day(day)), append(f.Actual, sum)
		nan := math.NaN()
		f.P10, f.P25, f.P50, f.P75, f.P90 = append(f.P10, nan), append(f.P25, nan), append(f.P50, nan), append(f.P75, nan), append(f.P90, nan)
	}
	if d.Forecast == nil {
		return f
	}
	for _, q := range d.Forecast.Simulation(d.RepID).Fan {
		if q.Day <= d.Report.AsOf {
			continue
		}
		f.Labels, f.Actual = append(f.Labels, d.day(q.Day)), append(f.Actual, math.NaN())
		f.P10, f.P25, f.P50, f.P75, f.P90 = append(f.P10, q.P10), append(f.P25, q.P25), append(f.P50, q.P50), append(f.P75, q.P75), append(f.P90, q.P90)
	}
	if n := d.Report.AsOf.Sub(p.From); n >= 0 && n < len(f.P50) {
		f.P10[n], f.P25[n], f.P50[n], f.P75[n], f.P90[n] = sum, sum, sum, sum, sum
	}
	return f
}

func (d Data) trend() Chart {
	t := Trend{Money: d.money, Ratio: wholePercent}
	for i, m := range d.trendMonths() {
		t.Months = append(t.Months, TrendMonth{
			ID: m.Month.String(), Label: d.month(m.Month), Credited: float64(m.Credited), Quota: amountOrNaN(m.Quota), Change: orNaN(m.Change.Value()),
			Running: m.Month.Last() > d.Report.AsOf,
		})
		if m.Turn {
			t.Turns = append(t.Turns, TrendTurn{Month: i, Rising: m.Change.Of(0) > 0})
		}
	}
	return t
}

// trendMonths are the scope's months of the revenue trend.
func (d Data) trendMonths() []sales.TrendMonth {
	if d.RepID == "" {
		return d.Report.Trend
	}
	for _, rep := range d.Report.Reps {
		if rep.Rep.ID == d.RepID {
			return rep.Trend
		}
	}
	return nil
}
