package sales_test

import (
	"testing"

	"attain/app/sales"
	"attain/assets"
)

func TestEveryMetricIsDefinedInBothLanguages(t *testing.T) {
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, lang := range assets.Languages {
		text := catalogue.Text(lang)
		for _, d := range sales.Definitions() {
			for what, words := range map[string]string{"title": d.Title(text), "formula": d.Formula(text), "group": d.GroupTitle(text)} {
				if words == "" || words == "definitions."+d.Name+"."+what || words == "definitions.group."+d.Group {
					t.Errorf("%s in %s has no %s", d.Name, lang, what)
				}
			}
			if d.Note(text) == "definitions."+d.Name+".note" {
				t.Errorf("%s in %s has no note", d.Name, lang)
			}
			if lang == "en" && seen[d.Name] {
				t.Errorf("%s is defined twice", d.Name)
			}
			seen[d.Name] = true
		}
		for _, why := range []string{"no_quota", "no_wins", "no_conversations"} {
			if key := "definitions.plan." + why; text(key) == key {
				t.Errorf("no %s text for %s", lang, key)
			}
		}
	}
}

// named are the names of metrics.md.
var named = []string{
	"quota", "team_quota", "quota_mismatch", "credited", "attainment", "gap", "surplus", "expected_to_date", "pace",
	"run_rate_projection", "pipeline_projection", "attain_probability", "revenue_trend", "won", "lost", "win_rate",
	"value_win_rate", "hygiene_win_rate", "average_won", "days_to_win", "days_to_lose", "velocity", "reasons", "attempts",
	"connected", "activity_ratio", "contact_rate", "activities_per_lead", "lead_conversion", "lead_touches", "warm_share",
	"fit", "effectiveness", "follow_ups", "give_up", "activity_plan", "open", "open_value", "weighted", "coverage",
	"late_coverage", "required_coverage", "load", "neglected", "stage_conversion", "stage_days", "stuck", "win_chance",
	"movement", "insight",
}

func TestDefinitionsHoldEveryName(t *testing.T) {
	for _, name := range named {
		if d, ok := sales.DefinitionOf(name); !ok || d.Name != name {
			t.Errorf("%s is not defined", name)
		}
	}
	if _, ok := sales.DefinitionOf("luck"); ok {
		t.Error("luck is defined")
	}
}
