// Package sample makes the sample team: a believable company whose reps
// differ in ways that the insights can find, deterministic in its seed and
// ending on the day it is asked for. It is pure; the application writes what
// it makes.
package sample

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"attain/app/sales"
)

// Options say how large the company is.
type Options struct {
	Reps       int       // people who sell; 8 by default
	Months     int       // months of history up to Today; 18 by default
	Deals      int       // deals in all, roughly; 0: as many as the reps would have
	Activities int       // activities in all, roughly; 0: as many as the deals take
	Seed       uint64    // the same seed makes the same company
	Today      sales.Day // the last day of history
	Now        time.Time // for the time of day of what happens
	Lang       string    // language of names: "en" or "ko"
	Currency   sales.Currency
	Calendar   sales.Calendar
	Stages     []sales.Stage // the process the deals go through
}

// Put takes one record after another; what a record refers to comes before it.
type Put func(context.Context, ...sales.Record) error

// Generate makes the company. Errors are those of put, or Invalid for
// impossible options.
func Generate(ctx context.Context, o Options, put Put) error {
	if o.Reps < 1 || o.Reps > 500 {
		return &sales.Invalid{Field: "reps", Reason: "sales.error.sampleReps"}
	}
	if o.Months < 1 || o.Months > 240 {
		return &sales.Invalid{Field: "months", Reason: "sales.error.sampleMonths"}
	}
	w := newWorld(o, put)
	if err := w.found(ctx); err != nil {
		return fmt.Errorf("make the sample team: %w", err)
	}
	if err := w.live(ctx); err != nil {
		return fmt.Errorf("make the sample team's history: %w", err)
	}
	return w.target(ctx)
}

// world is the company while it is made.
type world struct {
	Options
	random   *rand.Rand
	put      Put
	words    words
	first    sales.Day // first day of history
	money    sales.Amount
	open     []sales.Stage
	won      sales.Stage
	lost     sales.Stage
	people   []*person
	products []sales.Product
	accounts []sales.Account
	touches  float64 // touches a deal gets, as a multiple of the usual
	volume   float64 // leads that come in, as a multiple of the usual
	counter  uint64
	buffer   []sales.Record
}

func newWorld(o Options, put Put) *world {
	w := &world{Options: o, put: put, random: rand.New(rand.NewPCG(o.Seed, 0x5eed)), words: wordsOf(o.Lang), touches: 1, volume: 1}
	w.first = o.Today.Month().Add(-(o.Months - 1)).First()
	w.money = sales.Amount(math.Pow10(o.Currency.Digits))
	if o.Currency.Digits == 0 {
		w.money = 1000 // prices in won or yen have three digits more
	}
	for _, stage := range o.Stages {
		switch {
		case stage.Kind == sales.StageWon:
			w.won = stage
		case stage.Kind == sales.StageLost:
			w.lost = stage
		case !stage.Archived:
			w.open = append(w.open, stage)
		}
	}
	return w
}

// id makes the next record id: a UUIDv7 of the day, the same for the same seed.
func (w *world) id(day sales.Day) sales.ID {
	w.counter++
	var id uuid.UUID
	ms := uint64(max(day.Time().UnixMilli(), 0))
	binary.BigEndian.PutUint64(id[0:8], ms<<16|0x7000|(w.counter>>32)&0xfff)
	binary.BigEndian.PutUint64(id[8:16], w.random.Uint64())
	binary.BigEndian.PutUint32(id[12:16], uint32(w.counter))
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return sales.ID(id.String())
}

// recordsAtOnce is how many records are handed on together at least.
const recordsAtOnce = 4000

// emit hands records on in batches.
func (w *world) emit(ctx context.Context, records ...sales.Record) error {
	w.buffer = append(w.buffer, records...)
	if len(w.buffer) < recordsAtOnce {
		return nil
	}
	return w.flush(ctx)
}

// handedOn are the kinds of records in the order of a batch: what others
// refer to comes first, and those of a kind together, because a store inserts
// them several at once.
var handedOn = []sales.Kind{
	sales.KindRep, sales.KindProduct, sales.KindAccount, sales.KindContact, sales.KindDeal, sales.KindLine, sales.KindShare,
	sales.KindValue, sales.KindMove, sales.KindAdjustment, sales.KindLead, sales.KindActivity, sales.KindQuota,
}

func (w *world) flush(ctx context.Context) error {
	records := w.buffer
	w.buffer = nil
	if len(records) == 0 {
		return ctx.Err()
	}
	slices.SortStableFunc(records, func(a, b sales.Record) int {
		return slices.Index(handedOn, a.RecordKind()) - slices.Index(handedOn, b.RecordKind())
	})
	return w.put(ctx, records...)
}

// chance is true with probability p.
func (w *world) chance(p float64) bool { return w.random.Float64() < p }

// between is a whole number from low to high.
func (w *world) between(low, high int) int { return low + w.random.IntN(high-low+1) }

// pick chooses one of a list.
func pick[T any](w *world, list []T) T { return list[w.random.IntN(len(list))] }

// days draws a duration around a mean with the spread of real ones.
func (w *world) days(mean float64) int {
	return max(0, int(math.Round(mean*math.Exp(w.random.NormFloat64()*0.55-0.15))))
}

// workday returns the day itself or the next that is worked.
func (w *world) workday(day sales.Day) sales.Day {
	for !w.Calendar.Working(day) {
		day++
	}
	return day
}

// at is the instant of something on a day, within working hours.
func (w *world) at(day sales.Day) time.Time {
	y, m, d := day.Time().Date()
	return time.Date(y, m, d, w.between(9, 17), w.between(0, 59), 0, 0, w.Now.Location()).UTC()
}

// season is how much more or less is bought in a month than on average.
func season(m sales.Month) float64 {
	return [12]float64{0.82, 0.88, 1.10, 0.98, 1.00, 1.14, 0.86, 0.82, 1.08, 1.04, 1.10, 1.18}[m.Calendar()-1]
}
