package sales

import "time"

// ID identifies a record: a UUIDv7 as text, never reused or renumbered. The
// empty ID means none.
type ID string

// Kind names a kind of record; it is also its table in the store.
type Kind string

// The kinds of records.
const (
	KindStage      Kind = "stages"
	KindRep        Kind = "reps"
	KindProduct    Kind = "products"
	KindAccount    Kind = "accounts"
	KindContact    Kind = "contacts"
	KindLead       Kind = "leads"
	KindDeal       Kind = "deals"
	KindLine       Kind = "deal_lines"
	KindShare      Kind = "deal_shares"
	KindValue      Kind = "deal_values"
	KindMove       Kind = "stage_moves"
	KindActivity   Kind = "activities"
	KindQuota      Kind = "quotas"
	KindAdjustment Kind = "adjustments"
	KindGoal       Kind = "goals"
	KindCriterion  Kind = "profile_criteria"
	KindSetting    Kind = "settings"
	KindClosing    Kind = "closings"
)

// Record is anything the store keeps: it knows its kind and its id.
type Record interface {
	RecordKind() Kind
	RecordID() ID
}

// StageKind tells an open stage from the two ends of a deal.
type StageKind string

// The kinds of stages.
const (
	StageOpen StageKind = "open"
	StageWon  StageKind = "won"
	StageLost StageKind = "lost"
)

// Stage is one step of the sales process. Exactly one stage is won and one is
// lost; the open ones are ordered by Position.
type Stage struct {
	ID          ID
	Name        string
	Position    int       // order in the process, from 1
	Kind        StageKind //
	Definition  string    // what it means that a deal is here
	Criteria    []Check   // what must be true before a deal leaves
	Probability float64   // chance to win, 0 to 1
	DayLimit    int       // days after which a deal counts as stuck; 0 none
	QuietDays   int       // days without a touch after which it is neglected
	Late        bool      // counts for late-stage coverage
	Archived    bool
}

// Check is one exit criterion of a stage.
type Check struct {
	ID   ID     `json:"id"`
	Text string `json:"text"`
}

// Rep is a salesperson.
type Rep struct {
	ID         ID
	ExternalID string
	Name       string
	Email      string
	Manager    string    // name of the manager; free text until a rep of that name exists
	IsManager  bool      // left out of the team's sum, see Settings.ManagersInSum
	Started    Day       // first working day, for the ramp
	Left       Day       // last working day; results stay
	Capacity   int       // most deals the rep can work on at once; 0 derive it
	Ramp       []int     // per cent of the quota by month since Started
	Absences   []Absence // days on which the rep does not work
	Aliases    []string  // other ids by which files name the rep
}

// Absence is a range of days, both included, on which a rep does not work.
type Absence struct {
	From Day `json:"from"`
	To   Day `json:"to"`
}

// Product is something sold.
type Product struct {
	ID         ID
	ExternalID string
	Name       string
	Price      *Amount // list price; nil unknown
	Category   string
	Archived   bool
}

// Account is a customer or a company that may become one.
type Account struct {
	ID         ID
	ExternalID string
	Name       string
	Industry   string
	Region     string
}

// Contact is a person at an account, a lead or a deal.
type Contact struct {
	ID         ID
	ExternalID string // what the system it was imported from calls it
	AccountID  ID
	LeadID     ID
	DealID     ID
	Name       string
	Title      string
	Phone      string
	Email      string
}

// LeadStatus is where a lead stands.
type LeadStatus string

// The states of a lead.
const (
	LeadNew          LeadStatus = "new"
	LeadWorking      LeadStatus = "working"
	LeadQualified    LeadStatus = "qualified"
	LeadDisqualified LeadStatus = "disqualified"
)

// Lead is a person or company that may become a deal.
type Lead struct {
	ID         ID
	ExternalID string
	Name       string
	Company    string
	RepID      ID
	Source     string
	Created    Day
	Status     LeadStatus
	Decided    Day    // when qualified or disqualified
	DealID     ID     // the deal it became
	DealRef    string // the deal's external id or name while that deal is not there yet
	Reason     string // why it was disqualified
	Touches    int    // touches before the first attempt that were counted elsewhere
	Attributes map[string]string
	Notes      string
}

