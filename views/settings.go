package views

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// settingsSection is where Settings keeps the section shown.
const settingsSection = "settings.section"

// settingsPage is the page Settings: a list of sections, each a table of
// records or a form.
type settingsPage struct {
	settingsModel
	slot     *Slot
	sections *widgets.Nav
	body     *fyne.Container
	listed   *widgets.Table // of the section shown last, if it is a list
	object   fyne.CanvasObject
	loaded   bool
	failed   bool // nothing could be read yet
}

// draft is a section's form with what has been typed into it.
type draft struct {
	page    *settingsPage
	section fyne.CanvasObject
	form    *widgets.Form
	was     []string // what stood in it at first
}

// typed reports whether something was typed that is neither saved nor reset.
func (d *draft) typed() bool { return d != nil && !slices.Equal(d.form.Filled(), d.was) }

// NewSettings makes the page.
func NewSettings(deps Deps) Page {
	p := &settingsPage{settingsModel: settingsModel{deps: deps}, slot: NewSlot(deps.Runner), body: container.NewStack(loadingCard(12))}
	p.sections = widgets.NewNav(p.items(), func(id string) {
		deps.Memory[settingsSection] = id
		p.show()
	})
	section := deps.Memory[settingsSection]
	if section == "" {
		section = settingsSections()[0]
	}
	p.sections.OnSpareKey = passedFrom(p.sections)
	p.sections.Select(section)
	p.object = framed(nil, nil, p.sections, nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, 2*widgets.Space, 0), p.body))
	return p
}

func (p *settingsPage) items() []widgets.NavItem {
	icons := map[string]fyne.Resource{
		"process": theme.ListIcon(), "team": theme.AccountIcon(), "products": theme.StorageIcon(), "profile": theme.ConfirmIcon(), "calendar": theme.CalendarIcon(),
		"goals": theme.HistoryIcon(), "thresholds": theme.WarningIcon(), "general": theme.ColorPaletteIcon(), "data": theme.FolderIcon(),
	}
	var items []widgets.NavItem
	for _, section := range settingsSections() {
		items = append(items, widgets.NavItem{ID: section, Text: p.deps.Text("views.settings." + section), Icon: icons[section]})
	}
	return items
}

// Object is the page's content.
func (p *settingsPage) Object() fyne.CanvasObject { return p.object }

// Topics are what the page shows.
func (p *settingsPage) Topics() []app.Topic {
	return []app.Topic{app.TopicProcess, app.TopicTeam, app.TopicSettings}
}

// Focus gives the keyboard to the list of sections.
func (p *settingsPage) Focus() fyne.Focusable { return p.sections }

// Load fetches everything the sections show.
func (p *settingsPage) Load(app.Scope) {
	service := p.deps.Service
	Load(p.slot, p.deps.Context, func(ctx context.Context) (settingsData, error) { return readSettings(ctx, service) }, p.apply)
}

func readSettings(ctx context.Context, service *app.Service) (settingsData, error) {
	var d settingsData
	var err error
	if d.settings, err = service.Settings(ctx); err != nil {
		return d, err
	}
	if d.stages, err = service.Stages(ctx); err != nil {
		return d, err
	}
	if d.reps, err = service.Reps(ctx); err != nil {
		return d, err
	}
	if d.products, err = service.Products(ctx); err != nil {
		return d, err
	}
	if d.profile, err = service.Profile(ctx); err != nil {
		return d, err
	}
	d.goals, err = service.Goals(ctx)
	return d, err
}

func (p *settingsPage) apply(data settingsData, err error) {
	if err != nil {
		if !p.loaded {
			p.failed = true
			p.show()
		}
		p.deps.Shell.Fail(err)
		return
	}
	p.data, p.loaded, p.failed = data, true, false
	p.show()
}

// show shows the chosen section. What has been typed into its form stays until
// it is saved or reset, whatever is loaded meanwhile.
func (p *settingsPage) show() {
	chosen := p.sections.Selected()
	if p.failed && chosen != "data" { // which has the backups
		p.body.Objects = []fyne.CanvasObject{p.unread()}
		p.body.Refresh()
		return
	}
	if !p.loaded && !p.failed {
		return
	}
	before := p.deps.Drafts[chosen]
	if !before.typed() || before.page != p {
		delete(p.deps.Drafts, chosen)
		content := p.build(chosen)
		if d := p.deps.Drafts[chosen]; d != nil {
			d.section = content
			if before.typed() { // into a page that stood here before this one
				d.form.Fill(before.form.Filled())
			}
		}
		p.deps.keep(p.body, func() {
			p.body.Objects = []fyne.CanvasObject{content}
			p.body.Refresh() // only what is drawn can have the keyboard
		})
	} else {
		p.body.Objects = []fyne.CanvasObject{before.section}
	}
	p.body.Refresh()
}

