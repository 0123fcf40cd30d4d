package views

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
)

// many is how many records of each kind there are, mostParts how many objects a
// page may make of them: lists hold what is in sight and no more.
const many, mostParts = 10_000, 3_500

// manyOfEach is a service on a database with many deals, activities, leads and
// contacts of this month, written at once. Every tenth deal is won.
func manyOfEach(t *testing.T) *app.Service {
	t.Helper()
	now := func() time.Time { return thatDay }
	store := ok(data.Open(ctx, filepath.Join(t.TempDir(), "attain.db"), data.Options{Now: now}))
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	service := app.New(store, app.Options{Now: now, Who: "test", Text: wordsIn})
	if err := service.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	if err := founded("en")(service); err != nil {
		t.Fatal(err)
	}
	var reps []sales.ID
	for _, name := range []string{"Ann", "Bo"} {
		reps = append(reps, ok(service.SaveRep(ctx, sales.Rep{Name: name})))
	}
	if _, err := store.Write(ctx, "test", "test", func(tx sales.Tx) error { return tx.Put(ctx, manyRecords(reps, ok(service.Stages(ctx)))...) }); err != nil {
		t.Fatal(err)
	}
	return service
}

func manyRecords(reps []sales.ID, stages []sales.Stage) []sales.Record {
	first, today := sales.MonthOf(2026, 11).First(), sales.DayOfTime(thatDay)
	won := stages[len(stages)-2]
	records := []sales.Record{}
	for i := range 100 {
		records = append(records, &sales.Account{ID: sales.ID(fmt.Sprintf("account-%d", i)), Name: fmt.Sprintf("Account %d", i)})
	}
	for i := range many {
		id, rep, account := sales.ID(fmt.Sprintf("deal-%d", i)), reps[i%len(reps)], sales.ID(fmt.Sprintf("account-%d", i%100))
		amount, day := sales.Amount(100_00+i), first+sales.Day(i%20)
		stage := stages[i%4]
		records = append(records,
			&sales.Deal{ID: id, Name: fmt.Sprintf("Deal %d", i), AccountID: account, OwnerID: rep, Amount: &amount, Created: day, ExpectedClose: today + 5},
			&sales.Move{ID: id + "-0", DealID: id, StageID: stage.ID, Day: day, At: day.Time(), OwnerID: rep},
			&sales.Activity{ID: sales.ID(fmt.Sprintf("activity-%d", i)), RepID: rep, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.NoAnswer, Day: day, At: day.Time(), DealID: id, Subject: fmt.Sprintf("Call %d", i)},
			&sales.Lead{ID: sales.ID(fmt.Sprintf("lead-%d", i)), Name: fmt.Sprintf("Lead %d", i), RepID: rep, Created: day, Status: sales.LeadNew},
			&sales.Contact{ID: sales.ID(fmt.Sprintf("contact-%d", i)), Name: fmt.Sprintf("Person %d", i), AccountID: account})
		if i%10 == 0 {
			records = append(records, &sales.Move{ID: id + "-1", DealID: id, Seq: 1, StageID: won.ID, Day: today, At: thatDay, OwnerID: rep})
		}
	}
	return records
}

// TestEveryPageOfManyRecords opens each page on ten thousand records of each kind:
// it counts them all and makes parts of those in sight alone.
func TestEveryPageOfManyRecords(t *testing.T) {
	service := manyOfEach(t)
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			if err := founded(lang)(service); err != nil {
				t.Fatal(err)
			}
			s := open(t, service, "light", PageToday)
			for _, page := range PageNames() {
				s.shell.Open(page)
				s.settle()
				s.stands(page)
				if said := s.shell.banner.Says(); said != "" {
					t.Errorf("%s says %q", page, said)
				}
				s.fewParts(page)
			}
			s.countsMany()
			s.shell.OpenDeal("deal-1")
			s.settle()
			s.sees("Person 1")
			s.fewParts("a deal's panel")
		})
	}
}

// fewParts fails where the window is made of more than it shows.
func (s *stand) fewParts(name string) {
	s.t.Helper()
	parts := 0
	visitShown(s.window.Canvas().Content(), func(fyne.CanvasObject) { parts++ })
	if parts < 100 || parts > mostParts {
		s.t.Errorf("%s is made of %d parts", name, parts)
	}
}

// countsMany fails unless each page counts every record.
func (s *stand) countsMany() {
	s.t.Helper()
	format := s.shell.deps.Format
	cards := 0
	for _, column := range pipelineOf(s).board.Columns() {
		cards += len(column.Cards)
	}
	if cards != many {
		s.t.Errorf("the board holds %d deals", cards)
	}
	board := pipelineOf(s).model
	var sum sales.Amount
	for i := range many {
		if i%10 != 0 {
			sum += sales.Amount(100_00 + i)
		}
	}
	total := board.total(board.open(pipelineFilter{}))
	if want := s.shell.deps.Text("views.pipeline.total.count", "Count", format.Count(many*9/10)); total[0] != want || !strings.Contains(total[1], format.Money(sum)) {
		s.t.Errorf("over the board stands %q, want %q and %s", total, want, format.Money(sum))
	}
	activities, isActivities := s.shell.pages[PageActivities].(*Activities)
	leads, isLeads := s.shell.pages[PageLeads].(*Leads)
	if !isActivities || !isLeads {
		s.t.Fatal("pages are missing")
	}
	if activities.list.Count != many || len(activities.list.Rows) != many || len(leads.rows) != many {
		s.t.Errorf("%d activities of %d, %d leads", len(activities.list.Rows), activities.list.Count, len(leads.rows))
	}
	s.shell.Open(PageActivities)
	s.settle()
	s.sees(activities.count())
}
