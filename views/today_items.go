package views

import (
	"attain/app"
	"attain/app/sales"
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
