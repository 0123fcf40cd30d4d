package views

import "attain/app/sales"

// PageNames lists the pages in the order of the side bar and of Ctrl+1 … 9.
func PageNames() []string {
	return []string{
		PageToday, PageDashboard, PagePipeline, PageActivities, PageLeads,
		PageQuotas, PageInsights, PageReports, PageSettings,
	}
}

// newPage makes the page of a name; nil where there is none of that name.
func newPage(name string, deps Deps) Page {
	switch name {
	case PageActivities:
		return NewActivities(deps)
	case PageDashboard:
		return NewDashboard(deps)
	case PageInsights:
		return NewInsights(deps)
	case PageLeads:
		return NewLeads(deps)
	case PagePipeline:
		return NewPipeline(deps)
	case PageQuotas:
		return NewQuotas(deps)
	case PageReports:
		return NewReports(deps)
	case PageSettings:
		return NewSettings(deps)
	case PageToday:
		return NewToday(deps)
	default:
		return nil
	}
}

// newPanel makes the panel of a record; nil for kinds that have none.
func newPanel(kind sales.Kind, deps Deps, id sales.ID) Panel {
	switch kind {
	case sales.KindDeal:
		return NewDealPanel(deps, id)
	case sales.KindLead:
		return NewLeadPanel(deps, id)
	case sales.KindAccount:
		return NewAccountPanel(deps, id)
	default:
		return nil
	}
}
