package views

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// quotaDetailHigh is the height of the cards under the sheet: eight reps and
// their totals fit above it in a window of 1280 by 720.
const quotaDetailHigh float32 = 160

// quotaDetail says beneath the sheet all about the cell in hand: its value,
// the year before, what ramp and absence make of it, and what is proposed.
type quotaDetail struct {
	page    *Quotas
	cell    *widgets.Card
	value   *widgets.Text
	before  *widgets.Text
	made    *widgets.Text
	reduced *widgets.Text
	reduce  *widgets.Button

	proposal *widgets.Card
	sum      *widgets.Text
	reasons  *widgets.Paragraph
	take     *widgets.Button
	whole    fyne.CanvasObject
	offered  []app.QuotaValue
	reducing []app.QuotaValue
}

func newQuotaDetail(page *Quotas) *quotaDetail {
	t := &quotaDetail{page: page}
	line := func() *widgets.Text { return widgets.NewText("", widgets.SizeBody, widgets.RoleMuted).Shrink(80) }
	t.value = widgets.NewText("", widgets.SizeHeading, widgets.RoleNone).Bold().Shrink(80)
	t.before, t.made = line(), line()
	t.reduced = widgets.NewText("", widgets.SizeBody, widgets.RoleBehind).Shrink(80)
	t.reduce = newButton("", func() { page.write(t.reducing) })
	t.sum = widgets.NewText("", widgets.SizeHeading, widgets.RoleAccent).Bold()
	t.reasons = widgets.NewParagraph("", widgets.SizeCaption, widgets.RoleNone)
	t.take = newButton("", func() { page.write(t.offered) })
	t.take.Importance = widget.HighImportance
	left := container.New(layout.NewCustomPaddedVBoxLayout(2), framed(nil, nil, nil, t.reduce, t.value), t.before, t.made, t.reduced)
	right := framed(nil, nil, container.New(layout.NewCustomPaddedVBoxLayout(widgets.Space), t.sum, t.take), nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, 2*widgets.Space, 0), container.NewVScroll(t.reasons)))
	t.cell, t.proposal = widgets.NewCard(" ", left).OnSubtitle(page.history), widgets.NewCard(" ", right)
	t.cell.OnSpareKey(passedFrom(t.cell))
	high := func(object fyne.CanvasObject) fyne.CanvasObject {
		strut := widgets.NewText("", widgets.SizeBody, widgets.RoleNone)
		return container.NewStack(container.NewGridWrap(fyne.NewSize(1, quotaDetailHigh), strut), object)
	}
	t.whole = container.New(detailLayout{}, high(t.cell), high(t.proposal))
	return t
}

// detailLayout gives the first of two objects two fifths of the width.
type detailLayout struct{}

// MinSize is the least room it needs.
func (detailLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+2*widgets.Space, max(a.Height, b.Height))
}

// Layout gives everything its place.
func (detailLayout) Layout(objects []fyne.CanvasObject, area fyne.Size) {
	first := (area.Width - 2*widgets.Space) * 2 / 5
	objects[0].Resize(fyne.NewSize(first, area.Height))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(area.Width-first-2*widgets.Space, area.Height))
	objects[1].Move(fyne.NewPos(first+2*widgets.Space, 0))
}

// showDetail says all about the cell in hand, fetching proposals where they
// are not there yet.
func (p *Quotas) showDetail() {
	line, span, ok := p.current()
	if !ok {
		return
	}
	p.loadBasis(span)
	t, m, text := p.detail, p.sheet, p.deps.Text
	link := ""
	if line.editable() && m.value(line, span) != nil {
		link = text("views.deal.history")
	}
	t.cell.SetTitle(text("views.quotas.of", "Name", m.lineTitle(line), "Period", m.spanName(span)), link)
	t.value.Set(m.exact(m.value(line, span)), widgets.RoleNone)
	t.before.Set(m.beforeText(line, span), widgets.RoleMuted)
	t.made.Set(p.madeText(line, span), widgets.RoleMuted)
	words, reducing := m.reduction(line, span)
	t.reducing = reducing
	t.reduced.Set(words, widgets.RoleBehind)
	t.reduced.Hidden, t.reduce.Hidden = words == "", len(reducing) == 0
	if len(reducing) > 0 {
		t.reduce.SetText(text("views.quotas.use", "Value", m.exact(sumOf(reducing))))
	}
	t.cell.Refresh()
	p.showProposal(line, span)
}

