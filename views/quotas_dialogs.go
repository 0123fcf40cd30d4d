package views

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// askSplit asks how a quarter's or year's quota is divided: by a weight or by
// an amount for each month.
func (p *Quotas) askSplit(line quotaLine, span quotaSpan, total int64) {
	m, text := p.sheet, p.deps.Text
	byHand := p.rule == splitHand
	months := m.view.Grid.Months[span.first : span.last+1]
	parts := sales.SplitEven(total, len(months))
	if !byHand {
		parts = slices.Repeat([]int64{1}, len(months))
	}
	rest := widgets.NewText("", widgets.SizeBody, widgets.RoleMuted)
	fields, grid, entries := p.partFields(months, parts, byHand)
	show := func() { rest.Set(m.restText(total, partsIn(entries), byHand)) }
	for _, entry := range entries {
		entry.OnNumber = func(int64, bool, bool) { show() }
	}
	show()
	p.deps.Shell.AskForm(FormDialog{
		Title: text("views.quotas.split.title", "Name", m.lineTitle(line), "Period", m.spanName(span)), Submit: text("views.quotas.split.apply"),
		Rows: []fyne.CanvasObject{rest, grid}, Fields: fields, First: entries[0],
		Read: func() (Command, error) {
			values, err := divide(total, partsIn(entries), months, byHand)
			if err != nil {
				return nil, err
			}
			return p.setting(m.values(line.row.RepID, span, pointers(values))), nil
		},
	})
}

// partFields are the entries of the months' parts, three in a row.
func (p *Quotas) partFields(months []sales.Month, parts []int64, byHand bool) (map[string]*widgets.Field, *fyne.Container, []*widgets.NumberEntry) {
	fields, grid := map[string]*widgets.Field{}, container.NewGridWithColumns(3)
	var entries []*widgets.NumberEntry
	for i, month := range months {
		entry := widgets.NewNumberEntry(p.deps.Format.DecimalInput(0))
		if byHand {
			entry = widgets.NewNumberEntry(p.sheet.input())
		}
		entry.SetNumber(parts[i])
		entries = append(entries, entry)
		fields[month.String()] = widgets.NewField(p.deps.Format.Month(month), entry)
		grid.Add(fields[month.String()])
	}
	return fields, grid, entries
}

func partsIn(entries []*widgets.NumberEntry) []int64 {
	numbers := make([]int64, len(entries))
	for i, entry := range entries {
		numbers[i] = numberIn(entry)
	}
	return numbers
}

// setting is the command that writes quotas.
func (p *Quotas) setting(values []app.QuotaValue) Command {
	if len(values) == 0 {
		return nil
	}
	return func(ctx context.Context) error { return p.deps.Service.SetQuotas(ctx, values...) }
}

// askCopy asks by how much the quotas of the year before are raised.
func (p *Quotas) askCopy() {
	view, text := p.sheet.view, p.deps.Text
	if view == nil {
		return
	}
	raise := p.deps.numberEntry(500, 2)
	filled := newCheck(text("views.quotas.copy.filled"), nil)
	filled.Checked = true
	preview := widgets.NewParagraph("", widgets.SizeBody, widgets.RoleMuted)
	values := func() []app.QuotaValue { return view.Copied(float64(numberIn(raise))/10_000, filled.Checked) }
	show := func() {
		changed := values()
		if len(changed) == 0 {
			preview.Set(text("views.quotas.copy.nothing", "Year", strconv.Itoa(view.Query.FiscalYear-1)), widgets.RoleMuted)
			return
		}
		preview.Set(text("views.quotas.copy.preview", "Count", len(changed), "Before", p.sheet.exact(view.Before.Sum.Year), "After", p.sheet.exact(view.With(changed...).Grid.Sum.Year)), widgets.RoleMuted)
	}
	raise.OnNumber = func(int64, bool, bool) { show() }
	filled.OnChanged = func(bool) { show() }
	show()
	fields := map[string]*widgets.Field{"raise": widgets.NewField(text("views.quotas.copy.raise"), raise).Hint(text("views.quotas.copy.why"))}
	p.deps.Shell.AskForm(FormDialog{
		Title:  text("views.quotas.copy.title", "From", strconv.Itoa(view.Query.FiscalYear-1), "To", strconv.Itoa(view.Query.FiscalYear)),
		Submit: text("views.quotas.copy.apply"), Rows: []fyne.CanvasObject{fields["raise"], filled, preview}, Fields: fields, First: raise,
		Read: func() (Command, error) { return p.setting(values()), nil },
	})
}