// Deal is an opportunity: something that may be sold to an account.
type Deal struct {
	ID            ID
	ExternalID    string
	Name          string
	AccountID     ID
	OwnerID       ID // the rep who works on it now
	Amount        *Amount
	Units         int64
	Created       Day // 0 unknown: open at every moment until it closes
	ExpectedClose Day
	Probability   *float64 // the deal's own chance to win; nil: its stage's
	Source        string
	Reason        string // why it was won or lost
	NextStep      string // what was agreed to do next, in words
	NextStepDue   Day
	Checked       []ID // exit criteria that are met
	Notes         string
	Deleted       Day // in the trash since; 0 not deleted
}

// Line is a product line of a deal. The lines' amounts and units add up to
// the deal's.
type Line struct {
	ID        ID
	DealID    ID
	ProductID ID // empty: no product named
	Units     int64
	Amount    Amount
}

// Share is one rep's part of a deal's credit.
type Share struct {
	ID     ID
	DealID ID
	RepID  ID
	Weight int64 // in proportion to the other shares; 100 and 100 are halves
}

// Value is what a deal's amount was before it changed: Amount held up to, and
// not on, the day Until. The present amount stands on the deal.
type Value struct {
	ID     ID
	DealID ID
	Until  Day
	Amount Amount
}

// Move is one line of a deal's stage history: on Day the deal entered StageID.
// The history is append-only; the stage a deal is in is the last move's.
type Move struct {
	ID      ID
	DealID  ID
	Seq     int       // order among the deal's moves
	StageID ID        // empty: the stage is unknown (created, stage not recorded)
	At      time.Time // UTC; zero where the date is unknown
	Day     Day       // local date; 0 unknown (before everything)
	OwnerID ID        // the rep who owned the deal at that moment
	Implied bool      // made from a deals file's dates alone; replaced by real history
}

// Direction tells our side's activity from the customer's.
type Direction string

// The directions.
const (
	Outbound Direction = "outbound"
	Inbound  Direction = "inbound"
)

// ActivityType is what was done: one of the constants or a type of the
// team's own, in lower case.
type ActivityType string

// The usual types. The last six are touches of a lead (metric lead_touches).
const (
	Call      ActivityType = "call"
	Mail      ActivityType = "mail"
	Meeting   ActivityType = "meeting"
	Message   ActivityType = "message"
	Web       ActivityType = "web"
	MailOpen  ActivityType = "mail_open"
	MailClick ActivityType = "mail_click"
	Social    ActivityType = "social"
	Event     ActivityType = "event"
	Referral  ActivityType = "referral"
)

// Outcome is how an activity ended.
type Outcome string

// The usual outcomes. Conversation, Reply and Held count as connected for
// their type; see Connects.
const (
	Conversation Outcome = "conversation"
	Voicemail    Outcome = "voicemail"
	NoAnswer     Outcome = "no_answer"
	Reply        Outcome = "reply"
	NoReply      Outcome = "no_reply"
	Bounce       Outcome = "bounce"
	Held         Outcome = "held"
	NoShow       Outcome = "no_show"
	Cancelled    Outcome = "cancelled"
)

// Activity is something done, or planned to be done, with a customer.
type Activity struct {
	ID         ID
	ExternalID string
	RepID      ID
	Type       ActivityType
	Direction  Direction
	Outcome    Outcome
	At         time.Time // UTC; when done, or when due while planned
	Day        Day       // local date of At
	Planned    bool      // not done yet
	PlannedOn  Day       // when it was planned; 0: it was not planned, or unknown when
	DealID     ID
	DealRef    string // the deal's name while it is not there yet
	LeadID     ID
	LeadRef    string // the lead's name while it is not there yet
	AccountID  ID
	ContactID  ID
	Subject    string
	Notes      string
	Minutes    int    // duration; 0 unknown
	Repeat     Repeat // a next step that comes again when done
	RemindAt   time.Time
}

// Repeat says how a planned activity comes again.
type Repeat string

// The ways to repeat.
const (
	RepeatNever   Repeat = ""
	RepeatDaily   Repeat = "daily"
	RepeatWeekly  Repeat = "weekly"
	RepeatMonthly Repeat = "monthly"
)

// QuotaMeasure tells a quota in money from one in units.
type QuotaMeasure string

// The measures of a quota.
const (
	MeasureMoney QuotaMeasure = "money"
	MeasureUnits QuotaMeasure = "units"
)

