package sales

import "testing"

func TestShrink(t *testing.T) {
	check(t, "half and half", Shrink(Ratio{10, 20}, Ratio{1, 10}, 20), 0.3)
	check(t, "no sample of one's own", Shrink(Ratio{}, Ratio{1, 10}, 20), 0.1)
	check(t, "nothing to shrink by", Shrink(Ratio{1, 2}, Ratio{1, 10}, 0), 0.5)
	check(t, "neither sample nor weight", Shrink(Ratio{}, Ratio{1, 10}, 0), 0.1)
	check(t, "no team", Shrink(Ratio{1, 2}, Ratio{}, 20), 0.5)
	check(t, "nobody", Shrink(Ratio{}, Ratio{}, 20), nil)
}

// planned is October with activities: over the year 20 conversations in 80
// calls and 5 replies to 50 mails, of which opened the deals there are.
func planned() *Facts {
	f := october()
	f.Trend = []ActivityMonth{
		{RepID: "ann", Month: oct(1).Month(), Type: Call, Attempts: 40, Connected: 15},
		{RepID: "bob", Month: DayOf(2025, 11, 1).Month(), Type: Call, Attempts: 40, Connected: 5},
		{RepID: "ann", Month: sep(1).Month(), Type: Mail, Attempts: 50, Connected: 5},
		{RepID: "ann", Month: DayOf(2025, 10, 1).Month(), Type: Call, Attempts: 1000, Connected: 1000}, // a year and more ago
		{RepID: "ann", Month: sep(1).Month(), Type: Meeting, Attempts: 3},
	}
	return f
}

func TestPlanOfTheTeam(t *testing.T) {
	p := report(t, planned()).Team.Plan
	average := 1500001.0 / 3 // w1, w2, w3
	missing := 1019999.0 - 313000
	check(t, "missing", p.Missing, missing)
	check(t, "wins", p.Wins, missing/average)
	check(t, "opportunities", p.Opportunities, missing/average/(3.0/5))
	conversations := missing / average / (3.0 / 5) / (8.0 / 25) // eight deals of known creation this year
	check(t, "conversations", p.Conversations, conversations)
	if len(p.Attempts) != 2 || p.Attempts[0].Type != Call || p.Attempts[1].Type != Mail {
		t.Fatalf("attempts %+v", p.Attempts)
	}
	check(t, "calls", p.Attempts[0].Total, conversations*0.8/0.25)
	check(t, "mails", p.Attempts[1].Total, conversations*0.2/0.1)
	check(t, "calls a day", p.Attempts[0].PerDay, conversations*0.8/0.25/11)
	check(t, "days left", p.DaysLeft, 11)
	if p.Met || p.Why != "" || len(p.Rates) != 5 {
		t.Errorf("plan %+v", p)
	}
}

func TestPlanOfARepIsShrunk(t *testing.T) {
	f := planned()
	f.Reps[0].Absences = []Absence{{From: oct(14), To: oct(19)}, {From: oct(17), To: oct(20)}}
	p := rep(t, report(t, f), "ann").Plan
	check(t, "missing", p.Missing, 1500000-800001-208000)
	average := (1300001 + 20*1500001.0/3) / (2 + 20)
	check(t, "wins", p.Wins, p.Missing/average)
	rate := (2 + 20*3.0/5) / (3 + 20)
	check(t, "opportunities", p.Opportunities, p.Missing/average/rate)
	opportunity := (4 + 20*8.0/25) / (20 + 20) // of w1, l2, o1, o2
	check(t, "conversations", p.Conversations, p.Missing/average/rate/opportunity)
	mix := (15 + 20*20.0/25) / (20 + 20)
	calls := (15 + 20*0.25) / (40 + 20)
	check(t, "calls", p.Attempts[0].Total, *p.Conversations*mix/calls)
	check(t, "days left without the absence", p.DaysLeft, 8) // 16, 19 and 20 off
	first := p.Rates[0]
	if first.Name != rateAverageWon || first.Own != (Ratio{1300001, 2}) || first.Team != (Ratio{1500001, 3}) {
		t.Errorf("rate %+v does not show both samples", first)
	}
	check(t, "used", first.Used, average)
}

func TestPlanSaysWhyItStops(t *testing.T) {
	f := planned()
	f.Quotas = nil
	if p := report(t, f).Team.Plan; p.Why != "definitions.plan.no_quota" || p.Wins != nil {
		t.Errorf("without quota: %+v", p)
	}
	f = planned()
	f.Deals = f.Deals[3:]
	if p := report(t, f).Team.Plan; p.Why != "definitions.plan.no_wins" || p.Wins != nil || p.Opportunities != nil {
		t.Errorf("without wins: %+v", p)
	}
	f = october()
	if p := report(t, f).Team.Plan; p.Why != "definitions.plan.no_conversations" || p.Opportunities == nil || p.Conversations != nil {
		t.Errorf("without conversations: %+v", p)
	}
	f = planned()
	f.AsOf = oct(31)
	if p := report(t, f).Team.Plan; p.Attempts[0].PerDay != nil || p.DaysLeft != 0 {
		t.Errorf("on the last day: %+v", p)
	}
	f = planned()
	for i := range f.Quotas {
		f.Quotas[i].Value = 800000
	}
	p := report(t, f).Team.Plan // 1600000 − 1280001 is 319999, of which 313000 is in the pipeline
	check(t, "missing", p.Missing, 6999)
	f.Quotas[0].Value = 793001
	p = report(t, f).Team.Plan
	check(t, "missing when the pipeline holds it", p.Missing, 0)
	if !p.Met || *p.Wins != 0 || p.Attempts[0].Total != 0 {
		t.Errorf("a plan that is met: %+v", p)
	}
}

func TestLoad(t *testing.T) {
	f := october()
	r := report(t, f)
	low := 1019999 / (1500001.0 / 3) / (3.0 / 5)
	check(t, "team's low", r.Team.Load.Low, low)
	check(t, "Bob's high", rep(t, r, "bob").Load.High, 5)
	// w1 30, w3 40, l1 10, l2 8 days: 22 on average; Ann's 38 over 2.
	ann := (38 + 20*22.0) / (2 + 20) * 5 / 7 / 2
	check(t, "Ann's high", rep(t, r, "ann").Load.High, ann)
	check(t, "team's high", r.Team.Load.High, ann+5) // Max owns nothing
	if state := r.Team.Load.State; state != "ok" {
		t.Errorf("team is %q: %+v", state, r.Team.Load)
	}
	for _, c := range []struct {
		capacity, quota int
		want            string
	}{{2, 800000, "high"}, {3, 800000, "ok"}, {5, 2000000, "low"}, {2, 2000000, "high"}, {5, 480000, "ok"}} {
		f := october()
		f.Reps[1].Capacity, f.Quotas[1].Value = c.capacity, int64(c.quota)
		if load := rep(t, report(t, f), "bob").Load; load.State != c.want {
			t.Errorf("capacity %d, quota %d: %q with %d open, low %v, high %v", c.capacity, c.quota, load.State, load.Open, *load.Low, *load.High)
		}
	}
	f.Reps = f.Reps[1:]
	f.Reps[0].Left = oct(14)
	f.Reps[1].Name = "Kim"
	f.Settings.Thresholds.DaysPerDeal = 0
	f.Quotas = nil
	if load := report(t, f).Team.Load; load.Low != nil || load.High != nil || load.State != "" {
		t.Errorf("nothing is known, but the load is %+v", load)
	}
}
