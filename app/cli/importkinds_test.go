package cli_test

import (
	"strings"
	"testing"
)

// TestImportSaysWhatAFileIsInstead gives files of another kind than the command
// says, of none, and without a kind.
func TestImportSaysWhatAFileIsInstead(t *testing.T) {
	c := newTerminal(t)
	team := c.file("team.csv", "sales_agent,manager,regional_office", "Ann,Bob,East")
	region := c.file("Region.csv", "SalesTerritoryKey,Region,Country,Group", "1,Northwest,United States,North America")
	history := c.file("history.csv", "deal_id,timestamp,name,value", "1,2026-01-05,amount,5000")
	for _, call := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"import", team, "--kind", "activities"}, 1, "Its columns are those of another kind of table: --kind reps."},
		{[]string{"import", region, "--kind", "deals"}, 1, "It looks like none of the tables that Attain keeps: stages, reps, products, accounts, quotas, deals, stage-history, leads, contacts, activities."},
		{[]string{"import", region, "--kind", "accounts"}, 1, "none of the tables"},
		{[]string{"import", region, "--kind", "deals", "--lang", "ko"}, 1, "Attain에서 관리하는 표가 아닌 것 같습니다"},
		{[]string{"import", history, "--kind", "stage-history", "--create"}, 1, "No row tells of the stage"},
		{[]string{"import", team}, 2, "--kind reps"},
		{[]string{"import", region}, 2, "--kind deals"},
	} {
		c.run(call.args...)
		if said := c.err.String(); c.status != call.status || strings.Count(said, "\n") != 1 || !strings.Contains(said, call.says) {
			t.Errorf("%v: status %d, want %d; said %q, want %q", call.args, c.status, call.status, said, call.says)
		}
	}
}

// TestImportSaysWhatItLeavesOut names the fields of a history that are no stage.
func TestImportSaysWhatItLeavesOut(t *testing.T) {
	c := newTerminal(t)
	c.good("import", c.file("deals.csv", "deal_id,name,stage", "1,A,Proposal"), "--kind", "deals", "--create")
	out := c.good("import", c.file("history.csv", "deal_id,timestamp,name,value", "1,2026-01-05,dealstage,Proposal", "1,2026-01-05,amount,5000"), "--kind", "stage-history")
	if !strings.Contains(out, "1 row tells of other fields than the stage (amount) and was left out") {
		t.Errorf("import says %q", out)
	}
	stages := c.file("stages.csv", "label,pipeline_id,display_order,probability", "One,a,1,0.2", "Two,a,2,0.4", "One,b,1,0.2")
	if out := c.good("import", stages, "--kind", "stages"); !strings.Contains(out, "1 row means a stage of another row") {
		t.Errorf("import says %q", out)
	}
}
