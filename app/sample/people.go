package sample

import (
	"context"
	"fmt"
	"math"

	"attain/app/sales"
)

// person is a rep with the ways that make the sample instructive.
type person struct {
	rep     sales.Rep
	leads   float64         // leads a working day
	connect float64         // factor on the chance to reach somebody
	qualify float64         // factor on the chance that a lead becomes a deal
	advance map[int]float64 // factor on the chance to leave an open stage forward
	size    float64         // factor on deal size
	speed   float64         // factor on the time deals take
	patient int             // unanswered touches before giving up
	tidy    float64         // chance that an open deal has its next step
	won     map[sales.Month]float64
}

// kinds are the types of people, in the order in which they are hired. What
// sets them apart is large enough for a significant insight.
func kinds(stages int) []person {
	last := stages - 1
	return []person{
		{leads: 0.66, connect: 1.25, qualify: 1.15, advance: map[int]float64{last: 1.16, last - 1: 1.12}, size: 1.12, speed: 0.85, patient: 8, tidy: 0.97}, // the best
		{leads: 0.60, connect: 1.0, qualify: 1.0, size: 1.0, speed: 1.0, patient: 6, tidy: 0.93},
		{leads: 1.10, connect: 1.2, qualify: 1.35, advance: map[int]float64{last: 0.42}, size: 0.95, speed: 1.05, patient: 6, tidy: 0.9}, // opens doors, cannot close
		{leads: 0.58, connect: 1.0, qualify: 1.0, size: 1.05, speed: 1.0, patient: 6, tidy: 0.92},
		{leads: 0.62, connect: 0.95, qualify: 0.95, advance: map[int]float64{}, size: 1.0, speed: 1.0, patient: 2, tidy: 0.6},      // gives up after one follow-up
		{leads: 0.58, connect: 1.0, qualify: 1.0, advance: map[int]float64{1: 0.55}, size: 1.0, speed: 1.1, patient: 6, tidy: 0.9}, // loses deals at one stage
		{leads: 0.56, connect: 1.02, qualify: 1.0, size: 0.96, speed: 0.95, patient: 7, tidy: 0.94},
		{leads: 0.45, connect: 0.9, qualify: 0.9, size: 0.85, speed: 1.2, patient: 5, tidy: 0.88}, // new
	}
}

// found makes the team, its products and its customers.
func (w *world) found(ctx context.Context) error {
	types := kinds(len(w.open))
	for i := range w.Reps {
		p := types[i%len(types)]
		name := w.words.rep(i)
		p.rep = sales.Rep{
			ID: w.id(w.first), ExternalID: fmt.Sprintf("R%03d", i+1), Name: name,
			Email: fmt.Sprintf("rep%d@example.com", i+1), Manager: w.words.managers[i/8%len(w.words.managers)], Started: w.first.Add(-w.between(100, 900)), Capacity: w.between(26, 34),
		}
		if p.advance == nil {
			p.advance = map[int]float64{}
		}
		p.won = map[sales.Month]float64{}
		if i%len(types) == len(types)-1 {
			p.rep.Started = max(w.first, w.Today.Month().Add(-5).First())
			p.rep.Ramp = []int{25, 40, 60, 80, 100}
		}
		if i == 3 {
			from := w.workday(w.Today.Month().Add(-3).First().Add(6))
			p.rep.Absences = []sales.Absence{{From: from, To: from.Add(11)}}
		}
		w.people = append(w.people, &p)
		if err := w.emit(ctx, &p.rep); err != nil {
			return err
		}
	}
	for i, name := range w.words.products {
		price := sales.Amount([]int{600, 1000, 1500, 2400, 4200}[i%5]) * w.money
		product := sales.Product{ID: w.id(w.first), ExternalID: fmt.Sprintf("P%02d", i+1), Name: name, Price: &price, Category: w.words.categories[i%len(w.words.categories)]}
		w.products = append(w.products, product)
		if err := w.emit(ctx, &product); err != nil {
			return err
		}
	}
	return w.customers(ctx)
}

func (w *world) customers(ctx context.Context) error {
	count := max(60, w.Reps*w.Months)
	for i := range count {
		account := sales.Account{ID: w.id(w.first), ExternalID: fmt.Sprintf("A%04d", i+1), Name: w.words.company(i), Industry: pick(w, w.words.industries), Region: pick(w, w.words.regions)}
		w.accounts = append(w.accounts, account)
		contact := sales.Contact{
			ID: w.id(w.first), AccountID: account.ID, Name: w.words.person(w), Title: pick(w, w.words.titles),
			Phone: fmt.Sprintf("+1 555 %04d", i%10000), Email: fmt.Sprintf("contact%d@example.com", i+1),
		}
		if w.Lang == "ko" {
			contact.Phone = fmt.Sprintf("02-555-%04d", i%10000)
		}
		if err := w.emit(ctx, &account, &contact); err != nil {
			return err
		}
	}
	return nil
}

// target sets quotas that a good rep can reach: what the rep's kind wins in
// an average month, by season, with a ramp for the newcomer; the team's own
// number is a little below the sum.
func (w *world) target(ctx context.Context) error {
	ending := w.Today.Month().Add(3)
	first := w.first.Month()
	sum := map[sales.Month]int64{}
	for _, p := range w.people {
		base := w.usual(p)
		for m := max(first, p.rep.Started.Month()); m <= ending; m++ {
			value := base * season(m)
			if tenure := int(m - p.rep.Started.Month()); tenure < len(p.rep.Ramp) {
				value *= float64(p.rep.Ramp[tenure]) / 100
			}
			step := float64(500 * w.money)
			rounded := int64(math.Max(1, math.Round(value/step)) * step)
			sum[m] += rounded
			if err := w.emit(ctx, &sales.Quota{ID: w.id(m.First()), RepID: p.rep.ID, Month: m, Measure: sales.MeasureMoney, Value: rounded}); err != nil {
				return err
			}
		}
	}
	for m := first; m <= ending; m++ {
		team := sum[m] * 96 / 100 / int64(500*w.money) * int64(500*w.money)
		if err := w.emit(ctx, &sales.Quota{ID: w.id(m.First()), Month: m, Measure: sales.MeasureMoney, Value: team}); err != nil {
			return err
		}
	}
	return w.flush(ctx)
}

// usual is what a person of this kind is asked for in an average month: the
// team's usual month, or more for one who wins more.
func (w *world) usual(p *person) float64 {
	mean := func(q *person) float64 {
		var total float64
		n := 0
		for m, v := range q.won {
			if m < w.Today.Month() {
				total += v / season(m)
				n++
			}
		}
		if n == 0 {
			return 0
		}
		return total / float64(n)
	}
	var team float64
	for _, q := range w.people {
		team += mean(q) / float64(len(w.people))
	}
	own := mean(p)
	return math.Max(0.45*own+0.62*team, float64(1000*w.money))
}
