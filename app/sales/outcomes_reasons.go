package sales

import (
	"cmp"
	"slices"
	"strings"
)

// reasons returns metric reasons: won, then lost, by reason and by the last
// open stage, most frequent first.
func (s *scope) reasons(won, lost []*DealFact) (byReason, byStage []Reason) {
	for _, closed := range [][]*DealFact{won, lost} {
		byReason = append(byReason, s.pareto(closed, func(d *DealFact) Reason {
			return Reason{Kind: d.Kind, Reason: strings.TrimSpace(d.Reason)}
		})...)
		byStage = append(byStage, s.pareto(closed, func(d *DealFact) Reason {
			return Reason{Kind: d.Kind, Stage: d.LastStage}
		})...)
	}
	return byReason, byStage
}

// pareto counts deals by what of gives them and adds shares up.
func (s *scope) pareto(deals []*DealFact, of func(*DealFact) Reason) []Reason {
	index := make(map[Reason]int)
	var list []Reason
	for _, d := range deals {
		key := of(d)
		at, ok := index[key]
		if !ok {
			at = len(list)
			index[key] = at
			list = append(list, key)
		}
		list[at].Count++
		list[at].Amount += d.Amount
	}
	slices.SortFunc(list, func(a, b Reason) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), -cmp.Compare(a.Amount, b.Amount),
			cmp.Compare(a.Reason, b.Reason), cmp.Compare(s.position(a.Stage), s.position(b.Stage)))
	})
	sum := 0
	for i := range list {
		sum += list[i].Count
		list[i].Share = share(list[i].Count, len(deals))
		list[i].Cumulative = share(sum, len(deals))
	}
	return list
}

// position returns a stage's place in the process, 0 for an unknown one.
func (s *scope) position(id ID) int {
	if stage := s.stages[id]; stage != nil {
		return stage.Position
	}
	return 0
}
