package sales

import "testing"

func TestFitScore(t *testing.T) {
	attributes := map[string]string{"Industry": " Software ", "employees": "1,200", "city": "Seoul", "empty": " "}
	for _, c := range []struct {
		criterion Criterion
		want      float64
	}{
		{Criterion{Attribute: "industry", Operator: "is", Value: "software", Weight: 1}, 1},
		{Criterion{Attribute: "Industry", Operator: "is", Value: "soft", Weight: 1}, 0},
		{Criterion{Attribute: "industry", Operator: "contains", Value: "SOFT", Weight: 1}, 1},
		{Criterion{Attribute: "industry", Operator: "contains", Value: "hard", Weight: 1}, 0},
		{Criterion{Attribute: "employees", Operator: "is", Value: "1200.0", Weight: 1}, 1},
		{Criterion{Attribute: "employees", Operator: "at least", Value: "1200", Weight: 1}, 1},
		{Criterion{Attribute: "employees", Operator: "at least", Value: "1201", Weight: 1}, 0},
		{Criterion{Attribute: "employees", Operator: "at most", Value: "1200", Weight: 1}, 1},
		{Criterion{Attribute: "employees", Operator: "at most", Value: "1,199", Weight: 1}, 0},
		{Criterion{Attribute: "city", Operator: "at least", Value: "1", Weight: 1}, 0},
		{Criterion{Attribute: "employees", Operator: "at most", Value: "many", Weight: 1}, 0},
		{Criterion{Attribute: "employees", Operator: "like", Value: "1200", Weight: 1}, 0},
		{Criterion{Attribute: "missing", Operator: "is", Value: "", Weight: 1}, 0},
		{Criterion{Attribute: "empty", Operator: "contains", Value: "", Weight: 1}, 0},
	} {
		score, scored := FitScore([]Criterion{c.criterion}, attributes)
		if score != c.want || !scored {
			t.Errorf("%+v scores %v, %v", c.criterion, score, scored)
		}
	}
	weighted := []Criterion{
		{Attribute: "city", Operator: "is", Value: "Seoul", Weight: 3},
		{Attribute: "city", Operator: "is", Value: "Busan", Weight: 1},
		{Attribute: "city", Operator: "is", Value: "Seoul", Weight: -5},
	}
	score, _ := FitScore(weighted, attributes)
	check(t, "weighted score", score, 0.75)
	if _, scored := FitScore(nil, attributes); scored {
		t.Error("a score without a profile")
	}
	if _, scored := FitScore([]Criterion{{Attribute: "city", Operator: "is", Value: "Seoul"}}, attributes); scored {
		t.Error("a score without weights")
	}
}

func TestFitBands(t *testing.T) {
	limits := DefaultSettings().Thresholds
	for score, want := range map[float64]string{1: FitGood, 0.7: FitGood, 0.699: FitFair, 0.4: FitFair, 0.399: FitPoor, 0: FitPoor} {
		if got := limits.FitBand(score); got != want {
			t.Errorf("%v is %s, want %s", score, got, want)
		}
	}
}

// someLeads adds leads to October: four created in it, three decided in it.
func someLeads() *Facts {
	f := october()
	size := func(n string) map[string]string { return map[string]string{"employees": n} }
	f.Profile = []Criterion{
		{Attribute: "employees", Operator: "at least", Value: "10", Weight: 1},
		{Attribute: "employees", Operator: "at least", Value: "100", Weight: 1},
	}
	f.Leads = []LeadFact{
		{
			ID: "1", RepID: "ann", Source: "web", Created: oct(1), Status: LeadQualified, Decided: oct(5), Touches: 3, Attributes: size("100"),
			ByType: map[ActivityType]int{Call: 4, "visit": 1},
		},
		{ID: "2", RepID: "ann", Source: "fair", Created: oct(15), Status: LeadWorking, Touches: 1, Attributes: size("50")},
		{
			ID: "3", RepID: "bob", Source: "web", Created: oct(2), Status: LeadDisqualified, Decided: oct(15), Attributes: size("5"),
			ByType: map[ActivityType]int{Call: 1},
		},
		{ID: "4", RepID: "bob", Source: " web", Created: sep(30), Status: LeadQualified, Decided: oct(1), Touches: 7, ByType: map[ActivityType]int{Mail: 2}},
		{ID: "5", RepID: "bob", Created: oct(3), Status: LeadNew},
		{ID: "6", RepID: "bob", Source: "web", Created: sep(1), Status: LeadQualified, Decided: sep(30), ByType: map[ActivityType]int{Call: 99}},
		{ID: "7", RepID: "bob", Source: "web", Status: LeadQualified, ByType: map[ActivityType]int{Call: 99}}, // decided nobody knows when
	}
	return f
}

