package views

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// backupFile is one copy of the database.
type backupFile struct {
	name, when, size string
}

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
		Load(slot, p.deps.Context, func(context.Context) ([]backupFile, error) { return readBackups(p.deps) }, func(files []backupFile, err error) {
			if err != nil {
				p.deps.Shell.Fail(err)
				return
			}
			list.Objects = []fyne.CanvasObject{p.backups(files)}
			list.Refresh()
		})
	}
	copyNow.OnTapped = func() {
		path := app.BackupName(p.deps.Path, p.deps.Service.Now())
		p.deps.Shell.Do(func() error {
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return fmt.Errorf("make the folder of backups: %w", err)
			}
			return p.deps.Service.Backup(p.deps.Context, path)
		}, func() {
			p.deps.Shell.Say(text("views.settings.backedUp", "Path", filepath.Base(path)))
			refresh()
		})
	}
	bring := widget.NewButtonWithIcon(text("views.import.menu"), theme.UploadIcon(), p.deps.Shell.Import)
	take := widget.NewButtonWithIcon(text("views.export.menu"), theme.DownloadIcon(), p.deps.Shell.Export)
	check := widget.NewButtonWithIcon(text("views.settings.check"), theme.ConfirmIcon(), func() { p.check(result) })
	refresh()
	return p.section(text("views.settings.data"), text("views.settings.dataWhy"),
		container.NewBorder(container.NewVBox(widgets.NewField(text("views.settings.path"), place), result, widgets.NewTitle(text("views.settings.backups"))), nil, nil, nil, list),
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

// readBackups lists the copies in the folder beside the database, the newest
// first.
func readBackups(deps Deps) ([]backupFile, error) {
	folder := filepath.Dir(app.BackupName(deps.Path, deps.Service.Now()))
	names, err := filepath.Glob(filepath.Join(folder, "*.db"))
	if err != nil {
		return nil, fmt.Errorf("list backups in %s: %w", folder, err)
	}
	slices.Sort(names)
	slices.Reverse(names)
	files := make([]backupFile, 0, len(names))
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			continue // taken away while we look
		}
		files = append(files, backupFile{
			name: filepath.Base(name), when: info.ModTime().In(deps.Service.Now().Location()).Format("2006-01-02 15:04"),
			size: deps.Text("views.settings.megabytes", "Size", deps.Format.Number(float64(info.Size())/1e6, 1)),
		})
	}
	return files, nil
}

// backups shows the copies, or that there are none.
func (p *settingsPage) backups(files []backupFile) fyne.CanvasObject {
	text := p.deps.Text
	if len(files) == 0 {
		return widgets.NewEmptyState(theme.StorageIcon(), text("views.settings.noBackups"), text("views.settings.noBackupsWhy"), "", nil)
	}
	ids, cells := make([]string, len(files)), make([][]widgets.Cell, len(files))
	for i, file := range files {
		ids[i] = file.name
		cells[i] = []widgets.Cell{{Text: file.name, Bold: true}, {Text: file.when}, {Text: file.size}}
	}
	return p.table([]widgets.Column{
		{Title: text("views.settings.backupName"), Weight: 2, Min: 200},
		{Title: text("views.settings.backupWhen"), Weight: 1, Min: 140},
		{Title: text("views.settings.backupSize"), Weight: 1, Min: 90, Number: true},
	}, ids, cells, func(int) {})
}
