package data

import (
	"context"
	"time"

	"attain/app/sales"
)

// Content is what a database file holds, for a restore's preview.
type Content struct {
	Schema  int64              // version of its schema
	Newest  bool               // whether that is the one this program works with
	Changed time.Time          // of its newest change; zero: none
	Records map[sales.Kind]int // how many it holds of each kind
}

// Inspect reads what the file at path holds without changing it or anything
// beside it. What is corrupt, foreign or empty gives a *sales.FileError. A
// file of another version is counted as far as its tables are known.
func Inspect(ctx context.Context, path string) (Content, error) {
	doing := "look into " + path
	version, err := look(ctx, path)
	if err != nil {
		return Content{}, err
	}
	if version == 0 {
		return Content{}, &sales.FileError{Fault: sales.FileCorrupt, Doing: doing, Err: errEmpty}
	}
	target, err := newestVersion()
	if err != nil {
		return Content{}, err
	}
	content := Content{Schema: version, Newest: version == target, Records: map[sales.Kind]int{}}
	db := readingOnly(ctx, path)
	defer db.Close() //nolint:errcheck // only read
	for _, t := range newSchema().tables {
		var known, count int
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", string(t.kind)).Scan(&known); err != nil {
			return Content{}, failure(doing, err)
		}
		if known == 0 {
			continue
		}
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM "+string(t.kind)).Scan(&count); err != nil {
			return Content{}, failure(doing, err)
		}
		content.Records[t.kind] = count
	}
	var at string
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(at), '') FROM batches").Scan(&at)
	if err != nil {
		return Content{}, failure(doing, err)
	}
	if at != "" {
		if content.Changed, err = time.Parse(time.RFC3339, at); err != nil {
			return Content{}, failure(doing, err)
		}
	}
	return content, nil
}
