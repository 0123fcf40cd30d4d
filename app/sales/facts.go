package sales

// Facts is what the store folds out of its records for one question: all
// that the metrics of a period as of a day are computed from. Every fact is
// as of AsOf's end: what happened later is not in it.
//
// Team is the whole team's facts; a rep's metrics are computed from the same
// facts filtered by rep, so that no two figures can disagree.
type Facts struct {
	AsOf     Day
	Period   Period
	History  Day // closed deals, leads and stays are complete from this day on
	Settings Settings
	Currency Currency
	Stages   []Stage // in order, archived ones included
	Reps     []Rep   // in order of name
	Products []Product
	Quotas   []Quota // every month row of every scope in the periods needed
	Goals    []Goal
	Profile  []Criterion

	Deals       []DealFact       // open as of AsOf, or closed since History, in order of id
	Stays       []StayFact       // all stays of every deal with a stay entered or left in Period
	Histogram   []StayCount      // all completed stays of all history, folded
	Adjustments []AdjustmentFact // dated since History
	Activities  []ActivityCount  // done in Period, folded
	Leads       []LeadFact       // undecided, or of use to Period: see LeadFact
	Effects     []EffectCount    // done in Period on deals, folded
	Moves       []PipelineMove   // what moved the open value in Period, for movement; in order of deal
	Trend       []ActivityMonth  // activities per month, since History

	counted []ID // of one product: whose quotas add up to the team's, which all deals decide
}

// DealFact is one deal as of a day.
type DealFact struct {
	ID            ID
	ExternalID    string
	Name          string
	AccountID     ID
	Account       string
	OwnerID       ID        // owner now for an open deal, owner at close for a closed one
	Shares        []Share   // credit shares; none: all to OwnerID
	Lines         []Line    // product lines
	Created       Day       // 0 unknown
	Stage         ID        // present stage; empty where unknown; the won or lost stage if closed
	Kind          StageKind // open, won or lost
	Since         Day       // entered the present stage; 0 unknown. Close day if closed
	LastStage     ID        // of a closed deal: last open stage before it closed; empty unknown
	Reopened      int       // times it was reopened
	Amount        Amount    // value as of the day; see HasAmount
	HasAmount     bool      // false: no amount is known, Amount is 0
	Units         int64
	ExpectedClose Day
	Probability   *float64 // the deal's own
	Source        string
	Reason        string
	Touches       int      // completed activities on the deal
	Attempts      int      // completed outbound activities on the deal
	FirstTouch    Day      // 0 never
	LastTouch     Day      // 0 never
	Answered      bool     // some attempt connected
	NextStep      bool     // a next step is written or planned
	NextDue       Day      // when the earliest planned one is due; 0 none or undated
	Called        bool     // its lead or account had an outbound call on or before Created
	Parts         []Credit // how its credit is divided, where not by Shares: of one product, see OfProduct
	Kept          bool     // what a closed month counted of a deal that stands in the facts once more, as it is now
}

// StayFact is one stay of a deal in a stage. A deal's stays follow each other
// in order of Seq; stays of no length (several moves on one day) are included.
type StayFact struct {
	DealID  ID
	Seq     int
	OwnerID ID // owner at entry
	Stage   ID // empty: unknown
	Kind    StageKind
	Entered Day // 0 unknown
	Left    Day // 0 still there as of the day
}

// StagePassed is the Outcome of a StayCount for the completed stays of a deal
// that is still open: it has passed through the stage, and its end is not
// known. No stage is of this kind.
const StagePassed StageKind = "passed"

// StayCount counts deals by their completed days in an open stage (summed
// over re-entries) and by what became of the deal as of the day. Running
// stays of open deals, with their days so far, are counted apart with Outcome
// StageOpen; the completed ones of the same deals with StagePassed. Stays in
// an unknown stage or entered on an unknown day are left out.
type StayCount struct {
	Stage   ID
	Days    int
	Outcome StageKind // won, lost, passed or open
	Count   int
}

