package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// commands are what each command of the palette does.
func (s *shell) commands() map[string]func() {
	return map[string]func(){
		"log": func() { s.Log(s.side.about()) }, "newDeal": func() { s.NewDeal(app.DealForm{}) }, "new": s.create,
		"import": s.Import, "export": s.Export, "calendar": func() { s.SaveCalendar() }, "trash": s.Trash,
		"undo": s.undo, "redo": s.redo, "now": s.bar.now, "earlier": func() { s.bar.step(-1) }, "later": func() { s.bar.step(1) },
		"range": s.bar.askRange, "team": func() { s.chooseRep("") }, "refresh": s.again,
		"theme": s.switchTheme, "motion": s.switchMotion, "language": s.switchLanguage,
		"help": s.openHelp, "keys": s.openSheet, "about": s.openAbout,
	}
}

// openPalette shows the palette over pages and commands; records join as the
// user types.
func (s *shell) openPalette() {
	text := s.deps.Text
	fixed := pictured(paletteOptions(text, s.reps))
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

// pictured gives each choice of the palette the picture of what it is.
func pictured(options []widgets.Option) []widgets.Option {
	icons := map[string]fyne.Resource{
		commandPrefix: theme.MediaPlayIcon(), repPrefix: theme.AccountIcon(), dealPrefix: theme.DocumentIcon(), leadPrefix: theme.AccountIcon(), accountPrefix: theme.HomeIcon(),
	}
	for i := range options {
		prefix, name, _ := strings.Cut(options[i].ID, ":")
		if options[i].Icon = icons[prefix+":"]; prefix+":" == pagePrefix {
			options[i].Icon = theme.NewThemedResource(pageIcon(name))
		}
	}
	return options
}

// findRecords looks up deals, leads and accounts by a part of their names or of
// what another system calls them.
func (s *shell) findRecords(ctx context.Context, typed string) ([]widgets.Option, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil, nil
	}
	service, found := s.deps.Service, paletteFinds{typed: typed}
	var err error
	if found.accounts, err = service.Accounts(ctx); err != nil {
		return nil, err
	}
	if found.deals, err = service.Deals(ctx, sales.DealQuery{Text: typed, Limit: mostFound}); err != nil {
		return nil, err
	}
	if found.leads, err = service.Leads(ctx, sales.LeadQuery{Text: typed, Limit: mostFound}); err != nil {
		return nil, err
	}
	return pictured(found.options(s.deps.Text, s.deps.Format)), nil
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
		if do := s.commands()[rest]; do != nil {
			do()
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
