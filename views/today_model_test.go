package views

import (
	"slices"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// dayModel is the page of Nov 23 with these figures.
func dayModel(t testing.TB, rep sales.ID, metrics sales.Metrics) todayModel {
	t.Helper()
	m := novemberModel(t, 23, metrics)
	m.figures.Report.StageNames = map[sales.ID]string{"s1": "Proposal"}
	agenda := &app.Agenda{Figures: m.figures, AsOf: m.figures.Facts.AsOf, Reps: map[sales.ID]string{"ann": "Ann"}, Done: map[sales.ActivityType]int{}}
	return todayModel{agenda: agenda, metrics: metrics, scope: app.Scope{RepID: rep}, text: m.text, format: m.format}
}

func TestTheRingShowsAttainmentAgainstWhatIsExpected(t *testing.T) {
	ring := dayModel(t, "", against(72000, sales.Behind, 0.35)).ring()
	want := widgets.Ring{Value: 0.72, Expected: 0.76, Label: "72%", Caption: "of $1K", Role: widgets.RoleBehind}
	if ring != want {
		t.Errorf("the ring is %+v, want %+v", ring, want)
	}
	if ring := dayModel(t, "", sales.Metrics{}).ring(); ring.Expected >= 0 || ring.Label != none {
		t.Errorf("without a quota the ring is %+v", ring)
	}
}

// TestTheDaySaysWhatTheQuotaWasSetFor gives a quota to one month of two.
func TestTheDaySaysWhatTheQuotaWasSetFor(t *testing.T) {
	november := sales.MonthOf(2026, 11)
	metrics := against(120000, sales.OnTrack, 1)
	metrics.Surplus, metrics.Plan.Met = amount(20000), true
	m := dayModel(t, "", metrics)
	m.agenda.Facts.Period.From = november.Add(-1).First()
	m.agenda.Report.Trend = []sales.TrendMonth{{Month: november.Add(-1), Credited: 90000}, {Month: november, Quota: amount(100000), Credited: 30000}}
	if ring := m.ring(); ring.Role != widgets.RoleAccent || ring.Value != 1.2 {
		t.Errorf("the ring is %+v", ring)
	}
	lines := m.standing()
	if first := lines[0]; first.Label != "Quota set for" || first.Value != "1 of 2 months" || !slices.Contains(sales.Explainable(), first.Metric) {
		t.Errorf("first stands %+v", first)
	}
	for _, line := range lines {
		if line.Role != widgets.RoleNone {
			t.Errorf("%s is shown as %s", line.Label, line.Role)
		}
	}
	if got := m.planWords(); got != "The quota set for 1 of 2 months is reached. Set the rest to see what it takes." {
		t.Errorf("the plan says %q", got)
	}
}

func TestThePlanGoesBackwardsFromWhatIsMissing(t *testing.T) {
	metrics := against(30000, sales.OffTrack, 0.1)
	metrics.Weighted = 20000
	metrics.Plan = sales.Plan{
		Missing: 50000, Wins: float(2.0000000001), Opportunities: float(7.2), Conversations: float(40), DaysLeft: 5,
		Attempts: []sales.PlanStep{{Type: sales.Mail, Total: 20, PerDay: float(4)}, {Type: sales.Call, Total: 61, PerDay: float(12.2)}, {Type: sales.Meeting, PerDay: float(0)}},
	}
	m := dayModel(t, "", metrics)
	m.agenda.Done[sales.Call] = 5
	var chain []string
	for _, line := range m.chain() {
		chain = append(chain, line.Value)
		if !slices.Contains(sales.Explainable(), line.Metric) {
			t.Errorf("%q opens %q, which has no records", line.Label, line.Metric)
		}
	}
	if want := []string{"$700", "$200", "$500", "2", "8", "40"}; !slices.Equal(chain, want) {
		t.Errorf("the plan is %v, want %v", chain, want)
	}
	if want := []dayGoal{{sales.Call, 13, 5}, {sales.Mail, 4, 0}}; !slices.Equal(m.goals(), want) {
		t.Errorf("the day asks for %v, want %v", m.goals(), want)
	}
	if m.planWords() != "" {
		t.Errorf("a plan with all its steps says %q besides", m.planWords())
	}
	m.metrics.Plan.DaysLeft = 0
	if m.planWords() != m.text("views.today.plan.last") {
		t.Errorf("on the last working day the plan says %q", m.planWords())
	}
}

func TestWhereThePipelineCoversTheGapTheGoalsFillTheDay(t *testing.T) {
	metrics := against(72000, sales.Behind, 0.35)
	metrics.Plan = sales.Plan{Met: true, DaysLeft: 5}
	metrics.Load = sales.Load{Open: 27, Low: float(11.3)}
	metrics.Activities = []sales.ActivityMetrics{
		{Type: sales.Call, Goal: float(100), GoalDone: 58}, {Type: sales.Mail, Goal: float(10), GoalDone: 10}, {Type: sales.Meeting, Goal: float(9), GoalDone: 1},
	}
	m := dayModel(t, "", metrics)
	m.agenda.Facts.Goals = []sales.Goal{{Type: sales.Meeting, Connected: true}}
	if want := []dayGoal{{sales.Call, 9, 0}}; !slices.Equal(m.goals(), want) {
		t.Errorf("the day asks for %v, want %v", m.goals(), want)
	}
	chain := m.chain()
	if last := chain[len(chain)-1]; last.Value != "12 · 27 open" || last.Metric != "load" {
		t.Errorf("the plan ends with %+v", last)
	}
	if m.planWords() != m.text("views.today.plan.covered") {
		t.Errorf("a covered gap reads %q", m.planWords())
	}
	m.metrics.PipelineProjection = float(72000 + 1400)
	if want := m.text("views.today.plan.later", "Due", "$14"); m.planWords() != want {
		t.Errorf("a gap covered by later deals reads %q, want %q", m.planWords(), want)
	}
	m.metrics.Progress = sales.Progress{Elapsed: 16, Total: 21}
	if m.agenda.Facts.Goals = sales.DefaultGoals(); m.goals()[0] != (dayGoal{sales.Call, 5, 0}) {
		t.Errorf("goals that nobody set ask for %v", m.goals())
	}
	m.agenda.AsOf = sales.DayOf(2026, 12, 1)
	if m.chain() != nil || m.goals() != nil || m.planWords() != m.text("views.today.plan.over") {
		t.Error("a period that is over has a plan")
	}
}

func TestStepsSayHowLateTheyAre(t *testing.T) {
	m := dayModel(t, "", sales.Metrics{})
	at := func(days int) app.Step {
		return app.Step{About: "Acme", Activity: sales.Activity{Type: sales.Call, Subject: "Offer", RepID: "ann", Day: m.agenda.AsOf.Add(days)}}
	}
	m.agenda.Steps = []app.Step{at(-3), at(0), at(2)}
	for i, want := range []string{"3 d late", "Today", "Nov 25"} {
		if line := m.step(m.agenda.Steps[i]); line.Trail != want || line.Title != "Offer" || line.Detail != "Call · Acme · Ann" {
			t.Errorf("step %d reads %+v, want it due %q", i, line, want)
		}
	}
	if got := m.stepCounts(); got != "1 overdue · 1 today · 1 in the next days" {
		t.Errorf("the counts are %q", got)
	}
	m.scope.RepID = "ann"
	if line := m.step(app.Step{Activity: sales.Activity{Type: sales.Mail, RepID: "ann", Day: m.agenda.AsOf}}); line.Title != "Email" || line.Detail != "Email" {
		t.Errorf("a step without a subject reads %+v", line)
	}
}

func TestDealsSayWhyTheyNeedSomebody(t *testing.T) {
	m := dayModel(t, "ann", sales.Metrics{})
	asOf := m.agenda.AsOf
	deal := sales.BoardDeal{DealFact: sales.DealFact{Name: "Acme", Stage: "s1", Since: asOf.Add(-34), Amount: 1200000, HasAmount: true, ExpectedClose: asOf.Add(-3), NextStep: true, LastTouch: asOf.Add(-16)}}
	line := m.need(app.DealNeed{Deal: deal, Judged: sales.Judgement{Overdue: true, Stuck: true, Neglected: true}, Chance: 0.34, Limit: 20})
	if line.Tag.Role != widgets.RoleOffTrack || line.Detail != "was to close Nov 20" || line.Trail != "$12K · 34%" {
		t.Errorf("the deal reads %+v", line)
	}
	line = m.need(app.DealNeed{Deal: deal, Judged: sales.Judgement{Neglected: true}})
	if line.Tag.Role != widgets.RoleNeglected || line.Detail != "no contact for 16 days" {
		t.Errorf("a deal that nobody called reads %+v", line)
	}
	deal.NextStep, deal.HasAmount = false, false
	if line = m.need(app.DealNeed{Deal: deal, Judged: sales.Judgement{Neglected: true}}); line.Detail != "no next step" || line.Trail != none {
		t.Errorf("a deal without a next step reads %+v", line)
	}
}

func TestTheSilentSayHowManyDaysAreLeft(t *testing.T) {
	m := dayModel(t, "", sales.Metrics{})
	line := m.silent(app.Silence{Name: "Grace", RepID: "ann", Attempts: 2, LastTouch: m.agenda.AsOf.Add(-11)})
	if line.Title != "Grace" || line.Detail != "2× tried, silent for 11 days · Ann" || line.Trail != "3 d left" {
		t.Errorf("the line reads %+v", line)
	}
}

func TestWithoutQuotaTheGoalsOfANewDatabaseAskForNothing(t *testing.T) {
	target := 1225.0
	m := dayModel(t, "", sales.Metrics{
		Plan:       sales.Plan{DaysLeft: 5, Why: "definitions.plan.no_quota"},
		Activities: []sales.ActivityMetrics{{Type: sales.Call, Goal: &target}},
	})
	m.agenda.Facts.Goals = sales.DefaultGoals()
	if goals := m.goals(); len(goals) != 0 || m.planWords() != m.text("views.today.plan.aimless") {
		t.Errorf("the card asks for %v and says %q", goals, m.planWords())
	}
	m.agenda.Facts.Goals[0].Count = 30
	if goals := m.goals(); len(goals) != 1 || goals[0].Need != 245 {
		t.Errorf("goals set by hand ask for %v", goals)
	}
}
