package importer

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// delimiters are tried in this order; the first wins a tie.
const delimiters = ",;\t|^~:\x1f"

// separatorLine reads the line "sep=;" with which Excel is told a delimiter.
func separatorLine(sample string) (rune, bool) {
	line, _, _ := strings.Cut(sample, "\n")
	line = strings.TrimRight(line, "\r")
	value, ok := strings.CutPrefix(strings.ToLower(line), "sep=")
	if runes := []rune(value); ok && len(runes) == 1 {
		return runes[0], true
	}
	return 0, false
}

// detectDelimiter finds the delimiter with which the sample's rows agree best
// on a number of columns above one; a comma if none does. whole says that the
// sample is the whole table, else its last line is left out.
func detectDelimiter(sample string, whole bool) rune {
	if !whole {
		if cut := strings.LastIndexByte(sample, '\n'); cut > 0 {
			sample = sample[:cut+1]
		}
	}
	best, bestScore := ',', 0.0
	for _, delimiter := range delimiters {
		if !strings.ContainsRune(sample, delimiter) {
			continue
		}
		if score := agreement(sample, delimiter); score > bestScore+1e-9 {
			best, bestScore = delimiter, score
		}
	}
	return best
}

// agreement is the share of rows with the most frequent number of columns,
// plus a little for more columns; 0 if that number is one. A broken quote
// halves it: the delimiter is probably another.
func agreement(sample string, delimiter rune) float64 {
	reader := csv.NewReader(strings.NewReader(sample))
	reader.Comma = delimiter
	reader.FieldsPerRecord = -1
	reader.ReuseRecord = true
	counts := map[int]int{}
	rows, factor := 0, 1.0
	for rows < 200 {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			factor = 0.5
			break
		}
		counts[len(record)]++
		rows++
	}
	columns, agreeing := 0, 0
	for n, count := range counts {
		if count > agreeing || (count == agreeing && n > columns) {
			columns, agreeing = n, count
		}
	}
	if columns < 2 {
		return 0
	}
	return factor * (float64(agreeing)/float64(rows) + 0.01*float64(min(columns, 50)))
}
