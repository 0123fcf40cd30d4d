package app_test

import (
	"context"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

const dealHeader = "external_id,name,account,rep,product,units,amount,stage,created,closed,outcome,reason"

func TestImportTwiceChangesNothing(t *testing.T) {
	service := newService(t)
	f := form(importer.KindDeals, dealHeader,
		"D1,One,Acme,Ann,Box,2,1000.50,Won,2026-10-01,2026-10-20,,price",
		"D2,Two,Acme,Ben,Box,1,500,Lost,2026-10-02,2026-10-21,,",
		"D3,Three,Beta,Ann,Box,1,800,Proposal,2026-10-03,2026-12-24,,")
	if got, want := counts(take(t, service, f)), [5]int{3, 3, 0, 0, 0}; got != want {
		t.Errorf("first import: %v, want %v", got, want)
	}
	before := figures(t, service, "2026-10", "")
	if got, want := counts(take(t, service, f)), [5]int{3, 0, 0, 3, 0}; got != want {
		t.Errorf("second import: %v, want %v", got, want)
	}
	after := figures(t, service, "2026-10", "")
	if before.Team.Credited != after.Team.Credited || after.Team.Credited != 100050 || after.Team.Won != 1 || after.Team.Lost != 1 || after.Team.Open != 1 {
		t.Errorf("after two imports: credited %d, won %d, lost %d, open %d", after.Team.Credited, after.Team.Won, after.Team.Lost, after.Team.Open)
	}
}

// TestImportWithoutAnyID imports a table as Salesforce reports are by default:
// no column names a deal by an id, so a deal is known by its row.
func TestImportWithoutAnyID(t *testing.T) {
	service := newService(t)
	f := form(importer.KindDeals, "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date",
		"Ann,Acme,One,Closed Won,1000,2026-10-14,2026-08-03",
		"Ben,Beta,Two,Proposal,500,2026-12-18,2026-10-02")
	if got, want := counts(take(t, service, f)), [5]int{2, 2, 0, 0, 0}; got != want {
		t.Errorf("first import: %v, want %v", got, want)
	}
	if got, want := counts(take(t, service, f)), [5]int{2, 0, 0, 2, 0}; got != want {
		t.Errorf("second import: %v, want %v", got, want)
	}
}

func TestImportIsOneUndoStep(t *testing.T) {
	service, ctx := newService(t), context.Background()
	take(t, service, form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,Box,2,1000,Won,2026-10-01,2026-10-20,,", "D2,Two,Acme,Ben,Box,1,500,Lost,2026-10-02,2026-10-21,,"))
	if _, err := service.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	deals, err := service.Deals(ctx, sales.DealQuery{})
	if err != nil {
		t.Fatal(err)
	}
	reps, err := service.Reps(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(deals) != 0 || len(reps) != 0 {
		t.Errorf("undo left %d deals and %d reps", len(deals), len(reps))
	}
	if _, err := service.Undo(ctx); err == nil {
		t.Error("the founding of the database was undone")
	}
}

func TestImportRejectsByLineAndKeepsTheRest(t *testing.T) {
	service := newService(t)
	f := form(importer.KindDeals, dealHeader,
		"D1,One,Acme,Ann,Box,2,1000,Won,2026-10-01,2026-10-20,,",
		"D2,Two,Acme,Ann,Box,1,many,Lost,2026-10-02,2026-10-21,,",
		"D3,Three,Acme,Nobody,Box,1,5,Lost,2026-10-02,2026-10-21,,",
		"D4,Four,Acme,Ann,Box,1,5,Won,2026-10-02,,,",
		"D5,Five,Acme,Ann,Box,1,5,Won,2026-10-22,2026-10-21,,")
	take(t, service, form(importer.KindReps, "name", "Ann"))
	take(t, service, form(importer.KindAccounts, "name", "Acme"))
	take(t, service, form(importer.KindProducts, "name", "Box"))
	f.Create = false
	result := take(t, service, f)
	if got, want := counts(result), [5]int{5, 1, 0, 0, 4}; got != want {
		t.Fatalf("%v, want %v", got, want)
	}
	for i, want := range []struct {
		line  int
		field string
	}{{3, "amount"}, {4, "rep"}, {5, "closed"}, {6, "closed"}} {
		if got := result.Rejections[i]; got.Line != want.line || got.Field != want.field {
			t.Errorf("rejection %d: line %d, field %s, want %v", i, got.Line, got.Field, want)
		}
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	service, ctx := newService(t), context.Background()
	f := form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,Box,2,1000,Won,2026-10-01,2026-10-20,,")
	f.DryRun = true
	if got, want := counts(take(t, service, f)), [5]int{1, 1, 0, 0, 0}; got != want {
		t.Errorf("dry run: %v, want %v", got, want)
	}
	deals, err := service.Deals(ctx, sales.DealQuery{})
	if err != nil || len(deals) != 0 {
		t.Errorf("a dry run left %d deals (%v)", len(deals), err)
	}
}

func TestProductLinesAddUp(t *testing.T) {
	service := newService(t)
	result := take(t, service, form(importer.KindDeals, dealHeader,
		"S1,,Acme,Ann,Box,2,10.10,Won,2026-10-05,2026-10-05,,",
		"S2,,Beta,Ann,Box,1,1,Won,2026-10-05,2026-10-05,,",
		"S1,,Acme,Ann,Lid,3,20.20,Won,2026-10-05,2026-10-05,,"))
	if result.Created != 2 || result.Merged != 1 {
		t.Fatalf("created %d, merged %d, want 2 and 1", result.Created, result.Merged)
	}
	report := figures(t, service, "2026-10", "")
	if report.Team.Credited != 3130 || report.Team.WonUnits != 6 || report.Team.Won != 2 {
		t.Errorf("credited %d, units %d, won %d", report.Team.Credited, report.Team.WonUnits, report.Team.Won)
	}
	for _, p := range report.Team.Products {
		want := map[string]sales.Amount{"Box": 1110, "Lid": 2020}[p.Name]
		if p.Credited != want {
			t.Errorf("%s: credited %d, want %d", p.Name, p.Credited, want)
		}
	}
}

func TestHistoryReplacesWhatTheDealsFileImplied(t *testing.T) {
	service := newService(t)
	take(t, service, form(importer.KindDeals, dealHeader,
		"D1,One,Acme,Ann,,1,1000,Won,2026-09-01,2026-10-20,,",
		"D2,Two,Acme,Ann,,1,500,Proposal,2026-09-01,,,"))
	result := take(t, service, form(importer.KindStageHistory, "deal,stage,at",
		"D1,Proposal,2026-09-20", "D1,Qualification,2026-09-01", "D1,Proposal,2026-09-25", "D1,Discovery,2026-09-10",
		"D2,Qualification,2026-09-05", "D2,Proposal,2026-09-30"))
	if result.Rejected != 0 || result.Created != 6 {
		t.Fatalf("%v", counts(result))
	}
	report := figures(t, service, "2026-09", "2026-11-01")
	want := map[string][5]int{"Qualification": {2, 2, 0, 0, 0}, "Discovery": {1, 1, 0, 0, 0}, "Proposal": {2, 1, 0, 0, 1}, "Negotiation": {}}
	for _, s := range report.Team.Stages {
		if got := [5]int{s.Entered, s.Advanced, s.Lost, s.Back, s.Still}; got != want[s.Name] {
			t.Errorf("%s: entered, advanced, lost, back, still = %v, want %v", s.Name, got, want[s.Name])
		}
	}
	if october := figures(t, service, "2026-10", ""); october.Team.Won != 1 || october.Team.Credited != 100000 {
		t.Errorf("the close of the deals file was lost: won %d, credited %d", october.Team.Won, october.Team.Credited)
	}
}

func TestUnknownCreationStaysUnknown(t *testing.T) {
	service := newService(t)
	result := take(t, service, form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,,1,700,Proposal,,,,", "D2,Two,Acme,Ann,,1,100,Won,,2026-10-20,,"))
	if result.Undated != 2 {
		t.Errorf("undated %d, want 2", result.Undated)
	}
	long := figures(t, service, "2020-01", "2020-01-31")
	if long.Team.Open != 2 {
		t.Errorf("a deal of unknown creation is open at every moment until it closes: open %d, want 2", long.Team.Open)
	}
	if now := figures(t, service, "2026-10", ""); now.Team.Open != 1 || now.Team.DaysToWin.N != 0 || now.Team.Won != 1 {
		t.Errorf("open %d, days to win of %d, won %d", now.Team.Open, now.Team.DaysToWin.N, now.Team.Won)
	}
}

func TestReopenedDealLosesItsCredit(t *testing.T) {
	service := newService(t)
	take(t, service, form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,,1,1000,Negotiation,2026-08-01,,,"))
	take(t, service, form(importer.KindStageHistory, "deal,stage,at", "D1,Won,2026-09-10", "D1,Qualification,2026-08-01", "D1,Negotiation,2026-10-05"))
	if before := figures(t, service, "2026-09", "2026-09-30"); before.Team.Credited != 100000 {
		t.Errorf("as of September's end: credited %d, want 100000", before.Team.Credited)
	}
	if after := figures(t, service, "2026-09", ""); after.Team.Credited != 0 || after.Team.Won != 0 || after.Team.Open != 1 {
		t.Errorf("after the reopening: credited %d, won %d, open %d", after.Team.Credited, after.Team.Won, after.Team.Open)
	}
}

func TestLeadFindsItsDealWhenItArrives(t *testing.T) {
	service, ctx := newService(t), context.Background()
	result := take(t, service, form(importer.KindLeads, "external_id,name,rep,source,created,status,decided,deal", "L1,Lea,Ann,Web,2026-10-01,qualified,2026-10-10,D1"))
	if result.Unresolved != 1 {
		t.Errorf("unresolved %d, want 1", result.Unresolved)
	}
	take(t, service, form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,,1,1000,Proposal,2026-10-10,,,"))
	leads, err := service.Leads(ctx, sales.LeadQuery{})
	if err != nil || len(leads) != 1 || leads[0].DealID == "" || leads[0].DealRef != "" {
		t.Errorf("the lead has not found its deal: %+v (%v)", leads, err)
	}
}

func TestWhatTheCustomerDoesIsNoAttempt(t *testing.T) {
	service := newService(t)
	take(t, service, form(importer.KindActivities, "external_id,rep,type,at,direction,outcome",
		"1,Ann,call,2026-10-02,outbound,conversation", "2,Ann,call,2026-10-02,inbound,conversation", "3,Ann,call,2026-10-03,outbound,voicemail", "4,Ann,web,2026-10-03,,"))
	for _, a := range figures(t, service, "2026-10", "").Team.Activities {
		if want := map[sales.ActivityType][2]int{sales.Call: {2, 1}}[a.Type]; a.Attempts != want[0] || a.Connected != want[1] {
			t.Errorf("%s: %d attempts, %d connected, want %v", a.Type, a.Attempts, a.Connected, want)
		}
	}
}

func TestConflictWithALocalEditIsAChoice(t *testing.T) {
	service, ctx := newService(t), context.Background()
	take(t, service, form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,,1,1000,Proposal,2026-10-01,,,"))
	deals, err := service.Deals(ctx, sales.DealQuery{})
	if err != nil {
		t.Fatal(err)
	}
	edited := deals[0]
	edited.Name = "Edited here"
	if err := service.UpdateDeal(ctx, app.DealForm{Deal: edited}); err != nil {
		t.Fatal(err)
	}
	changed := form(importer.KindDeals, dealHeader, "D1,Changed there,Acme,Ann,,1,1000,Proposal,2026-10-01,,,")
	for _, step := range []struct {
		conflict app.Conflict
		name     string
		rejected int
	}{{app.ConflictAsk, "Edited here", 1}, {app.ConflictKeep, "Edited here", 0}, {app.ConflictTake, "Changed there", 0}} {
		changed.Conflict = step.conflict
		result := take(t, service, changed)
		deals, err := service.Deals(ctx, sales.DealQuery{})
		if err != nil || deals[0].Name != step.name || result.Rejected != step.rejected {
			t.Errorf("%q: name %q, rejected %d (%v)", step.conflict, deals[0].Name, result.Rejected, err)
		}
	}
}

// TestChoicePerConflict chooses for single records by their lines.
func TestChoicePerConflict(t *testing.T) {
	service, ctx := newService(t), context.Background()
	take(t, service, form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,,1,1000,Proposal,2026-10-01,,,", "D2,Two,Acme,Ann,,1,1000,Proposal,2026-10-01,,,", "D3,Three,Acme,Ann,,1,1000,Proposal,2026-10-01,,,"))
	for _, id := range []string{"D1", "D2", "D3"} {
		edited := dealOf(t, service, id)
		edited.Notes = "edited here"
		if err := service.UpdateDeal(ctx, app.DealForm{Deal: edited}); err != nil {
			t.Fatal(err)
		}
	}
	changed := form(importer.KindDeals, dealHeader, "D1,New one,Acme,Ann,,1,1000,Proposal,2026-10-01,,,", "D2,New two,Acme,Ann,,1,1000,Proposal,2026-10-01,,,", "D3,New three,Acme,Ann,,1,1000,Proposal,2026-10-01,,,")
	changed.Choices = map[int]app.Conflict{2: app.ConflictTake, 3: app.ConflictKeep}
	result := take(t, service, changed)
	if got, want := counts(result), [5]int{3, 0, 1, 1, 1}; got != want || result.Conflicts != 3 || len(result.Conflicted) != 3 {
		t.Errorf("%v, want %v, %d conflicts", got, want, result.Conflicts)
	}
	for id, name := range map[string]string{"D1": "New one", "D2": "Two", "D3": "Three"} {
		if got := dealOf(t, service, id).Name; got != name {
			t.Errorf("%s is %q, want %q", id, got, name)
		}
	}
}

// TestChosenKey matches rows by columns that the user names.
func TestChosenKey(t *testing.T) {
	service, ctx := newService(t), context.Background()
	if _, err := service.CreateDeal(ctx, app.DealForm{Deal: sales.Deal{Name: "Made by hand"}}); err != nil {
		t.Fatal(err)
	}
	byName := form(importer.KindDeals, "Deal Name,Amount,Reference", "made BY hand,500,R1", "New,700,R2", ",800,")
	byName.Key = []string{"name"}
	if got, want := counts(take(t, service, byName)), [5]int{3, 1, 1, 0, 1}; got != want {
		t.Errorf("by name: %v, want %v", got, want)
	}
	if got, want := counts(take(t, service, byName)), [5]int{3, 0, 0, 2, 1}; got != want {
		t.Errorf("by name again: %v, want %v", got, want)
	}
	renamed := form(importer.KindDeals, "Deal Name,Amount,Reference", "Once,1,R8", "Other,2,R9")
	renamed.Key = []string{"reference"}
	take(t, service, renamed)
	renamed = form(importer.KindDeals, "Deal Name,Amount,Reference", "Renamed,1,r8", "Other,2,R9", "Third,3,R10")
	renamed.Key = []string{"Reference"}
	if got, want := counts(take(t, service, renamed)), [5]int{3, 1, 1, 1, 0}; got != want {
		t.Errorf("by a column: %v, want %v", got, want)
	}
	twice := form(importer.KindDeals, "Deal Name,Amount", "Same,1")
	twice.Key = []string{"Amount"}
	take(t, service, twice)
	twice = form(importer.KindDeals, "Deal Name,Amount", "Same,2")
	twice.Key = []string{"Amount"}
	take(t, service, twice)
	twice = form(importer.KindDeals, "Deal Name,Amount", "Same,3")
	twice.Key = []string{"Deal Name"}
	if result := take(t, service, twice); result.Rejected != 1 || result.Rejections[0].Reason != "app.import.ambiguous" {
		t.Errorf("an ambiguous name: %+v", result)
	}
	for _, wrong := range []app.ImportForm{form(importer.KindDeals, "name", "A"), form(importer.KindReps, "name", "A")} {
		wrong.Key = []string{"nowhere"}
		if _, err := service.Import(ctx, wrong); err == nil {
			t.Errorf("%s: a key that is not there was taken", wrong.Kind)
		}
	}
}

// TestChosenKeyOfLeadsAndActivities.
func TestChosenKeyOfLeadsAndActivities(t *testing.T) {
	service := newService(t)
	for _, c := range []struct {
		kind               importer.Kind
		header, first, now string
		key                []string
	}{
		{importer.KindLeads, "name,company,status", "Lee,Acme,new", "Lee,Acme Ltd,working", []string{"name"}},
		{importer.KindActivities, "rep,type,at,subject,outcome", "Ann,call,2026-10-01,Hello,no_answer", "Ann,call,2026-10-01,Hello,conversation", []string{"at", "subject"}},
	} {
		f := form(c.kind, c.header, c.first)
		f.Key = c.key
		if got, want := counts(take(t, service, f)), [5]int{1, 1, 0, 0, 0}; got != want {
			t.Errorf("%s: %v, want %v", c.kind, got, want)
		}
		f = form(c.kind, c.header, c.now)
		f.Key = c.key
		if got, want := counts(take(t, service, f)), [5]int{1, 0, 1, 0, 0}; got != want {
			t.Errorf("%s again: %v, want %v", c.kind, got, want)
		}
	}
}

func TestStagesReplaceTheProcessOfAnEmptyDatabase(t *testing.T) {
	service := newService(t)
	f := form(importer.KindDeals, dealHeader, "D1,One,Acme,Ann,,1,1000,Engaging,2026-10-01,,,")
	f.Stages = []string{"Prospecting", "Engaging"}
	take(t, service, f)
	stages, err := service.Stages(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range stages {
		names = append(names, s.Name)
	}
	if len(names) != 4 || names[0] != "Prospecting" || names[1] != "Engaging" || stages[2].Kind != sales.StageWon {
		t.Errorf("stages %v", names)
	}
}

func TestQuotasOfAQuarterAddUpExactly(t *testing.T) {
	service := newService(t)
	take(t, service, form(importer.KindQuotas, "rep,period,amount", "Ann,2026-Q4,100.01", ",2026-10,50"))
	quarter := figures(t, service, "2026-Q4", "")
	if got := repMetrics(t, quarter, "Ann").Quota; got == nil || *got != 10001 {
		t.Errorf("Ann's quarter: %v, want 10001", got)
	}
	october := figures(t, service, "2026-10", "")
	if *october.Team.Quota != 5000 || *october.Team.QuotaMismatch != 3334-5000 {
		t.Errorf("team's October: %d, mismatch %d", *october.Team.Quota, *october.Team.QuotaMismatch)
	}
}
