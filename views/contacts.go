package views

import (
	"context"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// contactsOf are the people of a deal or a lead on its panel, and what an
// activity with them is about.
type contactsOf struct {
	deps   Deps
	people []sales.Contact
	fresh  sales.Contact  // what a new one belongs to
	about  sales.Activity // the deal or lead, and the rep whose attempt it is
}

// list shows each person with phone and mail: one click opens the program and
// logs the attempt. Those who are likely one person can be merged.
func (c contactsOf) list() fyne.CanvasObject {
	text := c.deps.Text
	add := newIconButton(text("views.deal.contact"), theme.ContentAddIcon(), func() { c.ask(c.fresh) })
	add.Importance = widget.LowImportance
	box := container.NewVBox(container.NewBorder(nil, nil, widgets.NewTitle(text("views.deal.contacts")), add))
	merged := keptOf(c.people)
	for i, person := range c.people {
		box.Add(c.row(person))
		if kept, likely := merged[i]; likely {
			merge := newButton(text("views.contact.merge"), func() {
				c.deps.Shell.Do(func(ctx context.Context) error { return c.deps.Service.MergeContacts(ctx, kept.ID, person.ID) }, nil)
			})
			box.Add(container.NewBorder(nil, nil, nil, merge,
				widgets.NewText(text("views.contact.twin", "Name", kept.Name), widgets.SizeCaption, widgets.RoleBehind).Shrink(80)))
		}
	}
	return box
}

// row is one person.
func (c contactsOf) row(person sales.Contact) fyne.CanvasObject {
	name := container.NewVBox(widgets.NewText(person.Name, widgets.SizeBody, widgets.RoleNone).Shrink(80))
	if person.Title != "" {
		name.Add(widgets.NewText(person.Title, widgets.SizeCaption, widgets.RoleMuted).Shrink(80))
	}
	buttons := container.NewHBox()
	if person.Phone != "" {
		buttons.Add(newIconButton(person.Phone, theme.NewThemedResource(activityIcon(sales.Call)), func() { c.reach(person, sales.Call, phoneAddress(person.Phone)) }))
	}
	if person.Email != "" {
		mail := newIconButton("", activityIcon(sales.Mail), func() { c.reach(person, sales.Mail, mailAddress(person.Email)) })
		buttons.Add(widgets.WithTip(c.deps.Overlay, mail, person.Email))
	}
	edit := newIconButton("", theme.DocumentCreateIcon(), func() { c.ask(person) })
	edit.Importance = widget.LowImportance
	buttons.Add(edit)
	return container.NewBorder(nil, nil, nil, buttons, name)
}

// reach opens the phone or mail program, logs the attempt, and opens the form
// in which its outcome and the next step are added.
func (c contactsOf) reach(person sales.Contact, kind sales.ActivityType, address string) {
	d := c.deps
	target, err := url.Parse(address)
	if err == nil {
		err = d.OpenURL(target)
	}
	if err != nil {
		d.Shell.Say(d.Text("views.deal.noProgram", "Address", address))
	}
	attempt := attemptWith(c.about, person, kind)
	if attempt.RepID == "" {
		d.Shell.Log(app.LogForm{Activity: attempt}) // nobody to log it for yet
		return
	}
	d.Shell.Do(func(ctx context.Context) error {
		var err error
		attempt.ID, err = d.Service.LogActivity(ctx, app.LogForm{Activity: attempt})
		return err
	}, func() { d.Shell.Log(app.LogForm{Activity: attempt, CompleteID: attempt.ID}) })
}

// ask opens the form of a person: a new one, or with an id the one there is.
func (c contactsOf) ask(person sales.Contact) {
	d := c.deps
	name, title, phone, mail := textEntry(person.Name), textEntry(person.Title), textEntry(person.Phone), textEntry(person.Email)
	field := widgets.NewField(d.Text("views.deal.contact.name"), name).Require()
	offerTwin(d, field, func() findTwin {
		typed := person
		typed.Name = name.Text
		return func(ctx context.Context) (*twin, error) { return contactTwin(ctx, c, typed) }
	}, name)
	heading := d.Text("views.deal.contact")
	if person.ID != "" {
		heading = d.Text("views.contact.edit")
	}
	rows := []fyne.CanvasObject{
		columns(field, widgets.NewField(d.Text("views.deal.contact.title"), title)),
		columns(widgets.NewField(d.Text("views.deal.contact.phone"), phone), widgets.NewField(d.Text("views.deal.contact.mail"), mail)),
	}
	if person.ID != "" {
		rows = append(rows, container.NewHBox(personButton(d, person.ID), historyButton(d, sales.KindContact, person.ID)))
	}
	d.Shell.AskForm(FormDialog{
		Title: heading, Submit: d.Text("views.deal.save"), First: name, Fields: map[string]*widgets.Field{"name": field}, Rows: rows,
		Read: func() (Command, error) {
			person.Name, person.Title = name.Text, strings.TrimSpace(title.Text)
			person.Phone, person.Email = strings.TrimSpace(phone.Text), strings.TrimSpace(mail.Text)
			return func(ctx context.Context) error {
				_, err := d.Service.SaveContact(ctx, person)
				return err
			}, nil
		},
	})
}