// unread stands for the sections that could not be read.
func (p *settingsPage) unread() fyne.CanvasObject {
	text := p.deps.Text
	return widgets.NewEmptyState(theme.WarningIcon(), text("views.settings.failed"), text("views.dashboard.failed.text"), text("views.error.again"), func() { p.Load(app.Scope{}) })
}

// build makes a section of what was loaded.
func (p *settingsPage) build(section string) (content fyne.CanvasObject) {
	switch section {
	case "team":
		content = p.team()
	case "products":
		content = p.products()
	case "profile":
		content = p.profile()
	case "calendar":
		content = p.calendar()
	case "goals":
		content = p.goals()
	case "thresholds":
		content = p.thresholds()
	case "general":
		content = p.general()
	case "data":
		content = p.dataSection()
	default:
		content = p.process()
	}
	return content
}

// New adds a record to the section shown.
func (p *settingsPage) New() {
	switch p.sections.Selected() {
	case "team":
		p.editRep(sales.Rep{})
	case "products":
		p.editProduct(sales.Product{})
	case "profile":
		p.editCriterion(-1)
	case "goals":
		p.editGoal(sales.Goal{Count: 1})
	case "process":
		p.editStage(-1)
	}
}

// section puts what a section is for and its buttons above its content.
func (p *settingsPage) section(title, why string, content fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	head := framed(nil, nil, nil, container.NewVBox(container.NewHBox(buttons...)),
		container.NewVBox(widgets.NewTitle(title), widgets.NewParagraph(why, widgets.SizeBody, widgets.RoleMuted)))
	return widgets.NewCard("", framed(container.New(layout.NewCustomPaddedLayout(0, 1.5*widgets.Space, 0, 0), head), nil, nil, nil, content))
}

// add is the button that adds a record to a section.
func (p *settingsPage) add(word string, action func()) *widgets.Button {
	button := newIconButton(word, theme.ContentAddIcon(), action)
	button.Importance = widget.HighImportance
	return button
}

// table shows records in rows; open is called with the row's index.
func (p *settingsPage) table(columns []widgets.Column, rows sheetRows, open func(row int)) *widgets.Table {
	table := widgets.NewTable(p.deps.Overlay, columns)
	table.SetData(widgets.TableData{
		Length: func() int { return len(rows.cells) },
		ID:     func(row int) string { return rows.ids[row] },
		Cell:   func(row, column int) widgets.Cell { return rows.cells[row][column] },
	})
	table.OnOpen = func(id string) {
		for row, known := range rows.ids {
			if known == id {
				open(row)
				return
			}
		}
	}
	if p.listed != nil {
		table.StandOn(p.listed.Current()) // so that a record can be moved again and again
	}
	p.listed = table
	return table
}

// row is the index of the table's current row among ids, or -1.
func row(table *widgets.Table, ids []string) int {
	for i, id := range ids {
		if id == table.Current() {
			return i
		}
	}
	return -1
}

// form shows the fields of the section with a button to save them; what read
// returns is run.
func (p *settingsPage) form(rows []fyne.CanvasObject, fields map[string]*widgets.Field, read func() (Command, error)) fyne.CanvasObject {
	form := widgets.NewForm(p.deps.Keyboard, p.deps.Text("views.shell.save"), p.deps.Text("views.settings.reset"), rows...)
	section := p.sections.Selected()
	p.deps.Drafts[section] = &draft{page: p, form: form, was: form.Filled()}
	form.OnCancel = func() {
		delete(p.deps.Drafts, section)
		p.show()
	}
	form.OnSubmit = func() {
		form.Fail("")
		command, err := read()
		if err != nil {
			placeError(p.deps.Text, form, fields, err)
			return
		}
		form.SetBusy(true)
		var failure error
		typed := form.Filled()
		p.deps.Runner.Go(func() { failure = command(p.deps.Context) }, func() {
			form.SetBusy(false)
			if failure != nil {
				placeError(p.deps.Text, form, fields, failure)
				return
			}
			if d := p.deps.Drafts[section]; d != nil && d.form == form {
				d.was = typed
			}
		})
	}
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 2*widgets.Space), form))
	form.Reveal = revealIn(scroll)
	return scroll
}

// saveSettings is the command that changes the settings as they are now.
func (p *settingsPage) saveSettings(change func(*sales.Settings)) Command {
	service := p.deps.Service
	return func(ctx context.Context) error {
		settings, err := service.Settings(ctx)
		if err != nil {
			return err
		}
		change(&settings)
		return service.SaveSettings(ctx, settings)
	}
}
