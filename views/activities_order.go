package views

import (
	"cmp"
	"slices"

	"attain/app/sales"
)

// order sorts the rows by the column chosen, and by date within it; without a
// column they stay as they are read.
func (p *Activities) order() {
	if p.sort == "" {
		return
	}
	by := map[string]func(a, b sales.Activity) int{
		"date": byDate,
		"type": func(a, b sales.Activity) int {
			return cmp.Compare(typeText(p.deps.Text, a.Type), typeText(p.deps.Text, b.Type))
		},
		"subject": func(a, b sales.Activity) int { return cmp.Compare(a.Subject, b.Subject) },
		"about":   func(a, b sales.Activity) int { return cmp.Compare(p.about(a), p.about(b)) },
		"rep":     func(a, b sales.Activity) int { return cmp.Compare(p.list.Reps[a.RepID], p.list.Reps[b.RepID]) },
		"outcome": func(a, b sales.Activity) int {
			return cmp.Compare(outcomeText(p.deps.Text, a.Outcome), outcomeText(p.deps.Text, b.Outcome))
		},
	}[p.sort]
	slices.SortStableFunc(p.list.Rows, func(a, b sales.Activity) int {
		order := by(a, b)
		if p.down {
			order = -order
		}
		return cmp.Or(order, byDate(b, a), cmp.Compare(a.ID, b.ID))
	})
}

// byDate compares days, and times within them.
func byDate(a, b sales.Activity) int { return cmp.Or(cmp.Compare(a.Day, b.Day), a.At.Compare(b.At)) }
