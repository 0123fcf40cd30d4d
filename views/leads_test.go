package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// TestARowOfTheSourceQualityOpensItsLeads opens each group: the leads listed
// are as many as came in or were decided.
func TestARowOfTheSourceQualityOpensItsLeads(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageLeads)
	page, is := s.shell.pages[PageLeads].(*Leads)
	if !is {
		t.Fatal("no page of leads")
	}
	shownOf[*widgets.Segments](s)[0].Choose(1)
	s.settle()
	if len(page.groups) < 8 {
		t.Fatalf("only %d groups", len(page.groups))
	}
	facts := ok(s.service.Metrics(ctx, page.scope.Period, 0)).Facts
	for _, by := range []string{"Source", "Fit", "Rep"} {
		listed, want := 0, 0
		for _, group := range page.groups {
			if group.by != by {
				continue
			}
			shell := &recordsShell{Shell: page.deps.Shell}
			page.deps.Shell = shell
			page.openGroup(group.id())
			page.deps.Shell = shell.Shell
			if shell.kind != sales.KindLead || shell.title != group.name || len(shell.ids) < group.Leads {
				t.Errorf("%s opens %d of kind %q as %q, of %d", group.id(), len(shell.ids), shell.kind, shell.title, group.Leads)
			}
			listed += len(shell.ids)
		}
		for _, lead := range facts.Leads {
			if page.scope.Period.Contains(lead.Created) || page.scope.Period.Contains(lead.Decided) {
				want++
			}
		}
		if listed != want {
			t.Errorf("by %s %d leads are listed, want %d", by, listed, want)
		}
	}
	page.source.OnOpen(page.groups[0].id())
	s.settle()
	if len(s.shell.dialogs) != 1 {
		t.Errorf("%d dialogs are open", len(s.shell.dialogs))
	}
	s.sees(page.groups[0].name)
}

// recordsShell notes which records are to be listed.
type recordsShell struct {
	Shell
	title string
	kind  sales.Kind
	ids   []sales.ID
}

func (r *recordsShell) OpenRecords(title string, kind sales.Kind, ids []sales.ID) {
	r.title, r.kind, r.ids = title, kind, ids
}

// TestASearchOfLeadsThatFindsNothingSaysSo and gives the way back to all.
func TestALeadOfTheListHasAMenu(t *testing.T) {
	s := open(t, newService(t, func(s *app.Service) error {
		if err := founded("en")(s); err != nil {
			return err
		}
		rep, err := s.SaveRep(ctx, sales.Rep{Name: "Ann"})
		if err == nil {
			_, err = s.SaveLead(ctx, sales.Lead{Name: "Ada", RepID: rep})
		}
		return err
	}), "light", PageLeads)
	text := s.shell.deps.Text
	s.key(fyne.KeyDown)
	s.key(desktop.KeyMenu)
	s.sees(text("views.pipeline.menu.open"), text("views.pipeline.menu.log"))
	s.fromMenu(text("views.pipeline.menu.open"))
	s.sees("Nothing yet. Log the first call or mail.")
	s.press(text("views.deal.edit"))
	s.sees("Edit the lead")
	s.shell.CloseDialog()
	s.shell.ClosePanel()
	s.window.Canvas().Focus(s.shell.pages[PageLeads].(*Leads).table)
	s.key(desktop.KeyMenu)
	s.fromMenu(text("views.pipeline.menu.delete"))
	if left := ok(s.service.Leads(ctx, sales.LeadQuery{})); len(left) != 0 {
		t.Errorf("%d leads are left", len(left))
	}
}

func TestASearchOfLeadsThatFindsNothingSaysSo(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageLeads)
	page := s.shell.pages[PageLeads].(*Leads)
	s.window.Canvas().Focus(shownOf[*widgets.SearchEntry](s)[0])
	s.typed("no such words")
	s.settle()
	if page.area.Objects[0] != page.unfound {
		t.Fatalf("%v is shown", page.area.Objects[0])
	}
	s.press("Show all")
	s.settle()
	if page.area.Objects[0] != page.table || len(page.rows) != len(page.list.Rows) {
		t.Errorf("then %d rows of %d", len(page.rows), len(page.list.Rows))
	}
}

// TestALeadIsGivenToARepAndItsDealIsSomebodys: whoever looks at the whole team
// says whose a lead is, and no deal comes of it without anybody's name.
func TestALeadIsGivenToARepAndItsDealIsSomebodys(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageLeads)
	reps := ok(s.service.Reps(ctx))
	askLead(s.shell.deps, sales.Lead{})
	s.fill("Lead", "Zoe Park")
	s.press("Save")
	lead := ok(s.service.Leads(ctx, sales.LeadQuery{}))[0]
	if lead.RepID != "" {
		t.Fatalf("nobody was chosen of two, it is %q's", lead.RepID)
	}
	s.shell.OpenLead(lead.ID)
	s.settle()
	s.press("Qualify")
	s.press("Qualify")
	s.settle()
	if lead = ok(s.service.Leads(ctx, sales.LeadQuery{}))[0]; lead.Status == sales.LeadQualified {
		t.Fatal("a deal came of it that is nobody's")
	}
	s.pick("Rep", reps[1].Name)
	s.press("Qualify")
	s.settle()
	lead = ok(s.service.Leads(ctx, sales.LeadQuery{}))[0]
	if deal := ok(s.service.Deal(ctx, lead.DealID)); deal.Fact.OwnerID != reps[1].ID {
		t.Errorf("the deal is %q's", deal.Fact.OwnerID)
	}
	askLead(s.shell.deps, lead)
	s.pick("Rep", reps[0].Name)
	s.press("Save")
	if lead = ok(s.service.Leads(ctx, sales.LeadQuery{}))[0]; lead.RepID != reps[0].ID {
		t.Errorf("given to %s, it is %q's", reps[0].Name, lead.RepID)
	}
}

// TestALeadOfNobodyAsksForTheFirstRep qualifies a lead where no rep is: there
// would be nobody to choose.
func TestALeadOfNobodyAsksForTheFirstRep(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageLeads)
	id := ok(s.service.SaveLead(ctx, sales.Lead{Name: "Zoe Park"}))
	s.shell.OpenLead(id)
	s.settle()
	s.press("Qualify")
	s.settle()
	s.sees("Absences") // the form of a rep
	s.fill("Name", "Ada")
	s.press("Save")
	s.settle()
	s.press("Qualify")
	s.press("Qualify")
	s.settle()
	rep := ok(s.service.Reps(ctx))[0].ID
	if lead := ok(s.service.Leads(ctx, sales.LeadQuery{}))[0]; lead.Status != sales.LeadQualified || ok(s.service.Deal(ctx, lead.DealID)).Fact.OwnerID != rep {
		t.Errorf("the lead is %+v", lead)
	}
}
