package app

import (
	"slices"
	"time"
)

// How many backups are kept: the newest few however close together, and the
// last of each of so many days, weeks and months on which any was made.
const (
	keptNewest = 6
	keptDays   = 12
	keptWeeks  = 10
	keptMonths = 9
)

// Outdated returns the indices of the backups that need not be kept, given
// when each was made. Kept are the newest 6, and the last backup of each of
// the newest 12 days, 10 ISO weeks and 9 months that have one, at most 37.
// Days are those of each time's own location. just is the index of a backup
// that is kept in any case: the one just made and checked, which is the last
// good one even if the clock was set back.
func Outdated(made []time.Time, just int) []int {
	order := make([]int, len(made))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return made[b].Compare(made[a]) })
	keep := make([]bool, len(made))
	if just >= 0 && just < len(made) {
		keep[just] = true
	}
	for _, i := range order[:min(keptNewest, len(order))] {
		keep[i] = true
	}
	keepLast(keep, made, order, keptDays, func(t time.Time) [2]int { return [2]int{t.Year(), t.YearDay()} })
	keepLast(keep, made, order, keptWeeks, func(t time.Time) [2]int {
		year, week := t.ISOWeek()
		return [2]int{year, week}
	})
	keepLast(keep, made, order, keptMonths, func(t time.Time) [2]int { return [2]int{t.Year(), int(t.Month())} })
	var outdated []int
	for i, kept := range keep {
		if !kept {
			outdated = append(outdated, i)
		}
	}
	return outdated
}

// keepLast marks the last backup of each of the newest periods.
func keepLast(keep []bool, made []time.Time, newestFirst []int, periods int, of func(time.Time) [2]int) {
	seen := map[[2]int]bool{}
	for _, i := range newestFirst {
		period := of(made[i])
		if seen[period] {
			continue
		}
		if len(seen) == periods {
			return
		}
		seen[period] = true
		keep[i] = true
	}
}
