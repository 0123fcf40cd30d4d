package app

import (
	"context"
	"encoding/json"
	"fmt"

	"attain/app/sales"
)

// settingName is the one row in which the settings are kept as JSON, so that
// a change of several is one undo step.
const settingName = "settings"

// Settings returns the team's settings.
func (s *Service) Settings(ctx context.Context) (sales.Settings, error) { return s.store.Settings(ctx) }

// SaveSettings validates and replaces the settings. The currency cannot
// change once there is any money in the database.
func (s *Service) SaveSettings(ctx context.Context, settings sales.Settings) error {
	if err := checkSettings(settings); err != nil {
		return err
	}
	return s.write(ctx, "views.did.saveSettings", func(tx sales.Tx) error {
		before, err := tx.Settings(ctx)
		if err != nil {
			return err
		}
		if before.Currency != settings.Currency {
			if err := checkCurrencyChange(ctx, tx); err != nil {
				return err
			}
		}
		return putSettings(ctx, tx, settings)
	})
}

func checkSettings(settings sales.Settings) error {
	if _, err := sales.NewCurrency(settings.Currency); err != nil {
		return err
	}
	switch {
	case settings.Language != "en" && settings.Language != "ko":
		return invalid("language", "app.error.language")
	case settings.FiscalStart < 1 || settings.FiscalStart > 12:
		return invalid("fiscal_start", "app.error.month")
	case len(settings.Weekend) >= 7:
		return invalid("weekend", "app.error.weekend")
	}
	return checkThresholds(settings.Thresholds)
}

func checkCurrencyChange(ctx context.Context, r sales.Reader) error {
	deals, err := r.Deals(ctx, sales.DealQuery{Limit: 1})
	if err != nil {
		return err
	}
	quotas, err := r.Quotas(ctx, 1, sales.MonthOf(9999, 12))
	if err != nil {
		return err
	}
	if len(deals) > 0 || len(quotas) > 0 {
		return invalid("currency", "app.error.currencyInUse")
	}
	return nil
}

func putSettings(ctx context.Context, tx sales.Tx, settings sales.Settings) error {
	value, err := json.Marshal(settings)
	if err != nil {
		return fmt.Errorf("write the settings: %w", err)
	}
	return tx.Put(ctx, &sales.Setting{Name: settingName, Value: string(value)})
}

// FirstRun is the answer to the four questions of the first run.
type FirstRun struct {
	Language    string
	Currency    string
	FiscalStart int    // 1 to 12
	Role        string // "team" or "rep"
	Name        string // of the rep, where Role is "rep"
}

// CompleteFirstRun keeps the answers and makes the default process in the
// language chosen.
func (s *Service) CompleteFirstRun(ctx context.Context, run FirstRun) error {
	return s.write(ctx, sales.LabelFounding, func(tx sales.Tx) error {
		settings, err := tx.Settings(ctx)
		if err != nil {
			return err
		}
		settings.Language, settings.Currency, settings.Role, settings.FirstRunDone = run.Language, run.Currency, run.Role, true
		settings.FiscalStart = sales.MonthOf(2000, 1).Add(run.FiscalStart - 1).Calendar()
		if run.FiscalStart < 1 || run.FiscalStart > 12 {
			return invalid("fiscal_start", "app.error.month")
		}
		if run.Role == "rep" {
			rep := sales.Rep{ID: NewID(), Name: run.Name}
			if rep.Name == "" {
				return invalid("name", "app.error.name")
			}
			if err := tx.Put(ctx, &rep); err != nil {
				return err
			}
			settings.RepID = rep.ID
		}
		if err := checkSettings(settings); err != nil {
			return err
		}
		if err := putSettings(ctx, tx, settings); err != nil {
			return err
		}
		return s.ensureProcess(ctx, tx, run.Language, true)
	})
}

// ensureProcess makes the default process where there is none, and puts the
// words of a language on an untouched one when rename is set.
func (s *Service) ensureProcess(ctx context.Context, tx sales.Tx, lang string, rename bool) error {
	present, err := tx.Stages(ctx)
	if err != nil {
		return err
	}
	stages := sales.DefaultProcess(s.opts.Text(lang))
	if len(present) > 0 {
		deals, err := tx.Deals(ctx, sales.DealQuery{Limit: 1})
		if err != nil {
			return err
		}
		if !rename || len(deals) > 0 || len(present) != len(stages) {
			return nil
		}
		for i := range stages {
			stages[i].ID = present[i].ID
		}
	}
	for i := range stages {
		if stages[i].ID == "" {
			stages[i].ID = NewID()
		}
		if err := tx.Put(ctx, &stages[i]); err != nil {
			return err
		}
	}
	if len(present) > 0 {
		return nil
	}
	return putDefaults(ctx, tx)
}

// putDefaults makes the goals and the ideal customer profile of a new database.
func putDefaults(ctx context.Context, tx sales.Tx) error {
	for _, goal := range sales.DefaultGoals() {
		goal.ID = NewID()
		if err := tx.Put(ctx, &goal); err != nil {
			return err
		}
	}
	for _, criterion := range sales.DefaultProfile() {
		criterion.ID = NewID()
		if err := tx.Put(ctx, &criterion); err != nil {
			return err
		}
	}
	return nil
}
