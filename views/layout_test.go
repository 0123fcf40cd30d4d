package views

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// slack is by how much a part may miss its room, in logical pixels: layouts
// share halves of pixels.
const slack float32 = 1

// layoutFaults says what is wrong with how visible objects stand in a room:
// words or buttons with less room than they need, words cut with an ellipsis
// outside lists, buttons and inputs that lie over each other, and what sticks
// out of the room sideways.
func layoutFaults(root fyne.CanvasObject, room fyne.Size) []string {
	w := layoutWalk{room: room, seen: map[string]bool{}}
	w.visit(root, fyne.NewPos(0, 0), layoutPlace{clip: room.Width})
	w.overlaps()
	return w.faults
}

// layoutPlace is what is known of where an object stands.
type layoutPlace struct {
	clip   float32 // right edge of what can be seen
	listed bool    // in a list or table, whose cells may be elided
	layer  any     // what it moves or lies with: a scroll, a side panel; nil the window
	whole  string  // what a text within shows when it is not elided
	button bool    // in a button or an input
}

type layoutBox struct {
	what  string
	at    fyne.Position
	size  fyne.Size
	layer any
}

type layoutWalk struct {
	room   fyne.Size
	boxes  []layoutBox
	texts  []layoutBox // words outside buttons, inputs and lists
	seen   map[string]bool
	faults []string
}

func (w *layoutWalk) fault(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !w.seen[text] {
		w.seen[text] = true
		w.faults = append(w.faults, text)
	}
}

func (w *layoutWalk) visit(object fyne.CanvasObject, at fyne.Position, place layoutPlace) {
	if object == nil || !object.Visible() || object.Size().IsZero() {
		return
	}
	size, least := object.Size(), object.MinSize()
	if what := wordsOf(object); what != "" {
		if size.Width+slack < least.Width || size.Height+slack < least.Height {
			w.fault("%s needs %v and has %v", what, least, size)
		}
		if at.X+size.Width > place.clip+slack && !place.listed {
			w.fault("%s ends at %.0f of %.0f", what, at.X+size.Width, place.clip)
		}
		if text, isText := object.(*canvas.Text); isText && !place.listed && place.whole != text.Text && cut(text.Text) {
			w.fault("%s is cut", what)
		}
		if _, isText := object.(*canvas.Text); isText && !place.listed && !place.button {
			w.texts = append(w.texts, layoutBox{what, at, least, place.layer})
		}
	}
	switch object := object.(type) {
	case *widgets.Button, *widgets.Input, *widgets.Picker, *widgets.NumberEntry, *widgets.DateEntry, *widgets.TimeEntry, *widget.Select, *widgets.CheckBox:
		w.boxes = append(w.boxes, layoutBox{fmt.Sprintf("%T %s", object, wordsOf(object)), at, size, place.layer})
		place.button = true
		if button, is := object.(*widgets.Button); is {
			place.whole = button.Text
		}
	case *widgets.Text:
		place.whole = object.Text()
	case *widgets.Table, *widgets.Grid, *widgets.Board:
		place.listed = true
	case *container.Scroll:
		place.clip, place.layer = min(place.clip, at.X+size.Width), object
		if object.Direction == container.ScrollVerticalOnly && object.Content.MinSize().Width > size.Width+slack {
			w.fault("what scrolls down is %.0f wide in %.0f", object.Content.MinSize().Width, size.Width)
		}
		w.visit(object.Content, at.Add(object.Content.Position()), place)
		return
	}
	_, layered := object.(*widgets.SidePanel)
	for _, child := range partsOf(object) {
		if layered {
			place.layer = child
		}
		w.visit(child, at.Add(child.Position()), place)
	}
}

// partsOf are the objects an object is made of.
func partsOf(object fyne.CanvasObject) []fyne.CanvasObject {
	switch object := object.(type) {
	case *fyne.Container:
		return object.Objects
	case fyne.Widget:
		return test.WidgetRenderer(object).Objects()
	}
	return nil
}

