package sales

import (
	"errors"
	"fmt"
	"math"
)

// size adds up how large values are, whatever their sign.
type size struct {
	sum Amount
	err error
}

func (s *size) add(values ...Amount) {
	for _, v := range values {
		switch {
		case s.err != nil:
			return
		case v == math.MinInt64: // has no positive
			s.err = errors.New("an amount is too large")
		default:
			s.sum, s.err = AddAmounts(s.sum, max(v, -v))
		}
	}
}

// checkSums fails where some sum of a report could exceed what an amount
// holds: it adds up the size of everything that is ever summed, so that no
// part of it can overflow afterwards.
func checkSums(f *Facts) error {
	var money, units, lines, quotas, moves size
	for i := range f.Deals {
		d := &f.Deals[i]
		money.add(d.Amount)
		units.add(Amount(d.Units))
		for _, line := range d.Lines {
			lines.add(line.Amount, Amount(line.Units))
		}
	}
	for _, a := range f.Adjustments {
		money.add(a.Amount)
		units.add(Amount(a.Units))
		lines.add(a.Amount, Amount(a.Units))
	}
	for _, q := range f.Quotas {
		quotas.add(Amount(q.Value))
	}
	for _, m := range f.Moves {
		moves.add(m.StartValue, m.FirstValue, m.EndValue)
	}
	if err := errors.Join(money.err, units.err, lines.err, quotas.err, moves.err); err != nil {
		return fmt.Errorf("sum the figures of %s: %w", f.Period.Label, err)
	}
	return nil
}
