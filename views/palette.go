package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// mostFound is how many records of a kind the palette looks up at once.
const mostFound = 20

// The prefixes of what the palette offers beside deals and leads.
const (
	pagePrefix    = "page:"
	commandPrefix = "command:"
	accountPrefix = "account:"
	repPrefix     = "rep:"
)

// command is something the palette and the menu can do.
type command struct {
	id, text, keys string
	do             func()
}

// commands are what the palette can do, in the order it shows them.
func (s *shell) commands() []command {
	text := s.deps.Text
	return []command{
		{"log", text("views.shell.menu.log"), "Ctrl+L", func() { s.Log(s.side.about()) }},
		{"newDeal", text("views.shell.menu.newDeal"), "", func() { s.NewDeal(app.DealForm{}) }},
		{"new", text("views.shell.menu.new"), "Ctrl+N", s.create},
		{"import", text("views.import.menu"), "Ctrl+I", s.Import},
		{"export", text("views.export.menu"), "", s.Export},
		{"calendar", text("views.calendar.menu"), "", func() { s.SaveCalendar() }},
		{"trash", text("views.trash.menu"), "", s.Trash},
		{"undo", text("views.shell.undo"), "Ctrl+Z", s.undo},
		{"redo", text("views.shell.redo"), "Ctrl+Shift+Z", s.redo},
		{"now", text("views.palette.now"), "", s.bar.now},
		{"earlier", text("views.shell.menu.earlier"), "Alt+←", func() { s.bar.step(-1) }},
		{"later", text("views.shell.menu.later"), "Alt+→", func() { s.bar.step(1) }},
		{"range", text("views.palette.range"), "", s.bar.askRange},
		{"team", text("views.palette.team"), "", func() { s.chooseRep("") }},
		{"refresh", text("views.shell.menu.refresh"), "F5", s.again},
		{"theme", text("views.palette.theme"), "", s.switchTheme},
		{"motion", text("views.shell.motion"), "", s.switchMotion},
		{"language", text("views.palette.language"), "", s.switchLanguage},
		{"help", text("views.help.chapter"), "F1", s.openHelp},
		{"keys", text("views.shell.menu.keys"), "Ctrl+/", s.openSheet},
		{"about", text("views.about.menu"), "", s.openAbout},
	}
}

// openPalette shows the palette over pages and commands; records join as the
// user types.
func (s *shell) openPalette() {
	text := s.deps.Text
	fixed := s.paletteOptions()
	palette := widgets.NewPalette(s.overlay, Rank, text("views.palette.hint"), text("views.palette.none"))
	palette.SetOptions(fixed)
	slot := NewSlot(s.options.Runner)
	wait := NewDebounce(s.options.Runner, refreshDelay)
	palette.OnTyped = func(typed string) {
		wait.Call(func() {
			Load(slot, s.ctx, func(ctx context.Context) ([]widgets.Option, error) { return s.findRecords(ctx, typed) },
				func(found []widgets.Option, err error) {
					if err == nil && palette.Visible() {
						palette.SetOptions(append(append([]widgets.Option{}, fixed...), found...))
					}
				})
		})
	}
	palette.OnChosen = s.choose
	palette.Show()
}

// paletteOptions are the pages, the commands and the reps.
func (s *shell) paletteOptions() []widgets.Option {
	text := s.deps.Text
	options := []widgets.Option{}
	for i, name := range PageNames() {
		options = append(options, widgets.Option{
			ID: pagePrefix + name, Text: text("views.nav." + name), Section: text("views.palette.pages"),
			Keys: "Ctrl+" + string(rune('1'+i)), Icon: theme.NewThemedResource(pageIcon(name)),
		})
	}
	for _, command := range s.commands() {
		options = append(options, widgets.Option{
			ID: commandPrefix + command.id, Text: command.text, Section: text("views.palette.commands"), Keys: command.keys, Icon: theme.MediaPlayIcon(),
		})
	}
	for _, rep := range s.reps {
		options = append(options, widgets.Option{
			ID: repPrefix + string(rep.ID), Text: rep.Name, Detail: text("views.palette.rep"), Section: text("views.palette.reps"), Icon: theme.AccountIcon(),
		})
	}
	return options
}

