package views

import (
	"strings"

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

// command is something the palette can do, in words and by its keys.
type command struct{ id, text, keys string }

// commandsOf are what the palette can do, in the order it shows them.
func commandsOf(text sales.Text) []command {
	return []command{
		{"log", text("views.shell.menu.log"), "Ctrl+L"},
		{"newDeal", text("views.shell.menu.newDeal"), ""},
		{"new", text("views.shell.menu.new"), "Ctrl+N"},
		{"import", text("views.import.menu"), "Ctrl+I"},
		{"export", text("views.export.menu"), ""},
		{"calendar", text("views.calendar.menu"), ""},
		{"trash", text("views.trash.menu"), ""},
		{"undo", text("views.shell.undo"), "Ctrl+Z"},
		{"redo", text("views.shell.redo"), "Ctrl+Shift+Z"},
		{"now", text("views.palette.now"), ""},
		{"earlier", text("views.shell.menu.earlier"), "Alt+←"},
		{"later", text("views.shell.menu.later"), "Alt+→"},
		{"range", text("views.palette.range"), ""},
		{"team", text("views.palette.team"), ""},
		{"refresh", text("views.shell.menu.refresh"), "F5"},
		{"theme", text("views.palette.theme"), ""},
		{"motion", text("views.shell.motion"), ""},
		{"language", text("views.palette.language"), ""},
		{"help", text("views.help.chapter"), "F1"},
		{"keys", text("views.shell.menu.keys"), "Ctrl+/"},
		{"about", text("views.about.menu"), ""},
	}
}

// paletteOptions are the pages, the commands and the reps.
func paletteOptions(text sales.Text, reps []sales.Rep) []widgets.Option {
	options := []widgets.Option{}
	for i, name := range PageNames() {
		options = append(options, widgets.Option{ID: pagePrefix + name, Text: text("views.nav." + name), Section: text("views.palette.pages"), Keys: "Ctrl+" + string(rune('1'+i))})
	}
	for _, command := range commandsOf(text) {
		options = append(options, widgets.Option{ID: commandPrefix + command.id, Text: command.text, Section: text("views.palette.commands"), Keys: command.keys})
	}
	for _, rep := range reps {
		options = append(options, widgets.Option{ID: repPrefix + string(rep.ID), Text: rep.Name, Detail: text("views.palette.rep"), Section: text("views.palette.reps")})
	}
	return options
}

// paletteFinds are the records that were looked up by what was typed.
type paletteFinds struct {
	typed    string
	deals    []sales.Deal
	leads    []sales.Lead
	accounts []sales.Account // all of them
}

// options are the deals and leads found, and the accounts that match best.
func (p paletteFinds) options(text sales.Text, format *Format) []widgets.Option {
	names := make(map[sales.ID]string, len(p.accounts))
	for _, account := range p.accounts {
		names[account.ID] = account.Name
	}
	options := []widgets.Option{}
	for _, deal := range p.deals {
		options = append(options, widgets.Option{
			ID: dealPrefix + string(deal.ID), Text: deal.Name, Section: text("views.log.deals"),
			Detail: joined(foundBy(deal.ExternalID, deal.Name, p.typed), names[deal.AccountID], format.MoneyOr(deal.Amount, "")),
		})
	}
	for _, lead := range p.leads {
		options = append(options, widgets.Option{
			ID: leadPrefix + string(lead.ID), Text: lead.Name, Section: text("views.log.leads"),
			Detail: joined(foundBy(lead.ExternalID, lead.Name, p.typed), lead.Company),
		})
	}
	return append(options, accountOptions(text, p.accounts, p.typed)...)
}

// foundBy is what another system calls a record where that is what was typed, or
// a word of it: it then stands beside the name, by which the record is found. A
// name that holds it already is enough.
func foundBy(externalID, name, typed string) string {
	if strings.Contains(name, externalID) {
		return ""
	}
	for word := range strings.FieldsSeq(sales.Folded(typed)) {
		if strings.Contains(sales.Folded(externalID), word) {
			return externalID
		}
	}
	return ""
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
			ID: accountPrefix + string(accounts[i].ID), Text: accounts[i].Name, Detail: joined(foundBy(accounts[i].ExternalID, accounts[i].Name, typed), text("views.palette.account"), accounts[i].Industry, accounts[i].Region), Section: text("views.palette.accounts"),
		})
	}
	return options
}

// shortcutGroups are all keys the window knows.
func shortcutGroups(text sales.Text) []widgets.ShortcutGroup {
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
