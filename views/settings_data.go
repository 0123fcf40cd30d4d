package views

import (
	"path/filepath"
	"strings"

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
	place := widgets.NewInput()
	place.SetText(p.deps.Path)
	place.Disable()
	list := container.NewStack()
	result := widgets.NewBanner()
	copyNow := p.add(text("views.settings.backup"), nil)
	slot := NewSlot(p.deps.Runner)
	refresh := func() {
		Load(slot, p.deps.Context, p.deps.Service.Backups, func(files []app.BackupFile, err error) {
			if err != nil {
				p.deps.Shell.Fail(err)
				return
			}
			list.Objects = []fyne.CanvasObject{p.backups(files)}
			list.Refresh()
		})
	}
	copyNow.OnTapped = func() {
		var path string
		p.deps.Shell.Do(func() (err error) {
			path, err = p.deps.Service.BackUpNow(p.deps.Context, "")
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
		container.NewBorder(container.NewVBox(widgets.NewField(text("views.settings.path"), place), p.secondPlace(), result,
			container.NewBorder(nil, nil, widgets.NewTitle(text("views.settings.backups")), container.NewHBox(trash, other, sealed))), nil, nil, nil, list),
		bring, take, check, copyNow)
}

// check reads the whole database and says whether it is sound.
func (p *settingsPage) check(result *widgets.Banner) {
	Load(p.slot, p.deps.Context, p.deps.Service.Check, func(found sales.CheckResult, err error) {
		if err != nil {
			p.deps.Shell.Fail(err)
			return
		}
		count := 0
		for _, n := range found.Records {
			count += n
		}
		if len(found.Problems) == 0 {
			result.Say(widgets.RoleAccent, p.deps.Text("views.settings.checkFine", "Count", p.deps.Format.Count(count)), "", nil)
			return
		}
		result.Say(widgets.RoleOffTrack, p.deps.Text("views.settings.checkBad", "Problems", strings.Join(found.Problems, "; ")), "", nil)
	})
}

// backups shows the copies, or that there are none; opening one looks into it
// and offers to restore it.
func (p *settingsPage) backups(files []app.BackupFile) fyne.CanvasObject {
	text := p.deps.Text
	if len(files) == 0 {
		return widgets.NewEmptyState(theme.StorageIcon(), text("views.settings.noBackups"), text("views.settings.noBackupsWhy"), "", nil)
	}
	ids, cells := make([]string, len(files)), make([][]widgets.Cell, len(files))
	for i, file := range files {
		size := text("views.settings.megabytes", "Size", p.deps.Format.Number(float64(file.Size)/1e6, 1))
		ids[i] = file.Path
		cells[i] = []widgets.Cell{
			{Text: filepath.Base(file.Path), Bold: true}, {Text: file.At.Format("2006-01-02 15:04")}, {Text: p.backupPlace(file)}, {Text: size},
		}
	}
	table := p.table([]widgets.Column{
		{Title: text("views.settings.backupName"), Weight: 1.5, Min: 230},
		{Title: text("views.settings.backupWhen"), Weight: 1, Min: 140},
		{Title: text("views.settings.backupPlace"), Weight: 1, Min: 190},
		{Title: text("views.settings.backupSize"), Weight: 1, Min: 80, Number: true},
	}, ids, cells, func(row int) { p.deps.Shell.Restore(files[row]) })
	restore := newButton(text("views.settings.restore"), func() {
		if i := row(table, ids); i >= 0 {
			p.deps.Shell.Restore(files[i])
		}
	})
	return container.NewBorder(nil, container.NewHBox(restore), nil, nil, table)
}

// backupPlace says where a backup stands.
func (p *settingsPage) backupPlace(file app.BackupFile) string {
	text := p.deps.Text
	place := text("views.settings.backupPlace.second")
	switch {
	case file.Updated:
		return text("views.settings.backupPlace.updated")
	case file.Kept:
		return text("views.settings.backupPlace.kept")
	case filepath.Dir(file.Path) == filepath.Dir(app.BackupName(p.deps.Path, p.deps.Service.Now())):
		place = text("views.settings.backupPlace.first")
	}
	if file.Sealed {
		return text("views.settings.backupPlace.sealed", "Place", place)
	}
	return place
}