// madeText is what was credited in the same months a year before.
func (p *Quotas) madeText(line quotaLine, span quotaSpan) string {
	season := p.season(line.row.RepID)
	if season == nil {
		return ""
	}
	var sum sales.Amount
	for i := span.first; i <= span.last; i++ {
		sum += season[p.sheet.view.Grid.Months[i].Add(-12)]
	}
	return p.deps.Text("views.quotas.credited", "Value", p.deps.Format.Sum(sum))
}

// proposable reports whether there can be proposals for what is in view: they
// are made for money on all products.
func (p *Quotas) proposable() bool {
	return p.query.Measure == sales.MeasureMoney && p.query.ProductID == ""
}

// proposals are those for a line and a column, of the months not past.
func (p *Quotas) proposals(line quotaLine, span quotaSpan) []sales.Proposal {
	if p.basis == nil || !p.proposable() || line.kind == lineMismatch {
		return nil
	}
	months := p.sheet.view.Grid.Months[span.first : span.last+1]
	var list []sales.Proposal
	for _, proposal := range p.basis.Proposals {
		counts := proposal.RepID == line.row.RepID
		if line.kind != lineRep {
			counts = slices.ContainsFunc(p.sheet.view.Grid.Rows, func(row sales.QuotaRow) bool { return row.Counted && row.RepID == proposal.RepID })
		}
		if counts && slices.Contains(months, proposal.Month) {
			list = append(list, proposal)
		}
	}
	return list
}

// showProposal shows what is proposed for the cell in hand.
func (p *Quotas) showProposal(line quotaLine, span quotaSpan) {
	t, text := p.detail, p.deps.Text
	list := p.proposals(line, span)
	t.proposal.SetTitle(text("views.quotas.proposal"), "")
	t.offered = nil
	if len(list) == 0 {
		t.sum.Set("", widgets.RoleAccent)
		t.reasons.Set(p.noProposal(span), widgets.RoleMuted)
		t.take.Hide()
		t.proposal.Refresh()
		return
	}
	var sum sales.Amount
	byMonth := map[sales.Month]int64{}
	for _, proposal := range list {
		sum += proposal.Value
		byMonth[proposal.Month] += int64(proposal.Value)
	}
	t.sum.Set(p.deps.Format.Money(sum), widgets.RoleAccent)
	if list[0].Baseless() {
		t.sum.Set("", widgets.RoleAccent) // no value is not nothing
	}
	reasons := list[0].Reasons(text)
	if line.kind != lineRep {
		reasons = []string{text("views.quotas.proposal.team", "Count", len(list)/max(1, len(byMonth)))}
	}
	if len(byMonth) > 1 {
		reasons = append([]string{text("views.quotas.proposal.months", "Count", len(byMonth))}, reasons...)
	}
	t.reasons.Set(strings.Join(reasons, "\n"), widgets.RoleNone)
	t.take.Hidden = !line.editable() || sum == 0
	t.take.SetText(text("views.quotas.take"))
	for i := span.first; i <= span.last; i++ {
		if value, ok := byMonth[p.sheet.view.Grid.Months[i]]; ok {
			t.offered = append(t.offered, p.sheet.values(line.row.RepID, quotaSpan{i, i}, []*int64{&value})...)
		}
	}
	t.proposal.Refresh()
}

// noProposal says why there is none.
func (p *Quotas) noProposal(span quotaSpan) string {
	view := p.sheet.view
	switch {
	case !p.proposable():
		return p.deps.Text("views.quotas.proposal.moneyOnly")
	case view.Grid.Months[span.last] < view.AsOf.Month():
		return p.deps.Text("views.quotas.proposal.past")
	case p.basis == nil:
		return p.deps.Text("views.quotas.proposal.wait")
	}
	return p.deps.Text("views.quotas.proposal.none")
}

// loadBasis fetches the year before and the proposals for the quarter (the
// year) of a column, unless they are there or on their way.
func (p *Quotas) loadBasis(span quotaSpan) {
	wanted := quotaSpan{span.first / 3 * 3, span.first/3*3 + 2}
	if span.year() {
		wanted = span
	}
	if p.basisOf == wanted || p.basisOf.year() && p.basisOf.whole() {
		return
	}
	p.basisOf = wanted
	year, months := p.sheet.view.Query.FiscalYear, p.sheet.view.Grid.Months[wanted.first:wanted.last+1]
	Load(p.hints, p.deps.Context, func(ctx context.Context) (*app.QuotaBasis, error) {
		return p.deps.Service.QuotaBasis(ctx, year, months)
	}, func(basis *app.QuotaBasis, err error) {
		if err != nil {
			p.deps.Shell.Fail(err)
			return
		}
		p.basis = basis
		p.showDetail()
	})
}
