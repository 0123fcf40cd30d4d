package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// sellers returns a service with two reps, quotas and won deals in September
// and October 2026.
func sellers(t *testing.T) *app.Service {
	t.Helper()
	service := newService(t)
	take(t, service, form(importer.KindQuotas, "rep,period,amount", "Kim,2026-09,1000", "Kim,2026-10,1000", "Lee,2026-09,2000", "Lee,2026-10,2000"))
	take(t, service, form(importer.KindDeals,
		"external_id,name,account,rep,amount,stage,created,closed",
		"d1,One,Acme,Kim,600,Won,2026-08-01,2026-09-10", "d2,Two,Acme,Lee,700,Won,2026-08-01,2026-09-20",
		"d3,Three,Acme,Kim,800,Won,2026-09-01,2026-10-10", "d4,Four,Acme,Lee,900,Lost,2026-09-01,2026-10-15",
		"d5,Five,Acme,Lee,400,Qualification,2026-10-01,"))
	return service
}

func review(t *testing.T, service *app.Service, month string) *sales.Review {
	t.Helper()
	m, err := sales.ParseMonth(month)
	if err != nil {
		t.Fatal(err)
	}
	return reviewed(t, service, app.ReviewQuery{Month: m})
}

// reviewed returns a review with its activities in memory.
func reviewed(t *testing.T, service *app.Service, q app.ReviewQuery) *sales.Review {
	t.Helper()
	var review *sales.Review
	err := service.Review(context.Background(), q, func(r *sales.Review) error {
		var rows []sales.ReviewActivity
		err := r.Activities.Each(context.Background(), func(a sales.ReviewActivity) error {
			rows = append(rows, a)
			return nil
		})
		r.Activities = sales.ReviewActivityList(rows)
		review = r
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return review
}

func asJSON(t *testing.T, r *sales.Review) []byte {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	err = r.Activities.Each(t.Context(), func(a sales.ReviewActivity) error {
		row, err := json.Marshal(a)
		text = append(text, row...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// dealOf returns the deal of an external id.
func dealOf(t *testing.T, service *app.Service, externalID string) sales.Deal {
	t.Helper()
	deals, err := service.Deals(context.Background(), sales.DealQuery{ExternalIDs: []string{externalID}})
	if err != nil || len(deals) != 1 {
		t.Fatalf("deal %s: %v, %v", externalID, deals, err)
	}
	return deals[0]
}

func TestReviewHoldsTheMonthAndItsRecords(t *testing.T) {
	r := review(t, sellers(t), "2026-10")
	if r.Report.Team.Credited != 800_00 || r.Before.Team.Credited != 1300_00 || r.Quarter.Team.Credited != 800_00 || r.Year.Team.Credited != 2100_00 {
		t.Errorf("credited %d, before %d, quarter %d, year %d", r.Report.Team.Credited, r.Before.Team.Credited, r.Quarter.Team.Credited, r.Year.Team.Credited)
	}
	if len(r.Deals) != 3 || len(r.Credits) != 3 {
		t.Errorf("%d deals of the month and %d credits, want 3 and 3", len(r.Deals), len(r.Credits))
	}
	if len(r.Definitions) == 0 || r.Definitions[0].Title.In("ko") == r.Definitions[0].Title.In("en") {
		t.Errorf("definitions are not in two languages: %+v", r.Definitions)
	}
	if len(r.Outlook) != 18 {
		t.Errorf("%d lines of outlook, want 2 months × 3 days × the team and 2 reps", len(r.Outlook))
	}
}

func TestReviewOfOneRep(t *testing.T) {
	service := sellers(t)
	ctx := context.Background()
	kim, err := service.RepNamed(ctx, "Kim")
	if err != nil {
		t.Fatal(err)
	}
	r := reviewed(t, service, app.ReviewQuery{Month: sales.MonthOf(2026, 10), RepID: kim})
	if len(r.Report.Reps) != 1 || r.Report.Team.Credited != 800_00 || *r.Report.Team.Quota != 1000_00 || r.Team.Lost != 1 {
		t.Errorf("the rep's review holds %+v", r.Report)
	}
	for _, d := range r.Deals {
		if d.RepID != kim {
			t.Errorf("%s is another rep's deal", d.Name)
		}
	}
	var missing *sales.NotFound
	none := func(*sales.Review) error { return nil }
	if err := service.Review(ctx, app.ReviewQuery{Month: sales.MonthOf(2026, 10), RepID: "nobody"}, none); !errors.As(err, &missing) {
		t.Errorf("the review of nobody: %v", err)
	}
}

func TestRunningMonthCannotBeClosed(t *testing.T) {
	service := sellers(t)
	var invalid *sales.Invalid
	if err := service.CloseMonth(context.Background(), sales.MonthOf(2026, 11)); !errors.As(err, &invalid) {
		t.Errorf("closing the running month: %v", err)
	}
}

// TestClosedMonthStaysAsItWas closes a month, changes its deals, and finds
// the difference in the month after, once.
func TestClosedMonthStaysAsItWas(t *testing.T) {
	ctx := context.Background()
	service := sellers(t)
	september, october := sales.MonthOf(2026, 9), sales.MonthOf(2026, 10)
	if err := service.CloseMonth(ctx, september); err != nil {
		t.Fatal(err)
	}
	frozen := asJSON(t, review(t, service, "2026-09"))
	deal := dealOf(t, service, "d1")
	amount := sales.Amount(650_00)
	deal.Amount = &amount
	if err := service.UpdateDeal(ctx, app.DealForm{Deal: deal}); err != nil {
		t.Fatal(err)
	}
	again := review(t, service, "2026-09")
	if !again.Closed || !bytes.Equal(frozen, asJSON(t, again)) {
		t.Error("the closed month's review changed")
	}
	changes := review(t, service, "2026-10").Changes
	if len(changes) != 1 || changes[0].Name != "Kim" || changes[0].Month != september || changes[0].Difference() != 50_00 {
		t.Errorf("later changes %+v, want 50 more for Kim in September", changes)
	}
	if err := service.CloseMonth(ctx, october); err != nil {
		t.Fatal(err)
	}
	// The change was made after October's last day, so once October is closed
	// as of that day it belongs to November, once.
	if changes := review(t, service, "2026-11").Changes; len(changes) != 1 || changes[0].Difference() != 50_00 {
		t.Errorf("November shows %+v", changes)
	}
	if shown, err := service.ClosedChanges(ctx, october); err != nil || len(shown) != 0 {
		t.Errorf("changes shown in October: %+v, %v", shown, err)
	}
}

// TestMetricsOfAClosedMonthStay changes the deals of a closed October in every
// way, and finds October as it was, the difference in November, the year as
// the records say, and all of it undone by undo.
func TestMetricsOfAClosedMonthStay(t *testing.T) {
	ctx := context.Background()
	service := sellers(t)
	october := sales.MonthOf(2026, 10)
	if err := service.CloseMonth(ctx, october); err != nil {
		t.Fatal(err)
	}
	stage := func(kind sales.StageKind) sales.ID {
		stages, err := service.Stages(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range stages {
			if s.Kind == kind {
				return s.ID
			}
		}
		return ""
	}
	raised := func(d sales.Deal) error {
		amount := sales.Amount(950_00)
		d.Amount = &amount
		return service.UpdateDeal(ctx, app.DealForm{Deal: d})
	}
	reopened := func(d sales.Deal) error {
		return service.MoveDeal(ctx, app.MoveForm{DealID: d.ID, StageID: stage(sales.StageOpen)})
	}
	revived := func(d sales.Deal) error {
		if err := reopened(d); err != nil {
			return err
		}
		return service.MoveDeal(ctx, app.MoveForm{DealID: d.ID, StageID: stage(sales.StageWon)})
	}
	imported := func(line string) func(sales.Deal) error {
		return func(sales.Deal) error {
			take(t, service, form(importer.KindDeals, "external_id,name,account,rep,amount,stage,created,closed", line))
			return nil
		}
	}
	quota := func(d sales.Deal) error {
		value := int64(5000_00)
		return service.SetQuotas(ctx, app.QuotaValue{Cell: app.QuotaCell{RepID: d.OwnerID}, Month: october, Value: &value})
	}
	before := figures(t, service, "2026-10", "")
	for _, c := range []struct {
		name, deal    string
		change        func(sales.Deal) error
		undo          int
		credited, won int // more in November, of which deals
		open          int // more now
	}{
		{"raised", "d3", raised, 1, 150_00, 0, 0},
		{"reopened", "d3", reopened, 1, -800_00, 0, 1},
		{"won once more", "d3", revived, 2, 0, 1, 0},
		{"won after all", "d4", revived, 2, 900_00, 1, 0},
		{"deleted", "d3", func(d sales.Deal) error { return service.DeleteDeals(ctx, d.ID) }, 1, -800_00, 0, 0},
		{"moved to November", "d3", imported("d3,Three,Acme,Kim,800,Won,2026-09-01,2026-11-05"), 1, 0, 0, 0},
		{"entered late", "d3", imported("d9,Nine,Acme,Lee,300,Won,2026-09-01,2026-10-20"), 1, 300_00, 1, 0},
		{"another quota", "d3", quota, 1, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			now, year := figures(t, service, "2026-11", ""), figures(t, service, "2026", "")
			if err := c.change(dealOf(t, service, c.deal)); err != nil {
				t.Fatal(err)
			}
			same(t, before, figures(t, service, "2026-10", ""))
			then := figures(t, service, "2026-11", "")
			if got := then.Team.Credited - now.Team.Credited; got != sales.Amount(c.credited) {
				t.Errorf("November is credited %d more, want %d", got, c.credited)
			}
			if got := then.Team.Won - now.Team.Won; got != c.won {
				t.Errorf("%d more won in November, want %d", got, c.won)
			}
			if got := then.Team.Open - now.Team.Open; got != c.open {
				t.Errorf("%d more open, want %d", got, c.open)
			}
			after := figures(t, service, "2026", "")
			if got := after.Team.Credited - year.Team.Credited; got != sales.Amount(c.credited) {
				t.Errorf("the year is credited %d more, want %d", got, c.credited)
			}
			for range c.undo {
				if _, err := service.Undo(ctx); err != nil {
					t.Fatal(err)
				}
			}
			same(t, now, figures(t, service, "2026-11", ""))
		})
	}
}

// same compares what two reports count of results, for the team and each rep.
func same(t *testing.T, want, got *sales.Report) {
	t.Helper()
	results := func(m sales.Metrics) string {
		text, err := json.Marshal([]any{m.Quota, m.Credited, m.Attainment, m.Gap, m.Won, m.Lost, m.WonValue, m.LostValue, m.WinRate, m.AverageWon, m.DaysToWin, m.Opened, m.Reasons})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if w, g := results(want.Team), results(got.Team); w != g {
		t.Errorf("the team's results are\n%s, want\n%s", g, w)
	}
	for i := range want.Reps {
		if w, g := results(want.Reps[i].Metrics), results(got.Reps[i].Metrics); w != g {
			t.Errorf("%s's results are\n%s, want\n%s", want.Reps[i].Rep.Name, g, w)
		}
	}
}

func TestMonthIsClosedOnceAndUndone(t *testing.T) {
	ctx := context.Background()
	service := sellers(t)
	october := sales.MonthOf(2026, 10)
	if err := service.CloseMonth(ctx, october); err != nil {
		t.Fatal(err)
	}
	var conflict *sales.Conflict
	if err := service.CloseMonth(ctx, october); !errors.As(err, &conflict) {
		t.Errorf("closing a month twice: %v", err)
	}
	months, err := service.ClosedMonths(ctx)
	if err != nil || len(months) != 1 || months[0].Month != october || months[0].Frozen != nil {
		t.Errorf("closed months %+v, %v", months, err)
	}
	if _, err := service.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if review(t, service, "2026-10").Closed {
		t.Error("the closing cannot be undone")
	}
}
