package views

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// restorePreview is what a backup holds beside what is there now.
type restorePreview struct {
	backup, now app.BackupContent
}

// RestoreFile looks into any backup that the user chooses.
func (s *shell) RestoreFile() {
	s.chooseFile([]string{".db", app.SealedExtension}, func(path string) {
		sealed, err := s.deps.Service.BackupIsSealed(path)
		if err != nil {
			s.Fail(err)
			return
		}
		s.Restore(app.BackupFile{Path: path, Sealed: sealed})
	})
}

// Restore looks into a backup and asks whether it is to be put in the place
// of everything; of a sealed one the passphrase is asked for first.
func (s *shell) Restore(file app.BackupFile) {
	var found restorePreview
	look := func(ctx context.Context, passphrase string) (err error) {
		if found.backup, err = s.deps.Service.InspectSealed(ctx, file.Path, passphrase); err != nil {
			return err
		}
		found.now, err = s.deps.Service.InspectBackup(ctx, s.deps.Path)
		return err
	}
	if !file.Sealed {
		s.run(func(ctx context.Context) error { return look(ctx, "") }, func() { s.confirmRestore(file, found, "") })
		return
	}
	entry := newPassphrase()
	field := widgets.NewField(s.deps.Text("views.settings.passphrase"), entry)
	s.AskForm(FormDialog{
		Title: s.deps.Text("views.settings.restore.title"), Submit: s.deps.Text("views.settings.restore.look"), First: entry,
		Rows: []fyne.CanvasObject{
			widgets.NewParagraph(s.deps.Text("views.settings.restore.sealed"), widgets.SizeBody, widgets.RoleMuted), field,
		},
		Fields: map[string]*widgets.Field{"passphrase": field},
		Read: func() (Command, error) {
			passphrase := entry.Text
			return func(ctx context.Context) error { return look(ctx, passphrase) }, nil
		},
		Done: func() { s.confirmRestore(file, found, entry.Text) },
	})
}

// confirmRestore shows what a backup holds and restores it when told to.
func (s *shell) confirmRestore(file app.BackupFile, found restorePreview, passphrase string) {
	text, kept := s.deps.Text, ""
	version := text("views.settings.restore.version")
	if !found.backup.Newest {
		version = text("views.settings.restore.older")
	}
	rows := []fyne.CanvasObject{
		widgets.NewText(filepath.Base(file.Path), widgets.SizeBody, widgets.RoleNone).Bold().Shrink(dialogWide),
		widgets.NewParagraph(contentText(text, s.deps.Format, "views.settings.restore.holds", file.At, found.backup), widgets.SizeBody, widgets.RoleNone),
		widgets.NewParagraph(contentText(text, s.deps.Format, "views.settings.restore.now", time.Time{}, found.now), widgets.SizeBody, widgets.RoleNone),
		widgets.NewParagraph(version, widgets.SizeBody, widgets.RoleMuted),
		widgets.NewParagraph(text("views.settings.restore.why"), widgets.SizeBody, widgets.RoleMuted),
	}
	s.AskForm(FormDialog{
		Title: text("views.settings.restore.title"), Submit: text("views.settings.restore.word"), Rows: rows,
		Read: func() (Command, error) {
			return func(ctx context.Context) (err error) {
				kept, err = s.deps.Service.RestoreBackup(ctx, file.Path, passphrase)
				return err
			}, nil
		},
		Done: func() {
			s.rebuild(func() { s.Say(text("views.settings.restored", "Path", filepath.Base(kept))) })
		},
	})
}

// contentText says what a database holds; made is when the copy was made.
func contentText(text sales.Text, format *Format, key string, made time.Time, content app.BackupContent) string {
	moment := func(t time.Time) string {
		if t.IsZero() {
			return none
		}
		return t.In(made.Location()).Format("2006-01-02 15:04")
	}
	count := func(kind sales.Kind) string { return format.Count(content.Records[kind]) }
	return text(key, "When", moment(made), "Deals", count(sales.KindDeal), "Activities", count(sales.KindActivity),
		"Leads", count(sales.KindLead), "Reps", count(sales.KindRep), "Quotas", count(sales.KindQuota), "Changed", moment(content.Changed))
}

// BackUpSealed asks for a passphrase and makes a sealed backup.
func (s *shell) BackUpSealed(done func()) {
	entry, made := newPassphrase(), ""
	field := widgets.NewField(s.deps.Text("views.settings.passphrase"), entry).Hint(s.deps.Text("views.backups.passphraseWhy"))
	s.AskForm(FormDialog{
		Title: s.deps.Text("views.settings.backupSealed"), Submit: s.deps.Text("views.settings.backup"), First: entry,
		Rows: []fyne.CanvasObject{
			widgets.NewParagraph(s.deps.Text("views.settings.backupSealedWhy"), widgets.SizeBody, widgets.RoleMuted), field,
		},
		Fields: map[string]*widgets.Field{"passphrase": field},
		Read: func() (Command, error) {
			passphrase := entry.Text
			if passphrase == "" {
				return nil, &sales.Invalid{Field: "passphrase", Reason: "app.error.passphraseNeeded"}
			}
			return func(ctx context.Context) (err error) {
				made, err = s.deps.Service.BackUpNow(ctx, passphrase)
				return err
			}, nil
		},
		Done: func() {
			s.Say(s.deps.Text("views.settings.backedUp", "Path", filepath.Base(made)))
			done()
		},
	})
}

// secondPlace shows the second place for backups and lets it be chosen.
func (p *settingsPage) secondPlace() fyne.CanvasObject {
	text := p.deps.Text
	place := textEntry("")
	place.SetPlaceHolder(text("views.settings.secondPlaceNone"))
	place.SetText(p.data.settings.BackupFolder)
	place.Disable()
	var field *widgets.Field
	save := func(folder string) { p.keepSecondPlace(field, folder) }
	choose := newButton(text("views.import.choose"), func() { p.deps.Shell.ChooseFolder(save) })
	drop := newButton(text("views.settings.secondPlaceDrop"), func() { save("") })
	if p.data.settings.BackupFolder == "" {
		drop.Disable()
	}
	field = widgets.NewField(text("views.settings.secondPlace"), container.NewBorder(nil, nil, nil, container.NewHBox(choose, drop), place))
	return field
}

// keepSecondPlace makes a folder the second place, "" for none, or says beside
// the field why it will not do.
func (p *settingsPage) keepSecondPlace(field *widgets.Field, folder string) {
	field.SetError("")
	p.deps.Shell.Try(func(ctx context.Context) error { return p.deps.Service.SaveBackupFolder(ctx, folder) }, func(err error) {
		field.SetError(ErrorText(p.deps.Text, err))
		p.body.Refresh()
	})
}

// ChooseFolder lets the user choose a folder.
func (s *shell) ChooseFolder(chosen func(path string)) { s.chooseFolder(chosen) }
