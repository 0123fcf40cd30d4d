package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// trashHeight is how much of a long trash shows at once.
const trashHeight = 320

// Trash lists the deals in the trash and brings back those that are marked.
func (s *shell) Trash() {
	var deals []sales.Deal
	s.run(func(ctx context.Context) (err error) {
		deals, err = s.deps.Service.Trash(ctx)
		return err
	}, func() {
		if len(deals) == 0 {
			s.Say(s.deps.Text("views.trash.empty"))
			return
		}
		s.askTrash(deals)
	})
}

func (s *shell) askTrash(deals []sales.Deal) {
	text, today := s.deps.Text, s.deps.Service.Today()
	list := container.NewVBox()
	marks := make([]*widgets.CheckBox, len(deals))
	for i, deal := range deals {
		left := max(app.TrashDays-today.Sub(deal.Deleted), 0)
		marks[i] = newCheck(text("views.trash.deal", "Name", deal.Name, "Day", s.deps.Format.Day(deal.Deleted, today), "Count", left), nil)
		list.Add(marks[i])
	}
	var rows fyne.CanvasObject = list
	if list.MinSize().Height > trashHeight {
		scroll := container.NewVScroll(list)
		scroll.SetMinSize(fyne.NewSize(list.MinSize().Width, trashHeight))
		rows = scroll
	}
	s.AskForm(FormDialog{
		Title: text("views.trash.title"), Submit: text("views.trash.restore"), First: marks[0],
		Rows: []fyne.CanvasObject{widgets.NewParagraph(text("views.trash.why", "Count", app.TrashDays), widgets.SizeBody, widgets.RoleMuted), rows},
		Read: func() (Command, error) {
			var ids []sales.ID
			for i, mark := range marks {
				if mark.Checked {
					ids = append(ids, deals[i].ID)
				}
			}
			return func(ctx context.Context) error {
				if len(ids) == 0 {
					return nil
				}
				return s.deps.Service.RestoreDeals(ctx, ids...)
			}, nil
		},
	})
}
