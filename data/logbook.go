package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"attain/app/sales"
)

// The states of a batch.
const (
	stateDone    = "done"
	stateUndone  = "undone"
	stateDropped = "dropped" // undone, and then something else was done
	stateMarks   = "marks"   // changed no record, only noted rows of an import
)

// insertChange, with a placeholder for each of the columns and each change.
const (
	insertChange  = "INSERT INTO changes (batch_id, seq, kind, record_id, before, after) VALUES "
	changeColumns = 6
)

// logbook writes one batch of the change log while its command runs.
type logbook struct {
	batch sales.Batch
	row   int64 // number of the batch; 0 until something is written
	lines []any // of changes not written yet, changeColumns each; the first is the batch's number
}

func newLogbook(at time.Time, who, label string) *logbook {
	return &logbook{batch: sales.Batch{At: at.UTC().Truncate(time.Second), Who: who, Label: label, State: stateDone}}
}

// open makes the batch's row at its first change. It is of state marks until
// it is closed with changes of records in it.
func (l *logbook) open(ctx context.Context, t *transaction) error {
	if l.row != 0 {
		return nil
	}
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make an id for a batch: %w", err)
	}
	l.batch.ID = id.String()
	result, err := t.tx.ExecContext(ctx, "INSERT INTO batches (uid, at, who, label, state) VALUES (?, ?, ?, ?, ?)",
		l.batch.ID, instant(l.batch.At), l.batch.Who, l.batch.Label, stateMarks)
	if err != nil {
		return failure("write the change log", err)
	}
	l.row, err = result.LastInsertId()
	return failure("write the change log", err)
}

// note adds one record's change. It is written with others at once, at the
// latest before the transaction reads or ends. A walk over the log has no
// logbook: it notes nothing.
func (l *logbook) note(ctx context.Context, t *transaction, tb *table, id sales.ID, before, after []any) error {
	if l == nil {
		return nil
	}
	was, err := tb.image(before)
	if err != nil {
		return err
	}
	is, err := tb.image(after)
	if err != nil {
		return err
	}
	l.lines = append(l.lines, nil, int64(l.batch.Count), string(tb.kind), string(id), was, is)
	l.batch.Count++
	if !slices.Contains(l.batch.Changed, tb.kind) {
		l.batch.Changed = append(l.batch.Changed, tb.kind)
	}
	if len(l.lines) >= recordsAtOnce*changeColumns {
		return l.flush(ctx, t)
	}
	return nil
}

// flush writes the changes that were noted, several at once.
func (l *logbook) flush(ctx context.Context, t *transaction) error {
	if len(l.lines) == 0 {
		return nil
	}
	if err := l.open(ctx, t); err != nil {
		return err
	}
	for i := 0; i < len(l.lines); i += changeColumns {
		l.lines[i] = l.row
	}
	if err := t.insertCells(ctx, insertChange, changeColumns, l.lines); err != nil {
		return failure("write the change log", err)
	}
	rows := len(l.lines) / changeColumns
	l.lines = l.lines[:0]
	return t.load.count(ctx, t, "changes", rows)
}

// close completes the batch. What was undone before it can no longer be
// redone: the records it would be redone on have changed.
func (l *logbook) close(ctx context.Context, t *transaction) error {
	if l.batch.Count == 0 {
		return nil
	}
	err := t.exec(ctx, "UPDATE batches SET state = ? WHERE state = ?", stateDropped, stateUndone)
	if err != nil {
		return failure("write the change log", err)
	}
	if l.batch.Label == sales.LabelFounding {
		l.batch.State = stateDropped
	}
	err = t.exec(ctx, "UPDATE batches SET state = ?, kinds = ?, count = ? WHERE id = ?",
		l.batch.State, joinKinds(l.batch.Changed), int64(l.batch.Count), l.row)
	return failure("write the change log", err)
}

func joinKinds(kinds []sales.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, " ")
}

func splitKinds(text string) []sales.Kind {
	var kinds []sales.Kind
	for _, name := range strings.Fields(text) {
		kinds = append(kinds, sales.Kind(name))
	}
	return kinds
}
