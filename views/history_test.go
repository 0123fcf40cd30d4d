package views

import "testing"

// TestHistoryOfARecordSaysWhoDidWhat opens the history of a lead from its form.
func TestHistoryOfARecordSaysWhoDidWhat(t *testing.T) {
	s, lead, _ := withLead(t)
	detail := ok(s.service.Lead(ctx, lead))
	detail.Lead.Name = "Mina Kim"
	ok(s.service.SaveLead(ctx, detail.Lead))
	ok(s.service.Undo(ctx))
	s.settle()
	s.press("Edit")
	s.press("History")
	s.settle()
	s.sees("Added lead Mina Park")
	s.sees("test")
	s.sees("undone")
}
