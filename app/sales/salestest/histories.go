package salestest

import (
	"fmt"
	"time"
	_ "time/tzdata" // the zones, wherever the tests run

	"pgregory.net/rapid"

	"attain/app/sales"
)

// begin and end bound the days of random histories: few enough that things
// meet on one day, with month ends and a leap day among them.
var (
	begin = sales.DayOf(2024, time.January, 22)
	end   = sales.DayOf(2024, time.April, 5)
)

// Histories returns a generator of random histories of a small team: deals
// that are won, lost, reopened, moved back and forth, several times a day,
// skip stages or stand in unknown ones, are split, refunded, change their
// value, lie in the trash, and have dates missing everywhere.
func Histories() *rapid.Generator[*Records] {
	return rapid.Custom(func(t *rapid.T) *Records {
		h := &history{t: t, Records: &Records{Settings: sales.DefaultSettings()}, zones: zones()}
		h.Settings.Thresholds.EffectDays = rapid.SampledFrom([]int{0, 3, 14}).Draw(t, "effect days")
		h.team()
		for range h.number("deals", 0, 10) {
			h.deal()
		}
		for range h.number("leads", 0, 5) {
			h.lead()
		}
		for range h.number("activities", 0, 40) {
			h.activity()
		}
		h.targets()
		return h.Records
	})
}

// Questions returns a generator of questions about such histories: months,
// fiscal quarters and years, or any period, as of a day before, in or after it.
func Questions() *rapid.Generator[sales.FactsQuery] {
	return rapid.Custom(func(t *rapid.T) sales.FactsQuery {
		q := sales.FactsQuery{AsOf: someDay(t, "as of"), Period: sales.MonthPeriod(someDay(t, "month").Month())}
		calendar := sales.Calendar{FiscalStart: time.Month(even(t, "fiscal first month", 1, 12))}
		year, quarter := calendar.QuarterOf(q.Period.From.Month())
		switch even(t, "fiscal", 0, 5) {
		case 0:
			q.Period = calendar.Quarter(year, quarter)
		case 1:
			q.Period = calendar.Year(year)
		default: // the month
		}
		if rapid.Bool().Draw(t, "any period") {
			from := someDay(t, "from")
			q.Period = sales.Period{From: from, To: from.Add(even(t, "period days", 0, 50)), Label: "any"}
		}
		if rapid.Bool().Draw(t, "some history") {
			q.History = someDay(t, "history")
		}
		return q
	})
}

func someDay(t *rapid.T, label string) sales.Day { return begin.Add(even(t, label, 0, end.Sub(begin))) }

// even draws a number from low to high, all of them equally likely. rapid's
// own ranges prefer small numbers, which would seldom reach the late stages
// and days; its bits, spread by a multiplicative hash, do not.
func even(t *rapid.T, label string, low, high int) int {
	const golden = 0x9e3779b97f4a7c15 // 2^64 over the golden ratio
	spread := rapid.Uint64().Draw(t, label) * golden >> 32
	return low + int(spread%uint64(high-low+1))
}

// history is a history being made up.
type history struct {
	*Records
	t     *rapid.T
	n     int
	zones []*time.Location
}

func (h *history) number(label string, low, high int) int {
	return even(h.t, label, low, high)
}

// chance is true in so many of ten cases.
func (h *history) chance(label string, ofTen int) bool { return h.number(label, 1, 10) <= ofTen }

// id returns an id whose order says nothing about when it was made.
func (h *history) id() sales.ID {
	h.n++
	return sales.ID(fmt.Sprintf("%03x-%d", h.number("id", 0, 0xfff), h.n))
}

// day returns a day, unknown in one of ten cases.
func (h *history) day(label string) sales.Day {
	if h.chance(label+" unknown", 1) {
		return 0
	}
	return someDay(h.t, label)
}

// at returns a moment of the day, or none: of the day where somebody is, who
// travels, so that in UTC it is often another date, and on some days an hour
// does not exist or comes twice.
func (h *history) at(day sales.Day) time.Time {
	if !day.Known() || h.chance("no time", 3) {
		return time.Time{}
	}
	zone := rapid.SampledFrom(h.zones).Draw(h.t, "zone")
	y, m, d := day.Time().Date()
	return time.Date(y, m, d, h.number("hour", 0, 23), 30*h.number("half hour", 0, 1), 0, 0, zone).UTC()
}

// zones are far from UTC on both sides; in two of them clocks change within
// begin and end, in one on the last day of a month.
func zones() []*time.Location {
	var list []*time.Location
	for _, name := range []string{"Pacific/Kiritimati", "Asia/Seoul", "Europe/Berlin", "America/New_York", "Pacific/Honolulu"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			panic(err) // tzdata is built in
		}
		list = append(list, zone)
	}
	return list
}

