package sales

import "strings"

// Usual reports one of the types that everybody has; others are a team's own.
func (t ActivityType) Usual() bool {
	switch t {
	case Call, Mail, Meeting, Message, Web, MailOpen, MailClick, Social, Event, Referral:
		return true
	}
	return false
}

// Connects reports whether an activity reached the customer: a call that
// became a conversation, a mail or message that was answered, a meeting that
// was held; for any other type, one of these outcomes.
func Connects(a Activity) bool {
	switch a.Type {
	case Call:
		return a.Outcome == Conversation
	case Mail, Message:
		return a.Outcome == Reply
	case Meeting:
		return a.Outcome == Held
	default:
		return a.Outcome == Conversation || a.Outcome == Reply || a.Outcome == Held
	}
}

// Thread returns what tells one exchange of mails or messages from another,
// so that a reply is counted once per thread: the rep, the deal (else the
// lead, or their names while they are not there yet) and the subject without
// the marks of replies and forwards, in lower case. An activity without a
// subject is a thread of its own.
func Thread(a Activity) string {
	subject := bareSubject(a.Subject)
	if subject == "" {
		return string(a.ID)
	}
	on := string(a.DealID)
	for _, other := range []string{string(a.LeadID), a.DealRef, a.LeadRef} {
		if on == "" {
			on = other
		}
	}
	return string(a.RepID) + "\x1f" + on + "\x1f" + subject
}

// bareSubject takes the marks of replies and forwards off a subject.
func bareSubject(subject string) string {
	subject = strings.ToLower(strings.Join(strings.Fields(subject), " "))
	for {
		bare := subject
		for _, mark := range []string{"re:", "fw:", "fwd:", "답장:", "회신:", "전달:", "re：", "fw：", "fwd：", "답장：", "회신：", "전달："} {
			bare = strings.TrimSpace(strings.TrimPrefix(bare, mark))
		}
		if bare == subject {
			return subject
		}
		subject = bare
	}
}

// DefaultDirection is the direction of an activity that does not say: a touch
// of a lead (web, mail open, mail click, social, event, referral) comes from
// the customer, all else from us.
func DefaultDirection(t ActivityType) Direction {
	switch t {
	case Web, MailOpen, MailClick, Social, Event, Referral:
		return Inbound
	default:
		return Outbound
	}
}
