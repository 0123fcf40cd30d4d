package views

import (
	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// stepItems are the next steps a day's card counts; one that is only written
// on its deal stands for the deal.
func stepItems(agenda *app.Agenda) []sales.Item {
	items := make([]sales.Item, 0, len(agenda.Steps))
	for _, step := range agenda.Steps {
		item := sales.Item{Kind: sales.KindActivity, ID: step.Activity.ID}
		if item.ID == "" {
			item = sales.Item{Kind: sales.KindDeal, ID: step.Activity.DealID}
		}
		items = append(items, item)
	}
	return items
}

// needItems are the deals that need somebody.
func needItems(agenda *app.Agenda) []sales.Item {
	items := make([]sales.Item, 0, len(agenda.Needs))
	for _, need := range agenda.Needs {
		items = append(items, sales.Item{Kind: sales.KindDeal, ID: need.Deal.ID})
	}
	return items
}

// silentItems are the deals and leads about to be given up.
func silentItems(agenda *app.Agenda) []sales.Item {
	items := make([]sales.Item, 0, len(agenda.Silent))
	for _, s := range agenda.Silent {
		items = append(items, sales.Item{Kind: s.Kind, ID: s.ID})
	}
	return items
}

// quotaMetric is the number that the ring opens: what was credited, and where
// there is a quota what it is of.
func quotaMetric(m sales.Metrics) string {
	if m.Quota == nil {
		return "credited"
	}
	return "attainment"
}

// doneForm is the form in which a step is logged as done, with a next one.
func doneForm(step sales.Activity) app.LogForm {
	return app.LogForm{CompleteID: step.ID, Activity: sales.Activity{
		RepID: step.RepID, Type: step.Type, Direction: sales.Outbound, Subject: step.Subject,
		DealID: step.DealID, LeadID: step.LeadID, AccountID: step.AccountID, ContactID: step.ContactID,
	}}
}

// silentSubject is the activity that is about a deal or lead about to be given up.
func silentSubject(s app.Silence) sales.Activity {
	if s.Kind == sales.KindLead {
		return sales.Activity{RepID: s.RepID, LeadID: s.ID}
	}
	return sales.Activity{RepID: s.RepID, DealID: s.ID}
}

// ring is how much of what the day asks for is done.
func (g dayGoal) ring() widgets.Ring {
	ring := widgets.Ring{Value: g.share(), Expected: -1, Role: widgets.RoleAccent}
	if g.Done >= g.Need {
		ring.Role = widgets.RoleOnTrack
	}
	return ring
}
