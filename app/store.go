package app

import (
	"context"
	"time"

	"attain/app/sales"
)

// Store keeps the records. The data room implements it on SQLite; the
// service owns all rules that need more than one record.
type Store interface {
	Reader

	// Write runs one command in one transaction. Everything written through
	// Tx is recorded as one batch of the change log under label (a catalogue
	// key with "|"-separated arguments) and who. When f fails nothing is
	// written and its error comes back. A batch that wrote nothing is not kept.
	Write(ctx context.Context, who, label string, f func(Tx) error) (Batch, error)

	// Undo takes back the newest batch that is done; Redo does again the
	// newest that was undone. NotFound when there is none.
	Undo(ctx context.Context, who string) (Batch, error)
	Redo(ctx context.Context, who string) (Batch, error)

	// Backup writes a consistent copy to path: online, to a temporary file,
	// synced, checked, then renamed.
	Backup(ctx context.Context, path string) error

	// Check reads the whole file and recomputes what is folded.
	Check(ctx context.Context) (CheckResult, error)

	Close() error
}

// Tx is a running transaction: reads see its own writes.
type Tx interface {
	Reader

	// Put inserts the records, or replaces those whose id exists. A record
	// equal to the stored one is not written and not logged. Stage moves
	// refresh the folded stays of their deal.
	Put(ctx context.Context, records ...sales.Record) error

	// Delete removes the records by id. Missing ones are NotFound. What hangs
	// on a deleted record (lines of a deal ...) is deleted and logged first.
	Delete(ctx context.Context, kind sales.Kind, ids ...sales.ID) error
}

// Reader answers questions. Lists come in a stable order: by position, name
// or date as said, then by id.
type Reader interface {
	Settings(ctx context.Context) (sales.Settings, error)
	Stages(ctx context.Context) ([]sales.Stage, error)     // by position, won and lost last, archived included
	Reps(ctx context.Context) ([]sales.Rep, error)         // by name, leavers included
	Products(ctx context.Context) ([]sales.Product, error) // by name, archived included
	Accounts(ctx context.Context) ([]sales.Account, error) // by name
	Goals(ctx context.Context) ([]sales.Goal, error)
	Profile(ctx context.Context) ([]sales.Criterion, error)
	Closings(ctx context.Context) ([]sales.Closing, error) // by month
	Contacts(ctx context.Context, q ContactQuery) ([]sales.Contact, error)
	Quotas(ctx context.Context, from, to sales.Month) ([]sales.Quota, error)
	Adjustments(ctx context.Context, deals ...sales.ID) ([]sales.Adjustment, error) // of the deals, or all; by day

	Deals(ctx context.Context, q DealQuery) ([]sales.Deal, error)
	Lines(ctx context.Context, deals ...sales.ID) ([]sales.Line, error)   // no deals given: all
	Shares(ctx context.Context, deals ...sales.ID) ([]sales.Share, error) // no deals given: all
	Values(ctx context.Context, deals ...sales.ID) ([]sales.Value, error) // no deals given: all
	Moves(ctx context.Context, deals ...sales.ID) ([]sales.Move, error)   // by deal and seq; no deals given: all

	Leads(ctx context.Context, q LeadQuery) ([]sales.Lead, error)              // by created, newest first
	Activities(ctx context.Context, q ActivityQuery) ([]sales.Activity, error) // by day and time, newest first (planned: due first)
	CountActivities(ctx context.Context, q ActivityQuery) (int, error)

	Board(ctx context.Context, q BoardQuery) ([]BoardDeal, error)

	// Facts folds what the metrics of the question's period are computed from.
	Facts(ctx context.Context, q FactsQuery) (*sales.Facts, error)

	// EachDeal, EachActivity and EachLead stream every record in order of id,
	// for exports and workbooks; f's error ends the walk.
	EachDeal(ctx context.Context, f func(sales.Deal) error) error
	EachActivity(ctx context.Context, f func(sales.Activity) error) error
	EachLead(ctx context.Context, f func(sales.Lead) error) error

	Batches(ctx context.Context, limit int) ([]Batch, error) // newest first
	History(ctx context.Context, kind sales.Kind, id sales.ID) ([]Change, error)

	// Imported finds the record that a row with this key made in an earlier
	// import; digest is what the row held then.
	Imported(ctx context.Context, kind sales.Kind, keys []string) (map[string]ImportedRow, error)
	ImportMapping(ctx context.Context, source string) (string, error) // empty: none kept
}

// FactsQuery is the question Facts answers. History is the first day from
// which closed deals and decided leads are wanted.
type FactsQuery struct {
	Period  sales.Period
	AsOf    sales.Day
	History sales.Day
}

// DealQuery selects deals. Zero fields do not restrict.
type DealQuery struct {
	IDs         []sales.ID
	ExternalIDs []string
	AccountID   sales.ID
	OwnerID     sales.ID
	Kind        sales.StageKind // present stage's kind
	StageID     sales.ID        // present stage
	From, To    sales.Day       // closed in, for won and lost; created in, for the rest
	Text        string          // part of the name, account or external id
	Deleted     bool            // those in the trash instead
	Limit       int
	Offset      int
}

// LeadQuery selects leads. Zero fields do not restrict.
type LeadQuery struct {
	IDs         []sales.ID
	ExternalIDs []string
	RepID       sales.ID
	Status      sales.LeadStatus
	Source      string
	Text        string
	From, To    sales.Day // created in
	DealRef     bool      // only those whose deal is not there yet
	Limit       int
	Offset      int
}

// ActivityQuery selects activities. Zero fields do not restrict.
type ActivityQuery struct {
	IDs         []sales.ID
	ExternalIDs []string
	RepID       sales.ID
	DealID      sales.ID
	LeadID      sales.ID
	AccountID   sales.ID
	Type        sales.ActivityType
	Planned     *bool
	From, To    sales.Day
	Text        string
	Unresolved  bool // only those whose deal or lead is not there yet
	Limit       int
	Offset      int
}

// ContactQuery selects contacts. Zero fields do not restrict.
type ContactQuery struct {
	AccountID sales.ID
	LeadID    sales.ID
	DealID    sales.ID
	Text      string
}

// BoardQuery selects the open deals of the board, and those closed in Period.
type BoardQuery struct {
	RepID  sales.ID
	AsOf   sales.Day
	Closed sales.Period // won and lost columns show deals closed in it
}

// BoardDeal is a deal with what its card shows.
type BoardDeal struct {
	sales.DealFact
	OwnerName string
}

// Batch is one undoable step of the change log.
type Batch struct {
	ID      string
	At      time.Time
	Who     string
	Label   string
	State   string // "done", "undone" or "dropped"
	Changed []sales.Kind
	Count   int // changes in it
}

// Change is one record's change.
type Change struct {
	Batch  Batch
	Kind   sales.Kind
	ID     sales.ID
	Before string // JSON of the row; empty: it was created
	After  string // JSON of the row; empty: it was deleted
}

// ImportedRow is what an earlier import knew of a row.
type ImportedRow struct {
	RecordID sales.ID
	Digest   string
}

// CheckResult is what a check of the whole file found.
type CheckResult struct {
	Records  map[sales.Kind]int
	Problems []string // empty: all is well
}
