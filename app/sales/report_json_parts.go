package sales

import "encoding/json"

// The documents below are the parts of MetricsDocument; their fields are
// those of the result types of the same names.
type (
	// BucketDocument is some open deals.
	BucketDocument struct {
		Count    int         `json:"count"`
		Value    json.Number `json:"value"`
		Weighted float64     `json:"weighted"`
	}
	// LoadDocument is metric load.
	LoadDocument struct {
		Open  int      `json:"open"`
		Low   *float64 `json:"low"`
		High  *float64 `json:"high"`
		State string   `json:"state"`
	}
	// MovementDocument is metric movement.
	MovementDocument struct {
		Start       json.Number `json:"start"`
		New         json.Number `json:"new"`
		PulledIn    json.Number `json:"pulled_in"`
		ValueChange json.Number `json:"value_change"`
		Won         json.Number `json:"won"`
		Lost        json.Number `json:"lost"`
		PushedOut   json.Number `json:"pushed_out"`
		End         json.Number `json:"end"`
	}
	// ActivityDocument is activity_ratio of one type.
	ActivityDocument struct {
		Type      ActivityType `json:"type"`
		Attempts  int          `json:"attempts"`
		Connected int          `json:"connected"`
		Ratio     *float64     `json:"ratio"`
		Goal      *float64     `json:"goal"`
		GoalDone  int          `json:"goal_done"`
	}
	// FollowUpsDocument is metric follow_ups.
	FollowUpsDocument struct {
		Count          int      `json:"count"`
		PerOpportunity *float64 `json:"per_opportunity"`
		PerAdvance     *float64 `json:"per_advance"`
		PerWin         *float64 `json:"per_win"`
		WinsByCount    []int    `json:"wins_by_count"`
		FiveOrMore     *float64 `json:"five_or_more"`
	}
	// GiveUpDocument is metric give_up.
	GiveUpDocument struct {
		ByTouches        []int    `json:"by_touches"`
		GaveUpAfterOne   *float64 `json:"gave_up_after_one"`
		Count            int      `json:"count"`
		AboutToBeGivenUp int      `json:"about_to_be_given_up"`
	}
	// EffectivenessDocument is metric effectiveness of one type.
	EffectivenessDocument struct {
		Type     ActivityType `json:"type"`
		Attempts int          `json:"attempts"`
		Advanced int          `json:"advanced"`
		Share    *float64     `json:"share"`
		PerWon   *float64     `json:"per_won"`
		PerLost  *float64     `json:"per_lost"`
	}
	// LeadGroupDocument is the leads of one source or fit band.
	LeadGroupDocument struct {
		Name       string   `json:"name"`
		Leads      int      `json:"leads"`
		Conversion *float64 `json:"conversion"`
		Warm       *float64 `json:"warm"`
		Qualified  int      `json:"qualified"`
		Decided    int      `json:"decided"`
		WarmLeads  int      `json:"warm_leads"`
	}
	// PerLeadDocument is activities_per_lead of one type.
	PerLeadDocument struct {
		Type         ActivityType `json:"type"`
		Qualified    *float64     `json:"qualified"`
		Disqualified *float64     `json:"disqualified"`
	}
	// FitDocument is metric fit.
	FitDocument struct {
		Mean  *float64 `json:"mean"`
		Good  int      `json:"good"`
		Fair  int      `json:"fair"`
		Poor  int      `json:"poor"`
		Share *float64 `json:"share"`
	}
	// PlanDocument is metric activity_plan.
	PlanDocument struct {
		Missing       float64        `json:"missing"`
		Wins          *float64       `json:"wins"`
		Opportunities *float64       `json:"opportunities"`
		Conversations *float64       `json:"conversations"`
		Attempts      []StepDocument `json:"attempts"`
		DaysLeft      int            `json:"days_left"`
		Rates         []RateDocument `json:"rates"`
		Met           bool           `json:"met"`
	}
	// StepDocument is the plan's attempts of one type.
	StepDocument struct {
		Type   ActivityType `json:"type"`
		Total  float64      `json:"total"`
		PerDay *float64     `json:"per_day"`
	}
	// RateDocument is a rate of the plan with both samples.
	RateDocument struct {
		Name string     `json:"name"`
		Used float64    `json:"used"`
		Own  [2]float64 `json:"own"` // numerator, denominator
		Team [2]float64 `json:"team"`
	}
	// ReasonDocument is one line of metric reasons.
	ReasonDocument struct {
		Kind       StageKind   `json:"kind"`
		Reason     string      `json:"reason"`
		Stage      *string     `json:"stage"` // the last open stage; null where it is unknown, or the line is not about one
		Count      int         `json:"count"`
		Amount     json.Number `json:"amount"`
		Share      *float64    `json:"share"`
		Cumulative *float64    `json:"cumulative"`
	}
	// ProductDocument is quota and result of one product.
	ProductDocument struct {
		Product        string       `json:"product"`
		Quota          *json.Number `json:"quota"`
		Credited       json.Number  `json:"credited"`
		Attainment     *float64     `json:"attainment"`
		UnitQuota      *int64       `json:"unit_quota"`
		Units          int64        `json:"units"`
		UnitAttainment *float64     `json:"unit_attainment"`
		Won            int          `json:"won"`
		Lost           int          `json:"lost"`
		WinRate        *float64     `json:"win_rate"`
		Open           int          `json:"open"`
		OpenValue      json.Number  `json:"open_value"`
	}
	// UnitsDocument is a unit quota and its result.
	UnitsDocument struct {
		Quota          int64    `json:"quota"`
		Credited       int64    `json:"credited"`
		Attainment     *float64 `json:"attainment"`
		Gap            int64    `json:"gap"`
		Surplus        int64    `json:"surplus"`
		ExpectedToDate *float64 `json:"expected_to_date"`
		Pace           *float64 `json:"pace"`
		Band           Band     `json:"band"`
		RunRate        *float64 `json:"run_rate_projection"`
	}
)

