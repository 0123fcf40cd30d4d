package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/cli"
	"attain/app/sales"
)

// TestPersonIsErased takes a person down in every place that can name one,
// hands their data out and erases them: not a byte of name, mail or phone is
// left in the database's files, the figures are as before, and undo and redo
// go on over it.
func TestPersonIsErased(t *testing.T) {
	env, out, problems := newEnv(t)
	open := env.Open
	env.Open = func(ctx context.Context, path string) (cli.Database, error) {
		opened, err := open(ctx, path)
		if err != nil {
			return opened, err
		}
		return opened, opened.Service.StartSchedule(ctx, app.ScheduleOptions{Path: path})
	}
	db := filepath.Join(t.TempDir(), "mine.db")
	run := func(want int, args ...string) string {
		t.Helper()
		out.Reset()
		problems.Reset()
		if status := cli.Run(t.Context(), append(args, "--db", db), env); status != want {
			t.Fatalf("%v ended with %d: %s%s", args, status, out, problems)
		}
		return out.String()
	}
	run(0, "demo", "--reps", "3", "--months", "4", "--deals", "60", "--activities", "300")
	service, closeStore := openService(t, env, db)
	lead := takeDown(t, service)
	if frozen := closedMonth(t, service); !strings.Contains(frozen, "Lunch with Quendalina Vosk") {
		t.Error("the closed month does not name the person, so nothing of it can be erased")
	}
	closeStore()
	if text := run(1, "person", "erase", "Twin", "--yes"); strings.Count(text, "\n") != 2 {
		t.Errorf("of two of one name %q is listed", text)
	}
	run(1, "person", "erase", "Quendalina", "--yes")
	run(1, "person", "erase", "Quendalina Vosk") // nobody types yes
	handed := filepath.Join(filepath.Dir(db), "person.json")
	run(0, "person", "export", "quendalina vosk", "-o", handed)
	holds(t, handed, "Quendalina Vosk", "q.vosk@example.com", "010-7777-1234", "Lunch with Quendalina", "secretly allergic")
	before := run(0, "metrics", "--json")
	run(0, "backup")
	text := run(0, "person", "erase", "Quendalina Vosk", "--yes")
	if !strings.Contains(text, "1 backup may still hold") || !strings.Contains(text, "1 other record of activities") {
		t.Errorf("it says %q of what is left", text)
	}
	if after := run(0, "metrics", "--json"); after != before {
		t.Error("the figures changed")
	}
	run(0, "check")
	for _, word := range []string{"q.vosk@", "7777-1234", "secretly allergic", "|Maiden Name", "quend"} {
		absent(t, db, word)
	}
	service, closeStore = openService(t, env, db)
	defer closeStore()
	if frozen := strings.ToLower(closedMonth(t, service)); strings.Contains(frozen, "quendalina") || strings.Contains(frozen, "q.vosk@") || !strings.Contains(frozen, "lunch with") {
		t.Error("the closed month still names the person, or lost what is not theirs")
	}
	batches, err := service.History(t.Context(), sales.KindLead, lead)
	if err != nil || len(batches) == 0 {
		t.Fatalf("history %v, %v", batches, err)
	}
	for range 6 {
		if _, err := service.Undo(t.Context()); err != nil {
			t.Fatalf("undo over the erasure: %v", err)
		}
	}
	for range 6 {
		if _, err := service.Redo(t.Context()); err != nil {
			t.Fatalf("redo over the erasure: %v", err)
		}
	}
}

// closedMonth is all texts of the activities that the month before today's
// froze.
func closedMonth(t *testing.T, service *app.Service) string {
	t.Helper()
	var texts strings.Builder
	month := service.Today().Month().Add(-1)
	err := service.Review(t.Context(), app.ReviewQuery{Month: month}, func(review *sales.Review) error {
		if !review.Closed {
			t.Errorf("%s is not closed", month)
		}
		return review.Activities.Each(t.Context(), func(a sales.ReviewActivity) error {
			_, err := fmt.Fprintln(&texts, a)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts.String()
}

func openService(t *testing.T, env cli.Env, db string) (*app.Service, func()) {
	t.Helper()
	opened, err := env.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return opened.Service, func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	}
}

// takeDown enters a person under two names, with what is said of them, and
// two others of one name.
func takeDown(t *testing.T, service *app.Service) sales.ID {
	t.Helper()
	ctx := t.Context()
	must := func(id sales.ID, err error) sales.ID {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	lead := must(service.SaveLead(ctx, sales.Lead{Name: "Maiden Name", Company: "Acme", Notes: "secretly allergic"}))
	must(service.SaveLead(ctx, sales.Lead{ID: lead, Name: "Quendalina Vosk", Company: "Acme", Created: service.Today(), Notes: "secretly allergic"}))
	contact := must(service.SaveContact(ctx, sales.Contact{LeadID: lead, Name: "Quendalina Vosk", Title: "Chief Quend", Phone: "010-7777-1234", Email: "q.vosk@example.com"}))
	reps, err := service.Reps(ctx)
	if err != nil {
		t.Fatal(err)
	}
	call := sales.Activity{
		RepID: reps[0].ID, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, LeadID: lead, ContactID: contact,
		At: now().UTC(), Day: service.Today(), Subject: "Lunch with Quendalina Vosk", Notes: "write to Q.VOSK@example.com",
	}
	if _, err := service.LogActivity(ctx, app.LogForm{Activity: call}); err != nil {
		t.Fatal(err)
	}
	closed := call
	closed.Day = service.Today().Month().Add(-1).First()
	closed.At = closed.Day.Time().Add(12 * time.Hour)
	if _, err := service.LogActivity(ctx, app.LogForm{Activity: closed}); err != nil {
		t.Fatal(err)
	}
	if err := service.CloseMonth(ctx, closed.Day.Month()); err != nil {
		t.Fatal(err)
	}
	stranger := sales.Activity{RepID: reps[0].ID, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, At: now().UTC(), Day: service.Today(), Subject: "spoke of Maiden Name"}
	if _, err := service.LogActivity(ctx, app.LogForm{Activity: stranger}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		must(service.SaveContact(ctx, sales.Contact{Name: "Twin"}))
	}
	return lead
}

func holds(t *testing.T, path string, words ...string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range words {
		if !bytes.Contains(content, []byte(word)) {
			t.Errorf("%s does not hold %q", path, word)
		}
	}
}

// absent looks through the bytes of a database's files.
func absent(t *testing.T, db, word string) {
	t.Helper()
	files, err := filepath.Glob(db + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(content), []byte(strings.ToLower(word))) {
			t.Errorf("%s still holds %q", file, word)
		}
	}
}
