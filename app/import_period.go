package app

import (
	"attain/app/importer"
	"attain/app/sales"
)

// quotaPeriod resolves a quota's period on the team's fiscal calendar.
func quotaPeriod(calendar sales.Calendar, p importer.Period) (sales.Period, error) {
	first := p.Month
	switch p.Length {
	case importer.LengthMonth:
		return sales.MonthPeriod(p.Month), nil
	case importer.LengthQuarter:
		if p.Year != 0 {
			return calendar.Quarter(p.Year, p.Quarter), nil
		}
		return sales.Period{From: first.First(), To: first.Add(2).Last()}, nil
	case importer.LengthYear:
		if p.Year != 0 {
			return calendar.Year(p.Year), nil
		}
		return sales.Period{From: first.First(), To: first.Add(11).Last()}, nil
	}
	return sales.Period{}, &rowError{field: "period", reason: "app.import.noPeriod"}
}
