package data

import (
	"context"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"attain/app/sales"
)

// refused turns a broken rule of the schema into the error that callers
// know: a missing reference is NotFound, a second record in a unique place
// Conflict, any other value the schema does not take Invalid.
func (t *transaction) refused(ctx context.Context, tb *table, id sales.ID, row []any, err error) error {
	rule, ok := constrained(err)
	if !ok {
		return failure(fmt.Sprintf("write %s %s", tb.kind, id), err)
	}
	switch rule { //nolint:exhaustive // the rest are values the schema does not take
	case sqlite3.ErrConstraintForeignKey:
		if missing := t.missing(ctx, tb, row); missing != nil {
			return missing
		}
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey:
		return &sales.Conflict{Kind: tb.kind, ID: id, Reason: "app.error.placeTaken"}
	}
	return &sales.Invalid{Field: string(tb.kind), Reason: "app.error.refused", Args: []any{"Detail", err.Error()}}
}

// missing names the record that a row refers to and that is not there.
func (t *transaction) missing(ctx context.Context, tb *table, row []any) error {
	for i, column := range tb.columns {
		link, ok := tb.links[column]
		if !ok || row[i] == nil {
			continue
		}
		id := sales.ID(fmt.Sprint(row[i]))
		found, err := t.row(ctx, t.schema.byKind[link.kind], id)
		if err != nil {
			return err
		}
		if found == nil {
			return &sales.NotFound{Kind: link.kind, Name: string(id)}
		}
	}
	return nil
}
