package views

import (
	"testing"

	"attain/app"
	"attain/app/sales"
)

func TestActivitiesAreInTheOrderChosen(t *testing.T) {
	m := &activityModel{deps: alone(t, "en")}
	m.list = &app.ActivityList{
		Reps: map[sales.ID]string{"a": "Ann", "b": "Bo"}, Deals: map[sales.ID]string{"d": "Deal"}, Leads: map[sales.ID]string{"l": "Able"},
		Rows: []sales.Activity{
			{ID: "1", RepID: "b", Type: sales.Call, Day: 3, Subject: "x", DealID: "d", Outcome: "connected"},
			{ID: "2", RepID: "a", Type: sales.Mail, Day: 2, Subject: "z", LeadID: "l", Outcome: "replied"},
			{ID: "3", RepID: "a", Type: sales.Call, Day: 1, Subject: "y"},
		},
	}
	for _, c := range []struct {
		sort string
		down bool
		want string
	}{
		{"date", false, "321"},
		{"date", true, "123"},
		{"rep", false, "231"},
		{"rep", true, "123"},
		{"subject", false, "132"},
		{"type", false, "132"},
		{"about", false, "213"},
		{"", false, "213"},
	} {
		m.sort, m.down = c.sort, c.down
		m.order()
		got := ""
		for _, a := range m.list.Rows {
			got += string(a.ID)
		}
		if got != c.want {
			t.Errorf("by %q, down %v: %s, want %s", c.sort, c.down, got, c.want)
		}
	}
}
