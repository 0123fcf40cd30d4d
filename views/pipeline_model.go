package views

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// noStage is the id of the column of deals whose stage is unknown.
const noStage = "?"

// pipelineFilter narrows the board.
type pipelineFilter struct {
	Text      string
	Product   sales.ID
	Due       bool // expected to close in the period
	Stuck     bool
	Neglected bool
}

// pipelineModel turns the pipeline into what the board and the table show.
type pipelineModel struct {
	data   *app.Pipeline
	text   sales.Text
	format *Format
	period sales.Period
}

// deals are the deals the filter lets through.
func (m pipelineModel) deals(f pipelineFilter) []sales.BoardDeal {
	search := sales.NewSearch(f.Text)
	var out []sales.BoardDeal
	for _, d := range m.data.Deals {
		judged := m.data.Judged[d.ID]
		switch {
		case !search.In(d.Name, d.Account, d.OwnerName, d.ExternalID),
			f.Product != "" && !slices.ContainsFunc(d.Lines, func(l sales.Line) bool { return l.ProductID == f.Product }),
			f.Due && (d.Kind != sales.StageOpen || !m.period.Contains(d.ExpectedClose)),
			f.Stuck && !judged.Stuck, f.Neglected && !judged.Neglected:
			continue
		}
		out = append(out, d)
	}
	return out
}

// columns are the board's columns: the stages in order, then won and lost.
func (m pipelineModel) columns(f pipelineFilter) []widgets.BoardColumn {
	byStage := map[sales.ID][]sales.BoardDeal{}
	for _, d := range m.deals(f) {
		byStage[d.Stage] = append(byStage[d.Stage], d)
	}
	stages := m.data.Stages
	if len(byStage[""]) > 0 {
		stages = append([]sales.Stage{{Name: m.text("views.pipeline.noStage"), Kind: sales.StageOpen}}, stages...)
	}
	columns := make([]widgets.BoardColumn, 0, len(stages))
	for _, stage := range stages {
		columns = append(columns, m.column(stage, byStage[stage.ID]))
	}
	return columns
}

func (m pipelineModel) column(stage sales.Stage, deals []sales.BoardDeal) widgets.BoardColumn {
	id := string(stage.ID)
	if id == "" {
		id = noStage
	}
	column := widgets.BoardColumn{ID: id, Title: stage.Name, Definition: stage.Definition, Before: m.text("views.deal.checklist"), Empty: m.text("views.pipeline.empty")}
	for _, check := range stage.Criteria {
		column.Criteria = append(column.Criteria, check.Text)
	}
	var sum sales.Amount
	var weighted float64
	m.order(deals)
	for _, d := range deals {
		sum += d.Amount
		weighted += float64(d.Amount) * m.probability(d, stage)
		column.Cards = append(column.Cards, m.card(d))
	}
	key := "views.pipeline.sum"
	switch stage.Kind {
	case sales.StageWon:
		column.Role, key = widgets.RoleWon, "views.pipeline.sumClosed"
	case sales.StageLost:
		column.Role, key = widgets.RoleLost, "views.pipeline.sumClosed"
	default: // open: in the plain colour
	}
	column.Count = m.format.Count(len(deals))
	column.Subtitle = m.text(key, "Sum", m.format.Short(float64(sum)), "Weighted", m.format.ShortBare(weighted))
	return column
}

// probability is the deal's own, else its stage's; none without a stage.
func (m pipelineModel) probability(d sales.BoardDeal, stage sales.Stage) float64 {
	if d.Probability != nil {
		return *d.Probability
	}
	return stage.Probability
}

