package xlsx

import "attain/app/sales"

// step is one part of metric movement.
type step struct {
	key  string
	sign int // how it changes the open value; 0: a level
	of   func(sales.Movement) sales.Amount
}

// movementSteps are the parts of metric movement, in order.
func movementSteps() []step {
	return []step{
		{"start", 0, func(m sales.Movement) sales.Amount { return m.Start }},
		{"new", 1, func(m sales.Movement) sales.Amount { return m.New }},
		{"pulled_in", 1, func(m sales.Movement) sales.Amount { return m.PulledIn }},
		{"value_change", 1, func(m sales.Movement) sales.Amount { return m.ValueChange }},
		{"won", -1, func(m sales.Movement) sales.Amount { return m.Won }},
		{"lost", -1, func(m sales.Movement) sales.Amount { return m.Lost }},
		{"pushed_out", -1, func(m sales.Movement) sales.Amount { return m.PushedOut }},
		{"end", 0, func(m sales.Movement) sales.Amount { return m.End }},
	}
}
