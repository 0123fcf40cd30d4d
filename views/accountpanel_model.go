package views

import (
	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// accountModel turns a customer into what its panel shows.
type accountModel struct {
	deps   Deps
	detail *app.AccountDetail
	stages map[sales.ID]sales.Stage
	reps   map[sales.ID]string
}

// facts are the fields, and count and sum of the open, won and lost deals,
// which open them.
func (m accountModel) facts() []fact {
	account, text := m.detail.Account, m.deps.Text
	lines := []fact{
		{name: text("views.account.industry"), value: orNone(account.Industry)},
		{name: text("views.account.region"), value: orNone(account.Region)},
	}
	for _, part := range []struct {
		kind sales.StageKind
		name string
	}{
		{sales.StageOpen, text("views.account.open")},
		{sales.StageWon, text("views.account.won")},
		{sales.StageLost, text("views.account.lost")},
	} {
		count, sum := 0, 0.0
		for _, deal := range m.detail.Deals {
			if deal.Kind == part.kind {
				count++
				sum += float64(deal.Amount)
			}
		}
		line := fact{name: part.name, value: none}
		if count > 0 {
			line.value = joined(m.deps.Format.Count(count), m.deps.Format.Rounded(sum))
			line.opens = string(part.kind)
		}
		lines = append(lines, line)
	}
	return lines
}

// dealsOf are the account's deals of a kind.
func (m accountModel) dealsOf(kind sales.StageKind) []sales.ID {
	var ids []sales.ID
	for _, deal := range m.detail.Deals {
		if deal.Kind == kind {
			ids = append(ids, deal.ID)
		}
	}
	return ids
}

// accountLine is a deal or a lead of the account.
type accountLine struct {
	id            sales.ID
	title, detail string
	trail         string
	tag           widgets.Tag
}

func (m accountModel) deals() []accountLine {
	d, today := m.deps, m.deps.Service.Today()
	lines := make([]accountLine, 0, len(m.detail.Deals))
	for _, deal := range m.detail.Deals {
		line := accountLine{id: deal.ID, title: deal.Name, trail: d.Text("views.deal.noAmount"), tag: widgets.Tag{Text: d.Text("views.pipeline.noStage"), Role: widgets.RoleAccent}}
		if deal.HasAmount {
			line.trail = d.Format.Money(deal.Amount)
		}
		if stage, known := m.stages[deal.Stage]; known {
			line.tag.Text = stage.Name
		}
		when := deal.ExpectedClose
		switch deal.Kind {
		case sales.StageWon:
			line.tag.Role, when = widgets.RoleWon, deal.Since
		case sales.StageLost:
			line.tag.Role, when = widgets.RoleLost, deal.Since
		default: // open: when it is to close
		}
		day := ""
		if when != 0 {
			day = d.Format.Day(when, today)
		}
		line.detail = joined(day, m.reps[deal.OwnerID])
		lines = append(lines, line)
	}
	return lines
}

func (m accountModel) leads() []accountLine {
	d, today := m.deps, m.deps.Service.Today()
	lines := make([]accountLine, 0, len(m.detail.Leads))
	for _, lead := range m.detail.Leads {
		lines = append(lines, accountLine{
			id: lead.ID, title: lead.Name, trail: d.Format.Day(lead.Created, today), tag: leadTag(d, lead.Status),
			detail: joined(lead.Source, m.reps[lead.RepID]),
		})
	}
	return lines
}

// timeline is the newest activities, each with the deal it was about.
func (m accountModel) timeline() []widgets.Moment {
	names := make(map[sales.ID]string, len(m.detail.Deals))
	for _, deal := range m.detail.Deals {
		names[deal.ID] = deal.Name
	}
	return activityMoments(m.deps, m.detail.Activities, func(a sales.Activity) string { return names[a.DealID] })
}

// logForm is an activity about the account's open deal where it has one only,
// else about the account alone.
func (m accountModel) logForm() app.LogForm {
	a := sales.Activity{AccountID: m.detail.Account.ID, RepID: m.detail.RepID}
	if open := m.dealsOf(sales.StageOpen); len(open) == 1 {
		a.DealID = open[0]
	}
	return app.LogForm{Activity: a}
}
