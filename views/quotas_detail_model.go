package views

import (
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// beforeText is the quota of the same months a year before.
func (m quotaSheet) beforeText(line quotaLine, span quotaSpan) string {
	before := m.view.Before.Team
	switch line.kind {
	case lineSum, lineMismatch:
		before = m.view.Before.Sum
	case lineRep:
		for _, row := range m.view.Before.Rows {
			if row.RepID == line.row.RepID {
				before = row
			}
		}
	case lineTeam:
	}
	return m.text("views.quotas.before", "Value", m.exact(m.value(quotaLine{row: before}, span)))
}

// reduction says what ramp and absence make of a rep's months, with the values
// they come to.
func (m quotaSheet) reduction(line quotaLine, span quotaSpan) (words string, values []app.QuotaValue) {
	if line.kind != lineRep || span.whole() || line.row.Cells[span.first] == nil {
		return "", nil
	}
	r, changed := m.view.Reduction(line.row.RepID, m.view.Grid.Months[span.first], *line.row.Cells[span.first])
	if !changed {
		return "", nil
	}
	return m.reducedText(r), m.values(line.row.RepID, span, []*int64{&r.To})
}

// reducedText says why a month's quota becomes smaller.
func (m quotaSheet) reducedText(r app.Reduction) string {
	var why []string
	if r.Ramp != 100 {
		why = append(why, m.text("views.quotas.ramp", "Percent", r.Ramp))
	}
	if r.AbsentFor > 0 {
		why = append(why, m.text("views.quotas.absent", "Days", r.AbsentFor))
	}
	return strings.Join(why, " · ")
}

// sumOf adds the values that are set.
func sumOf(values []app.QuotaValue) *int64 {
	var sum int64
	for _, v := range values {
		if v.Value != nil {
			sum += *v.Value
		}
	}
	return &sum
}

// restText says what of a total is still to be placed.
func (m quotaSheet) restText(total int64, parts []int64, byHand bool) (string, widgets.Role) {
	left := total
	for _, part := range parts {
		left -= part
	}
	switch {
	case !byHand:
		return m.text("views.quotas.split.weightsWhy", "Value", m.exact(&total)), widgets.RoleMuted
	case left == 0:
		return m.text("views.quotas.split.exact", "Value", m.exact(&total)), widgets.RoleOnTrack
	}
	return m.text("views.quotas.split.rest", "Value", m.exact(&left), "Total", m.exact(&total)), widgets.RoleOffTrack
}

// divide splits a total by weights, or takes the parts given by hand, which
// must add up to it.
func divide(total int64, numbers []int64, months []sales.Month, byHand bool) ([]int64, error) {
	if !byHand {
		parts, err := sales.SplitWeighted(total, numbers)
		if err != nil {
			below := slices.IndexFunc(numbers, func(n int64) bool { return n < 0 })
			return nil, &sales.Invalid{Field: months[max(below, 0)].String(), Reason: "views.quotas.split.negative"}
		}
		return parts, nil
	}
	if _, err := sales.SplitByHand(total, numbers); err != nil {
		return nil, &sales.Invalid{Field: "parts", Reason: "views.quotas.split.unequal"}
	}
	return numbers, nil
}

// divided divides the team's own number of a month among the reps who count.
func (m quotaSheet) divided(month int) []app.QuotaValue {
	total := m.view.Grid.Team.Cells[month]
	if total == nil {
		return nil
	}
	var reps []sales.ID
	var weights []int64
	for _, row := range m.view.Grid.Rows {
		if !row.Counted {
			continue
		}
		weight := int64(0)
		if cell := row.Cells[month]; cell != nil {
			weight = *cell
		}
		reps, weights = append(reps, row.RepID), append(weights, weight)
	}
	if len(reps) == 0 {
		return nil
	}
	var values []app.QuotaValue
	for i, part := range sales.Apportion(*total, weights) {
		values = append(values, m.values(reps[i], quotaSpan{month, month}, []*int64{&part})...)
	}
	return values
}
