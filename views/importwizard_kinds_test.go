package views

import (
	"strings"
	"testing"

	"attain/app"
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
	s.keep("wizard-no-kind-light")
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

// TestWizardAsksWhatATypeMeans lets the user say what a type of one letter
// stands for, and names the types that nobody here has used.
func TestWizardAsksWhatATypeMeans(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	w := s.wizard(fileOf(t, "calls.csv", "date,type", "2026-11-20,X", "2026-11-21,site tour", "2026-11-22,call"), "activities")
	s.press("Preview")
	s.keep("wizard-type-asked-light")
	s.sees("“X” does not say what was done", "New types of activities: site tour.")
	if len(w.names) == 0 || w.names[0].Field != "type" || w.names[0].Value != "X" {
		t.Fatalf("asks for %+v", w.names)
	}
	w.names[0].means = "mail"
	w.try(false)
	s.settle()
	if got := w.preview.Result; got.Rejected != 0 || got.Created != 3 {
		t.Errorf("with an answer: %+v", got)
	}
}

// TestWizardSaysThatAllAreCalls reads an export of calls, which has no column for
// the type, and reps that have an id for a name.
func TestWizardSaysThatAllAreCalls(t *testing.T) {
	s := open(t, newService(t, products), "light", PagePipeline)
	s.wizard(fileOf(t, "export.csv", "Record ID,Call Title,Activity date,Activity assigned to,Call outcome", "1,Intro,2026-11-20 14:30,4711,Connected"), "activities")
	s.keep("wizard-calls-light")
	s.sees("every row is of the type “Call”, as its columns say")
	s.press("Preview")
	s.keep("wizard-calls-preview-light")
	s.sees("1 of these have an id for a name (4711): bring in “Reps” too")
}

// TestEveryFieldHasAName asks for the words of every field of every kind.
func TestEveryFieldHasAName(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		text := wordsIn(lang)
		for _, kind := range app.ImportKinds() {
			for _, field := range app.ImportFields(kind) {
				if words := fieldText(text, field); strings.HasPrefix(words, "views.") {
					t.Errorf("%s of %s has no name in %s", field, kind, lang)
				}
			}
		}
	}
}
