package app

import (
	"context"

	"attain/app/sales"
)

// Store keeps the records. The data room implements it on SQLite; the
// service owns all rules that need more than one record.
type Store interface {
	sales.Reader

	// Snapshot runs f with a reader of one moment: what is written while f
	// runs is not in its answers.
	Snapshot(ctx context.Context, f func(sales.Reader) error) error

	// Write runs one command in one transaction. Everything written through
	// Tx is recorded as one batch of the change log under label (a catalogue
	// key with "|"-separated arguments) and who. When f fails nothing is
	// written and its error comes back. A batch that wrote nothing is not kept.
	Write(ctx context.Context, who, label string, f func(sales.Tx) error) (sales.Batch, error)

	// Waiting reports whether a write waits for another program that writes.
	Waiting() bool

	// Undo takes back the newest batch that is done; Redo does again the
	// newest that was undone. NotFound when there is none.
	Undo(ctx context.Context, who string) (sales.Batch, error)
	Redo(ctx context.Context, who string) (sales.Batch, error)

	// Backup writes a consistent copy to path: online, to a temporary file,
	// synced, checked, then renamed.
	Backup(ctx context.Context, path string) error

	// Replace puts what the backup at from holds in the place of everything,
	// in one transaction; an older schema is brought up to date on the way. A
	// backup that is corrupt, foreign or newer is refused (*sales.FileError).
	Replace(ctx context.Context, from string) error

	// Erase takes a person's data out of records, change log and the file's
	// bytes; word stands in the place of the name, and repack applies a change
	// to every text in what a closed month froze. It cannot be undone.
	Erase(ctx context.Context, who string, p sales.Person, word string, repack sales.Repack) (sales.Erasure, error)

	// Check reads the whole file and recomputes what is folded.
	Check(ctx context.Context) (sales.CheckResult, error)

	Close() error
}
