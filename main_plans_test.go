package main_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"log/slog"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3" // explains what the program asked

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
)

// byNature are the methods of the service that read or write everything, and
// those that ask nothing of the open file.
var byNature = map[string]string{
	"Backtest": "looks at all of history", "Check": "computes everything again",
	"Backup": "copies the file", "BackUpNow": "copies the file", "BackUpSealed": "copies the file", "BackUpBefore": "copies the file",
	"StopSchedule": "copies the file", "Tick": "copies the file", "StartSchedule": "reads a folder", "Backups": "reads a folder",
	"ErasePerson": "looks for a name everywhere", "WritePersonData": "looks for a name everywhere", "PersonData": "looks for a name everywhere",
	"FindPeople": "looks for a name everywhere", "PersonOf": "looks for a name everywhere",
	"Export": "writes all of a kind", "ExportAll": "writes everything", "ExportBook": "writes everything",
	"ExportFile": "writes all of a kind", "ExportSealed": "writes all of a kind",
	"FillDemo": "fills an empty file", "Prepare": "fills an empty file", "CompleteFirstRun": "fills an empty file",
	"Import": "indexes what is there", "PreviewImport": "indexes what is there", "DetectImport": "reads another file", "GuessImport": "reads another file", "SaveRejected": "reads another file",
	"InspectBackup": "reads another file", "InspectSealed": "reads another file", "RestoreBackup": "takes another file",
	"SaveProcess": "a stage that changes its kind changes every deal in it",
}

// TestNoQuestionReadsALargeTable calls every method of the service, whatever it
// is by then, and asks SQLite how it would answer each question that was asked of
// the database: by an index that narrows it down, never by walking through a
// large table. A method that is new is called too, or fails for want of arguments.
func TestNoQuestionReadsALargeTable(t *testing.T) {
	heard := &questions{Handler: slog.DiscardHandler, askers: map[string]string{}}
	path := filepath.Join(t.TempDir(), "attain.db")
	t.Chdir(t.TempDir()) // where methods make the files they are told to
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	store, err := data.Open(t.Context(), path, data.Options{Now: clock, Log: slog.New(heard), Slow: 1})
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	service := app.New(store, app.Options{Now: clock, Who: "test", Text: func(lang string) sales.Text { return catalogue.Text(lang) }})
	if err := service.FillDemo(t.Context(), app.Demo{Reps: 3, Months: 14, Deals: 200, Activities: 1500, Seed: 1, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	clear(heard.askers)
	called := callAll(t, service, heard)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d methods asked %d different questions", called, len(heard.askers))
	if called < 60 || len(heard.askers) < 60 {
		t.Errorf("only %d methods were called, which asked %d questions", called, len(heard.askers))
	}
	db := sql.OpenDB(plainly{&sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		return c.RegisterFunc("folded", sales.Folded, true)
	}}, "file:" + path + "?mode=ro"})
	defer func() { _ = db.Close() }()
	for question, asker := range heard.askers {
		for _, line := range planOf(t, db, question) {
			if why := walks(line, question); why != "" {
				t.Errorf("%s: %s: %s\n\t%s", asker, why, line, question)
			}
		}
	}
}

// plainly connects to a file with a driver's own functions.
type plainly struct {
	*sqlite3.SQLiteDriver
	source string
}

// Connect opens a connection.
func (p plainly) Connect(context.Context) (driver.Conn, error) { return p.Open(p.source) }

// Driver is the driver.
func (p plainly) Driver() driver.Driver { return p.SQLiteDriver }

// questions keeps the text of each question to the database, in the place of
// the log of slow ones, with the method that asked it first.
type questions struct {
	slog.Handler
	mu     sync.Mutex
	asker  string
	askers map[string]string
}

// Enabled is true: everything is heard.
func (*questions) Enabled(context.Context, slog.Level) bool { return true }

// Handle notes a question.
func (q *questions) Handle(_ context.Context, record slog.Record) error {
	record.Attrs(func(attr slog.Attr) bool {
		if attr.Key == "query" {
			q.mu.Lock()
			defer q.mu.Unlock()
			if _, known := q.askers[attr.Value.String()]; !known {
				q.askers[attr.Value.String()] = q.asker
			}
		}
		return true
	})
	return nil
}

