package charts

import "slices"

// names are the charts in the order of the dashboard and of
// `attain chart --list`.
func names() []string {
	return []string{
		"attainment", "burnup", "fan", "trend", "pipeline", "funnel", "stage-days",
		"activities", "heatmap", "scatter", "follow-ups", "pareto", "movement",
	}
}

// Names lists the charts a user can ask for by name.
func Names() []string { return names() }

// TitleKey returns the catalogue key of a chart's title, and whether a chart
// of that name exists.
func TitleKey(name string) (string, bool) {
	return "charts.title." + name, slices.Contains(names(), name)
}
