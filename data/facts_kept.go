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
	err := r.q.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(id), 0) FROM batches),
		(SELECT count(*) FROM batches WHERE state = '`+stateUndone+"')").Scan(&m.newest, &m.undone)
	return m, failure("read the change log", err)
}

// mostKept is how many answers are kept, those of the pages in view; and
// mostBytes about how much memory they may take together.
const (
	mostKept  = 8
	mostBytes = 100 << 20
)

// keptFacts keeps the facts of one moment, and those from before whatever was
// written since. They are shared and only read.
type keptFacts struct {
	mu    sync.Mutex
	at    moment
	facts map[sales.FactsQuery]*keptAnswer
	asked int // questions so far
}

// keptAnswer is facts and what has changed since they were folded.
type keptAnswer struct {
	facts   *sales.Facts
	changed changes
	asked   int // the higher the later it was asked for
}

// find returns the facts of a question, or nil, and what was changed since
// they were folded up to a moment.
func (k *keptFacts) find(at moment, q sales.FactsQuery) (*sales.Facts, changes) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if answer := k.facts[q]; answer != nil && k.at == at {
		k.asked++
		answer.asked = k.asked
		return answer.facts, answer.changed.clone()
	}
	return nil, changes{}
}

// keep remembers facts of a moment; those of an earlier one are forgotten, and
// where it is too many, those not asked for the longest.
func (k *keptFacts) keep(at moment, q sales.FactsQuery, facts *sales.Facts) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.at.newest > at.newest {
		return // something was written while they were folded
	}
	if k.at != at || k.facts == nil {
		k.at, k.facts = at, map[sales.FactsQuery]*keptAnswer{}
	}
	k.asked++
	k.facts[q] = &keptAnswer{facts: facts, asked: k.asked}
	for len(k.facts) > 1 && (len(k.facts) > mostKept || k.bytes() > mostBytes) {
		delete(k.facts, k.oldest())
	}
}

// bytes is about how much memory the kept facts take.
func (k *keptFacts) bytes() int {
	sum := 0
	for _, kept := range k.facts {
		sum += sizeOf(kept.facts)
	}
	return sum
}

// oldest is the question that was not asked for the longest.
func (k *keptFacts) oldest() sales.FactsQuery {
	var oldest sales.FactsQuery
	least := k.asked + 1
	for q, kept := range k.facts {
		if kept.asked < least {
			oldest, least = q, kept.asked
		}
	}
	return oldest
}

// wrote takes note of what a transaction changed between two moments. Facts
// are forgotten when it is more than can be told, or when somebody else wrote
// in between.
func (k *keptFacts) wrote(before, after moment, changed changes) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.at != before || changed.all {
		k.at, k.facts = moment{}, nil
		return
	}
	k.at = after
	for _, kept := range k.facts {
		kept.changed.add(changed)
	}
}

// forget drops all answers: other records were put in the place of all.
func (k *keptFacts) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.at, k.facts = moment{}, nil
}

// sizeOf estimates the memory that facts take.
func sizeOf(f *sales.Facts) int {
	const deal, stay, move, lead = 800, 100, 150, 400
	return deal*len(f.Deals) + stay*len(f.Stays) + move*len(f.Moves) + lead*len(f.Leads)
}
