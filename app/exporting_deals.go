package app

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"attain/app/sales"
)

func (e *export) exportDeals(ctx context.Context) error {
	var deals []sales.Deal
	if err := e.service.store.EachDeal(ctx, func(d sales.Deal) error {
		if d.Deleted == 0 {
			deals = append(deals, d)
		}
		return nil
	}); err != nil {
		return err
	}
	parts, err := e.dealParts(ctx)
	if err != nil {
		return err
	}
	err = e.w.Header([]string{
		"external_id", "name", "account", "rep", "product", "units", "amount", "stage", "created", "closed", "outcome",
		"reason", "source", "expected_close", "probability", "next_step", "next_step_due", "splits", "adjustments", "values", "checked", "notes",
	})
	if err != nil {
		return err
	}
	for _, deal := range deals {
		if err := e.exportDeal(deal, parts); err != nil {
			return err
		}
	}
	return nil
}

// dealParts is what hangs on deals, by deal.
type dealParts struct {
	lines       map[sales.ID][]sales.Line
	shares      map[sales.ID][]sales.Share
	values      map[sales.ID][]sales.Value
	moves       map[sales.ID][]sales.Move
	adjustments map[sales.ID][]sales.Adjustment
}

func (e *export) dealParts(ctx context.Context) (dealParts, error) {
	p := dealParts{}
	lines, err := e.service.store.Lines(ctx)
	if err != nil {
		return p, err
	}
	shares, err := e.service.store.Shares(ctx)
	if err != nil {
		return p, err
	}
	values, err := e.service.store.Values(ctx)
	if err != nil {
		return p, err
	}
	moves, err := e.service.store.Moves(ctx)
	if err != nil {
		return p, err
	}
	adjustments, err := e.service.store.Adjustments(ctx)
	if err != nil {
		return p, err
	}
	p.lines = grouped(lines, func(l sales.Line) sales.ID { return l.DealID })
	p.shares = grouped(shares, func(s sales.Share) sales.ID { return s.DealID })
	p.values = grouped(values, func(v sales.Value) sales.ID { return v.DealID })
	p.moves = grouped(moves, func(m sales.Move) sales.ID { return m.DealID })
	p.adjustments = grouped(adjustments, func(a sales.Adjustment) sales.ID { return a.DealID })
	return p, nil
}

func grouped[T any](records []T, by func(T) sales.ID) map[sales.ID][]T {
	groups := map[sales.ID][]T{}
	for _, r := range records {
		groups[by(r)] = append(groups[by(r)], r)
	}
	return groups
}

// exportDeal writes a row per product line; what belongs to the deal as a
// whole stands in each of them.
func (e *export) exportDeal(d sales.Deal, p dealParts) error {
	stage, outcome, closed, owner := e.standing(d, p.moves[d.ID])
	var splits, checked []string
	for _, s := range p.shares[d.ID] {
		splits = append(splits, fmt.Sprintf("%s=%d", e.repRef[s.RepID], s.Weight))
	}
	sort.Strings(splits)
	for _, id := range d.Checked {
		checked = append(checked, string(id))
	}
	var probability any
	if d.Probability != nil {
		probability = Number(strconv.FormatFloat(*d.Probability, 'f', -1, 64))
	}
	lines := p.lines[d.ID]
	if len(lines) == 0 {
		lines = []sales.Line{{Units: d.Units}}
		if d.Amount != nil {
			lines[0].Amount = *d.Amount
		}
	}
	for _, line := range lines {
		amount := any(Number(e.currency.Decimal(line.Amount)))
		if d.Amount == nil {
			amount = nil
		}
		err := e.w.Row([]any{
			keyOf(d.ExternalID, d.ID), d.Name, e.account[d.AccountID], e.repRef[owner], e.product[line.ProductID],
			line.Units, amount, stage, d.Created, closed, outcome, d.Reason, d.Source, d.ExpectedClose, probability, d.NextStep, d.NextStepDue,
			strings.Join(splits, ";"), e.adjustments(p.adjustments[d.ID]), e.values(p.values[d.ID]), strings.Join(checked, ";"), d.Notes,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// standing is where a deal stands: its open stage, its outcome, its close
// date and the rep who gets the credit.
func (e *export) standing(d sales.Deal, moves []sales.Move) (stage, outcome string, closed sales.Day, owner sales.ID) {
	outcome, owner = "open", d.OwnerID
	if len(moves) == 0 {
		return stage, outcome, 0, owner
	}
	last := moves[len(moves)-1]
	switch at := e.stages[last.StageID]; at.Kind {
	case sales.StageWon, sales.StageLost:
		if last.OwnerID != "" {
			owner = last.OwnerID
		}
		if len(moves) > 1 && moves[0].Implied {
			stage = e.stages[moves[len(moves)-2].StageID].Name
		}
		return stage, string(at.Kind), last.Day, owner
	default:
		return at.Name, outcome, 0, owner
	}
}

func (e *export) adjustments(list []sales.Adjustment) any {
	if len(list) == 0 {
		return nil
	}
	out := make([]exportedAdjustment, 0, len(list))
	for _, a := range list {
		out = append(out, exportedAdjustment{Day: a.Day, Amount: e.currency.Decimal(a.Amount), Units: a.Units, Rep: e.repRef[a.RepID], Reason: a.Reason})
	}
	return jsonText(out)
}

// exportedValue is a former amount of a deal, in major units.
type exportedValue struct {
	Until  sales.Day `json:"until"`
	Amount string    `json:"amount"`
}

func (e *export) values(list []sales.Value) any {
	if len(list) == 0 {
		return nil
	}
	out := make([]exportedValue, 0, len(list))
	for _, v := range list {
		out = append(out, exportedValue{Until: v.Until, Amount: e.currency.Decimal(v.Amount)})
	}
	return jsonText(out)
}

// exportHistory writes the moves of the deals that have a history of their
// own; what a deals file implies comes back from the deals' export.
func (e *export) exportHistory(ctx context.Context) error {
	deals, err := e.dealKeys(ctx)
	if err != nil {
		return err
	}
	moves, err := e.service.store.Moves(ctx)
	if err != nil {
		return err
	}
	if err := e.w.Header([]string{"deal", "stage", "at", "rep"}); err != nil {
		return err
	}
	for start := 0; start < len(moves); {
		end := start
		for end < len(moves) && moves[end].DealID == moves[start].DealID {
			end++
		}
		history := moves[start:end]
		start = end
		if !slices.ContainsFunc(history, func(m sales.Move) bool { return !m.Implied }) {
			continue
		}
		// Times that contradict the order of the moves are left out: without them
		// an import keeps the order of the rows.
		inOrder := slices.IsSortedFunc(history, func(a, b sales.Move) int { return a.At.Compare(b.At) })
		for _, m := range history {
			if m.StageID == "" || m.Day == 0 {
				continue
			}
			var at any = m.Day
			if inOrder && !e.dateOnly(m) {
				at = e.moment(m.Day, m.At)
			}
			if err := e.w.Row([]any{deals[m.DealID], e.stages[m.StageID].Name, at, e.repRef[m.OwnerID]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// dateOnly reports a move that has no time of day: it came with its date.
func (e *export) dateOnly(m sales.Move) bool {
	hour, minute, second := m.At.In(e.service.opts.Now().Location()).Clock()
	return hour+minute+second == 0
}
