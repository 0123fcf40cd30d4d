package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/views/widgets"
)

// history lists who changed what of the deal; its newest change can be taken
// back alone, whatever was done elsewhere since.
func (p *DealPanel) history() {
	d := p.deps
	Load(p.slot, d.Context, func(ctx context.Context) ([]app.DealChange, error) {
		return d.Service.DealHistory(ctx, p.id)
	}, func(changes []app.DealChange, err error) {
		if err != nil {
			d.Shell.Fail(err)
			return
		}
		d.Shell.Ask(d.Text("views.deal.history"), container.NewVBox(widgets.NewTimeline(p.historyMoments(changes))), "", nil)
	})
}

func (p *DealPanel) historyMoments(changes []app.DealChange) []widgets.Moment {
	d := p.deps
	moments := make([]widgets.Moment, 0, len(changes))
	for _, c := range changes {
		moment := changeMoment(d, c.Batch)
		moment.Text = strings.Join(append([]string{moment.Text}, p.model.changedFields(c)...), "\n")
		if c.Takeable {
			moment.Action, moment.OnAction = d.Text("views.deal.takeBack"), func() { p.takeBack(c) }
		}
		moments = append(moments, moment)
	}
	return moments
}

func (p *DealPanel) takeBack(c app.DealChange) {
	p.deps.Shell.CloseDialog()
	p.deps.Shell.Do(func(ctx context.Context) error { return p.deps.Service.TakeBack(ctx, p.id, c) }, nil)
}

// explainChance says in sentences what the chance to win was computed from.
func (p *DealPanel) explainChance() {
	words := container.NewVBox()
	for _, sentence := range p.model.chanceWords() {
		words.Add(widgets.NewParagraph(sentence, widgets.SizeBody, widgets.RoleNone))
	}
	p.deps.Shell.Ask(p.deps.Text("views.deal.chanceOf"), words, "", nil)
}
