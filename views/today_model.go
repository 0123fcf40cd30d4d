package views

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// mostPlanned is how many types of activity the day's plan shows.
const mostPlanned = 4

// todayModel turns an agenda into what the page of the day says.
type todayModel struct {
	agenda  *app.Agenda
	metrics sales.Metrics
	scope   app.Scope
	text    sales.Text
	format  *Format
}

func newTodayModel(deps Deps, scope app.Scope, agenda *app.Agenda) todayModel {
	return todayModel{agenda: agenda, metrics: agenda.Of(scope.RepID), scope: scope, text: deps.Text, format: deps.Format}
}

// empty reports whether there is nothing at all to show yet.
func (m todayModel) empty() bool {
	return len(m.agenda.Facts.Reps) == 0 && len(m.agenda.Facts.Deals) == 0
}

// ring is the attainment with a tick where it should be by now.
func (m todayModel) ring() widgets.Ring {
	ring := widgets.Ring{Expected: -1, Label: m.format.Percent(m.metrics.Attainment.Value()), Role: widgets.RoleAccent}
	if m.metrics.Quota == nil {
		ring.Caption = m.text("views.today.noQuota")
		return ring
	}
	ring.Value = m.metrics.Attainment.Of(0)
	ring.Caption = m.text("views.today.ofQuota", "Quota", m.format.Short(float64(*m.metrics.Quota)))
	if m.metrics.ExpectedToDate != nil && *m.metrics.Quota > 0 {
		ring.Expected = *m.metrics.ExpectedToDate / float64(*m.metrics.Quota)
	}
	if m.cover().Partly() {
		return ring
	}
	switch m.metrics.Band {
	case sales.OnTrack:
		ring.Role = widgets.RoleOnTrack
	case sales.Behind:
		ring.Role = widgets.RoleBehind
	case sales.OffTrack:
		ring.Role = widgets.RoleOffTrack
	case sales.Early, sales.NoBand:
	}
	return ring
}

// cover is how much of the period and the team the quota was set for.
func (m todayModel) cover() sales.QuotaCover {
	return m.agenda.Report.CoverIn(m.agenda.Facts.Period, m.scope.RepID)
}

// labelled is a number beside its name, and the metric whose records it opens.
type labelled struct {
	Label, Value string
	Role         widgets.Role
	Metric       string
}

// standing is where the quota stands, line by line.
func (m todayModel) standing() []labelled {
	band, ahead, cover := bandTag(m.text, m.metrics.Band), widgets.RoleOnTrack, m.cover()
	if cover.Partly() {
		band, ahead = widgets.Tag{}, widgets.RoleNone
	}
	pace := m.format.Percent(m.metrics.Pace.Value())
	if band.Text != "" {
		pace += " · " + band.Text
	}
	chance := chanceText(m.format, m.metrics.AttainProbability)
	if m.agenda.Early {
		chance = "…"
	}
	lines := []labelled{
		{m.text("views.today.credited"), m.format.Sum(m.metrics.Credited), widgets.RoleNone, "credited"},
		{m.text("views.today.pace"), pace, band.Role, "pace"},
		{m.text("views.today.chance"), chance, widgets.RoleNone, "attain_probability"},
	}
	if m.metrics.Surplus != nil && *m.metrics.Surplus > 0 {
		lines = slices.Insert(lines, 1, labelled{m.text("views.today.surplus"), m.format.Sum(*m.metrics.Surplus), ahead, "surplus"})
	} else {
		lines = slices.Insert(lines, 1, labelled{m.text("views.today.gap"), m.format.SumOr(m.metrics.Gap, none), widgets.RoleNone, "gap"})
	}
	if cover.Partly() {
		lines = slices.Insert(lines, 0, labelled{m.text("views.today.quotaFor"), coverText(m.text, cover), widgets.RoleNone, "quota"})
	}
	return lines
}

// planWords say what the plan comes to where there is nothing to count down,
// or why there is none; empty where its lines say it all.
func (m todayModel) planWords() string {
	plan := m.metrics.Plan
	switch {
	case m.agenda.AsOf > m.agenda.Facts.Period.To:
		return m.text("views.today.plan.over")
	case plan.Met && *m.metrics.Gap == 0 && m.cover().Partly():
		return m.text("views.today.plan.partly", "Cover", coverText(m.text, m.cover()))
	case plan.Met && *m.metrics.Gap == 0:
		return m.text("views.today.plan.reached")
	case plan.Met && !m.dueCovers():
		due := *m.metrics.PipelineProjection - float64(m.metrics.Credited)
		return m.text("views.today.plan.later", "Due", m.format.Rounded(due))
	case plan.Met:
		return m.text("views.today.plan.covered")
	case m.aimless():
		return m.text("views.today.plan.aimless")
	case plan.Why != "":
		return m.text(plan.Why)
	case plan.DaysLeft <= 0:
		return m.text("views.today.plan.last")
	default:
		return ""
	}
}

