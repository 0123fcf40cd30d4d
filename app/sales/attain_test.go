package sales

import (
	"strings"
	"testing"
	"time"
)

func TestAttainmentOfOctober(t *testing.T) {
	r := report(t, october())
	m := &r.Team
	check(t, "quota", m.Quota, 2300000) // Max leads and owns no deal
	check(t, "team_quota", m.TeamQuota, 2300000)
	check(t, "quota_mismatch", m.QuotaMismatch, nil)
	check(t, "credited", m.Credited, 1280001) // 1000001 + 300000 − 20000
	check(t, "won units", m.WonUnits, 2)      // 3 + 1 − 2
	check(t, "attainment", m.Attainment, 1280001.0/2300000)
	check(t, "gap", m.Gap, 1019999)
	check(t, "surplus", m.Surplus, 0)
	check(t, "expected_to_date", m.ExpectedToDate, 1150000)
	check(t, "pace", m.Pace, 1280001.0/1150000)
	check(t, "run_rate_projection", m.RunRateProjection, 2560002)
	check(t, "pipeline_projection", m.PipelineProjection, 1480001) // + 400000 × 0.5 + 70000 × 0
	check(t, "attain_probability", m.AttainProbability, nil)
	if m.Band != OnTrack || m.Progress != (Progress{Elapsed: 11, Total: 22}) {
		t.Errorf("band %q after %+v", m.Band, m.Progress)
	}

	ann, bob, max := rep(t, r, "ann"), rep(t, r, "bob"), rep(t, r, "max")
	check(t, "Ann's credited", ann.Credited, 800001) // the odd cent goes to the first name
	check(t, "Bob's credited", bob.Credited, 480000)
	check(t, "Ann's units", ann.WonUnits, 3)
	check(t, "Bob's units", bob.WonUnits, -1)
	check(t, "Ann's won_value", ann.WonValue, 1300001) // whole deals
	check(t, "Ann's quota", ann.Quota, 1500000)
	check(t, "Ann's team_quota", ann.TeamQuota, nil)
	check(t, "Bob's pace", bob.Pace, 480000.0/400000)
	check(t, "Max's quota", max.Quota, 500000)
	check(t, "Max's pace", max.Pace, 0)
	if max.Band != OffTrack {
		t.Errorf("Max is %q", max.Band)
	}
}

func TestManagersCountAsTheSettingSays(t *testing.T) {
	for setting, want := range map[string]int{"auto": 2300000, "never": 2300000, "always": 2800000, "": 2300000} {
		f := october()
		f.Settings.ManagersInSum = setting
		check(t, "quota with managers "+setting, report(t, f).Team.Quota, want)
	}
	f := october()
	f.Deals[9].OwnerID = "max" // an open deal of his own
	check(t, "quota with a selling manager", report(t, f).Team.Quota, 2800000)
	f.Settings.ManagersInSum = "never"
	check(t, "quota with managers left out", report(t, f).Team.Quota, 2300000)
	f = october()
	f.Reps[0].Manager, f.Reps[2].IsManager = "", true
	check(t, "quota with a marked manager", report(t, f).Team.Quota, 2300000)
	f.Reps[2].IsManager = false
	check(t, "quota without managers", report(t, f).Team.Quota, 2800000)
	f.Reps[1].Name = "" // nobody is named as the manager of those who have none
	check(t, "quota with a nameless rep", report(t, f).Team.Quota, 2800000)
}

