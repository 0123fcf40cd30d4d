package app

import (
	"context"

	"attain/app/sales"
)

// Prepare makes the sales process and the ideal customer profile of a new
// database; it does nothing in one that has them. Run it after opening.
func (s *Service) Prepare(ctx context.Context) error {
	stages, err := s.store.Stages(ctx)
	if err != nil || len(stages) > 0 {
		return err
	}
	return s.write(ctx, sales.LabelFounding, func(tx sales.Tx) error { return s.ensureProcess(ctx, tx, "en", false) })
}
