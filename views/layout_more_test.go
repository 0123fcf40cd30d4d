package views

import (
	"os"
	"path/filepath"
	"testing"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// layoutRecords are the dialogs about records: their histories, the lists behind
// numbers, a person's data.
func layoutRecords(s *stand, deal, lead sales.ID) map[string]func() {
	owner := ok(s.service.Deals(ctx, sales.DealQuery{IDs: []sales.ID{deal}}))[0]
	open := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 30}))
	weighted := make([]WeightedDeal, len(open))
	for i, d := range open {
		weighted[i] = WeightedDeal{ID: d.ID, Open: true, Value: 1234.5}
	}
	person := func(ask func(*personDialog)) func() {
		return func() {
			d := &personDialog{shell: s.shell, text: s.shell.deps.Text, person: ok(s.service.PersonOf(ctx, lead))}
			d.found = ok(s.service.PersonData(ctx, d.person))
			ask(d)
		}
	}
	return map[string]func(){
		"history of a lead":    func() { s.shell.OpenHistory(sales.KindLead, lead) },
		"history of an owner":  func() { s.shell.OpenHistory(sales.KindRep, owner.OwnerID) },
		"weighted records":     func() { s.shell.OpenWeighted("Qualification", weighted) },
		"no records":           func() { s.shell.OpenRecords("Won", sales.KindDeal, nil) },
		"attainment's records": func() { s.shell.Explain("Attainment", sales.Subject{Metric: "attainment"}) },
		"chance's records":     func() { s.shell.Explain("Chance", sales.Subject{Metric: "attain_probability"}) },
		"person":               func() { s.shell.OpenPerson(lead) },
		"person's data":        person((*personDialog).handOut),
		"erasing a person":     person((*personDialog).ask),
		"help":                 s.shell.openHelp,
		"keys":                 s.shell.openSheet,
	}
}

// layoutQuotas are the dialogs of the quota sheet.
func layoutQuotas(s *stand) map[string]func() {
	on := func(ask func(p *Quotas)) func() {
		return func() {
			s.shell.Open(PageQuotas)
			s.settle()
			page := sheetOf(s)
			page.grid.Go(0, 16) // a whole year
			s.settle()
			ask(page)
		}
	}
	split := func(rule splitRule) func(*Quotas) {
		return func(p *Quotas) {
			before := p.rule
			p.rule = rule
			p.askSplit(p.sheet.lines()[0], p.sheet.spans()[16], 123_456_700)
			p.rule = before
		}
	}
	return map[string]func(){
		"split by weights": on(split(splitWeights)), "split by hand": on(split(splitHand)),
		"proposals": on((*Quotas).askProposals), "a quota's history": on((*Quotas).history),
	}
}

// layoutWizard are the steps of the wizard that brings data in.
func layoutWizard(s *stand) map[string]func() {
	read := func() *importWizard {
		path := filepath.Join(s.t.TempDir(), "deals.csv")
		rows := "external_id,name,rep,stage,amount,created,closed\nB1,One,Newcomer,Somewhere,10,2026-01-02,2026-02-03\nB2,Two,Newcomer,Won,20,2026-01-02,yesterday\n"
		if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
			s.t.Fatal(err)
		}
		return s.guessed(path)
	}
	return map[string]func(){
		"import, read": func() { read() },
		"import, preview": func() {
			w := read()
			s.press(w.text("views.import.look"))
		},
	}
}

// TestRarerDialogsFit looks at the dialogs that few see, on a small team.
func TestRarerDialogsFit(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		t.Run(lang, func(t *testing.T) {
			s := open(t, newService(t, smallDemo(lang)), "light", PageToday)
			deal := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0].ID
			lead := ok(s.service.Leads(ctx, sales.LeadQuery{Limit: 1}))[0].ID
			for _, dialogs := range []map[string]func(){layoutRecords(s, deal, lead), layoutQuotas(s), layoutWizard(s)} {
				s.eachDialog(dialogs, func(name string) {
					t.Helper()
					s.settle()
					s.redraw()
					if s.window.Canvas().Overlays().Top() == nil {
						t.Errorf("%s does not open", name)
					}
					s.keep("rare-" + lang + "-" + name)
					for _, layer := range s.layers() {
						for _, fault := range layoutFaults(layer, s.window.Canvas().Size()) {
							t.Errorf("%s: %s", name, fault)
						}
					}
				})
			}
		})
	}
}

// TestEveryStateFits walks what the pages look like besides how they open, in
// both languages: their other views, one rep, a year, a failure.
func TestEveryStateFits(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		t.Run(lang, func(t *testing.T) {
			s := open(t, newService(t, smallDemo(lang)), "light", PageToday)
			look := func(what string) {
				t.Helper()
				s.settle()
				s.redraw()
				for _, fault := range layoutFaults(s.top(), s.window.Canvas().Size()) {
					t.Errorf("%s: %s", what, fault)
				}
			}
			for _, name := range []string{PagePipeline, PageActivities, PageLeads, PageInsights, PageReports} {
				s.shell.Open(name)
				s.settle()
				for _, choices := range shownOf[*widgets.Segments](s) {
					choices.Choose(1)
					look(name + ", the other view")
				}
			}
			s.choose(s.shell.bar.reps, s.shell.reps[0].Name)
			for _, name := range PageNames() {
				s.shell.Open(name)
				look(name + " of one rep")
			}
			s.shell.bar.setKind(kindYear)
			for _, name := range PageNames() {
				s.shell.Open(name)
				look(name + " of a year")
			}
			s.shell.bar.setPeriod(sales.MonthPeriod(sales.MonthOf(2027, 3)))
			for _, name := range PageNames() {
				s.shell.Open(name)
				look(name + " of a month to come")
			}
			s.shell.Fail(&sales.FileError{Doing: "write /home/somebody/Documents/a folder with a long name/attain.db", Fault: sales.FileReadOnly, Err: os.ErrPermission})
			look("a failure")
		})
	}
}

// TestEmptyPagesFit walks the pages of a database without a record, and those of
// one without anything but a rep, which begin with what to do.
func TestEmptyPagesFit(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		for what, more := range map[string]func(*app.Service) error{
			"nothing": func(*app.Service) error { return nil },
			"one rep": func(s *app.Service) error { _, err := s.SaveRep(ctx, sales.Rep{Name: "Kim"}); return err },
		} {
			t.Run(lang+" "+what, func(t *testing.T) {
				s := open(t, newService(t, func(s *app.Service) error {
					if err := founded(lang)(s); err != nil {
						return err
					}
					return more(s)
				}), "dark", PageToday)
				for _, name := range PageNames() {
					s.shell.Open(name)
					s.settle()
					s.redraw()
					for _, fault := range layoutFaults(s.top(), s.window.Canvas().Size()) {
						t.Errorf("%s: %s", name, fault)
					}
				}
			})
		}
	}
}

// TestFirstRunAndOpeningFit looks at the pages before there are any.
func TestFirstRunAndOpeningFit(t *testing.T) {
	for _, lang := range []string{"English", "한국어"} {
		s := open(t, newService(t, nil), "light", PageToday)
		for _, picker := range shownOf[*widgets.Picker](s) {
			if picker.Chosen() == "en" {
				s.choose(picker, lang)
			}
		}
		s.settle()
		for _, fault := range layoutFaults(s.top(), s.window.Canvas().Size()) {
			t.Errorf("first run in %s: %s", lang, fault)
		}
	}
	s := starting(t, damaged(t))
	s.settle()
	for _, fault := range layoutFaults(s.top(), s.window.Canvas().Size()) {
		t.Errorf("a damaged file: %s", fault)
	}
}