// dueCovers reports whether what is missing is covered by the weighted deals
// that are expected to close within the period, and not by later ones alone.
func (m todayModel) dueCovers() bool {
	due, quota := m.metrics.PipelineProjection, m.metrics.Quota
	return due == nil || quota == nil || *due >= float64(*quota)
}

// aimless reports whether nobody has said what the work is for: there is no
// quota, and the activity goals are those of a new database, which say nothing
// about this team.
func (m todayModel) aimless() bool {
	return m.metrics.Quota == nil && !sales.GoalsSet(m.agenda.Facts.Goals)
}

// chain goes backwards from the money that is missing: what the open pipeline
// is worth, and the wins, opportunities and conversations that the rest takes,
// as far as the rates are known.
func (m todayModel) chain() []labelled {
	plan := m.metrics.Plan
	if m.metrics.Gap == nil || *m.metrics.Gap == 0 || m.agenda.AsOf > m.agenda.Facts.Period.To {
		return nil
	}
	chain := []labelled{
		{Label: m.text("views.today.plan.gap"), Value: m.format.Sum(*m.metrics.Gap), Metric: "gap"},
		{Label: m.text("views.today.plan.weighted"), Value: m.format.Rounded(m.metrics.Weighted), Metric: "weighted"},
	}
	if plan.Met {
		if low := m.metrics.Load.Low; low != nil {
			chain = append(chain, labelled{
				Label: m.text("views.today.plan.open"), Metric: "load",
				Value: m.text("views.today.plan.openOf", "Need", m.format.Count(upward(*low)), "Open", m.format.Count(m.metrics.Load.Open)),
			})
		}
		return chain
	}
	chain = append(chain, labelled{Label: m.text("views.today.plan.missing"), Value: m.format.Rounded(plan.Missing), Role: widgets.RoleOffTrack, Metric: "activity_plan"})
	for _, step := range []struct {
		key, metric string
		value       *float64
	}{{"wins", "average_won", plan.Wins}, {"opportunities", "win_rate", plan.Opportunities}, {"conversations", "connected", plan.Conversations}} {
		if step.value == nil {
			break
		}
		chain = append(chain, labelled{Label: m.text("views.today.plan." + step.key), Value: m.format.Count(upward(*step.value)), Metric: step.metric})
	}
	return chain
}

// upward rounds a need up to a whole number, but for what rounding errors add.
func upward(v float64) int { return int(math.Ceil(v - 1e-9)) }

// dayGoal is what the plan asks of one day, for one type.
type dayGoal struct {
	Type       sales.ActivityType
	Need, Done int
}

// share is how much of it is done.
func (g dayGoal) share() float64 { return float64(g.Done) / float64(max(g.Need, 1)) }

// goals are the attempts that a working day takes, most first: by the plan, or
// by the team's activity goals where the plan asks for none.
func (m todayModel) goals() []dayGoal {
	var goals []dayGoal
	add := func(t sales.ActivityType, perDay float64) {
		if need := upward(perDay); need > 0 {
			goals = append(goals, dayGoal{Type: t, Need: need, Done: m.agenda.Done[t]})
		}
	}
	days := m.metrics.Plan.DaysLeft
	if m.agenda.AsOf > m.agenda.Facts.Period.To || days <= 0 {
		return nil
	}
	for _, step := range m.metrics.Plan.Attempts {
		if step.PerDay != nil {
			add(step.Type, *step.PerDay)
		}
	}
	if len(goals) == 0 && !m.aimless() {
		for _, a := range m.metrics.Activities {
			if a.Goal != nil && !m.countsConnected(a.Type) {
				add(a.Type, m.goalOfDay(a, days))
			}
		}
	}
	slices.SortStableFunc(goals, func(a, b dayGoal) int { return -cmp.Compare(a.Need, b.Need) })
	return goals[:min(len(goals), mostPlanned)]
}

// goalOfDay is what a day takes of an activity's goal: the rest of it over the
// days left. The goals of a new database are nobody's promise, so that there
// is nothing to catch up: they ask for a usual day.
func (m todayModel) goalOfDay(a sales.ActivityMetrics, days int) float64 {
	if whole := m.metrics.Progress.Total; whole > 0 && !sales.GoalsSet(m.agenda.Facts.Goals) {
		return *a.Goal / float64(whole)
	}
	return (*a.Goal - float64(a.GoalDone)) / float64(days)
}

// countsConnected reports whether a type's goal is for what connected, which
// attempts of a day say nothing about.
func (m todayModel) countsConnected(t sales.ActivityType) bool {
	return slices.ContainsFunc(m.agenda.Facts.Goals, func(g sales.Goal) bool { return g.Type == t && g.Connected })
}

// todayLine is a line of one of the page's lists.
type todayLine struct {
	Title, Detail string
	Tag           widgets.Tag
	Trail         string
	TrailRole     widgets.Role
}

