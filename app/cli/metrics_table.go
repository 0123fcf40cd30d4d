package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"attain/app/sales"
)

// every is the figures of all scopes in rows, as the table of every metric
// prints them: a row per name of the JSON document, a column per scope.
type every struct {
	run    *run
	money  sales.Currency
	groups map[string][]string       // names in order, by group of the definitions
	cells  map[string]map[int]string // by name and column
}

// printEvery prints every metric under the heading of its group.
func (r *run) printEvery(money sales.Currency, document *sales.Document) error {
	all := every{run: r, money: money, groups: map[string][]string{}, cells: map[string]map[int]string{}}
	scopes := []string{r.text("cli.team")}
	if err := all.add(0, document.Team, document.Trend); err != nil {
		return err
	}
	for i, rep := range document.Reps {
		scopes = append(scopes, rep.Rep)
		if err := all.add(i+1, rep.MetricsDocument, rep.Trend); err != nil {
			return err
		}
	}
	for _, definition := range sales.Definitions() {
		names := all.groups[definition.Group]
		if len(names) == 0 {
			continue
		}
		delete(all.groups, definition.Group)
		r.printf("\n%s\n", definition.GroupTitle(r.text))
		if err := all.print(names, scopes); err != nil {
			return err
		}
	}
	r.printf("\n")
	for _, found := range document.Team.Insight {
		r.printf("insight[%s] %s %s\n", found.Kind, found.Text, found.Action)
	}
	return nil
}

func (e *every) print(names, scopes []string) error {
	widest := 0
	for _, name := range names {
		widest = max(widest, len([]rune(name)))
	}
	w := tabwriter.NewWriter(e.run.Out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(name string, cells []string) error {
		left := name + strings.Repeat(" ", widest-len([]rune(name)))
		_, err := fmt.Fprintln(w, left+"\t"+strings.Join(cells, "\t")+"\t")
		return err
	}
	err := line("", scopes)
	for _, name := range names {
		row := make([]string, len(scopes))
		said := !strings.ContainsAny(name, ".[") // parts of which nobody has any are left out
		for i := range scopes {
			row[i] = none
			if cell, there := e.cells[name][i]; there {
				row[i] = cell
				said = said || cell != none
			}
		}
		if said {
			err = errors.Join(err, line(name, row))
		}
	}
	if err := errors.Join(err, w.Flush()); err != nil {
		return fmt.Errorf("print metrics: %w", err)
	}
	return nil
}

// field is a name and a value of a JSON object, in its order.
type field struct {
	name  string
	value json.RawMessage
}

// fields returns an object's fields in order.
func fields(object []byte) ([]field, error) {
	decoder := json.NewDecoder(bytes.NewReader(object))
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	var list []field
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		list = append(list, field{fmt.Sprint(name), value})
	}
	return list, nil
}

// add adds the column of a scope.
func (e *every) add(column int, metrics sales.MetricsDocument, trend []sales.TrendDocument) error {
	text, err := json.Marshal(metrics)
	if err != nil {
		return fmt.Errorf("print metrics: %w", err)
	}
	list, err := fields(text)
	if err != nil {
		return fmt.Errorf("print metrics: %w", err)
	}
	groups := map[string]string{}
	for _, definition := range sales.Definitions() {
		groups[definition.Name] = definition.Group
	}
	group := ""
	for _, f := range list {
		if named := groups[f.name]; named != "" {
			group = named // a name that is no metric belongs to the one before
		}
		if f.name == "samples" || f.name == "insight" {
			continue // samples stand in the cells of their ratios, insights below the table
		}
		if ratio, few := metrics.Samples[f.name]; few && ratio[1] > 0 && ratio[1] < fewest && percentages()[f.name] {
			e.put(group, f.name, column, e.run.text("cli.fraction", "Count", plain(ratio[0]), "All", plain(ratio[1])))
			continue
		}
		if err := e.flatten(group, f.name, f.name, column, f.value); err != nil {
			return fmt.Errorf("print metrics: %w", err)
		}
	}
	for _, month := range trend {
		e.put(groups["revenue_trend"], "trend["+month.Month+"].credited", column, e.cell("", "credited", json.RawMessage(month.Credited)))
	}
	return nil
}

// none stands where there is no value.
const none = "–"

// fewest is the sample from which a ratio is printed in per cent.
const fewest = 5

// flatten puts a value, or what it is made of, into its rows.
func (e *every) flatten(group, path, name string, column int, value json.RawMessage) error {
	switch value[0] {
	case '{':
		list, err := fields(value)
		for _, f := range list {
			if err == nil {
				err = e.flatten(group, path+"."+f.name, f.name, column, f.value)
			}
		}
		return err
	case '[':
		var items []json.RawMessage
		if err := json.Unmarshal(value, &items); err != nil {
			return err
		}
		if len(items) == 0 || items[0][0] != '{' {
			e.put(group, path, column, strings.Trim(strings.ReplaceAll(string(value), ",", " "), "[]"))
			return nil
		}
		for _, item := range items {
			if err := e.item(group, path, column, item); err != nil {
				return err
			}
		}
		return nil
	default:
		e.put(group, path, column, e.cell(path, name, value))
		return nil
	}
}

// item puts an entry of a list into rows named by what tells it from the
// others: its first texts.
func (e *every) item(group, path string, column int, item json.RawMessage) error {
	list, err := fields(item)
	if err != nil {
		return err
	}
	var key []string
	var rest []field
	for _, f := range list {
		var word string
		if json.Unmarshal(f.value, &word) == nil && f.value[0] == '"' && slices.Contains([]string{"type", "stage", "name", "kind", "reason", "product"}, f.name) {
			if word != "" {
				key = append(key, word)
			}
			continue
		}
		rest = append(rest, f)
	}
	for _, f := range rest {
		if err := e.flatten(group, path+"["+strings.Join(key, " ")+"]."+f.name, f.name, column, f.value); err != nil {
			return err
		}
	}
	return nil
}

func (e *every) put(group, name string, column int, cell string) {
	if e.cells[name] == nil {
		e.cells[name] = map[int]string{}
		e.groups[group] = append(e.groups[group], name)
	}
	e.cells[name][column] = cell
}

// cell prints a number as its kind is printed: money, per cent, or a count.
func (e *every) cell(path, name string, value json.RawMessage) string {
	number, err := strconv.ParseFloat(string(value), 64)
	switch {
	case string(value) == "null":
		return none
	case err != nil:
		return strings.Trim(string(value), `"`)
	case percentages()[name] || strings.HasPrefix(path, "stage_conversion."):
		return percent(&number)
	case amounts()[name] && !strings.HasPrefix(path, "units.") || path == "movement.won" || path == "movement.lost":
		return e.money.FormatRounded(number*e.money.Scale(), e.run.lang)
	default:
		return plain(number)
	}
}

// plain prints a number with at most two decimals.
func plain(number float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(number, 'f', 2, 64), "0"), ".")
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// percentages names the fractions of 1.
func percentages() map[string]bool {
	return words(`attainment pace attain_probability revenue_trend win_rate value_win_rate hygiene_win_rate coverage late_coverage win_chance
		conversion activity_ratio ratio five_or_more gave_up_after_one share cumulative lead_conversion warm_share warm unit_attainment`)
}

// amounts names what is money.
func amounts() map[string]bool {
	return words(`quota team_quota quota_mismatch credited gap surplus expected_to_date run_rate_projection pipeline_projection won_value lost_value
		average_won velocity open_value weighted value start new pulled_in value_change pushed_out end missing amount`)
}
