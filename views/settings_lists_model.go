package views

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"attain/app/sales"
	"attain/views/widgets"
)

// teamRows are the reps, with who has left and who manages.
func (m *settingsModel) teamRows() (rows sheetRows) {
	text, f, today := m.deps.Text, m.deps.Format, m.deps.Service.Today()
	for _, rep := range m.data.reps {
		state := widgets.Cell{}
		switch {
		case rep.Left != 0 && rep.Left < today:
			state = widgets.Cell{Text: text("views.shell.left"), Role: widgets.RoleMuted, Mark: true}
		case rep.IsManager:
			state = widgets.Cell{Text: text("views.settings.rep.isManager"), Role: widgets.RoleAccent, Mark: true}
		}
		capacity := none
		if rep.Capacity > 0 {
			capacity = f.Count(rep.Capacity)
		}
		rows.add(string(rep.ID), widgets.Cell{Text: rep.Name, Bold: true}, widgets.Cell{Text: rep.Email}, widgets.Cell{Text: rep.Manager},
			widgets.Cell{Text: f.Day(rep.Started, today)}, widgets.Cell{Text: f.Day(rep.Left, today)}, widgets.Cell{Text: capacity}, state)
	}
	return rows
}

// productRows are what is sold, with what is archived.
func (m *settingsModel) productRows() (rows sheetRows) {
	for _, product := range m.data.products {
		state := widgets.Cell{}
		if product.Archived {
			state = widgets.Cell{Text: m.deps.Text("views.settings.product.archived"), Role: widgets.RoleMuted, Mark: true}
		}
		rows.add(string(product.ID), widgets.Cell{Text: product.Name, Bold: true}, widgets.Cell{Text: product.Category}, widgets.Cell{Text: m.deps.Format.MoneyOr(product.Price, none)}, state)
	}
	return rows
}

// profileRows are the criteria of the ideal customer profile, by their places.
func (m *settingsModel) profileRows() (rows sheetRows) {
	for i, criterion := range m.data.profile {
		rows.add(strconv.Itoa(i), widgets.Cell{Text: criterion.Attribute, Bold: true}, widgets.Cell{Text: operatorText(m.deps.Text, criterion.Operator)},
			widgets.Cell{Text: criterion.Value}, widgets.Cell{Text: m.deps.Format.Number(criterion.Weight, 2)})
	}
	return rows
}

// withCriterion is the profile with a criterion in a place, or at its end for -1.
func (m *settingsModel) withCriterion(at int, criterion sales.Criterion) []sales.Criterion {
	criteria := slices.Clone(m.data.profile)
	if at < 0 {
		return append(criteria, criterion)
	}
	criteria[at] = criterion
	return criteria
}

// goalRows are the goals of a working week.
func (m *settingsModel) goalRows() (rows sheetRows) {
	text := m.deps.Text
	names := map[sales.ID]string{"": text("views.settings.goal.everyRep")}
	for _, rep := range m.data.reps {
		names[rep.ID] = rep.Name
	}
	for _, goal := range m.data.goals {
		connected := widgets.Cell{}
		if goal.Connected {
			connected = widgets.Cell{Text: text("views.settings.goal.connected"), Mark: true, Role: widgets.RoleAccent}
		}
		rows.add(string(goal.ID), widgets.Cell{Text: names[goal.RepID], Bold: true}, widgets.Cell{Text: typeText(text, goal.Type)}, widgets.Cell{Text: m.deps.Format.Count(goal.Count)}, connected)
	}
	return rows
}

// operatorOptions offers the ways to compare.
func operatorOptions(text sales.Text) []widgets.Option {
	options := []widgets.Option{}
	for _, operator := range criterionOperators() {
		options = append(options, widgets.Option{ID: operator, Text: operatorText(text, operator)})
	}
	return options
}

// criterionOperators are the ways to compare a lead's attribute.
func criterionOperators() []string { return []string{"is", "contains", "at least", "at most"} }

// operatorText is a way to compare in words.
func operatorText(text sales.Text, operator string) string {
	return text("views.settings.profile.op." + strings.ReplaceAll(operator, " ", "_"))
}

// everyRep stands for all reps in a picker, where "" is no choice.
const everyRep = "every"

// rampText writes a ramp as "25, 50, 75".
func rampText(ramp []int) string {
	parts := make([]string, len(ramp))
	for i, share := range ramp {
		parts[i] = strconv.Itoa(share)
	}
	return strings.Join(parts, ", ")
}

// rampIn reads per cent by month, separated by commas or spaces.
func rampIn(words string) ([]int, error) {
	var ramp []int
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == ' ' || r == '%' }) {
		share, err := strconv.Atoi(part)
		if err != nil || share < 0 || share > 100 {
			return nil, &sales.Invalid{Field: "ramp", Reason: "views.settings.rep.rampInvalid", Args: []any{"Value", quoted(part)}}
		}
		ramp = append(ramp, share)
	}
	return ramp, nil
}

// mostQuoted is how many letters of a wrong input its error repeats.
const mostQuoted = 30

// quoted is the beginning of an input, for the error that refuses it.
func quoted(input string) string {
	if letters := []rune(input); len(letters) > mostQuoted {
		return string(letters[:mostQuoted]) + "…"
	}
	return input
}

// absencesText writes absences one a line.
func absencesText(absences []sales.Absence) string {
	lines := make([]string, len(absences))
	for i, absence := range absences {
		lines[i] = absence.From.String()
		if absence.To != absence.From {
			lines[i] += " – " + absence.To.String()
		}
	}
	return strings.Join(lines, "\n")
}

// absencesIn reads absences one a line: a day, or two with something between.
func absencesIn(lines string) ([]sales.Absence, error) {
	var absences []sales.Absence
	for line := range strings.Lines(lines) {
		days, err := daysIn(line)
		refuse := func(reason string) ([]sales.Absence, error) {
			return nil, &sales.Invalid{Field: "absences", Reason: reason, Args: []any{"Value", quoted(strings.TrimSpace(line))}}
		}
		switch {
		case err != nil || len(days) > 2:
			return refuse("views.settings.rep.absencesInvalid")
		case len(days) == 2 && days[1] < days[0]:
			return refuse("views.settings.spanReversed")
		case len(days) == 1:
			absences = append(absences, sales.Absence{From: days[0], To: days[0]})
		case len(days) == 2:
			absences = append(absences, sales.Absence{From: days[0], To: days[1]})
		}
	}
	return absences, nil
}

// daysIn reads the days of the form 2026-10-31 in a line; signs between them
// that are no part of a date are passed over.
func daysIn(line string) ([]sales.Day, error) {
	var days []sales.Day
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r != '-' && (r < '0' || r > '9') }) {
		if word == "-" {
			continue
		}
		day, err := sales.ParseDay(word)
		if err != nil {
			return nil, fmt.Errorf("days in %q: %w", line, err)
		}
		days = append(days, day)
	}
	if len(days) == 0 && strings.TrimSpace(line) != "" {
		return nil, &sales.Invalid{Field: "holidays", Reason: "sales.error.date", Args: []any{"Text", strings.TrimSpace(line)}}
	}
	return days, nil
}
