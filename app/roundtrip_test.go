package app_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// asked is a period and the day as of which its figures are asked.
type asked struct{ period, asOf string }

// TestEverythingComesOutAndInAgain exports a changed sample team and imports
// it into an empty database, as CSV and as workbooks: every metric must be
// equal.
func TestEverythingComesOutAndInAgain(t *testing.T) {
	from := newService(t)
	if err := from.FillDemo(context.Background(), app.Demo{Reps: 8, Months: 7, Seed: 3, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	workDifferently(t, from)
	comesOutAndInAgain(t, from, []string{".csv", ".xlsx"}, asked{"2026-11", ""}, asked{"2026-10", "2026-10-15"}, asked{"2026-Q3", ""}, asked{"2026", "2026-09-30"})
}

// comesOutAndInAgain holds every metric of some periods equal after an export
// and an import into an empty database.
func comesOutAndInAgain(t *testing.T, from *app.Service, extensions []string, periods ...asked) {
	t.Helper()
	ctx := context.Background()
	var want []map[string]any
	for _, c := range periods {
		want = append(want, document(t, figures(t, from, c.period, c.asOf)))
	}
	for _, extension := range extensions {
		to := newService(t)
		paths, err := from.ExportAll(ctx, t.TempDir(), extension, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, kind := range importer.Kinds() {
			source, err := to.ImportFile(paths[i])
			if err != nil {
				t.Fatal(err)
			}
			result := take(t, to, app.ImportForm{Source: source, Kind: kind})
			for _, r := range result.Rejections[:min(len(result.Rejections), 3)] {
				t.Errorf("%s line %d: %s %s %q", source.Name, r.Line, r.Reason, r.Field, r.Value)
			}
		}
		for i, c := range periods {
			difference(t, extension+" "+c.period+" as of "+c.asOf, want[i], document(t, figures(t, to, c.period, c.asOf)))
		}
	}
}

// TestNoGoalsAndNoProfileComeOutAndInAgain exports tables that have only a
// header: whoever has no goals must have none after the import.
func TestNoGoalsAndNoProfileComeOutAndInAgain(t *testing.T) {
	ctx := context.Background()
	from, to := newService(t), newService(t)
	take(t, from, form(importer.KindGoals, "rep,type,count,connected"))
	if err := from.SaveProfile(ctx, nil); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []importer.Kind{importer.KindGoals, importer.KindProfile} {
		path := filepath.Join(t.TempDir(), string(kind)+".csv")
		if err := from.ExportFile(ctx, kind, path); err != nil {
			t.Fatal(err)
		}
		source, err := to.ImportFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if result := take(t, to, app.ImportForm{Source: source, Kind: kind}); !result.Accepted() || result.Read != 0 {
			t.Errorf("%s: %+v", kind, result)
		}
	}
	left, err := to.Goals(ctx)
	profile, profileErr := to.Profile(ctx)
	if err != nil || profileErr != nil || len(left)+len(profile) > 0 {
		t.Errorf("goals %v, profile %v (%v, %v)", left, profile, err, profileErr)
	}
}

// workDifferently changes what figures depend on besides the records.
func workDifferently(t *testing.T, service *app.Service) {
	t.Helper()
	ctx := context.Background()
	settings, err := service.Settings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	settings.FiscalStart, settings.Weekend, settings.Holidays = time.April, []time.Weekday{time.Friday}, []sales.Day{sales.DayOf(2026, 10, 9), sales.DayOf(2026, 11, 24)}
	settings.ManagersInSum, settings.Thresholds.GiveUpDays, settings.Thresholds.Behind, settings.Thresholds.Draws = "always", 9, 0.7, 5000
	if err := service.SaveSettings(ctx, settings); err != nil {
		t.Fatal(err)
	}
	stages, err := service.Stages(ctx)
	if err != nil {
		t.Fatal(err)
	}
	stages[0].Name, stages[0].Probability, stages[0].Late = "Erstgespräch", 0.15, true
	stages[1].DayLimit, stages[1].QuietDays, stages[1].Criteria = 5, 3, stages[1].Criteria[:1]
	if err := service.SaveProcess(ctx, stages); err != nil {
		t.Fatal(err)
	}
	reps, err := service.Reps(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := service.SaveGoal(ctx, sales.Goal{RepID: reps[0].ID, Type: sales.Call, Count: 31}); err != nil {
		t.Fatal(err)
	}
	if err := service.SaveProfile(ctx, []sales.Criterion{{Attribute: "employees", Operator: "at most", Value: "80", Weight: 1.5}}); err != nil {
		t.Fatal(err)
	}
}

// document is a report as the command line prints it.
func document(t *testing.T, report *sales.Report) map[string]any {
	t.Helper()
	text, err := json.Marshal(report.Document())
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// difference reports where two JSON documents differ.
func difference(t *testing.T, path string, want, got any) {
	t.Helper()
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s: %v, want an object", path, got)
			return
		}
		for key := range w {
			difference(t, path+"."+key, w[key], g[key])
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			t.Errorf("%s: %d entries, want %d", path, len(g), len(w))
			return
		}
		for i := range w {
			difference(t, path, w[i], g[i])
		}
	default:
		if want != got {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}
