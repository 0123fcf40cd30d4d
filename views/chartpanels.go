package views

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
	"attain/views/widgets"
)

// chartPanel is one of the charts on a card: what is pointed at says its
// value, what is clicked opens the records behind it, and the menu saves or
// copies the picture, or copies its numbers. It is drawn in the background.
type chartPanel struct {
	*widgets.ChartPanel
	deps   Deps
	name   string
	rep    sales.ID
	within app.Scope // what the data are of
	slot   *Slot
	chart  charts.Chart  // nil before Set
	onCard *widgets.Card // the chart under its title
}

// newChartPanel makes the panel of a chart by its name (charts.Names), empty
// until Set. least is its least size in logical pixels.
func newChartPanel(deps Deps, name string, least fyne.Size) *chartPanel {
	p := &chartPanel{ChartPanel: widgets.NewChartPanel(deps.Overlay, least, nil), deps: deps, name: name, slot: NewSlot(deps.Runner)}
	p.OnRegion = p.open
	p.Menu = []widgets.ChartAction{
		{Text: deps.Text("views.dashboard.chart.records"), Do: func(image.Image) { p.openWhole() }},
		{Text: deps.Text("views.dashboard.chart.save"), Do: p.save},
		{Text: deps.Text("views.dashboard.chart.copyPicture"), Do: func(image.Image) { p.copyPicture() }},
		{Text: deps.Text("views.dashboard.chart.copy"), Do: func(image.Image) { p.copyNumbers() }},
	}
	// Charts keep a margin of their own, which would double the card's.
	const closer = -widgets.Space
	p.onCard = widgets.NewCard(p.title(), container.New(layout.NewCustomPaddedLayout(closer, closer, closer, closer), p.ChartPanel))
	return p
}

// Set draws the chart over other data, which is counted in the background: a
// year of a large team takes longer than a frame. The language and the texts
// are those of the page.
func (p *chartPanel) Set(data charts.Data) {
	data.Lang, data.Text = p.deps.Format.Lang, p.deps.Text
	p.rep = data.RepID
	p.within = app.Scope{Period: data.Facts.Period, AsOf: data.Facts.AsOf, RepID: data.RepID}
	Load(p.slot, p.deps.Context, func(context.Context) (charts.Chart, error) { return charts.Of(p.name, data) }, func(chart charts.Chart, err error) {
		if err != nil {
			p.deps.Shell.Fail(err)
			return
		}
		p.chart = chart
		p.SetDraw(drawChart(p.deps, chart))
	})
}

// title is the chart's name in the language of the page.
func (p *chartPanel) title() string { return chartTitle(p.deps.Text, p.name) }

// drawChart makes the function that draws a chart at whatever size it gets. It
// draws in the background, so all it needs is read here.
func drawChart(deps Deps, chart charts.Chart) widgets.Draw {
	text, fonts := deps.Text, deps.Fonts
	return func(width, height, scale float32, dark bool) (image.Image, []widgets.Region) {
		wide := max(int(width), 1)
		// The picture gets exactly the device pixels of the panel's width, so
		// that it is not stretched.
		picture, err := charts.Render(chart, charts.Options{
			Width: wide, Height: int(height), Scale: float64(width*scale) / float64(wide), Dark: dark,
			Background: paletteOf(dark)[widgets.ColorCard], Text: text, Fonts: fonts,
		})
		if err != nil {
			return nil, nil // no room to draw in: the next size asks again
		}
		return picture.Image, regionsOf(picture.Regions)
	}
}

// regionMark parts the id of a region from its label.
const regionMark = "\x1f"

// regionsOf makes the panel's regions. Their ids carry the label, which the
// list of records is called by.
func regionsOf(found []charts.Region) []widgets.Region {
	regions := make([]widgets.Region, 0, len(found))
	for _, r := range found {
		tip := r.Label
		if r.Value != "" {
			tip = strings.TrimPrefix(r.Label+"\n"+r.Value, "\n")
		}
		regions = append(regions, widgets.Region{
			ID: r.ID + regionMark + r.Label, Tip: tip,
			X: float32(r.Rect.X), Y: float32(r.Rect.Y), Width: float32(r.Rect.W), Height: float32(r.Rect.H),
		})
	}
	return regions
}

// open lists the records behind a region.
func (p *chartPanel) open(id string) {
	part, label, _ := strings.Cut(id, regionMark)
	title := p.title()
	if label != "" {
		title += " · " + label
	}
	p.deps.Shell.ExplainIn(title, p.within, chartSubject(p.name, p.rep, part))
}

// openWhole lists the records behind the chart as a whole.
func (p *chartPanel) openWhole() {
	subject := chartSubject(p.name, p.rep, "")
	subject.Rep = p.rep
	p.deps.Shell.ExplainIn(p.title(), p.within, subject)
}

// chartSubject is the number behind a chart's region, by the id the charts
// give it.
func chartSubject(name string, rep sales.ID, id string) sales.Subject {
	of := func(metric, part string) sales.Subject { return sales.Subject{Metric: metric, Rep: rep, Part: part} }
	switch name {
	case "attainment":
		return sales.Subject{Metric: "attainment", Rep: sales.ID(id)}
	case "activities":
		return sales.Subject{Metric: "attempts", Rep: sales.ID(id)}
	case "scatter":
		return sales.Subject{Metric: "win_rate", Rep: sales.ID(id)}
	case "heatmap":
		row, stage, _ := strings.Cut(id, "/")
		return sales.Subject{Metric: "stage_conversion", Rep: sales.ID(row), Part: stage}
	case "fan":
		return of("attain_probability", "")
	case "trend":
		return of("revenue_trend", id)
	case "pipeline":
		return pipelineSubject(rep, id)
	case "funnel":
		return of("stage_entered", id)
	case "stage-days":
		return of("stage_days", id)
	default:
		metric, part := chartPart(name, id)
		return of(metric, part)
	}
}

