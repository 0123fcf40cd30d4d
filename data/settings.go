package data

import (
	"context"
	"encoding/json"
	"fmt"

	"attain/app/sales"
)

// Settings returns the settings: the defaults, with what the team set over
// them. They are one row of JSON, so that several changed at once are one
// change; fields that a newer version added keep their default.
func (r reader) Settings(ctx context.Context) (sales.Settings, error) {
	settings := sales.DefaultSettings()
	var value string
	err := r.q.QueryRowContext(ctx, "SELECT value FROM settings WHERE name = 'settings'").Scan(&value)
	if none(err) {
		return settings, nil
	}
	if err != nil {
		return sales.Settings{}, failure("read the settings", err)
	}
	if err := json.Unmarshal([]byte(value), &settings); err != nil {
		return sales.Settings{}, fmt.Errorf("read the settings: %w", err)
	}
	return settings, nil
}
