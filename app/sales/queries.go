package sales

import "time"

// FactsQuery is the question Facts answers. History is the first day from
// which closed deals and decided leads are wanted.
type FactsQuery struct {
	Period  Period
	AsOf    Day
	History Day
	// Credit asks only for what quotas, credit and the forecast come from:
	// deals without what was done on them, and no stays, moves, activities or
	// leads. It takes a part of the time and of the memory.
	Credit bool
	// Once says that the question is not asked again soon, so that its answer
	// is not kept in memory.
	Once bool
}

// DealQuery selects deals. Zero fields do not restrict.
type DealQuery struct {
	IDs         []ID
	ExternalIDs []string
	AccountID   ID
	OwnerID     ID
	Kind        StageKind // present stage's kind
	StageID     ID        // present stage
	From, To    Day       // closed in, for won and lost; created in, for the rest
	Text        string    // part of the name, account or external id
	StepUntil   Day       // what is written on them to do next is due up to here
	Deleted     bool      // those in the trash instead
	Limit       int
	Offset      int
}

// LeadQuery selects leads. Zero fields do not restrict.
type LeadQuery struct {
	IDs         []ID
	ExternalIDs []string
	RepID       ID
	DealID      ID // those that became this deal
	Status      LeadStatus
	Source      string
	Text        string
	From, To    Day // created in
	Limit       int
	Offset      int
}

// ActivityQuery selects activities. Zero fields do not restrict.
type ActivityQuery struct {
	IDs         []ID
	ExternalIDs []string
	RepID       ID
	DealID      ID
	LeadID      ID
	AccountID   ID
	ContactID   ID
	Type        ActivityType
	Planned     *bool
	From, To    Day
	RemindAfter time.Time // only those to be reminded of after this instant
	RemindUntil time.Time // only those to be reminded of up to this instant
	Text        string
	Limit       int
	Offset      int
}

// ContactQuery selects contacts. Zero fields do not restrict.
type ContactQuery struct {
	AccountID ID
	LeadID    ID
	DealID    ID
	Text      string
}

// BoardQuery selects the open deals of the board, and those closed in Period.
type BoardQuery struct {
	RepID  ID
	AsOf   Day
	Closed Period // won and lost columns show deals closed in it
}

// BoardDeal is a deal with what its card shows.
type BoardDeal struct {
	DealFact
	OwnerName string
}

// Batch is one undoable step of the change log.
type Batch struct {
	ID      string
	At      time.Time
	Who     string
	Label   string
	State   string // "done", "undone" or "dropped"
	Undone  bool   // it was taken back and does not stand; what was dropped need not have been
	Changed []Kind
	Count   int // changes in it
}

// Change is one record's change.
type Change struct {
	Batch  Batch
	Kind   Kind
	ID     ID
	Before string // JSON of the row; empty: it was created
	After  string // JSON of the row; empty: it was deleted
}

// ImportedRow is what an earlier import knew of a row.
type ImportedRow struct {
	RecordID ID
	Digest   string
}

// CheckResult is what a check of the whole file found.
type CheckResult struct {
	Records  map[Kind]int
	Problems []string // empty: all is well
}
