package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// metricNames are the keys of every scope: those that interface.md lists, then
// those that metrics.md names besides. A name with [] holds a list.
const metricNames = `quota team_quota credited attainment gap expected_to_date pace run_rate_projection pipeline_projection attain_probability
	won lost won_value lost_value win_rate value_win_rate hygiene_win_rate surplus quota_mismatch required_coverage average_won days_to_win
	days_to_lose velocity open open_value weighted coverage late_coverage load stuck neglected activities[] contact_rate follow_ups give_up
	lead_conversion activity_plan reasons[] movement fit warm_share effectiveness[] stages[] units

	revenue_trend attempts connected activity_ratio activities_per_lead[] lead_touches stage_conversion stage_days win_chance
	age insight[] opened overdue undated undated_deals band products[] leads_by_source[] leads_by_fit[] reasons_by_stage[] samples`

// nestedNames are the keys inside a name, by the path to it.
func nestedNames() map[string]string {
	spread := "mean median p75 n"
	group := "name leads conversion warm qualified decided"
	reason := "kind reason count amount share cumulative"
	return map[string]string{
		"activities[]": "type attempts connected ratio", "days_to_win": spread, "days_to_lose": spread,
		"follow_ups":               "count per_opportunity per_advance per_win wins_by_count[] five_or_more",
		"give_up":                  "by_touches[] gave_up_after_one count about_to_be_given_up",
		"activity_plan":            "missing wins opportunities conversations attempts[] days_left rates[] met",
		"activity_plan.attempts[]": "type total per_day", "activity_plan.rates[]": "name used own[] team[]",
		"reasons[]": reason, "reasons_by_stage[]": reason + " stage",
		"movement":              "start new pulled_in value_change won lost pushed_out end",
		"fit":                   "mean good fair poor share",
		"effectiveness[]":       "type attempts advanced share per_won per_lost",
		"activities_per_lead[]": "type qualified disqualified", "leads_by_source[]": group, "leads_by_fit[]": group,
		"units": "quota credited attainment gap surplus expected_to_date pace run_rate_projection",
		"load":  "open low high state", "overdue": "count value weighted", "undated": "count value weighted",
		"stages[]": "stage entered advanced lost back still conversion days age open open_value", "stages[].days": spread, "stages[].age": spread,
		"insight[]":  "kind text action",
		"trend[]":    "month credited won quota change",
		"products[]": "product quota credited attainment unit_quota units won lost win_rate open open_value",
	}
}

// named reports the names that an object of the document lacks, there and in
// what it holds. A part that is null, or a list without an entry, is not
// looked into; seen counts those that were.
type named struct {
	t      *testing.T
	nested map[string]string
	seen   map[string]int
}

func (n named) object(who, path, names string, object map[string]any) {
	n.t.Helper()
	for name := range strings.FieldsSeq(names) {
		key := strings.TrimSuffix(name, "[]")
		value, there := object[key]
		if !there {
			n.t.Errorf("%s lacks %s%s", who, path, key)
			continue
		}
		list, isList := value.([]any)
		if isList != (key != name) {
			n.t.Errorf("%s: %s%s is %T, which is a list: %v", who, path, key, value, isList)
			continue
		}
		inside, deeper := n.nested[path+name]
		if !deeper {
			continue
		}
		if !isList && value != nil {
			list = []any{value}
		}
		for _, item := range list {
			part, is := item.(map[string]any)
			if !is {
				n.t.Errorf("%s: %s%s holds %T", who, path, name, item)
				continue
			}
			n.seen[path+name]++
			n.object(who, path+name+".", inside, part)
		}
	}
}

// holdEveryName reads a document, reports what it lacks for the team and each
// rep, and returns the team and the paths that were looked into.
func holdEveryName(t *testing.T, text string) (team map[string]any, reps int, seen map[string]int) {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	n := named{t, nestedNames(), map[string]int{}}
	n.object("the document", "", "period as_of currency team reps[] stages[] trend[]", document)
	if months, is := document["trend"].([]any); !is || len(months) != 13 {
		t.Errorf("the trend is %v, want 13 months", document["trend"])
	}
	team, _ = document["team"].(map[string]any)
	n.object("the team", "", metricNames, team)
	list, _ := document["reps"].([]any)
	for _, item := range list {
		rep, _ := item.(map[string]any)
		name, _ := rep["rep"].(string)
		n.object(name, "", "rep manager trend[] "+metricNames, rep)
	}
	return team, len(list), n.seen
}

