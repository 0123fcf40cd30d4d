package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"

	"attain/app/sales"
)

// connections of the pool of readers: the window's visible page and what runs
// beside it. More would only queue for the disk.
const readers = 4

// readerIdle is how long a reader that nobody asks keeps its cache.
const readerIdle = 10 * time.Second

// connector opens connections to one file. Settings that the driver's data
// source name does not know are made by its hook, so that every connection of
// a pool has them.
type connector struct {
	driver *sqlite3.SQLiteDriver
	source string
}

// Connect opens a connection.
func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.source) }

// Driver returns the driver.
func (c connector) Driver() driver.Driver { return c.driver }

// pool opens a pool of connections to the file, which keep what does not fit
// in their cache in MEMORY or a FILE, with settings of the data source name ("_foreign_keys", "on", ...).
func pool(path string, connections int, temporary string, settings ...string) *sql.DB {
	values := url.Values{}
	for i := 0; i+1 < len(settings); i += 2 {
		values.Set(settings[i], settings[i+1])
	}
	hook := func(c *sqlite3.SQLiteConn) error {
		if err := c.RegisterFunc("folded", sales.Folded, true); err != nil {
			return err
		}
		// The WAL is written back every 32 MB, not every 4: a bulk write then
		// takes two thirds of the time.
		_, err := c.Exec(`PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
			PRAGMA wal_autocheckpoint = 8000; PRAGMA temp_store = `+temporary, nil)
		return err
	}
	db := sql.OpenDB(connector{&sqlite3.SQLiteDriver{ConnectHook: hook}, fileURI(path) + "?" + values.Encode()})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// fileURI returns the path as SQLite's URI, in which no character of a path
// is taken for a parameter.
func fileURI(path string) string {
	slashed := filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return "file:" + (&url.URL{Path: slashed}).EscapedPath()
}

// writer opens the one connection that writes. Every acknowledged commit is
// on the disk (synchronous=FULL): with NORMAL a power cut takes commits back.
func writer(path string) *sql.DB { return writerIn(path, "WAL") }

// writerIn is writer with another journal than the WAL.
func writerIn(path, journal string) *sql.DB {
	// Building an index over millions of rows sorts more than fits in memory.
	return pool(path, 1, "FILE", "mode", "rw", "_txlock", "immediate", "_journal_mode", journal, "_synchronous", "FULL",
		"_foreign_keys", "on", "_busy_timeout", "10000", "_cache_size", "-65536", "_stmt_cache_size", "64")
}

// reading opens the pool of readers.
func reading(path, mode string, more ...string) *sql.DB {
	settings := []string{
		"mode", mode, "_query_only", "on", "_foreign_keys", "on", "_busy_timeout", "10000",
		"_cache_size", "-8192", "_stmt_cache_size", "64",
	}
	db := pool(path, readers, "MEMORY", append(settings, more...)...)
	db.SetConnMaxIdleTime(readerIdle)
	return db
}
