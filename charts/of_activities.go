package charts

import (
	"fmt"

	"attain/app/sales"
)

// activityName is a type's name in the user's language; the team's own types
// are shown as they are written.
func (d Data) activityName(t sales.ActivityType) string {
	key := "charts.activity." + string(t)
	if name := d.Text(key); name != key {
		return name
	}
	return string(t)
}

func (d Data) activities() Chart {
	a := Activities{Ratio: wholePercent}
	var types []sales.ActivityType
	for _, m := range d.Report.Team.Activities {
		if m.Attempts > 0 {
			types = append(types, m.Type)
			a.Types = append(a.Types, d.activityName(m.Type))
		}
	}
	for _, rep := range d.Report.Reps {
		if d.RepID != "" && rep.Rep.ID != d.RepID {
			continue
		}
		row := ActivityRow{ID: string(rep.Rep.ID), Label: rep.Rep.Name, Attempts: make([]float64, len(types))}
		for _, m := range rep.Metrics.Activities {
			for i, t := range types {
				if m.Type == t {
					row.Attempts[i] = float64(m.Attempts)
				}
			}
		}
		if ratio := rep.Metrics.AllActivities.Value(); ratio != nil {
			row.Connected = *ratio
			a.Rows = append(a.Rows, row)
		}
	}
	return a
}

// followUps shows at how many touches customers were given up, beside how
// many follow-ups wins took.
func (d Data) followUps() Chart {
	m, t := d.metrics(), d.Facts.Settings.Thresholds
	f := FollowUps{ArticleGiveUp: t.GaveUpShare, ArticleWins: t.FollowUpShare, GiveUpBucket: 1, WinBucket: t.FollowUps, Ratio: wholePercent}
	n := max(len(m.GiveUp.ByTouches)+1, len(m.FollowUps.WinsByCount), t.FollowUps+1)
	for i := range n {
		b := FollowUpBucket{ID: fmt.Sprint(i), Label: fmt.Sprint(i), GaveUp: orNaN(m.GiveUp.After(i + 1).Value()), Won: orNaN(m.FollowUps.Took(i).Value())} // i follow-ups are i+1 touches
		if i == n-1 {
			b.Label += "+"
		}
		b.GaveUpN, b.WonN = int(m.GiveUp.After(i+1).Num), int(m.FollowUps.Took(i).Num)
		f.Buckets = append(f.Buckets, b)
	}
	f.WinBucket = min(f.WinBucket, n-1)
	return f
}

func (d Data) pareto() Chart {
	p := Pareto{Value: d.money, Ratio: wholePercent}
	for _, r := range d.metrics().Reasons {
		if r.Kind != sales.StageLost || r.Stage != "" {
			continue
		}
		label := r.Reason
		if label == "" {
			label = d.Text("charts.noReason")
		}
		p.Bars = append(p.Bars, ParetoBar{ID: r.Reason, Label: label, Value: float64(r.Amount), Count: r.Count})
	}
	byCount := true
	for _, bar := range p.Bars {
		byCount = byCount && bar.Value == 0
	}
	if byCount { // lost deals of some sources carry no amount
		p.Value = nil
		for i := range p.Bars {
			p.Bars[i].Value = float64(p.Bars[i].Count)
		}
	}
	return p
}