func TestMetricsHoldEveryName(t *testing.T) {
	c := newTerminal(t)
	c.good("demo", "--months", "4")
	c.good("import", c.file("units.csv", "rep,period,units", ",2026-10,400"), "--kind", "quotas")
	text := c.good("metrics", "--month", "2026-10", "--as-of", "2026-10-31", "--json")
	team, reps, seen := holdEveryName(t, text)
	if reps != 8 {
		t.Errorf("%d reps, want 8", reps)
	}
	for path := range nestedNames() {
		if seen[path] == 0 {
			t.Errorf("the sample team has nothing under %s", path)
		}
	}
	for name := range strings.FieldsSeq(metricNames) {
		if key := strings.TrimSuffix(name, "[]"); team[key] == nil {
			t.Errorf("the sample team's %s has no value", key)
		}
	}
	var head struct {
		Period map[string]string
		AsOf   string `json:"as_of"`
	}
	if err := json.Unmarshal([]byte(text), &head); err != nil {
		t.Fatal(err)
	}
	table := c.good("metrics", "--month", "2026-10", "--as-of", "2026-10-31")
	for name := range strings.FieldsSeq(metricNames + " trend") {
		if key := strings.TrimSuffix(name, "[]"); key != "samples" && !regexp.MustCompile(`(?m)^ *`+key+`[ .\[]`).MatchString(table) {
			t.Errorf("the table does not show %s", key)
		}
	}
	if head.Period["from"] != "2026-10-01" || head.Period["to"] != "2026-10-31" || head.AsOf != "2026-10-31" {
		t.Errorf("period %v as of %s", head.Period, head.AsOf)
	}
}

// TestMetricsOfPublicDataHoldEveryName imports sets that others made.
func TestMetricsOfPublicDataHoldEveryName(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the public data folder is absent: %v", err)
	}
	at := func(name string) string { return filepath.Join(folder, filepath.FromSlash(name)) }
	for period, imports := range map[string][][]string{
		"2017-Q1": {
			{at("maven_crm/products.csv"), "--kind", "products"},
			{at("maven_crm/sales_teams.csv"), "--kind", "reps"},
			{at("maven_crm/accounts.csv"), "--kind", "accounts"},
			{at("maven_crm/sales_pipeline.csv"), "--kind", "deals", "--create", "--stages", "Prospecting,Engaging", "--value", "product:GTXPro=GTX Pro"},
		},
		"2018-Q1": {
			{at("adventureworks_targets/Product.csv"), "--kind", "products"},
			{at("adventureworks_targets/Salesperson.csv"), "--kind", "reps", "--map", "external_id=EmployeeKey", "--map", "name=Salesperson", "--map", "alias=EmployeeID"},
			{at("adventureworks_targets/Targets.csv"), "--kind", "quotas", "--map", "rep=EmployeeID", "--map", "period=TargetMonth", "--map", "amount=TargetAmount"},
			{at("adventureworks_targets/Sales.csv"), "--kind", "deals", "--const", "outcome=won", "--map", "external_id=SalesOrderNumber", "--map", "rep=EmployeeKey", "--map", "product=ProductKey", "--map", "created=OrderDate", "--map", "closed=OrderDate", "--map", "amount=Sales", "--map", "units=Quantity"},
		},
		"2023-Q4": {
			{at("skygeni_deals/sales_data.csv"), "--kind", "deals", "--create", "--map", "external_id=deal_id", "--map", "rep=sales_rep_id", "--map", "product=product_type", "--map", "source=lead_source", "--map", "amount=deal_amount", "--map", "created=created_date", "--map", "closed=closed_date", "--map", "outcome=outcome"},
		},
	} {
		c := newTerminal(t)
		for _, args := range imports {
			c.good(append([]string{"import"}, args...)...)
		}
		team, reps, seen := holdEveryName(t, c.good("metrics", "--quarter", period, "--as-of", "2024-12-31", "--json"))
		if team["won"] == 0.0 || reps < 18 {
			t.Errorf("%s: %v won by %d reps", period, team["won"], reps)
		}
		for _, path := range []string{"activities[]", "stages[].days", "trend[]", "effectiveness[]", "reasons[]", "movement", "load"} {
			if seen[path] == 0 {
				t.Errorf("%s has nothing under %s", period, path)
			}
		}
	}
}