// order puts what is to close first on top; closed deals newest first.
func (m pipelineModel) order(deals []sales.BoardDeal) {
	slices.SortFunc(deals, func(a, b sales.BoardDeal) int {
		if a.Kind != sales.StageOpen {
			return cmp.Or(cmp.Compare(b.Since, a.Since), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(cmp.Compare(closeDay(a), closeDay(b)), cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

func (m pipelineModel) card(d sales.BoardDeal) widgets.BoardCard {
	card := widgets.BoardCard{ID: string(d.ID), Title: shortName(d.Name, d.Account), Account: d.Account, Initials: initials(d.OwnerName), Amount: m.amount(d)}
	if card.Title == card.Account { // named after the customer: what is sold tells deals apart
		card.Account = m.products(d)
	}
	switch d.Kind {
	case sales.StageWon:
		card.Strip, card.NextStep = widgets.RoleWon, m.closedOn(d)
		return card
	case sales.StageLost:
		card.Strip, card.NextStep = widgets.RoleLost, m.closedOn(d)
		return card
	default: // open: with age, next step and badges
	}
	if d.Since != 0 {
		card.Age = m.text("views.pipeline.days", "Days", m.format.Count(m.data.AsOf.Sub(d.Since)))
	}
	card.NextStep, card.Urgent = m.nextStep(d)
	judged := m.data.Judged[d.ID]
	if judged.Stuck {
		card.AgeRole = widgets.RoleStuck
		card.Badges = append(card.Badges, widgets.Tag{Role: widgets.RoleStuck, Text: m.text("views.pipeline.stuck")})
	}
	if judged.Neglected {
		card.Badges = append(card.Badges, widgets.Tag{Role: widgets.RoleBehind, Text: m.text("views.pipeline.neglected")})
	}
	if judged.Overdue {
		card.Badges = append(card.Badges, widgets.Tag{Role: widgets.RoleOffTrack, Text: m.text("views.pipeline.overdue")})
	}
	return card
}

// closedOn is when and why a deal was closed. The board shows the deals closed
// in the period in view, so that the day needs no year.
func (m pipelineModel) closedOn(d sales.BoardDeal) string {
	day := m.format.Day(d.Since, d.Since)
	if d.Kind == sales.StageLost && d.Reason != "" {
		return day + " · " + d.Reason
	}
	return day
}

// shortName leaves the account out of a deal's name where it begins with it,
// because the account stands in the line below.
func shortName(name, account string) string {
	rest, found := strings.CutPrefix(name, account)
	if rest = strings.TrimLeft(rest, " –—-_:,·/|>"); account == "" || !found || rest == "" {
		return name
	}
	return rest
}

// products are the names of what is to be sold.
func (m pipelineModel) products(d sales.BoardDeal) string {
	var names []string
	for _, line := range d.Lines {
		if name := m.data.Products[line.ProductID]; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// exact is a deal's amount to the last unit.
func (m pipelineModel) exact(d sales.BoardDeal) string {
	if !d.HasAmount {
		return none
	}
	return m.format.Money(d.Amount)
}

func (m pipelineModel) amount(d sales.BoardDeal) string {
	if !d.HasAmount {
		return none
	}
	return m.format.Short(float64(d.Amount))
}

// nextStep is what is agreed next: its day, or that there is none.
func (m pipelineModel) nextStep(d sales.BoardDeal) (string, widgets.Role) {
	switch {
	case !d.NextStep:
		return m.text("views.pipeline.noNextStep"), widgets.RoleBehind
	case d.NextDue == 0:
		return m.text("views.pipeline.nextStep"), widgets.RoleNone
	case d.NextDue < m.data.AsOf:
		return m.text("views.pipeline.nextOverdue", "Day", m.format.Day(d.NextDue, m.data.AsOf)), widgets.RoleOffTrack
	}
	return m.text("views.pipeline.nextDue", "Day", m.format.Day(d.NextDue, m.data.AsOf)), widgets.RoleNone
}

// initials are the first letters of a person's names; of a Korean name the
// given name, which tells people apart where half of them are called Kim.
func initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first := []rune(words[0])
	if unicode.Is(unicode.Hangul, first[0]) {
		return string(first[max(0, len(first)-2):])
	}
	out := string(unicode.ToUpper(first[0]))
	if len(words) > 1 {
		out += string(unicode.ToUpper([]rune(words[len(words)-1])[0]))
	}
	return out
}

// columnOf is the id of the column a deal stands in.
func columnOf(d sales.BoardDeal) string {
	if d.Stage == "" {
		return noStage
	}
	return string(d.Stage)
}

// open are the open deals the filter lets through.
func (m pipelineModel) open(f pipelineFilter) []sales.BoardDeal {
	return slices.DeleteFunc(m.deals(f), func(d sales.BoardDeal) bool { return d.Kind != sales.StageOpen })
}

// weighted is what each deal adds to the weighted sum: for an open one its
// amount times its probability, in minor units. Closed ones say when.
func (m pipelineModel) weighted(deals []sales.BoardDeal) []WeightedDeal {
	stages := map[sales.ID]sales.Stage{}
	for _, stage := range m.data.Stages {
		stages[stage.ID] = stage
	}
	out := make([]WeightedDeal, len(deals))
	for i, d := range deals {
		out[i].ID, out[i].Open = d.ID, d.Kind == sales.StageOpen
		if out[i].Open {
			out[i].Value = float64(d.Amount) * m.probability(d, stages[d.Stage])
		} else {
			out[i].Closed = d.Since
		}
	}
	return out
}

// total is the sum line over the board: how many open deals, their amounts,
// and those by their probability.
func (m pipelineModel) total(open []sales.BoardDeal) []string {
	var sum sales.Amount
	var weighted float64
	for i, d := range m.weighted(open) {
		sum += open[i].Amount
		weighted += d.Value
	}
	return []string{
		m.text("views.pipeline.total.count", "Count", m.format.Count(len(open))), m.text("views.pipeline.total.sum", "Sum", m.format.Money(sum)),
		m.text("views.pipeline.total.weighted", "Weighted", m.format.Rounded(weighted)),
	}
}
