package salestest

import (
	"cmp"
	"slices"

	"attain/app/sales"
)

// ReviewActivities lists the activities of a period as of a day as a monthly
// review does. names are those of deals and leads by id.
func ReviewActivities(period sales.Period, asOf sales.Day, activities []sales.Activity, names map[sales.ID]string) []sales.ReviewActivity {
	ordered := slices.Clone(activities)
	slices.SortStableFunc(ordered, func(a, b sales.Activity) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), a.At.Compare(b.At), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.ID, b.ID))
	})
	var list []sales.ReviewActivity
	answered := make(map[string]bool)
	for _, a := range ordered {
		if !period.Contains(a.Day) || !a.Planned && a.Day > asOf {
			continue
		}
		row := sales.ReviewActivity{
			ID: a.ID, Day: a.Day, RepID: a.RepID, Type: a.Type, Direction: a.Direction, Outcome: a.Outcome, Planned: a.Planned,
			Attempt: !a.Planned && a.Direction == sales.Outbound, Subject: a.Subject, Minutes: a.Minutes,
			On: cmp.Or(names[a.DealID], a.DealRef, names[a.LeadID], a.LeadRef),
		}
		if row.Attempt && sales.Connects(a) {
			thread := string(a.Type) + sales.Thread(a)
			row.Connected = a.Type != sales.Mail && a.Type != sales.Message || !answered[thread]
			answered[thread] = true
		}
		list = append(list, row)
	}
	return list
}
