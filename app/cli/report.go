package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/sales"
)

// reportCall is what "report" is called with.
type reportCall struct {
	month, rep, asOf, out string
	allReps               bool
}

func (r *run) report() *cobra.Command {
	var call reportCall
	cmd := &cobra.Command{
		Use: "report -o FILE.xlsx", Short: "Write the monthly workbook", Args: usage(cobra.NoArgs),
		Long: "Write the monthly workbook of the team or, with --rep, of one rep.\n\n" +
			"\"report --all-reps -o FOLDER\" writes the team's and one for each rep, named by month and rep.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := call.check(); err != nil {
				return usageError{err}
			}
			return r.with(cmd.Context(), func(service *app.Service) error { return r.writeReports(cmd.Context(), service, call) })
		},
	}
	cmd.Flags().StringVar(&call.month, "month", "", "the month, 2026-10 (default: the running month)")
	cmd.Flags().StringVar(&call.rep, "rep", "", "only this rep")
	cmd.Flags().BoolVar(&call.allReps, "all-reps", false, "the team's workbook and one for each rep, into a folder")
	cmd.Flags().StringVar(&call.asOf, "as-of", "", "the day that counts as today, 2026-10-31")
	cmd.Flags().StringVarP(&call.out, "output", "o", "", "the workbook to write; with --all-reps the folder")
	return cmd
}

func (c reportCall) check() error {
	switch {
	case c.allReps && c.rep != "":
		return errors.New("report takes --rep or --all-reps, not both")
	case c.allReps && (c.out == "" || strings.EqualFold(filepath.Ext(c.out), ".xlsx")):
		return errors.New("report --all-reps needs -o FOLDER")
	case !c.allReps && !named(c.out, ".xlsx"):
		return errors.New("report needs -o FILE.xlsx")
	}
	return nil
}

// reportMemory is from how many bytes on memory is tidied up more often. What
// a large team's figures are made of is let go of quickly, but would else
// stand around until there is as much again.
const reportMemory = 300 << 20

// writeReports composes the review once and writes what was asked for.
func (r *run) writeReports(ctx context.Context, service *app.Service, call reportCall) error {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(reportMemory))
	day, err := sales.ParseDay(call.asOf)
	if err != nil {
		return usageError{err}
	}
	month := service.Today().Month()
	if day != 0 {
		month = day.Month()
	}
	if call.month != "" {
		if month, err = sales.ParseMonth(call.month); err != nil {
			return usageError{err}
		}
	}
	rep, err := service.RepNamed(ctx, call.rep)
	if err != nil {
		return err
	}
	return service.Review(ctx, app.ReviewQuery{Month: month, RepID: rep, AsOf: day}, func(review *sales.Review) error {
		if call.allReps {
			return r.writeAllReports(ctx, review, call.out)
		}
		return r.writeReport(ctx, review, call.out)
	})
}

// writeAllReports writes the team's workbook and one for each rep of the
// review into a folder, which is made where it is missing.
func (r *run) writeAllReports(ctx context.Context, review *sales.Review, folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return sales.FileFailure("make the folder "+folder, err)
	}
	if err := r.writeReport(ctx, review, filepath.Join(folder, app.WorkbookName(review.Month, ""))); err != nil {
		return err
	}
	reps := make([]sales.Rep, len(review.Report.Reps))
	for i := range reps {
		reps[i] = review.Report.Reps[i].Rep
	}
	for i, name := range app.WorkbookNames(review.Month, reps) {
		part, err := review.For(reps[i].ID)
		if err != nil {
			return fmt.Errorf("review of %s: %w", reps[i].Name, err)
		}
		if err := r.writeReport(ctx, part, filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) writeReport(ctx context.Context, review *sales.Review, path string) error {
	if err := app.WriteFile(path, func(w io.Writer) error { return r.Review(ctx, w, review, r.text, nil) }); err != nil {
		return err
	}
	r.printf("%s\n", r.text("cli.wrote", "Path", path))
	return nil
}
