package views

import (
	"context"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"attain/app"
	"attain/app/sales"
	"attain/charts"
	"attain/views/widgets"
)

// The pages, in the order of the side bar and of Ctrl+1 … Ctrl+9.
const (
	PageToday      = "today"
	PageDashboard  = "dashboard"
	PagePipeline   = "pipeline"
	PageActivities = "activities"
	PageLeads      = "leads"
	PageQuotas     = "quotas"
	PageInsights   = "insights"
	PageReports    = "reports"
	PageSettings   = "settings"
)

// Page is one page of the window. A page is built once for a language and
// rebuilt when the language changes; it never touches the store but through
// Deps.Service, in the background.
type Page interface {
	// Object is the page's content; always the same object.
	Object() fyne.CanvasObject
	// Load fetches what the scope shows and applies it. The shell calls it
	// when the page is shown and stale, and when the scope changes.
	Load(scope app.Scope)
	// Topics are the changes that make the page stale.
	Topics() []app.Topic
}

// Creator is a page with a record of its own kind to make (Ctrl+N).
type Creator interface {
	// New opens the form for a new record.
	New()
}

// Subject is a page that has a deal the keyboard stands on, which is what an
// activity is about that is logged there (Ctrl+L).
type Subject interface {
	// Deal is the deal's id, or "".
	Deal() sales.ID
}

// Focuser is a page that says where the keyboard goes when it is shown.
type Focuser interface {
	// Focus returns the object that takes the keyboard, or nil.
	Focus() fyne.Focusable
}

// Panel is what slides over the page from the right: one record with all that
// belongs to it. The shell puts it under a title and closes it.
type Panel interface {
	// Object is the panel's content; always the same object.
	Object() fyne.CanvasObject
	// Load fetches the record and applies it. The shell calls it when the
	// panel is opened and after changes of its topics.
	Load()
	// Topics are the changes after which the panel loads again.
	Topics() []app.Topic
}

// Shell is what pages ask of the window around them.
type Shell interface {
	// Scope is the period and the rep in view.
	Scope() app.Scope
	// ShowMonth puts a month in view, on every page.
	ShowMonth(month sales.Month)
	// Open shows a page by its name.
	Open(page string)
	// OpenDeal shows the deal's panel over the page.
	OpenDeal(id sales.ID)
	// OpenLead shows the lead's panel over the page.
	OpenLead(id sales.ID)
	// OpenAccount shows the customer's panel over the page.
	OpenAccount(id sales.ID)
	// OpenPerson shows what is kept of the person that a contact or a lead is,
	// hands it out or erases it.
	OpenPerson(id sales.ID)
	// OpenHistory lists who changed what of a record, and when.
	OpenHistory(kind sales.Kind, id sales.ID)
	// OpenRecords lists the records that a number was computed from.
	OpenRecords(title string, kind sales.Kind, ids []sales.ID)
	// OpenItems lists records of several kinds.
	OpenItems(title string, items []sales.Item)
	// OpenWeighted lists deals with their amounts and what each adds to the
	// weighted sum.
	OpenWeighted(title string, deals []WeightedDeal)
	// Explain lists the records behind a number of the scope in view, with
	// what each adds to it.
	Explain(title string, subject sales.Subject)
	// ExplainIn lists the records behind a number of another scope's period.
	ExplainIn(title string, scope app.Scope, subject sales.Subject)
	// CloseDeal asks for the reason and the date with which a deal is won or
	// lost and moves it to that stage; on an open stage it only moves it.
	// refused, if not nil, is called when the deal could not be moved there.
	CloseDeal(id, stage sales.ID, refused func())
	// ClosePanel takes the panel of a record away.
	ClosePanel()
	// NewDeal opens the form for a new deal.
	NewDeal(form app.DealForm)
	// Log opens the form for an activity with its next step.
	Log(form app.LogForm)
	// Plan opens the form of a next step; one with an id is changed.
	Plan(step sales.Activity)
	// SaveCalendar writes planned steps as a calendar file into the folder of
	// documents: those of the ids, or all of the rep in view.
	SaveCalendar(ids ...sales.ID)
	// Ask shows a dialog: its title, its body, the word on its button and
	// what to do; an error of submit is shown and keeps the dialog open. An
	// empty word shows no submit button.
	Ask(title string, body fyne.CanvasObject, word string, submit func() error)
	// AskForm shows a form on a dialog; errors that name one of its fields
	// stand beside it, others under the fields, and keep the dialog open.
	AskForm(form FormDialog)
	// CloseDialog closes the topmost of what Ask and AskForm opened.
	CloseDialog()
	// Do runs a command in the background; its failure is shown, its success
	// offers undo. What takes long can be cancelled by the user, which ends the
	// command's context. done is called on the window's thread after success;
	// nil is not called.
	Do(command Command, done func())
	// Try is Do for a command whose failure is shown by failed, beside the field
	// it is of.
	Try(command Command, failed func(error))
	// Import opens the wizard that brings data in, Export the dialog that
	// takes it out.
	Import()
	Export()
	// Restore looks into a backup and puts it in the place of everything when
	// told to; RestoreFile lets the user choose the file.
	Restore(file app.BackupFile)
	RestoreFile()
	// Trash lists the deals in the trash and brings back those that are marked.
	Trash()
	// BackUpSealed asks for a passphrase and makes a sealed backup; done is
	// called on the window's thread after success.
	BackUpSealed(done func())
	// ChooseFolder lets the user choose a folder.
	ChooseFolder(chosen func(path string))
	// ShowFiles opens a dialog of files under a title.
	ShowFiles(choice *dialog.FileDialog, title string)
	// Speak goes over to a language that the user chose and that is saved, also
	// where the window was started with another one.
	Speak(lang string)
	// Say shows a short message.
	Say(message string)
	// Fail shows an error as a plain sentence with what to do.
	Fail(err error)
	// Window is the window, for file dialogs and the clipboard.
	Window() fyne.Window
}