// wordsOf names a text or a button; "" for what shows no words by itself.
func wordsOf(object fyne.CanvasObject) string {
	switch object := object.(type) {
	case *canvas.Text:
		if strings.TrimSpace(object.Text) != "" {
			return fmt.Sprintf("text %q", object.Text)
		}
	case *widgets.Button:
		return fmt.Sprintf("button %q", object.Text)
	case *widget.Label:
		return fmt.Sprintf("label %q", object.Text)
	}
	return ""
}

// cut reports whether a text was elided, where it is not one of the catalogue
// that ends so by itself: those stand whole in a button or a text of ours.
func cut(text string) bool { return strings.HasSuffix(text, "…") && text != "…" }

// overlaps finds buttons, inputs and words that lie over each other, of those
// that scroll together and lie in one layer.
func (w *layoutWalk) overlaps() {
	all := append(slices.Clone(w.boxes), w.texts...)
	for i, a := range all {
		for _, b := range all[:i] {
			wide := min(a.at.X+a.size.Width, b.at.X+b.size.Width) - max(a.at.X, b.at.X)
			high := min(a.at.Y+a.size.Height, b.at.Y+b.size.Height) - max(a.at.Y, b.at.Y)
			if a.layer == b.layer && wide > 2 && high > 4 {
				w.fault("%s and %s lie over each other", a.what, b.what)
			}
		}
	}
}

// TestLayoutFaultsAreFound proves the check on bad layouts.
func TestLayoutFaultsAreFound(t *testing.T) {
	application := test.NewApp()
	defer application.Quit()
	button := func(text string, x, wide float32) fyne.CanvasObject {
		b := widgets.NewButton(text, nil)
		b.Move(fyne.NewPos(x, 0))
		b.Resize(fyne.NewSize(wide, 40))
		return b
	}
	elided := canvas.NewText("Quar…", nil)
	elided.Resize(elided.MinSize())
	word := func(text string, y float32) fyne.CanvasObject {
		w := canvas.NewText(text, nil)
		w.Move(fyne.NewPos(0, y))
		w.Resize(w.MinSize())
		return w
	}
	wide := container.NewVScroll(container.NewHBox(button("much too wide for this", 0, 300), widget.NewLabel("and more")))
	wide.Resize(fyne.NewSize(60, 50))
	for want, objects := range map[string][]fyne.CanvasObject{
		"":                     {button("Save", 0, 100), button("Cancel", 110, 100)},
		"needs":                {button("A word that is long", 0, 40)},
		"lie over each other":  {button("Save", 0, 100), button("Cancel", 60, 100)},
		"ends at":              {button("Save", 250, 100)},
		"is cut":               {elided},
		`"up" and text "down"`: {word("down", 0), word("up", 10)},
		"scrolls down":         {wide},
	} {
		room := fyne.NewSize(300, 100)
		root := container.NewWithoutLayout(objects...)
		root.Resize(room)
		faults := strings.Join(layoutFaults(root, room), "; ")
		if want == "" && faults != "" || !strings.Contains(faults, want) {
			t.Errorf("want a fault that says %q, found %q", want, faults)
		}
	}
}

// layoutDialogs are the dialogs and panels of the window by name.
func layoutDialogs(s *stand) map[string]func() {
	deal := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageOpen, Limit: 1}))[0]
	lead := ok(s.service.Leads(ctx, sales.LeadQuery{Limit: 1}))[0]
	page := settingsOf(s)
	stages := ok(s.service.Stages(ctx))
	thrown := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageLost, Limit: 1}))[0].ID
	if err := s.service.DeleteDeals(ctx, thrown); err != nil {
		s.t.Fatal(err)
	}
	dialogs := map[string]func(){
		"deal panel": func() { s.shell.OpenDeal(deal.ID) },
		"lead panel": func() { s.shell.OpenLead(lead.ID) },
		"account":    func() { s.shell.OpenAccount(deal.AccountID) },
		"new deal":   func() { s.shell.NewDeal(app.DealForm{}) },
		"new lead":   func() { askLead(s.shell.deps, sales.Lead{}) },
		"log":        func() { s.shell.Log(app.LogForm{}) },
		"plan":       func() { s.shell.Plan(sales.Activity{}) },
		"win":        func() { s.shell.CloseDeal(deal.ID, stages[len(stages)-2].ID, nil) },
		"lose":       func() { s.shell.CloseDeal(deal.ID, stages[len(stages)-1].ID, nil) },
		"import":     s.shell.Import,
		"export":     s.shell.Export,
		"palette":    s.shell.openPalette,
		"stage":      func() { page.editStage(0) },
		"rep":        func() { page.editRep(page.data.reps[0]) },
		"product":    func() { page.editProduct(sales.Product{}) },
		"criterion":  func() { page.editCriterion(-1) },
		"goal":       func() { page.editGoal(sales.Goal{Count: 1}) },
		"edit account": func() {
			account := NewAccountPanel(s.shell.deps, deal.AccountID)
			account.Load()
			account.edit()
		},
		"contact": func() { contactsOf{deps: s.shell.deps}.ask(sales.Contact{}) },
	}
	maps.Copy(dialogs, layoutQuestions(s, deal.ID, lead.ID))
	return dialogs
}

