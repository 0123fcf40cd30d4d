package views

import (
	"slices"
	"testing"

	"attain/app/sales"
)

// TestActivitiesShowAllRowsInAnyOrder lists a year of a team, more than is
// shown at once, and sorts it by each column.
func TestActivitiesShowAllRowsInAnyOrder(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageActivities)
	s.shell.bar.setKind(kindYear)
	s.settle()
	page := s.shell.pages[PageActivities].(*Activities)
	if n := len(page.list.Rows); n <= firstActivities || n != page.list.Count {
		t.Fatalf("%d rows of %d", n, page.list.Count)
	}
	ids := func() []string {
		var ids []string
		for row := range page.table.Data().Length() {
			ids = append(ids, page.table.Data().ID(row))
		}
		return ids
	}
	read := ids()
	for column, title := range page.table.Columns() {
		for _, down := range []bool{false, true} {
			page.table.OnSort(title.ID, down)
			shown := ids()
			if slices.Equal(shown, read) && (title.ID != "date" || !down) {
				t.Errorf("by %s nothing moves", title.ID)
			}
			if title.ID == "date" {
				first, last := page.list.Rows[0].Day, page.list.Rows[len(shown)-1].Day
				if first < last != !down {
					t.Errorf("by date, down %v: from %s to %s", down, first, last)
				}
				continue
			}
			last := ""
			for row := range shown {
				text := page.table.Data().Cell(row, column).Text
				if row > 0 && (text < last) != down && text != last {
					t.Fatalf("by %s, down %v: %q after %q", title.ID, down, text, last)
				}
				last = text
			}
			slices.Sort(shown)
			if want := slices.Sorted(slices.Values(read)); !slices.Equal(shown, want) {
				t.Fatalf("by %s rows are lost", title.ID)
			}
		}
	}
	page.open(page.table.Data().ID(700))
	if a := page.list.Rows[700]; (a.DealID != "" || a.LeadID != sales.ID("")) && s.shell.side.panel == nil {
		t.Error("the row opens nothing")
	}
}

// TestATypeWithoutAttemptsClaimsNoRatio: "– connected (0)" says nothing.
func TestATypeWithoutAttemptsClaimsNoRatio(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageActivities)
	if stat := activityStat(s.shell.deps, sales.ActivityMetrics{Type: sales.Call}); stat.Hint != "none yet" || stat.Value != "0" {
		t.Errorf("no call reads %+v", stat)
	}
	one := sales.ActivityMetrics{Type: sales.Call, Attempts: 1200, Connected: 900, Ratio: sales.Ratio{Num: 900, Den: 1200}}
	if stat := activityStat(s.shell.deps, one); stat.Hint != "75% connected (900)" || stat.Value != "1,200" {
		t.Errorf("calls read %+v", stat)
	}
	if got := s.shell.deps.Format.Percent(float(12.8)); got != "1,280%" {
		t.Errorf("12.8 reads %q", got)
	}
}

// TestASearchOfActivitiesThatFindsNothingSaysSo and gives the way back: what is
// there must not look as if nothing had been done.
func TestASearchOfActivitiesThatFindsNothingSaysSo(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageActivities)
	page := s.shell.pages[PageActivities].(*Activities)
	all := len(page.list.Rows)
	page.filter.Text = "no such words"
	page.Load(page.scope)
	s.settle()
	if all == 0 || page.area.Objects[0] != page.empty.unfoundDone {
		t.Fatalf("%d rows, then %v is shown", all, page.area.Objects[0])
	}
	s.press("Show all")
	s.settle()
	if page.area.Objects[0] != page.table || len(page.list.Rows) != all {
		t.Errorf("then %d rows of %d", len(page.list.Rows), all)
	}
}
