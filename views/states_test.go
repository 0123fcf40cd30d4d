package views

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
)

// oneOfEach is a database with one record of each kind.
func oneOfEach(lang string) func(*app.Service) error {
	return func(s *app.Service) error {
		if err := founded(lang)(s); err != nil {
			return err
		}
		amount := sales.Amount(1_250_000)
		rep := ok(s.SaveRep(ctx, sales.Rep{Name: "Kim"}))
		ok(s.CreateDeal(ctx, app.DealForm{Deal: sales.Deal{Name: "Harbour cranes", OwnerID: rep, Amount: &amount}, Account: "Hansung"}))
		ok(s.SaveLead(ctx, sales.Lead{Name: "Park", RepID: rep}))
		ok(s.LogActivity(ctx, app.LogForm{Activity: sales.Activity{RepID: rep, Type: sales.Call, Direction: sales.Outbound, Day: s.Today()}}))
		quota := int64(2_000_000)
		return s.SetQuotas(ctx, app.QuotaValue{Cell: app.QuotaCell{RepID: rep, Measure: sales.MeasureMoney}, Month: s.Today().Month(), Value: &quota})
	}
}

// TestEveryPageInEveryState opens each page on nothing, on one record of each
// kind, on a database that may only be read and on one that can be read no more:
// only the last is said to be wrong, and that on the screen.
func TestEveryPageInEveryState(t *testing.T) {
	for _, lang := range assets.Languages {
		for state, service := range map[string]func(*testing.T) (*app.Service, func()){
			"empty":      func(t *testing.T) (*app.Service, func()) { return newService(t, founded(lang)), nil },
			"one record": func(t *testing.T) (*app.Service, func()) { return newService(t, oneOfEach(lang)), nil },
			"read only":  func(t *testing.T) (*app.Service, func()) { return readOnlyService(t, lang), nil },
			"unreadable": func(t *testing.T) (*app.Service, func()) { return unreadable(t, lang) },
		} {
			t.Run(lang+" "+state, func(t *testing.T) {
				on, breaks := service(t)
				s := open(t, on, "light", PageToday)
				if breaks != nil {
					breaks()
				}
				for _, page := range PageNames() {
					s.shell.banner.Dismiss()
					delete(s.shell.pages, page)
					s.shell.Open(page)
					s.settle()
					s.inState(page, state)
				}
			})
		}
	}
}

// inState fails where a page in a state says nothing, shows a key instead of words, or
// says wrongly that something is wrong.
func (s *stand) inState(page, state string) {
	s.t.Helper()
	said := s.shell.banner.Says()
	if broken := state == "unreadable"; broken != (said != "") {
		s.t.Errorf("%s says %q", page, said)
	}
	words := s.texts()
	if len(words) < 15 {
		s.t.Errorf("%s shows only %q", page, words)
	}
	for _, text := range words {
		if strings.HasPrefix(text, "views.") || strings.Contains(text, "NaN") || strings.Contains(text, "{{") || strings.Contains(text, "%!") {
			s.t.Errorf("%s shows %q", page, text)
		}
	}
	if failed := s.shell.deps.Text("views.dashboard.failed.text"); state == "unreadable" && !slices.Contains(words, failed) {
		s.t.Errorf("%s does not show that it could not be read: %q", page, words)
	}
	s.keep("state-" + strings.ReplaceAll(state, " ", "-") + "-" + s.shell.deps.Format.Lang + "-" + page)
}

// unreadable is a service on a database that breaks when told to.
func unreadable(t *testing.T, lang string) (service *app.Service, breaks func()) {
	t.Helper()
	now := func() time.Time { return thatDay }
	store := ok(data.Open(ctx, filepath.Join(t.TempDir(), "attain.db"), data.Options{Now: now}))
	service = app.New(store, app.Options{Now: now, Who: "test", Text: wordsIn})
	if err := service.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	if err := oneOfEach(lang)(service); err != nil {
		t.Fatal(err)
	}
	return service, func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}
