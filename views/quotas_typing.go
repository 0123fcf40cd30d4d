package views

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"attain/app"
	"attain/app/sales"
)

// splitRule is how a quarter or year is divided over its months.
type splitRule int

// The rules. The last two are asked for on a dialog.
const (
	splitEven splitRule = iota
	splitKeep
	splitSeason
	splitWeights
	splitHand
)

func splitRules() []string {
	return []string{"even", "keep", "season", "weights", "hand"}
}

// parse reads what was typed: a number with or without the currency's sign,
// or a change of the present value, "+5%". Empty text is no value.
func (m quotaSheet) parse(text string, present *int64) (value *int64, ok bool) {
	_, sign := m.format.MoneyInput()
	text = strings.NewReplacer(sign, "", m.format.Currency.Code, "", "원", "", " ", "").Replace(text)
	if text == "" {
		return nil, true
	}
	if change, relative := strings.CutSuffix(text, "%"); relative {
		share, err := strconv.ParseFloat(change, 64)
		if err != nil || present == nil || !strings.ContainsAny(change[:1], "+-") {
			return nil, false
		}
		raised := int64(math.Floor(float64(*present)*(1+share/100) + 0.5))
		return &raised, raised >= 0
	}
	number, ok := m.input().Parse(text)
	return &number, ok && number >= 0
}

// fill returns the month rows that give a column of a line a value: the month
// itself, or the parts of a whole by a rule. season is what the scope was
// credited in the year before.
func (m quotaSheet) fill(line quotaLine, span quotaSpan, value *int64, rule splitRule, season map[sales.Month]sales.Amount) []app.QuotaValue {
	n := span.last - span.first + 1
	if value == nil {
		return m.values(line.row.RepID, span, make([]*int64, n))
	}
	weights := slices.Repeat([]int64{1}, n)
	switch rule {
	case splitKeep:
		for i := range weights {
			weights[i] = 0
			if cell := line.row.Cells[span.first+i]; cell != nil {
				weights[i] = *cell
			}
		}
	case splitSeason:
		weights = sales.SeasonWeights(season, m.view.Grid.Months[span.first], n)
	case splitEven, splitWeights, splitHand:
	}
	return m.values(line.row.RepID, span, pointers(sales.Apportion(*value, weights)))
}

// values are the month rows of a span; nil values take rows away.
func (m quotaSheet) values(rep sales.ID, span quotaSpan, parts []*int64) []app.QuotaValue {
	cell := app.QuotaCell{RepID: rep, ProductID: m.view.Query.ProductID, Measure: m.view.Query.Measure}
	var values []app.QuotaValue
	for i, part := range parts {
		values = append(values, app.QuotaValue{Cell: cell, Month: m.view.Grid.Months[span.first+i], Value: part})
	}
	return values
}

func pointers(values []int64) []*int64 {
	list := make([]*int64, len(values))
	for i := range values {
		list[i] = &values[i]
	}
	return list
}

// pasteResult is what a pasted block comes to: month rows, what was no number by
// its place, how many cells had no place.
type pasteResult struct {
	values []app.QuotaValue
	wrong  map[quotaPlace]string
	lost   int
}

// paste takes a block at a cell. A block that begins with the names of
// reps goes to their rows. Sums of quarters and the year in it are passed
// over, and skipped where the block has none; alone they are split.
func (m quotaSheet) paste(row, column int, block [][]string, rule splitRule, season func(sales.ID) map[sales.Month]sales.Amount) pasteResult {
	result := pasteResult{wrong: map[quotaPlace]string{}}
	lines, spans := m.lines(), m.spans()
	block = slices.Clone(block)
	named := m.named(block, lines)
	alone := len(block) > 0 && len(block[0]) == 1 && !named
	targets := make([]int, len(block))
	for r, cells := range block {
		targets[r] = row + r
		if named {
			targets[r], block[r] = repLine(lines, cells[0]), cells[1:]
		}
	}
	places := m.pasteColumns(column, block, spans)
	for r, cells := range block {
		target := targets[r]
		for c, text := range cells {
			if c >= len(places) || target < 0 || target >= len(lines) || !lines[target].editable() {
				result.lost++
				continue
			}
			line, span := lines[target], spans[places[c]]
			value, ok := m.parse(text, m.value(line, span))
			switch {
			case !ok:
				result.wrong[m.place(line, span)] = text
			case alone || !span.whole():
				result.values = append(result.values, m.fill(line, span, value, rule, season(line.row.RepID))...)
			}
		}
	}
	return result
}

