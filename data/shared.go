package data

import (
	"database/sql"
	"fmt"
)

// shared keeps one copy of each text, or of what a text is read into, that
// comes again in the rows of a query: owners, stages, sources. Facts of a large
// team take half the memory so, and less time.
type shared struct {
	texts map[string]string
}

func newShared() *shared { return &shared{texts: map[string]string{}} }

// text returns a target for a column whose few values come again and again.
func sharedText[T ~string](s *shared, field *T) sql.Scanner { return sharedField[T]{s, field} }

type sharedField[T ~string] struct {
	shared *shared
	field  *T
}

// Scan takes a text.
func (f sharedField[T]) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T in a column of text", value)
	}
	kept, ok := f.shared.texts[text]
	if !ok {
		kept = text
		f.shared.texts[text] = text
	}
	*f.field = T(kept)
	return nil
}

// sharedMap is a target for a column of JSON. Rows of the same text get the
// same map, which must only be read.
type sharedMap[K ~string, V any] struct {
	field *map[K]V
	known map[string]map[K]V
}

func newSharedMap[K ~string, V any](field *map[K]V) *sharedMap[K, V] {
	return &sharedMap[K, V]{field: field, known: map[string]map[K]V{}}
}

// Scan takes a JSON object; an empty one gives no map.
func (m *sharedMap[K, V]) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T in a column of a list", value)
	}
	kept, ok := m.known[text]
	if !ok {
		if err := (&cell{mapping(&kept)}).Scan(value); err != nil {
			return err
		}
		m.known[text] = kept
	}
	*m.field = kept
	return nil
}