// layoutQuestions are the dialogs that a panel or a page asks with.
func layoutQuestions(s *stand, deal, lead sales.ID) map[string]func() {
	dealPanel := func(ask func(*DealPanel)) func() {
		return func() {
			panel := NewDealPanel(s.shell.deps, deal)
			panel.Load()
			ask(panel)
		}
	}
	leadPanel := func(ask func(*LeadPanel)) func() {
		return func() {
			panel := NewLeadPanel(s.shell.deps, lead)
			panel.Load()
			ask(panel)
		}
	}
	onPage := func(name string, ask func(Page)) func() {
		return func() {
			s.shell.Open(name)
			s.settle()
			ask(s.shell.pages[name])
		}
	}
	closed := ok(s.service.Deals(ctx, sales.DealQuery{Kind: sales.StageWon, Limit: 40}))
	return map[string]func(){
		"edit deal":     dealPanel((*DealPanel).edit),
		"product lines": dealPanel((*DealPanel).editLines),
		"split credit":  dealPanel((*DealPanel).split),
		"refund":        dealPanel((*DealPanel).adjust),
		"history":       dealPanel((*DealPanel).history),
		"chance":        dealPanel((*DealPanel).explainChance),
		"qualify":       leadPanel((*LeadPanel).qualify),
		"disqualify":    leadPanel((*LeadPanel).disqualify),
		"trash":         s.shell.Trash,
		"sealed backup": func() { s.shell.BackUpSealed(func() {}) },
		"restore": func() {
			s.shell.confirmRestore(app.BackupFile{Path: "attain-2026-11-23-100000.db", At: thatDay}, restorePreview{}, "")
		},
		"about":     s.shell.openAbout,
		"range":     s.shell.bar.askRange,
		"records":   func() { s.shell.OpenRecords("Won", sales.KindDeal, []sales.ID{closed[0].ID, closed[1].ID}) },
		"copy year": onPage(PageQuotas, func(p Page) { p.(*Quotas).askCopy() }),
		"reductions": func() {
			newcomer := ok(s.service.Reps(ctx))[0]
			newcomer.Started, newcomer.Ramp = s.service.Today().Add(-20), []int{25, 50, 75}
			ok(s.service.SaveRep(ctx, newcomer))
			onPage(PageQuotas, func(p Page) { p.(*Quotas).askReductions() })()
		},
		"save as":  onPage(PageReports, func(p Page) { p.(*Reports).askFile() }),
		"charts":   onPage(PageReports, func(p Page) { p.(*Reports).askCharts() }),
		"close":    onPage(PageReports, func(p Page) { p.(*Reports).askClose() }),
		"reassign": onPage(PagePipeline, func(p Page) { p.(*Pipeline).reassign([]sales.ID{deal}) }),
	}
}

// settingsOf is the page Settings, loaded.
func settingsOf(s *stand) *settingsPage {
	s.shell.Open(PageSettings)
	s.settle()
	return s.shell.pages[PageSettings].(*settingsPage)
}

