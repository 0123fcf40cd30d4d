package views

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"attain/app/sales"
)

// speakFyne gives Fyne its own few words (menus of entries, file dialogs) in
// the language of the window: it has no Korean and does not switch by itself.
func speakFyne(text sales.Text) {
	words := map[string]string{
		"Advanced": text("views.shell.fyne.advanced"), "Cancel": text("views.shell.cancel"), "Confirm": text("views.shell.fyne.confirm"),
		"Copy": text("views.shell.fyne.copy"), "Create Folder": text("views.shell.fyne.createFolder"), "Cut": text("views.shell.fyne.cut"),
		"Enter filename": text("views.shell.fyne.fileName"), "Error": text("views.shell.fyne.error"), "Favourites": text("views.shell.fyne.favourites"),
		"File": text("views.shell.fyne.file"), "Folder": text("views.shell.fyne.folder"), "New Folder": text("views.shell.fyne.newFolder"),
		"No": text("views.shell.fyne.no"), "OK": text("views.shell.fyne.ok"), "Open": text("views.shell.fyne.open"),
		"Paste": text("views.shell.fyne.paste"), "Quit": text("views.shell.menu.quit"), "Redo": text("views.shell.redo"),
		"Save": text("views.shell.save"), "Select all": text("views.shell.fyne.selectAll"), "Show Hidden Files": text("views.shell.fyne.hidden"),
		"Undo": text("views.shell.undo"), "Yes": text("views.shell.fyne.yes"),
		"file.name": text("views.shell.fyne.name"), "file.parent": text("views.shell.fyne.parent"),
	}
	content, err := json.Marshal(words)
	if err != nil {
		return // a map of texts is always written
	}
	if err := lang.AddTranslationsForLocale(content, lang.SystemLocale()); err != nil {
		fyne.LogError("Fyne does not take its words", err)
	}
}
