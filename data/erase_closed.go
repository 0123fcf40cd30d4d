package data

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"attain/app/sales"
)

// wordOfList is how ids, dates and the words of lists (won, call) are written.
var wordOfList = regexp.MustCompile(`^[a-z0-9_.:+-]*$`)

// gatherClosed notes the closed months, and which words may be taken out of
// them: not those that also name a rep, stage, product or customer, who stay.
func (e *eraser) gatherClosed(ctx context.Context) error {
	months, err := e.column(ctx, `SELECT month FROM closings UNION SELECT record_id FROM changes WHERE kind = ?`, string(sales.KindClosing))
	if err != nil {
		return err
	}
	for _, month := range months {
		e.add(sales.KindClosing, sales.ID(month))
	}
	names, err := e.column(ctx, `SELECT name FROM reps UNION SELECT name FROM stages UNION SELECT name FROM products UNION SELECT name FROM accounts`)
	if err != nil {
		return err
	}
	for _, word := range e.sortedWords() {
		if !slices.ContainsFunc(names, func(name string) bool { return replaceWord(name, word, e.word) != name }) {
			e.frozen = append(e.frozen, word)
		}
	}
	return nil
}

func (e *eraser) column(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := e.t.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, failure("look for what to erase", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var found []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, failure("look for what to erase", err)
		}
		found = append(found, text)
	}
	return found, failure("look for what to erase", rows.Err())
}

// thaw cleans what a closed month froze. Ids and the words of lists, which
// have no capital letters and no spaces, are nobody's names there.
func (e *eraser) thaw(frozen ...*[]byte) error {
	for _, packed := range frozen {
		var err error
		*packed, err = e.repack(*packed, func(text string) string {
			if wordOfList.MatchString(text) {
				return text
			}
			for _, word := range e.frozen {
				text = replaceWord(text, word, e.word)
			}
			return text
		})
		if err != nil {
			return fmt.Errorf("erase in a closed month: %w", err)
		}
	}
	return nil
}
