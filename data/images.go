package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"attain/app/sales"
)

// image writes a row as JSON for the change log: an object by column, without
// the columns that hold what a new record holds. Nil gives nil: no row.
func (t *table) image(row []any) (any, error) {
	if row == nil {
		return nil, nil
	}
	b := make([]byte, 1, 256)
	b[0] = '{'
	for i, v := range row {
		if empty(t.blank[i], v) {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, t.columns[i]...)
		b = append(b, '"', ':')
		var err error
		if b, err = appendValue(b, v); err != nil {
			return nil, fmt.Errorf("note a change of %s: %w", t.kind, err)
		}
	}
	return string(append(b, '}')), nil
}

func appendValue(b []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case int64:
		return strconv.AppendInt(b, v, 10), nil
	case []byte:
		value = string(v)
	case string:
		if plain(v) {
			return append(append(append(b, '"'), v...), '"'), nil
		}
	}
	text, err := json.Marshal(value)
	return append(b, text...), err
}

// plain reports whether a text stands in JSON as it is.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// restored reads an image back into a record.
func (t *table) restored(image string) (sales.Record, error) {
	values := map[string]any{}
	decoder := json.NewDecoder(bytes.NewReader([]byte(image)))
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		return nil, fmt.Errorf("read a change of %s: %w", t.kind, err)
	}
	record := t.fresh()
	fields := t.fields(record)
	for i, column := range t.columns {
		value, ok := values[column]
		if !ok {
			continue
		}
		if n, ok := value.(json.Number); ok {
			value = number(n)
		}
		if err := (&cell{fields[i]}).Scan(value); err != nil {
			return nil, fmt.Errorf("read a change of %s, column %s: %w", t.kind, column, err)
		}
	}
	return record, nil
}

func number(n json.Number) any {
	if i, err := n.Int64(); err == nil {
		return i
	}
	f, err := n.Float64()
	if err != nil {
		return n.String()
	}
	return f
}

// record reads a row into a record.
func (t *table) record(row []any) (sales.Record, error) {
	record := t.fresh()
	for i, f := range t.fields(record) {
		if err := (&cell{f}).Scan(row[i]); err != nil {
			return nil, fmt.Errorf("read %s, column %s: %w", t.kind, t.columns[i], err)
		}
	}
	return record, nil
}

// equalRows reports whether two rows of a table hold the same.
func equalRows(a, b []any) bool {
	for i := range a {
		x, blob := a[i].([]byte)
		if !blob {
			if a[i] != b[i] {
				return false
			}
			continue
		}
		if y, ok := b[i].([]byte); !ok || !bytes.Equal(x, y) {
			return false
		}
	}
	return true
}
