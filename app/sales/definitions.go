package sales

import "slices"

// Definition names a metric and where its words are: one list for tooltips,
// the workbook's Definitions sheet and the guide.
type Definition struct {
	Name  string // the metric's name everywhere, "win_rate"
	Group string // "results", "outcomes", "activities" or "pipeline"
	noted bool
}

// Title returns what people call the metric.
func (d Definition) Title(text Text) string { return text("definitions." + d.Name + ".title") }

// Formula returns how it is computed, in words.
func (d Definition) Formula(text Text) string { return text("definitions." + d.Name + ".formula") }

// Note returns which way was taken where there are several; empty for none.
func (d Definition) Note(text Text) string {
	if !d.noted {
		return ""
	}
	return text("definitions." + d.Name + ".note")
}

// GroupTitle returns the heading the metric stands under.
func (d Definition) GroupTitle(text Text) string { return text("definitions.group." + d.Group) }

// Definitions lists every metric in the order in which they are explained.
func Definitions() []Definition {
	return slices.Concat(resultDefinitions(), outcomeDefinitions(), activityDefinitions(), pipelineDefinitions())
}

func resultDefinitions() []Definition {
	return []Definition{
		{"quota", "results", true},
		{"team_quota", "results", true},
		{"quota_mismatch", "results", true},
		{"credited", "results", true},
		{"attainment", "results", true},
		{"gap", "results", false},
		{"surplus", "results", false},
		{"expected_to_date", "results", true},
		{"pace", "results", true},
		{"run_rate_projection", "results", false},
		{"pipeline_projection", "results", true},
		{"attain_probability", "results", true},
		{"revenue_trend", "results", true},
		{"units", "results", true},
	}
}

func outcomeDefinitions() []Definition {
	return []Definition{
		{"won", "outcomes", true},
		{"lost", "outcomes", false},
		{"won_value", "outcomes", true},
		{"lost_value", "outcomes", false},
		{"win_rate", "outcomes", true},
		{"value_win_rate", "outcomes", false},
		{"hygiene_win_rate", "outcomes", true},
		{"average_won", "outcomes", false},
		{"days_to_win", "outcomes", true},
		{"days_to_lose", "outcomes", false},
		{"opened", "outcomes", false},
		{"velocity", "outcomes", true},
		{"reasons", "outcomes", false},
	}
}

func activityDefinitions() []Definition {
	return []Definition{
		{"attempts", "activities", true},
		{"connected", "activities", false},
		{"activity_ratio", "activities", false},
		{"contact_rate", "activities", true},
		{"activities_per_lead", "activities", true},
		{"lead_conversion", "activities", true},
		{"lead_touches", "activities", true},
		{"warm_share", "activities", true},
		{"fit", "activities", true},
		{"effectiveness", "activities", true},
		{"follow_ups", "activities", true},
		{"give_up", "activities", true},
		{"activity_plan", "activities", true},
	}
}

func pipelineDefinitions() []Definition {
	return []Definition{
		{"open", "pipeline", false},
		{"open_value", "pipeline", false},
		{"weighted", "pipeline", true},
		{"overdue", "pipeline", true},
		{"undated", "pipeline", false},
		{"coverage", "pipeline", true},
		{"late_coverage", "pipeline", true},
		{"required_coverage", "pipeline", true},
		{"load", "pipeline", true},
		{"stuck", "pipeline", true},
		{"neglected", "pipeline", true},
		{"stage_conversion", "pipeline", true},
		{"stage_days", "pipeline", true},
		{"win_chance", "pipeline", true},
		{"movement", "pipeline", true},
		{"insight", "pipeline", true},
	}
}

// DefinitionOf returns the definition of a metric, and whether there is one.
func DefinitionOf(name string) (Definition, bool) {
	for _, d := range Definitions() {
		if d.Name == name {
			return d, true
		}
	}
	return Definition{}, false
}
