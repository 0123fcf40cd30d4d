package importer

import "attain/app/sales"

// memoLimit bounds what a memo remembers: columns of words have few different
// ones, and a column of free text must not fill the memory.
const memoLimit = 2000

// memo remembers what a word means, because tables repeat the same few words
// in every row and comparing vocabularies is slow.
type memo[V any] struct{ known map[string]V }

// of returns what compute says of the word.
func (m *memo[V]) of(word string, compute func(string) V) V {
	if value, ok := m.known[word]; ok {
		return value
	}
	value := compute(word)
	if m.known == nil {
		m.known = map[string]V{}
	}
	if len(m.known) < memoLimit {
		m.known[word] = value
	}
	return value
}

// vocabulary remembers the words of a table's columns.
type vocabulary struct {
	types      memo[sales.ActivityType]
	implied    memo[sales.Direction]
	directions memo[sales.Direction]
	results    memo[sales.Outcome]
	plans      memo[plan]
	statuses   memo[sales.LeadStatus]
	stages     memo[stageMeaning]
	outcomes   memo[Outcome]
	properties memo[bool]
}

// plan is what a word says of whether something is still to be done.
type plan int

const (
	planUnknown plan = iota
	planTodo
	planDone
)

// planOf recognises yes and no, and the words of status columns.
func planOf(word string) plan {
	folded := fold(word)
	switch planned, ok := yes(word); {
	case ok && planned:
		return planTodo
	case ok:
		return planDone
	case means(folded, "planned scheduled todo notstarted waiting deferred upcoming open inprogress 예정 계획 예정됨 미완료"):
		return planTodo
	case means(folded, "done completed held finished closed 완료 완료됨 실시"):
		return planDone
	}
	return planUnknown
}

// stageMeaning is what a stage's name says.
type stageMeaning struct {
	outcome Outcome
	closed  bool
}

func stageMeaningOf(name string) stageMeaning {
	outcome, closed := outcomeOfStage(name)
	return stageMeaning{outcome, closed}
}

func outcomeWord(text string) Outcome {
	outcome, _ := outcomeOfWord(text)
	return outcome
}

func leadStatusWord(text string) sales.LeadStatus {
	status, _ := leadStatus(text)
	return status
}

// impliedDirection is what the name of an activity's type says of its
// direction.
func impliedDirection(kind string) sales.Direction {
	folded := fold(kind)
	switch {
	case means(folded, "outboundcall outgoingemail sentemail emailsent coldcall"):
		return sales.Outbound
	case means(folded, "inboundcall incomingemail emailreceived"):
		return sales.Inbound
	}
	return ""
}
