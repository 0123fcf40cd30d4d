package views

import (
	"math"
	"path/filepath"
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// daysText writes days one a line.
func daysText(days []sales.Day) string {
	lines := make([]string, len(days))
	for i, day := range days {
		lines[i] = day.String()
	}
	return strings.Join(lines, "\n")
}

// mostHolidays is how many days in a row one line of holidays may stand for.
const mostHolidays = 366

// holidaysIn reads holidays, one a line: days, or the first and the last of
// several with a dash between. They come out in order, each once.
func holidaysIn(lines string) ([]sales.Day, error) {
	var holidays []sales.Day
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		refuse := func(reason string) ([]sales.Day, error) {
			return nil, &sales.Invalid{Field: "holidays", Reason: reason, Args: []any{"Value", quoted(line)}}
		}
		days, err := daysIn(line)
		switch span := len(days) == 2 && spanSign(line); {
		case err != nil:
			return refuse("views.settings.holidaysInvalid")
		case span && days[1] < days[0]:
			return refuse("views.settings.spanReversed")
		case span && days[1] >= days[0].Add(mostHolidays):
			return refuse("views.settings.spanLong")
		case span:
			for day := days[0]; day <= days[1]; day = day.Add(1) {
				holidays = append(holidays, day)
			}
		default:
			holidays = append(holidays, days...)
		}
	}
	slices.Sort(holidays)
	return slices.Compact(holidays), nil
}

// spanSign reports whether a line has a dash, or a tilde as Koreans write it,
// that is no part of a date.
func spanSign(line string) bool {
	return strings.ContainsAny(line, "–—~〜～") || strings.Contains(line, " - ")
}

// threshold is one number of the thresholds as a form shows it: a fraction is
// shown as per cent.
type threshold struct {
	key     string
	field   string // as Invalid names it
	percent bool
	article bool // the default is a figure of the article
	float   *float64
	whole   *int
}

// thresholdsOf are the numbers of the thresholds that a user may set.
func thresholdsOf(t *sales.Thresholds) []threshold {
	return []threshold{
		{key: "onTrack", field: "on_track", percent: true, float: &t.OnTrack},
		{key: "behind", field: "behind", percent: true, float: &t.Behind},
		{key: "earlyShare", field: "early_share", percent: true, float: &t.EarlyShare},
		{key: "contactBenchmark", field: "contact_benchmark", article: true, float: &t.ContactBenchmark},
		{key: "contactMinCalls", field: "contact_min_calls", whole: &t.ContactMinCalls},
		{key: "followUps", field: "follow_ups", article: true, whole: &t.FollowUps},
		{key: "followUpShare", field: "follow_up_share", article: true, percent: true, float: &t.FollowUpShare},
		{key: "gaveUpShare", field: "gave_up_share", article: true, percent: true, float: &t.GaveUpShare},
		{key: "missShare", field: "miss_share", article: true, percent: true, float: &t.MissShare},
		{key: "unknownShare", field: "unknown_share", article: true, percent: true, float: &t.UnknownShare},
		{key: "dataGain", field: "data_gain", article: true, percent: true, float: &t.DataGain},
		{key: "giveUpDays", field: "give_up_days", whole: &t.GiveUpDays},
		{key: "effectDays", field: "effect_days", whole: &t.EffectDays},
		{key: "stuckSample", field: "stuck_sample", whole: &t.StuckSample},
		{key: "chanceSample", field: "chance_sample", whole: &t.ChanceSample},
		{key: "fitGood", field: "fit_good", percent: true, float: &t.FitGood},
		{key: "fitFair", field: "fit_fair", percent: true, float: &t.FitFair},
		{key: "warmTouches", field: "warm_touches", whole: &t.WarmTouches},
		{key: "falseDiscovery", field: "false_discovery", percent: true, float: &t.FalseDiscovery},
		{key: "insightSample", field: "insight_sample", whole: &t.InsightSample},
		{key: "draws", field: "draws", whole: &t.Draws},
		{key: "shrinkSample", field: "shrink_sample", whole: &t.ShrinkSample},
		{key: "forecastHistory", field: "forecast_history", whole: &t.ForecastHistory},
		{key: "defaultQuietDays", field: "default_quiet_days", whole: &t.DefaultQuietDays},
		{key: "daysPerDeal", field: "days_per_deal", float: &t.DaysPerDeal},
		{key: "closingWithinDays", field: "closing_within_days", whole: &t.ClosingWithinDays},
	}
}

