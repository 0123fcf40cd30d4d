package views

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// dataSection is the section with the database: where it is, its copies, and
// whether it is sound.
func (p *settingsPage) dataSection() fyne.CanvasObject {
	text := p.deps.Text
	place := textEntry("")
	place.SetText(p.deps.Path)
	place.Disable()
	list := container.NewStack()
	result := widgets.NewBanner()
	copyNow := p.add(text("views.settings.backup"), nil)
	slot := NewSlot(p.deps.Runner)
	var files []app.BackupFile
	table := p.backups(&files)
	refresh := func() {
		Load(slot, p.deps.Context, p.deps.Service.Backups, func(found []app.BackupFile, err error) {
			if err != nil {
				p.deps.Shell.Fail(err)
				return
			}
			files = found
			list.Objects = []fyne.CanvasObject{table}
			if len(files) == 0 {
				list.Objects[0] = widgets.NewEmptyState(theme.StorageIcon(), text("views.settings.noBackups"), text("views.settings.noBackupsWhy"), "", nil)
			}
			list.Refresh()
		})
	}
	copyNow.OnTapped = func() {
		var path string
		p.deps.Shell.Do(func(ctx context.Context) (err error) {
			path, err = p.deps.Service.BackUpNow(ctx, "")
			return err
		}, func() {
			p.deps.Shell.Say(text("views.settings.backedUp", "Path", filepath.Base(path)))
			refresh()
		})
	}
	sealed := newButton(text("views.settings.backupSealed"), func() { p.deps.Shell.BackUpSealed(refresh) })
	trash := newButton(text("views.trash.menu"), p.deps.Shell.Trash)
	other := newButton(text("views.settings.otherFile"), p.deps.Shell.RestoreFile)
	bring := newIconButton(text("views.import.menu"), theme.UploadIcon(), p.deps.Shell.Import)
	take := newIconButton(text("views.export.menu"), theme.DownloadIcon(), p.deps.Shell.Export)
	check := newIconButton(text("views.settings.check"), theme.ConfirmIcon(), func() { p.check(result) })
	refresh()
	return p.section(text("views.settings.data"), text("views.settings.dataWhy"),
		framed(container.NewVBox(widgets.NewField(text("views.settings.path"), place), p.secondPlace(), result,
			container.NewBorder(nil, nil, widgets.NewTitle(text("views.settings.backups")), container.NewHBox(trash, other, sealed))), nil, nil, nil, list),
		bring, take, check, copyNow)
}

// check reads the whole database and says whether it is sound.
func (p *settingsPage) check(result *widgets.Banner) {
	var found sales.CheckResult
	p.deps.Shell.Do(func(ctx context.Context) (err error) {
		found, err = p.deps.Service.Check(ctx)
		return err
	}, func() {
		role, words := p.checkWords(found)
		result.Say(role, words, "", nil)
	})
}

// backups shows the copies that files holds; opening one looks into it and
// offers to restore it. The table stays when the files change, with what is
// marked in it.
func (p *settingsPage) backups(files *[]app.BackupFile) fyne.CanvasObject {
	text := p.deps.Text
	table := widgets.NewTable(p.deps.Overlay, []widgets.Column{
		{Title: text("views.settings.backupName"), Weight: 1.5, Min: 230},
		{Title: text("views.settings.backupWhen"), Weight: 1, Min: 140},
		{Title: text("views.settings.backupPlace"), Weight: 1, Min: 190},
		{Title: text("views.settings.backupSize"), Weight: 1, Min: 80, Number: true},
	})
	table.SetData(widgets.TableData{
		Length: func() int { return len(*files) },
		ID:     func(row int) string { return (*files)[row].Path },
		Cell:   func(row, column int) widgets.Cell { return p.backupCell((*files)[row], column) },
	})
	table.OnOpen = func(path string) {
		for _, file := range *files {
			if file.Path == path {
				p.deps.Shell.Restore(file)
				return
			}
		}
	}
	restore := newButton(text("views.settings.restore"), func() { table.OnOpen(table.Current()) })
	return framed(nil, container.NewHBox(restore), nil, nil, table)
}
