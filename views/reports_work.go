package views

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
)

// errNoWorkbooks says that the window was opened without a writer of
// workbooks.
var errNoWorkbooks = errors.New("no workbooks can be written here")

// reportOrder is what is to be written: a month's workbook of the team, of a
// rep or of the team and every rep.
type reportOrder struct {
	month  sales.Month
	scope  string // scopeTeam, scopeReps or the rep's id
	lang   string // of the workbook
	folder string // made where it is missing
	name   string // of the file; empty: by month and rep
}

// told is how work says how far it is: done parts of all.
type told func(done, all int)

// writeReports composes the review and writes its workbooks.
func writeReports(ctx context.Context, deps Deps, order reportOrder, tell told) (paths []string, err error) {
	if deps.WriteReview == nil {
		return nil, errNoWorkbooks
	}
	tell(0, reportWork)
	err = deps.Service.Review(ctx, app.ReviewQuery{
		Month: order.month, Tell: func(done, all int) { tell(done*reportWork/2/all, reportWork) },
	}, func(review *sales.Review) (err error) {
		paths, err = writeParts(ctx, deps, order, review, tell)
		return err
	})
	return paths, err
}

// reportWork is all of a report's progress. Composing the review takes about
// as long as writing it.
const reportWork = 1000

// writeParts writes the workbooks of a review, the second half of the work.
func writeParts(ctx context.Context, deps Deps, order reportOrder, review *sales.Review, tell told) (paths []string, err error) {
	parts, names, err := reviewParts(review, order)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(order.folder, 0o750); err != nil {
		return nil, fmt.Errorf("make the folder %s: %w", order.folder, err)
	}
	for i, part := range parts {
		if err := ctx.Err(); err != nil {
			return paths, err
		}
		path := filepath.Join(order.folder, names[i])
		err := deps.WriteReview(ctx, path, part, order.lang, func(done, all int) {
			tell(reportWork/2+(i*reportWork+done*reportWork/max(all, 1))/len(parts)/2, reportWork)
		})
		if err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// reviewParts are the reviews of an order's scope, with their file names; those
// of all reps come with the team's.
func reviewParts(review *sales.Review, order reportOrder) ([]*sales.Review, []string, error) {
	team := app.WorkbookName(order.month, "")
	if order.scope == scopeTeam {
		return []*sales.Review{review}, []string{nameOr(order.name, team)}, nil
	}
	var reps []sales.Rep
	for i := range review.Report.Reps {
		rep := review.Report.Reps[i].Rep
		if order.scope == scopeReps || rep.ID == sales.ID(order.scope) {
			reps = append(reps, rep)
		}
	}
	if len(reps) == 0 {
		return nil, nil, &sales.NotFound{Kind: sales.KindRep, Name: order.month.String()}
	}
	names := app.WorkbookNames(order.month, reps)
	if order.scope != scopeReps {
		names[0] = nameOr(order.name, names[0])
	}
	var parts []*sales.Review
	for _, rep := range reps {
		part, err := review.For(rep.ID)
		if err != nil {
			return nil, nil, err
		}
		parts = append(parts, part)
	}
	if order.scope == scopeReps {
		parts, names = slices.Insert(parts, 0, review), slices.Insert(names, 0, team)
	}
	return parts, names, nil
}

func nameOr(name, other string) string {
	if name == "" {
		return other
	}
	if filepath.Ext(name) != ".xlsx" {
		name += ".xlsx"
	}
	return filepath.Base(name)
}

// fileFailure says in the language of the page why a file could not be
// written, where the system says so.
func fileFailure(text sales.Text, err error) error {
	reason := ""
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		reason = text("views.reports.failed.permission")
	case errors.Is(err, syscall.ENOSPC):
		reason = text("views.reports.failed.full")
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, fs.ErrExist):
		reason = text("views.reports.failed.folder")
	default:
		return err
	}
	return &sales.Invalid{Field: "folder", Reason: reason}
}

// writeCharts saves every chart of a month as a picture into a folder.
func writeCharts(ctx context.Context, deps Deps, order reportOrder, dark bool, tell told) (paths []string, err error) {
	tell(0, 0)
	figures, err := deps.Service.Metrics(ctx, sales.MonthPeriod(order.month), 0)
	if err != nil {
		return nil, err
	}
	data := charts.Data{Report: figures.Report, Facts: figures.Facts, Forecast: figures.Forecast, Lang: order.lang, Text: deps.Service.Text(order.lang)}
	if order.scope != scopeTeam && order.scope != scopeReps {
		data.RepID = sales.ID(order.scope)
	}
	if err := os.MkdirAll(order.folder, 0o750); err != nil {
		return nil, fmt.Errorf("make the folder %s: %w", order.folder, err)
	}
	names := charts.Names()
	for i, name := range names {
		tell(i, len(names))
		if err := ctx.Err(); err != nil {
			return paths, err
		}
		chart, err := charts.Of(name, data)
		if err != nil {
			return paths, err
		}
		month := NewFormat(order.lang, figures.Report.Currency, data.Text).Month(order.month)
		picture, err := savedChart(chart, name, month, dark, data.Text, deps.Fonts)
		if err != nil {
			return paths, err
		}
		path := filepath.Join(order.folder, "attain-"+order.month.String()+"-"+name+".png")
		if err := app.WriteFile(path, func(w io.Writer) error { return png.Encode(w, picture) }); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}
