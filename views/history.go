package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// OpenHistory lists who changed what of a record, and when, newest first.
func (s *shell) OpenHistory(kind sales.Kind, id sales.ID) {
	var changes []app.DealChange
	s.run(func(ctx context.Context) (err error) {
		changes, err = s.deps.Service.RecordHistory(ctx, kind, id)
		return err
	}, func() {
		moments := make([]widgets.Moment, len(changes))
		for i, c := range changes {
			moments[i] = changeMoment(s.deps, c.Batch)
		}
		s.Ask(s.deps.Text("views.deal.history"), container.NewVBox(widgets.NewTimeline(moments)), "", nil)
	})
}

// changeMoment is a change on a time line: what, by whom, when.
func changeMoment(deps Deps, batch sales.Batch) widgets.Moment {
	moment := widgets.Moment{
		Title: deps.Format.Label(batch.Label), Text: batch.Who, Icon: moveIcon(),
		When: batch.At.Local().Format("2006-01-02 15:04"),
	}
	if batch.Undone {
		moment.Text, moment.Role = moment.Text+" · "+deps.Text("views.deal.undone"), widgets.RoleMuted
	}
	return moment
}

// historyButton opens a record's history from the form that edits it.
func historyButton(deps Deps, kind sales.Kind, id sales.ID) fyne.CanvasObject {
	button := newIconButton(deps.Text("views.deal.history"), theme.HistoryIcon(), func() {
		deps.Shell.CloseDialog()
		deps.Shell.OpenHistory(kind, id)
	})
	button.Importance = widget.LowImportance
	return button
}
