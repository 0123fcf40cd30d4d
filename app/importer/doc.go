// Package importer turns a table that somebody else wrote (CSV of any
// encoding and delimiter, or the rows of a workbook) and a mapping into
// checked drafts: values parsed, outcomes recognised, doubtful rows rejected
// with line and reason. It streams, so a file of any length needs bounded
// memory, and it knows no database: references to reps, accounts, products,
// deals and leads stay texts for the application to resolve.
package importer
