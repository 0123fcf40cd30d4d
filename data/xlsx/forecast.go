package xlsx

import (
	"attain/app/sales"
)

const (
	outlookMonth = iota + 1
	outlookRep
	outlookAsOf
	outlookQuota
	outlookCredited
	outlookRunRate
	outlookPipeline
	outlookProbability
	outlookActual
	outlookRunError
	outlookPipeError
	outlookReached
)

// fillForecast holds what was expected of a month, on its first, tenth and
// twentieth day, against what came.
func (b *book) fillForecast(s *sheet) {
	s.title(b.text("xlsx.sheet.forecast"), b.subtitle())
	s.put(1, 4, styled(b.text("xlsx.forecast.note"), lookSub()))
	s.head, s.keep, s.repeat = 5, 2, [2]int{1, 5}
	s.heads(outlookMonth, 5, b.text("xlsx.month"), b.text("xlsx.column.rep"), b.text("xlsx.forecast.asOf"), b.text("xlsx.target"),
		b.text("xlsx.forecast.credited"), b.text("definitions.run_rate_projection.title"), b.text("definitions.pipeline_projection.title"),
		b.text("definitions.attain_probability.title"), b.text("xlsx.forecast.actual"), b.text("xlsx.forecast.runError"),
		b.text("xlsx.forecast.pipeError"), b.text("xlsx.forecast.reached"))
	row := 6
	conditions, now := []string{}, true
	for _, o := range b.review.Outlook {
		if o.RepID != "" && b.numbers[o.RepID] == 0 {
			continue
		}
		s.outlook(row, o)
		if o.RepID == "" {
			conditions = append(conditions, near(at(outlookActual, row), b.data.credits.sum("amount",
				within("day", fixedCol(outlookMonth, row), "EOMONTH("+fixedCol(outlookMonth, row)+",0)")...)))
			now = now && b.creditedIn(o.Month) == o.Actual
		}
		row++
	}
	if row == 6 {
		s.put(1, row, styled(b.text("xlsx.forecast.none"), lookSub()))
		row++
	}
	s.filter = span(1, 5, outlookReached, row-1)
	s.bars = append(s.bars, overlay{area: span(outlookProbability, 6, outlookProbability, row-1), colour: colourNeutral})
	if len(conditions) > 0 {
		s.agrees(and(conditions...), now)
	}
}

func (b *book) creditedIn(month sales.Month) sales.Amount {
	var sum sales.Amount
	for _, c := range b.review.Credits {
		if c.Day.Month() == month {
			sum += c.Amount
		}
	}
	return sum
}

func (s *sheet) outlook(row int, o sales.ReviewOutlook) {
	b := s.book
	name, l := b.totalName(), look{bold: true}
	if o.RepID != "" {
		name, l = b.personOf(o.RepID), look{}
	}
	probability := sales.Ratio{}
	if o.Probability != nil {
		probability = sales.Ratio{Num: *o.Probability, Den: 1}
	}
	difference := func(projected *float64) cell {
		c := cell{value: noValue, look: look{kind: kindRounded, align: "right"}}
		if projected != nil {
			c.value = (*projected - float64(o.Actual)) / b.review.Currency.Scale()
		}
		return c
	}
	reached := cell{value: noValue, look: look{align: "center"}}
	if o.Quota != nil && *o.Quota > 0 {
		reached.value = b.text("xlsx.no")
		if o.Actual >= *o.Quota {
			reached.value = b.text("xlsx.yes")
		}
	}
	actual, quota := at(outlookActual, row), at(outlookQuota, row)
	s.line(outlookMonth, row, cell{value: o.Month, look: look{kind: kindMonth, align: "left"}}, styled(name, l), date(o.AsOf),
		b.moneyOr(o.Quota, b.text("xlsx.notSet")), b.money(o.Credited), b.minorOr(o.RunRate), b.minorOr(o.Pipeline), percent(probability),
		b.money(o.Actual),
		difference(o.RunRate).calc(ifNumber(at(outlookRunRate, row), at(outlookRunRate, row)+"-"+actual)),
		difference(o.Pipeline).calc(ifNumber(at(outlookPipeline, row), at(outlookPipeline, row)+"-"+actual)),
		reached.calc(`IF(ISNUMBER(`+quota+`),IF(`+quota+`>0,IF(`+actual+">="+quota+`,"`+b.text("xlsx.yes")+`","`+b.text("xlsx.no")+`"),"`+noValue+`"),"`+noValue+`")`))
}
