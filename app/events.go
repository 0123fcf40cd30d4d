package app

import "sync"

// Topic names what a change touched; pages subscribe to topics.
type Topic string

// The topics.
const (
	TopicDeals      Topic = "deals"
	TopicActivities Topic = "activities"
	TopicLeads      Topic = "leads"
	TopicQuotas     Topic = "quotas"
	TopicTeam       Topic = "team"     // reps, products, accounts, contacts, goals
	TopicProcess    Topic = "process"  // stages
	TopicSettings   Topic = "settings" // settings, profile
	TopicClosings   Topic = "closings"
)

// Event says that a batch of changes was committed.
type Event struct {
	Topics []Topic
	Label  string // the batch's label, for the undo toast
	Undo   bool   // the event is itself an undo or redo
	// Restored: other records were put in the place of all.
	Restored bool
}

// bus hands events to subscribers after commit, in order of subscription, on
// the goroutine that wrote.
type bus struct {
	mu   sync.Mutex
	next int
	subs map[int]func(Event)
}

// subscribe adds f and returns what removes it.
func (b *bus) subscribe(f func(Event)) func() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = map[int]func(Event){}
	}
	id := b.next
	b.next++
	b.subs[id] = f
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subs, id)
	}
}

// publish calls every subscriber outside the lock.
func (b *bus) publish(e Event) {
	b.mu.Lock()
	subs := make([]func(Event), 0, len(b.subs))
	for id := range b.next {
		if f, ok := b.subs[id]; ok {
			subs = append(subs, f)
		}
	}
	b.mu.Unlock()
	for _, f := range subs {
		f(e)
	}
}
