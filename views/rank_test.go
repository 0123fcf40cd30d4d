package views

import (
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
)

func TestRankFindsByLettersInOrder(t *testing.T) {
	texts := []string{"Northwind Trading", "한빛전자 구매팀", "Nordic Wind", "Acme"}
	if got := Rank("nw", texts); !slices.Contains(got, 0) || !slices.Contains(got, 2) || slices.Contains(got, 3) {
		t.Errorf("nw finds %v", got)
	}
	if got := Rank("한빛구매", texts); !slices.Equal(got, []int{1}) {
		t.Errorf("Hangul letters find %v", got)
	}
	if got := Rank("trad north", texts); !slices.Equal(got, []int{0}) {
		t.Errorf("words in any order find %v", got)
	}
	if got := Rank("acme", texts); len(got) == 0 || got[0] != 3 {
		t.Errorf("acme finds %v", got)
	}
}

// TestSearchesFoldAlike finds names by letters without accents, in another
// width and with Hangul as files from macOS have it.
func TestSearchesFoldAlike(t *testing.T) {
	texts := []string{"Müller Łódź", "\u1109\u1165\u110b\u116e\u11af 상사", "Acme"}
	for typed, want := range map[string]int{"muller lodz": 0, "lodz  mull": 0, "서울": 1, "상사  서울": 1, "ＡＣＭＥ": 2} {
		if got := Rank(typed, texts); !slices.Equal(got, []int{want}) {
			t.Errorf("%q finds %v, want %d", typed, got, want)
		}
		m := leadsModel{list: &app.LeadList{}, state: leadsAll, search: sales.NewSearch(typed), sort: "name"}
		data := &app.Pipeline{}
		for _, text := range texts {
			m.list.Rows = append(m.list.Rows, app.LeadRow{LeadFact: sales.LeadFact{Name: text, Status: sales.LeadNew}})
			data.Deals = append(data.Deals, sales.BoardDeal{DealFact: sales.DealFact{Name: text}})
		}
		m.filter()
		if len(m.rows) != 1 || m.rows[0].Name != texts[want] {
			t.Errorf("%q finds the leads %v, want %q", typed, m.rows, texts[want])
		}
		deals := pipelineModel{data: data}.deals(pipelineFilter{Text: typed})
		if len(deals) != 1 || deals[0].Name != texts[want] {
			t.Errorf("%q finds the deals %v, want %q", typed, deals, texts[want])
		}
	}
}
