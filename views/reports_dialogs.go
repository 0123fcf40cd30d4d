package views

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// run does work that writes files, showing how far it is, until it is done or
// stopped. fail gets its error; nil shows it on the page.
func (p *Reports) run(what string, work func(ctx context.Context, tell told) ([]string, error)) {
	if p.busy.Visible() {
		return
	}
	p.show.Hide()
	p.tell(what, 0, 0)
	p.busy.Show()
	p.enable()
	p.whole.Refresh()
	show := newest(p.deps.Runner, func(far [2]int) { p.tell(what, far[0], far[1]) })
	tell := func(done, all int) { show([2]int{done, all}) }
	Load(p.job, p.deps.Context, func(ctx context.Context) ([]string, error) { return work(ctx, tell) }, p.done)
}

// tell shows how far the work is; nothing is known of work that has just
// begun.
func (p *Reports) tell(what string, done, all int) {
	p.saved.Set(p.deps.Text("views.reports.doing", "What", what), widgets.RoleMuted)
	p.bar.Max = float64(max(all, 1))
	p.bar.SetValue(float64(done))
	share := p.bar.Value / p.bar.Max
	p.far.Set(p.deps.Format.Percent(&share), widgets.RoleMuted)
}

// done says what was written, or why it was not.
func (p *Reports) done(paths []string, err error) {
	p.busy.Hide()
	p.saved.Set("", widgets.RoleMuted)
	p.enable()
	p.whole.Refresh()
	switch {
	case err != nil && !errors.Is(err, context.Canceled):
		p.deps.Shell.Fail(fileFailure(p.deps.Text, err))
		return
	case len(paths) == 1:
		p.saved.Set(p.deps.Text("views.reports.saved", "Path", paths[0]), widgets.RoleNone)
	case len(paths) > 1:
		p.saved.Set(p.deps.Text("views.reports.savedMany", "Count", len(paths), "Path", filepath.Dir(paths[0])), widgets.RoleNone)
	}
	if len(paths) > 0 {
		p.order.folder = filepath.Dir(paths[0])
		p.show.Show()
	}
}

// stop ends the work; files that are whole stay.
func (p *Reports) stop() {
	p.job.Cancel()
	p.done(nil, nil)
}

// write writes the workbooks of what is chosen into a folder.
func (p *Reports) write(name, folder string) {
	order, deps := p.order, p.deps
	order.name, order.folder = name, folder
	p.run(deps.Format.Month(order.month), func(ctx context.Context, tell told) ([]string, error) {
		return writeReports(ctx, deps, order, tell)
	})
}

// writeAgain writes the team's workbook of a closed month as it was.
func (p *Reports) writeAgain(month string) {
	m, err := sales.ParseMonth(month)
	if err != nil {
		return
	}
	order, deps := p.order, p.deps
	order.month, order.name, order.folder = m, "", deps.Documents
	p.run(deps.Format.Month(m), func(ctx context.Context, tell told) ([]string, error) { return writeReports(ctx, deps, order, tell) })
}

// folderField is a folder that is typed or chosen.
func (p *Reports) folderField() (*widgets.Input, *widgets.Field, fyne.CanvasObject) {
	d := p.deps
	folder := textEntry(p.order.folder)
	field := widgets.NewField(d.Text("views.reports.folder"), folder).Require()
	choose := newIconButton(d.Text("views.reports.choose"), theme.FolderOpenIcon(), func() { d.Shell.ChooseFolder(folder.SetText) })
	return folder, field, framed(nil, nil, nil, container.NewVBox(widgets.NewText(" ", widgets.SizeCaption, widgets.RoleNone), choose), field)
}

// askFile asks where to write the workbook and under which name. Fyne's own
// dialog would empty an old file before the new one is there.
func (p *Reports) askFile() {
	d := p.deps
	folder, field, row := p.folderField()
	name := textEntry(app.WorkbookName(p.order.month, p.repName()))
	fields := map[string]*widgets.Field{"folder": field, "name": widgets.NewField(d.Text("views.reports.file"), name).Hint(d.Text("views.reports.file.why"))}
	rows := []fyne.CanvasObject{row}
	if p.order.scope != scopeReps {
		rows = append(rows, fields["name"])
	}
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.reports.saveAs.title", "Month", d.Format.Month(p.order.month)), Submit: d.Text("views.shell.save"), Rows: rows, Fields: fields, First: name, Wide: 640,
		Read: func() (Command, error) {
			if strings.TrimSpace(folder.Text) == "" {
				return nil, &sales.Invalid{Field: "folder", Reason: "views.reports.failed.folder"}
			}
			return nil, nil
		},
		Done: func() { p.write(strings.TrimSpace(name.Text), strings.TrimSpace(folder.Text)) },
	})
}

// repName is the name of the one rep the report is about, or "".
func (p *Reports) repName() string {
	for _, rep := range p.model.reps {
		if string(rep.ID) == p.order.scope {
			return rep.Name
		}
	}
	return ""
}

// askCharts asks for the folder in which all charts are saved.
func (p *Reports) askCharts() {
	d := p.deps
	folder, field, row := p.folderField()
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.reports.charts.title", "Month", d.Format.Month(p.order.month)), Submit: d.Text("views.shell.save"),
		Rows: []fyne.CanvasObject{row}, Fields: map[string]*widgets.Field{"folder": field}, First: folder, Wide: 640,
		Read: func() (Command, error) {
			if strings.TrimSpace(folder.Text) == "" {
				return nil, &sales.Invalid{Field: "folder", Reason: "views.reports.failed.folder"}
			}
			return nil, nil
		},
		Done: func() {
			order, dark := p.order, p.dark
			order.folder = strings.TrimSpace(folder.Text)
			p.run(d.Text("views.reports.charts"), func(ctx context.Context, tell told) ([]string, error) {
				return writeCharts(ctx, d, order, dark, tell)
			})
		},
	})
}

// askClose explains what closing a month means, and closes it.
func (p *Reports) askClose() {
	d, month := p.deps, p.order.month
	name := d.Format.Month(month)
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.reports.close.title", "Month", name), Submit: d.Text("views.reports.close.do"),
		Rows: []fyne.CanvasObject{widgets.NewParagraph(d.Text("views.reports.close.why", "Month", name, "Next", d.Format.Month(month.Add(1))), widgets.SizeBody, widgets.RoleNone)},
		Read: func() (Command, error) {
			return func(ctx context.Context) error { return d.Service.CloseMonth(ctx, month) }, nil
		},
	})
}
