package views

import (
	"testing"
)

// guessing opens the wizard on a file whose kind the user leaves open.
func (s *stand) guessing(path string) *importWizard {
	s.t.Helper()
	w := openImportWizard(s.shell)
	s.inputOf(w.text("views.import.pathHint")).SetText(path)
	s.press(w.text("views.import.read"))
	return w
}

// TestWizardSaysWhatRowsAre guesses the tables that were taken for deals, and
// says of one that is no table of ours which there are.
func TestWizardSaysWhatRowsAre(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	w := s.guessing(fileOf(t, "Region.csv", "SalesTerritoryKey|Region|Country|Group", "1|Northwest|United States|North America"))
	s.sees("none of the tables that Attain keeps: Process, Reps, Products, Accounts, Quotas, Deals, Stage history, Leads, Contacts, Activities")
	if w.step != stepFile || w.kind != "" {
		t.Errorf("step %d, taken for %q", w.step, w.kind)
	}
	w.dialog.Close()
	w = s.guessing(fileOf(t, "deal_stage_data.csv", "deal_id,value,date_entered,source,source_id", "1,Proposal,2026-01-05,x,y"))
	if w.kind != "stage-history" || w.step != stepReading {
		t.Errorf("a history of stages is taken for %q", w.kind)
	}
	w.dialog.Close()
	w = s.guessing(fileOf(t, "deal_pipeline_stage_data.csv", "stage_id,label,pipeline_id,display_order,probability,is_closed,closed_won", "1,Proposal,default,0,0.5,FALSE,FALSE"))
	if w.kind != "stages" || w.step != stepReading {
		t.Errorf("a list of stages is taken for %q", w.kind)
	}
	w.dialog.Close()
	w = s.guessing(fileOf(t, "property_history.csv", "deal_id,timestamp,name,value", "1,2026-01-05,amount,5000"))
	s.press("Preview")
	s.sees("No row tells of the stage")
	if w.kind != "stage-history" || w.step != stepReading {
		t.Errorf("a history of amounts is taken for %q", w.kind)
	}
}