// chartPart is the metric behind a chart whose regions are parts of one.
func chartPart(name, id string) (metric, part string) {
	switch name {
	case "follow-ups":
		if followUps, err := strconv.Atoi(id); err == nil {
			return "give_up", strconv.Itoa(followUps + 1) // so many touches
		}
		return "give_up", ""
	case "pareto":
		if id == "" {
			return "lost", ""
		}
		return "reasons", string(sales.StageLost) + ":" + id
	case "movement":
		ways := map[string]string{"pulledIn": "pulled_in", "valueChange": "value_change", "pushedOut": "pushed_out"}
		if way, renamed := ways[id]; renamed {
			id = way
		}
		return "movement", id
	default:
		return "credited", ""
	}
}

// pipelineSubject is the number behind a bar of the open pipeline.
func pipelineSubject(rep sales.ID, id string) sales.Subject {
	switch id {
	case "":
		return sales.Subject{Metric: "open_value", Rep: rep}
	case "overdue", "undated":
		return sales.Subject{Metric: id, Rep: rep}
	default:
		return sales.Subject{Metric: "stage_open", Rep: rep, Part: id}
	}
}

// The size of a chart that is saved, logical pixels, and how many pixels of
// the picture each is. What is on the screen may be small.
const (
	savedWide  = 960
	savedHigh  = 520
	savedScale = 2
)

// chartTitle is the name of a chart in the language of the texts.
func chartTitle(text sales.Text, name string) string {
	key, _ := charts.TitleKey(name)
	return text(key)
}

// savedChart draws a chart as a picture that can stand by itself.
func savedChart(chart charts.Chart, name, subtitle string, dark bool, text sales.Text, fonts *charts.Fonts) (image.Image, error) {
	picture, err := charts.Render(chart, charts.Options{
		Width: savedWide, Height: savedHigh, Scale: savedScale, Dark: dark, Text: text, Fonts: fonts,
		Title: chartTitle(text, name), Subtitle: subtitle,
	})
	if err != nil {
		return nil, fmt.Errorf("draw the chart %s: %w", name, err)
	}
	return picture.Image, nil
}

// picture is what draws the panel's chart as it is saved, light or dark as the
// window. It takes longer than a frame and may be called in the background.
func (p *chartPanel) picture() func() (image.Image, error) {
	settings := fyne.CurrentApp().Settings()
	look, ours := settings.Theme().(*Theme)
	dark := ours && look.Dark(settings.ThemeVariant())
	chart, name, text, fonts := p.chart, p.name, p.deps.Text, p.deps.Fonts
	within := p.deps.Format.Period(p.within.Period)
	return func() (image.Image, error) { return savedChart(chart, name, within, dark, text, fonts) }
}

// save asks for a file and writes the picture there as PNG.
func (p *chartPanel) save(image.Image) {
	if p.chart == nil {
		return
	}
	picture := p.picture()
	ask := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			p.deps.Shell.Fail(err)
		case file != nil:
			name := file.URI().Name()
			p.deps.Shell.Do(func(context.Context) error { return writePNG(file, picture) }, func() {
				p.deps.Shell.Say(p.deps.Text("views.dashboard.chart.saved", "Name", name))
			})
		}
	}, p.deps.Shell.Window())
	ask.SetFileName("attain-" + p.name + "-" + p.within.Period.Label + ".png")
	ask.SetFilter(storage.NewExtensionFileFilter([]string{".png"}))
	p.deps.Shell.ShowFiles(ask, p.deps.Text("views.dashboard.chart.saveTitle"))
}

// copyPicture puts the picture on the clipboard, as it would be saved. Where no
// program is installed that can, it says which to install.
func (p *chartPanel) copyPicture() {
	if p.chart == nil {
		return
	}
	picture, put := p.picture(), p.deps.CopyPicture
	var missing noCopierError
	p.deps.Shell.Do(func(ctx context.Context) error {
		drawn, err := picture()
		if err != nil {
			return err
		}
		var file bytes.Buffer
		if err := png.Encode(&file, drawn); err != nil {
			return fmt.Errorf("copy the chart: %w", err)
		}
		if err := put(ctx, file.Bytes()); !errors.As(err, &missing) {
			return err
		}
		return nil
	}, func() {
		if missing.wanted != "" {
			p.deps.Shell.Say(p.deps.Text("views.dashboard.chart.noCopier", "Program", missing.wanted))
			return
		}
		p.deps.Shell.Say(p.deps.Text("views.dashboard.chart.pictureCopied"))
	})
}

// writePNG draws the picture, writes it whole and closes the file.
func writePNG(file io.WriteCloser, picture func() (image.Image, error)) error {
	drawn, err := picture()
	if err == nil {
		err = png.Encode(file, drawn)
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("save the chart: %w", err)
	}
	return nil
}

// copyNumbers puts what the chart says on the clipboard, one line a region
// with a tab between, as spreadsheets take it.
func (p *chartPanel) copyNumbers() {
	lines := []string{p.title()}
	for _, region := range p.Regions() {
		lines = append(lines, strings.Replace(region.Tip, "\n", "\t", 1))
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
	p.deps.Shell.Say(p.deps.Text("views.dashboard.chart.copied"))
}