// Quota is the target of a rep (or of the team, with no RepID) for one month,
// on all products or one. The value is the effective one: ramp and absence
// are already taken off.
type Quota struct {
	ID        ID
	RepID     ID // empty: the team's own number
	Month     Month
	ProductID ID // empty: all products
	Measure   QuotaMeasure
	Value     int64 // minor units of money, or units
}

// Adjustment changes credit after a deal was won: a refund or a correction,
// dated when it happened. It goes to RepID, else by the deal's shares.
type Adjustment struct {
	ID         ID
	ExternalID string
	DealID     ID
	RepID      ID
	Day        Day
	Amount     Amount // negative for a refund
	Units      int64
	Reason     string
}

// Goal is how many activities of a type a rep is to do in a working week.
type Goal struct {
	ID        ID
	RepID     ID // empty: every rep
	Type      ActivityType
	Count     int
	Connected bool // only those that connected count
}

// Criterion is one line of the ideal customer profile: the lead's Attribute
// compared with Value.
type Criterion struct {
	ID        ID
	Attribute string // "industry", "employees", or one of the lead's own
	Operator  string // "is", "contains", "at least", "at most"
	Value     string
	Weight    float64
}

// Setting is one setting as the store keeps it; see Settings.
type Setting struct {
	Name  string
	Value string // JSON
}

// Closing is a closed month: its frozen figures are kept in Frozen and its
// later changes appear as adjustments of the following month.
type Closing struct {
	Month    Month
	ClosedAt time.Time
	Frozen   []byte // the month's Review, as app.CloseMonth packs it
	Ledger   []byte // the month's ClosedMonth, packed likewise
	Facts    []byte // the Facts of the month as of its last day, packed likewise
}

// Repack applies a change to every text in what a closed month froze. Keys
// stay, and where nothing changes the bytes stay.
type Repack func(packed []byte, change func(string) string) ([]byte, error)

// RecordKind and RecordID make each record a Record.
func (r *Stage) RecordKind() Kind      { return KindStage }
func (r *Rep) RecordKind() Kind        { return KindRep }
func (r *Product) RecordKind() Kind    { return KindProduct }
func (r *Account) RecordKind() Kind    { return KindAccount }
func (r *Contact) RecordKind() Kind    { return KindContact }
func (r *Lead) RecordKind() Kind       { return KindLead }
func (r *Deal) RecordKind() Kind       { return KindDeal }
func (r *Line) RecordKind() Kind       { return KindLine }
func (r *Share) RecordKind() Kind      { return KindShare }
func (r *Value) RecordKind() Kind      { return KindValue }
func (r *Move) RecordKind() Kind       { return KindMove }
func (r *Activity) RecordKind() Kind   { return KindActivity }
func (r *Quota) RecordKind() Kind      { return KindQuota }
func (r *Adjustment) RecordKind() Kind { return KindAdjustment }
func (r *Goal) RecordKind() Kind       { return KindGoal }
func (r *Criterion) RecordKind() Kind  { return KindCriterion }
func (r *Setting) RecordKind() Kind    { return KindSetting }
func (r *Closing) RecordKind() Kind    { return KindClosing }

func (r *Stage) RecordID() ID      { return r.ID }
func (r *Rep) RecordID() ID        { return r.ID }
func (r *Product) RecordID() ID    { return r.ID }
func (r *Account) RecordID() ID    { return r.ID }
func (r *Contact) RecordID() ID    { return r.ID }
func (r *Lead) RecordID() ID       { return r.ID }
func (r *Deal) RecordID() ID       { return r.ID }
func (r *Line) RecordID() ID       { return r.ID }
func (r *Share) RecordID() ID      { return r.ID }
func (r *Value) RecordID() ID      { return r.ID }
func (r *Move) RecordID() ID       { return r.ID }
func (r *Activity) RecordID() ID   { return r.ID }
func (r *Quota) RecordID() ID      { return r.ID }
func (r *Adjustment) RecordID() ID { return r.ID }
func (r *Goal) RecordID() ID       { return r.ID }
func (r *Criterion) RecordID() ID  { return r.ID }
func (r *Setting) RecordID() ID    { return ID(r.Name) }
func (r *Closing) RecordID() ID    { return ID(r.Month.String()) }
