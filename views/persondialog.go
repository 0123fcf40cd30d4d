package views

import (
	"context"
	"fmt"
	"maps"
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

// personDialog hands out or erases what is kept of a person.
type personDialog struct {
	shell   *shell
	text    sales.Text
	person  sales.Person
	found   app.PersonData
	backups []app.BackupFile
}

// OpenPerson shows what is kept of the person that a contact or a lead is.
func (s *shell) OpenPerson(id sales.ID) {
	d := &personDialog{shell: s, text: s.deps.Text}
	s.run(func(ctx context.Context) (err error) {
		if d.person, err = s.deps.Service.PersonOf(ctx, id); err != nil {
			return err
		}
		if d.found, err = s.deps.Service.PersonData(ctx, d.person); err != nil {
			return err
		}
		d.backups, err = s.deps.Service.Backups(ctx)
		return err
	}, d.show)
}

// name is how the person is called.
func (d *personDialog) name() string {
	for _, c := range d.person.Contacts {
		return c.Name
	}
	for _, l := range d.person.Leads {
		return l.Name
	}
	return ""
}

// show says what is kept and offers to hand it out or to erase it.
func (d *personDialog) show() {
	count := d.shell.deps.Format.Count
	kept := d.text("views.person.kept", "Contacts", count(len(d.person.Contacts)), "Leads", count(len(d.person.Leads)),
		"Activities", count(len(d.found.Activities)), "Deals", count(len(d.found.Deals)), "Changes", count(len(d.found.History)))
	hand := newIconButton(d.text("views.person.handOut"), theme.DownloadIcon(), func() { d.next(d.handOut) })
	erase := newIconButton(d.text("views.person.erase"), theme.DeleteIcon(), func() { d.next(d.ask) })
	erase.Importance = widget.DangerImportance
	if d.shell.options.ReadOnly {
		erase.Disable()
	}
	d.shell.show(d.text("views.person.title"), container.NewVBox(
		widgets.NewParagraph(d.name(), widgets.SizeHeading, widgets.RoleNone),
		widgets.NewParagraph(kept, widgets.SizeBody, widgets.RoleNone),
		widgets.NewParagraph(d.text("views.person.why"), widgets.SizeBody, widgets.RoleMuted),
		container.NewHBox(hand, erase)), dialogWide, nil)
}

// next goes on in another dialog.
func (d *personDialog) next(show func()) {
	d.shell.CloseDialog()
	show()
}

// handOut writes all that is kept of the person to a file.
func (d *personDialog) handOut() {
	s := d.shell
	place, passphrase := textEntry(filepath.Join(exportFolder(s.options.Path), "person-"+s.deps.Service.Today().String()+".json")), newPassphrase()
	passphrase.OnChanged = func(typed string) {
		plain := strings.TrimSuffix(place.Text, app.SealedExtension)
		if typed != "" {
			plain += app.SealedExtension
		}
		place.SetText(plain)
	}
	field := widgets.NewField(d.text("views.export.place"), place).Require()
	s.AskForm(FormDialog{
		Title: d.text("views.person.handOut"), Submit: d.text("views.export.write"), First: place, Fields: map[string]*widgets.Field{"folder": field},
		Rows: []fyne.CanvasObject{
			widgets.NewParagraph(d.text("views.person.handOutWhy"), widgets.SizeBody, widgets.RoleMuted), field,
			widgets.NewField(d.text("views.backups.passphrase"), passphrase).Hint(d.text("views.backups.passphraseWhy")),
		},
		Read: func() (Command, error) {
			path, seal := strings.TrimSpace(place.Text), passphrase.Text
			return func(ctx context.Context) error {
				return fileFailure(d.text, s.deps.Service.WritePersonData(ctx, d.person, path, seal))
			}, nil
		},
		Done: func() { s.Say(d.text("views.export.wrote", "Path", filepath.Base(place.Text))) },
	})
}

// ask says what an erasure does, what it does not reach, and wants the name
// typed: it is the one thing here that cannot be undone.
func (d *personDialog) ask() {
	s := d.shell
	typed := textEntry("")
	field := widgets.NewField(d.text("views.person.type", "Name", d.name()), typed).Require()
	var erased sales.Erasure
	s.AskForm(FormDialog{
		Title: d.text("views.person.eraseTitle"), Submit: d.text("views.person.eraseNow"), First: typed, Fields: map[string]*widgets.Field{"name": field}, Wide: 620,
		Rows: []fyne.CanvasObject{
			widgets.NewParagraph(d.text("views.person.gone"), widgets.SizeBody, widgets.RoleNone),
			widgets.NewParagraph(d.text("views.person.stays"), widgets.SizeBody, widgets.RoleNone),
			widgets.NewParagraph(d.reach(), widgets.SizeBody, widgets.RoleBehind),
			widgets.NewParagraph(d.text("views.person.final"), widgets.SizeBody, widgets.RoleOffTrack),
			field,
		},
		Read: func() (Command, error) {
			if !strings.EqualFold(strings.TrimSpace(typed.Text), strings.TrimSpace(d.name())) {
				return nil, &sales.Invalid{Field: "name", Reason: "app.error.otherName"}
			}
			return func(ctx context.Context) (err error) {
				erased, d.backups, err = s.deps.Service.ErasePerson(ctx, d.person)
				return err
			}, nil
		},
		Done: func() {
			s.ClosePanel()
			d.done(erased)
		},
	})
}

// reach says which backups still hold the person, and until when.
func (d *personDialog) reach() string {
	rotated, staying := 0, 0
	var names []string
	for _, file := range d.backups {
		if file.Kept || file.Sealed {
			staying++
			names = append(names, filepath.Base(file.Path))
			continue
		}
		rotated++
	}
	count := d.shell.deps.Format.Count
	words := []string{d.text("views.person.elsewhere")}
	if rotated > 0 {
		words = append(words, d.text("views.person.rotated", "Count", count(rotated)))
	}
	if staying > 0 {
		words = append(words, d.text("views.person.staying", "Count", count(staying), "Names", strings.Join(names, ", ")))
	}
	return strings.Join(words, " ")
}

// done says what was erased and what still mentions the person.
func (d *personDialog) done(erased sales.Erasure) {
	count := d.shell.deps.Format.Count
	rows := []fyne.CanvasObject{
		widgets.NewParagraph(d.text("views.person.erased", "Records", count(erased.Records), "Changes", count(erased.Changes)), widgets.SizeBody, widgets.RoleNone),
	}
	var mentions []string
	for _, kind := range slices.Sorted(maps.Keys(erased.Mentions)) {
		mentions = append(mentions, fmt.Sprintf("%s %s", d.text("app.records."+string(kind)), count(erased.Mentions[kind])))
	}
	if len(mentions) > 0 {
		rows = append(rows, widgets.NewParagraph(d.text("views.person.mentions", "Where", strings.Join(mentions, ", ")), widgets.SizeBody, widgets.RoleBehind))
	}
	rows = append(rows, widgets.NewParagraph(d.reach(), widgets.SizeBody, widgets.RoleMuted))
	d.shell.Ask(d.text("views.person.eraseTitle"), container.NewVBox(rows...), "", nil)
}

// personButton opens what is kept of a person from the form that edits them.
func personButton(deps Deps, id sales.ID) fyne.CanvasObject {
	button := newIconButton(deps.Text("views.person.open"), theme.AccountIcon(), func() {
		deps.Shell.CloseDialog()
		deps.Shell.OpenPerson(id)
	})
	button.Importance = widget.LowImportance
	return button
}
