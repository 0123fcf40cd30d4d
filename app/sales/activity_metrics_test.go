package sales

import (
	"math"
	"slices"
	"testing"
)

func TestActivities(t *testing.T) {
	f := october()
	f.Activities = []ActivityCount{
		{RepID: "ann", Type: Call, Direction: Outbound, Attempts: 40, Connected: 10},
		{RepID: "bob", Type: Call, Direction: Outbound, Attempts: 10, Connected: 1},
		{RepID: "bob", Type: "visit", Direction: Outbound, Attempts: 2, Connected: 2},
		{RepID: "bob", Type: Web, Direction: Inbound},
		{RepID: "ann", Type: Message, Direction: Outbound, Attempts: 1},
	}
	f.Goals = []Goal{
		{Type: Call, Count: 20},
		{RepID: "bob", Type: Call, Count: 30},
		{RepID: "bob", Type: "demo", Count: 1, Connected: true},
		{Type: Call, Count: 20},
	}
	f.Reps[2].Left = sep(30)
	r := report(t, f)
	var types []ActivityType
	for _, a := range r.Team.Activities {
		types = append(types, a.Type)
	}
	if want := []ActivityType{Call, Mail, Meeting, Message, "demo", "visit"}; !slices.Equal(types, want) {
		t.Fatalf("types %v, want %v", types, want)
	}
	calls := r.Team.Activities[0]
	check(t, "attempts", calls.Attempts, 50)
	check(t, "connected", calls.Connected, 11)
	check(t, "ratio", calls.Ratio, 0.22)
	check(t, "all", r.Team.AllActivities, 13.0/53)
	check(t, "mail ratio", r.Team.Activities[1].Ratio, nil)
	check(t, "team's goal", calls.Goal, 50*22.0/5) // 20 for Ann, 30 for Bob; Max has left
	check(t, "done", calls.GoalDone, 50)
	check(t, "Ann's goal", rep(t, r, "ann").Activities[0].Goal, 88)
	check(t, "Bob's goal", rep(t, r, "bob").Activities[0].Goal, 132)
	check(t, "no goal", r.Team.Activities[1].Goal, nil)
	f.Reps[2].Left = oct(1)
	check(t, "goal of one who leaves on the first day", report(t, f).Team.Activities[0].Goal, 70*22.0/5)
	f.Reps[2].Left, f.Reps[2].Started = 0, oct(31)
	check(t, "goal of one who starts on the last day", report(t, f).Team.Activities[0].Goal, 70*22.0/5)
	f.Reps[2].Started = oct(31).Add(1)
	check(t, "goal of one who starts later", report(t, f).Team.Activities[0].Goal, 220)
	check(t, "goal that counts what connected", rep(t, r, "bob").Activities[4].GoalDone, 0)
	f.Settings.Weekend = f.Settings.Weekend[:0]
	for day := range 7 {
		f.Settings.Weekend = append(f.Settings.Weekend, sep(6).Add(day).Weekday())
	}
	none := report(t, f).Team.Activities[0]
	check(t, "goal without working days", none.Goal, nil)
	check(t, "done of no goal", none.GoalDone, 0)
}

func TestGoalOfConnectedActivities(t *testing.T) {
	f := october()
	f.Activities = []ActivityCount{{RepID: "ann", Type: Call, Attempts: 9, Connected: 4}}
	f.Goals = []Goal{{RepID: "ann", Type: Call, Count: 5, Connected: true}}
	a := report(t, f).Team.Activities[0]
	check(t, "done", a.GoalDone, 4)
	check(t, "goal", a.Goal, 22)
}

func TestContactRate(t *testing.T) {
	cases := []struct {
		calls, opened int
		warning       bool
		rate          any
	}{
		{0, 1, false, nil},
		{299, 0, false, 0.0},
		{300, 0, true, 0.0},        // the exact upper bound of 0 of 300 is 12.2 per 1,000
		{300, 3, true, 0.01},       // 28.9
		{300, 4, false, 4.0 / 300}, // 33.8
		{1000, 20, true, 0.02},     // 30.7
		{1000, 22, false, 0.022},   // 33.1
		{2, 2, false, 1.0},
	}
	for _, c := range cases {
		f := october()
		f.Deals = nil
		for i := range c.opened {
			f.Deals = append(f.Deals, DealFact{ID: ID(rune('a' + i)), Kind: StageOpen, Created: oct(2), Called: true})
		}
		f.Deals = append(f.Deals, DealFact{ID: "before", Kind: StageOpen, Created: sep(2), Called: true},
			DealFact{ID: "not called", Kind: StageOpen, Created: oct(2)}, DealFact{ID: "undated", Kind: StageOpen, Called: true})
		f.Activities = []ActivityCount{{Type: Call, Attempts: c.calls}, {Type: Mail, Attempts: 1000}}
		m := report(t, f).Team
		check(t, "contact rate", m.ContactRate, c.rate)
		if m.ContactWarning != c.warning {
			t.Errorf("%d of %d calls: warning %v, upper bound %v", c.opened, c.calls, m.ContactWarning, upperBound(c.opened, c.calls))
		}
	}
	check(t, "upper bound of 0 of 300", upperBound(0, 300), 1-math.Pow(0.025, 1.0/300))
	f := october()
	f.Settings.Thresholds.ContactMinCalls = 0
	if report(t, f).Team.ContactWarning {
		t.Error("a warning without a call")
	}
}