// AdjustmentFact is one refund or correction.
type AdjustmentFact struct {
	ID     ID
	DealID ID
	RepID  ID // empty: by the shares of the deal, which is then in OwnerID and Shares
	Owner  ID
	Shares []Share
	Day    Day
	Amount Amount
	Units  int64
	Reason string
	// Closed is set where this is no refund but the later change of a closed
	// month's credit; see Settle. ID is then empty unless an adjustment changed.
	Closed Month
}

// MonthOutcome is what became of a rep's deals in a month: of those owned at
// close, how many were won and lost and their whole amounts; and by shares, and
// with adjustments, what the rep was credited.
type MonthOutcome struct {
	Month               Month
	RepID               ID // empty: of nobody
	Won, Lost           int
	WonValue, LostValue Amount
	Credited            Amount
	Units               int64 // credited
}

// ActivityCount counts done activities; those from the customer's side are
// no attempts and count under Firsts and FollowUps only. Threads counts replies once per
// thread (mail and message); for other types it equals Connected.
type ActivityCount struct {
	RepID     ID
	Type      ActivityType
	Direction Direction
	Attempts  int // outbound and done
	Connected int // of those, connected, once per thread
	OnDeals   int // attempts linked to a deal
	OnLeads   int // attempts linked to a lead
	Firsts    int // touches that were the first on their deal or lead
	FollowUps int // touches on a deal or lead that were not the first on it; one on both counts once
	ToDeals   int // of FollowUps, those linked to a deal
}

// ActivityMonth counts outbound done activities of a rep, type and month.
type ActivityMonth struct {
	RepID     ID
	Month     Month
	Type      ActivityType
	Attempts  int
	Connected int
}

// LeadFact is one lead as of a day. There is one for every undecided lead, and
// for those created or decided since Facts.History that were created or
// decided since Period began, or have an activity since Thresholds.TouchedSince.
type LeadFact struct {
	ID         ID
	Name       string
	Company    string
	RepID      ID
	Source     string
	Created    Day
	Status     LeadStatus // as of the day: undecided where Decided is later
	Decided    Day
	DealID     ID
	Reason     string
	Attributes map[string]string
	Touches    int                  // touches before the first outbound attempt
	ByType     map[ActivityType]int // attempts up to the decision, by type
	Attempts   int
	FirstTouch Day
	LastTouch  Day
	Answered   bool
	NextStep   bool
}

// EffectCount counts a type's attempts on deals, and those of them followed
// by a stage advance of the same deal within Thresholds.EffectDays. OnWon and
// OnLost count what closed deals took: all attempts of the type, of any day
// up to the close, on deals won (lost) in Period; their RepID is the deal's
// owner at close, whoever made the attempts.
type EffectCount struct {
	RepID    ID
	Type     ActivityType
	Attempts int
	Advanced int
	OnWon    int
	OnLost   int
}

// PipelineMove is one deal's part in metric movement. There is one for every
// deal that was open at the start of Period (the end of the day before From),
// is open at its end (the end of min(To, AsOf)), or became open in between:
// created, reopened, or both it and closed again. A deal created after the
// end, or closed from the start to the end, has none. Values are those of the
// day by the deal's value history; an unknown amount is 0. A deal of unknown
// creation date was open from the beginning until it closed.
type PipelineMove struct {
	DealID     ID
	Owner      ID     // as DealFact.OwnerID, as of AsOf
	StartOpen  bool   // open at the start
	Created    bool   // created between From and min(To, AsOf)
	EndOpen    bool   // open at the end
	StartValue Amount // value at the start; 0 unless StartOpen
	// FirstValue is the value at the end of the day on which the deal came
	// into the pipeline, when it was not there at the start: the day it was
	// created, or else reopened. 0 if StartOpen.
	FirstValue Amount
	// EndValue is the value at the end where EndOpen; else the value on the
	// day it closed for the last time up to the end.
	EndValue Amount
	// EndKind is where the deal stood at the end: open, won or lost. Empty: it
	// left the pipeline otherwise, which counts as pushed out.
	EndKind StageKind
}