func TestLeads(t *testing.T) {
	r := report(t, someLeads())
	m := &r.Team
	check(t, "conversion", m.LeadConversion, 2.0/3)
	check(t, "Ann's conversion", rep(t, r, "ann").LeadConversion, 1)
	check(t, "Bob's conversion", rep(t, r, "bob").LeadConversion, 0.5)
	check(t, "Max's conversion", rep(t, r, "max").LeadConversion, nil)
	check(t, "touches", m.LeadTouches, 1)
	check(t, "Max's touches", rep(t, r, "max").LeadTouches, nil)
	check(t, "warm", m.WarmShare, 0.5)
	check(t, "fit", m.Fit.Mean, 0.375)
	check(t, "good", m.Fit.Share, 0.25)
	if m.Fit.Good != 1 || m.Fit.Fair != 1 || m.Fit.Poor != 2 {
		t.Errorf("fit %+v", m.Fit)
	}
	if len(m.PerLead) != 4 || m.PerLead[0].Type != Call || m.PerLead[3].Type != "visit" {
		t.Fatalf("per lead %+v", m.PerLead)
	}
	check(t, "calls per qualified lead", m.PerLead[0].Qualified, 2)
	check(t, "calls per disqualified lead", m.PerLead[0].Disqualified, 1)
	check(t, "mails per qualified lead", m.PerLead[1].Qualified, 1)
	check(t, "mails per disqualified lead", m.PerLead[1].Disqualified, 0)
	check(t, "Ann's calls per disqualified lead", rep(t, r, "ann").PerLead[0].Disqualified, nil)
}

func TestLeadGroups(t *testing.T) {
	f := someLeads()
	m := report(t, f).Team
	if len(m.LeadsBySource) != 3 || m.LeadsBySource[0].Name != "web" || m.LeadsBySource[1].Name != "" || m.LeadsBySource[2].Name != "fair" {
		t.Fatalf("sources %+v", m.LeadsBySource)
	}
	web := m.LeadsBySource[0]
	check(t, "web leads", web.Leads, 2)
	check(t, "web conversion", web.Conversion, 2.0/3)
	check(t, "web warm", web.Warm, 0.5)
	check(t, "fair conversion", m.LeadsBySource[2].Conversion, nil)
	if len(m.LeadsByFit) != 3 || m.LeadsByFit[0].Name != FitGood || m.LeadsByFit[1].Name != FitFair || m.LeadsByFit[2].Name != FitPoor {
		t.Fatalf("fits %+v", m.LeadsByFit)
	}
	check(t, "good conversion", m.LeadsByFit[0].Conversion, 1)
	check(t, "poor conversion", m.LeadsByFit[2].Conversion, 0.5)
	f.Profile = nil
	m = report(t, f).Team
	check(t, "fit without a profile", m.Fit.Mean, nil)
	check(t, "good without a profile", m.Fit.Share, nil)
	f.Settings.Thresholds.WarmTouches = 0
	check(t, "warm needs a touch whatever is set", report(t, f).Team.WarmShare, 0.5)
	f.Settings.Thresholds.WarmTouches = 2
	check(t, "warm from two touches", report(t, f).Team.WarmShare, 0.25)
}
