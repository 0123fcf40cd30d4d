package data

import (
	"context"
	"maps"
	"slices"

	"attain/app/sales"
)

// Imported returns what earlier imports noted of rows, by the rows' keys. A
// note that was undone does not count.
func (r reader) Imported(ctx context.Context, kind sales.Kind, keys []string) (map[string]sales.ImportedRow, error) {
	found := make(map[string]sales.ImportedRow, len(keys))
	for chunk := range slices.Chunk(keys, 5000) {
		if err := r.imported(ctx, kind, chunk, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (r reader) imported(ctx context.Context, kind sales.Kind, keys []string, found map[string]sales.ImportedRow) error {
	rows, err := r.q.QueryContext(ctx, `SELECT i.key, i.record_id, i.digest
		FROM imported_rows i JOIN batches b ON b.id = i.batch_id
		WHERE i.kind = ? AND i.key IN (SELECT value FROM json_each(?)) AND b.state IN ('done', 'marks')
		ORDER BY i.batch_id`, string(kind), jsonList(keys))
	if err != nil {
		return failure("read earlier imports", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var key string
		var row sales.ImportedRow
		if err := rows.Scan(&key, &row.RecordID, &row.Digest); err != nil {
			return failure("read earlier imports", err)
		}
		found[key] = row // a later batch's note comes later
	}
	return failure("read earlier imports", rows.Err())
}

// MarkImported notes which records rows of an import made, see sales.Tx.
func (t *transaction) MarkImported(ctx context.Context, kind sales.Kind, rows map[string]sales.ImportedRow) error {
	fresh := slices.Sorted(maps.Keys(rows))
	if len(fresh) == 0 {
		return nil
	}
	if err := t.log.open(ctx, t); err != nil {
		return err
	}
	for len(fresh) > 0 {
		if err := stopped(ctx, "note the import"); err != nil {
			return err
		}
		count := 1
		if len(fresh) >= rowsPerInsert {
			count = rowsPerInsert
		}
		args := make([]any, 0, count*noteColumns)
		for _, key := range fresh[:count] {
			args = append(args, string(kind), key, t.log.row, string(rows[key].RecordID), rows[key].Digest)
		}
		err := t.exec(ctx, "INSERT INTO imported_rows (kind, key, batch_id, record_id, digest) VALUES "+placeholders(count, noteColumns)+
			" ON CONFLICT DO UPDATE SET record_id = excluded.record_id, digest = excluded.digest", args...)
		if err != nil {
			return failure("note the import", err)
		}
		fresh = fresh[count:]
	}
	return nil
}

// noteColumns is how many columns a note of an imported row has.
const noteColumns = 5

// ImportMapping returns the mapping that was kept for a source, empty for none.
func (r reader) ImportMapping(ctx context.Context, source string) (string, error) {
	var mapping string
	err := r.q.QueryRowContext(ctx, "SELECT mapping FROM import_sources WHERE name = ?", source).Scan(&mapping)
	if none(err) {
		return "", nil
	}
	return mapping, failure("read the mapping of "+source, err)
}

// KeepImportMapping keeps the mapping of a source, see sales.Tx.
func (t *transaction) KeepImportMapping(ctx context.Context, source, mapping string) error {
	err := t.exec(ctx, "INSERT INTO import_sources (name, mapping) VALUES (?, ?) ON CONFLICT DO UPDATE SET mapping = excluded.mapping",
		source, mapping)
	return failure("keep the mapping of "+source, err)
}
