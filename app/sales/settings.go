package sales

import (
	"slices"
	"time"
)

// Settings is everything the team can set. New databases start with
// DefaultSettings.
type Settings struct {
	Language      string         `json:"language"` // "en" or "ko"
	Theme         string         `json:"theme"`    // "system", "light" or "dark"
	Currency      string         `json:"currency"` // ISO 4217; one per database
	FiscalStart   time.Month     `json:"fiscal_start"`
	Weekend       []time.Weekday `json:"weekend"`
	Holidays      []Day          `json:"holidays"`
	Role          string         `json:"role"`   // "team" or "rep": who uses this database
	RepID         ID             `json:"rep_id"` // the rep who uses it, where Role is "rep"
	FirstRunDone  bool           `json:"first_run_done"`
	ManagersInSum string         `json:"managers_in_sum"` // "auto", "always", "never"; see TeamQuota
	BackupFolder  string         `json:"backup_folder"`   // a second place for backups
	Thresholds    Thresholds     `json:"thresholds"`
}

// Thresholds are the limits that drive bands, warnings and tests. The
// figures of the article are defaults, shown as the article's, and editable.
type Thresholds struct {
	OnTrack           float64 `json:"on_track"`            // pace from which a rep is on track
	Behind            float64 `json:"behind"`              // pace from which a rep is behind, not off track
	EarlyShare        float64 `json:"early_share"`         // share of the period without a band
	ContactBenchmark  float64 `json:"contact_benchmark"`   // opportunities per 1,000 calls (article: 32)
	ContactMinCalls   int     `json:"contact_min_calls"`   // calls below which no warning is given
	FollowUps         int     `json:"follow_ups"`          // follow-ups that most sales take (article: 5)
	FollowUpShare     float64 `json:"follow_up_share"`     // share of sales that take them (article: 0.80)
	GaveUpShare       float64 `json:"gave_up_share"`       // sellers who give up after one (article: 0.48)
	MissShare         float64 `json:"miss_share"`          // salespeople who miss their quota (article: 0.67); see ArticleFigures
	UnknownShare      float64 `json:"unknown_share"`       // companies that do not know (article: 0.23)
	DataGain          float64 `json:"data_gain"`           // gain from data-driven decisions (article: 0.06)
	GiveUpDays        int     `json:"give_up_days"`        // days without touch or next step that count as given up
	EffectDays        int     `json:"effect_days"`         // days within which a stage advance counts for an activity
	StuckSample       int     `json:"stuck_sample"`        // won stays needed to judge stuck by history
	ChanceSample      int     `json:"chance_sample"`       // closed deals needed to judge chance by history
	FitGood           float64 `json:"fit_good"`            // fit from which a lead is good
	FitFair           float64 `json:"fit_fair"`            // fit from which a lead is fair
	WarmTouches       int     `json:"warm_touches"`        // touches that make a lead warm
	FalseDiscovery    float64 `json:"false_discovery"`     // share of false insights that is accepted
	InsightSample     int     `json:"insight_sample"`      // smallest sample an insight may rest on
	Draws             int     `json:"draws"`               // simulated periods of the forecast
	Seed              int64   `json:"seed"`                // seed of the simulation
	ShrinkSample      int     `json:"shrink_sample"`       // weight of the team's rate in a rep's shrunk rate
	ForecastHistory   int     `json:"forecast_history"`    // months of history the forecast learns from
	DefaultQuietDays  int     `json:"default_quiet_days"`  // neglect limit where the stage has none
	DaysPerDeal       float64 `json:"days_per_deal"`       // working days a deal takes, for capacity where history is silent
	ClosingWithinDays int     `json:"closing_within_days"` // days ahead that "closing soon" looks
}

// DefaultSettings returns the settings of a new database: English, USD,
// calendar years, Saturday and Sunday off, the article's figures.
func DefaultSettings() Settings {
	return Settings{
		Language: "en", Theme: "system", Currency: "USD", FiscalStart: time.January,
		Weekend: []time.Weekday{time.Saturday, time.Sunday}, Role: "team", ManagersInSum: "auto",
		Thresholds: Thresholds{
			OnTrack: 0.99, Behind: 0.81, EarlyShare: 0.2,
			ContactBenchmark: 32, ContactMinCalls: 300,
			FollowUps: 5, FollowUpShare: 0.80, GaveUpShare: 0.48, MissShare: 0.67, UnknownShare: 0.23, DataGain: 0.06,
			GiveUpDays: 14, EffectDays: 14, StuckSample: 8, ChanceSample: 20,
			FitGood: 0.7, FitFair: 0.4, WarmTouches: 1,
			FalseDiscovery: 0.05, InsightSample: 10, Draws: 10000, Seed: 1, ShrinkSample: 20,
			ForecastHistory: 12, DefaultQuietDays: 14, DaysPerDeal: 2, ClosingWithinDays: 14,
		},
	}
}

// Calendar returns the calendar these settings describe.
func (s Settings) Calendar() Calendar {
	return Calendar{FiscalStart: s.FiscalStart, Weekend: s.Weekend, Holidays: s.Holidays}
}

// DefaultProcess returns the sales process of a new database, without ids:
// four open stages, won and lost, in the language's words ("en", "ko").
func DefaultProcess(text Text) []Stage {
	open := func(key string, probability float64, limit, quiet int, late bool, criteria ...string) Stage {
		stage := Stage{
			Name: text("sales.stage." + key), Kind: StageOpen, Definition: text("sales.stage." + key + ".definition"),
			Probability: probability, DayLimit: limit, QuietDays: quiet, Late: late,
		}
		for _, c := range criteria {
			stage.Criteria = append(stage.Criteria, Check{ID: ID(key + "-" + c), Text: text("sales.stage." + key + "." + c)})
		}
		return stage
	}
	stages := []Stage{
		open("qualification", 0.10, 14, 7, false, "need", "contact"),
		open("discovery", 0.25, 21, 10, false, "budget", "decider"),
		open("proposal", 0.50, 21, 10, true, "sent", "answered"),
		open("negotiation", 0.75, 14, 7, true, "terms", "date"),
		{Name: text("sales.stage.won"), Kind: StageWon, Definition: text("sales.stage.won.definition"), Probability: 1},
		{Name: text("sales.stage.lost"), Kind: StageLost, Definition: text("sales.stage.lost.definition")},
	}
	for i := range stages {
		stages[i].Position = i + 1
	}
	return stages
}

// DefaultProfile returns the ideal customer profile of a new database,
// without ids: firms of fifty people or more, where we talk with the person
// who decides.
func DefaultProfile() []Criterion {
	return []Criterion{
		{Attribute: "employees", Operator: "at least", Value: "50", Weight: 2},
		{Attribute: "decision maker", Operator: "is", Value: "yes", Weight: 1},
	}
}

// DefaultGoals returns the weekly activity goals of a new database, without
// ids.
func DefaultGoals() []Goal {
	return []Goal{{Type: Call, Count: 25}, {Type: Mail, Count: 20}, {Type: Meeting, Count: 4, Connected: true}}
}

// GoalsSet reports whether goals differ from those of a new database: whether
// somebody has set them for the team.
func GoalsSet(goals []Goal) bool {
	preset := DefaultGoals()
	if len(goals) > len(preset) {
		return true
	}
	for _, goal := range goals {
		goal.ID = ""
		if !slices.Contains(preset, goal) {
			return true
		}
	}
	return false
}

// LabelFounding is the label of the batch that founds a database (process,
// first run, sample team). It is the only one that cannot be undone: nothing
// would be left to work with.
const LabelFounding = "views.did.found"