// named reports whether every row of a block begins with the name of a rep.
func (quotaSheet) named(block [][]string, lines []quotaLine) bool {
	for _, cells := range block {
		if len(cells) < 2 || repLine(lines, cells[0]) < 0 {
			return false
		}
	}
	return len(block) > 0
}

// repLine is the row of the rep of a name, -1 where there is none.
func repLine(lines []quotaLine, name string) int {
	plain := func(name string) string { return strings.Join(strings.Fields(name), " ") }
	return slices.IndexFunc(lines, func(l quotaLine) bool {
		return l.kind == lineRep && strings.EqualFold(plain(l.row.Name), plain(name))
	})
}

// pasteColumns are the columns that a block's cells go to: all from the
// corner on if the block holds the sums too, else only months.
func (m quotaSheet) pasteColumns(column int, block [][]string, spans []quotaSpan) []int {
	var all, months []int
	for i := column; i < len(spans); i++ {
		all = append(all, i)
		if !spans[i].whole() {
			months = append(months, i)
		}
	}
	if len(block) == 0 || spans[column].whole() {
		return all
	}
	for _, cells := range block {
		if !m.holdsSums(cells, all, spans) {
			return months
		}
	}
	return all
}

// holdsSums reports whether the cells that would come to stand under quarters
// are the sums of the months before them.
func (m quotaSheet) holdsSums(cells []string, all []int, spans []quotaSpan) bool {
	sum, counted := int64(0), 0
	for i, text := range cells {
		number, ok := m.input().Parse(cmp.Or(text, "0"))
		whole := i < len(all) && spans[all[i]].whole()
		if whole && counted > 0 && ok && text != "" && number != sum && !spans[all[i]].year() {
			return false
		}
		sum, counted = sum+number, counted+1
		if whole {
			sum, counted = 0, 0
		}
	}
	return true
}

// takePasted keeps what a pasted block had in the place of numbers beside the
// cells, where it stays until they are written anew, and forgets what stood
// where it brought numbers.
func (m quotaSheet) takePasted(result pasteResult) {
	for _, value := range result.values {
		month := slices.Index(m.view.Grid.Months, value.Month)
		m.forget(quotaPlace{value.Cell.RepID, quotaSpan{month, month}})
	}
	maps.Copy(m.typed, result.wrong)
}

// forget takes away what was typed into a cell and not written.
func (m quotaSheet) forget(place quotaPlace) {
	delete(m.typed, place)
	delete(m.refused, place)
}

// refuse keeps in the cells what was typed into them and could not be written, with
// the reason, until it is written anew.
func (m quotaSheet) refuse(typed map[quotaPlace]string, reason string) {
	for place, text := range typed {
		m.typed[place], m.refused[place] = text, reason
	}
}

// inCells are values as they are typed into the cells of their months; what is
// taken away has none.
func (m quotaSheet) inCells(values []app.QuotaValue) map[quotaPlace]string {
	cells := map[quotaPlace]string{}
	for _, value := range values {
		if month := slices.Index(m.view.Grid.Months, value.Month); month >= 0 && value.Value != nil {
			cells[quotaPlace{value.Cell.RepID, quotaSpan{month, month}}] = m.input().Format(*value.Value)
		}
	}
	return cells
}
