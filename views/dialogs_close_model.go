package views

import (
	"cmp"
	"maps"
	"slices"

	"attain/app/sales"
)

// How many closed deals are looked at for reasons, and how many reasons are
// offered.
const mostClosed, mostReasons = 2000, 6

// closing is a deal about to be won or lost, and the reasons used before.
type closing struct {
	deal    sales.Deal
	stage   sales.Stage
	reasons []string
}

// usedReasons are the reasons of deals, the most frequent first.
func usedReasons(deals []sales.Deal) []string {
	count := map[string]int{}
	for _, deal := range deals {
		if deal.Reason != "" {
			count[deal.Reason]++
		}
	}
	reasons := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	return reasons[:min(len(reasons), mostReasons)]
}

// words are the title of the dialog and the word on its button.
func (c closing) words(text sales.Text) (title, submit string) {
	if c.lost() {
		return text("views.close.lost", "Name", c.deal.Name), text("views.close.lose")
	}
	return text("views.close.won", "Name", c.deal.Name), text("views.close.win")
}

// lost reports whether the deal is to be lost, which needs a reason.
func (c closing) lost() bool { return c.stage.Kind == sales.StageLost }
