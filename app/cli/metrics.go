package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/sales"
)

func (r *run) metrics() *cobra.Command {
	var period periodFlags
	var rep, product string
	cmd := &cobra.Command{
		Use: "metrics", Short: "Print every metric of a period, for the team and each rep", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.with(cmd.Context(), func(service *app.Service) error {
				return r.printMetrics(cmd.Context(), service, period, rep, product)
			})
		},
	}
	period.add(cmd)
	cmd.Flags().StringVar(&rep, "rep", "", "only this rep")
	cmd.Flags().StringVar(&product, "product", "", "of this product alone")
	return cmd
}

func (r *run) printMetrics(ctx context.Context, service *app.Service, flags periodFlags, rep, product string) error {
	period, asOf, repID, err := flags.resolveFor(ctx, service, rep)
	if err != nil {
		return err
	}
	measure := service.Metrics
	if product != "" {
		measure = func(ctx context.Context, period sales.Period, asOf sales.Day) (*app.Figures, error) {
			return service.ProductMetrics(ctx, period, asOf, product)
		}
	}
	figures, err := measure(ctx, period, asOf)
	if err != nil {
		return err
	}
	var signals []sales.ReviewSignal
	if product == "" {
		if signals, err = service.Signals(ctx, figures); err != nil {
			return err
		}
	}
	report := *figures.Report // the service keeps it
	if repID != "" {
		report.Reps = only(report.Reps, repID)
	}
	document := report.Document()
	document.AddSignals(signals, report.Reps, r.lang)
	if r.json {
		return r.printJSON(document)
	}
	return errors.Join(r.printTable(&report), r.printEvery(report.Currency, document))
}

func only(reps []sales.RepMetrics, id sales.ID) []sales.RepMetrics {
	for _, rep := range reps {
		if rep.Rep.ID == id {
			return []sales.RepMetrics{rep}
		}
	}
	return nil
}

// printTable prints the figures a manager asks for first, a row per rep, and
// below them every metric, a column per rep.
func (r *run) printTable(report *sales.Report) error {
	r.printf("%s\n", r.text("cli.metrics.head", "Label", report.Period.Label, "From", report.Period.From.String(), "To", report.Period.To.String(), "AsOf", report.AsOf.String()))
	w := tabwriter.NewWriter(r.Out, 0, 0, 2, ' ', tabwriter.AlignRight)
	var heads []string
	for _, column := range []string{"rep", "quota", "credited", "attainment", "pace", "projection", "won", "lost", "win_rate", "open", "open_value", "weighted", "coverage"} {
		heads = append(heads, r.text("cli.column."+column))
	}
	rows := [][]string{heads, r.row(r.text("cli.team"), report.Team, report.Currency)}
	for _, rep := range report.Reps {
		rows = append(rows, r.row(rep.Rep.Name, rep.Metrics, report.Currency))
	}
	for _, row := range rows {
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")+"\t"); err != nil {
			return fmt.Errorf("print metrics: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print metrics: %w", err)
	}
	return nil
}

func (r *run) row(name string, m sales.Metrics, money sales.Currency) []string {
	return []string{
		name, r.amount(m.Quota, money), money.Format(m.Credited, r.lang), percent(m.Attainment.Value()), percent(m.Pace.Value()),
		r.computed(m.RunRateProjection, money), strconv.Itoa(m.Won), strconv.Itoa(m.Lost), percent(m.WinRate.Value()),
		strconv.Itoa(m.Open), money.Format(m.OpenValue, r.lang), money.FormatRounded(m.Weighted, r.lang), percent(m.Coverage.Value()),
	}
}

func (r *run) amount(a *sales.Amount, money sales.Currency) string {
	if a == nil {
		return r.text("cli.notSet")
	}
	return money.Format(*a, r.lang)
}

func (r *run) computed(v *float64, money sales.Currency) string {
	if v == nil {
		return "–"
	}
	return money.FormatRounded(*v, r.lang)
}

func percent(v *float64) string {
	if v == nil {
		return "–"
	}
	return strconv.FormatFloat(*v*100, 'f', 1, 64) + " %"
}
