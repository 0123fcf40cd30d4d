package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

func readClosing(ctx context.Context, service *app.Service, id, stageID sales.ID) (closing, error) {
	var c closing
	deals, err := service.Deals(ctx, sales.DealQuery{IDs: []sales.ID{id}})
	if err != nil {
		return c, err
	}
	if len(deals) == 0 {
		return c, &sales.NotFound{Kind: sales.KindDeal, Name: string(id)}
	}
	c.deal = deals[0]
	stages, err := service.Stages(ctx)
	if err != nil {
		return c, err
	}
	for _, stage := range stages {
		if stage.ID == stageID {
			c.stage = stage
		}
	}
	if c.stage.ID == "" {
		return c, &sales.NotFound{Kind: sales.KindStage, Name: string(stageID)}
	}
	if c.stage.Kind == sales.StageOpen {
		return c, nil
	}
	closed, err := service.Deals(ctx, sales.DealQuery{Kind: c.stage.Kind, Limit: mostClosed})
	c.reasons = usedReasons(closed)
	return c, err
}

// CloseDeal asks why and when a deal is won or lost, and moves it there.
func (s *shell) CloseDeal(id, stage sales.ID, refused func()) {
	Load(s.load, s.ctx, func(ctx context.Context) (closing, error) { return readClosing(ctx, s.deps.Service, id, stage) },
		func(c closing, err error) {
			switch {
			case err != nil:
				s.Fail(err)
				if refused != nil {
					refused()
				}
			case c.stage.Kind == sales.StageOpen:
				s.attempt(func(ctx context.Context) error {
					return s.deps.Service.MoveDeal(ctx, app.MoveForm{DealID: id, StageID: stage})
				}, nil, refused)
			default:
				s.askClosing(c)
			}
		})
}

func (s *shell) askClosing(c closing) {
	text := s.deps.Text
	reason, day := textEntry(c.deal.Reason), s.deps.dateEntry(s.deps.Service.Today())
	fields := map[string]*widgets.Field{
		"reason": widgets.NewField(text("views.close.reason"), reason), "date": widgets.NewField(text("views.close.date"), day),
	}
	title, submit := c.words(text)
	if c.lost() {
		fields["reason"] = fields["reason"].Require()
	}
	rows := []fyne.CanvasObject{
		widgets.NewText(s.deps.Format.MoneyOr(c.deal.Amount, text("views.close.noAmount")), widgets.SizeHeading, widgets.RoleNone).Bold(),
		fields["reason"],
	}
	if len(c.reasons) > 0 {
		rows = append(rows, reasonButtons(c.reasons, func(words string) {
			reason.SetText(words)
			s.window.Canvas().Focus(reason)
		}))
	}
	rows = append(rows, columns(fields["date"], layout.NewSpacer()))
	service := s.deps.Service
	s.AskForm(FormDialog{
		Title: title, Submit: submit, Rows: rows, Fields: fields, First: reason,
		Read: func() (Command, error) {
			form := app.MoveForm{DealID: c.deal.ID, StageID: c.stage.ID, Day: dayIn(day), Reason: reason.Text}
			return func(ctx context.Context) error { return service.MoveDeal(ctx, form) }, nil
		},
	})
}

// reasonButtons offers reasons used before, in two columns.
func reasonButtons(reasons []string, choose func(string)) fyne.CanvasObject {
	grid := container.NewGridWithColumns(2)
	for _, reason := range reasons {
		button := newButton(reason, func() { choose(reason) })
		button.Alignment = widget.ButtonAlignLeading
		grid.Add(button)
	}
	return grid
}
