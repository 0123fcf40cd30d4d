package views

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"attain/app/sales"
)

// showActivityMenu shows what can be done with an activity, done or planned;
// complete opens the form that logs a planned one as done.
func showActivityMenu(d Deps, a sales.Activity, complete func(), at fyne.Position) {
	var items []*fyne.MenuItem
	if a.Planned {
		items = append(items, fyne.NewMenuItem(d.Text("views.activities.menu.complete"), complete),
			fyne.NewMenuItem(d.Text("views.activities.menu.edit"), func() { d.Shell.Plan(a) }),
			postponeItem(d, a, 1), postponeItem(d, a, 7),
			fyne.NewMenuItem(d.Text("views.activities.menu.calendar"), func() { d.Shell.SaveCalendar(a.ID) }))
	}
	if a.LeadID != "" {
		items = append(items, fyne.NewMenuItem(d.Text("views.activities.menu.lead"), func() { d.Shell.OpenLead(a.LeadID) }))
	}
	if a.DealID != "" {
		items = append(items, fyne.NewMenuItem(d.Text("views.activities.menu.deal"), func() { d.Shell.OpenDeal(a.DealID) }))
	}
	items = append(items, fyne.NewMenuItem(d.Text("views.activities.menu.delete"), func() {
		d.Shell.Do(func(ctx context.Context) error { return d.Service.DeleteActivities(ctx, a.ID) }, nil)
	}))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), d.Shell.Window().Canvas(), at)
}

// postponeItem is the item that puts a planned activity off by some days.
func postponeItem(d Deps, a sales.Activity, days int) *fyne.MenuItem {
	to := d.Service.PostponedTo(a, days)
	return fyne.NewMenuItem(d.Text("views.activities.menu.postpone", "Day", d.Format.Day(to, d.Service.Today())), func() {
		d.Shell.Do(func(ctx context.Context) error { return d.Service.PostponeActivity(ctx, a.ID, to) }, nil)
	})
}
