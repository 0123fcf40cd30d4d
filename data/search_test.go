package data

import (
	"testing"

	"attain/app/sales"
)

// TestTheStoreSearchesAsPagesDo finds records whatever the case, width and
// accents of what is typed and of what is kept.
func TestTheStoreSearchesAsPagesDo(t *testing.T) {
	s, sc := openStore(t), newScene()
	sc.account.Name, sc.lead.Company = "Müller & Łódź 100%", "\u1109\u1165\u110b\u116e\u11af 상사"
	put(t, s, sc.records()...)
	for typed, found := range map[string]int{"muller lodz": 1, "MÜLLER  ŁÓDŹ": 1, "ｍuller": 1, "Lódz 100%": 1, "mu%ler": 0, "moller": 0} {
		deals, err := s.Deals(t.Context(), sales.DealQuery{Text: typed, IDs: []sales.ID{sc.deal.ID}})
		if err != nil || len(deals) != found {
			t.Errorf("%q finds %d deals, want %d (%v)", typed, len(deals), found, err)
		}
	}
	for typed, found := range map[string]int{"서울": 1, "상사 서울": 1, "서욱": 0} {
		leads, err := s.Leads(t.Context(), sales.LeadQuery{Text: typed})
		if err != nil || len(leads) != found {
			t.Errorf("%q finds %d leads, want %d (%v)", typed, len(leads), found, err)
		}
	}
}