// step is a next step as a line: what, with whom, and when.
func (m todayModel) step(s app.Step) todayLine {
	a := s.Activity
	kind := ""
	if a.Type != "" {
		kind = typeText(m.text, a.Type)
	}
	line := todayLine{Title: cmp.Or(a.Subject, kind, m.text("views.today.step")), Detail: m.joined(kind, s.About, m.who(a.RepID))}
	switch late := m.agenda.AsOf.Sub(a.Day); {
	case late > 0:
		line.Trail, line.TrailRole = m.text("views.today.late", "Days", late), widgets.RoleOffTrack
	case late == 0:
		line.Trail, line.TrailRole = m.text("views.today.due"), widgets.RoleAccent
	default:
		line.Trail, line.TrailRole = m.format.Day(a.Day, m.agenda.AsOf), widgets.RoleMuted
	}
	return line
}

// stepCounts says how many steps are overdue, due and ahead.
func (m todayModel) stepCounts() string {
	var late, due, ahead int
	for _, s := range m.agenda.Steps {
		switch {
		case s.Activity.Day < m.agenda.AsOf:
			late++
		case s.Activity.Day == m.agenda.AsOf:
			due++
		default:
			ahead++
		}
	}
	return m.text("views.today.steps.counts", "Late", m.format.Count(late), "Due", m.format.Count(due), "Ahead", m.format.Count(ahead))
}

// who is the rep's name where the team is in view.
func (m todayModel) who(rep sales.ID) string {
	if m.scope.RepID != "" {
		return ""
	}
	return m.agenda.Reps[rep]
}

// joined puts what is not empty side by side.
func (todayModel) joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
}

// need is a deal that needs somebody as a line: what it is worth and why.
func (m todayModel) need(n app.DealNeed) todayLine {
	line := todayLine{Title: n.Deal.Name, Trail: none}
	if n.Deal.HasAmount {
		line.Trail = m.joined(m.format.Short(float64(n.Deal.Amount)), chanceText(m.format, &n.Chance))
	}
	reasons := m.reasons(n)
	line.Tag = reasons[0].Tag
	line.Detail = m.joined(reasons[0].Detail, m.who(n.Deal.OwnerID))
	if len(reasons) > 1 {
		if both := m.joined(reasons[0].Detail, reasons[1].Detail, m.who(n.Deal.OwnerID)); m.columns(both) <= mostLetters {
			line.Detail = both
		}
	}
	return line
}

// mostLetters is how wide a line of reasons may be, in Latin letters.
const mostLetters = 56

// columns is how wide a text is about, in Latin letters: Hangul counts two.
func (todayModel) columns(text string) (wide int) {
	for _, letter := range text {
		wide++
		if letter >= 0x1100 {
			wide++
		}
	}
	return wide
}

// reasons are why a deal needs somebody, the most urgent first.
func (m todayModel) reasons(n app.DealNeed) []todayLine {
	var reasons []todayLine
	add := func(tag string, role widgets.Role, why string) {
		reasons = append(reasons, todayLine{Tag: widgets.Tag{Text: m.text(tag), Role: role}, Detail: why})
	}
	d, asOf := n.Deal, m.agenda.AsOf
	if n.Judged.Overdue {
		add("views.today.tag.overdue", widgets.RoleOffTrack, m.text("views.today.why.overdue", "Day", m.format.Day(d.ExpectedClose, asOf)))
	}
	if n.Closing {
		add("views.today.tag.closing", widgets.RoleAccent, m.text("views.today.why.closing", "Day", m.format.Day(d.ExpectedClose, asOf)))
	}
	if n.Judged.Stuck {
		add("views.today.tag.stuck", widgets.RoleStuck, m.text("views.today.why.stuck",
			"Days", asOf.Sub(d.Since), "Stage", m.agenda.Report.StageNames[d.Stage], "Limit", m.format.Number(n.Limit, 0)))
	}
	if n.Judged.Neglected {
		why := m.text("views.today.why.noStep")
		if d.NextStep && d.LastTouch.Known() {
			why = m.text("views.today.why.quiet", "Days", asOf.Sub(d.LastTouch))
		} else if d.NextStep {
			why = m.text("views.today.why.untouched")
		}
		add("views.today.tag.neglected", widgets.RoleNeglected, why)
	}
	return reasons
}

// silent is somebody about to be given up as a line.
func (m todayModel) silent(s app.Silence) todayLine {
	quiet := m.agenda.AsOf.Sub(s.LastTouch)
	left := m.agenda.Facts.Settings.Thresholds.GiveUpDays - quiet
	return todayLine{
		Title: s.Name, Detail: m.joined(m.text("views.today.silent.since", "Count", s.Attempts, "Days", quiet), m.who(s.RepID)),
		Trail: m.text("views.today.silent.left", "Days", left), TrailRole: widgets.RoleBehind,
	}
}
