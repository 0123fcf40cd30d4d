package data

import (
	"context"
	"sync"

	"attain/app/sales"
)

// moment tells one state of the records from another: every change makes a
// new batch or undoes one.
type moment struct{ newest, undone int64 }

// moment reads which state the records are in.
func (r reader) moment(ctx context.Context) (moment, error) {
	var m moment
	err := r.q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0), count(*) FILTER (WHERE state = 'undone') FROM batches").Scan(&m.newest, &m.undone)
	return m, failure("read the change log", err)
}

// mostKept is how many answers are kept, those of the pages in view; and
// mostRows how many deals and stays they may hold together, so that a large
// team's do not fill the memory: about 150 MB.
const (
	mostKept = 8
	mostRows = 200_000
)

// keptFacts keeps the facts of one moment. They are shared and only read.
type keptFacts struct {
	mu    sync.Mutex
	at    moment
	facts map[sales.FactsQuery]*sales.Facts
}

// find returns the facts of a question at a moment, or nil.
func (k *keptFacts) find(at moment, q sales.FactsQuery) *sales.Facts {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.at != at {
		return nil
	}
	return k.facts[q]
}

// keep remembers facts; those of another moment are forgotten.
func (k *keptFacts) keep(at moment, q sales.FactsQuery, facts *sales.Facts) {
	k.mu.Lock()
	defer k.mu.Unlock()
	rows := rowsOf(facts)
	for _, kept := range k.facts {
		rows += rowsOf(kept)
	}
	if k.at != at || len(k.facts) >= mostKept || rows > mostRows {
		k.at, k.facts = at, nil
	}
	if k.facts == nil {
		k.facts = map[sales.FactsQuery]*sales.Facts{}
	}
	k.facts[q] = facts
}

// forget drops all answers: other records were put in the place of all.
func (k *keptFacts) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.at, k.facts = moment{}, nil
}

// rowsOf counts what takes the room in facts.
func rowsOf(f *sales.Facts) int { return len(f.Deals) + len(f.Stays) + len(f.Moves) + len(f.Leads) }
