package views

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// dealModel turns a deal into what its panel shows.
type dealModel struct {
	detail *app.DealDetail
	stages []sales.Stage
	reps   map[sales.ID]string
	today  sales.Day
	deps   Deps
}

func (m dealModel) stage() sales.Stage {
	for _, stage := range m.stages {
		if stage.ID == m.detail.Fact.Stage {
			return stage
		}
	}
	return sales.Stage{Name: m.deps.Text("views.pipeline.noStage"), Kind: sales.StageOpen}
}

func (m dealModel) stageName(id sales.ID) string {
	for _, stage := range m.stages {
		if stage.ID == id {
			return stage.Name
		}
	}
	return m.deps.Text("views.pipeline.noStage")
}

// facts are the lines under the title: each a name and its value.
func (m dealModel) facts() [][2]string {
	d, f, text := m.detail, m.deps.Format, m.deps.Text
	lines := [][2]string{
		{text("views.deal.account"), orNone(d.Account.Name)},
		{text("views.deal.rep"), orNone(m.reps[d.Deal.OwnerID])},
		{text("views.deal.created"), f.Day(d.Deal.Created, m.today)},
		{text("views.deal.expected"), f.Day(d.Deal.ExpectedClose, m.today)},
		{text("views.deal.followUps"), f.Count(max(0, d.Fact.Touches-1))},
		{text("views.deal.source"), orNone(d.Deal.Source)},
	}
	if stage := m.stage(); stage.Kind != sales.StageOpen {
		lines[3] = [2]string{stage.Name, f.Day(d.Fact.Since, m.today)}
		lines = append(lines, [2]string{text("views.deal.reason"), orNone(d.Deal.Reason)})
	}
	if products := m.products(); products != "" {
		lines = append(lines, [2]string{text("views.deal.products"), products})
	}
	if shares := m.shares(); shares != "" {
		lines = append(lines, [2]string{text("views.deal.split"), shares})
	}
	return lines
}

// followUps are the completed activities after the first one.
func (m dealModel) followUps() []sales.ID {
	var done []sales.Activity
	for _, a := range m.detail.Activities {
		if !a.Planned {
			done = append(done, a)
		}
	}
	slices.SortStableFunc(done, func(a, b sales.Activity) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	var ids []sales.ID
	for i, a := range done {
		if i > 0 {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

func (m dealModel) products() string {
	var names []string
	for _, line := range m.detail.Lines {
		if name := m.detail.Products[line.ProductID]; name != "" {
			names = append(names, fmt.Sprintf("%s × %d", name, line.Units))
		}
	}
	return strings.Join(names, ", ")
}

func (m dealModel) shares() string {
	var total int64
	for _, s := range m.detail.Shares {
		total += s.Weight
	}
	var parts []string
	for _, s := range m.detail.Shares {
		share := float64(s.Weight) / float64(total)
		parts = append(parts, m.reps[s.RepID]+" "+m.deps.Format.Percent(&share))
	}
	return strings.Join(parts, ", ")
}

func orNone(text string) string {
	if text == "" {
		return none
	}
	return text
}

// checks are the exit criteria of the deal's stage.
func (m dealModel) checks() []widgets.Check {
	var checks []widgets.Check
	for _, c := range m.stage().Criteria {
		checks = append(checks, widgets.Check{ID: string(c.ID), Text: c.Text, Done: slices.Contains(m.detail.Deal.Checked, c.ID)})
	}
	return checks
}

// moment is an entry of the timeline with what it is ordered by.
type moment struct {
	day   sales.Day
	order int
	widgets.Moment
}

// timeline is what happened with the deal, newest first: planned next steps,
// activities, moves between stages, adjustments.
func (m dealModel) timeline() []widgets.Moment {
	text, f := m.deps.Text, m.deps.Format
	var all []moment
	for _, a := range m.detail.Activities {
		entry := widgets.Moment{ID: string(a.ID), Title: typeText(text, a.Type), Text: a.Subject, When: f.Day(a.Day, m.today), Icon: activityIcon(a.Type)}
		order := 1
		switch {
		case a.Planned && a.Day < m.today:
			entry.Title, entry.Role, order = text("views.deal.overdueStep", "Type", typeText(text, a.Type)), widgets.RoleOffTrack, 2
		case a.Planned:
			entry.Title, entry.Role, order = text("views.deal.plannedStep", "Type", typeText(text, a.Type)), widgets.RoleAccent, 2
		case a.Outcome != "":
			entry.Title += " · " + outcomeText(text, a.Outcome)
		}
		if a.Notes != "" {
			entry.Text = strings.TrimSpace(entry.Text + "\n" + a.Notes)
		}
		all = append(all, moment{a.Day, order, entry})
	}
	for _, move := range m.detail.Moves {
		entry := widgets.Moment{Title: text("views.deal.moved", "Stage", m.stageName(move.StageID)), When: f.Day(move.Day, m.today), Icon: moveIcon(), Role: widgets.RoleMuted}
		if move.StageID == "" {
			entry.Title = text("views.deal.opened")
		}
		all = append(all, moment{move.Day, 0, entry})
	}
	for _, a := range m.detail.Adjustments {
		all = append(all, moment{a.Day, 0, widgets.Moment{Title: text("views.deal.adjusted", "Amount", f.Money(a.Amount)), Text: a.Reason, When: f.Day(a.Day, m.today), Icon: moveIcon(), Role: widgets.RoleBehind}})
	}
	slices.SortStableFunc(all, func(a, b moment) int { return cmp.Or(cmp.Compare(b.order/2, a.order/2), cmp.Compare(b.day, a.day)) })
	out := make([]widgets.Moment, len(all))
	for i := range all {
		out[i] = all[i].Moment
	}
	return out
}

// activityIcon is the picture of an activity type.
func activityIcon(t sales.ActivityType) fyne.Resource {
	switch t {
	case sales.Call:
		return pageIcon(PageActivities)
	case sales.Mail, sales.MailOpen, sales.MailClick, sales.Message:
		return theme.MailComposeIcon()
	case sales.Meeting, sales.Event:
		return theme.AccountIcon()
	default:
		return theme.InfoIcon()
	}
}

// moveIcon is the picture of a move between stages.
func moveIcon() fyne.Resource { return theme.NavigateNextIcon() }

// sortOptions orders options by their text.
func sortOptions(options []widgets.Option) {
	slices.SortFunc(options, func(a, b widgets.Option) int { return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.ID, b.ID)) })
}
