package sales

// trendMonths is how many months metric revenue_trend looks at.
const trendMonths = 13

// trend returns metric revenue_trend of the 13 months up to the one in which
// the period ends.
func (s *scope) trend() []TrendMonth {
	last := s.f.Period.To.Month()
	months := make([]TrendMonth, trendMonths)
	for i := range months {
		months[i] = TrendMonth{Month: last.Add(i - trendMonths + 1)}
	}
	first := months[0].Month
	for _, c := range s.credits {
		if i := int(c.day.Month() - first); i >= 0 && i < trendMonths {
			months[i].Credited += c.amount
			months[i].Units += c.units
		}
	}
	for _, d := range s.deals {
		if i := int(d.Since.Month() - first); d.Kind == StageWon && i >= 0 && i < trendMonths {
			months[i].Won++
		}
	}
	for i := range months {
		month := &months[i]
		month.Quota = s.quota(MonthPeriod(month.Month))
		month.Running = s.f.AsOf >= month.Month.First() && s.f.AsOf < month.Month.Last()
		before := s.creditedBefore(month)
		month.Change = Ratio{float64(month.Credited - before), float64(before)}
	}
	markTurns(months)
	return months
}

// creditedBefore returns what the month is compared with: the month before,
// whole, or for a running month up to as many working days as have elapsed.
func (s *scope) creditedBefore(month *TrendMonth) Amount {
	before := MonthPeriod(month.Month.Add(-1))
	if month.Running {
		elapsed := s.calendar.WorkingDays(month.Month.First(), s.f.AsOf)
		for before.To >= before.From && s.calendar.WorkingDays(before.From, before.To) > elapsed {
			before.To--
		}
	}
	amount, _ := sumCredits(s.creditsIn(before))
	return amount
}

// markTurns marks the months in which the trend turned: the mean of three
// months, which had been rising (falling), falls (rises) for two months in a
// row; the first of the two is the turn. Running months say nothing yet.
func markTurns(months []TrendMonth) {
	var heading int
	for i := 3; i < len(months); i++ {
		if months[i].Running {
			return
		}
		way := direction(months, i)
		switch {
		case way == 0 || way == heading:
		case heading == 0:
			heading = way
		case i+1 < len(months) && !months[i+1].Running && direction(months, i+1) == way:
			months[i].Turn = true
			heading = way
		}
	}
}

// direction tells whether the mean of the three months up to i is above (1)
// or below (−1) the mean of the three months up to the one before.
func direction(months []TrendMonth, i int) int {
	switch change := months[i].Credited - months[i-3].Credited; {
	case change > 0:
		return 1
	case change < 0:
		return -1
	default:
		return 0
	}
}
