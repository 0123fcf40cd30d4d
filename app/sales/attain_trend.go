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
	first, begin, end := months[0].Month, months[0].Month.First(), last.Last()
	var earlier Amount // in the month before them
	for _, c := range s.credits {
		if c.day >= begin && c.day <= end {
			month := &months[int(c.day.Month()-first)]
			month.Credited += c.amount
			month.Units += c.units
		} else if c.day < begin && c.day >= first.Add(-1).First() {
			earlier += c.amount
		}
	}
	for _, d := range s.deals {
		if d.Kind == StageWon && d.Since >= begin && d.Since <= end {
			months[int(d.Since.Month()-first)].Won++
		}
	}
	before := earlier
	for i := range months {
		month := &months[i]
		month.Quota = s.quota(MonthPeriod(month.Month))
		month.Running = s.f.AsOf >= month.Month.First() && s.f.AsOf < month.Month.Last()
		if month.Running {
			before = s.creditedBefore(month)
		}
		month.Change = Ratio{float64(month.Credited - before), float64(before)}
		before = month.Credited
	}
	markTurns(months)
	return months
}

// creditedBefore returns what a running month is compared with: the month
// before it up to as many working days as have elapsed. A month that is over
// is compared with the whole month before.
func (s *scope) creditedBefore(month *TrendMonth) Amount {
	before := MonthPeriod(month.Month.Add(-1))
	elapsed := s.calendar.WorkingDays(month.Month.First(), s.f.AsOf)
	for before.To >= before.From && s.calendar.WorkingDays(before.From, before.To) > elapsed {
		before.To--
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
