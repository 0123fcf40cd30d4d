package views

import "attain/app/sales"

// activityTypes are the types that forms offer; lists show any other as well.
func activityTypes() []sales.ActivityType {
	return []sales.ActivityType{
		sales.Call, sales.Mail, sales.Meeting, sales.Message, sales.Web,
		sales.MailOpen, sales.MailClick, sales.Social, sales.Event, sales.Referral,
	}
}

// outcomesOf are the outcomes a type can have, the usual one first.
func outcomesOf(t sales.ActivityType) []sales.Outcome {
	switch t {
	case sales.Call:
		return []sales.Outcome{sales.Conversation, sales.Voicemail, sales.NoAnswer}
	case sales.Mail, sales.Message:
		return []sales.Outcome{sales.NoReply, sales.Reply, sales.Bounce}
	case sales.Meeting:
		return []sales.Outcome{sales.Held, sales.NoShow, sales.Cancelled}
	default:
		return nil
	}
}

// typeText is an activity type in words; a type of the team's own is its own
// word.
func typeText(text sales.Text, t sales.ActivityType) string {
	key := "views.log.type." + string(t)
	if words := text(key); words != key {
		return words
	}
	return string(t)
}

// outcomeText is an outcome in words; none is "–".
func outcomeText(text sales.Text, o sales.Outcome) string {
	if o == "" {
		return none
	}
	key := "views.log.outcome." + string(o)
	if words := text(key); words != key {
		return words
	}
	return string(o)
}
