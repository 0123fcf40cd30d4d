package sales

import "fmt"

// Invalid says that a value the user gave cannot be taken. The window shows
// Reason beside Field; the command line prints both.
type Invalid struct {
	Field  string // name of the field, as in interface.md
	Reason string // plain sentence without the field's name
}

// Error returns "field: reason".
func (e *Invalid) Error() string { return e.Field + ": " + e.Reason }

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
	Reason string
}

// Error names the record and the reason.
func (e *Conflict) Error() string { return fmt.Sprintf("%s: %s", e.Kind, e.Reason) }
