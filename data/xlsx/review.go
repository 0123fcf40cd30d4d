package xlsx

import (
	"context"
	"fmt"
	"io"

	"attain/app/sales"
)

// WriteReview writes the monthly review as a workbook, in the language of
// text. Formulas are live and hold the values they have now; texts of the
// records stay texts. The same review gives the same bytes. It fails with
// *sales.Invalid for an amount that a workbook would round, and with the
// error of ctx soon after that ends. tell, if not nil, is told how far it is:
// done parts of all.
func WriteReview(ctx context.Context, w io.Writer, review *sales.Review, text sales.Text, tell func(done, all int)) (err error) {
	return writeReview(ctx, w, newBook(review, text), tell)
}

func writeReview(ctx context.Context, w io.Writer, b *book, tell func(done, all int)) (err error) {
	review := b.review
	b.progress = progress{ctx: ctx, tell: tell}
	defer func() {
		if closing := b.file.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close the workbook: %w", closing)
		}
	}()
	if b.tally, err = review.Activities.Tally(ctx); err != nil {
		return fmt.Errorf("count the activities of %s: %w", review.Month, err)
	}
	b.compose()
	if b.err != nil {
		return fmt.Errorf("write the review of %s: %w", review.Month, b.err)
	}
	if err := b.write(progressWriter{ctx, w}); err != nil {
		return fmt.Errorf("write the review of %s: %w", review.Month, err)
	}
	return nil
}

// compose makes all sheets in memory. They stand in the order in which they
// are made; the summary is filled last, since it refers to the others.
func (b *book) compose() {
	summary := b.sheet(b.text("xlsx.sheet.summary"), colourAccent)
	b.quota = &quotaSheet{sheet: b.sheet(b.text("xlsx.sheet.quota"), colourAccent)}
	b.trend = &trendSheet{sheet: b.sheet(b.text("xlsx.sheet.trend"), colourAccent)}
	b.pipeline = &pipelineSheet{
		sheet: b.sheet(b.text("xlsx.sheet.pipeline"), colourOnTrack), blocks: map[string]int{}, teamRow: map[string]int{},
	}
	movement := b.sheet(b.text("xlsx.sheet.movement"), colourOnTrack)
	funnel := &funnelSheet{sheet: b.sheet(b.text("xlsx.sheet.funnel"), colourOnTrack)}
	stageTime := b.sheet(b.text("xlsx.sheet.stageTime"), colourOnTrack)
	activities := &activitySheet{sheet: b.sheet(b.text("xlsx.sheet.activities"), colourBehind)}
	leads := b.sheet(b.text("xlsx.sheet.leads"), colourBehind)
	b.outcomes = &outcomeSheet{sheet: b.sheet(b.text("xlsx.sheet.outcomes"), colourOffTrack)}
	forecast := b.sheet(b.text("xlsx.sheet.forecast"), colourOffTrack)
	var cards []*sheet
	for _, p := range b.reps {
		cards = append(cards, b.sheet(p.name, colourNeutral))
	}
	definitions := b.sheet(b.text("xlsx.sheet.definitions"), colourFaint)
	b.addData()

	b.fillQuota(b.quota)
	b.fillTrend(b.trend)
	b.fillPipeline(b.pipeline)
	b.fillMovement(movement)
	b.fillFunnel(funnel)
	b.fillStageTime(stageTime)
	b.fillActivities(activities)
	b.fillLeads(leads)
	b.fillOutcomes(b.outcomes)
	b.fillForecast(forecast)
	for i, card := range cards {
		b.fillScorecard(card, i)
	}
	b.fillDefinitions(definitions)
	b.fillSummary(summary)
	b.definitions = definitions
}

func (b *book) write(w io.Writer) error {
	b.progress.expect(b)
	for _, s := range b.sheets {
		if err := b.progress.add(sheetWeight); err != nil {
			return err
		}
		if err := s.write(); err != nil {
			return fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	for _, d := range b.data.all() {
		if err := d.write(); err != nil {
			return err
		}
	}
	if b.err != nil {
		return b.err
	}
	if err := b.nameDates(b.definitions); err != nil {
		return err
	}
	if err := b.properties(); err != nil {
		return err
	}
	if err := writeSorted(w, b.file); err != nil {
		return err
	}
	return b.progress.end()
}

// month is the review's month in the words of the language.
func (b *book) month() string {
	return b.text("xlsx.monthName", "Year", b.review.Month.Year(), "Month", int(b.review.Month.Calendar()),
		"Name", b.text(fmt.Sprintf("xlsx.month.%d", int(b.review.Month.Calendar()))))
}

// subtitle says of every sheet what it is about and as of when.
func (b *book) subtitle() string {
	state := b.text("xlsx.state.open")
	if b.review.Closed {
		state = b.text("xlsx.state.closed")
	}
	return b.text("xlsx.subtitle", "Month", b.month(), "Scope", b.scope(), "AsOf", b.review.AsOf.String(), "State", state)
}
