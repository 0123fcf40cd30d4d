package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"attain/app"
)

// menu is the window's menu. The shortcuts hang on its items, because a
// focused entry would swallow those of the canvas.
func (s *shell) menu() *fyne.MainMenu {
	text := s.deps.Text
	quit := fyne.NewMenuItem(text("views.shell.menu.quit"), s.window.Close)
	quit.IsQuit = true
	quit.Shortcut = ctrl(fyne.KeyQ)
	view := fyne.NewMenu(text("views.shell.menu.view"))
	for i, name := range PageNames() {
		key := fyne.KeyName(rune('1' + i))
		view.Items = append(view.Items, s.item("views.nav."+name, ctrl(key), func() { s.Open(name) }))
	}
	view.Items = append(view.Items, fyne.NewMenuItemSeparator(),
		s.item("views.shell.menu.earlier", alt(fyne.KeyLeft), func() { s.bar.step(-1) }),
		s.item("views.shell.menu.later", alt(fyne.KeyRight), func() { s.bar.step(1) }),
		s.item("views.shell.menu.refresh", plain(fyne.KeyF5), s.again),
		s.item("views.shell.motion", nil, s.switchMotion))
	return fyne.NewMainMenu(
		fyne.NewMenu(text("views.shell.menu.file"),
			s.item("views.shell.menu.new", ctrl(fyne.KeyN), s.create),
			s.item("views.shell.menu.newDeal", nil, func() { s.NewDeal(app.DealForm{}) }),
			s.item("views.shell.menu.log", ctrl(fyne.KeyL), func() { s.Log(s.side.about()) }),
			fyne.NewMenuItemSeparator(),
			s.item("views.import.menu", ctrl(fyne.KeyI), s.Import),
			s.item("views.export.menu", nil, s.Export),
			s.item("views.calendar.menu", nil, func() { s.SaveCalendar() }),
			fyne.NewMenuItemSeparator(), quit),
		fyne.NewMenu(text("views.shell.menu.edit"),
			s.inText("views.shell.undo", &fyne.ShortcutUndo{}, &fyne.ShortcutUndo{}, s.undo),
			s.inText("views.shell.redo", &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift},
				&fyne.ShortcutRedo{}, s.redo),
			fyne.NewMenuItemSeparator(),
			s.item("views.shell.menu.palette", ctrl(fyne.KeyK), s.openPalette)),
		view,
		fyne.NewMenu(text("views.shell.menu.help"),
			s.item("views.help.chapter", plain(fyne.KeyF1), s.openHelp),
			s.item("views.shell.menu.keys", ctrl(fyne.KeySlash), s.openSheet),
			fyne.NewMenuItemSeparator(),
			s.item("views.about.menu", nil, s.openAbout)))
}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
}

func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// plain is a key by itself; Fyne shows it in the menu, the canvas hears it.
func plain(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

// item is a menu item that does nothing while a dialog or a list is open.
func (s *shell) item(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(s.deps.Text(key), func() {
		if !s.modal() {
			action()
		}
	})
	item.Shortcut = shortcut
	return item
}

// inText is an item whose keys belong to the text being edited, if any.
func (s *shell) inText(key string, shortcut, within fyne.Shortcut, action func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(s.deps.Text(key), func() {
		if entry, ok := s.window.Canvas().Focused().(interface {
			fyne.Shortcutable
			SelectedText() string
		}); ok {
			entry.TypedShortcut(within)
			return
		}
		if !s.modal() {
			action()
		}
	})
	item.Shortcut = shortcut
	return item
}

// modal reports whether something is open over the page.
func (s *shell) modal() bool { return s.window.Canvas().Overlays().Top() != nil }

// typedKey hears the keys that no menu can: those without a modifier.
func (s *shell) typedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape && (s.overlay.CloseList() || s.leaveFiles() || s.leaveDialog()) {
		return
	}
	if s.nav == nil || s.modal() {
		return
	}
	switch key.Name {
	case fyne.KeyF1:
		s.openHelp()
	case fyne.KeyF5:
		s.again()
	case fyne.KeyEscape:
		s.side.close()
	default: // other keys mean nothing to the window
	}
}

// create opens the form for a record of the page's kind; a deal where the
// page has none of its own.
func (s *shell) create() {
	if creator, ok := s.pages[s.shown].(Creator); ok {
		creator.New()
		return
	}
	s.NewDeal(app.DealForm{})
}

// again loads the page anew.
func (s *shell) again() {
	s.stale[s.shown] = true
	s.loadReps()
	s.loadAsOf()
	s.reload()
	s.side.reload()
}
