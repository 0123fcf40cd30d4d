package data

import (
	"encoding/json"
	"fmt"
	"strings"

	"attain/app/sales"
)

// conditions collects the terms of a WHERE clause and their parameters.
type conditions struct {
	terms []string
	args  []any
}

func (c *conditions) add(term string, args ...any) {
	c.terms = append(c.terms, term)
	c.args = append(c.args, args...)
}

// id, text, among, days and like add a term unless their value restricts
// nothing.
func (c *conditions) id(term string, id sales.ID) {
	if id != "" {
		c.add(term, string(id))
	}
}

func (c *conditions) text(term, text string) {
	if text != "" {
		c.add(term, text)
	}
}

// among restricts a column to a list, which is one parameter however long it
// is. A list that was asked for and is empty is no list.
func among[T ~string](c *conditions, column string, values []T) {
	if len(values) > 0 {
		c.add(column+" IN (SELECT value FROM json_each(?))", jsonList(values))
	}
}

func jsonList[T ~string](values []T) string {
	text, err := json.Marshal(values)
	if err != nil {
		panic(fmt.Sprintf("a list of strings has no JSON form: %v", err)) // cannot happen: every string has one
	}
	return string(text)
}

// days restricts a column of days to a range; the unknown day is in no range.
func (c *conditions) days(column string, from, to sales.Day) {
	if from.Known() {
		c.add(column+" >= ?", from.String())
	}
	if to.Known() {
		c.add(column+" <= ?", to.String())
		if !from.Known() {
			c.add(column + " <> ''")
		}
	}
}

// like restricts to what holds each word of the text in one of the terms, which
// each say what contains does or a search by it.
func (c *conditions) like(text string, terms ...string) {
	escape := strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)
	for _, word := range sales.NewSearch(text) {
		for _, term := range terms {
			for range strings.Count(term, "?") {
				c.args = append(c.args, "%"+escape.Replace(word)+"%")
			}
		}
		c.terms = append(c.terms, "("+strings.Join(terms, " OR ")+")")
	}
}

// contains finds a folded word in a column. Most texts are ASCII, of which SQLite
// knows the case itself; the others are folded.
func contains(column string) string {
	return "(" + column + ` LIKE ? ESCAPE '\' OR ` + column + " GLOB '*[^ -~]*' AND folded(" + column + `) LIKE ? ESCAPE '\')`
}

// where returns the clause, with a blank after it.
func (c *conditions) where() string {
	if len(c.terms) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(c.terms, " AND ") + " "
}

// page returns an ORDER BY clause with the page of the list that is wanted;
// limit 0 is all.
func page(order string, limit, offset int) string {
	order = "ORDER BY " + order
	if limit > 0 || offset > 0 {
		if limit <= 0 {
			limit = -1
		}
		order += fmt.Sprintf(" LIMIT %d OFFSET %d", limit, max(offset, 0))
	}
	return order
}
