package sales

import (
	"testing"
	"time"
)

// path writes a deal's stays: "s1" entered on a day, left when the next one
// begins. Days are of October; 0 and below are of September.
func path(deal, owner ID, steps ...any) []StayFact {
	var stays []StayFact
	for i := 0; i < len(steps); i += 2 {
		stay := StayFact{DealID: deal, Seq: i, OwnerID: owner, Stage: ID(steps[i].(string)), Kind: StageOpen}
		switch stay.Stage {
		case "won":
			stay.Kind = StageWon
		case "lost":
			stay.Kind = StageLost
		}
		if n := steps[i+1].(int); n != unknown {
			stay.Entered = DayOf(2026, time.October, n)
		}
		if len(stays) > 0 {
			stays[len(stays)-1].Left = stay.Entered
		}
		stays = append(stays, stay)
	}
	return stays
}

const unknown = 1000

func stage(t *testing.T, m *Metrics, id ID) StageMetrics {
	t.Helper()
	for _, s := range m.Stages {
		if s.Stage == id {
			return s
		}
	}
	t.Fatalf("no stage %s", id)
	return StageMetrics{}
}

func TestFates(t *testing.T) {
	cases := []struct {
		name  string
		stays []StayFact
		want  fate // of the stay in s2; empty: not in the cohort
	}{
		{"moved on", path("d", "", "s1", 1, "s2", 2, "s3", 3), fateAdvanced},
		{"skipped", path("d", "", "s2", 2, "s4", 3), fateAdvanced},
		{"won directly", path("d", "", "s2", 2, "won", 3), fateAdvanced},
		{"moved on and fell back", path("d", "", "s2", 2, "s3", 3, "s1", 4), fateAdvanced},
		{"moved on and lost", path("d", "", "s2", 2, "s3", 3, "lost", 4), fateAdvanced},
		{"back, then on", path("d", "", "s2", 2, "s1", 3, "s4", 4), fateAdvanced},
		{"there", path("d", "", "s1", 1, "s2", 2), fateStill},
		{"back and there again", path("d", "", "s2", 2, "s1", 3, "s2", 4), fateStill},
		{"lost, reopened there", path("d", "", "s2", 2, "lost", 3, "s2", 4), fateStill},
		{"lost", path("d", "", "s2", 2, "lost", 3), fateLost},
		{"back and lost", path("d", "", "s2", 2, "s1", 3, "lost", 4), fateLost},
		{"lost and reopened before it", path("d", "", "s2", 2, "lost", 3, "s1", 4), fateLost},
		{"back", path("d", "", "s2", 2, "s1", 3), fateBack},
		{"unknown where", path("d", "", "s2", 2, "", 3), fateBack},
		{"entered before", path("d", "", "s2", -1, "s1", 3, "s2", 4, "s3", 5), ""},
		{"entered before, on an unknown day", path("d", "", "s2", unknown, "s1", 3, "s2", 4), ""},
		{"never entered", path("d", "", "s1", 1, "s3", 2), ""},
		{"on the last day", path("d", "", "s2", 15), fateStill},
		{"after the day", path("d", "", "s2", 16), ""},
		{"on the first day", path("d", "", "s2", 1), fateStill},
	}
	for _, c := range cases {
		f := october()
		f.Deals, f.Stays = nil, c.stays
		m := report(t, f).Team
		got := stage(t, &m, "s2")
		want := StageMetrics{}
		if c.want != "" {
			want.count(c.want)
		}
		if got.Entered != want.Entered || got.Advanced != want.Advanced || got.Still != want.Still || got.Lost != want.Lost || got.Back != want.Back {
			t.Errorf("%s: %+v, want %q", c.name, got, c.want)
		}
	}
}

