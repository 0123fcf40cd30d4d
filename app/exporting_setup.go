package app

import (
	"context"
	"strconv"
	"strings"

	"attain/app/sales"
)

// exportSettings writes the settings that change figures, one a row; what
// belongs to a person or a machine (language, theme, folders) stays.
func (e *export) exportSettings(ctx context.Context) error {
	settings, err := e.service.store.Settings(ctx)
	if err != nil {
		return err
	}
	if err := e.w.Header([]string{"name", "value"}); err != nil {
		return err
	}
	entries, err := settingEntries(settings)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := e.w.Row([]any{entry[0], entry[1]}); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) exportStages(ctx context.Context) error {
	stages, err := e.service.store.Stages(ctx)
	if err != nil {
		return err
	}
	if err := e.w.Header([]string{"name", "kind", "probability", "day_limit", "quiet_days", "late", "definition", "criteria", "archived"}); err != nil {
		return err
	}
	for _, s := range stages {
		var criteria any
		if len(s.Criteria) > 0 {
			criteria = jsonText(s.Criteria)
		}
		err := e.w.Row([]any{
			s.Name, string(s.Kind), exactly(s.Probability), int64(s.DayLimit), int64(s.QuietDays), yes(s.Late), s.Definition, criteria, yes(s.Archived),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *export) exportProfile(ctx context.Context) error {
	criteria, err := e.service.store.Profile(ctx)
	if err != nil {
		return err
	}
	if err := e.w.Header([]string{"attribute", "operator", "value", "weight"}); err != nil {
		return err
	}
	for _, c := range criteria {
		if err := e.w.Row([]any{c.Attribute, c.Operator, c.Value, exactly(c.Weight)}); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) exportGoals(ctx context.Context) error {
	goals, err := e.service.store.Goals(ctx)
	if err != nil {
		return err
	}
	if err := e.w.Header([]string{"rep", "type", "count", "connected"}); err != nil {
		return err
	}
	for _, g := range goals {
		if err := e.w.Row([]any{e.repRef[g.RepID], string(g.Type), int64(g.Count), yes(g.Connected)}); err != nil {
			return err
		}
	}
	return nil
}

// exactly is the shortest decimal that reads back as the same number.
func exactly(v float64) Number { return Number(strconv.FormatFloat(v, 'f', -1, 64)) }

// listed joins the texts of a list as a cell of an export holds them.
func listed[T any](list []T, text func(T) string) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = text(v)
	}
	return strings.Join(words, ";")
}

// settingEntries lists the settings that change figures by name, in a fixed
// order.
func settingEntries(s sales.Settings) ([][2]string, error) {
	entries := [][2]string{
		{"currency", s.Currency},
		{"fiscal_start", strconv.Itoa(int(s.FiscalStart))},
		{"weekend", listed(s.Weekend, weekdayName)},
		{"holidays", listed(s.Holidays, sales.Day.String)},
		{"managers_in_sum", s.ManagersInSum},
	}
	thresholds, err := thresholdTexts(s.Thresholds)
	if err != nil {
		return nil, err
	}
	for _, name := range sortedNames(thresholds) {
		entries = append(entries, [2]string{name, string(thresholds[name])})
	}
	return entries, nil
}
