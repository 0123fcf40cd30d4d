package sales

import "context"

// Reader answers questions. It stands here, not beside app.Store, because the
// store implements what the application asks for and may not import it. Lists
// come in a stable order: by position, name or date as said, then by id.
type Reader interface {
	Settings(ctx context.Context) (Settings, error)
	Stages(ctx context.Context) ([]Stage, error)     // by position, won and lost last, archived included
	Reps(ctx context.Context) ([]Rep, error)         // by name, leavers included
	Products(ctx context.Context) ([]Product, error) // by name, archived included
	Accounts(ctx context.Context) ([]Account, error) // by name
	Goals(ctx context.Context) ([]Goal, error)
	Profile(ctx context.Context) ([]Criterion, error)
	Closings(ctx context.Context) ([]Closing, error) // by month, without Frozen and Facts
	Closing(ctx context.Context, month Month) (Closing, error)
	Contacts(ctx context.Context, q ContactQuery) ([]Contact, error)
	Quotas(ctx context.Context, from, to Month) ([]Quota, error)
	Adjustments(ctx context.Context, deals ...ID) ([]Adjustment, error) // of the deals, or all; by day

	Deals(ctx context.Context, q DealQuery) ([]Deal, error)
	Lines(ctx context.Context, deals ...ID) ([]Line, error)   // no deals given: all
	Shares(ctx context.Context, deals ...ID) ([]Share, error) // no deals given: all
	Values(ctx context.Context, deals ...ID) ([]Value, error) // no deals given: all
	Moves(ctx context.Context, deals ...ID) ([]Move, error)   // by deal and seq; no deals given: all

	Leads(ctx context.Context, q LeadQuery) ([]Lead, error)              // by created, newest first
	Activities(ctx context.Context, q ActivityQuery) ([]Activity, error) // by day and time, newest first (planned: due first)
	CountActivities(ctx context.Context, q ActivityQuery) (int, error)

	// LastDay is the last day up to one on which a deal was made or moved, a
	// lead came in or an activity was done; 0 where there is none.
	LastDay(ctx context.Context, upTo Day) (Day, error)

	Board(ctx context.Context, q BoardQuery) ([]BoardDeal, error)

	// Facts folds what the metrics of the question's period are computed from.
	Facts(ctx context.Context, q FactsQuery) (*Facts, error)

	// Outcomes tells what each rep's deals brought in each month from one to
	// another, up to a day, as the records say now: by month, then rep.
	Outcomes(ctx context.Context, from, to Month, asOf Day) ([]MonthOutcome, error)

	// EachDeal, EachActivity and EachLead stream every record in order of id,
	// for exports and workbooks; f's error ends the walk.
	EachDeal(ctx context.Context, f func(Deal) error) error
	EachActivity(ctx context.Context, f func(Activity) error) error
	EachLead(ctx context.Context, f func(Lead) error) error
	// EachUnresolvedLead and EachUnresolvedActivity stream those whose deal, or
	// lead, is not there yet, in order of id; f may write them in a Tx.
	EachUnresolvedLead(ctx context.Context, f func(Lead) error) error
	EachUnresolvedActivity(ctx context.Context, f func(Activity) error) error
	// EachReviewActivity streams a period's activities as a monthly review
	// lists them, by day, time, subject and id, as of the end of a day.
	EachReviewActivity(ctx context.Context, period Period, asOf Day, f func(ReviewActivity) error) error

	Batches(ctx context.Context, limit int) ([]Batch, error) // newest first
	History(ctx context.Context, kind Kind, id ID) ([]Change, error)

	// Imported finds the record that a row with this key made in an earlier
	// import; digest is what the row held then.
	Imported(ctx context.Context, kind Kind, keys []string) (map[string]ImportedRow, error)
	ImportMapping(ctx context.Context, source string) (string, error) // empty: none kept
}

// Tx is a running transaction: reads see its own writes.
type Tx interface {
	Reader

	// Put inserts the records, or replaces those whose id exists. A record
	// equal to the stored one is not written and not logged. Stage moves
	// refresh the folded stays of their deal.
	Put(ctx context.Context, records ...Record) error

	// Delete removes the records by id. Missing ones are NotFound. What hangs
	// on a deleted record (lines of a deal ...) is deleted and logged first.
	Delete(ctx context.Context, kind Kind, ids ...ID) error

	// RevertDeal puts a deal and its parts (lines, shares, values, moves,
	// adjustments) back to what they were before a batch, and leaves what
	// else the batch changed. What changed since is a Conflict; a batch
	// without a change of the deal is NotFound.
	RevertDeal(ctx context.Context, batch string, deal ID) error

	// MarkImported notes the records that rows of an import made, by the
	// rows' keys; undo takes the notes back with the records. The caller
	// leaves out what is noted already, see Imported.
	MarkImported(ctx context.Context, kind Kind, rows map[string]ImportedRow) error

	// KeepImportMapping keeps the mapping of an import source for its next
	// file. It is no part of the change log.
	KeepImportMapping(ctx context.Context, source, mapping string) error
}