// WeightedDeal is a deal with its amount times its probability, in minor
// units; a closed one has none, but the day on which it was won or lost.
type WeightedDeal struct {
	ID     sales.ID
	Open   bool
	Closed sales.Day
	Value  float64
}

// Command is a change that runs in the background; nil: there is nothing to
// change.
type Command func(ctx context.Context) error

// FormDialog is a form on a dialog: its title, the word on its button and its
// rows, which are Fields or containers with Fields in them, in the order of
// the Tab key.
type FormDialog struct {
	Title, Submit string
	Cancel        string // the word of the button that leaves; "": the usual one
	Rows          []fyne.CanvasObject
	Fields        map[string]*widgets.Field // by the names that sales.Invalid gives
	First         fyne.Focusable            // takes the keyboard
	Loses         bool                      // Submit loses something: the keyboard begins on Cancel
	Wide          float32                   // least width; 0: that of a form of two columns
	// Read is called on the window's thread when the inputs are in order, and
	// returns the command they ask for. Its error is shown like the command's.
	Read func() (Command, error)
	// Done is called on the window's thread after success; it may be nil.
	Done func()
}

// Deps are what every page is built with.
type Deps struct {
	Context  context.Context // ends with the window
	Service  *app.Service
	Runner   Runner
	Shell    Shell
	Overlay  *widgets.Overlay
	Keyboard *widgets.Keyboard
	Text     sales.Text     // in the language of the page
	Format   *Format        // numbers, money and dates in that language
	Settings sales.Settings // as they were when the page was built
	Fonts    *charts.Fonts
	Path     string // the database's
	// WriteReview writes a review as a workbook, whole or not at all; nil where
	// none can be written. Documents is the folder for what is saved quickly.
	WriteReview func(ctx context.Context, path string, review *sales.Review, lang string, tell func(done, all int)) error
	Documents   string
	OpenURL     func(*url.URL) error                            // opens the program for an address
	CopyPicture func(ctx context.Context, picture []byte) error // puts a PNG on the clipboard
	Memory      map[string]string                               // what pages keep when they are rebuilt
	Drafts      map[string]*draft                               // what is typed into the sections of Settings and not saved
	Day         *app.Agenda                                     // what Today shows until it has loaded; nil: it asks
}
