package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/views/widgets"
)

// noActivities are the states of a list without a row.
type noActivities struct {
	done, planned               *widgets.EmptyState // there is none
	unfoundDone, unfoundPlanned *widgets.EmptyState // none is as the search and the type ask
}

// noneStates makes what stands in the place of a list without a row; showAll
// takes the search and the type away.
func (p *Activities) noneStates(showAll func()) {
	text := p.deps.Text
	unfound := func(why string) *widgets.EmptyState {
		return widgets.NewEmptyState(theme.SearchIcon(), text("views.activities.unfound.title"), why, text("views.activities.unfound.clear"), showAll)
	}
	p.empty = noActivities{
		done:           widgets.NewEmptyState(theme.HistoryIcon(), text("views.activities.none.title"), text("views.activities.none.text"), text("views.activities.log"), p.New),
		planned:        widgets.NewEmptyState(theme.CalendarIcon(), text("views.activities.unplanned.title"), text("views.activities.unplanned.text"), text("views.activities.plan"), p.plan),
		unfoundDone:    unfound(text("views.activities.unfound.text")),
		unfoundPlanned: unfound(text("views.activities.unfound.planned")),
	}
}

// none is what a list without a row says, and offers.
func (p *Activities) none() fyne.CanvasObject {
	sought, planned := p.filter.Text != "" || p.filter.Type != "", p.filter.Planned
	switch {
	case sought && planned:
		return p.empty.unfoundPlanned
	case planned:
		return p.empty.planned
	case sought:
		return p.empty.unfoundDone
	case p.list.Last != 0:
		last, text := p.list.Last.Month(), p.deps.Text
		return offerMonth(p.deps, last, text("views.activities.none.title"), text("views.activities.old.text", "Month", p.deps.Format.Month(last)))
	default:
		return p.empty.done
	}
}
