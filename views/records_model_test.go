package views

import (
	"strings"
	"testing"

	"attain/app/sales"
)

// recordsAlone makes rows of records by no window and no database.
func recordsAlone(d Deps) *recordReader {
	return &recordReader{
		service: d.Service, text: d.Text, format: d.Format, reps: map[sales.ID]string{"x": "Ann"}, accounts: map[sales.ID]string{"a": "Hansung"},
	}
}

func rowWords(row recordRow) string {
	cells := make([]string, 5)
	for column := range cells {
		cells[column] = row.cell(column).Text
	}
	return strings.Join(cells, "|")
}

func TestARecordIsARowInWords(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		r, today := recordsAlone(d), d.Service.Today()
		day := d.Format.Day(today-1, today)
		rows := r.dealRows([]sales.Deal{{ID: "1", Name: "Cranes", AccountID: "a", OwnerID: "x", Created: today - 1, Amount: amount(500_00)}, {ID: "2", Name: "Lifts", Created: today - 1}})
		rows = append(rows, r.leadRows([]sales.Lead{{ID: "l", Name: "Park", Company: "Able", RepID: "x", Source: "Fair", Created: today - 1}})...)
		rows = append(rows, r.activityRows([]sales.Activity{{ID: "c", Type: sales.Call, RepID: "x", Day: today - 1, Outcome: sales.Voicemail}})...)
		call := d.Text("views.log.type.call")
		for i, want := range []string{
			"Cranes|Hansung|Ann|" + day + "|" + d.Format.Money(500_00), "Lifts|||" + day + "|" + none, "Park|Able|Ann|" + day + "|Fair",
			call + "|" + call + "|Ann|" + day + "|" + d.Text("views.log.outcome.voicemail"),
		} {
			if got := rowWords(rows[i]); got != want || !rows[i].cell(0).Bold || rows[i].cell(1).Bold {
				t.Errorf("row %d says %q, want %q", i, got, want)
			}
		}
	})
}

func TestRowsComeToASumOrACount(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		r := recordsAlone(d)
		deals := []recordRow{{kind: sales.KindDeal, id: "1", value: 100_00}, {kind: sales.KindDeal, id: "2", value: 250_00}}
		found := r.summed(sales.KindDeal, deals)
		if want := d.Text("views.shell.records.sum", "Count", "2", "Sum", d.Format.Rounded(350_00)); found.total != want {
			t.Errorf("deals come to %q, want %q", found.total, want)
		}
		if leads := r.summed(sales.KindLead, deals); leads.total != "2" || leads.sentence(d.Text) != d.Text("views.shell.records.total", "Total", "2") {
			t.Errorf("leads come to %q", leads.total)
		}
		if computed := (records{total: "6 of 9", computed: true}); computed.sentence(d.Text) != "6 of 9" {
			t.Errorf("what is computed says %q", computed.sentence(d.Text))
		}
		before := found.total
		r.weigh(&found, []WeightedDeal{{ID: "1", Open: true, Value: 40_00}, {ID: "2"}})
		if found.rows[0].worth != d.Format.Rounded(40_00) || found.rows[1].worth != none || !found.weighted || found.total == before {
			t.Errorf("weighted it is %+v", found)
		}
		closed := r.summed(sales.KindDeal, deals)
		won := d.Service.Today() - 3
		if r.weigh(&closed, []WeightedDeal{{ID: "1", Closed: won}, {ID: "2"}}); closed.weighted || closed.total != before {
			t.Errorf("of closed deals it is %+v", closed)
		}
		if closed.rows[0].day != won || closed.rows[1].day == won {
			t.Errorf("a won deal is dated %v, another %v", closed.rows[0].day, closed.rows[1].day)
		}
	})
}

func TestQuotasAndCorrectionsAreRowsToo(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		r := recordsAlone(d)
		november := sales.MonthOf(2026, 11)
		facts := &sales.Facts{
			Quotas:      []sales.Quota{{ID: "q", RepID: "x", Month: november}, {ID: "other", Month: november}},
			Adjustments: []sales.AdjustmentFact{{ID: "j", RepID: "x", Day: november.First() + 4, Reason: "Refund"}},
			Deals:       []sales.DealFact{{ID: "1", Kind: sales.StageWon, Since: 9}, {ID: "2", Kind: sales.StageOpen, Since: 8}, {ID: "1", Kind: sales.StageLost, Since: 5, Kept: true}},
		}
		rows := r.factRows(facts, &sales.Explanation{Items: []sales.Item{{Kind: sales.KindQuota, ID: "q"}, {Kind: sales.KindAdjustment, ID: "j"}}})
		if len(rows) != 2 || rows[0].name != d.Text("views.shell.records.quota", "Month", d.Format.Month(november)) || rows[0].day != november.First() || rows[1].detail != "Refund" || rows[1].rep != "Ann" {
			t.Errorf("the rows are %+v", rows)
		}
		if days := closeDays(facts); len(days) != 1 || days["1"] != 9 {
			t.Errorf("closed were %v", days)
		}
	})
}

func TestRecordsAreSortedByAColumn(t *testing.T) {
	for column, want := range map[string]string{"name": "123", "detail": "231", "rep": "312", "date": "321", "value": "213", "weighted": "132"} {
		rows := []recordRow{
			{id: "1", name: "a", detail: "c", rep: "b", day: 3, value: 2, second: 1}, {id: "2", name: "b", detail: "a", rep: "c", day: 2, value: 1, second: 3}, {id: "3", name: "c", detail: "b", rep: "a", day: 1, value: 3, second: 2},
		}
		for _, down := range []bool{false, true} {
			sortRecords(rows, column, down)
			got := string(rows[0].id + rows[1].id + rows[2].id)
			if down {
				got = string(rows[2].id + rows[1].id + rows[0].id)
			}
			if got != want {
				t.Errorf("by %s, down %v: %s, want %s", column, down, got, want)
			}
		}
	}
}

func TestDealsWithAWeightHaveAColumnForIt(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		for weighted, want := range map[bool]int{false: 5, true: 6} {
			columns := recordColumns(d.Text, records{rows: []recordRow{{kind: sales.KindLead}}, weighted: weighted})
			titles := []string{}
			for _, column := range columns {
				titles = append(titles, column.Title)
			}
			named(t, titles...)
			if len(columns) != want {
				t.Errorf("weighted %v: %d columns", weighted, len(columns))
			}
		}
		deals := records{rows: []recordRow{{kind: sales.KindDeal}}}
		if got := recordColumns(d.Text, deals); got[4].Title != d.Text("views.pipeline.column.amount") {
			t.Errorf("the columns of deals are %+v", got)
		}
		if got := recordColumns(d.Text, records{weighted: true}); got[1].Title != d.Text("views.pipeline.column.account") || got[5].ID != "weighted" {
			t.Errorf("the columns are %+v", got)
		}
	})
}
