package views

import (
	"errors"

	"attain/app/sales"
	"attain/views/widgets"
)

// periodKind is what the period picker steps by.
type periodKind string

// The kinds of periods. A custom one is any range of days.
const (
	kindMonth   periodKind = "month"
	kindQuarter periodKind = "quarter"
	kindYear    periodKind = "year"
	kindCustom  periodKind = "custom"
)

// How far the picker offers periods of a kind, behind and ahead of today.
const (
	monthsBehind, monthsAhead     = 48, 12
	quartersBehind, quartersAhead = 20, 4
	yearsBehind, yearsAhead       = 10, 1
)

// periodAt is the period of a kind in which a month lies; for a custom one
// it is the month itself.
func periodAt(calendar sales.Calendar, kind periodKind, month sales.Month) sales.Period {
	switch kind {
	case kindQuarter:
		return calendar.Quarter(calendar.QuarterOf(month))
	case kindYear:
		return calendar.Year(calendar.FiscalYear(month))
	default:
		return sales.MonthPeriod(month)
	}
}

// stepPeriod is the period by steps later (earlier for a negative by). A
// custom one moves by its own length.
func stepPeriod(calendar sales.Calendar, kind periodKind, period sales.Period, by int) sales.Period {
	months := map[periodKind]int{kindMonth: 1, kindQuarter: 3, kindYear: 12}
	if kind == kindCustom {
		days := by * period.Days()
		return customPeriod(period.From.Add(days), period.To.Add(days))
	}
	return periodAt(calendar, kind, period.From.Month().Add(by*months[kind]))
}

// customPeriod is a range of days, both included.
func customPeriod(from, to sales.Day) sales.Period {
	return sales.Period{From: from, To: to, Label: from.String() + " – " + to.String()}
}

// rangeIn is the custom period from one day to another, or what is wrong with
// each of them.
func rangeIn(from, to sales.Day) (sales.Period, error) {
	var wrong []error
	if from == 0 {
		wrong = append(wrong, &sales.Invalid{Field: "from", Reason: "views.shell.date.needed"})
	}
	if to == 0 {
		wrong = append(wrong, &sales.Invalid{Field: "to", Reason: "views.shell.date.needed"})
	}
	if len(wrong) == 0 && to < from {
		wrong = append(wrong, &sales.Invalid{Field: "to", Reason: "views.period.reversed"})
	}
	return customPeriod(from, to), errors.Join(wrong...)
}

// periodOptions are what the picker offers for a kind: the present one, those
// before it, then those ahead.
func periodOptions(calendar sales.Calendar, kind periodKind, today sales.Day, format *Format) []widgets.Option {
	if kind == kindCustom {
		return nil
	}
	behind, ahead := monthsBehind, monthsAhead
	switch kind {
	case kindQuarter:
		behind, ahead = quartersBehind, quartersAhead
	case kindYear:
		behind, ahead = yearsBehind, yearsAhead
	case kindMonth, kindCustom:
	}
	now := periodAt(calendar, kind, today.Month())
	option := func(by int, section string) widgets.Option {
		period := stepPeriod(calendar, kind, now, by)
		return widgets.Option{ID: period.Label, Text: format.Period(period), Detail: periodDetail(kind, period), Section: section}
	}
	options := make([]widgets.Option, 0, behind+ahead+1)
	for by := 0; by >= -behind; by-- {
		options = append(options, option(by, format.text("views.period.past")))
	}
	for by := 1; by <= ahead; by++ {
		options = append(options, option(by, format.text("views.period.ahead")))
	}
	return options
}

// periodDetail is what is typed to find a period: its label in figures.
func periodDetail(kind periodKind, period sales.Period) string {
	if kind == kindMonth {
		return period.Label
	}
	return period.From.Month().String() + " – " + period.To.Month().String()
}