// one returns the id of one of the records, or none in one of five cases.
func one[T any, P interface {
	*T
	sales.Record
}](h *history, label string, records []T) sales.ID {
	if len(records) == 0 || h.chance("no "+label, 2) {
		return ""
	}
	return P(&records[h.number(label, 0, len(records)-1)]).RecordID()
}

func pick[T any](h *history, label string, from ...T) T {
	return from[h.number(label, 0, len(from)-1)]
}

func (h *history) team() {
	for i, kind := range []sales.StageKind{sales.StageOpen, sales.StageOpen, sales.StageOpen, sales.StageOpen, sales.StageWon, sales.StageLost} {
		h.Stages = append(h.Stages, sales.Stage{
			ID: h.id(), Name: fmt.Sprintf("stage %d", i+1), Position: i + 1, Kind: kind,
			Probability: float64(i) / 8, Archived: i == 1,
		})
	}
	for i, name := range []string{"Lee", "Kim", "Park"} {
		rep := sales.Rep{ID: h.id(), Name: name, IsManager: i == 2}
		if i == 1 {
			rep.Left = h.day("left")
		}
		h.Reps = append(h.Reps, rep)
	}
	for _, name := range []string{"GTX", "MG"} {
		h.Products = append(h.Products, sales.Product{ID: h.id(), Name: name})
	}
	for _, name := range []string{"Acme", "Betasoloin", "아크메"} {
		h.Accounts = append(h.Accounts, sales.Account{ID: h.id(), Name: name})
	}
}

func (h *history) deal() {
	d := sales.Deal{
		ID: h.id(), Name: "deal", AccountID: one(h, "account", h.Accounts), OwnerID: one(h, "owner", h.Reps),
		Units: int64(h.number("units", 0, 3)), Created: h.day("created"), ExpectedClose: h.day("expected close"),
		Source: pick(h, "source", "", "web"), Reason: pick(h, "reason", "", "price"),
		NextStep: pick(h, "next step", "", "call back"), NextStepDue: h.day("due"),
	}
	if h.chance("amount", 8) {
		amount := sales.Amount(h.number("amount", 0, 100_000))
		d.Amount = &amount
	}
	if h.chance("probability", 3) {
		p := float64(h.number("per cent", 0, 100)) / 100
		d.Probability = &p
	}
	if h.chance("trash", 1) {
		d.Deleted = someDay(h.t, "deleted")
	}
	h.Deals = append(h.Deals, d)
	h.path(d)
	h.worth(d)
}

// path makes up a deal's moves. The first is its creation; now and then dates
// are missing or run back.
func (h *history) path(d sales.Deal) {
	day := d.Created
	if h.chance("first move on another day", 1) {
		day = h.day("first move")
	}
	seq, stage := 1, h.number("first stage", 0, 3)
	for i := range h.number("moves", 1, 7) {
		m := sales.Move{ID: h.id(), DealID: d.ID, Seq: seq, Day: day, OwnerID: one(h, "move's owner", h.Reps)}
		switch {
		case i == 0:
		case h.chance("next stage", 5):
			stage = min(stage+1, len(h.Stages)-1)
		default:
			stage = h.number("stage", 0, len(h.Stages)-1)
		}
		if !h.chance("stage unknown", 1) {
			m.StageID = h.Stages[stage].ID
		}
		m.At = h.at(m.Day)
		h.Moves = append(h.Moves, m)
		seq += pick(h, "seq", 1, 1, 1, 2)
		switch {
		case !day.Known(), h.chance("another day", 1):
			day = h.day("move")
		case h.chance("later", 7):
			day = day.Add(h.number("days later", 1, 20))
		}
	}
}

// worth makes up a deal's product lines, shares, former values and refunds.
func (h *history) worth(d sales.Deal) {
	for range h.number("lines", 0, 2) {
		h.Lines = append(h.Lines, sales.Line{
			ID: h.id(), DealID: d.ID, ProductID: one(h, "product", h.Products), Units: 1, Amount: sales.Amount(h.number("line", 0, 1000)),
		})
	}
	for i := range h.number("shares", 0, 3) {
		h.Shares = append(h.Shares, sales.Share{ID: h.id(), DealID: d.ID, RepID: h.Reps[i].ID, Weight: int64(h.number("weight", 0, 3))})
	}
	until := map[sales.Day]bool{}
	for range h.number("values", 0, 3) {
		v := sales.Value{ID: h.id(), DealID: d.ID, Until: someDay(h.t, "until"), Amount: sales.Amount(h.number("former", 0, 100_000))}
		if !until[v.Until] {
			until[v.Until] = true
			h.Values = append(h.Values, v)
		}
	}
	if h.chance("adjusted", 2) {
		h.Adjustments = append(h.Adjustments, sales.Adjustment{
			ID: h.id(), DealID: d.ID, RepID: one(h, "adjusted rep", h.Reps), Day: h.day("adjusted"),
			Amount: sales.Amount(h.number("refund", -1000, 1000)), Units: -1, Reason: "refund",
		})
	}
}

