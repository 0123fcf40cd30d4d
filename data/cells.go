package data

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"attain/app/sales"
)

// timeForm is how instants are stored: RFC 3339 UTC, of fixed width so that
// text order is time order.
const timeForm = "2006-01-02T15:04:05Z"

// A field is a pointer into a record, one for each column of its table:
// *string, *int, *int64, *bool, *float64, **float64, *sales.Amount,
// **sales.Amount, *sales.Day, *sales.Month, *time.Time, *[]byte, link or
// structure. The pointer's type says how the column is read and written.

// onDelete says what happens to a record when what it refers to is deleted.
type onDelete int

const (
	restrict onDelete = iota // the deletion is refused
	cascade                  // the record is deleted with it
	forget                   // the reference is emptied
)

// link is a field that refers to another record; empty is stored as NULL.
type link struct {
	id       *sales.ID
	kind     sales.Kind
	onDelete onDelete
}

func refer(id *sales.ID, kind sales.Kind, then onDelete) link { return link{id, kind, then} }

// structure is a list or map field, kept as JSON.
type structure struct {
	field any    // pointer to it
	empty string // how an empty one is stored
}

func list(field any) structure    { return structure{field, "[]"} }
func mapping(field any) structure { return structure{field, "{}"} }

// stored returns a field as the value its column holds: string, int64,
// float64, []byte or nil.
func stored(field any) (any, error) {
	switch f := field.(type) {
	case *string:
		return strings.ToValidUTF8(*f, "\uFFFD"), nil // JSON, and so the change log, holds no other text
	case *int:
		return int64(*f), nil
	case *int64:
		return *f, nil
	case *bool:
		if *f {
			return int64(1), nil
		}
		return int64(0), nil
	case *float64:
		return *f, nil
	case *sales.Amount:
		return int64(*f), nil
	case *sales.Day:
		return f.String(), nil
	case *sales.Month:
		return f.String(), nil
	case *time.Time:
		return instant(*f), nil
	case *[]byte:
		return append([]byte{}, *f...), nil
	}
	return storedOptional(field)
}

// storedOptional is stored for what may be absent.
func storedOptional(field any) (any, error) {
	switch f := field.(type) {
	case **float64:
		if *f == nil {
			return nil, nil
		}
		return **f, nil
	case **sales.Amount:
		if *f == nil {
			return nil, nil
		}
		return int64(**f), nil
	case link:
		if *f.id == "" {
			return nil, nil
		}
		return string(*f.id), nil
	case structure:
		return storedStructure(f)
	}
	return nil, fmt.Errorf("field of type %T has no column form", field)
}

func storedStructure(f structure) (any, error) {
	switch v := f.field.(type) {
	case *[]sales.ID:
		if len(*v) == 0 {
			return f.empty, nil
		}
	case *map[string]string:
		if len(*v) == 0 {
			return f.empty, nil
		}
	}
	text, err := json.Marshal(f.field)
	if err != nil {
		return nil, fmt.Errorf("write a list: %w", err)
	}
	if string(text) == "null" {
		return f.empty, nil
	}
	return string(text), nil
}

// instant returns the stored form of a time; the zero time is empty.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeForm)
}

// empty reports whether a column's value is the one a new record has.
func empty(field, value any) bool {
	switch f := field.(type) {
	case **float64, **sales.Amount, link:
		return value == nil
	case structure:
		return value == f.empty
	}
	switch v := value.(type) {
	case string:
		return v == ""
	case int64:
		return v == 0
	case float64:
		return v == 0
	case []byte:
		return len(v) == 0
	}
	return false
}

// cell reads a column into a field.
type cell struct{ field any }

// Scan takes what the driver or a change's image holds: string, int64,
// float64, []byte or nil.
func (c *cell) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		return c.clear()
	case string:
		return c.fromText(v)
	case int64:
		return c.fromInteger(v)
	case float64:
		return c.fromReal(v)
	case []byte:
		if f, ok := c.field.(*[]byte); ok {
			*f = append([]byte{}, v...)
			return nil
		}
	}
	return fmt.Errorf("%T in a column for %T", value, c.field)
}

func (c *cell) clear() error {
	switch f := c.field.(type) {
	case **float64:
		*f = nil
	case **sales.Amount:
		*f = nil
	case link:
		*f.id = ""
	default:
		return fmt.Errorf("NULL in a column for %T", c.field)
	}
	return nil
}

func (c *cell) fromText(v string) error {
	var err error
	switch f := c.field.(type) {
	case *string:
		*f = v
	case link:
		*f.id = sales.ID(v)
	case *sales.Day:
		*f, err = sales.ParseDay(v)
	case *sales.Month:
		err = f.UnmarshalText([]byte(v))
	case *time.Time:
		*f = time.Time{}
		if v != "" {
			*f, err = time.Parse(timeForm, v)
		}
	case *[]byte:
		*f = []byte(v)
	case structure:
		if v != f.empty {
			err = json.Unmarshal([]byte(v), f.field)
		}
	default:
		return fmt.Errorf("text in a column for %T", c.field)
	}
	return err
}

func (c *cell) fromInteger(v int64) error {
	switch f := c.field.(type) {
	case *int:
		*f = int(v)
	case *int64:
		*f = v
	case *bool:
		*f = v != 0
	case *sales.Amount:
		*f = sales.Amount(v)
	case **sales.Amount:
		amount := sales.Amount(v)
		*f = &amount
	case *float64, **float64:
		return c.fromReal(float64(v))
	default:
		return fmt.Errorf("an integer in a column for %T", c.field)
	}
	return nil
}

func (c *cell) fromReal(v float64) error {
	switch f := c.field.(type) {
	case *float64:
		*f = v
	case **float64:
		*f = &v
	default:
		return fmt.Errorf("a real number in a column for %T", c.field)
	}
	return nil
}
