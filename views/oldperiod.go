package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// lastMonth is the last month before the figures' period in which a deal was
// made, won or lost (or anything happened, where no deal is left open), where the period is a blank: no such deal in it nor in
// the month before, no quota and no activity. ok is false where it is none,
// or nothing is earlier: data of years ago has just been brought in.
func lastMonth(figures *app.Figures, m sales.Metrics) (month sales.Month, ok bool) {
	facts := figures.Facts
	if m.Quota != nil || facts.Period.From > facts.AsOf {
		return 0, false
	}
	for _, a := range m.Activities {
		if a.Attempts > 0 {
			return 0, false
		}
	}
	last := figures.Last
	for _, deal := range facts.Deals {
		last = max(last, deal.Created)
		if deal.Kind != sales.StageOpen {
			last = max(last, deal.Since)
		}
	}
	if last == 0 || last.Month() >= facts.Period.From.Month().Add(-1) {
		return 0, false
	}
	return last.Month(), true
}

// newOldPeriod is the state of a page whose period is blank, with a button
// that goes to the last month that is not.
func newOldPeriod(d Deps, month sales.Month) fyne.CanvasObject {
	return offerMonth(d, month, d.Text("views.oldPeriod.title"), d.Text("views.oldPeriod.text", "Month", d.Format.Month(month)))
}

// offerMonth says why nothing is shown and offers a month of which something
// is.
func offerMonth(d Deps, month sales.Month, title, why string) fyne.CanvasObject {
	return widgets.NewEmptyState(theme.HistoryIcon(), title, why, d.Text("views.oldPeriod.action", "Month", d.Format.Month(month)),
		func() { d.Shell.ShowMonth(month) })
}