func TestTeamHasItsOwnNumber(t *testing.T) {
	f := october()
	month := f.Period.To.Month()
	f.Quotas = append(f.Quotas,
		Quota{RepID: "", Month: month, Measure: MeasureMoney, Value: 2000000},
		Quota{RepID: "", Month: month, Measure: MeasureMoney, ProductID: "p", Value: 7},
		Quota{RepID: "ann", Month: month + 1, Measure: MeasureMoney, Value: 100},
		Quota{RepID: "", Month: month + 2, Measure: MeasureMoney, Value: 1000})
	m := report(t, f).Team
	check(t, "team quota", m.TeamQuota, 2000000)
	check(t, "mismatch", m.QuotaMismatch, 300000)
	f.Period = f.Settings.Calendar().Quarter(2026, 4)
	m = report(t, f).Team
	check(t, "quarter's team quota", m.TeamQuota, 2001100)
	check(t, "quarter's mismatch", m.QuotaMismatch, 300000) // November and December lack a side
	f.Quotas = nil
	m = report(t, f).Team
	for name, got := range map[string]any{
		"quota": m.Quota, "attainment": m.Attainment, "gap": m.Gap, "surplus": m.Surplus,
		"expected": m.ExpectedToDate, "pace": m.Pace, "mismatch": m.QuotaMismatch, "coverage": m.Coverage,
	} {
		check(t, name+" without quota", got, nil)
	}
	if m.Band != NoBand || m.CoverageMet {
		t.Errorf("band %q, met %v without a quota", m.Band, m.CoverageMet)
	}
}

func TestQuotaZeroAndSurplus(t *testing.T) {
	f := october()
	f.Quotas = []Quota{{RepID: "ann", Month: f.Period.To.Month(), Measure: MeasureMoney, Value: 0}}
	m := report(t, f).Team
	check(t, "quota", m.Quota, 0)
	check(t, "attainment", m.Attainment, nil)
	check(t, "pace", m.Pace, nil)
	check(t, "gap", m.Gap, 0)
	check(t, "surplus", m.Surplus, 1280001)
	if !m.CoverageMet || m.Band != NoBand {
		t.Errorf("met %v, band %q with a quota of 0", m.CoverageMet, m.Band)
	}
}

func TestBands(t *testing.T) {
	f := october()
	cases := []struct {
		asOf  Day
		share float64 // of the quota that is credited
		want  Band
	}{
		{oct(15), 0.495, OnTrack},
		{oct(15), 0.4949, Behind},
		{oct(15), 0.405, Behind},
		{oct(15), 0.4049, OffTrack},
		{oct(6), 0, Early},
		{oct(7), 0, OffTrack}, // a fifth of 22 is 4.4 working days
		{oct(31), 0.99, OnTrack},
		{sep(30), 0, NoBand},
	}
	for _, c := range cases {
		f.AsOf = c.asOf
		f.Quotas = []Quota{{RepID: "", Month: f.Period.To.Month(), Measure: MeasureMoney, Value: 1000000}}
		f.Adjustments = nil
		f.Deals = []DealFact{{ID: "d", Kind: StageWon, Since: oct(1), Amount: Amount(c.share * 1000000)}}
		if got := report(t, f).Team.Band; got != c.want {
			t.Errorf("as of %s with %.4f credited: %q, want %q", c.asOf, c.share, got, c.want)
		}
	}
}

func TestBeforeAfterAndWithoutWorkingDays(t *testing.T) {
	f := october()
	f.AsOf = sep(30)
	m := report(t, f).Team
	check(t, "pace before the start", m.Pace, nil)
	check(t, "expected before the start", m.ExpectedToDate, 0)
	check(t, "run rate before the start", m.RunRateProjection, nil)
	check(t, "days left before the start", m.Plan.DaysLeft, 22)
	f.AsOf = DayOf(2026, time.December, 1)
	m = report(t, f).Team
	check(t, "pipeline projection after the end", m.PipelineProjection, m.Credited)
	check(t, "run rate after the end", m.RunRateProjection, m.Credited)
	check(t, "days left after the end", m.Plan.DaysLeft, 0)
	f.Settings.Weekend = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	m = report(t, f).Team
	check(t, "expected without working days", m.ExpectedToDate, nil)
	check(t, "pace without working days", m.Pace, nil)
}

type fixedForecast map[ID]float64

