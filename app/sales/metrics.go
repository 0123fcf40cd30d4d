package sales

// Ratio is a fraction with its two sides, so that a screen can always show
// "2 of 3". It has no value where Den is 0.
type Ratio struct {
	Num float64
	Den float64
}

// Value returns Num / Den, or nil where Den is 0.
func (r Ratio) Value() *float64 {
	if r.Den == 0 {
		return nil
	}
	v := r.Num / r.Den
	return &v
}

// Of returns Num / Den, or fallback where Den is 0.
func (r Ratio) Of(fallback float64) float64 {
	if r.Den == 0 {
		return fallback
	}
	return r.Num / r.Den
}

// Spread describes a sample of days: mean, median and the 75th percentile,
// nil for an empty sample.
type Spread struct {
	Mean   *float64
	Median *float64
	P75    *float64
	N      int
}

// Band is how a pace is judged.
type Band string

// The bands of metric pace. NoBand: no quota, or no pace.
const (
	OnTrack  Band = "on_track"
	Behind   Band = "behind"
	OffTrack Band = "off_track"
	Early    Band = "early"
	NoBand   Band = ""
)

// Metrics holds every metric of metrics.md for one scope (the team or a rep)
// and one period as of a day. Money is in minor units; an exact sum is an
// Amount, a computed value a float64 that was never rounded. A nil pointer
// means that there is no value.
type Metrics struct {
	Quota          *Amount // nil: not set
	TeamQuota      *Amount // team scope only
	QuotaMismatch  *Amount // team scope only: sum of reps − team
	Credited       Amount
	Attainment     Ratio
	Gap            *Amount
	Surplus        *Amount
	ExpectedToDate *float64
	Pace           Ratio
	Band           Band
	Progress       Progress // working days elapsed and in all

	RunRateProjection  *float64
	PipelineProjection *float64
	AttainProbability  *float64

	Won, Lost           int
	WonValue, LostValue Amount // whole amounts of the deals owned at close; Credited goes by shares
	WonUnits            int64
	WinRate             Ratio
	ValueWinRate        Ratio
	HygieneWinRate      Ratio
	AverageWon          Ratio // minor units per won deal
	DaysToWin           Spread
	DaysToLose          Spread
	Opened              int   // opportunities created in the period
	Change              Ratio // revenue_trend of the period's last month, see TrendMonth.Change
	Velocity            *float64
	UndatedDeals        int // deals left out because their creation date is unknown

	Open          int
	OpenValue     Amount
	Weighted      float64
	Overdue       Bucket // open deals whose expected close has passed
	Undated       Bucket // open deals without an expected close
	Coverage      Ratio  // Den is the gap
	LateCoverage  Ratio
	CoverageMet   bool // the gap is 0: nothing left to cover
	RequiredCover *float64
	ExpectedOpen  Amount // open value expected to close in the period
	Load          Load
	Stuck         int
	Neglected     int
	WinChance     Ratio // sum of the open deals' chances to win / open deals; Den 0 without a model

	Activities     []ActivityMetrics // one per type, in order of type
	AllActivities  Ratio             // connected / attempts of all types
	ContactRate    Ratio             // opportunities / calls; times 1,000 when shown
	ContactWarning bool              // significantly below the benchmark
	FollowUps      FollowUps
	GiveUp         GiveUp
	LeadConversion Ratio
	LeadsBySource  []LeadGroup
	LeadsByFit     []LeadGroup
	PerLead        []PerLead // activities_per_lead
	LeadTouches    *float64  // mean touches before the first attempt
	WarmShare      Ratio
	Fit            Fit
	Effectiveness  []Effectiveness
	Plan           Plan
	Reasons        []Reason // won and lost by reason, most frequent first
	ReasonsByStage []Reason // won and lost by last open stage, most frequent first
	Movement       Movement
	Stages         []StageMetrics
	Products       []ProductMetrics
	Units          *UnitMetrics // nil: no unit quota
}

// Bucket counts some open deals.
type Bucket struct {
	Count    int
	Value    Amount
	Weighted float64
}

// Load compares a rep's open deals with what the gap needs and what the rep
// can carry. State is "low", "ok", "high" or "" where no bound is known.
type Load struct {
	Open  int
	Low   *float64
	High  *float64
	State string
}

// ActivityMetrics is activity_ratio for one type, and the team's goals.
type ActivityMetrics struct {
	Type      ActivityType
	Attempts  int
	Connected int
	Ratio     Ratio
	Goal      *float64 // attempts (or connected) wanted in the period; nil no goal
	GoalDone  int
	GoalPace  Ratio // GoalDone / what the working days elapsed ask of Goal
	GoalBand  Band  // how GoalPace is judged, as metric pace is
}

// FollowUps is metric follow_ups.
type FollowUps struct {
	Count          int // follow-ups in the period
	PerOpportunity Ratio
	PerAdvance     Ratio
	PerWin         Ratio
	WinsByCount    []int // deals won in the period by number of follow-ups they took, index is the number, last is "or more"
	FiveOrMore     Ratio // share of wins that took Thresholds.FollowUps or more
}

