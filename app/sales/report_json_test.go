package sales

import (
	"encoding/json"
	"strings"
	"testing"
)

// keys are what interface.md wants of every M.
var keys = strings.Fields(`quota team_quota credited attainment gap expected_to_date pace run_rate_projection
	pipeline_projection attain_probability won lost won_value lost_value win_rate value_win_rate hygiene_win_rate surplus
	quota_mismatch required_coverage average_won days_to_win days_to_lose velocity open open_value weighted coverage
	late_coverage load stuck neglected activities contact_rate follow_ups give_up lead_conversion activity_plan reasons
	movement fit warm_share effectiveness units stages revenue_trend attempts connected activity_ratio activities_per_lead
	lead_touches stage_conversion stage_days win_chance band opened undated_deals overdue undated products`)

// printed returns the report's JSON as a reader sees it, numbers as text.
func printed(t *testing.T, f *Facts) map[string]any {
	t.Helper()
	text, err := json.Marshal(report(t, f).Document())
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	var document map[string]any
	if err := decoder.Decode(&document); err != nil {
		t.Fatal(err)
	}
	return document
}

// at follows a path of names and positions into a document.
func at(t *testing.T, document any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch step := step.(type) {
		case string:
			next, ok := document.(map[string]any)[step]
			if !ok {
				t.Fatalf("no %q on the way %v", step, path)
			}
			document = next
		case int:
			document = document.([]any)[step]
		}
	}
	return document
}

func TestDocumentHasEveryKey(t *testing.T) {
	for name, f := range map[string]*Facts{"october": october(), "empty": {Currency: Currency{Code: "KRW"}, Period: october().Period, AsOf: oct(3), Reps: october().Reps, Settings: DefaultSettings()}} {
		document := printed(t, f)
		for _, key := range []string{"period", "as_of", "currency", "team", "reps", "stages", "trend"} {
			at(t, document, key)
		}
		for i := range f.Reps {
			for _, key := range keys {
				at(t, document, "reps", i, key)
			}
		}
		for _, key := range keys {
			if v := at(t, document, "team", key); v == nil && (key == "activities" || key == "stages" || key == "reasons") {
				t.Errorf("%s: the list %s is null", name, key)
			}
		}
	}
}

func TestDocumentOfOctober(t *testing.T) {
	f := october()
	f.Stays = path("1", "ann", "s1", 1, "s2", 3)
	document := printed(t, f)
	number := func(text string) json.Number { return json.Number(text) }
	for _, c := range []struct {
		path []any
		want any
	}{
		{[]any{"period", "from"}, "2026-10-01"},
		{[]any{"period", "to"}, "2026-10-31"},
		{[]any{"period", "label"}, "2026-10"},
		{[]any{"as_of"}, "2026-10-15"},
		{[]any{"currency"}, "USD"},
		{[]any{"team", "quota"}, number("23000.00")},
		{[]any{"team", "credited"}, number("12800.01")},
		{[]any{"team", "gap"}, number("10199.99")},
		{[]any{"team", "expected_to_date"}, number("11500")},
		{[]any{"team", "run_rate_projection"}, number("25600.02")},
		{[]any{"team", "quota_mismatch"}, nil},
		{[]any{"team", "attain_probability"}, nil},
		{[]any{"team", "won"}, number("2")},
		{[]any{"team", "win_rate"}, number("0.5")},
		{[]any{"team", "average_won"}, number("6500.005")},
		{[]any{"team", "days_to_win", "mean"}, number("30")},
		{[]any{"team", "days_to_win", "n"}, number("1")},
		{[]any{"team", "weighted"}, number("3130")},
		{[]any{"team", "overdue", "value"}, number("800.00")},
		{[]any{"team", "load", "state"}, "ok"},
		{[]any{"team", "contact_rate"}, nil},
		{[]any{"team", "units"}, nil},
		{[]any{"team", "band"}, "on_track"},
		{[]any{"team", "activities", 0, "type"}, "call"},
		{[]any{"team", "activities", 0, "ratio"}, nil},
		{[]any{"team", "reasons", 1, "reason"}, "price"},
		{[]any{"team", "reasons_by_stage", 1, "stage"}, "Discovery"},
		{[]any{"team", "samples", "attainment", 1}, number("23000")},
		{[]any{"stages", 0, "stage"}, "Qualification"},
		{[]any{"stages", 0, "entered"}, number("1")},
		{[]any{"stages", 0, "conversion"}, number("1")},
		{[]any{"stages", 0, "days", "p75"}, number("2")},
		{[]any{"stages", 2, "open_value"}, number("4000.00")},
		{[]any{"team", "stage_conversion", "Qualification"}, number("1")},
		{[]any{"team", "stage_days", "Qualification", "mean"}, number("2")},
		{[]any{"reps", 0, "rep"}, "Ann"},
		{[]any{"reps", 0, "manager"}, "max "},
		{[]any{"reps", 0, "credited"}, number("8000.01")},
		{[]any{"reps", 0, "team_quota"}, nil},
		{[]any{"reps", 0, "stages", 0, "advanced"}, number("1")},
		{[]any{"reps", 2, "win_rate"}, nil},
		{[]any{"reps", 0, "activity_plan", "rates", 0, "own", 0}, number("13000.01")},
		{[]any{"trend", 12, "month"}, "2026-10"},
		{[]any{"trend", 12, "credited"}, number("12800.01")},
		{[]any{"trend", 12, "won"}, number("2")},
		{[]any{"trend", 11, "new"}, true},
		{[]any{"trend", 12, "running"}, true},
	} {
		if got := at(t, document, c.path...); got != c.want {
			t.Errorf("%v is %v, want %v", c.path, got, c.want)
		}
	}
	if n := len(at(t, document, "trend").([]any)); n != 13 {
		t.Errorf("a trend of %d months", n)
	}
}

