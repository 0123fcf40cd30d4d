package app

import (
	"slices"
	"sync"

	"attain/app/sales"
)

// mostFigures is how many periods' figures are kept, those asked for last.
const mostFigures = 2

// keptFigures keeps figures of the periods in view, so that after an edit only
// what it changes is computed again: the figures are those of a computation
// from nothing. They are shared and only read.
type keptFigures struct {
	mu   sync.Mutex
	list []*keptPeriod // asked for last first
}

// figuresKey tells one question for figures from another.
type figuresKey struct {
	period   sales.Period
	asOf     sales.Day
	history  sales.Day
	simulate bool
}

// keptPeriod is what was computed last for a question. Who asks it meanwhile
// waits for the answer instead of computing it, too.
type keptPeriod struct {
	key figuresKey

	mu       sync.Mutex
	figures  *Figures
	insights sales.Insights
	searched *Figures // in which the insights were found
	window   *sales.Facts
}

// of returns the place of a question, whose oldest gives way.
func (k *keptFigures) of(facts *sales.Facts, simulate bool) *keptPeriod {
	key := figuresKey{facts.Period, facts.AsOf, facts.History, simulate}
	k.mu.Lock()
	defer k.mu.Unlock()
	at := slices.IndexFunc(k.list, func(p *keptPeriod) bool { return p.key == key })
	kept := &keptPeriod{key: key}
	if at >= 0 {
		kept = k.list[at]
		k.list = slices.Delete(k.list, at, at+1)
	}
	k.list = slices.Insert(k.list, 0, kept)
	k.list = k.list[:min(len(k.list), mostFigures)]
	return kept
}

// figures measures facts; those measured last are measured already. nil keeps
// nothing.
func (k *keptFigures) figures(facts *sales.Facts, simulate bool) (*Figures, error) {
	if k == nil {
		return figuresOf(facts, simulate, nil)
	}
	kept := k.of(facts, simulate)
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.figures != nil && kept.figures.Facts == facts {
		return kept.figures, nil
	}
	figures, err := figuresOf(facts, simulate, kept.figures)
	if err == nil {
		kept.figures = figures
	}
	return figures, err
}

// there returns the figures of facts that a page has computed already; nil: there are none, or they are being computed.
func (k *keptFigures) there(facts *sales.Facts) *Figures {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, kept := range k.list {
		if !kept.mu.TryLock() {
			continue
		}
		figures := kept.figures
		kept.mu.Unlock()
		if figures != nil && figures.Facts == facts {
			return figures
		}
	}
	return nil
}

// find finds what stands out in figures and the facts of a longer window.
func (k *keptFigures) find(figures *Figures, window *sales.Facts) sales.Insights {
	if k == nil {
		return findInsights(figures, window, sales.Insights{})
	}
	kept := k.of(figures.Facts, figures.Forecast != nil)
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.searched != figures || kept.window != window {
		kept.insights = findInsights(figures, window, kept.insights)
		kept.searched, kept.window = figures, window
	}
	return kept.insights
}