// Took returns the share of wins that took n follow-ups, the last n or more.
func (u FollowUps) Took(n int) Ratio { return part(u.WinsByCount, n) }

// After returns the share of those given up that were after n touches, the
// last n or more.
func (g GiveUp) After(n int) Ratio { return part(g.ByTouches, n-1) }

// part is one count's share of all; no value beyond them.
func part(counts []int, i int) Ratio {
	if i < 0 || i >= len(counts) {
		return Ratio{}
	}
	all := 0
	for _, n := range counts {
		all += n
	}
	return share(counts[i], all)
}

// GiveUp is metric give_up.
type GiveUp struct {
	ByTouches        []int // given-up deals and leads by the number of touches, index 0 is one touch, last is "or more"
	GaveUpAfterOne   Ratio
	AboutToBeGivenUp []ID // open deals and leads without a next step that near the limit
}

// LeadGroup is lead_conversion of one source, rep or fit band.
type LeadGroup struct {
	Name       string
	Leads      int
	Conversion Ratio
	Warm       Ratio
}

// PerLead is activities_per_lead for one type.
type PerLead struct {
	Type         ActivityType
	Qualified    Ratio // activities per qualified lead
	Disqualified Ratio
}

// Fit is metric fit over the leads created in the period.
type Fit struct {
	Mean             *float64
	Good, Fair, Poor int
	Share            Ratio // good / all scored
}

// Effectiveness is metric effectiveness for one type.
type Effectiveness struct {
	Type     ActivityType
	Advanced Ratio // attempts followed by an advance / attempts on deals
	PerWon   Ratio // attempts per deal won in the period
	PerLost  Ratio
}

// Plan is metric activity_plan: from the money that is missing backwards to
// the activities it takes.
type Plan struct {
	Missing       float64 // gap − weighted, never below 0; minor units
	Wins          *float64
	Opportunities *float64
	Conversations *float64
	Attempts      []PlanStep
	DaysLeft      int
	Rates         []PlanRate
	Met           bool   // nothing is missing
	Why           string // key of the reason where no plan can be made
}

// PlanStep is the attempts of one type that the plan asks for.
type PlanStep struct {
	Type   ActivityType
	Total  float64
	PerDay *float64 // per working day left; nil when none is left
}

// PlanRate is one rate the plan used, with both samples.
type PlanRate struct {
	Name string // "average_won", "win_rate", "opportunity_per_conversation", "activity_ratio.call" ...
	Used float64
	Own  Ratio
	Team Ratio
}

// Reason is one line of the won/lost Pareto.
type Reason struct {
	Kind       StageKind // won or lost
	Reason     string    // empty: none given
	Stage      ID        // last open stage; set in the breakdown by stage only
	Count      int
	Amount     Amount
	Share      Ratio
	Cumulative Ratio
}

// Movement explains how the open value came from start to end:
// Start + New + PulledIn + ValueChange − Won − Lost − PushedOut = End.
type Movement struct {
	Start, New, PulledIn, ValueChange, Won, Lost, PushedOut, End Amount
}

// StageMetrics is the funnel and the time of one open stage.
type StageMetrics struct {
	Stage      ID
	Name       string
	Entered    int
	Advanced   int
	Lost       int
	Back       int
	Still      int
	Conversion Ratio
	Days       Spread
	Age        Spread // days so far of the deals open in the stage
	Open       int
	OpenValue  Amount
	Weighted   float64
	Stuck      int
}

// ProductMetrics is the quota and the result of one product.
type ProductMetrics struct {
	Product    ID
	Name       string
	Quota      *Amount
	Credited   Amount
	Attainment Ratio
	UnitQuota  *int64
	Units      int64
	UnitRatio  Ratio
	Won, Lost  int
	WinRate    Ratio
	Open       int
	OpenValue  Amount
}

// UnitMetrics is a unit quota and its result.
type UnitMetrics struct {
	Quota          int64
	Credited       int64
	Attainment     Ratio
	Gap            int64
	Surplus        int64
	ExpectedToDate *float64
	Pace           Ratio
	Band           Band
	RunRate        *float64
}

// RepMetrics is one rep's metrics.
type RepMetrics struct {
	Rep     Rep
	Metrics Metrics
	Trend   []TrendMonth
}

// TrendMonth is metric revenue_trend for one month.
type TrendMonth struct {
	Month    Month
	Credited Amount
	Quota    *Amount
	Won      int
	Units    int64
	Change   Ratio // (M − P) / P; Den 0: new. A running month: see Running
	Running  bool  // the month is not over: P is the month before up to as many working days
	Turn     bool  // the trend turned here
}

// Report is every metric of a period as of a day, for the team and each rep.
type Report struct {
	Period   Period
	AsOf     Day
	Currency Currency
	Product  string // the one product it is about; empty: all
	Team     Metrics
	Reps     []RepMetrics
	Trend    []TrendMonth

	StageNames map[ID]string // of every stage, archived ones too

	frame *frame // what it was computed from
}
