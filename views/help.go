package views

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"attain/views/widgets"
)

// The parts of the help that are no chapter of the guide, and its chapter that
// the sheet of keys stands for.
const (
	helpKeys    = "keys"
	helpFigures = "figures"
	guideKeys   = "9"
)

// The help's text, in logical pixels.
const (
	helpWide float32 = 640
	helpHigh float32 = 460
	helpRoom float32 = 2 * widgets.Space // the scroll bar's
)

// openHelp shows the chapter of the guide about the page in view.
func (s *shell) openHelp() { s.showHelp(helpOfPage(s.shown)) }

// openSheet shows every key the window knows.
func (s *shell) openSheet() { s.showHelp(helpKeys) }

// showHelp opens the help at a chapter, by its number, or at the keys or the
// figures.
func (s *shell) showHelp(first string) {
	text := s.deps.Text
	items := []widgets.NavItem{{ID: helpKeys, Text: text("views.shell.menu.keys"), Icon: theme.ComputerIcon()}}
	bodies := map[string]string{}
	if s.options.Guide != nil {
		for _, chapter := range helpChapters(s.options.Guide(s.settings.Language)) {
			if chapter.number == guideKeys {
				continue
			}
			items = append(items, widgets.NavItem{ID: chapter.number, Text: chapter.title, Icon: theme.DocumentIcon()})
			bodies[chapter.number] = chapter.body
		}
	}
	items = append(items, widgets.NavItem{ID: helpFigures, Text: text("views.help.figures"), Icon: theme.InfoIcon()})
	area := container.NewVScroll(container.NewStack())
	area.SetMinSize(fyne.NewSize(helpWide+helpRoom, helpHigh))
	open := func(id string) {
		area.Content = container.New(layout.NewCustomPaddedLayout(0, 0, 0, helpRoom), s.helpPart(id, bodies))
		area.ScrollToTop()
		area.Refresh()
	}
	contents := widgets.NewNav(items, open)
	pass := passedFrom(contents)
	contents.OnSpareKey = func(key *fyne.KeyEvent) {
		if !scrollBy(area, key.Name) {
			pass(key)
		}
	}
	contents.Select(first)
	open(first)
	body := container.NewBorder(nil, nil, contents, nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, 2*widgets.Space, 0), area))
	s.show(text("views.help.title"), body, dialogWide, contents)
}

// helpPart is one part of the help: a chapter has the keys of its pages on
// top.
func (s *shell) helpPart(id string, bodies map[string]string) fyne.CanvasObject {
	switch id {
	case helpKeys:
		return widgets.NewShortcutSheet(shortcutGroups(s.deps.Text))
	case helpFigures:
		return widgets.NewProse(passages(helpOfFigures(s.deps.Text)), helpWide)
	default:
		keys := shortcutGroups(s.deps.Text)
		own := keys[len(keys)-2] // lists and the board
		if slices.Contains([]string{PageQuotas, PageInsights, PageDashboard, PageReports}, s.shown) && id == helpOfPage(s.shown) {
			own = keys[len(keys)-1] // charts and quotas
		}
		sheet := widgets.NewShortcutSheet([]widgets.ShortcutGroup{s.mainKeys(), own})
		return container.New(layout.NewCustomPaddedVBoxLayout(2*widgets.Space), sheet, widgets.NewProse(passages(bodies[id]), helpWide))
	}
}

// scrollBy moves a text by the keys that move pages, and reports whether key
// is one.
func scrollBy(area *container.Scroll, key fyne.KeyName) bool {
	step := area.Size().Height - 4*widgets.Space
	switch key {
	case fyne.KeyPageDown, fyne.KeySpace:
		area.ScrollToOffset(area.Offset.AddXY(0, step))
	case fyne.KeyPageUp:
		area.ScrollToOffset(area.Offset.AddXY(0, -step))
	default:
		return false
	}
	return true
}

// mainKeys are the keys that matter on every page.
func (s *shell) mainKeys() widgets.ShortcutGroup {
	text := s.deps.Text
	return widgets.ShortcutGroup{Title: text("views.help.page"), Items: []widgets.Shortcut{
		{Keys: "Ctrl+N", Text: text("views.shell.menu.new")},
		{Keys: "Ctrl+L", Text: text("views.shell.menu.log")},
		{Keys: "Ctrl+K", Text: text("views.shell.menu.palette")},
		{Keys: "Ctrl+Z", Text: text("views.shell.undo")},
	}}
}
