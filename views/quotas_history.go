package views

import (
	"context"

	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/views/widgets"
)

// history lists who changed the quota in hand from what to what, and when.
func (p *Quotas) history() {
	line, span, ok := p.current()
	if !ok || !line.editable() {
		return
	}
	d, m := p.deps, p.sheet
	cell := app.QuotaCell{RepID: line.row.RepID, ProductID: m.view.Query.ProductID, Measure: m.view.Query.Measure}
	from, to := m.view.Grid.Months[span.first], m.view.Grid.Months[span.last]
	Load(p.hints, d.Context, func(ctx context.Context) ([]app.QuotaChange, error) {
		return d.Service.QuotaHistory(ctx, cell, from, to)
	}, func(changes []app.QuotaChange, err error) {
		if err != nil {
			d.Shell.Fail(err)
			return
		}
		moments := make([]widgets.Moment, len(changes))
		for i, c := range changes {
			moments[i] = changeMoment(d, c.Batch)
			moments[i].Title = d.Text("views.quotas.changed", "Month", d.Format.Month(c.Month), "Before", m.exact(c.Before), "After", m.exact(c.After))
		}
		d.Shell.Ask(d.Text("views.quotas.of", "Name", m.lineTitle(line), "Period", m.spanName(span)), container.NewVBox(widgets.NewTimeline(moments)), "", nil)
	})
}