// foundBy is what another system calls a record where that is what was typed, or
// a word of it: it then stands beside the name, by which the record is found. A
// name that holds it already is enough.
func foundBy(externalID, name, typed string) string {
	if strings.Contains(name, externalID) {
		return ""
	}
	for word := range strings.FieldsSeq(strings.ToLower(typed)) {
		if strings.Contains(strings.ToLower(externalID), word) {
			return externalID
		}
	}
	return ""
}

// findRecords looks up deals, leads and accounts by a part of their names or of
// what another system calls them.
func (s *shell) findRecords(ctx context.Context, typed string) ([]widgets.Option, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil, nil
	}
	text, service := s.deps.Text, s.deps.Service
	accounts, err := service.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[sales.ID]string, len(accounts))
	for _, account := range accounts {
		names[account.ID] = account.Name
	}
	deals, err := service.Deals(ctx, sales.DealQuery{Text: typed, Limit: mostFound})
	if err != nil {
		return nil, err
	}
	options := []widgets.Option{}
	for _, deal := range deals {
		options = append(options, widgets.Option{
			ID: dealPrefix + string(deal.ID), Text: deal.Name, Detail: joined(foundBy(deal.ExternalID, deal.Name, typed), names[deal.AccountID], s.deps.Format.MoneyOr(deal.Amount, "")), Section: text("views.log.deals"), Icon: theme.DocumentIcon(),
		})
	}
	leads, err := service.Leads(ctx, sales.LeadQuery{Text: typed, Limit: mostFound})
	if err != nil {
		return nil, err
	}
	for _, lead := range leads {
		options = append(options, widgets.Option{
			ID: leadPrefix + string(lead.ID), Text: lead.Name, Detail: joined(foundBy(lead.ExternalID, lead.Name, typed), lead.Company), Section: text("views.log.leads"), Icon: theme.AccountIcon(),
		})
	}
	return append(options, accountOptions(text, accounts, typed)...), nil
}

// accountOptions are the accounts that match what was typed best.
func accountOptions(text sales.Text, accounts []sales.Account, typed string) []widgets.Option {
	names := make([]string, len(accounts))
	for i, account := range accounts {
		names[i] = joined(account.Name, foundBy(account.ExternalID, account.Name, typed))
	}
	options := []widgets.Option{}
	for _, i := range Rank(typed, names) {
		if len(options) == mostFound {
			break
		}
		options = append(options, widgets.Option{
			ID: accountPrefix + string(accounts[i].ID), Text: accounts[i].Name, Detail: joined(foundBy(accounts[i].ExternalID, accounts[i].Name, typed), text("views.palette.account"), accounts[i].Industry, accounts[i].Region), Section: text("views.palette.accounts"), Icon: theme.HomeIcon(),
		})
	}
	return options
}

// choose does what the user chose in the palette.
func (s *shell) choose(id string) {
	prefix, rest, _ := strings.Cut(id, ":")
	switch prefix + ":" {
	case pagePrefix:
		s.Open(rest)
	case dealPrefix:
		s.OpenDeal(sales.ID(rest))
	case leadPrefix:
		s.OpenLead(sales.ID(rest))
	case repPrefix:
		s.chooseRep(sales.ID(rest))
	case accountPrefix:
		s.OpenAccount(sales.ID(rest))
	case commandPrefix:
		for _, command := range s.commands() {
			if command.id == rest {
				command.do()
			}
		}
	}
}

// chooseRep puts a rep in view on every page; the team for none.
func (s *shell) chooseRep(id sales.ID) {
	s.bar.scope.RepID = id
	s.bar.showRep()
	s.setScope(s.bar.scope)
}

