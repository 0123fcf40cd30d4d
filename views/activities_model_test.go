package views

import (
	"slices"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
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

// activitiesAlone is a list of what was done and planned, by no window.
func activitiesAlone(d Deps) activityModel {
	today := d.Service.Today()
	return activityModel{deps: d, list: &app.ActivityList{
		AsOf: today, Count: 3, Reps: map[sales.ID]string{"x": "Ann"}, Deals: map[sales.ID]string{"d": "Cranes"}, Leads: map[sales.ID]string{"l": "Park"},
		Rows: []sales.Activity{
			{ID: "1", Type: sales.Call, Day: today, Subject: "Hi", DealID: "d", RepID: "x", Outcome: sales.Conversation, Direction: sales.Outbound},
			{ID: "2", Type: "fax", Day: today - 1, LeadID: "l", Outcome: "jammed"},
			{ID: "3", Type: sales.Mail, Day: today - 2, DealRef: "ext-9", Planned: true, At: (today - 2).Time().Add(9 * time.Hour)},
		},
	}}
}

func TestARowOfActivitiesSaysWhatWasDone(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m, today := activitiesAlone(d), d.Service.Today()
		want := [][]widgets.Cell{
			{{Text: d.Format.Day(today, today)}, {Text: d.Text("views.log.type.call")}, {Text: "Hi", Bold: true}, {Text: "Cranes"}, {Text: "Ann"}, {Text: d.Text("views.log.outcome.conversation"), Role: widgets.RoleWon}},
			{{Text: d.Format.Day(today-1, today)}, {Text: "fax"}, {Bold: true}, {Text: "Park"}, {}, {Text: "jammed"}},
			{{Text: d.Format.Day(today-2, today) + " 09:00", Role: widgets.RoleOffTrack}, {Text: d.Text("views.log.type.mail")}, {Bold: true}, {Text: "ext-9"}, {}, {Text: d.Text("views.activities.planned"), Role: widgets.RoleAccent}},
		}
		for i, cells := range want {
			for column, want := range cells {
				if got := m.cell(m.list.Rows[i], column); got != want {
					t.Errorf("row %d says %+v in column %d, want %+v", i, got, column, want)
				}
			}
		}
		if got := m.about(sales.Activity{}); got != none {
			t.Errorf("about nothing is %q", got)
		}
		if _, found := m.find("9"); found {
			t.Error("what is not there is found")
		}
		if a, found := m.find("2"); !found || a.Type != "fax" {
			t.Errorf("found is %+v", a)
		}
	})
}

func TestAListOfActivitiesSaysHowManyThereAre(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := activitiesAlone(d)
		if m.cut() {
			t.Error("a whole list is cut")
		}
		m.list.Rows, m.list.Count = make([]sales.Activity, firstActivities), 12_345
		if got := m.count(); !m.cut() || !strings.Contains(got, "12,345") || !strings.Contains(got, "500") {
			t.Errorf("a long list says %q", got)
		}
		m.list.Count = firstActivities
		if m.cut() {
			t.Error("a list as long as what is read at first is cut")
		}
	})
}

func TestATypeHasATileWhereItWasTriedOrHasAGoal(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := activitiesAlone(d)
		m.list.Metrics.Activities = []sales.ActivityMetrics{
			{Type: sales.Call, Attempts: 40, Connected: 10, Ratio: sales.Ratio{Num: 10, Den: 40}, Goal: float(80), GoalDone: 40, GoalPace: sales.Ratio{Num: 40, Den: 60}, GoalBand: sales.Behind},
			{Type: sales.Mail},
			{Type: sales.Meeting, Goal: float(4)},
			{Type: sales.Web, Attempts: 1},
			{Type: sales.Social, Attempts: 1},
			{Type: sales.Event, Attempts: 1},
		}
		tiled := m.tiled()
		types := make([]sales.ActivityType, len(tiled))
		for i, tile := range tiled {
			types[i] = tile.Type
		}
		if !slices.Equal(types, []sales.ActivityType{sales.Call, sales.Meeting, sales.Web, sales.Social}) {
			t.Errorf("tiles are of %v", types)
		}
		call := activityStat(d, tiled[0])
		if call.Value != "40" || call.Role != widgets.RoleBehind || !strings.Contains(call.Delta, "67%") || !strings.Contains(call.Hint, "25%") {
			t.Errorf("calls are %+v", call)
		}
		if meeting := activityStat(d, tiled[1]); meeting.Hint != d.Text("views.activities.untried") || meeting.Role != widgets.RoleMuted || !strings.Contains(meeting.Delta, "4") {
			t.Errorf("meetings are %+v", meeting)
		}
		if web := activityStat(d, tiled[2]); web.Delta != "" || web.Role != widgets.RoleNone {
			t.Errorf("without a goal it is %+v", web)
		}
		metrics := sales.Metrics{ContactRate: sales.Ratio{Num: 5, Den: 1000}, ContactWarning: true}
		if contact := contactStat(d, metrics); contact.Value != "5" && contact.Value != "5.0" || contact.Role != widgets.RoleOffTrack {
			t.Errorf("the contact rate is %+v", contact)
		}
		if contact := contactStat(d, sales.Metrics{}); contact.Value != none || contact.Delta != "" {
			t.Errorf("without a call the contact rate is %+v", contact)
		}
	})
}