func (f fixedForecast) AttainProbability(rep ID) *float64 { return fraction(f[rep]) }

type fixedChance float64

func (c fixedChance) WinChance(DealFact, Day) float64 { return float64(c) }

func TestModelsAreAsked(t *testing.T) {
	r, err := NewReport(october(), Models{Chance: fixedChance(0.25), Forecast: fixedForecast{"": 0.7, "bob": 0.4}})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "team's probability", r.Team.AttainProbability, 0.7)
	check(t, "Bob's probability", rep(t, r, "bob").AttainProbability, 0.4)
	check(t, "mean chance", r.Team.WinChance, 0.25)
	check(t, "wins expected of what is open", r.Team.WinChance.Num, 1.25)
	f := october()
	f.Quotas = f.Quotas[1:]
	r, err = NewReport(f, Models{Forecast: fixedForecast{"ann": 1}})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "probability without a quota", rep(t, r, "ann").AttainProbability, nil)
}

func TestSumsThatOverflowAreAnError(t *testing.T) {
	const huge = 1 << 62
	for what, spoil := range map[string]func(*Facts){
		"deals":       func(f *Facts) { f.Deals[0].Amount, f.Deals[1].Amount = huge, huge },
		"adjustments": func(f *Facts) { f.Adjustments[0].Amount, f.Deals[1].Amount = -huge, huge },
		"quotas":      func(f *Facts) { f.Quotas[0].Value, f.Quotas[1].Value = huge, huge },
		"moves":       func(f *Facts) { f.Moves = []PipelineMove{{EndValue: huge}, {StartValue: huge}} },
		"units":       func(f *Facts) { f.Deals[0].Units, f.Adjustments[0].Units = huge, huge },
		"lines":       func(f *Facts) { f.Deals[0].Lines = []Line{{Amount: huge}, {Amount: -huge}} },
		"smallest":    func(f *Facts) { f.Deals[0].Amount = -1 << 63 },
	} {
		f := october()
		spoil(f)
		if _, err := NewReport(f, Models{}); err == nil || !strings.Contains(err.Error(), "2026-10") {
			t.Errorf("%s: error %v does not name the period", what, err)
		}
	}
}

func TestUnits(t *testing.T) {
	f := october()
	if report(t, f).Team.Units != nil {
		t.Error("units without a unit quota")
	}
	month := f.Period.To.Month()
	f.Products = []Product{{ID: "p", Name: "Pen"}, {ID: "q", Name: "Quill"}}
	f.Deals[1].Lines = []Line{{ProductID: "p", Units: 1, Amount: 300000}}
	f.Quotas = append(f.Quotas, Quota{RepID: "ann", ProductID: "p", Month: month, Measure: MeasureUnits, Value: 4})
	u := report(t, f).Team.Units
	check(t, "quota on one product", u.Quota, 4)
	check(t, "units of that product", u.Credited, 1)
	f.Quotas = append(f.Quotas, Quota{RepID: "ann", Month: month, Measure: MeasureUnits, Value: 8})
	u = rep(t, report(t, f), "ann").Units
	check(t, "quota on all", u.Quota, 8)
	check(t, "units", u.Credited, 3)
	check(t, "attainment", u.Attainment, 0.375)
	check(t, "gap", u.Gap, 5)
	check(t, "surplus", u.Surplus, 0)
	check(t, "expected", u.ExpectedToDate, 4)
	check(t, "pace", u.Pace, 0.75)
	check(t, "run rate", u.RunRate, 6)
	if u.Band != OffTrack {
		t.Errorf("band %q", u.Band)
	}
	f.Quotas[len(f.Quotas)-1].Value = 2
	check(t, "surplus of 3 over 2", rep(t, report(t, f), "ann").Units.Surplus, 1)
	check(t, "gap of 3 over 2", rep(t, report(t, f), "ann").Units.Gap, 0)
}