func TestStageConversionOfRepsAddsUp(t *testing.T) {
	f := october()
	f.Stays = append(append(path("1", "ann", "s1", 1, "s2", 2, "won", 9), path("2", "bob", "s1", 1, "lost", 9)...), path("3", "bob", "s1", 2, "s3", 3)...)
	// A deal handed over counts for the rep who owned it when it came in.
	f.Stays = append(f.Stays, StayFact{DealID: "4", Seq: 1, OwnerID: "ann", Stage: "s1", Kind: StageOpen, Entered: oct(3), Left: oct(4)},
		StayFact{DealID: "4", Seq: 2, OwnerID: "bob", Stage: "s2", Kind: StageOpen, Entered: oct(4)})
	r := report(t, f)
	team, ann, bob := stage(t, &r.Team, "s1"), stage(t, rep(t, r, "ann"), "s1"), stage(t, rep(t, r, "bob"), "s1")
	check(t, "entered", team.Entered, 4)
	check(t, "conversion", team.Conversion, 0.75)
	check(t, "Ann's", ann.Conversion, 1)
	check(t, "Ann's entered", ann.Entered, 2)
	check(t, "Bob's", bob.Conversion, 0.5)
	check(t, "Bob's second stage", stage(t, rep(t, r, "bob"), "s2").Still, 1)
	check(t, "a stage nobody entered", stage(t, &r.Team, "s4").Conversion, nil)
	rest := team.Without(ann)
	check(t, "entered by others than Ann", rest.Entered, 2)
	check(t, "conversion of others than Ann", rest.Conversion, 0.5)
	check(t, "conversion of nobody", team.Without(ann, bob).Conversion, nil)
	if len(r.Team.Stages) != 4 {
		t.Errorf("%d stages: the archived one has no figure", len(r.Team.Stages))
	}
}

func TestArchivedStageWithFiguresIsListed(t *testing.T) {
	f := october()
	f.Stays = path("1", "ann", "old", 1, "won", 2)
	m := report(t, f).Team
	check(t, "entered", stage(t, &m, "old").Entered, 1)
}

func TestStageDays(t *testing.T) {
	f := october()
	f.Stays = append(path("1", "ann", "s1", 0, "s2", 4, "s1", 6, "s3", 9), // September 30 to October 4, and 3 more days: 7
		path("2", "bob", "s1", 1, "lost", 2)...) // 1
	f.Stays = append(f.Stays, path("3", "bob", "s1", 1, "s2", 1)...)       // 0
	f.Stays = append(f.Stays, path("4", "bob", "s1", -9, "s2", -5)...)     // ended before
	f.Stays = append(f.Stays, path("5", "bob", "s1", unknown, "s2", 5)...) // began nobody knows when
	f.Stays = append(f.Stays, path("6", "bob", "s1", 1)...)                // not ended
	r := report(t, f)
	days := stage(t, &r.Team, "s1").Days
	check(t, "n", days.N, 3)
	check(t, "mean", days.Mean, 8.0/3)
	check(t, "median", days.Median, 1)
	check(t, "P75", days.P75, 4) // of 0 1 7: halfway between 1 and 7
	check(t, "Bob's mean", stage(t, rep(t, r, "bob"), "s1").Days.Mean, 0.5)
	check(t, "no sample", stage(t, &r.Team, "s4").Days.Median, nil)
}

func TestOpenDealsByStage(t *testing.T) {
	m := report(t, october()).Team
	s1, s3 := stage(t, &m, "s1"), stage(t, &m, "s3")
	check(t, "open", s3.Open, 1)
	check(t, "value", s3.OpenValue, 400000)
	check(t, "weighted", s3.Weighted, 200000)
	check(t, "stuck", s1.Stuck, 1)
	check(t, "not stuck", s3.Stuck, 0)
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		sample            daySample
		n                 int
		mean, median, p75 any
	}{
		{daySample{}, 0, nil, nil, nil},
		{daySample{5: 0}, 0, nil, nil, nil},
		{daySample{5: 1}, 1, 5, 5, 5},
		{daySample{1: 1, 2: 1}, 2, 1.5, 1.5, 1.75},
		{daySample{1: 3, 9: 1}, 4, 3, 1, 3}, // 1 1 1 9: P75 at 2.25
		{daySample{-2: 1, 2: 1, 3: 1, 10: 1}, 4, 3.25, 2.5, 4.75},
	} {
		got := c.sample.spread()
		check(t, "n", got.N, c.n)
		check(t, "mean", got.Mean, c.mean)
		check(t, "median", got.Median, c.median)
		check(t, "P75", got.P75, c.p75)
	}
}