// switchTheme changes light for dark and back.
func (s *shell) switchTheme() {
	look := NewTheme(nil, nil, modeOf(s.settings.Theme))
	name := "dark"
	if look.Dark(s.app.Settings().ThemeVariant()) {
		name = "light"
	}
	s.changeSettings(func(settings *sales.Settings) { settings.Theme = name }, nil)
}

// switchLanguage changes English for Korean and back.
func (s *shell) switchLanguage() {
	other := "ko"
	if s.settings.Language == "ko" {
		other = "en"
	}
	s.changeSettings(func(settings *sales.Settings) { settings.Language = other }, func() { s.Speak(other) })
}

func (s *shell) changeSettings(change func(*sales.Settings), done func()) {
	service := s.deps.Service
	s.run(func(ctx context.Context) error {
		settings, err := service.Settings(ctx)
		if err != nil {
			return err
		}
		change(&settings)
		return service.SaveSettings(ctx, settings)
	}, done)
}

// shortcutGroups are all keys the window knows.
func (s *shell) shortcutGroups() []widgets.ShortcutGroup {
	text := s.deps.Text
	pages := widgets.ShortcutGroup{Title: text("views.palette.pages")}
	for i, name := range PageNames() {
		pages.Items = append(pages.Items, widgets.Shortcut{Keys: "Ctrl+" + string(rune('1'+i)), Text: text("views.nav." + name)})
	}
	everywhere := widgets.ShortcutGroup{Title: text("views.shortcut.everywhere"), Items: []widgets.Shortcut{
		{Keys: "Ctrl+K", Text: text("views.shell.menu.palette")},
		{Keys: "Ctrl+N", Text: text("views.shell.menu.new")},
		{Keys: "Ctrl+L", Text: text("views.shell.menu.log")},
		{Keys: "Ctrl+I", Text: text("views.import.menu")},
		{Keys: "Ctrl+Z", Text: text("views.shell.undo")},
		{Keys: "Ctrl+Shift+Z", Text: text("views.shell.redo")},
		{Keys: "Alt+← / →", Text: text("views.shortcut.period")},
		{Keys: "F5", Text: text("views.shell.menu.refresh")},
		{Keys: "F1", Text: text("views.help.chapter")},
		{Keys: "Ctrl+/", Text: text("views.shell.menu.keys")},
		{Keys: "Ctrl+Q", Text: text("views.shell.menu.quit")},
	}}
	forms := widgets.ShortcutGroup{Title: text("views.shortcut.forms"), Items: []widgets.Shortcut{
		{Keys: "Tab", Text: text("views.shortcut.next")},
		{Keys: "Ctrl+Enter", Text: text("views.shortcut.save")},
		{Keys: "Alt+Enter", Text: text("views.shortcut.offer")},
		{Keys: "Esc", Text: text("views.shortcut.close")},
		{Keys: "↑ / ↓", Text: text("views.shortcut.day")},
	}}
	lists := widgets.ShortcutGroup{Title: text("views.shortcut.lists"), Items: []widgets.Shortcut{
		{Keys: "Enter", Text: text("views.shortcut.open")},
		{Keys: "Space", Text: text("views.shortcut.select")},
		{Keys: "Shift+↑ / ↓", Text: text("views.shortcut.several")},
		{Keys: "Ctrl+A", Text: text("views.shortcut.all")},
		{Keys: "Shift+F10", Text: text("views.shortcut.menu")},
		{Keys: "Ctrl+← / →", Text: text("views.shortcut.move")},
		{Keys: "I", Text: text("views.shortcut.stage")},
	}}
	sheets := widgets.ShortcutGroup{Title: text("views.shortcut.sheets"), Items: []widgets.Shortcut{
		{Keys: "← / →", Text: text("views.shortcut.value")},
		{Keys: "F2", Text: text("views.shortcut.cell")},
		{Keys: "Ctrl+C / V", Text: text("views.shortcut.copy")},
		{Keys: "Delete", Text: text("views.shortcut.empty")},
	}}
	return []widgets.ShortcutGroup{pages, everywhere, forms, lists, sheets}
}