// TestNothingIsCutOrCovered walks every page, section, dialog and panel in
// both languages at 1280 by 720.
func TestNothingIsCutOrCovered(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		t.Run(lang, func(t *testing.T) {
			s := open(t, newService(t, demo(lang)), "light", PageToday)
			room := s.window.Canvas().Size()
			look := func(what string) {
				t.Helper()
				s.settle()
				s.redraw()
				for _, layer := range s.layers() {
					for _, fault := range layoutFaults(layer, room) {
						t.Errorf("%s: %s", what, fault)
					}
				}
			}
			for _, name := range PageNames() {
				s.shell.Open(name)
				look(name)
			}
			page := settingsOf(s)
			for _, item := range page.items() {
				page.sections.Select(item.ID)
				page.show()
				look("settings " + item.ID)
			}
			s.eachDialog(layoutDialogs(s), look)
		})
	}
}

// eachDialog opens one dialog or panel after another, in the order of their
// names, and looks at it.
func (s *stand) eachDialog(dialogs map[string]func(), look func(name string)) {
	s.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(dialogs)) {
		dialogs[name]()
		s.settle()
		if len(s.shell.dialogs) == 0 && s.window.Canvas().Overlays().Top() == nil && s.shell.side.panel == nil {
			s.t.Errorf("%s does not open", name)
		}
		look(name)
		for len(s.shell.dialogs) > 0 {
			s.shell.CloseDialog()
		}
		for top := s.window.Canvas().Overlays().Top(); top != nil; top = s.window.Canvas().Overlays().Top() {
			s.window.Canvas().Overlays().Remove(top)
		}
		s.shell.ClosePanel()
		s.settle()
	}
}

// TestLongNamesPushNothingOut fills a team of one record of each kind with names
// as long as people have them: they may be elided, but nothing is pushed out of
// the window or over something else.
func TestLongNamesPushNothingOut(t *testing.T) {
	for lang, long := range map[string]string{
		"en": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KG, Niederlassung Oberösterreich",
		"ko": "주식회사 대한민국첨단정밀기계부품소재종합연구개발제조유통서비스 수도권광역본부 기술영업지원센터",
	} {
		t.Run(lang, func(t *testing.T) {
			s := open(t, newService(t, founded(lang)), "light", PageToday)
			rep := ok(s.service.SaveRep(ctx, sales.Rep{Name: long}))
			product := ok(s.service.SaveProduct(ctx, sales.Product{Name: long, Category: long}))
			deal := ok(s.service.CreateDeal(ctx, app.DealForm{
				Deal: sales.Deal{Name: long, OwnerID: rep, Source: long, Notes: long}, Account: long,
				Lines: []sales.Line{{ProductID: product, Units: 1, Amount: 99_999_999_999}},
			}))
			lead := ok(s.service.SaveLead(ctx, sales.Lead{Name: long, Company: long, Source: long, RepID: rep, Notes: long, Attributes: map[string]string{long: long}}))
			ok(s.service.SaveContact(ctx, sales.Contact{Name: long, Title: long, Phone: "+82 10-1234-5678", Email: "a@example.com", LeadID: lead}))
			ok(s.service.LogActivity(ctx, app.LogForm{Activity: sales.Activity{Type: sales.Call, DealID: deal, RepID: rep, Subject: long, Notes: long}, NextSubject: long}))
			account := ok(s.service.Accounts(ctx))[0].ID
			room := s.window.Canvas().Size()
			look := func(what string) {
				t.Helper()
				s.settle()
				s.redraw()
				for _, fault := range layoutFaults(s.top(), room) {
					if !strings.HasSuffix(fault, "is cut") {
						t.Errorf("%s: %s", what, fault)
					}
				}
			}
			for _, name := range PageNames() {
				s.shell.Open(name)
				look(name)
			}
			for name, show := range map[string]func(){
				"deal":    func() { s.shell.OpenDeal(deal) },
				"lead":    func() { s.shell.OpenLead(lead) },
				"account": func() { s.shell.OpenAccount(account) },
				"log":     func() { s.shell.Log(app.LogForm{Activity: sales.Activity{DealID: deal}}) },
				"records": func() { s.shell.OpenRecords(long, sales.KindDeal, []sales.ID{deal}) },
			} {
				show()
				look(name)
				s.keep("long-" + lang + "-" + name)
				for len(s.shell.dialogs) > 0 {
					s.shell.CloseDialog()
				}
				s.shell.ClosePanel()
				s.settle()
			}
		})
	}
}
