package charts

import (
	"math"

	"attain/app/sales"
)

func (d Data) pipeline() Chart {
	m := d.metrics()
	p := Pipeline{Money: d.money}
	late := map[sales.ID]bool{}
	for _, stage := range d.Facts.Stages {
		late[stage.ID] = stage.Late
	}
	for _, s := range m.Stages {
		p.Stages = append(p.Stages, PipelineStage{ID: string(s.Stage), Label: s.Name, Count: s.Open, Value: float64(s.OpenValue), Weighted: s.Weighted, Late: late[s.Stage]})
	}
	for _, bucket := range []struct {
		key string
		sales.Bucket
	}{{"overdue", m.Overdue}, {"undated", m.Undated}} {
		if bucket.Count > 0 {
			p.Stages = append(p.Stages, PipelineStage{ID: bucket.key, Label: d.Text("charts." + bucket.key), Count: bucket.Count, Value: float64(bucket.Value), Weighted: bucket.Weighted, Apart: true})
		}
	}
	return p
}

func (d Data) funnel() Chart {
	f := Funnel{Ratio: wholePercent}
	for _, s := range d.metrics().Stages {
		f.Stages = append(f.Stages, FunnelStage{ID: string(s.Stage), Label: s.Name, Entered: s.Entered, Advanced: s.Advanced, Decided: s.Advanced + s.Lost, Conversion: orNaN(s.Conversion.Value())})
	}
	return f
}

func (d Data) stageDays() Chart {
	var c StageDays
	limits := d.Facts.StuckLimits()
	for _, s := range d.metrics().Stages {
		days := sales.StageSample(d.Facts, s.Stage, d.RepID)
		c.Stages = append(c.Stages, StageDaysBox{
			ID: string(s.Stage), Label: s.Name, Low: quantile(days, 0.05), High: quantile(days, 0.95), P25: quantile(days, 0.25),
			Median: orNaN(s.Days.Median), P75: orNaN(s.Days.P75), Mean: orNaN(s.Days.Mean), Limit: finiteLimit(limits[s.Stage]), N: s.Days.N,
		})
	}
	return c
}

func quantile(days []float64, p float64) float64 {
	if v, ok := sales.Quantile(days, p); ok {
		return v
	}
	return math.NaN()
}

// finiteLimit is the limit, or no value where a stage has none.
func finiteLimit(limit float64) float64 {
	if limit <= 0 {
		return math.NaN()
	}
	return limit
}

func (d Data) movement() Chart {
	m := d.metrics().Movement
	step := func(key string, value sales.Amount, total bool, role Role) WaterfallStep {
		return WaterfallStep{ID: key, Label: d.Text("charts.movement." + key), Value: float64(value), Total: total, Role: role}
	}
	return Waterfall{Money: d.money, Steps: []WaterfallStep{
		step("start", m.Start, true, RoleNeutral), step("new", m.New, false, RoleNeutral), step("pulledIn", m.PulledIn, false, RoleNeutral),
		step("valueChange", m.ValueChange, false, RoleNeutral), step("won", -m.Won, false, RoleWon), step("lost", -m.Lost, false, RoleLost),
		step("pushedOut", -m.PushedOut, false, RoleNeutral), step("end", m.End, true, RoleNeutral),
	}}
}

func (d Data) heatmap() Chart {
	h := Heatmap{Ratio: wholePercent}
	rows := []struct {
		id, name string
		m        sales.Metrics
	}{{"", d.Text("charts.team"), d.Report.Team}}
	for _, rep := range d.Report.Reps {
		if d.RepID == "" || rep.Rep.ID == d.RepID {
			rows = append(rows, struct {
				id, name string
				m        sales.Metrics
			}{string(rep.Rep.ID), rep.Rep.Name, rep.Metrics})
		}
	}
	for _, s := range d.Report.Team.Stages {
		h.Columns = append(h.Columns, HeatHead{ID: string(s.Stage), Label: s.Name})
	}
	for _, row := range rows {
		h.Rows = append(h.Rows, HeatHead{ID: row.id, Label: row.name})
		var cells []HeatCell
		for _, s := range row.m.Stages {
			cells = append(cells, HeatCell{ID: row.id + "/" + string(s.Stage), Value: orNaN(s.Conversion.Value()), N: int(s.Conversion.Den), Signal: d.Signals[[2]sales.ID{sales.ID(row.id), s.Stage}]})
		}
		h.Cells = append(h.Cells, cells)
	}
	return h
}

func (d Data) scatter() Chart {
	s := Scatter{Ratio: wholePercent, MidWinRate: orNaN(d.Report.Team.WinRate.Value()), MidCreated: math.NaN()}
	total, n := 0, 0
	for _, rep := range d.Report.Reps {
		m := rep.Metrics
		if m.Opened == 0 && m.WinRate.Den == 0 {
			continue
		}
		total, n = total+m.Opened, n+1
		s.Points = append(s.Points, ScatterPoint{ID: string(rep.Rep.ID), Label: rep.Rep.Name, Created: float64(m.Opened), WinRate: orNaN(m.WinRate.Value()), Decided: int(m.WinRate.Den)})
	}
	if n > 0 {
		s.MidCreated = float64(total) / float64(n)
	}
	return s
}
