package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/charts"
)

func (r *run) chart() *cobra.Command {
	var period periodFlags
	var rep, out, theme string
	var list, dark bool
	var width, height int
	var scale float64
	cmd := &cobra.Command{
		Use: "chart NAME -o FILE.png", Short: "Draw one chart; --list names them", Args: usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if list {
				return r.listCharts()
			}
			if len(args) == 0 || !named(out, ".png") {
				return usageError{errors.New("chart needs a NAME and -o FILE.png; --list names the charts")}
			}
			if _, known := charts.TitleKey(args[0]); !known {
				return usageError{fmt.Errorf("there is no chart %q; --list names the charts", args[0])}
			}
			if width < 120 || height < 80 || width > 8000 || height > 8000 || scale < 0.25 || scale > 8 {
				return usageError{errors.New("--width and --height lie between 120×80 and 8000×8000, --scale between 0.25 and 8")}
			}
			if theme != "light" && theme != "dark" {
				return usageError{fmt.Errorf("--theme is light or dark, not %q", theme)}
			}
			return r.with(cmd.Context(), func(service *app.Service) error {
				dark := dark || theme == "dark"
				options := charts.Options{Width: width, Height: height, Scale: scale, Dark: dark}
				return r.drawChart(cmd.Context(), service, args[0], period, rep, out, options)
			})
		},
	}
	period.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&rep, "rep", "", "only this rep")
	flags.StringVarP(&out, "output", "o", "", "the picture to write, .png")
	flags.BoolVar(&list, "list", false, "list the charts")
	flags.StringVar(&theme, "theme", "light", "colours: light or dark")
	flags.BoolVar(&dark, "dark", false, "the same as --theme dark")
	flags.IntVar(&width, "width", 960, "width in pixels, before --scale")
	flags.IntVar(&height, "height", 520, "height in pixels, before --scale")
	flags.Float64Var(&scale, "scale", 2, "pixels per pixel")
	return cmd
}

func (r *run) listCharts() error {
	if r.json {
		return r.printJSON(charts.Names())
	}
	for _, name := range charts.Names() {
		key, _ := charts.TitleKey(name)
		r.printf("%-12s %s: %s\n", name, r.text(key), r.text("cli.chart."+name))
	}
	return nil
}

func (r *run) drawChart(ctx context.Context, service *app.Service, name string, flags periodFlags, rep, out string, options charts.Options) error {
	period, asOf, repID, err := flags.resolveFor(ctx, service, rep)
	if err != nil {
		return err
	}
	figures, err := service.Metrics(ctx, period, asOf)
	if err != nil {
		return err
	}
	options.Text, options.Fonts = r.text, r.Fonts
	chart, err := charts.Of(name, charts.Data{Report: figures.Report, Facts: figures.Facts, Forecast: figures.Forecast, RepID: repID, Lang: r.lang, Text: r.text})
	if err != nil {
		return err
	}
	picture, err := charts.Render(chart, options)
	if err != nil {
		return err
	}
	if err := app.WriteFile(out, func(w io.Writer) error { return picture.PNG(w) }); err != nil {
		return err
	}
	r.printf("%s\n", r.text("cli.wrote", "Path", out))
	return nil
}
