package views

import (
	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// dashboardModel turns a period's figures into what the dashboard says.
type dashboardModel struct {
	figures *app.Figures
	metrics sales.Metrics
	scope   app.Scope
	today   sales.Day
	text    sales.Text
	format  *Format
}

func newDashboardModel(deps Deps, scope app.Scope, figures *app.Figures) dashboardModel {
	return dashboardModel{figures: figures, metrics: figures.Of(scope.RepID), scope: scope, today: deps.Service.Today(), text: deps.Text, format: deps.Format}
}

// empty reports whether there is nothing at all to show yet.
func (m dashboardModel) empty() bool {
	f := m.figures.Facts
	return len(f.Reps) == 0 && len(f.Deals) == 0
}

// verdict is the answer to "are we going to make it?".
type verdict struct {
	Sentence string
	Detail   string      // the amounts behind it
	Tag      widgets.Tag // the band, or what is the case instead
	Quotas   bool        // there is no quota, or not for all months: the page of quotas is offered
}

// verdict answers in one sentence.
func (m dashboardModel) verdict() verdict {
	asOf, period := m.figures.Facts.AsOf, m.figures.Facts.Period
	if m.metrics.Quota == nil {
		return m.unset(asOf >= period.To)
	}
	v := verdict{Detail: m.detail(), Quotas: m.cover().Partly()}
	switch {
	case v.Quotas:
		v.Sentence = m.partly()
		v.Tag = widgets.Tag{Text: m.text("views.dashboard.band.partly"), Role: widgets.RoleMuted}
	case asOf < period.From:
		v.Sentence = m.text("views.dashboard.answer.ahead", "Day", m.format.Day(period.From, asOf), "Quota", m.format.Sum(*m.metrics.Quota))
		v.Tag = widgets.Tag{Text: m.text("views.dashboard.band.ahead"), Role: widgets.RoleMuted}
	case m.reached():
		v.Sentence = m.reachedText(asOf >= period.To)
		v.Tag = widgets.Tag{Text: m.text("views.dashboard.band.reached"), Role: widgets.RoleOnTrack}
	case m.today == period.To:
		v.Sentence, v.Tag = m.text("views.dashboard.answer.lastDay", "Share", m.share(), "Gap", m.gapText()), m.bandTag()
	case asOf >= period.To:
		v.Sentence = m.text("views.dashboard.answer.missed", "Share", m.share(), "Gap", m.gapText())
		v.Tag = widgets.Tag{Text: m.text("views.dashboard.band.missed"), Role: widgets.RoleOffTrack}
	default:
		v.Sentence, v.Tag = m.running()
	}
	return v
}

// unset is the answer where there is no quota to make.
func (m dashboardModel) unset(over bool) verdict {
	credited := m.format.Sum(m.metrics.Credited)
	v := verdict{Tag: widgets.Tag{Text: m.text("views.dashboard.band.none"), Role: widgets.RoleMuted}, Quotas: true}
	v.Sentence = m.text("views.dashboard.answer.noQuota", "Period", m.format.Period(m.figures.Facts.Period))
	v.Detail = m.text("views.dashboard.detail.noQuota", "Credited", credited, "Open", m.format.Sum(m.metrics.OpenValue))
	if over {
		v.Sentence = m.text("views.dashboard.answer.noQuotaPast", "Period", m.format.Period(m.figures.Facts.Period), "Credited", credited)
		v.Detail = m.text("views.dashboard.detail.noQuotaPast")
	}
	return v
}

// reached reports whether nothing is missing.
func (m dashboardModel) reached() bool { return m.metrics.Gap != nil && *m.metrics.Gap == 0 }

func (m dashboardModel) reachedText(over bool) string {
	switch {
	case *m.metrics.Quota == 0:
		return m.text("views.dashboard.answer.zero")
	case over:
		return m.text("views.dashboard.answer.made", "Share", m.share())
	default:
		return m.text("views.dashboard.answer.reached", "Share", m.share(), "Days", m.daysLeft())
	}
}

// running is the answer within the period while something is missing.
func (m dashboardModel) running() (string, widgets.Tag) {
	args := []any{"Share", m.share(), "Days", m.daysLeft(), "Chance", chanceText(m.format, m.metrics.AttainProbability)}
	key, tag := "views.dashboard.answer.", m.bandTag()
	switch m.metrics.Band {
	case sales.OnTrack:
		key += "onTrack"
	case sales.Behind:
		key += "behind"
	case sales.OffTrack:
		key += "offTrack"
	default:
		key += "early"
	}
	return m.text(key, args...), tag
}

// bandTag is the pace's band as a word in its colour.
func (m dashboardModel) bandTag() widgets.Tag { return bandTag(m.text, m.metrics.Band) }

// bandTag is a band as a word in its colour.
func bandTag(text sales.Text, band sales.Band) widgets.Tag {
	switch band {
	case sales.OnTrack:
		return widgets.Tag{Text: text("views.dashboard.band.onTrack"), Role: widgets.RoleOnTrack}
	case sales.Behind:
		return widgets.Tag{Text: text("views.dashboard.band.behind"), Role: widgets.RoleBehind}
	case sales.OffTrack:
		return widgets.Tag{Text: text("views.dashboard.band.offTrack"), Role: widgets.RoleOffTrack}
	case sales.Early:
		return widgets.Tag{Text: text("views.dashboard.band.early"), Role: widgets.RoleMuted}
	default:
		return widgets.Tag{}
	}
}

// detail is the amounts behind the answer.
func (m dashboardModel) detail() string {
	args := []any{"Credited", m.format.Sum(m.metrics.Credited), "Quota", m.format.Sum(*m.metrics.Quota), "Expected", m.format.RoundedOr(m.metrics.ExpectedToDate)}
	f := m.figures.Facts
	if f.AsOf < f.Period.From || f.AsOf >= f.Period.To {
		return m.text("views.dashboard.detail.whole", args...) + m.outside()
	}
	return m.text("views.dashboard.detail.running", args...) + m.outside()
}

// cover is how much of the period and the team the quota was set for.
func (m dashboardModel) cover() sales.QuotaCover {
	return m.figures.Report.CoverIn(m.figures.Facts.Period, m.scope.RepID)
}

// outside says what was credited where there is no quota to hold it against;
// empty where nothing was.
func (m dashboardModel) outside() string {
	switch cover := m.cover(); {
	case !cover.Partly():
		return ""
	case cover.Outside != 0:
		return " · " + m.text("views.dashboard.detail.otherMonths", "Credited", m.format.Sum(cover.Outside))
	case cover.OutsideReps != 0:
		return " · " + m.text("views.dashboard.detail.otherReps", "Credited", m.format.Sum(cover.OutsideReps))
	default:
		return ""
	}
}

// partly is the answer where only a part has a quota: whatever share of it is
// reached, that does not tell whether the whole will be.
func (m dashboardModel) partly() string {
	asOf, period := m.figures.Facts.AsOf, m.figures.Facts.Period
	outcome := "views.dashboard.partly.running"
	switch {
	case asOf < period.From:
		outcome = "views.dashboard.partly.ahead"
	case m.reached() && asOf >= period.To:
		outcome = "views.dashboard.partly.made"
	case m.reached():
		outcome = "views.dashboard.partly.reached"
	case asOf >= period.To:
		outcome = "views.dashboard.partly.missed"
	}
	return m.text("views.dashboard.answer.partly", "Cover", coverText(m.text, m.cover()), "Outcome", m.text(outcome,
		"Share", m.share(), "Days", m.daysLeft(), "Gap", m.gapText(), "Day", m.format.Day(period.From, asOf)))
}

// coverText says how many months, or else reps, have a quota.
func coverText(text sales.Text, cover sales.QuotaCover) string {
	if cover.Months < cover.AllMonths {
		return text("views.dashboard.cover.months", "Set", cover.Months, "All", cover.AllMonths)
	}
	return text("views.dashboard.cover.reps", "Set", cover.Reps, "All", cover.AllReps)
}

// share is the attainment.
func (m dashboardModel) share() string { return m.format.Percent(m.metrics.Attainment.Value()) }

// daysLeft says how many working days are left.
func (m dashboardModel) daysLeft() string { return daysLeftText(m.text, m.metrics.Progress.Left()) }

// daysLeftText says how many working days are left.
func daysLeftText(text sales.Text, days int) string {
	switch {
	case days <= 0:
		return text("views.dashboard.days.none")
	case days == 1:
		return text("views.dashboard.days.one")
	default:
		return text("views.dashboard.days.many", "Days", days)
	}
}

func (m dashboardModel) gapText() string { return m.format.SumOr(m.metrics.Gap, none) }

// chanceText writes a chance without claiming never or always.
func chanceText(format *Format, chance *float64) string {
	switch {
	case chance == nil:
		return none
	case *chance < 0.005:
		return "<1%"
	case *chance > 0.995:
		return ">99%"
	default:
		return format.Percent(chance)
	}
}

// figureTile is a number of the dashboard and the records it opens.
type figureTile struct {
	Stat   widgets.Stat
	Metric string
}

// tiles are the numbers under the answer.
func (m dashboardModel) tiles() []figureTile {
	return []figureTile{
		m.attainmentTile(), m.gapTile(), m.paceTile(), m.chanceTile(),
		m.projectionTile("views.dashboard.tile.runRate", "run_rate_projection", m.metrics.RunRateProjection),
		m.projectionTile("views.dashboard.tile.pipeline", "pipeline_projection", m.metrics.PipelineProjection),
		m.coverageTile(),
	}
}

func (m dashboardModel) attainmentTile() figureTile {
	stat := widgets.Stat{Label: m.text("views.dashboard.tile.attainment"), Value: m.share()}
	if m.metrics.Quota == nil {
		stat.Value, stat.Hint = none, m.text("views.dashboard.hint.noQuota")
		return figureTile{stat, "credited"}
	}
	stat.Hint = m.text("views.dashboard.hint.of", "Whole", m.format.Short(float64(*m.metrics.Quota)))
	return figureTile{stat, "attainment"}
}

func (m dashboardModel) gapTile() figureTile {
	stat := widgets.Stat{Label: m.text("views.dashboard.tile.gap"), Value: none}
	switch {
	case m.metrics.Gap == nil:
		stat.Hint = m.text("views.dashboard.hint.noQuota")
	case m.metrics.Surplus != nil && *m.metrics.Surplus > 0:
		stat.Label, stat.Value = m.text("views.dashboard.tile.surplus"), "+"+m.format.Short(float64(*m.metrics.Surplus))
		stat.Hint = m.text("views.dashboard.hint.surplus")
		return figureTile{stat, "surplus"}
	default:
		stat.Value = m.format.Short(float64(*m.metrics.Gap))
		stat.Hint = m.text("views.dashboard.hint.days", "Left", m.metrics.Progress.Left(), "Total", m.metrics.Progress.Total)
	}
	return figureTile{stat, "gap"}
}

func (m dashboardModel) paceTile() figureTile {
	stat := widgets.Stat{Label: m.text("views.dashboard.tile.pace"), Value: m.format.Percent(m.metrics.Pace.Value())}
	if tag := m.bandTag(); !m.cover().Partly() {
		stat.Delta, stat.Role = tag.Text, tag.Role
	}
	switch {
	case m.metrics.Quota == nil:
		stat.Hint = m.text("views.dashboard.hint.noQuota")
	case m.metrics.ExpectedToDate != nil:
		stat.Hint = m.text("views.dashboard.hint.expected", "Amount", m.format.Short(*m.metrics.ExpectedToDate))
	}
	return figureTile{stat, "pace"}
}

func (m dashboardModel) chanceTile() figureTile {
	stat := widgets.Stat{Label: m.text("views.dashboard.tile.chance"), Value: chanceText(m.format, m.metrics.AttainProbability)}
	if m.metrics.AttainProbability == nil {
		stat.Hint = m.text("views.dashboard.hint.noQuota")
		return figureTile{stat, "attain_probability"}
	}
	stat.Hint = m.text("views.dashboard.hint.draws", "Count", m.format.Count(m.figures.Facts.Settings.Thresholds.Draws))
	return figureTile{stat, "attain_probability"}
}

// projectionTile shows where the period would end, against the quota.
func (m dashboardModel) projectionTile(label, metric string, value *float64) figureTile {
	stat := widgets.Stat{Label: m.text(label), Value: none}
	if value != nil {
		stat.Value = m.format.Short(*value)
	}
	if value != nil && m.metrics.Quota != nil && *m.metrics.Quota > 0 {
		share := *value / float64(*m.metrics.Quota)
		stat.Hint = m.text("views.dashboard.hint.share", "Share", m.format.Percent(&share))
	}
	return figureTile{stat, metric}
}

func (m dashboardModel) coverageTile() figureTile {
	stat := widgets.Stat{Label: m.text("views.dashboard.tile.late"), Value: none, Hint: m.text("views.dashboard.hint.noQuota")}
	cover := m.metrics.LateCoverage.Value()
	switch {
	case m.metrics.CoverageMet:
		stat.Value, stat.Hint = m.text("views.dashboard.met"), m.text("views.dashboard.hint.nothingMissing")
	case cover != nil:
		stat.Value = m.format.Number(*cover, 1) + "×"
		if need := m.metrics.RequiredCover; need != nil {
			stat.Hint = m.text("views.dashboard.hint.needs", "Cover", m.format.Number(*need, 1)+"×")
		}
	}
	return figureTile{stat, "late_coverage"}
}

// mostInsights is how many insights the dashboard shows.
const mostInsights = 5

// insightLine is an insight in words.
type insightLine struct {
	Tag                   widgets.Tag
	Title, Reason, Action string
	Stake                 string
	Insight               sales.Insight
}

// insightLines puts the insights of the scope with the most at stake into
// words.
func insightLines(text sales.Text, found sales.Insights, rep sales.ID) []insightLine {
	list := found.Team()
	if rep != "" {
		list = found.Rep(rep)
	}
	var lines []insightLine
	for _, i := range list[:min(len(list), mostInsights)] {
		lines = append(lines, insightLine{
			Tag: insightTag(text, i.Kind), Title: i.Title(text), Reason: i.Reason(text), Action: i.Action(text), Stake: i.StakeText(text), Insight: i,
		})
	}
	return lines
}

// insightTag is an insight's kind as a word in its colour.
func insightTag(text sales.Text, kind sales.InsightKind) widgets.Tag {
	roles := map[sales.InsightKind]widgets.Role{
		sales.Strength: widgets.RoleOnTrack, sales.Weakness: widgets.RoleBehind,
		sales.Opportunity: widgets.RoleAccent, sales.Risk: widgets.RoleOffTrack,
	}
	return widgets.Tag{Text: text("views.dashboard.kind." + string(kind)), Role: roles[kind]}
}
