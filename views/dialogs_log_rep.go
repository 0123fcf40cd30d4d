package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"attain/app/sales"
	"attain/views/widgets"
)

// lastRep is where the window remembers the rep of the last activity logged in
// a file, also when it is opened again.
const lastRep = "log.rep:"

// owner is the rep who most likely did it: the form's, the user, the
// owner of the deal or lead, the one in view, the one who uses the file, the one
// of the last activity; only someone whom the form offers.
func (f *logForm) owner() sales.ID {
	s := f.shell
	last := sales.ID(s.app.Preferences().String(lastRep + s.options.Path))
	candidates := []sales.ID{f.form.Activity.RepID}
	if s.settings.Role == "rep" {
		candidates = append(candidates, s.settings.RepID)
	}
	dealID, leadID := f.chosen()
	for _, deal := range f.subjects.deals {
		if deal.ID == dealID {
			candidates = append(candidates, deal.OwnerID)
		}
	}
	for _, lead := range f.subjects.leads {
		if lead.ID == leadID {
			candidates = append(candidates, lead.RepID)
		}
	}
	candidates = append(candidates, s.scope.RepID, sales.ID(f.rep.Chosen()), s.settings.RepID, last)
	if len(f.subjects.reps) == 1 {
		candidates = append(candidates, f.subjects.reps[0].ID)
	}
	for _, id := range candidates {
		if id != "" && f.offers(id) {
			return id
		}
	}
	return ""
}

// offers reports whether a rep can be chosen: not who has left.
func (f *logForm) offers(id sales.ID) bool {
	return slices.ContainsFunc(repOptions(f.subjects.reps, f.shell.deps.Service.Today()), func(o widgets.Option) bool { return o.ID == string(id) })
}

// first is what takes the keyboard: the words; where nobody knows yet who did
// it, what it is about, which tells.
func (f *logForm) first() fyne.Focusable {
	if f.rep.Chosen() == "" {
		return f.about
	}
	return f.subject
}
