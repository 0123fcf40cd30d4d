package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/data"
	"attain/data/xlsx"
)

// TestMappingIsRememberedPerSource proves that what was mapped by hand counts
// for the next table with the same header and kind, and for no other.
func TestMappingIsRememberedPerSource(t *testing.T) {
	ctx := context.Background()
	service := newService(t)
	first := form(importer.KindDeals, "Mine,Whose,Ended how", "D1,Kim,geschafft")
	first.Options = importer.Options{
		Map:    map[string]string{"external_id": "Mine", "rep": "Whose", "outcome": "Ended how"},
		Values: map[string]map[string]string{"outcome": {"geschafft": "open"}},
	}
	if result := take(t, service, first); result.Created != 1 {
		t.Fatalf("%+v", result)
	}
	next := form(importer.KindDeals, "Mine,Whose,Ended how", "D2,Kim,geschafft")
	reading, err := service.DetectImport(ctx, next)
	if err != nil || !reading.Remembered {
		t.Fatalf("remembered %v, %v", reading.Remembered, err)
	}
	if column, ok := reading.Detection.Column("outcome"); !ok || column.Header != "Ended how" {
		t.Errorf("outcome is read from %q", column.Header)
	}
	next.Options = reading.Options
	if result := take(t, service, next); result.Created != 1 || result.Rejected != 0 {
		t.Errorf("the second file: %+v", result)
	}
	for name, other := range map[string]app.ImportForm{
		"another header": form(importer.KindDeals, "Mine,Whose,Amount", "D3,Kim,5"),
		"another kind":   form(importer.KindReps, "Mine,Whose,Ended how", "D3,Kim,x"),
		"a preset":       {Source: next.Source, Kind: next.Kind, Options: importer.Options{Preset: "hubspot"}},
	} {
		if reading, err := service.DetectImport(ctx, other); err != nil || reading.Remembered {
			t.Errorf("%s: remembered %v, %v", name, reading.Remembered, err)
		}
	}
}