// callAll calls every method that takes a context, those that delete last.
func callAll(t *testing.T, service *app.Service, heard *questions) (called int) {
	t.Helper()
	of := someRecords(t, service)
	value := reflect.ValueOf(service)
	var methods []reflect.Method
	for i := range value.NumMethod() {
		method := value.Type().Method(i)
		if method.Type.NumIn() > 1 && method.Type.In(1) == reflect.TypeFor[context.Context]() && byNature[method.Name] == "" {
			methods = append(methods, method)
		}
	}
	slices.SortStableFunc(methods, func(a, b reflect.Method) int { return ends(a.Name) - ends(b.Name) })
	for _, method := range methods {
		heard.asker = method.Name
		for _, alone := range []bool{false, true} {
			var in []reflect.Value
			for i := 1; i < method.Type.NumIn(); i++ {
				in = append(in, of.argument(t, method, i, alone))
			}
			call := value.MethodByName(method.Name).Call
			if method.Type.IsVariadic() {
				call = value.MethodByName(method.Name).CallSlice
			}
			out := func() []reflect.Value {
				defer func() {
					if fault := recover(); fault != nil {
						t.Fatalf("%s: %v; give it better arguments, or say in byNature why it is not asked", method.Name, fault)
					}
				}()
				return call(in)
			}()
			if err, failed := out[len(out)-1].Interface().(error); failed && !alone && !refuses[method.Name] {
				t.Errorf("%s: %v; give it better arguments", method.Name, err)
			}
		}
		called++
	}
	return called
}

// refuses are methods that may refuse what they are called with here, after
// they have asked their questions.
var refuses = map[string]bool{
	"Period": true, "RepNamed": true, "WriteCalendar": true, "SaveAccount": true, "SaveContact": true, "SaveProduct": true,
	"SaveRep": true, "SaveSettings": true, "MergeContacts": true, "AdjustDeal": true, "TakeBack": true, "Redo": true, "CloseMonth": true, "SetWhole": true, "SaveCriterion": true, "PurgeTrash": true,
	"RestoreDeals": true, "QualifyLead": true, "MoveDeal": true, "CompleteActivity": true, "ProductMetrics": true,
}

// ends is the order of calls: what reads, what writes, what deletes.
func ends(method string) int {
	switch {
	case strings.HasPrefix(method, "Delete"), method == "Undo", method == "Redo", method == "TakeBack":
		return 2
	case regexp.MustCompile("^(Save|Create|Update|Move|Log|Plan|Complete|Set|Qualify|Disqualify|Merge|Reassign|Restore|Check|Adjust|Close|Purge|Empty)").MatchString(method):
		return 1
	default:
		return 0
	}
}

