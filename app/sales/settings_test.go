package sales

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// setting is a threshold, or another setting that metrics.md names, and the
// figure it drives: before is that with the default, after with the change.
type setting struct {
	name   string // the field of Thresholds, or of Settings
	facts  func() *Facts
	change func(s *Settings)
	figure func(t *testing.T, f *Facts) any
	before any
	after  any
}

// teamFigure reads one of the team's figures.
func teamFigure(of func(m *Metrics) any) func(*testing.T, *Facts) any {
	return func(t *testing.T, f *Facts) any { return of(&report(t, f).Team) }
}

// settingsThatCount are the settings that decide what a metric counts.
func settingsThatCount() []setting {
	band := teamFigure(func(m *Metrics) any { return m.Band })
	warning := teamFigure(func(m *Metrics) any { return m.ContactWarning })
	paced := func(credited Amount) func() *Facts {
		return func() *Facts {
			f := october()
			f.Quotas = []Quota{{Month: f.Period.To.Month(), Measure: MeasureMoney, Value: 1000000}}
			f.Adjustments, f.Deals = nil, []DealFact{{ID: "d", Kind: StageWon, Since: oct(1), Amount: credited}}
			return f
		}
	}
	called := func() *Facts {
		f := october()
		f.Activities = []ActivityCount{{Type: Call, Attempts: 300}}
		return f
	}
	quiet := func() *Facts {
		f := october()
		f.Deals = []DealFact{{ID: "d", Kind: StageOpen, NextStep: true, LastTouch: f.AsOf.Add(-14)}}
		return f
	}
	silent := func() *Facts {
		f := october()
		f.Deals = []DealFact{{ID: "d", Kind: StageOpen, Attempts: 1, LastTouch: oct(1)}}
		return f
	}
	stays := func() *Facts {
		f := october()
		f.Histogram = []StayCount{{Stage: "s1", Days: 30, Outcome: StageWon, Count: 7}}
		return f
	}
	return []setting{
		{"OnTrack", paced(495000), func(s *Settings) { s.Thresholds.OnTrack = 1 }, band, OnTrack, Behind},
		{"Behind", paced(405000), func(s *Settings) { s.Thresholds.Behind = 0.82 }, band, Behind, OffTrack},
		{"EarlyShare", paced(405000), func(s *Settings) { s.Thresholds.EarlyShare = 0.5 }, band, Behind, Early},
		{"ContactBenchmark", called, func(s *Settings) { s.Thresholds.ContactBenchmark = 12 }, warning, true, false},
		{"ContactMinCalls", called, func(s *Settings) { s.Thresholds.ContactMinCalls = 301 }, warning, true, false},
		{
			"FollowUps", october, func(s *Settings) { s.Thresholds.FollowUps = 7 },
			teamFigure(func(m *Metrics) any { return m.FollowUps.FiveOrMore.Num }), 1.0, 0.0, // w1 took six
		},
		{
			"GiveUpDays", silent, func(s *Settings) { s.Thresholds.GiveUpDays = 15 },
			teamFigure(func(m *Metrics) any { return m.GiveUp.GaveUpAfterOne.Den }), 1.0, 0.0,
		},
		{
			"StuckSample", stays, func(s *Settings) { s.Thresholds.StuckSample = 7 },
			func(_ *testing.T, f *Facts) any { return f.StuckLimits()["s1"] }, 14.0, 60.0,
		},
		{
			"DefaultQuietDays", quiet, func(s *Settings) { s.Thresholds.DefaultQuietDays = 13 },
			teamFigure(func(m *Metrics) any { return m.Neglected }), 0, 1,
		},
		{"FitGood", someLeads, func(s *Settings) { s.Thresholds.FitGood = 0.5 }, teamFigure(func(m *Metrics) any { return m.Fit.Good }), 1, 2},
		{"FitFair", someLeads, func(s *Settings) { s.Thresholds.FitFair = 0.6 }, teamFigure(func(m *Metrics) any { return m.Fit.Fair }), 1, 0},
		{"WarmTouches", someLeads, func(s *Settings) { s.Thresholds.WarmTouches = 2 }, teamFigure(func(m *Metrics) any { return m.WarmShare.Num }), 2.0, 1.0},
		{
			"ShrinkSample", planned, func(s *Settings) { s.Thresholds.ShrinkSample = 0 },
			func(t *testing.T, f *Facts) any { return rep(t, report(t, f), "ann").Plan.Rates[1].Used }, (2 + 20*3.0/5) / (3 + 20), 2.0 / 3,
		},
		{
			"DaysPerDeal", october, func(s *Settings) { s.Thresholds.DaysPerDeal = 4 },
			func(t *testing.T, f *Facts) any { return *rep(t, report(t, f), "ann").Load.High },
			(38 + 20*22.0) / (2 + 20) * 5 / 7 / 2, (38 + 20*22.0) / (2 + 20) * 5 / 7 / 4,
		},
	}
}