// TestPreviewShowsRowsAsTheyBecome proves a preview of each kind on the
// export of the sample team: nothing is rejected, and rows have their fields.
func TestPreviewShowsRowsAsTheyBecome(t *testing.T) {
	ctx := context.Background()
	service := newService(t)
	if err := service.FillDemo(ctx, app.Demo{Reps: 3, Months: 3, Seed: 2, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	for _, kind := range importer.Kinds() {
		var table bytes.Buffer
		w := app.NewCSV(&table)
		if err := service.Export(ctx, kind, w); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if strings.Count(table.String(), "\n") < 2 {
			continue // the sample team has none of it
		}
		preview, err := service.PreviewImport(ctx, app.ImportForm{Source: importer.BytesSource("x.csv", table.Bytes()), Kind: kind})
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if len(preview.Fields) < 2 || len(preview.Rows) == 0 || preview.Result.Rejected != 0 || len(preview.Unknown) != 0 {
			t.Errorf("%s: fields %q, %d rows, %d rejected, unknown %+v", kind, preview.Fields, len(preview.Rows), preview.Result.Rejected, preview.Unknown)
		}
	}
}

// TestCancelledExportLeavesNoFile proves that an export is whole or not there.
func TestCancelledExportLeavesNoFile(t *testing.T) {
	service := newService(t)
	take(t, service, form(importer.KindReps, "name", "Kim", "Lee"))
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := service.ExportAll(ctx, folder, ".csv", "", nil); err == nil {
		t.Error("a cancelled export succeeded")
	}
	if err := service.ExportFile(context.Background(), importer.KindReps, filepath.Join(folder, "reps.pdf")); err == nil {
		t.Error("an export as PDF succeeded")
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 0 {
		t.Errorf("%d files left, %v", len(left), err)
	}
	if err := service.ExportFile(context.Background(), importer.KindReps, filepath.Join(folder, "reps.csv")); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(folder, "reps.csv"))
	if err != nil || !strings.Contains(string(content), "Lee") {
		t.Errorf("%q, %v", content, err)
	}
}

// TestCancelledImportWritesNothing cancels a preview and an import in the
// midst of their rows.
func TestCancelledImportWritesNothing(t *testing.T) {
	service := newService(t)
	lines := []string{"external_id,name,rep"}
	for i := range 1200 {
		lines = append(lines, fmt.Sprintf("D%d,Deal %d,Kim", i, i))
	}
	for name, run := range map[string]func(context.Context, app.ImportForm) error{
		"preview": func(ctx context.Context, f app.ImportForm) error { _, err := service.PreviewImport(ctx, f); return err },
		"import":  func(ctx context.Context, f app.ImportForm) error { _, err := service.Import(ctx, f); return err },
	} {
		ctx, cancel := context.WithCancel(context.Background())
		f := form(importer.KindDeals, lines...)
		f.Progress = func(app.ImportProgress) { cancel() }
		if err := run(ctx, f); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want a cancelled context", name, err)
		}
		reps, err := service.Reps(context.Background())
		if err != nil || len(reps) != 0 {
			t.Errorf("%s left %d reps, %v", name, len(reps), err)
		}
	}
}

// TestWorkbooksComeOutAndInAgain writes a workbook by the injected writer and
// brings it in by the injected opener, as the window does.
func TestWorkbooksComeOutAndInAgain(t *testing.T) {
	ctx := context.Background()
	store, err := data.Open(ctx, filepath.Join(t.TempDir(), "attain.db"), data.Options{Now: func() time.Time { return today }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	service := app.New(store, app.Options{
		Now: func() time.Time { return today }, Who: "test", Text: func(string) sales.Text { return func(key string, _ ...any) string { return key } },
		OpenWorkbook: func(ctx context.Context, path, sheet string) (importer.Rows, error) {
			return xlsx.OpenTable(ctx, path, sheet)
		},
		Table: func(w io.Writer, sheet string) (app.BookWriter, func() error) { return xlsx.NewTable(w, sheet) },
	})
	if err := service.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	take(t, service, form(importer.KindDeals, "external_id,name,rep,amount,outcome,created,closed,next_step,next_step_due", "D1,One,Kim,1200.50,won,2026-01-02,2026-02-03,,", "D2,Two,Lee,7,open,2026-01-02,,Call,2026-11-30"))
	path := filepath.Join(t.TempDir(), "deals.xlsx")
	if err := service.ExportFile(ctx, importer.KindDeals, path); err != nil {
		t.Fatal(err)
	}
	to := newService(t)
	if _, err := app.New(store, app.Options{}).ImportFile(path); err == nil {
		t.Error("a workbook was opened without an opener")
	}
	source, err := service.ImportFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reading, err := to.DetectImport(ctx, app.ImportForm{Source: source, Kind: importer.KindDeals})
	if err != nil || !reading.Detection.Workbook || reading.Detection.Sheet != "deals" {
		t.Fatalf("%+v, %v", reading.Detection, err)
	}
	if result := take(t, to, app.ImportForm{Source: source, Kind: importer.KindDeals, Create: true}); result.Created != 2 || result.Rejected != 0 {
		t.Errorf("%+v", result)
	}
	if won := figures(t, to, "2026-02", "").Team.Credited; won != 120050 {
		t.Errorf("credited %d, want 120050", won)
	}
}

// TestPreviewShowsEveryFieldOfItsRows proves that a field which the first row
// lacks is shown where another has it, and the stages in a deal's way.
func TestPreviewShowsEveryFieldOfItsRows(t *testing.T) {
	service := newService(t)
	table := form(importer.KindDeals, "external_id,rep,stage,created,closed", "D1,Kim,Won,2026-01-02,2026-01-03", "D2,Kim,Engaging,2026-01-02,", "D3,Kim,Prospecting,2026-01-02,")
	preview, err := service.PreviewImport(context.Background(), table)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(preview.Fields, "stage")
	if at < 0 || preview.Rows[0][at] != "" || preview.Rows[1][at] != "Engaging" {
		t.Errorf("fields %q, rows %q", preview.Fields, preview.Rows)
	}
	take(t, service, form(importer.KindReps, "external_id,name,alias", "7,Kim,X9"))
	quotas, err := service.PreviewImport(context.Background(), form(importer.KindQuotas, "rep,period,amount", "X9,2026-01,5", ",2026-01,5"))
	if err != nil || quotas.Rows[0][0] != "Kim" || quotas.Rows[1][0] != "" {
		t.Errorf("a rep's other id is shown as %q, the team as %q, %v", quotas.Rows[0][0], quotas.Rows[1][0], err)
	}
	if !slices.Equal(preview.Stages, []string{"Prospecting", "Engaging"}) || !preview.Unused {
		t.Errorf("stages %q, unused %v", preview.Stages, preview.Unused)
	}
	take(t, service, table)
	if preview, err = service.PreviewImport(context.Background(), table); err != nil || preview.Unused {
		t.Errorf("with deals the process is in use, %v", err)
	}
}

// TestDoubtfulDatesGoAsLastTime proves that a table which does not say which
// number is the day is read as the last one with its header, whatever the user
// set for that.
func TestDoubtfulDatesGoAsLastTime(t *testing.T) {
	ctx := context.Background()
	service := newService(t)
	const header = "external_id,rep,outcome,amount,closed"
	doubtful := form(importer.KindDeals, header, "D2,Kim,won,\"1,234\",03/04/2026")
	for _, c := range []struct {
		first string
		set   importer.Options
		want  importer.DateOrder
	}{
		{first: "D1,Kim,won,\"5,5\",13/04/2026", want: importer.OrderDMY},
		{first: "D1,Kim,won,\"5,5\",03/04/2026", set: importer.Options{DateFormat: "1/2/2006"}, want: importer.OrderMDY},
	} {
		before := form(importer.KindDeals, header, c.first)
		before.Options = c.set
		take(t, service, before)
		reading, err := service.DetectImport(ctx, doubtful)
		if err != nil || reading.Remembered {
			t.Fatalf("%v, remembered %v though nothing was mapped by hand", err, reading.Remembered)
		}
		closed, _ := reading.Detection.Column("closed")
		amount, _ := reading.Detection.Column("amount")
		if closed.Format.Date != c.want || closed.Format.Ambiguous || amount.Format.Decimal != ',' || amount.Format.Ambiguous {
			t.Errorf("after %s: dates %+v, amounts %+v", c.first, closed.Format, amount.Format)
		}
	}
}