// rows turns each of a list into its printed form; an empty list is [], not
// null.
func rows[A, B any](list []A, print func(A) B) []B {
	printed := make([]B, 0, len(list))
	for _, item := range list {
		printed = append(printed, print(item))
	}
	return printed
}

func (p printer) bucket(b Bucket) BucketDocument {
	return BucketDocument{Count: b.Count, Value: p.money(b.Value), Weighted: p.major(b.Weighted)}
}

func (p printer) movement(m Movement) MovementDocument {
	return MovementDocument{
		Start: p.money(m.Start), New: p.money(m.New), PulledIn: p.money(m.PulledIn), ValueChange: p.money(m.ValueChange),
		Won: p.money(m.Won), Lost: p.money(m.Lost), PushedOut: p.money(m.PushedOut), End: p.money(m.End),
	}
}

func activityRows(list []ActivityMetrics) []ActivityDocument {
	return rows(list, func(a ActivityMetrics) ActivityDocument {
		return ActivityDocument{a.Type, a.Attempts, a.Connected, a.Ratio.Value(), a.Goal, a.GoalDone}
	})
}

func followUpsOf(u FollowUps) FollowUpsDocument {
	return FollowUpsDocument{
		Count: u.Count, PerOpportunity: u.PerOpportunity.Value(), PerAdvance: u.PerAdvance.Value(),
		PerWin: u.PerWin.Value(), WinsByCount: u.WinsByCount, FiveOrMore: u.FiveOrMore.Value(),
	}
}

func giveUpOf(g GiveUp) GiveUpDocument {
	return GiveUpDocument{g.ByTouches, g.GaveUpAfterOne.Value(), int(g.GaveUpAfterOne.Den), len(g.AboutToBeGivenUp)}
}

func effectivenessRows(list []Effectiveness) []EffectivenessDocument {
	return rows(list, func(e Effectiveness) EffectivenessDocument {
		return EffectivenessDocument{
			e.Type, int(e.Advanced.Den), int(e.Advanced.Num), e.Advanced.Value(), e.PerWon.Value(), e.PerLost.Value(),
		}
	})
}

func leadGroupRows(list []LeadGroup) []LeadGroupDocument {
	return rows(list, func(g LeadGroup) LeadGroupDocument {
		return LeadGroupDocument{
			g.Name, g.Leads, g.Conversion.Value(), g.Warm.Value(), int(g.Conversion.Num), int(g.Conversion.Den), int(g.Warm.Num),
		}
	})
}

func perLeadRows(list []PerLead) []PerLeadDocument {
	return rows(list, func(l PerLead) PerLeadDocument {
		return PerLeadDocument{l.Type, l.Qualified.Value(), l.Disqualified.Value()}
	})
}

func fitOf(f Fit) FitDocument { return FitDocument{f.Mean, f.Good, f.Fair, f.Poor, f.Share.Value()} }

func (p printer) plan(plan Plan) PlanDocument {
	return PlanDocument{
		Missing: p.major(plan.Missing), Wins: plan.Wins, Opportunities: plan.Opportunities,
		Conversations: plan.Conversations, DaysLeft: plan.DaysLeft, Met: plan.Met,
		Attempts: rows(plan.Attempts, func(s PlanStep) StepDocument { return StepDocument(s) }),
		Rates: rows(plan.Rates, func(r PlanRate) RateDocument {
			scale := 1.0
			if r.Name == rateAverageWon {
				scale = p.currency.Scale()
			}
			return RateDocument{
				r.Name, r.Used / scale, [2]float64{r.Own.Num / scale, r.Own.Den}, [2]float64{r.Team.Num / scale, r.Team.Den},
			}
		}),
	}
}

func (p printer) reasons(list []Reason) []ReasonDocument {
	return rows(list, func(r Reason) ReasonDocument {
		var stage *string
		if name := p.stages[r.Stage]; name != "" {
			stage = &name
		}
		return ReasonDocument{
			r.Kind, r.Reason, stage, r.Count, p.money(r.Amount), r.Share.Value(), r.Cumulative.Value(),
		}
	})
}

func (p printer) products(list []ProductMetrics) []ProductDocument {
	return rows(list, func(m ProductMetrics) ProductDocument {
		return ProductDocument{
			Product: m.Name, Quota: p.maybe(m.Quota), Credited: p.money(m.Credited), Attainment: m.Attainment.Value(),
			UnitQuota: m.UnitQuota, Units: m.Units, UnitAttainment: m.UnitRatio.Value(), Won: m.Won, Lost: m.Lost,
			WinRate: m.WinRate.Value(), Open: m.Open, OpenValue: p.money(m.OpenValue),
		}
	})
}

func unitsOf(u *UnitMetrics) *UnitsDocument {
	if u == nil {
		return nil
	}
	return &UnitsDocument{
		u.Quota, u.Credited, u.Attainment.Value(), u.Gap, u.Surplus, u.ExpectedToDate, u.Pace.Value(), u.Band, u.RunRate,
	}
}