// askReductions lists what ramps and absences make of the quotas set, and
// applies it.
func (p *Quotas) askReductions() {
	view, text := p.sheet.view, p.deps.Text
	if view == nil {
		return
	}
	list := view.Reductions()
	if len(list) == 0 {
		p.deps.Shell.Say(text("views.quotas.reduce.none"))
		return
	}
	rows := container.NewVBox()
	var values []app.QuotaValue
	for _, r := range list {
		i := slices.Index(view.Grid.Months, r.Month)
		values = append(values, p.sheet.values(r.Rep.ID, quotaSpan{i, i}, []*int64{&r.To})...)
		rows.Add(container.NewBorder(nil, nil,
			fixed(230, widgets.NewText(text("views.quotas.of", "Name", r.Rep.Name, "Period", p.deps.Format.Month(r.Month)), widgets.SizeBody, widgets.RoleNone)),
			widgets.NewText(text("views.quotas.reduce.change", "From", p.sheet.exact(&r.From), "To", p.sheet.exact(&r.To)), widgets.SizeBody, widgets.RoleNone).Bold(),
			widgets.NewText(p.sheet.reducedText(r), widgets.SizeBody, widgets.RoleMuted).Shrink(40)))
	}
	p.deps.Shell.AskForm(FormDialog{
		Title: text("views.quotas.reduce.title"), Submit: text("views.quotas.reduce.apply"), Wide: 760,
		Rows: []fyne.CanvasObject{widgets.NewParagraph(text("views.quotas.reduce.why"), widgets.SizeBody, widgets.RoleMuted), rows},
		Read: func() (Command, error) { return p.setting(values), nil },
	})
}

// divideTeam divides the team's own number of the column in hand among the
// reps who count, in proportion to what they have, else evenly.
func (p *Quotas) divideTeam() {
	_, span, ok := p.current()
	if !ok {
		return
	}
	m := p.sheet
	var values []app.QuotaValue
	for i := span.first; i <= span.last; i++ {
		values = append(values, m.divided(i)...)
	}
	if len(values) == 0 {
		p.deps.Shell.Say(p.deps.Text("views.quotas.divide.none", "Period", m.spanName(span)))
		return
	}
	p.write(values)
}

// askProposals lists every rep's proposal for the column in hand, each with
// its reasons and a button that takes it.
func (p *Quotas) askProposals() {
	line, span, ok := p.current()
	if !ok {
		return
	}
	text, team := p.deps.Text, p.proposals(quotaLine{kind: lineSum}, span)
	switch {
	case len(team) == 0:
		p.deps.Shell.Say(p.noProposal(span))
		return
	case !slices.ContainsFunc(team, func(one sales.Proposal) bool { return !one.Baseless() }):
		p.deps.Shell.Say(text("views.quotas.proposals.baseless"))
		return
	}
	rows := container.New(layout.NewCustomPaddedVBoxLayout(1.5 * widgets.Space))
	var all []app.QuotaValue
	for _, line = range p.sheet.lines() {
		list := p.proposals(line, span)
		if line.kind != lineRep || len(list) == 0 {
			continue
		}
		offered := p.offer(line, list)
		if *sumOf(offered) == 0 {
			offered = nil
		}
		all = append(all, offered...)
		rows.Add(p.proposalRow(line, span, list, offered))
	}
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 1.5*widgets.Space), rows))
	scroll.SetMinSize(fyne.NewSize(780, min(rows.MinSize().Height, 440)))
	p.deps.Shell.AskForm(FormDialog{
		Title: text("views.quotas.proposals.title", "Period", p.sheet.spanName(span)), Submit: text("views.quotas.proposals.all"),
		Rows: []fyne.CanvasObject{widgets.NewParagraph(text("views.quotas.proposals.why"), widgets.SizeBody, widgets.RoleMuted), scroll}, Wide: 820,
		Read: func() (Command, error) { return p.setting(all), nil },
	})
}

// offer are the month rows that a line's proposals come to.
func (p *Quotas) offer(line quotaLine, list []sales.Proposal) []app.QuotaValue {
	var values []app.QuotaValue
	for _, proposal := range list {
		if i := slices.Index(p.sheet.view.Grid.Months, proposal.Month); i >= 0 {
			value := int64(proposal.Value)
			values = append(values, p.sheet.values(line.row.RepID, quotaSpan{i, i}, []*int64{&value})...)
		}
	}
	return values
}

// proposalRow is one rep's proposal: name, value, the present one and why.
func (p *Quotas) proposalRow(line quotaLine, span quotaSpan, list []sales.Proposal, offered []app.QuotaValue) fyne.CanvasObject {
	text := p.deps.Text
	var take *widgets.Button
	take = newButton(text("views.quotas.take"), func() {
		take.Disable()
		take.SetText(text("views.quotas.taken"))
		p.write(offered)
	})
	take.Hidden = len(offered) == 0
	reasons := list[0].Reasons(text)
	words := ""
	for i, reason := range reasons {
		if i > 0 {
			words += " "
		}
		words += sentence(reason)
	}
	head := container.NewVBox(
		widgets.NewText(line.row.Name, widgets.SizeBody, widgets.RoleNone).Bold(),
		widgets.NewText(p.sheet.exact(sumOf(offered)), widgets.SizeTitle, widgets.RoleAccent).Bold(),
		widgets.NewText(text("views.quotas.proposals.present", "Value", p.sheet.exact(p.sheet.value(line, span))), widgets.SizeCaption, widgets.RoleMuted))
	return container.NewBorder(nil, nil, fixed(170, head), container.NewCenter(take), widgets.NewParagraph(words, widgets.SizeCaption, widgets.RoleNone))
}
