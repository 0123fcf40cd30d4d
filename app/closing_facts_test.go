package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// printed returns a month's figures as `attain metrics --json` prints them, of
// a product where one is named.
func printed(t *testing.T, service *app.Service, month, product string) []byte {
	t.Helper()
	return printedOn(t, service, month, product, 0)
}

func printedOn(t *testing.T, service *app.Service, month, product string, asOf sales.Day) []byte {
	t.Helper()
	ctx := context.Background()
	period, err := service.Period(ctx, month)
	if err != nil {
		t.Fatal(err)
	}
	figures, err := service.Metrics(ctx, period, asOf)
	if product != "" {
		figures, err = service.ProductMetrics(ctx, period, asOf, product)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(figures.Report.Document())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestEveryFigureOfAClosedMonthStays closes October with deals in every stage,
// activities, leads, quotas and products, changes all there is to change, and
// finds every figure of October to the byte, the document of a product too,
// while the open November follows the records.
func TestEveryFigureOfAClosedMonthStays(t *testing.T) {
	ctx := context.Background()
	service := sellers(t)
	add := func(kind importer.Kind, head string, lines ...string) {
		t.Helper()
		take(t, service, form(kind, append([]string{head}, lines...)...))
	}
	const activities, leads = "external_id,rep,type,at,direction,outcome,deal,lead", "external_id,name,company,rep,source,created,status,decided"
	add(importer.KindLeads, leads, "l1,Ann,Acme,Kim,web,2026-10-02,working,", "l2,Bob,Bolt,Lee,fair,2026-10-05,qualified,2026-10-12")
	add(importer.KindActivities, activities, "a1,Kim,call,2026-10-06,outbound,connected,d3,", "a2,Lee,mail,2026-10-07,outbound,,d5,", "a3,Kim,call,2026-10-08,outbound,,,l1")
	add(importer.KindProducts, "external_id,name,price", "p1,Basic,100")
	add(importer.KindDeals, "external_id,name,account,rep,product,units,amount,stage,created,closed", "d6,Six,Acme,Kim,Basic,3,300,Won,2026-09-01,2026-10-20")
	october := sales.MonthOf(2026, 10)
	ended, endedBasic := printedOn(t, service, "2026-10", "", october.Last()), printedOn(t, service, "2026-10", "Basic", october.Last())
	was, running := printed(t, service, "2026-10", ""), printed(t, service, "2026-11", "")
	if err := service.CloseMonth(ctx, october); err != nil {
		t.Fatal(err)
	}
	before, basic := printed(t, service, "2026-10", ""), printed(t, service, "2026-10", "Basic")
	if bytes.Equal(was, before) || !bytes.Equal(ended, before) || !bytes.Equal(endedBasic, basic) {
		t.Errorf("October was closed as\n%s\nand was on its last day\n%s", before, ended)
	}
	figures, err := service.Metrics(ctx, sales.MonthPeriod(october), october.Last())
	if err != nil {
		t.Fatal(err)
	}
	if figures.Report.AsOf != october.Last() || figures.Report.Team.Credited != 1100_00 {
		t.Errorf("as of %s: %+v", figures.Report.AsOf, figures.Report.Team)
	}
	said := func() string {
		figures, err := service.Metrics(ctx, sales.MonthPeriod(october), 0)
		if err != nil {
			t.Fatal(err)
		}
		signals, err := service.Signals(ctx, figures)
		text, _ := json.Marshal(signals)
		if err != nil || len(signals) == 0 {
			t.Fatalf("%s, %v", text, err)
		}
		return string(text)
	}
	signals := said()
	settings := func(change func(*sales.Settings)) func() error {
		return func() error {
			s, err := service.Settings(ctx)
			if err != nil {
				return err
			}
			change(&s)
			return service.SaveSettings(ctx, s)
		}
	}
	imported := func(kind importer.Kind, lines ...string) func() error {
		return func() error { take(t, service, form(kind, lines...)); return nil }
	}
	for _, c := range []struct {
		name   string
		change func() error
	}{
		{"an activity entered late", imported(importer.KindActivities, activities, "a9,Kim,call,2026-10-09,outbound,connected,d3,")},
		{"another outcome", imported(importer.KindActivities, activities, "a2,Lee,mail,2026-10-07,outbound,replied,d5,")},
		{"a lead decided in it", imported(importer.KindLeads, leads, "l1,Ann,Acme,Kim,web,2026-10-02,disqualified,2026-10-30")},
		{"a lead of another source", imported(importer.KindLeads, leads, "l2,Bob,Bolt,Lee,web,2026-10-05,qualified,2026-10-12")},
		{"another stage history", imported(importer.KindStageHistory, "deal,stage,at", "d5,Qualification,2026-10-01", "d5,Discovery,2026-10-12", "d5,Qualification,2026-10-20")},
		{"an open deal lost in it", imported(importer.KindDeals, "external_id,name,account,rep,amount,stage,created,closed", "d5,Five,Acme,Lee,400,Lost,2026-10-01,2026-10-25")},
		{"a deal won in it", imported(importer.KindDeals, "external_id,name,account,rep,amount,stage,created,closed", "d8,Eight,Acme,Lee,4000,Won,2026-10-01,2026-10-25")},
		{"other thresholds", settings(func(s *sales.Settings) {
			s.Thresholds.OnTrack, s.Thresholds.WarmTouches, s.Thresholds.Seed = 1.2, 2, 7
			s.Weekend = nil
		})},
		{"a deal deleted", func() error { return service.DeleteDeals(ctx, dealOf(t, service, "d6").ID) }},
		{"a rep renamed", func() error {
			reps, err := service.Reps(ctx)
			if err != nil {
				return err
			}
			reps[0].Name = "Park"
			_, err = service.SaveRep(ctx, reps[0])
			return err
		}},
		{"the forecast learns from less", settings(func(s *sales.Settings) { s.Thresholds.ForecastHistory = 3 })},
	} {
		now := printed(t, service, "2026-11", "")
		if err := c.change(); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if after := printed(t, service, "2026-10", ""); !bytes.Equal(before, after) {
			t.Fatalf("%s: October was\n%s\nand is\n%s", c.name, before, after)
		}
		if after := printed(t, service, "2026-10", "Basic"); !bytes.Equal(basic, after) {
			t.Fatalf("%s: Basic in October was\n%s\nand is\n%s", c.name, basic, after)
		}
		if c.name == "a deal won in it" && bytes.Equal(now, printed(t, service, "2026-11", "")) {
			t.Errorf("%s: November does not show it", c.name)
		}
	}
	if after := said(); after != signals {
		t.Errorf("October said\n%s\nand says\n%s", signals, after)
	}
	if bytes.Equal(running, printed(t, service, "2026-11", "")) {
		t.Error("nothing changed in November")
	}
	if again, err := service.Pipeline(ctx, app.Scope{Period: sales.MonthPeriod(october)}); err != nil || again.AsOf != service.Today() {
		t.Errorf("the board of the closed month is as of %s, %v; work is of today", again.AsOf, err)
	}
}
