package views

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestPersonIsHandedOutAndErased opens a person from the form of a lead, hands
// the data out, and erases it once the name was typed right.
func TestPersonIsHandedOutAndErased(t *testing.T) {
	s, lead, _ := withLead(t)
	s.press("Edit")
	s.press("This person’s data…")
	s.settle()
	s.sees("Contacts: 1. Leads: 1.")

	s.press("Hand out…")
	file := filepath.Join(t.TempDir(), "person.json")
	s.fill("Into", file)
	s.press("Export")
	s.settle()
	content := ok(os.ReadFile(file))
	var handed app.PersonData
	if err := json.Unmarshal(content, &handed); err != nil || len(handed.Person.Leads) != 1 || !strings.Contains(string(content), "010-1234-5678") {
		t.Fatalf("handed out %s (%v)", content, err)
	}

	s.shell.OpenPerson(lead)
	s.settle()
	s.press("Erase…")
	s.sees("This cannot be undone.")
	s.fill("Type “Mina Park” to confirm", "Mina")
	s.press("Erase for good")
	s.settle()
	s.sees("This is not the name shown.")
	if name := ok(s.service.Lead(ctx, lead)).Lead.Name; name != "Mina Park" {
		t.Fatalf("erased in spite of the wrong name: %q", name)
	}
	s.fill("Type “Mina Park” to confirm", "mina park ")
	s.press("Erase for good")
	s.settle()
	s.sees("Erased, from records")
	s.sees("Restoring one brings the person back.")
	if name := ok(s.service.Lead(ctx, lead)).Lead.Name; name != "Erased person" {
		t.Errorf("the lead is called %q", name)
	}
	for _, c := range ok(s.service.Contacts(ctx, sales.ContactQuery{LeadID: lead})) {
		if c.Name == "Mina Park" || c.Phone == "010-1234-5678" {
			t.Errorf("still there: %+v", c)
		}
	}
}
