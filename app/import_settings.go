package app

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"attain/app/importer"
	"attain/app/sales"
)

// importSettings applies rows of settings, each a name and a value. What the
// file does not name stays as it is.
type importSettings struct {
	*importRun
	before     sales.Settings
	settings   sales.Settings
	thresholds map[string]json.RawMessage
}

func newImportSettings(ctx context.Context, run *importRun) (*importSettings, error) {
	settings, err := run.tx.Settings(ctx)
	if err != nil {
		return nil, err
	}
	thresholds, err := thresholdTexts(settings.Thresholds)
	return &importSettings{importRun: run, before: settings, settings: settings, thresholds: thresholds}, err
}

// thresholdTexts is the thresholds by name, as JSON numbers.
func thresholdTexts(t sales.Thresholds) (map[string]json.RawMessage, error) {
	content, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("list the thresholds: %w", err)
	}
	texts := map[string]json.RawMessage{}
	if err := json.Unmarshal(content, &texts); err != nil {
		return nil, fmt.Errorf("list the thresholds: %w", err)
	}
	return texts, nil
}

func weekdayName(day time.Weekday) string { return strings.ToLower(day.String()) }

func (k *importSettings) draft(_ context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.SetupDraft](d)
	if err != nil {
		return err
	}
	name, value := strings.ToLower(strings.TrimSpace(row.Extra["name"])), strings.TrimSpace(row.Extra["value"])
	old := hashOf([]any{k.settings, k.thresholds})
	if err := k.set(name, value); err != nil {
		return err
	}
	k.count(true, old != hashOf([]any{k.settings, k.thresholds}))
	return nil
}

// set changes one setting; an unknown name or a value of another kind is the
// row's fault.
func (k *importSettings) set(name, value string) error {
	switch name {
	case "currency":
		if _, err := sales.NewCurrency(value); err != nil {
			return err
		}
		k.settings.Currency = value
	case "fiscal_start":
		month, err := strconv.Atoi(value)
		if err != nil || month < 1 || month > 12 {
			return invalid(name, "app.error.month")
		}
		k.settings.FiscalStart = time.Month(month)
	case "weekend":
		days, err := weekdays(value)
		if err != nil {
			return err
		}
		k.settings.Weekend = days
	case "holidays":
		days, err := holidays(value)
		if err != nil {
			return err
		}
		k.settings.Holidays = days
	case "managers_in_sum":
		if value != "auto" && value != "always" && value != "never" {
			return missing(name, value, "app.import.settingValue")
		}
		k.settings.ManagersInSum = value
	default:
		return k.setThreshold(name, value)
	}
	return nil
}

// setThreshold keeps the number's text, so that it reads back exactly.
func (k *importSettings) setThreshold(name, value string) error {
	old, known := k.thresholds[name]
	if !known {
		return missing("name", name, "app.import.noSetting")
	}
	k.thresholds[name] = json.RawMessage(value)
	content, err := json.Marshal(k.thresholds)
	var thresholds sales.Thresholds
	if err == nil {
		err = json.Unmarshal(content, &thresholds)
	}
	if err != nil || value == "null" || value == "" {
		k.thresholds[name] = old
		return missing(name, value, "importer.reject.number")
	}
	k.settings.Thresholds = thresholds
	return nil
}

func weekdays(text string) ([]time.Weekday, error) {
	days := []time.Weekday{}
	for _, word := range entries(text) {
		found := false
		for day := time.Sunday; day <= time.Saturday; day++ {
			if weekdayName(day) == strings.ToLower(word) {
				days, found = append(days, day), true
			}
		}
		if !found {
			return nil, missing("weekend", word, "app.import.settingValue")
		}
	}
	return days, nil
}

func holidays(text string) ([]sales.Day, error) {
	var days []sales.Day
	for _, word := range entries(text) {
		day, err := dayOfCell(word)
		if err != nil {
			return nil, missing("holidays", word, "importer.reject.date")
		}
		days = append(days, day)
	}
	return days, nil
}

// entries takes a cell with several entries, parted by semicolons, apart.
func entries(text string) []string {
	var list []string
	for word := range strings.SplitSeq(text, ";") {
		if word = strings.TrimSpace(word); word != "" {
			list = append(list, word)
		}
	}
	return list
}

// dayOfCell reads a date; a date cell of a workbook comes with midnight.
func dayOfCell(text string) (sales.Day, error) {
	return sales.ParseDay(strings.TrimSuffix(text, "T00:00:00"))
}

func (k *importSettings) finish(ctx context.Context) error {
	if err := checkSettings(k.settings); err != nil {
		return err
	}
	if k.before.Currency != k.settings.Currency {
		if err := checkCurrencyChange(ctx, k.tx); err != nil {
			return err
		}
	}
	return putSettings(ctx, k.tx, k.settings)
}