// settingsThatEstimate are those of the models, and of the calendar.
func settingsThatEstimate() []setting {
	expected := teamFigure(func(m *Metrics) any { return *m.ExpectedToDate })
	likely := func() *Facts {
		f := october()
		f.Histogram = []StayCount{{Stage: "s1", Days: 10, Outcome: StageLost, Count: 20}}
		return f
	}
	return []setting{
		{
			"ChanceSample", likely, func(s *Settings) { s.Thresholds.ChanceSample = 60 },
			func(_ *testing.T, f *Facts) any {
				return NewChance(f).WinChance(DealFact{Kind: StageOpen, Stage: "s1", Since: f.AsOf.Add(-3)}, f.AsOf)
			}, 0.05, 0.075, // 0.1 of as many as the sample, and 20 that were lost
		},
		{
			"Draws", october, func(s *Settings) { s.Thresholds.Draws = 20000 },
			func(_ *testing.T, f *Facts) any { return NewForecast(f, NewChance(f)).draws.n }, 10000, 20000,
		},
		{
			"Seed", october, func(s *Settings) { s.Thresholds.Seed = 2 },
			func(_ *testing.T, f *Facts) any { return NewForecast(f, NewChance(f)).draws.seed }, uint64(1), uint64(2),
		},
		{"ManagersInSum", october, func(s *Settings) { s.ManagersInSum = "always" }, teamFigure(func(m *Metrics) any { return *m.Quota }), Amount(2300000), Amount(2800000)},
		{"Weekend", october, func(s *Settings) { s.Weekend = nil }, expected, 1150000.0, 2300000.0 * 15 / 31},
		{"Holidays", october, func(s *Settings) { s.Holidays = []Day{oct(1)} }, expected, 1150000.0, 2300000.0 * 10 / 21},
		{
			"FiscalStart", october, func(s *Settings) { s.FiscalStart = time.April },
			func(_ *testing.T, f *Facts) any { return f.Settings.Calendar().Quarter(2026, 1).From.String() }, "2026-01-01", "2025-04-01",
		},
	}
}

// TestEverySettingDrivesItsFigure changes one setting at a time.
func TestEverySettingDrivesItsFigure(t *testing.T) {
	for _, s := range append(settingsThatCount(), settingsThatEstimate()...) {
		f := s.facts()
		if got := s.figure(t, f); !same(got, s.before) {
			t.Errorf("%s: the default gives %v, want %v", s.name, got, s.before)
		}
		s.change(&f.Settings)
		if got := s.figure(t, f); !same(got, s.after) {
			t.Errorf("%s: the change gives %v, want %v", s.name, got, s.after)
		}
	}
}

func same(got, want any) bool {
	a, isA := got.(float64)
	b, isB := want.(float64)
	if isA && isB {
		return a-b < 1e-9 && b-a < 1e-9
	}
	return fmt.Sprint(got) == fmt.Sprint(want) && reflect.TypeOf(got) == reflect.TypeOf(want)
}

// TestNoThresholdIsWithoutATest keeps the list above complete.
func TestNoThresholdIsWithoutATest(t *testing.T) {
	driven := map[string]string{
		"EffectDays":     "salestest.Histories draws it, and the store's fold is compared with the naive one",
		"FalseDiscovery": "TestInsightSettingsDecideWhatIsFound", "InsightSample": "TestInsightSettingsDecideWhatIsFound",
		"ForecastHistory": "TestForecastLearnsFromAsManyMonthsAsAreSet, app", "ClosingWithinDays": "the agenda, app",
		"FollowUpShare": "the article's figure, shown beside the team's", "GaveUpShare": "the article's figure, shown beside the team's",
		"MissShare": "TestArticleFiguresStandBesideTheTeamsOwn", "UnknownShare": "TestArticleFiguresStandBesideTheTeamsOwn",
		"DataGain": "TestArticleFiguresStandBesideTheTeamsOwn",
	}
	for _, s := range append(settingsThatCount(), settingsThatEstimate()...) {
		driven[s.name] = "TestEverySettingDrivesItsFigure"
	}
	for field := range reflect.TypeFor[Thresholds]().Fields() {
		if driven[field.Name] == "" {
			t.Errorf("no test changes the threshold %s", field.Name)
		}
	}
}