func (h *history) lead() {
	l := sales.Lead{
		ID: h.id(), Name: "lead", RepID: one(h, "lead's rep", h.Reps), Source: pick(h, "source", "", "fair"), Created: h.day("lead created"),
		Status:  pick(h, "status", sales.LeadNew, sales.LeadWorking, sales.LeadQualified, sales.LeadQualified, sales.LeadDisqualified),
		Touches: h.number("touches", 0, 2), Reason: pick(h, "reason", "", "budget"),
	}
	if h.chance("attributes", 5) {
		l.Attributes = map[string]string{"industry": "retail"}
	}
	if l.Status == sales.LeadQualified {
		l.DealID = one(h, "lead's deal", h.Deals)
	}
	if l.Status == sales.LeadQualified || l.Status == sales.LeadDisqualified {
		l.Decided = h.day("decided")
	}
	h.Leads = append(h.Leads, l)
}

func (h *history) activity() {
	a := sales.Activity{
		ID: h.id(), RepID: one(h, "rep", h.Reps),
		Type:      pick(h, "type", sales.Call, sales.Call, sales.Mail, sales.Message, sales.Meeting, sales.Web, sales.MailOpen, "demo"),
		Direction: pick(h, "direction", sales.Outbound, sales.Outbound, sales.Inbound),
		Outcome:   pick(h, "outcome", "", sales.Conversation, sales.Reply, sales.Held, sales.NoAnswer),
		Day:       h.day("activity"),
		Subject:   pick(h, "subject", "", "Offer", "Re: offer"),
		AccountID: one(h, "activity's account", h.Accounts),
	}
	if len(h.Moves) > 0 && h.chance("near a move", 5) {
		m := h.Moves[h.number("move", 0, len(h.Moves)-1)]
		a.DealID, a.Day = m.DealID, max(m.Day-sales.Day(h.number("days before", 0, 4)), 0)
	} else if h.chance("on a deal", 4) {
		a.DealID = one(h, "activity's deal", h.Deals)
	}
	a.At = h.at(a.Day)
	if h.chance("on a lead", 4) {
		a.LeadID = one(h, "activity's lead", h.Leads)
	}
	if len(h.Activities) > 0 && h.chance("answered again", 3) {
		a = h.again(h.Activities[len(h.Activities)-1])
	}
	a.Planned = h.chance("planned", 2)
	if h.chance("planned before", 4) {
		a.PlannedOn = h.day("planned on")
	}
	h.Activities = append(h.Activities, a)
}

// again returns another reply to the same mail or message.
func (h *history) again(a sales.Activity) sales.Activity {
	a.ID, a.Direction, a.Outcome, a.Subject = h.id(), sales.Outbound, sales.Reply, pick(h, "subject again", "Offer", "RE: Offer")
	if a.Type != sales.Mail {
		a.Type = sales.Message
	}
	if a.Day.Known() {
		a.Day = a.Day.Add(h.number("days later", 0, 10))
	}
	a.At = h.at(a.Day)
	return a
}

// targets makes up quotas, goals, the customer profile, and a correction that
// belongs to no deal.
func (h *history) targets() {
	seen := map[string]bool{}
	for range h.number("quotas", 0, 8) {
		q := sales.Quota{
			ID: h.id(), RepID: one(h, "quota's rep", h.Reps), Month: someDay(h.t, "quota").Month(), ProductID: one(h, "quota's product", h.Products),
			Measure: pick(h, "measure", sales.MeasureMoney, sales.MeasureUnits), Value: int64(h.number("quota", 0, 1000)),
		}
		scope := fmt.Sprint(q.RepID, q.Month, q.ProductID, q.Measure)
		if !seen[scope] {
			seen[scope] = true
			h.Quotas = append(h.Quotas, q)
		}
	}
	for range h.number("goals", 0, 2) {
		h.Goals = append(h.Goals, sales.Goal{ID: h.id(), RepID: one(h, "goal's rep", h.Reps), Type: sales.Call, Count: 5})
	}
	for range h.number("criteria", 0, 2) {
		h.Profile = append(h.Profile, sales.Criterion{ID: h.id(), Attribute: "industry", Operator: "is", Value: "retail", Weight: 1})
	}
	if h.chance("correction", 3) {
		h.Adjustments = append(h.Adjustments, sales.Adjustment{
			ID: h.id(), RepID: one(h, "corrected rep", h.Reps), Day: someDay(h.t, "corrected"), Amount: 7,
		})
	}
}
