package importer

import (
	"time"

	"attain/app/sales"
)

// Draft is one checked row: a *DealDraft, *MoveDraft, *ActivityDraft,
// *LeadDraft, *QuotaDraft, *RepDraft, *ProductDraft, *AccountDraft,
// *ContactDraft or *SetupDraft.
type Draft interface {
	// Source says where the draft comes from and which fields it carries.
	Source() *Origin
}

// Origin is what every draft knows of its row.
type Origin struct {
	// Line is the physical line (CSV) or row (workbook) where the row
	// starts, from 1.
	Line int
	// Row is the row as it stands in the file, one text per column of the
	// header, for the file of rejected rows. It is valid for as long as the
	// draft is.
	Row []string
	// Extra holds the fields of Fields(kind) that are marked Extra, by name.
	// Only fields that have a column or constant are there; an empty text
	// means the cell was empty.
	Extra map[string]string
	// present are the fields that have a column or a constant.
	present fieldSet
	reader  *rowReader
}

// Source returns the origin itself, which makes every draft a Draft.
func (o *Origin) Source() *Origin { return o }

// Has reports whether the table carries the field at all. A re-import
// changes only these: an empty value of a field that is there clears it, a
// field that is not there stays as it was.
func (o *Origin) Has(field string) bool { return o.present[field] }

// fieldSet is shared between drafts and never changed after it was made.
type fieldSet map[string]bool

// Outcome is how a deal stands (not to be mixed up with sales.Outcome, which
// is how an activity ended).
type Outcome string

// The outcomes of a deal. OutcomeUnknown is for tables that say neither
// outcome nor stage: the application leaves the deal as it is, a new one is
// open.
const (
	OutcomeUnknown Outcome = ""
	OutcomeOpen    Outcome = "open"
	OutcomeWon     Outcome = "won"
	OutcomeLost    Outcome = "lost"
)

// Moment is a local date with the time of day where the file has one.
type Moment struct {
	// Day is the local date it happened on; the zero Day is unknown.
	Day sales.Day
	// At is the instant in UTC; midnight at the place of Options.Location
	// where the file has no time of day.
	At time.Time
	// HasClock says that the file gave a time of day.
	HasClock bool
}

// Known reports whether there is a date at all.
func (m Moment) Known() bool { return m.Day.Known() }

// DealDraft is a row of deals. Rows that share an ExternalID are product
// lines of one deal.
type DealDraft struct {
	Origin
	ExternalID string
	Name       string
	Account    string
	Rep        string
	Product    string
	// Units is the number of goods or services; invalid if absent.
	Units Decimal
	// Amount is in major units of money; invalid if absent.
	Amount Decimal
	// Currency is the ISO code if the table has it.
	Currency string
	// Stage is the open stage; empty where the file's stage only says won,
	// lost or closed, or where there is none. For a closed deal it is the
	// last open stage. Has("stage") is false for a row that has none.
	Stage string
	// Outcome is recognised from the outcome column, else from the stage.
	Outcome Outcome
	// Created is when the deal was created; unknown stays unknown. It may lie
	// after Closed: deals are often entered when they are already signed.
	Created Moment
	// Closed is when it was won or lost; always unknown for an open deal.
	Closed Moment
	// ExpectedClose is the expected close date; for an open deal without
	// that column the file's closed date.
	ExpectedClose sales.Day
	Reason        string
	// Channel is the field "source": where the deal came from.
	Channel string
	// Probability is a fraction of 1; invalid if absent.
	Probability Decimal
	NextStep    string
}

// MoveDraft is a row of stage-history: the deal entered the stage (or was
// won or lost) at that moment. The file's order is that of Line, which
// decides between equal moments.
type MoveDraft struct {
	Origin
	Deal string
	// Stage is the open stage entered; empty if Outcome is won or lost.
	Stage   string
	Outcome Outcome
	At      Moment
	// Amount is the deal's amount from then on, in major units; invalid if
	// absent.
	Amount Decimal
	// Probability is a fraction of 1; invalid if absent.
	Probability Decimal
	Reason      string
}

// ActivityDraft is a row of activities.
type ActivityDraft struct {
	Origin
	ExternalID string
	Rep        string
	// Type is call, mail, meeting, message ... where the word is known in
	// English or Korean, else the text of the file.
	Type sales.ActivityType
	At   Moment
	// Direction is outbound or inbound; empty is unknown.
	Direction sales.Direction
	// Outcome is conversation, voicemail, no_answer, reply, bounce, held,
	// no_show ... where the word is known, else the text of the file.
	Outcome sales.Outcome
	Deal    string
	Lead    string
	Account string
	Subject string
	// Minutes is the duration; 0 unknown.
	Minutes int
	// Planned says that it has not happened yet.
	Planned bool
}

// LeadDraft is a row of leads.
type LeadDraft struct {
	Origin
	ExternalID string
	Name       string
	Company    string
	Rep        string
	// Channel is the field "source": where the lead came from.
	Channel string
	Created Moment
	// Status is empty if absent.
	Status  sales.LeadStatus
	Decided Moment
	Deal    string
	Reason  string
	// Attrs are the profile criteria by name (without AttrPrefix).
	Attrs map[string]string
	// Touches before the first outbound attempt; see Touch.
	Touches []Touch
}

// Touch is one kind of touch of a lead: web, mail_open, mail_click, social,
// event, referral, or empty where the file has only a number.
type Touch struct {
	Type  sales.ActivityType
	Day   sales.Day
	Count int
}

// QuotaDraft is one quota: a row of quotas, or one cell of a wide sheet with
// a column per month (such a row gives several drafts).
type QuotaDraft struct {
	Origin
	// Rep is empty for the team's own quota.
	Rep    string
	Period Period
	// Amount is in major units of money; invalid if absent.
	Amount Decimal
	// Units is a number of goods or services; invalid if absent.
	Units   Decimal
	Product string
}

// RepDraft is a row of reps. Extra: capacity, absences, ramp, ...
type RepDraft struct {
	Origin
	ExternalID string
	Name       string
	Email      string
	Manager    string
	Started    sales.Day
	Left       sales.Day
}

// ProductDraft is a row of products.
type ProductDraft struct {
	Origin
	ExternalID string
	Name       string
	// Price is in major units of money; invalid if absent.
	Price    Decimal
	Category string
}

// AccountDraft is a row of accounts.
type AccountDraft struct {
	Origin
	ExternalID string
	Name       string
	Industry   string
	Region     string
}

// ContactDraft is a row of contacts: a person with phone and mail.
type ContactDraft struct {
	Origin
	ExternalID string
	Name       string
	Email      string
	Phone      string
	Title      string
	Account    string
	Deal       string
	Lead       string
}

// SetupDraft is a row of settings, stages, profile or goals. All of it is in
// Extra but the type of a goal, which is read as that of an activity.
type SetupDraft struct {
	Origin
	Type sales.ActivityType
}
