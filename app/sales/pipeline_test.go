package sales

import "testing"

func TestPipelineOfOctober(t *testing.T) {
	r := report(t, october())
	m := &r.Team
	check(t, "open", m.Open, 5)
	check(t, "open_value", m.OpenValue, 710000)
	check(t, "weighted", m.Weighted, 400000*0.5+80000*0.1+100000*0.9+0+60000*0.25)
	if want := (Bucket{1, 80000, 8000}); m.Overdue != want {
		t.Errorf("overdue %+v, want %+v", m.Overdue, want)
	}
	if want := (Bucket{1, 100000, 90000}); m.Undated != want {
		t.Errorf("undated %+v, want %+v", m.Undated, want)
	}
	check(t, "expected to close in October", m.ExpectedOpen, 550000)
	check(t, "coverage", m.Coverage, 550000.0/1019999)
	check(t, "late_coverage", m.LateCoverage, 400000.0/1019999)
	check(t, "required_coverage", m.RequiredCover, 1450001.0/1300001)
	check(t, "stuck", m.Stuck, 1)
	check(t, "neglected", m.Neglected, 2)
	check(t, "win_chance", m.WinChance, nil)
	bob := rep(t, r, "bob")
	check(t, "Bob's open", bob.Open, 3)
	check(t, "Bob's open value", bob.OpenValue, 230000)
	check(t, "Bob's coverage", bob.Coverage, 70000.0/320000)
	check(t, "Bob's late coverage", bob.LateCoverage, 0)
	check(t, "Bob's required coverage", bob.RequiredCover, nil) // he won nothing
}

func TestCoverageIsMet(t *testing.T) {
	f := october()
	f.Quotas = f.Quotas[:1]
	f.Quotas[0].Value = 800001
	m := rep(t, report(t, f), "ann")
	if !m.CoverageMet {
		t.Error("no gap is left, but coverage is not met")
	}
	f.Quotas[0].Value++
	m = rep(t, report(t, f), "ann")
	check(t, "coverage of a gap of one cent", m.Coverage, 480000)
	if m.CoverageMet {
		t.Error("a cent is missing, but coverage is met")
	}
}

func TestStuck(t *testing.T) {
	wonStays := func(days ...int) []StayCount {
		list := []StayCount{{Stage: "s1", Days: 1000, Outcome: StageLost, Count: 50}, {Stage: "s1", Days: 1000, Outcome: StagePassed, Count: 50}}
		for _, d := range days {
			list = append(list, StayCount{Stage: "s1", Days: d, Outcome: StageWon, Count: 2})
		}
		return list
	}
	cases := []struct {
		name  string
		stays []StayCount
		limit int // the stage's
		age   int
		want  int
	}{
		{"limit", nil, 14, 14, 0},
		{"beyond limit", nil, 14, 15, 1},
		{"no limit", nil, 0, 1000, 0},
		{"a limit of one day", nil, 1, 2, 1},
		{"six won stays are too few", wonStays(1, 1, 1), 14, 15, 1},
		{"twice the median", wonStays(1, 4, 6, 9), 1, 10, 0}, // median 5, P75 (6+9)/2·… = 7.5
		{"beyond twice the median", wonStays(1, 4, 6, 9), 100, 11, 1},
		{"P75 where it is larger", wonStays(1, 1, 40, 40), 1, 41, 0}, // median 20.5, P75 40, twice 41
		{"beyond", wonStays(1, 1, 40, 40), 100, 42, 1},
		{"P75", wonStays(1, 1, 1, 40), 0, 2, 0}, // of 1 1 1 1 1 1 40 40: P75 at 5.25 is 10.75
		{"P75 again", wonStays(1, 1, 1, 40), 0, 10, 0},
		{"beyond P75", wonStays(1, 1, 1, 40), 0, 11, 1},
	}
	for _, c := range cases {
		f := october()
		f.Stages[0].DayLimit = c.limit
		f.Histogram = c.stays
		f.Deals = []DealFact{{ID: "d", Kind: StageOpen, Stage: "s1", Since: f.AsOf.Add(-c.age)}}
		check(t, c.name, report(t, f).Team.Stuck, c.want)
	}
	f := october()
	f.Deals = []DealFact{{ID: "d", Kind: StageOpen, Stage: "s1"}, {ID: "e", Kind: StageOpen, Since: 1}}
	check(t, "unknown since when, or where", report(t, f).Team.Stuck, 0)
	if limits := f.StuckLimits(); limits["s1"] != 14 || len(limits) != 3 {
		t.Errorf("limits %v", limits) // s4 and the archived stage have none
	}
}

func TestNeglected(t *testing.T) {
	asOf := october().AsOf
	cases := []struct {
		name string
		deal DealFact
		want int
	}{
		{"touched within the stage's days", DealFact{Stage: "s1", NextStep: true, LastTouch: asOf.Add(-7)}, 0},
		{"beyond them", DealFact{Stage: "s1", NextStep: true, LastTouch: asOf.Add(-8)}, 1},
		{"no next step", DealFact{Stage: "s1", LastTouch: asOf}, 1},
		{"never touched, new", DealFact{Stage: "s1", NextStep: true, Created: asOf.Add(-7)}, 0},
		{"never touched, old", DealFact{Stage: "s1", NextStep: true, Created: asOf.Add(-8), Since: asOf}, 1},
		{"unknown creation, in stage long", DealFact{Stage: "s1", NextStep: true, Since: asOf.Add(-8)}, 1},
		{"nothing known", DealFact{Stage: "s1", NextStep: true}, 0},
		{"a stage without days takes the default", DealFact{Stage: "old", NextStep: true, LastTouch: asOf.Add(-14)}, 0},
		{"beyond the default", DealFact{NextStep: true, LastTouch: asOf.Add(-15)}, 1},
	}
	for _, c := range cases {
		f := october()
		c.deal.ID, c.deal.Kind = "d", StageOpen
		f.Deals = []DealFact{c.deal}
		check(t, c.name, report(t, f).Team.Neglected, c.want)
	}
}

func TestJudgeAgreesWithTheMetrics(t *testing.T) {
	judged := Judge(october())
	for id, want := range map[ID]Judgement{
		"o1": {}, "o2": {Stuck: true, Neglected: true, Overdue: true}, "o3": {Neglected: true}, "o4": {}, "o5": {},
	} {
		if judged[id] != want {
			t.Errorf("%s is %+v, want %+v", id, judged[id], want)
		}
	}
	if len(judged) != 5 {
		t.Errorf("%d deals judged, 5 are open", len(judged))
	}
}

func TestProbability(t *testing.T) {
	f := october()
	for _, c := range []struct {
		deal DealFact
		want float64
	}{
		{DealFact{Kind: StageOpen, Stage: "s2"}, 0.25},
		{DealFact{Kind: StageOpen, Stage: "s2", Probability: fraction(0)}, 0},
		{DealFact{Kind: StageOpen, Stage: "elsewhere"}, 0},
		{DealFact{Kind: StageOpen, Stage: "elsewhere", Probability: fraction(0.3)}, 0.3},
		{DealFact{Kind: StageWon, Stage: "won", Probability: fraction(0.3)}, 1},
		{DealFact{Kind: StageLost, Stage: "lost", Probability: fraction(0.3)}, 0},
	} {
		check(t, "probability", f.Probability(&c.deal), c.want)
	}
}
