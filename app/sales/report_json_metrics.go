package sales

import "encoding/json"

// MetricsDocument is every metric of one scope, see Document.
type MetricsDocument struct {
	Quota             *json.Number `json:"quota"`
	TeamQuota         *json.Number `json:"team_quota"`
	QuotaMismatch     *json.Number `json:"quota_mismatch"`
	Credited          json.Number  `json:"credited"`
	Attainment        *float64     `json:"attainment"`
	Gap               *json.Number `json:"gap"`
	Surplus           *json.Number `json:"surplus"`
	ExpectedToDate    *float64     `json:"expected_to_date"`
	Pace              *float64     `json:"pace"`
	Band              *Band        `json:"band"`
	RunRate           *float64     `json:"run_rate_projection"`
	Pipeline          *float64     `json:"pipeline_projection"`
	AttainProbability *float64     `json:"attain_probability"`
	RevenueTrend      *float64     `json:"revenue_trend"`

	Won            int            `json:"won"`
	Lost           int            `json:"lost"`
	WonValue       json.Number    `json:"won_value"`
	LostValue      json.Number    `json:"lost_value"`
	WonUnits       int64          `json:"won_units"`
	WinRate        *float64       `json:"win_rate"`
	ValueWinRate   *float64       `json:"value_win_rate"`
	HygieneWinRate *float64       `json:"hygiene_win_rate"`
	AverageWon     *float64       `json:"average_won"`
	DaysToWin      SpreadDocument `json:"days_to_win"`
	DaysToLose     SpreadDocument `json:"days_to_lose"`
	Opened         int            `json:"opened"`
	Velocity       *float64       `json:"velocity"`
	UndatedDeals   int            `json:"undated_deals"`

	Open             int              `json:"open"`
	OpenValue        json.Number      `json:"open_value"`
	Weighted         float64          `json:"weighted"`
	Overdue          BucketDocument   `json:"overdue"`
	Undated          BucketDocument   `json:"undated"`
	Coverage         any              `json:"coverage"` // a number, null, or "met"
	LateCoverage     any              `json:"late_coverage"`
	RequiredCoverage *float64         `json:"required_coverage"`
	Load             LoadDocument     `json:"load"`
	Stuck            int              `json:"stuck"`
	Neglected        int              `json:"neglected"`
	WinChance        *float64         `json:"win_chance"`
	Movement         MovementDocument `json:"movement"`
	Stages           []StageDocument  `json:"stages"`
	// Conversion, days and age of Stages once more, by the stage's name.
	StageConversion map[string]*float64       `json:"stage_conversion"`
	StageDays       map[string]SpreadDocument `json:"stage_days"`
	Age             map[string]SpreadDocument `json:"age"`

	Attempts          int                     `json:"attempts"`
	Connected         int                     `json:"connected"`
	ActivityRatio     *float64                `json:"activity_ratio"`
	Activities        []ActivityDocument      `json:"activities"`
	ContactRate       *float64                `json:"contact_rate"`
	ContactWarning    bool                    `json:"contact_warning"`
	FollowUps         FollowUpsDocument       `json:"follow_ups"`
	GiveUp            GiveUpDocument          `json:"give_up"`
	Effectiveness     []EffectivenessDocument `json:"effectiveness"`
	LeadConversion    *float64                `json:"lead_conversion"`
	LeadsBySource     []LeadGroupDocument     `json:"leads_by_source"`
	LeadsByFit        []LeadGroupDocument     `json:"leads_by_fit"`
	ActivitiesPerLead []PerLeadDocument       `json:"activities_per_lead"`
	LeadTouches       *float64                `json:"lead_touches"`
	WarmShare         *float64                `json:"warm_share"`
	Fit               FitDocument             `json:"fit"`
	ActivityPlan      PlanDocument            `json:"activity_plan"`

	Reasons        []ReasonDocument  `json:"reasons"`
	ReasonsByStage []ReasonDocument  `json:"reasons_by_stage"`
	Products       []ProductDocument `json:"products"`
	Units          *UnitsDocument    `json:"units"`
	Insight        []InsightDocument `json:"insight"` // see Document.AddSignals
	Samples        Samples           `json:"samples"`
}

// Samples holds numerator and denominator of every ratio, by metric: money in
// major units.
type Samples map[string][2]float64