func TestCoverageIsPrintedAsMet(t *testing.T) {
	f := october()
	f.Quotas = f.Quotas[:1]
	f.Quotas[0].Value = 1
	document := printed(t, f)
	for _, key := range []string{"coverage", "late_coverage"} {
		if got := at(t, document, "team", key); got != "met" {
			t.Errorf("%s is %v", key, got)
		}
	}
	f.Quotas = nil
	if got := at(t, printed(t, f), "team", "coverage"); got != nil {
		t.Errorf("coverage without a gap is %v", got)
	}
	if got := at(t, printed(t, october()), "reps", 1, "coverage"); got != json.Number("0.21875") {
		t.Errorf("Bob's coverage is %v", got)
	}
}

func TestWonIsPrintedWithoutDecimals(t *testing.T) {
	f := october()
	f.Currency = Currency{Code: "KRW"}
	if got := at(t, printed(t, f), "team", "credited"); got != json.Number("1280001") {
		t.Errorf("credited in won is %v", got)
	}
}

func TestRichDocument(t *testing.T) {
	f := planned()
	f.Leads, f.Profile = someLeads().Leads, someLeads().Profile
	f.Products = []Product{{ID: "p", Name: "Pen"}}
	f.Quotas = append(f.Quotas, Quota{RepID: "ann", Month: f.Period.To.Month(), Measure: MeasureUnits, Value: 6},
		Quota{RepID: "ann", ProductID: "p", Month: f.Period.To.Month(), Measure: MeasureMoney, Value: 500})
	f.Activities = []ActivityCount{{RepID: "ann", Type: Call, Attempts: 10, Connected: 4}}
	document := printed(t, f)
	for _, c := range []struct {
		path []any
		want any
	}{
		{[]any{"team", "units", "quota"}, json.Number("6")},
		{[]any{"team", "units", "credited"}, json.Number("2")},
		{[]any{"team", "products", 0, "quota"}, json.Number("5.00")},
		{[]any{"team", "products", 0, "product"}, "Pen"},
		{[]any{"team", "contact_rate"}, json.Number("100")},
		{[]any{"team", "activity_ratio"}, json.Number("0.4")},
		{[]any{"team", "leads_by_source", 0, "name"}, "web"},
		{[]any{"team", "activities_per_lead", 0, "qualified"}, json.Number("2")},
		{[]any{"team", "fit", "good"}, json.Number("1")},
		{[]any{"team", "activity_plan", "attempts", 0, "type"}, "call"},
		{[]any{"team", "follow_ups", "per_win"}, json.Number("3")},
		{[]any{"team", "give_up", "count"}, json.Number("1")},
		{[]any{"team", "effectiveness", 0, "type"}, "call"},
		{[]any{"team", "movement", "start"}, json.Number("0.00")},
	} {
		if got := at(t, document, c.path...); got != c.want {
			t.Errorf("%v is %v, want %v", c.path, got, c.want)
		}
	}
}
