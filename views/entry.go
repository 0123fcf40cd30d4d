package views

import (
	"context"
	"slices"

	"attain/app"
	"attain/app/sales"
)

// entry is what the window begins with. It is read in the background while the
// window itself is still being made.
type entry struct {
	settings sales.Settings
	first    bool   // there is nothing yet: ask the four questions
	page     string // that is shown first
	scope    app.Scope
	day      *app.Agenda // of the scope, as far as it is known early; nil: another page comes first
}

// readEntry reads what a window begins with that shows a page first; an
// unknown page is Today.
func readEntry(ctx context.Context, service *app.Service, page string) (entry, error) {
	e := entry{page: page}
	if !slices.Contains(PageNames(), page) {
		e.page = PageToday
	}
	var err error
	if e.settings, err = service.Settings(ctx); err != nil {
		return e, err
	}
	e.scope.Period = sales.MonthPeriod(service.Today().Month())
	if e.settings.Role == "rep" {
		e.scope.RepID = e.settings.RepID
	}
	if !e.settings.FirstRunDone {
		deals, err := service.Deals(ctx, sales.DealQuery{Limit: 1})
		if err != nil {
			return e, err
		}
		e.first = len(deals) == 0
	}
	if e.page == PageToday && !e.first {
		e.day, err = service.EarlyAgenda(ctx, e.scope)
	}
	return e, err
}
