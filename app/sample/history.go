package sample

import (
	"context"
	"fmt"
	"math"

	"attain/app/sales"
)

// Usual numbers of the sample team, from which the volume for a wanted number
// of deals and activities follows.
const (
	leadsPerDay    = 2.0  // multiple of a person's leads a working day
	dealsPerLead   = 0.53 // measured on the sample itself
	touchesPerLead = 3.1
	touchesPerDeal = 6.0
)

// live plays the team's history day by day.
func (w *world) live(ctx context.Context) error {
	w.scale()
	for day := w.first; day <= w.Today; day++ {
		if !w.Calendar.Working(day) {
			continue
		}
		for _, p := range w.people {
			if day < p.rep.Started || absent(p.rep, day) {
				continue
			}
			for range w.poisson(p.leads * leadsPerDay * w.volume * math.Sqrt(season(day.Month()))) {
				if err := w.lead(ctx, p, day); err != nil {
					return err
				}
			}
		}
	}
	return w.flush(ctx)
}

func absent(rep sales.Rep, day sales.Day) bool {
	for _, a := range rep.Absences {
		if day >= a.From && day <= a.To {
			return true
		}
	}
	return false
}

// scale sets volume and touches so that the wanted numbers come out roughly.
func (w *world) scale() {
	var leads float64
	for _, p := range w.people {
		leads += p.leads * leadsPerDay * float64(w.Calendar.WorkingDays(max(w.first, p.rep.Started), w.Today))
	}
	deals := leads * dealsPerLead
	if w.Deals > 0 {
		w.volume = float64(w.Deals) / deals
		leads, deals = leads*w.volume, float64(w.Deals)
	}
	if w.Activities > 0 {
		w.touches = float64(w.Activities) / (leads*touchesPerLead + deals*touchesPerDeal)
	}
}

// poisson draws a number of events.
func (w *world) poisson(mean float64) int {
	if mean > 30 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*w.random.NormFloat64())))
	}
	limit, product, n := math.Exp(-mean), w.random.Float64(), 0
	for product > limit {
		product *= w.random.Float64()
		n++
	}
	return n
}

// lead plays one lead from the day it comes in until it is decided or given up.
func (w *world) lead(ctx context.Context, p *person, day sales.Day) error {
	account := pick(w, w.accounts)
	source := w.weighted([]float64{0.16, 0.30, 0.14, 0.15, 0.25})
	employees := w.between(4, 400)
	lead := sales.Lead{
		ID: w.id(day), Name: w.words.person(w), Company: account.Name, RepID: p.rep.ID, Source: w.words.sources[source], Created: day, Status: sales.LeadNew,
		Attributes: map[string]string{"employees": fmt.Sprint(employees), "industry": account.Industry, "decision maker": map[bool]string{true: "yes", false: "no"}[w.chance(0.45)]},
	}
	lead.ExternalID = fmt.Sprintf("L%06d", w.counter)
	warmth := [5]float64{0.9, 0.8, 0.7, 0.75, 0.12}[source]
	if w.chance(warmth) {
		lead.Touches = w.between(1, 3)
	}
	quality := 0.34 * [5]float64{1.45, 1.05, 1.0, 1.15, 0.45}[source] * p.qualify
	if employees >= 50 {
		quality *= 1.25
	} else {
		quality *= 0.75
	}
	touches, reached, last := w.reachOut(p, &lead, day)
	decided := w.workday(last.Add(w.days(4)))
	var deal []sales.Record
	switch {
	case decided > w.Today:
		lead.Status = sales.LeadWorking
	case reached && w.chance(math.Min(quality*1.55, 0.97)):
		lead.Status, lead.Decided = sales.LeadQualified, decided
		deal = w.deal(p, account, lead, decided)
		lead.DealID = deal[0].RecordID()
	case reached:
		lead.Status, lead.Decided, lead.Reason = sales.LeadDisqualified, decided, w.words.noFit
	case w.chance(0.5):
		lead.Status, lead.Decided, lead.Reason = sales.LeadDisqualified, decided, w.words.noReply
	default:
		lead.Status = sales.LeadWorking
	}
	records := append(deal, &lead)
	return w.emit(ctx, append(records, touches...)...)
}

// reachOut plays the attempts to reach a lead; each ends in a conversation or
// not, and the person gives up after so many without an answer.
func (w *world) reachOut(p *person, lead *sales.Lead, day sales.Day) (touches []sales.Record, reached bool, last sales.Day) {
	when := w.workday(day.Add(w.between(0, 2)))
	last = when
	tries := max(1, int(math.Round(float64(w.between(p.patient-1, p.patient))*w.touches)))
	for range tries {
		if when > w.Today {
			return touches, reached, last
		}
		activity := w.touch(p, when, sales.Call, 0.60, 0.62)
		activity.LeadID = lead.ID
		touches = append(touches, &activity)
		last = when
		if sales.Connects(activity) && !reached {
			reached = true
			if w.chance(0.55) {
				return touches, reached, last
			}
		}
		when = w.workday(when.Add(w.between(1, 5)))
	}
	return touches, reached, last
}

// touch is one done activity: of a type, or a mail with the rest of the chance.
func (w *world) touch(p *person, day sales.Day, kind sales.ActivityType, share, connect float64) sales.Activity {
	a := sales.Activity{ID: w.id(day), RepID: p.rep.ID, Type: kind, Direction: sales.Outbound, Day: day, At: w.at(day)}
	if !w.chance(share) {
		a.Type = sales.Mail
	}
	a.Subject = pick(w, w.words.subjects[string(a.Type)])
	connected := w.chance(math.Min(connect*p.connect*0.5, 0.95))
	switch a.Type {
	case sales.Call:
		a.Outcome, a.Minutes = sales.NoAnswer, 1
		if w.chance(0.4) {
			a.Outcome = sales.Voicemail
		}
		if connected {
			a.Outcome, a.Minutes = sales.Conversation, w.between(3, 25)
		}
	case sales.Meeting:
		a.Outcome, a.Minutes = sales.NoShow, 0
		if w.chance(0.88) {
			a.Outcome, a.Minutes = sales.Held, w.between(30, 90)
		}
	default:
		a.Outcome = sales.NoReply
		if connected {
			a.Outcome = sales.Reply
		} else if w.chance(0.04) {
			a.Outcome = sales.Bounce
		}
	}
	return a
}

// weighted draws an index by weights that add up to 1.
func (w *world) weighted(weights []float64) int {
	x := w.random.Float64()
	for i, weight := range weights {
		if x -= weight; x < 0 {
			return i
		}
	}
	return len(weights) - 1
}
