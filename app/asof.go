package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// quiet is for how many days nothing may happen before records count as those
// of an earlier time.
const quiet = 62

// CountedTo is the day that ages and open deals are counted to where nobody
// says another one: today, or the last day on which anything happened where
// that is long ago. Of records that were brought in years later, every deal
// would be stuck and neglected today.
func (s *Service) CountedTo(ctx context.Context) (sales.Day, error) {
	today := s.Today()
	last, err := s.read.LastDay(ctx, today)
	if err != nil {
		return 0, fmt.Errorf("find where the records end: %w", err)
	}
	if last == 0 || today.Sub(last) <= quiet {
		return today, nil
	}
	return last, nil
}
