package importer

import "time"

// AttrPrefix starts the name of a lead's profile criterion, in a mapping
// ("attr.industry=Sector") and in a header.
const AttrPrefix = "attr."

// Options say how a table is to be read. The zero value detects everything
// and matches headers by name.
type Options struct {
	// Delimiter is the field separator of a CSV; 0 detects it.
	Delimiter rune
	// Encoding names the text encoding (utf-8, utf-16le, utf-16be, cp949,
	// euc-kr, windows-1252, iso-8859-1); empty detects it.
	Encoding string
	// DateFormat is a Go layout such as "02-01-06" for every date column;
	// empty decides by each whole column.
	DateFormat string
	// Decimal is the decimal sign, '.' or ','; 0 decides by each whole column.
	Decimal rune
	// Unit is in what amounts and prices are counted, such as 1, 1000 or 천;
	// empty goes by what headers and titles say.
	Unit string
	// NoHeader says that the first row is data. Columns are then named
	// "1", "2", "3" ... and the mapping refers to them so; without a mapping
	// they stand for the kind's fields in the order of Fields(kind).
	NoHeader bool
	// Sheet is the workbook's sheet; empty takes the first with rows.
	Sheet string

	// Map is field name -> column header (in any case) or 1-based column
	// number. With any entry only mapped columns are read.
	Map map[string]string
	// Const is field name -> one value for all rows; it overrides a column.
	Const map[string]string
	// Values is field name -> text in the file -> text to use instead. For
	// the field "outcome" it also translates stage names where the outcome
	// has no column.
	Values map[string]map[string]string
	// Formats are how columns, by header, were written in an earlier table of the
	// same source. They decide what a column itself leaves open.
	Formats map[string]Format
	// Mended are rows as they were corrected by hand, by the line where they
	// start: they are read in place of what stands in the file.
	Mended map[int][]string
	// Preset is hubspot, pipedrive, salesforce, zoho, auto or empty (auto).
	Preset string
	// Stages lists the open stages of the process, if known: names that would
	// otherwise be taken for an outcome ("Closed") stay stages.
	Stages []string

	// Currency is the database's ISO 4217 code. Rows that name another
	// currency, by a currency column or an unmistakable sign, are rejected.
	// Empty checks nothing.
	Currency string
	// Location is where times without zone happened and whose local date a
	// time written in UTC ("Z") gets; nil is UTC.
	Location *time.Location
	// Detected is the result of Detect for the same source and options, so
	// that Read need not look at the file again; nil detects first.
	Detected *Detection
}