// someRecords are records of the sample team that methods are asked for.
func someRecords(t *testing.T, service *app.Service) *someTeam {
	t.Helper()
	of := &someTeam{month: service.Today().Month()}
	stages, err := service.Stages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	of.stage = stages[1].ID
	deals, err := service.Deals(t.Context(), sales.DealQuery{Kind: sales.StageOpen, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	of.deal = deals[0]
	leads, err := service.Leads(t.Context(), sales.LeadQuery{Status: sales.LeadWorking, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	of.lead = leads[0]
	planned := true
	steps, err := service.Activities(t.Context(), sales.ActivityQuery{Planned: &planned, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	of.step = steps[0]
	if of.contact, err = service.SaveContact(t.Context(), sales.Contact{Name: "Kim", DealID: of.deal.ID}); err != nil {
		t.Fatal(err)
	}
	if of.figures, err = service.Metrics(t.Context(), sales.MonthPeriod(of.month), 0); err != nil {
		t.Fatal(err)
	}
	return of
}

// someTeam is what the arguments of calls are made of.
type someTeam struct {
	deal    sales.Deal
	lead    sales.Lead
	step    sales.Activity
	contact sales.ID
	stage   sales.ID
	month   sales.Month
	figures *app.Figures
}

// id is the id that a method's name asks for.
func (of *someTeam) id(method string, nth int) sales.ID {
	switch {
	case method == "MoveDeal" && nth > 1, strings.Contains(method, "Stage"):
		return of.stage
	case strings.Contains(method, "Reassign"), strings.Contains(method, "Rep"):
		if nth > 2 {
			return of.deal.ID
		}
		return of.deal.OwnerID
	case strings.Contains(method, "Lead"):
		return of.lead.ID
	case strings.Contains(method, "Account"):
		return of.deal.AccountID
	case strings.Contains(method, "Contact"):
		return of.contact
	case strings.Contains(method, "Activit"):
		return of.step.ID
	default:
		return of.deal.ID
	}
}

// argument is what a method is given: for the team or, alone, for one rep.
func (of *someTeam) argument(t *testing.T, method reflect.Method, i int, alone bool) reflect.Value {
	t.Helper()
	rep := sales.ID("")
	if alone {
		rep = of.deal.OwnerID
	}
	period := sales.MonthPeriod(of.month)
	yes := true
	given := []any{
		t.Context(), period, of.month, of.deal.Created, of.id(method.Name, i),
		[]sales.ID{of.id(method.Name, i)},
		sales.KindDeal,
		app.Scope{Period: period, RepID: rep},
		sales.Subject{Metric: "win_rate", Rep: rep},
		sales.Goal{Count: 1, Type: sales.Call},
		of.deal, of.lead, of.step, sales.Held,
		app.ActivityFilter{Planned: alone, Limit: 50, Text: map[bool]string{true: "offer"}[alone]},
		app.DealForm{Deal: of.deal},
		app.MoveForm{DealID: of.deal.ID, StageID: of.stage},
		app.LogForm{Activity: sales.Activity{
			RepID: of.deal.OwnerID, DealID: of.deal.ID, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation,
		}},
		sales.ActivityQuery{RepID: rep, Planned: &yes, To: period.To},
		sales.DealQuery{OwnerID: rep, Limit: 50},
		sales.LeadQuery{RepID: rep, Limit: 50},
		sales.ContactQuery{DealID: of.deal.ID},
		app.QuotaQuery{},
		app.QuotaCell{RepID: of.deal.OwnerID},
		[]app.QuotaValue{{Cell: app.QuotaCell{RepID: of.deal.OwnerID}, Month: of.month}},
		app.ReviewQuery{Month: of.month, RepID: rep},
		of.figures, func(*sales.Review) error { return nil }, io.Discard, "reason", 50, time.Now(), true,
	}
	want := method.Type.In(i)
	for _, argument := range given {
		if reflect.TypeOf(argument).AssignableTo(want) {
			return reflect.ValueOf(argument)
		}
	}
	if want.Kind() == reflect.Pointer {
		return reflect.New(want.Elem())
	}
	return reflect.Zero(want)
}

// planOf asks SQLite how it would answer a question.
func planOf(t *testing.T, db *sql.DB, question string) (lines []string) {
	t.Helper()
	names := regexp.MustCompile(`[:@](\w+)`).FindAllStringSubmatch(question, -1)
	args := make([]any, 0, len(names))
	given := map[string]bool{}
	for _, name := range names {
		if !given[name[1]] {
			args = append(args, sql.Named(name[1], nil))
			given[name[1]] = true
		}
	}
	args = append(args, make([]any, strings.Count(question, "?"))...)
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+question, args...)
	if err != nil {
		t.Errorf("explain %s: %v", question, err)
		return nil
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id, parent, unused int
		var line string
		if err := rows.Scan(&id, &parent, &unused, &line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// large are the tables that grow with the years. Deals whose credit is shared are
// few among all.
var large = []string{"activities", "deals", "leads", "stage_moves", "stays", "changes", "batches", "deal_lines", "deal_values", "deal_touches", "lead_touches"}

// few are indexes that hold a small part of their table: what is in the trash,
// planned, not decided, or waits for its deal.
var few = []string{"deals_trash", "activities_planned", "leads_undecided", "activities_deal_ref", "activities_lead_ref", "leads_ref"}

// tableNames finds the names under which a question reads its tables.
var tableNames = regexp.MustCompile(`(?:FROM|JOIN) (\w+)(?: (?:AS )?(\w+))?`)

// walks says why a line of a plan walks through a large table; empty: it does
// not. A page of a list walks an index from one end until it is full.
func walks(line, question string) string {
	fields := strings.Fields(line)
	if len(fields) < 2 || fields[0] != "SCAN" && fields[0] != "SEARCH" {
		return ""
	}
	table := fields[1]
	for _, m := range tableNames.FindAllStringSubmatch(question, -1) {
		if m[2] == table {
			table = m[1]
		}
	}
	index := ""
	if at := slices.Index(fields, "INDEX"); at > 0 {
		index = fields[at+1]
	}
	if !slices.Contains(large, table) || slices.Contains(few, index) {
		return ""
	}
	// A text is looked for in every name; the next letter ends that.
	page := (strings.Contains(question, " LIMIT ") || strings.Contains(question, " LIKE ")) && index != ""
	switch {
	case strings.Contains(line, "AUTOMATIC"):
		return "an index is built for it"
	case fields[0] == "SCAN" && !page:
		return "walks through " + table
	case regexp.MustCompile(`\(\w+<\?\)$`).MatchString(line) && !page:
		return "reads " + table + " from its beginning"
	case regexp.MustCompile(`\((kind|direction|planned|deleted|status|type)=\?\)$`).MatchString(line) && !page:
		return "reads a great part of " + table
	default:
		return ""
	}
}
