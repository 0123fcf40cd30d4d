package views

import (
	"testing"

	"attain/app/sales"
)

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

// TestFoundingIsNotShownAsUndone opens the history of what the sample team
// brought: it cannot be undone, but it stands.
func TestFoundingIsNotShownAsUndone(t *testing.T) {
	service := newService(t, founded("en"))
	s := open(t, service, "light", PageSettings)
	stage := ok(service.Stages(ctx))[0]
	s.shell.OpenHistory(sales.KindStage, stage.ID)
	s.settle()
	s.sees("History")
	s.misses("undone")
}