func TestEffectiveness(t *testing.T) {
	f := october()
	f.Effects = []EffectCount{
		{RepID: "ann", Type: Call, Attempts: 30, Advanced: 6, OnWon: 14, OnLost: 2},
		{RepID: "bob", Type: Call, Attempts: 10, Advanced: 4, OnLost: 6},
	}
	r := report(t, f)
	calls := r.Team.Effectiveness[0]
	check(t, "advanced", calls.Advanced, 0.25)
	check(t, "per won", calls.PerWon, 7)
	check(t, "per lost", calls.PerLost, 4)
	check(t, "Bob's per won", rep(t, r, "bob").Effectiveness[0].PerWon, nil)
	check(t, "mails", r.Team.Effectiveness[1].Advanced, nil)
}

func TestFollowUps(t *testing.T) {
	f := october()
	f.Activities = []ActivityCount{
		{RepID: "ann", Type: Call, Attempts: 9, FollowUps: 5, ToDeals: 4}, {RepID: "bob", Type: Mail, Attempts: 9, FollowUps: 3, ToDeals: 2},
	}
	f.Stays = append(path("o1", "ann", "s1", -20, "s2", 1, "s3", 1, "s1", 2, "s2", 3), // three steps on in October, one back
		path("w1", "ann", "s2", -20, "won", 5, "s1", 6, "lost", 7)...) // one
	f.Stays = append(f.Stays, path("x", "bob", "", 1, "s2", 2, "lost", 3)...) // from an unknown stage: no step
	r := report(t, f)
	u := r.Team.FollowUps
	check(t, "count", u.Count, 8)
	check(t, "per advance", u.PerAdvance, 6.0/4)
	check(t, "per opportunity", u.PerOpportunity, 9.0/9) // w1 6, o1 2, o2 1 of five open, two won, two lost
	check(t, "per win", u.PerWin, 3)                     // 6 and 0
	check(t, "five or more", u.FiveOrMore, 0.5)
	if want := []int{1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}; !slices.Equal(u.WinsByCount, want) {
		t.Errorf("wins by follow-ups %v, want %v", u.WinsByCount, want)
	}
	check(t, "Bob's per win", rep(t, r, "bob").FollowUps.PerWin, nil)
	check(t, "Bob's per advance", rep(t, r, "bob").FollowUps.PerAdvance, nil)
	f.Deals[0].Touches = 100
	if u := report(t, f).Team.FollowUps; u.WinsByCount[10] != 1 {
		t.Errorf("99 follow-ups are not under the last: %v", u.WinsByCount)
	}
	f.Deals[0].Touches = 6
	check(t, "exactly five", report(t, f).Team.FollowUps.FiveOrMore, 0.5)
}

func TestGiveUp(t *testing.T) {
	f := october()
	silent := func(id ID, attempts int, last Day) DealFact {
		return DealFact{ID: id, Kind: StageOpen, Attempts: attempts, LastTouch: last}
	}
	f.Deals = []DealFact{
		silent("1", 1, oct(1)), silent("2", 2, sep(17)), silent("12", 12, oct(1)), // given up on October 15, 1, 15
		silent("before", 1, sep(16)), silent("not yet", 1, oct(2)), silent("half", 1, oct(8)), silent("more than half", 3, oct(7)),
		silent("never tried", 0, oct(1)), silent("no day", 1, 0),
		{ID: "answered", Kind: StageOpen, Attempts: 1, LastTouch: oct(1), Answered: true},
		{ID: "planned", Kind: StageOpen, Attempts: 1, LastTouch: oct(1), NextStep: true},
		{ID: "planned soon", Kind: StageOpen, Attempts: 1, LastTouch: oct(5), NextStep: true},
		{ID: "won", Kind: StageWon, Attempts: 1, LastTouch: oct(1), Since: oct(2)},
		{ID: "lost", Kind: StageLost, Attempts: 1, LastTouch: oct(1), Since: oct(2)},
		{ID: "lost lately", Kind: StageLost, Attempts: 1, LastTouch: oct(6), Since: oct(7)},
	}
	f.Leads = []LeadFact{
		{ID: "l1", RepID: "ann", Attempts: 1, LastTouch: oct(1), Status: LeadWorking},
		{ID: "l2", Attempts: 1, LastTouch: oct(1), Status: LeadQualified},
		{ID: "l3", Attempts: 2, LastTouch: oct(1), Status: LeadDisqualified},
		{ID: "l4", Attempts: 2, LastTouch: oct(2), Status: LeadNew},
		{ID: "l5", Attempts: 2, LastTouch: oct(2), Status: LeadDisqualified},
	}
	r := report(t, f)
	g := r.Team.GiveUp
	if want := []int{3, 2, 0, 0, 0, 0, 0, 0, 0, 1}; !slices.Equal(g.ByTouches, want) {
		t.Errorf("by touches %v, want %v", g.ByTouches, want)
	}
	check(t, "after one", g.GaveUpAfterOne, 0.5)
	if want := []ID{"not yet", "more than half", "l4"}; !slices.Equal(g.AboutToBeGivenUp, want) {
		t.Errorf("about to be given up: %v, want %v", g.AboutToBeGivenUp, want)
	}
	check(t, "Ann's", rep(t, r, "ann").GiveUp.GaveUpAfterOne, 1)
	check(t, "Bob's", rep(t, r, "bob").GiveUp.GaveUpAfterOne, nil)
}
