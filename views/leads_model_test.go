package views

import (
	"slices"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// leadsAlone is a list of four leads, one of each status, by no window.
func leadsAlone(d Deps) *leadsModel {
	today := d.Service.Today()
	row := func(id, name, source, rep string, status sales.LeadStatus, created sales.Day, score float64) app.LeadRow {
		return app.LeadRow{LeadFact: sales.LeadFact{ID: sales.ID(id), Name: name, Source: source, Status: status, Created: created}, Rep: rep, Score: score, Scored: score > 0}
	}
	list := &app.LeadList{AsOf: today, Rows: []app.LeadRow{
		row("1", "Park", "Fair", "Ann", sales.LeadNew, today-1, 0.9), row("2", "Ahn", "Web", "Bo", sales.LeadWorking, today-2, 0.1),
		row("3", "Choi", "Fair", "", sales.LeadQualified, today-90, 0), row("4", "Kim", "", "Ann", sales.LeadDisqualified, today-90, 0.5),
	}}
	list.Rows[3].Decided = today - 3
	return &leadsModel{deps: d, list: list, sort: "created", down: true, scope: app.Scope{Period: sales.MonthPeriod(today.Month())}}
}

func leadNames(rows []app.LeadRow) string {
	names := make([]string, len(rows))
	for i, row := range rows {
		names[i] = row.Name
	}
	return strings.Join(names, " ")
}

func TestLeadsAreFilteredAndInOrder(t *testing.T) {
	for _, c := range []struct {
		state      int
		text, sort string
		down       bool
		want       string
	}{
		{leadsUndecided, "", "created", true, "Park Ahn"},
		{leadsUndecided, "", "created", false, "Ahn Park"},
		{leadsQualified, "", "created", true, "Choi"},
		{leadsDisqualified, "", "created", true, "Kim"},
		{leadsAll, "", "name", false, "Ahn Choi Kim Park"},
		{leadsAll, "fair", "name", false, "Choi Park"},
		{leadsAll, "bo", "name", false, "Ahn"},
		{leadsAll, "", "fit", true, "Park Kim Ahn Choi"},
		{leadsAll, "nobody", "name", false, ""},
	} {
		m := leadsAlone(alone(t, "en"))
		m.state, m.search, m.sort, m.down = c.state, sales.NewSearch(c.text), c.sort, c.down
		m.filter()
		if got := leadNames(m.rows); got != c.want {
			t.Errorf("state %d with %q by %s, down %v: %s, want %s", c.state, c.text, c.sort, c.down, got, c.want)
		}
	}
	for _, column := range []string{"name", "company", "source", "rep", "created", "touches", "attempts", "fit", "status"} {
		m := leadsAlone(alone(t, "en"))
		m.state, m.sort = leadsAll, column
		if m.filter(); len(m.rows) != 4 {
			t.Errorf("by %s there are %s", column, leadNames(m.rows))
		}
	}
}

func TestARowOfLeadsSaysItsFitAndStatus(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m, today := leadsAlone(d), d.Service.Today()
		want := []widgets.Cell{
			{Text: "Park", Bold: true},
			{Text: none},
			{Text: "Fair"},
			{Text: "Ann"},
			{Text: d.Format.Day(today-1, today)},
			{Text: "0"},
			{Text: "0"},
			{Text: d.Text("views.leads.fit.good"), Role: widgets.RoleOnTrack, Mark: true},
			{Text: d.Text("views.leads.status.new")},
		}
		for column, want := range want {
			if got := m.cell(m.list.Rows[0], column); got != want {
				t.Errorf("column %d says %+v, want %+v", column, got, want)
			}
		}
		for i, want := range []widgets.Tag{
			{Text: d.Text("views.leads.fit.good"), Role: widgets.RoleOnTrack},
			{Text: d.Text("views.leads.fit.poor"), Role: widgets.RoleOffTrack},
			{Text: none, Role: widgets.RoleMuted},
			{Text: d.Text("views.leads.fit.fair"), Role: widgets.RoleBehind},
		} {
			if got := fitTag(d, m.list.Rows[i].Score, m.list.Rows[i].Scored); got != want {
				t.Errorf("the fit of row %d is %+v, want %+v", i, got, want)
			}
		}
		for status, role := range map[sales.LeadStatus]widgets.Role{sales.LeadNew: widgets.RoleNone, sales.LeadWorking: widgets.RoleAccent, sales.LeadQualified: widgets.RoleWon, sales.LeadDisqualified: widgets.RoleLost} {
			if got := leadTag(d, status); got.Role != role || got.Text != d.Text("views.leads.status."+string(status)) {
				t.Errorf("%s is %+v", status, got)
			}
		}
	})
}

func TestTheQualityOfLeadsIsBySourceFitAndRep(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := leadsAlone(d)
		ratio := sales.Ratio{Num: 20, Den: 40}
		m.list.Metrics.LeadsBySource = []sales.LeadGroup{{Name: "Fair", Leads: 2, Conversion: ratio, Warm: ratio}, {Name: "", Leads: 1}}
		m.list.Metrics.LeadsByFit = []sales.LeadGroup{{Name: "good", Leads: 1}, {Name: "", Leads: 1}}
		m.list.ByRep = []sales.LeadGroup{{Name: "Ann", Leads: 2}}
		m.group()
		want := []string{"Fair 1", none + " 1", d.Text("views.leads.fit.good") + " 1", d.Text("views.leads.fit.unknown") + " 0", "Ann 2"}
		for i, group := range m.groups {
			name, ids, found := m.in(group.id())
			if got := name + " " + d.Format.Count(len(ids)); !found || got != want[i] {
				t.Errorf("group %d opens %q %v, want %q", i, got, ids, want[i])
			}
		}
		for column, want := range []string{d.Text("views.leads.column.source"), "Fair", "2", "40", "50%", "50%"} {
			if got := m.qualityCell(m.groups[0], column); got.Text != want || got.Bold != (column == 1) {
				t.Errorf("column %d says %+v, want %s", column, got, want)
			}
		}
		if _, _, found := m.in("nothing"); found {
			t.Error("no group opens something")
		}
	})
}

func TestTheTilesOfLeadsOpenTheirNumbers(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		m := leadsAlone(d)
		m.list.Metrics.LeadConversion = sales.Ratio{Num: 30, Den: 40}
		m.list.Metrics.LeadTouches = float(2.5)
		tiles := m.tiles()
		for _, tile := range tiles {
			named(t, tile.stat.Label, tile.stat.Hint)
			if !slices.Contains(sales.Explainable(), tile.metric) {
				t.Errorf("%s opens %q", tile.stat.Label, tile.metric)
			}
		}
		if tiles[0].stat.Value != "75%" || tiles[3].stat.Value != "2.5" || tiles[1].stat.Value != none {
			t.Errorf("the tiles are %+v", tiles)
		}
		m.list.Metrics.LeadTouches = nil
		if got := m.tiles()[3].stat.Value; got != none {
			t.Errorf("without leads the touches are %q", got)
		}
	})
}
