package sample

import (
	"fmt"
	"math"

	"attain/app/sales"
)

// course is a deal while its history is played.
type course struct {
	*world
	person  *person
	deal    sales.Deal
	records []sales.Record
	seq     int
	now     sales.Day
	touched int
	quiet   bool // the rep has stopped following up
}

// deal plays a deal from its first stage to its end or to today.
func (w *world) deal(p *person, account sales.Account, lead sales.Lead, day sales.Day) []sales.Record {
	product := w.weighted([]float64{0.28, 0.30, 0.22, 0.13, 0.07})
	units := int64(w.between(1, 4))
	amount := sales.Amount(math.Round(float64(*w.products[product].Price)*float64(units)*p.size*math.Exp(w.random.NormFloat64()*0.3)/float64(10*w.money))) * 10 * w.money
	c := &course{world: w, person: p, now: day}
	c.deal = sales.Deal{
		ID: w.id(day), Name: account.Name + " – " + w.words.products[product], AccountID: account.ID, OwnerID: p.rep.ID, Amount: &amount, Units: units,
		Created: day, ExpectedClose: w.workday(day.Add(w.between(35, 80))), Source: lead.Source,
	}
	c.deal.ExternalID = fmt.Sprintf("D%06d", w.counter)
	c.records = append(c.records, &c.deal)
	c.play()
	line := sales.Line{ID: w.id(day), DealID: c.deal.ID, ProductID: w.products[product].ID, Units: units, Amount: amount}
	c.records = append(c.records, &line)
	if w.chance(0.03) && w.Reps > 1 {
		c.split()
	}
	if c.deal.Amount != nil && w.chance(0.06) && day.Add(10) < w.Today {
		before := amount * sales.Amount(w.between(70, 125)) / 100
		c.records = append(c.records, &sales.Value{ID: w.id(day), DealID: c.deal.ID, Until: day.Add(w.between(3, 10)), Amount: before})
	}
	return c.records
}

// play moves the deal from stage to stage.
func (c *course) play() {
	chances := []float64{0.86, 0.80, 0.76, 0.84}
	means := []float64{7, 12, 13, 9}
	stage := 0
	c.move(c.open[stage])
	backs := 0
	for {
		end := c.workday(c.now.Add(1 + c.days(means[stage%len(means)]*c.person.speed*c.sizeFactor())))
		c.touches(stage, end)
		if end > c.Today {
			c.leaveOpen(stage)
			return
		}
		c.now = end
		factor, ok := c.person.advance[stage]
		if !ok {
			factor = 1
		}
		if c.quiet {
			factor *= 0.8
		}
		switch {
		case !c.chance(math.Min(chances[stage%len(chances)]*factor, 0.96)):
			c.lose()
			return
		case stage == len(c.open)-1:
			c.win()
			return
		case backs == 0 && stage > 0 && c.chance(0.04):
			backs, stage = 1, stage-1
		case stage < len(c.open)-2 && c.chance(0.05):
			stage += 2
		default:
			stage++
		}
		c.move(c.open[stage])
	}
}

// sizeFactor makes large deals slower.
func (c *course) sizeFactor() float64 {
	return math.Pow(float64(*c.deal.Amount)/float64(2000*c.money), 0.12)
}

func (c *course) move(stage sales.Stage) {
	c.seq++
	c.records = append(c.records, &sales.Move{ID: c.id(c.now), DealID: c.deal.ID, Seq: c.seq, StageID: stage.ID, Day: c.now, At: c.at(c.now), OwnerID: c.person.rep.ID})
}

// touches plays the activities of a stay in a stage.
func (c *course) touches(stage int, end sales.Day) {
	gap := 4.2 / c.touchRate()
	for day := float64(c.now) + 1 + c.random.Float64()*gap; day < float64(end); day += gap * (0.5 + c.random.Float64()) {
		when := c.workday(sales.Day(day))
		if when > min(end, c.Today) {
			return
		}
		if c.quiet {
			return
		}
		kind := []sales.ActivityType{sales.Call, sales.Meeting, sales.Call, sales.Meeting}[stage%4]
		a := c.touch(c.person, when, kind, 0.62, 1.1)
		a.DealID, a.AccountID = c.deal.ID, c.deal.AccountID
		c.records = append(c.records, &a)
		c.touched++
		if !sales.Connects(a) && c.touched >= c.person.patient && c.chance(0.5) {
			c.quiet = true
		}
	}
}

func (c *course) touchRate() float64 { return math.Max(c.world.touches, 0.05) }

func (c *course) lose() {
	c.move(c.lost)
	c.deal.Reason = c.words.lostReasons[c.weighted([]float64{0.31, 0.24, 0.16, 0.14, 0.09, 0.06})]
	if again := c.workday(c.now.Add(c.between(15, 40))); c.chance(0.015) && again <= c.Today {
		c.now = again
		c.deal.Reason = ""
		c.move(c.open[len(c.open)-1])
		if done := c.workday(again.Add(c.between(4, 15))); done <= c.Today {
			c.now = done
			c.win()
			return
		}
		c.leaveOpen(len(c.open) - 1)
	}
}

func (c *course) win() {
	c.move(c.won)
	c.deal.Reason = c.words.wonReasons[c.weighted([]float64{0.4, 0.2, 0.28, 0.12})]
	c.person.won[c.now.Month()] += float64(*c.deal.Amount)
	if refund := c.now.Add(c.between(5, 30)); c.chance(0.02) && refund <= c.Today {
		amount := -*c.deal.Amount * sales.Amount(c.between(10, 40)) / 100
		c.records = append(c.records, &sales.Adjustment{ID: c.id(refund), ExternalID: "", DealID: c.deal.ID, Day: refund, Amount: amount, Reason: c.words.lostReasons[4]})
	}
}

// leaveOpen gives an open deal what a rep would have written down: when it is
// expected to close, and the next step, if the rep is tidy.
func (c *course) leaveOpen(stage int) {
	left := (len(c.open) - stage) * 9
	if !c.chance(0.08) {
		c.deal.ExpectedClose = c.workday(c.Today.Add(c.between(1, max(4, left))))
	}
	if c.chance(0.05) {
		c.deal.ExpectedClose = 0
	}
	for _, check := range c.open[stage].Criteria {
		if c.chance(0.5) {
			c.deal.Checked = append(c.deal.Checked, check.ID)
		}
	}
	if !c.chance(c.person.tidy) || c.quiet {
		return
	}
	due := c.workday(c.Today.Add(c.between(-2, 8)))
	next := sales.Activity{
		ID: c.id(c.Today), RepID: c.person.rep.ID, Type: []sales.ActivityType{sales.Call, sales.Mail, sales.Meeting}[c.between(0, 2)], Direction: sales.Outbound,
		Planned: true, PlannedOn: min(c.Today, due).Add(-c.between(0, 5)), Day: due, At: c.at(due), DealID: c.deal.ID, AccountID: c.deal.AccountID,
	}
	next.Subject = pick(c.world, c.words.subjects[string(next.Type)])
	c.records = append(c.records, &next)
}

// split shares the credit with a colleague.
func (c *course) split() {
	other := pick(c.world, c.people)
	if other.rep.ID == c.person.rep.ID {
		return
	}
	c.records = append(c.records,
		&sales.Share{ID: c.id(c.deal.Created), DealID: c.deal.ID, RepID: c.person.rep.ID, Weight: 70},
		&sales.Share{ID: c.id(c.deal.Created), DealID: c.deal.ID, RepID: other.rep.ID, Weight: 30})
}
