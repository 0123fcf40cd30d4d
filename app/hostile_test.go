package app_test

import (
	"fmt"
	"slices"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// TestWordsAreNeverCommands gives words that are SQL, patterns or paths for
// every name that can be typed, and asks for them: they are kept and found as
// they are, and nothing else is touched. Values reach the database as
// parameters only; the linter (gosec, G201 and G202) holds the same of the code.
func TestWordsAreNeverCommands(t *testing.T) {
	ctx := t.Context()
	service := newService(t)
	take(t, service, form(importer.KindDeals, "external_id,name,account,rep,stage,amount,created", "1,Bystander,Acme,Kim,Proposal,100,2026-10-02"))
	words := []string{
		`'; DROP TABLE deals; --`, `" OR 1=1 --`, `x' UNION SELECT * FROM contacts --`, `%`, `_`, `\`, `*`, `NEAR("a"`, `a" AND b*`,
		"null", "`", `]`, `?1`, `:id`, `$name`, `../../etc/passwd`, `{"$gt":""}`, "line\nbreak", "\u202eevil", `=1+1`,
	}
	for i, word := range words {
		rep, err := service.SaveRep(ctx, sales.Rep{Name: fmt.Sprint("Rep ", word), Email: word})
		if err != nil {
			t.Fatalf("%q: %v", word, err)
		}
		deal, err := service.CreateDeal(ctx, app.DealForm{Deal: sales.Deal{Name: word, OwnerID: rep, Notes: word, NextStep: word, ExternalID: word}, Account: word})
		if err != nil {
			t.Fatalf("%q: %v", word, err)
		}
		lead, err := service.SaveLead(ctx, sales.Lead{Name: word, Company: word, Source: word, Attributes: map[string]string{word: word}})
		if err != nil {
			t.Fatalf("%q: %v", word, err)
		}
		if _, err := service.SaveContact(ctx, sales.Contact{Name: word, Email: word, Phone: word, LeadID: lead}); err != nil {
			t.Fatalf("%q: %v", word, err)
		}
		found, err := service.Deals(ctx, sales.DealQuery{IDs: []sales.ID{deal}})
		if err != nil || len(found) != 1 || found[0].Name != word {
			t.Errorf("%q is kept as %+v (%v)", word, found, err)
		}
		if _, err := service.FindPeople(ctx, word); err != nil {
			t.Errorf("look for %q: %v", word, err)
		}
		searched, err := service.Deals(ctx, sales.DealQuery{Text: word})
		if err != nil || !slices.ContainsFunc(searched, func(d sales.Deal) bool { return d.ID == deal }) ||
			slices.ContainsFunc(searched, func(d sales.Deal) bool { return d.Name == "Bystander" }) {
			t.Errorf("searching %q finds %d deals, the wrong ones (%v)", word, len(searched), err)
		}
		if all, err := service.Deals(ctx, sales.DealQuery{}); err != nil || len(all) != i+2 {
			t.Fatalf("after %q there are %d deals, not %d (%v)", word, len(all), i+2, err)
		}
	}
	if result, err := service.Check(ctx); err != nil || len(result.Problems) > 0 {
		t.Errorf("the check finds %q (%v)", result.Problems, err)
	}
}
