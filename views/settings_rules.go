package views

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/app/sales"
	"attain/views/widgets"
)

// calendar is the section with working days, holidays and the fiscal year.
func (p *settingsPage) calendar() fyne.CanvasObject {
	text, settings := p.deps.Text, p.data.settings
	names := strings.Fields(text("views.shell.date.days"))
	checks := make([]*widgets.CheckBox, 7)
	row := container.NewHBox()
	for _, day := range sales.Weekdays(time.Monday) {
		checks[day] = newCheck(names[day], nil)
		checks[day].SetChecked(true)
		row.Add(checks[day])
	}
	for _, day := range settings.Weekend {
		checks[day].SetChecked(false)
	}
	holidays := widgets.NewNotes(8)
	holidays.OnSpareKey = passedFrom(holidays)
	holidays.SetText(daysText(settings.Holidays))
	month := p.deps.picker("", monthOptions(text))
	month.SetChosen(strconv.Itoa(int(settings.FiscalStart)))
	fields := map[string]*widgets.Field{
		"weekend":      widgets.NewField(text("views.settings.workdays"), row),
		"holidays":     widgets.NewField(text("views.settings.holidays"), holidays).Hint(text("views.settings.holidaysWhy")),
		"fiscal_start": widgets.NewField(text("views.firstrun.fiscal"), month),
	}
	form := p.form([]fyne.CanvasObject{fields["weekend"], columns(fields["holidays"], container.NewVBox(fields["fiscal_start"]))}, fields, func() (Command, error) {
		days, err := holidaysIn(holidays.Text)
		if err != nil {
			return nil, err
		}
		start, err := strconv.Atoi(month.Chosen())
		if err != nil {
			return nil, &sales.Invalid{Field: "fiscal_start", Reason: "app.error.month"}
		}
		return p.saveSettings(func(s *sales.Settings) {
			s.Weekend, s.Holidays, s.FiscalStart = nil, days, sales.MonthOf(1, 1).Add(start-1).Calendar()
			for day, check := range checks {
				if !check.Checked {
					s.Weekend = append(s.Weekend, time.Weekday(day))
				}
			}
		}), nil
	})
	return p.section(text("views.settings.calendar"), text("views.settings.calendarWhy"), form)
}

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

// thresholdColumns is how many thresholds stand side by side.
const thresholdColumns = 3

// thresholds is the section with the limits that drive bands and warnings.
func (p *settingsPage) thresholds() fyne.CanvasObject {
	text := p.deps.Text
	values := p.data.settings.Thresholds
	all := thresholdsOf(&values)
	entries := make([]*widgets.NumberEntry, len(all))
	fields := map[string]*widgets.Field{}
	var rows, line []fyne.CanvasObject
	for i, t := range all {
		entries[i] = p.deps.numberEntry(t.shown())
		hint := text("views.settings.threshold.hint." + t.key)
		if t.article {
			hint = text("views.settings.article", "Hint", hint)
		}
		field := widgets.NewField(text("views.settings.threshold."+t.key), entries[i]).Hint(hint)
		fields[t.field] = field
		if line = append(line, field); len(line) == thresholdColumns {
			rows, line = append(rows, columns(line...)), nil
		}
	}
	for len(line)%thresholdColumns != 0 {
		line = append(line, layout.NewSpacer())
	}
	if len(line) > 0 {
		rows = append(rows, columns(line...))
	}
	form := p.form(rows, fields, func() (Command, error) {
		numbers := make([]int64, len(entries))
		var empty []error
		for i, entry := range entries {
			number, filled, valid := entry.Number()
			if !filled || !valid {
				empty = append(empty, &sales.Invalid{Field: all[i].field, Reason: "views.shell.number.invalid"})
			}
			numbers[i] = number
		}
		if len(empty) > 0 {
			return nil, errors.Join(empty...)
		}
		return p.saveSettings(func(s *sales.Settings) {
			for i, t := range thresholdsOf(&s.Thresholds) {
				t.take(numbers[i])
			}
		}), nil
	})
	return p.section(text("views.settings.thresholds"), text("views.settings.thresholdsWhy"), form)
}

// general is the section with language, looks, currency and who uses this.
func (p *settingsPage) general() fyne.CanvasObject {
	text, settings := p.deps.Text, p.data.settings
	language := p.deps.picker("", languageOptions())
	language.SetChosen(p.deps.Settings.Language)
	look := p.deps.picker("", []widgets.Option{
		{ID: "system", Text: text("views.settings.theme.system")}, {ID: "light", Text: text("views.settings.theme.light")}, {ID: "dark", Text: text("views.settings.theme.dark")},
	})
	look.SetChosen(settings.Theme)
	currency := p.deps.picker("", currencyOptions(p.deps.Format.Lang))
	currency.SetChosen(settings.Currency)
	who := p.deps.picker("", roleOptions(text))
	who.SetChosen(settings.Role)
	rep := p.deps.picker(text("views.log.rep"), repOptions(p.data.reps, p.deps.Service.Today()))
	rep.SetChosen(string(settings.RepID))
	managers := p.deps.picker("", []widgets.Option{
		{ID: "auto", Text: text("views.settings.managers.auto")}, {ID: "always", Text: text("views.settings.managers.always")}, {ID: "never", Text: text("views.settings.managers.never")},
	})
	managers.SetChosen(settings.ManagersInSum)
	fields := map[string]*widgets.Field{
		"language": widgets.NewField(text("views.firstrun.language"), language),
		"currency": widgets.NewField(text("views.firstrun.currency"), currency).Hint(text("views.settings.currencyWhy")),
		"rep":      widgets.NewField(text("views.settings.whoRep"), rep).Hint(text("views.settings.whoRepWhy")),
	}
	rows := []fyne.CanvasObject{
		columns(fields["language"], widgets.NewField(text("views.settings.theme"), look), fields["currency"]),
		columns(widgets.NewField(text("views.firstrun.who"), who), fields["rep"],
			widgets.NewField(text("views.settings.managers"), managers).Hint(text("views.settings.managersWhy"))),
	}
	form := p.form(rows, fields, func() (Command, error) {
		if who.Chosen() == "rep" && rep.Chosen() == "" {
			return nil, &sales.Invalid{Field: "rep", Reason: "app.error.rep"}
		}
		chosen := language.Chosen()
		save := p.saveSettings(func(s *sales.Settings) {
			s.Language, s.Theme, s.Currency, s.ManagersInSum = chosen, look.Chosen(), currency.Chosen(), managers.Chosen()
			s.Role, s.RepID = who.Chosen(), sales.ID(rep.Chosen())
		})
		return func(ctx context.Context) error {
			err := save(ctx)
			if err == nil {
				p.deps.Runner.Post(func() { p.deps.Shell.Speak(chosen) })
			}
			return err
		}, nil
	})
	return p.section(text("views.settings.general"), text("views.settings.generalWhy"), form)
}
