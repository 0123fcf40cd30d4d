package views

import (
	"context"
	"net/url"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
	"attain/views/widgets"
)

// showChart shows the chart in hand of the month; its menu saves it alone.
func (p *Reports) showChart() {
	if p.figures == nil {
		return
	}
	panel := newChartPanel(p.deps, p.chart, fyne.NewSize(200, 100))
	data := charts.Data{Report: p.figures.Report, Facts: p.figures.Facts, Forecast: p.figures.Forecast, RepID: p.order.rep()}
	panel.Set(data)
	p.deps.keep(p.preview, func() {
		p.preview.Objects = []fyne.CanvasObject{panel.ChartPanel}
		p.preview.Refresh()
	})
}

// loadFigures shows what the report will say on its first page.
func (p *Reports) loadFigures() {
	p.enable()
	month, rep := p.order.month, p.order.rep()
	_, closed := p.model.closing(month)
	Load(p.figure, p.deps.Context, func(ctx context.Context) (reportFigures, error) {
		figures, err := p.deps.Service.Metrics(ctx, sales.MonthPeriod(month), 0)
		if err != nil {
			return reportFigures{}, err
		}
		shown := reportFigures{figures, figures.Of(rep)}
		if closed {
			err = p.deps.Service.Review(ctx, app.ReviewQuery{Month: month}, func(review *sales.Review) error {
				shown.metrics = (&app.Figures{Report: review.Report}).Of(rep)
				return nil
			})
		}
		return shown, err
	}, func(shown reportFigures, err error) {
		if err != nil {
			p.deps.Shell.Fail(err)
			return
		}
		p.figures = shown.figures
		p.showFigures(shown.metrics)
		p.showChart()
	})
}

// reportFigures are a month's figures now, and the metrics that its review
// says: of a closed month those that were frozen.
type reportFigures struct {
	figures *app.Figures
	metrics sales.Metrics
}

func (p *Reports) showFigures(m sales.Metrics) {
	d, month, rep := p.deps, p.order.month, p.order.rep()
	tile := func(key, metric, value string) fyne.CanvasObject {
		title := d.Text(key)
		return newTile(widgets.Stat{Label: title, Value: value}, func() {
			d.Shell.ExplainIn(title, app.Scope{Period: sales.MonthPeriod(month)}, sales.Subject{Metric: metric, Rep: rep})
		})
	}
	quota := none
	if m.Quota != nil {
		quota = d.Format.Short(float64(*m.Quota))
	}
	d.keep(p.tiles, func() {
		p.tiles.Objects = []fyne.CanvasObject{
			tile("views.reports.quota", "quota", quota), tile("views.reports.credited", "credited", d.Format.Short(float64(m.Credited))),
			tile("views.reports.attainment", "attainment", d.Format.Percent(m.Attainment.Value())), tile("views.reports.won", "won", strconv.Itoa(m.Won)),
		}
		p.tiles.Refresh()
	})
}

// openFolder shows the folder of what was saved in the system's own program.
func (p *Reports) openFolder() {
	if err := fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(p.order.folder)}); err != nil {
		p.deps.Shell.Fail(err)
	}
}