// fractions is how finely a threshold that is no whole number is kept:
// hundredths, of a per cent where it is a share.
const fractions = 2

// shown is the number as its entry holds it.
func (t threshold) shown() (n int64, places int) {
	if t.whole != nil {
		return int64(*t.whole), 0
	}
	v := *t.float * 100
	if t.percent {
		v *= 100
	}
	return int64(math.Round(v)), fractions
}

// take sets the number to what its entry holds.
func (t threshold) take(n int64) {
	switch {
	case t.whole != nil:
		*t.whole = int(n)
	case t.percent:
		*t.float = float64(n) / 10_000
	default:
		*t.float = float64(n) / 100
	}
}

// backupPlace says where a backup stands.
func (m *settingsModel) backupPlace(file app.BackupFile) string {
	text := m.deps.Text
	place := text("views.settings.backupPlace.second")
	switch {
	case file.Updated:
		return text("views.settings.backupPlace.updated")
	case file.Kept:
		return text("views.settings.backupPlace.kept")
	case filepath.Dir(file.Path) == filepath.Dir(app.BackupName(m.deps.Path, m.deps.Service.Now())):
		place = text("views.settings.backupPlace.first")
	}
	if file.Sealed {
		return text("views.settings.backupPlace.sealed", "Place", place)
	}
	return place
}

// backupCell is what the row of a backup says in a column.
func (m *settingsModel) backupCell(file app.BackupFile, column int) widgets.Cell {
	switch column {
	case 0:
		return widgets.Cell{Text: filepath.Base(file.Path), Bold: true}
	case 1:
		return widgets.Cell{Text: file.At.Format("2006-01-02 15:04")}
	case 2:
		return widgets.Cell{Text: m.backupPlace(file)}
	default:
		return widgets.Cell{Text: m.deps.Text("views.settings.megabytes", "Size", m.deps.Format.Number(float64(file.Size)/1e6, 1))}
	}
}

// checkWords say whether the database is sound, and in what role.
func (m *settingsModel) checkWords(found sales.CheckResult) (widgets.Role, string) {
	if len(found.Problems) > 0 {
		return widgets.RoleOffTrack, m.deps.Text("views.settings.checkBad", "Problems", strings.Join(found.Problems, "; "))
	}
	count := 0
	for _, n := range found.Records {
		count += n
	}
	return widgets.RoleAccent, m.deps.Text("views.settings.checkFine", "Count", m.deps.Format.Count(count))
}

// hint says what the number is for, and that it is the article's.
func (t threshold) hint(text sales.Text) string {
	hint := text("views.settings.threshold.hint." + t.key)
	if t.article {
		return text("views.settings.article", "Hint", hint)
	}
	return hint
}

// lookOptions offers light, dark, and what the system has.
func lookOptions(text sales.Text) []widgets.Option {
	return []widgets.Option{
		{ID: "system", Text: text("views.settings.theme.system")}, {ID: "light", Text: text("views.settings.theme.light")}, {ID: "dark", Text: text("views.settings.theme.dark")},
	}
}

// managerOptions offers whether managers' quotas count in the team's.
func managerOptions(text sales.Text) []widgets.Option {
	return []widgets.Option{
		{ID: "auto", Text: text("views.settings.managers.auto")}, {ID: "always", Text: text("views.settings.managers.always")}, {ID: "never", Text: text("views.settings.managers.never")},
	}
}
