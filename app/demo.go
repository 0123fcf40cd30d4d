package app

import (
	"context"

	"attain/app/sales"
	"attain/app/sample"
)

// Demo says how large the sample team is; zero fields take the defaults of
// sample.Options.
type Demo struct {
	Reps, Months, Deals, Activities int
	Seed                            uint64
	Lang                            string
}

// FillDemo fills an empty database with the sample team, ending today, and
// completes the first run. A database with records is refused.
func (s *Service) FillDemo(ctx context.Context, demo Demo) error {
	return s.write(ctx, sales.LabelFounding, func(tx sales.Tx) error {
		if err := refuseRecords(ctx, tx); err != nil {
			return err
		}
		if err := s.ensureProcess(ctx, tx, demo.Lang, true); err != nil {
			return err
		}
		settings, err := tx.Settings(ctx)
		if err != nil {
			return err
		}
		settings.Language, settings.FirstRunDone = demo.Lang, true
		if err := putSettings(ctx, tx, settings); err != nil {
			return err
		}
		money, err := sales.NewCurrency(settings.Currency)
		if err != nil {
			return err
		}
		stages, err := tx.Stages(ctx)
		if err != nil {
			return err
		}
		return sample.Generate(ctx, sample.Options{
			Reps: demo.Reps, Months: demo.Months, Deals: demo.Deals, Activities: demo.Activities, Seed: demo.Seed, Lang: demo.Lang,
			Today: s.Today(), Now: s.Now(), Currency: money, Calendar: settings.Calendar(), Stages: stages,
		}, tx.Put)
	})
}

// refuseRecords fails where the database holds anything a user entered.
func refuseRecords(ctx context.Context, r sales.Reader) error {
	reps, err := r.Reps(ctx)
	if err != nil {
		return err
	}
	deals, err := r.Deals(ctx, sales.DealQuery{Limit: 1})
	if err != nil {
		return err
	}
	accounts, err := r.Accounts(ctx)
	if err != nil {
		return err
	}
	if len(reps)+len(deals)+len(accounts) > 0 {
		return &sales.Conflict{Kind: sales.KindDeal, Reason: "app.error.notEmpty"}
	}
	return nil
}
