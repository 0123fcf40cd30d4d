package sales

import "fmt"

// Invalid says that a value the user gave cannot be taken. The window shows
// Reason beside Field; the command line prints both.
type Invalid struct {
	Field  string // name of the field, as in interface.md
	Reason string // the catalogue's key of a plain sentence without the field's name
	Args   []any  // what the sentence speaks of, by name: "Text", "31/10"
}

// Error returns the field and the reason, for the log.
func (e *Invalid) Error() string { return e.Field + ": " + reason(e.Reason, e.Args) }

// Localized says why the value cannot be taken, in the language of the words.
func (e *Invalid) Localized(text Text) string { return text(e.Reason, e.Args...) }

// reason is a key with its arguments, for the log.
func reason(key string, args []any) string {
	if len(args) == 0 {
		return key
	}
	return fmt.Sprintf("%s %v", key, args)
}

// Faults are the values that cannot be taken, where an error joins several of
// them; another error stands alone.
func Faults(err error) []error {
	joined, is := err.(interface{ Unwrap() []error }) //nolint:errorlint // what wraps a join is one error
	if !is {
		return []error{err}
	}
	for _, one := range joined.Unwrap() {
		if _, is := one.(*Invalid); !is { //nolint:errorlint // as above
			return []error{err}
		}
	}
	return joined.Unwrap()
}

// NotFound says that a record which was named does not exist.
type NotFound struct {
	Kind Kind
	Name string // the id or name that was looked for
}

// Error names the kind and what was looked for.
func (e *NotFound) Error() string { return fmt.Sprintf("no %s %q", e.Kind, e.Name) }

// Conflict says that a record changed since it was read, or that a write
// contradicts another; the user chooses.
type Conflict struct {
	Kind   Kind
	ID     ID
	Reason string // the catalogue's key of a plain sentence
}

// Error names the record and the reason, for the log.
func (e *Conflict) Error() string { return fmt.Sprintf("%s: %s", e.Kind, e.Reason) }

// Localized says what contradicts, in the language of the words.
func (e *Conflict) Localized(text Text) string { return text(e.Reason) }

// InUse says that a record cannot be deleted since others refer to it.
type InUse struct {
	Kind  Kind
	ID    ID
	By    Kind // what refers to it
	Count int  // how many do
}

// Error names the record and what refers to it.
func (e *InUse) Error() string {
	return fmt.Sprintf("%s: %d records of %s need it", e.Kind, e.Count, e.By)
}

// Localized says why the record stays, in the language of the words.
func (e *InUse) Localized(text Text) string {
	return text("app.error.inUse", "What", text("app.records."+string(e.By)), "Count", e.Count)
}

// FileFault is what is wrong with the database file.
type FileFault string

// The faults of a database file. What the user can do differs with each.
const (
	FileCorrupt  FileFault = "corrupt"   // damaged, or not a database: restore a backup
	FileForeign  FileFault = "foreign"   // a database of another program: left untouched
	FileNewer    FileFault = "newer"     // of a newer version of the program: update, or open read-only
	FileReadOnly FileFault = "read-only" // may be read but not written
	FileFull     FileFault = "full"      // no space is left on the disk
	FileLocked   FileFault = "locked"    // another program holds it
	FileMoved    FileFault = "moved"     // moved, deleted or replaced while open: save a copy, start again
	FileBroken   FileFault = "broken"    // the disk or the network failed
)

// FileError says that the database file could not be used. Fault tells what
// the user can do about it; Err is the detail for the log.
type FileError struct {
	Fault FileFault
	Doing string // what was being done, as "open /home/kim/attain.db"
	Err   error
}

// Error returns what was being done, the fault and its detail.
func (e *FileError) Error() string {
	return fmt.Sprintf("%s: the file is %s: %v", e.Doing, e.Fault, e.Err)
}

// Unwrap returns the detail.
func (e *FileError) Unwrap() error { return e.Err }
