package xlsx_test

import (
	"bytes"
	"testing"
	"time"

	"attain/app/sales"
	"attain/app/sales/salestest"
	"attain/assets"
	"attain/data/xlsx"
)

// textOf returns the texts of a language.
func textOf(t *testing.T, lang string) sales.Text {
	t.Helper()
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.Text(lang)
}

func written(t *testing.T, review *sales.Review, lang string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := xlsx.WriteReview(t.Context(), &out, review, textOf(t, lang), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// reviews are the reviews that every test of the workbook is tried on.
func reviews() map[string]func() *sales.Review {
	return map[string]func() *sales.Review{
		"team": teamReview, "nothing": emptyReview,
		"rep": func() *sales.Review {
			part, err := teamReview().For("r2")
			if err != nil {
				panic(err)
			}
			return part
		},
	}
}

// emptyReview is that of a new database: nobody sells, nothing happened.
func emptyReview() *sales.Review { return reviewOf(factsOf("USD"), nil) }

// hostile are names that must stay names.
func hostile() []string {
	return []string{
		`=HYPERLINK("http://evil","click")`, "김민수/서울[1팀]:*?\\영업본부아주긴이름입니다정말로아주깁니다", "+1-555", "O'Brien 'Bob'",
		"Kim 👩‍💼🚀", "Kim 👩‍💼🚀", "history", "@SUM(A1:A9)\t\r\nx",
	}
}

func factsOf(code string) *sales.Facts {
	currency, err := sales.NewCurrency(code)
	if err != nil {
		panic(err)
	}
	settings := sales.DefaultSettings()
	settings.Currency, settings.FiscalStart = code, time.April
	month := sales.MonthOf(2026, time.October)
	return &sales.Facts{
		AsOf: sales.DayOf(2026, time.October, 31), Period: sales.MonthPeriod(month), History: month.Add(-14).First(),
		Settings: settings, Currency: currency,
		Stages: []sales.Stage{
			{ID: "s1", Name: "=Qualify", Position: 1, Kind: sales.StageOpen, Probability: 0.1, DayLimit: 14},
			{ID: "s2", Name: "협상 <중>", Position: 2, Kind: sales.StageOpen, Probability: 0.7, DayLimit: 10, Late: true},
			{ID: "sw", Name: "Won", Position: 3, Kind: sales.StageWon, Probability: 1},
			{ID: "sl", Name: "Lost", Position: 4, Kind: sales.StageLost},
		},
	}
}

// reviewOf measures facts as the application does.
func reviewOf(facts *sales.Facts, activities []sales.Activity) *sales.Review {
	month := facts.Period.From.Month()
	calendar := facts.Settings.Calendar()
	year, quarter := calendar.QuarterOf(month)
	measured := func(p sales.Period, asOf sales.Day) *sales.Report {
		part := *facts
		part.Period, part.AsOf = p, asOf
		report, err := sales.NewReport(&part, sales.Models{})
		if err != nil {
			panic(err)
		}
		return report
	}
	review := &sales.Review{
		Month: month, AsOf: facts.AsOf, Made: time.Date(2026, time.November, 2, 9, 30, 0, 0, time.UTC),
		Report:  measured(facts.Period, facts.AsOf),
		Quarter: measured(sales.Period{From: calendar.Quarter(year, quarter).From, To: month.Last(), Label: "Q"}, facts.AsOf),
		Year:    measured(sales.Period{From: calendar.Year(year).From, To: month.Last(), Label: "Y"}, facts.AsOf),
		Before:  measured(sales.MonthPeriod(month.Add(-1)), month.Add(-1).Last()),
		Definitions: []sales.ReviewDefinition{{
			Name: "win_rate", Title: sales.Words{"en": "Win rate", "ko": "수주율"}, Formula: sales.Words{"en": "=won / (won + lost)", "ko": "수주 / (수주 + 실주)"},
		}},
	}
	review.Fill(facts, nil)
	review.Activities = sales.ReviewActivityList(salestest.ReviewActivities(facts.Period, facts.AsOf, activities, nil))
	for i, rep := range review.Report.Reps {
		review.Signals = append(review.Signals, sales.ReviewSignal{
			Kind: "risk", RepID: rep.Rep.ID, Shared: i%2 == 0,
			Text: sales.Words{"en": "=1+1 falls behind", "ko": "뒤처지고 있습니다"}, Action: sales.Words{"en": "Call.", "ko": "전화하십시오."},
		})
	}
	review.Trim()
	return review
}

// teamReview is a team with hostile names, splits, adjustments, deals of
// people who are not in the team, and every kind of record.
func teamReview() *sales.Review {
	facts := factsOf("USD")
	for i, name := range hostile() {
		id := sales.ID("r" + string(rune('0'+i)))
		facts.Reps = append(facts.Reps, sales.Rep{ID: id, Name: name, ExternalID: "x" + string(id)})
		for m := sales.MonthOf(2026, time.April); m <= sales.MonthOf(2026, time.October); m++ {
			if i != 3 {
				facts.Quotas = append(facts.Quotas, sales.Quota{RepID: id, Month: m, Measure: sales.MeasureMoney, Value: int64(100000 * (i + 1))})
			}
		}
	}
	facts.Quotas = append(facts.Quotas, sales.Quota{Month: sales.MonthOf(2026, time.October), Measure: sales.MeasureMoney, Value: 9_999_999})
	half := 0.35
	october := facts.Period.From
	for i := range 120 {
		kind, stage := sales.StageOpen, sales.ID([]string{"s1", "s2", ""}[i%3])
		since := october.Add(-i)
		if i%4 == 1 {
			kind, stage = sales.StageWon, "sw"
			since = october.Add(20 - 5*i/2)
		}
		if i%4 == 2 {
			kind, stage = sales.StageLost, "sl"
			since = october.Add(i % 28)
		}
		deal := sales.DealFact{
			ID: sales.ID("d" + string(rune('a'+i%26)) + string(rune('a'+i/26))), Name: hostile()[i%8], Account: "계정 " + hostile()[(i+3)%8],
			OwnerID: sales.ID("r" + string(rune('0'+i%9))), Created: since.Add(-40), Stage: stage, Kind: kind, Since: since, LastStage: "s2",
			Amount: sales.Amount(123_45 + 1_000_37*i), HasAmount: i%7 != 0, Units: int64(i % 5), Reason: []string{"", "price", "=price", "가격*"}[i%4*i%4], Source: "web",
		}
		if !deal.HasAmount {
			deal.Amount = 0
		}
		if i%5 == 0 {
			deal.ExpectedClose = october.Add(i)
			deal.Probability = &half
		}
		if i%11 == 0 {
			deal.Shares = []sales.Share{{RepID: "r0", Weight: 2}, {RepID: "r1", Weight: 1}}
		}
		facts.Deals = append(facts.Deals, deal)
		facts.Stays = append(facts.Stays,
			sales.StayFact{DealID: deal.ID, Seq: 1, OwnerID: deal.OwnerID, Stage: "s1", Kind: sales.StageOpen, Entered: october.Add(i % 12), Left: october.Add(i%12 + 5)},
			sales.StayFact{DealID: deal.ID, Seq: 2, OwnerID: deal.OwnerID, Stage: []sales.ID{"s2", "sl", "sw"}[i%3], Kind: []sales.StageKind{sales.StageOpen, sales.StageLost, sales.StageWon}[i%3], Entered: october.Add(i%12 + 5)})
		facts.Moves = append(facts.Moves, sales.PipelineMove{
			DealID: deal.ID, Owner: deal.OwnerID, StartOpen: i%2 == 0, Created: i%2 == 1, EndOpen: i%3 == 0,
			StartValue: sales.Amount(i % 2 * 100), FirstValue: sales.Amount(i%2) * 5_000_00, EndValue: deal.Amount,
			EndKind: []sales.StageKind{sales.StageOpen, sales.StageLost, sales.StageWon}[i%3],
		})
	}
	facts.Adjustments = []sales.AdjustmentFact{
		{ID: "a1", DealID: "dba", RepID: "r1", Day: october.Add(3), Amount: -50_01, Reason: "refund"},
		{ID: "a2", DealID: "dba", Owner: "r2", Shares: []sales.Share{{RepID: "r2", Weight: 1}, {RepID: "gone", Weight: 1}}, Day: october.Add(4), Amount: -3},
	}
	return reviewOf(withLeads(facts), activitiesOf(facts))
}

func withLeads(facts *sales.Facts) *sales.Facts {
	for i := range 40 {
		lead := sales.LeadFact{
			ID: sales.ID("l" + string(rune('a'+i))), Name: hostile()[i%8], RepID: sales.ID("r" + string(rune('0'+i%8))), Source: []string{"", "=web", "박람회"}[i%3],
			Created: facts.Period.From.Add(i - 10), Status: sales.LeadWorking, Touches: i % 3,
		}
		if i%2 == 0 {
			lead.Status, lead.Decided = sales.LeadQualified, lead.Created.Add(3)
		}
		if i%6 == 1 {
			lead.Status, lead.Decided = sales.LeadDisqualified, lead.Created.Add(3)
		}
		facts.Leads = append(facts.Leads, lead)
	}
	return facts
}

// activitiesOf makes activities, and their counts as the store folds them.
func activitiesOf(facts *sales.Facts) []sales.Activity {
	var list []sales.Activity
	counts := map[[2]string]*sales.ActivityCount{}
	for i := range 90 {
		a := sales.Activity{
			ID: sales.ID("a" + string(rune('a'+i%26)) + string(rune('a'+i/26))), RepID: sales.ID("r" + string(rune('0'+i%8))),
			Type: []sales.ActivityType{sales.Call, sales.Mail, "demo*"}[i%3], Direction: sales.Outbound, Day: facts.Period.From.Add(i % 31),
			Outcome: []sales.Outcome{sales.Conversation, sales.Reply, sales.NoAnswer, sales.Held}[i%4], Subject: hostile()[i%8], Planned: i%10 == 9,
		}
		list = append(list, a)
		if a.Planned {
			continue
		}
		key := [2]string{string(a.RepID), string(a.Type)}
		if counts[key] == nil {
			counts[key] = &sales.ActivityCount{RepID: a.RepID, Type: a.Type, Direction: sales.Outbound}
		}
		counts[key].Attempts++
	}
	seen := map[string]bool{}
	for _, a := range list {
		thread := string(a.Type) + sales.Thread(a)
		if a.Planned || !sales.Connects(a) || a.Type == sales.Mail && seen[thread] {
			continue
		}
		seen[thread] = true
		counts[[2]string{string(a.RepID), string(a.Type)}].Connected++
	}
	for _, rep := range facts.Reps {
		for _, t := range []string{"call", "mail", "demo*"} {
			if c := counts[[2]string{string(rep.ID), t}]; c != nil {
				facts.Activities = append(facts.Activities, *c)
			}
		}
	}
	return list
}