// metrics returns the printed form of one scope's metrics.
func (p printer) metrics(m *Metrics) MetricsDocument {
	d := MetricsDocument{
		Attainment: m.Attainment.Value(), Pace: m.Pace.Value(), RevenueTrend: m.Change.Value(),
		AttainProbability: m.AttainProbability, Won: m.Won, Lost: m.Lost, WonUnits: m.WonUnits,
		WinRate: m.WinRate.Value(), ValueWinRate: m.ValueWinRate.Value(), HygieneWinRate: m.HygieneWinRate.Value(),
		DaysToWin: SpreadDocument(m.DaysToWin), DaysToLose: SpreadDocument(m.DaysToLose),
		Opened: m.Opened, UndatedDeals: m.UndatedDeals, Open: m.Open, RequiredCoverage: m.RequiredCover,
		Load: LoadDocument(m.Load), Stuck: m.Stuck, Neglected: m.Neglected, WinChance: m.WinChance.Value(),
		Stages: p.stageRows(m.Stages), Attempts: int(m.AllActivities.Den), Connected: int(m.AllActivities.Num),
		ActivityRatio: m.AllActivities.Value(), Activities: activityRows(m.Activities), ContactWarning: m.ContactWarning,
		FollowUps: followUpsOf(m.FollowUps), GiveUp: giveUpOf(m.GiveUp), Effectiveness: effectivenessRows(m.Effectiveness),
		LeadConversion: m.LeadConversion.Value(), LeadsBySource: leadGroupRows(m.LeadsBySource),
		LeadsByFit: leadGroupRows(m.LeadsByFit), ActivitiesPerLead: perLeadRows(m.PerLead),
		LeadTouches: m.LeadTouches, WarmShare: m.WarmShare.Value(), Fit: fitOf(m.Fit), Units: unitsOf(m.Units),
	}
	if m.Band != NoBand {
		d.Band = &m.Band
	}
	d.Coverage, d.LateCoverage = covered(m.Coverage, m.CoverageMet), covered(m.LateCoverage, m.CoverageMet)
	if rate := m.ContactRate.Value(); rate != nil {
		perThousand := *rate * 1000
		d.ContactRate = &perThousand
	}
	d.StageConversion, d.StageDays, d.Age = make(map[string]*float64), make(map[string]SpreadDocument), make(map[string]SpreadDocument)
	for _, stage := range d.Stages {
		d.StageConversion[stage.Stage], d.StageDays[stage.Stage], d.Age[stage.Stage] = stage.Conversion, stage.Days, stage.Age
	}
	p.addMoney(m, &d)
	d.Insight = []InsightDocument{}
	d.Samples = p.samples(m)
	return d
}

func (p printer) addMoney(m *Metrics, d *MetricsDocument) {
	d.Quota, d.TeamQuota, d.QuotaMismatch = p.maybe(m.Quota), p.maybe(m.TeamQuota), p.maybe(m.QuotaMismatch)
	d.Credited, d.Gap, d.Surplus = p.money(m.Credited), p.maybe(m.Gap), p.maybe(m.Surplus)
	d.ExpectedToDate, d.RunRate = p.computed(m.ExpectedToDate), p.computed(m.RunRateProjection)
	d.Pipeline, d.Velocity = p.computed(m.PipelineProjection), p.computed(m.Velocity)
	d.WonValue, d.LostValue = p.money(m.WonValue), p.money(m.LostValue)
	d.AverageWon = p.computed(m.AverageWon.Value())
	d.OpenValue, d.Weighted = p.money(m.OpenValue), p.major(m.Weighted)
	d.Overdue, d.Undated = p.bucket(m.Overdue), p.bucket(m.Undated)
	d.Movement = p.movement(m.Movement)
	d.ActivityPlan = p.plan(m.Plan)
	d.Reasons, d.ReasonsByStage = p.reasons(m.Reasons), p.reasons(m.ReasonsByStage)
	d.Products = p.products(m.Products)
}

// covered prints a coverage: "met" where nothing is left to cover.
func covered(r Ratio, met bool) any {
	if met {
		return "met"
	}
	if v := r.Value(); v != nil {
		return *v
	}
	return nil
}

func (p printer) samples(m *Metrics) Samples {
	count := func(r Ratio) [2]float64 { return [2]float64{r.Num, r.Den} }
	money := func(r Ratio) [2]float64 { return [2]float64{p.major(r.Num), p.major(r.Den)} }
	samples := Samples{
		"attainment": money(m.Attainment), "pace": money(m.Pace), "win_rate": count(m.WinRate),
		"value_win_rate": money(m.ValueWinRate), "hygiene_win_rate": count(m.HygieneWinRate),
		"average_won": {p.major(m.AverageWon.Num), m.AverageWon.Den},
		"coverage":    money(m.Coverage), "late_coverage": money(m.LateCoverage),
		"activity_ratio": count(m.AllActivities), "contact_rate": count(m.ContactRate),
		"lead_conversion": count(m.LeadConversion), "warm_share": count(m.WarmShare),
		"revenue_trend": money(m.Change), "win_chance": count(m.WinChance),
		"follow_ups.per_opportunity": count(m.FollowUps.PerOpportunity), "follow_ups.per_advance": count(m.FollowUps.PerAdvance),
		"follow_ups.per_win": count(m.FollowUps.PerWin), "follow_ups.five_or_more": count(m.FollowUps.FiveOrMore),
		"give_up.gave_up_after_one": count(m.GiveUp.GaveUpAfterOne), "fit.share": count(m.Fit.Share),
	}
	for _, l := range m.PerLead {
		samples["activities_per_lead."+string(l.Type)+".qualified"] = count(l.Qualified)
		samples["activities_per_lead."+string(l.Type)+".disqualified"] = count(l.Disqualified)
	}
	for _, e := range m.Effectiveness {
		samples["effectiveness."+string(e.Type)+".per_won"] = count(e.PerWon)
		samples["effectiveness."+string(e.Type)+".per_lost"] = count(e.PerLost)
	}
	return samples
}
