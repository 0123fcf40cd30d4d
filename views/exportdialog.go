package views

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// exportAll stands for every kind at once.
const exportAll = "all"

// exportDialog takes records out into files that can be imported again.
type exportDialog struct {
	shell  *shell
	text   sales.Text
	slot   *Slot
	dialog *widgets.Dialog
	kind   *widgets.Picker
	format *widgets.Picker
	place  *widgets.Input
	// passphrase seals the files; empty leaves them as they are.
	passphrase *widgets.Input
	field      *widgets.Field
	problem    *widgets.Paragraph
	busy       *fyne.Container
	told       *widgets.Text
	write      *widgets.Button
	folder     string
}

// Export opens the dialog that takes records out into files.
func (s *shell) Export() {
	e := &exportDialog{shell: s, text: s.deps.Text, slot: NewSlot(s.options.Runner), folder: exportFolder(s.options.Path)}
	kinds := []widgets.Option{{ID: exportAll, Text: e.text("views.export.all"), Detail: e.text("views.export.allWhy")}}
	e.kind = s.deps.picker("", append(kinds, kindOptions(s.deps.Text, s.deps.Service.Text)...))
	e.kind.SetChosen(exportAll)
	e.format = s.deps.picker("", []widgets.Option{{ID: ".csv", Text: "CSV"}, {ID: ".xlsx", Text: "XLSX"}})
	e.format.SetChosen(".csv")
	e.kind.OnChosen = func(string) { e.propose() }
	e.format.OnChosen = func(string) { e.propose() }
	e.place = textEntry("")
	e.passphrase = newPassphrase()
	e.passphrase.OnChanged = func(string) { e.place.SetText(e.sealedName(e.place.Text)) }
	choose := newIconButton(e.text("views.import.choose"), theme.FolderOpenIcon(), func() {
		s.chooseFolder(func(path string) {
			e.folder = path
			e.propose()
		})
	})
	e.field = widgets.NewField(e.text("views.export.place"), container.NewBorder(nil, nil, nil, choose, e.place)).Hint(e.text("views.export.placeWhy"))
	e.problem = widgets.NewParagraph("", widgets.SizeBody, widgets.RoleOffTrack)
	e.problem.Hide()
	e.told = widgets.NewText("", widgets.SizeBody, widgets.RoleMuted).Shrink(160)
	stop := newButton(e.text("views.shell.cancel"), func() {
		e.slot.Cancel()
		e.wait("")
	})
	e.busy = container.NewHBox(fixed(300, e.told), stop)
	e.busy.Hide()
	e.write = newIconButton(e.text("views.export.write"), theme.DownloadIcon(), e.run)
	e.write.Importance = widget.HighImportance
	e.propose()
	e.dialog = s.show(e.text("views.export.title"), container.New(layout.NewCustomPaddedVBoxLayout(1.25*widgets.Space),
		widgets.NewParagraph(e.text("views.export.why"), widgets.SizeBody, widgets.RoleMuted),
		columns(widgets.NewField(e.text("views.export.kind"), e.kind), widgets.NewField(e.text("views.export.format"), e.format)),
		e.field, widgets.NewField(e.text("views.backups.passphrase"), e.passphrase).Hint(e.text("views.backups.passphraseWhy")), e.problem, container.NewBorder(nil, nil, e.busy, e.write)), 680, e.write)
	e.dialog.OnClosed(func() {
		e.slot.Cancel()
		s.forget(e.dialog)
	})
}

// exportFolder is where exports are proposed: the user's home, or beside the
// database.
func exportFolder(database string) string {
	if home, err := os.UserHomeDir(); err == nil {
		return home
	}
	return filepath.Dir(database)
}

// propose names a file or folder for what is chosen.
func (e *exportDialog) propose() {
	name := "attain-" + e.shell.deps.Service.Today().String()
	if e.kind.Chosen() != exportAll {
		name = e.sealedName("attain-" + e.kind.Chosen() + e.format.Chosen())
	}
	e.place.SetText(filepath.Join(e.folder, name))
}

// sealedName is a file's name with the mark of a seal where one is asked for;
// a folder's name has none.
func (e *exportDialog) sealedName(name string) string {
	name = strings.TrimSuffix(name, app.SealedExtension)
	if e.passphrase.Text == "" || e.kind.Chosen() == exportAll {
		return name
	}
	return name + app.SealedExtension
}

// wait shows what is under way; "" ends it.
func (e *exportDialog) wait(what string) {
	e.told.Set(what, widgets.RoleMuted)
	e.busy.Hidden = what == ""
	if what == "" {
		e.write.Enable()
	} else {
		e.write.Disable()
		e.problem.Hide()
	}
	e.busy.Refresh()
}

// run writes in the background.
func (e *exportDialog) run() {
	s, service := e.shell, e.shell.deps.Service
	kind, extension, path, passphrase := e.kind.Chosen(), e.format.Chosen(), strings.TrimSpace(e.place.Text), e.passphrase.Text
	done := newest(s.options.Runner, func(file string) {
		if !e.busy.Hidden {
			e.told.Set(e.text("views.export.wrote", "Path", filepath.Base(file)), widgets.RoleMuted)
		}
	})
	e.wait(e.text("views.export.writing"))
	Load(e.slot, s.ctx, func(ctx context.Context) (string, error) {
		if kind != exportAll {
			return path, service.ExportSealed(ctx, app.ImportKind(kind), path, passphrase)
		}
		if err := os.MkdirAll(path, 0o700); err != nil {
			return "", fmt.Errorf("make the folder %s: %w", path, err)
		}
		_, err := service.ExportAll(ctx, path, extension, passphrase, done)
		return path, err
	}, func(written string, err error) {
		e.wait("")
		if err != nil {
			s.options.Log.Error("export", "error", err)
			e.problem.Set(ErrorText(e.text, err), widgets.RoleOffTrack)
			e.problem.Show()
			return
		}
		e.dialog.Close()
		s.Say(e.text("views.export.wrote", "Path", written))
	})
}
