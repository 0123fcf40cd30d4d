package app

import (
	"context"
	"strconv"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// importProfile applies rows of the ideal customer profile. The file is the
// whole of it, unless a row was rejected.
type importProfile struct {
	*importRun
	before []sales.Criterion
	kept   map[sales.ID]bool
}

func newImportProfile(ctx context.Context, run *importRun) (*importProfile, error) {
	before, err := run.tx.Profile(ctx)
	return &importProfile{importRun: run, before: before, kept: map[sales.ID]bool{}}, err
}

func (k *importProfile) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.SetupDraft](d)
	if err != nil {
		return err
	}
	c := sales.Criterion{Attribute: row.Extra["attribute"], Operator: strings.ToLower(row.Extra["operator"]), Value: row.Extra["value"], Weight: 1}
	switch c.Operator {
	case "":
		c.Operator = "is"
	case "is", "contains", "at least", "at most":
	default:
		return missing("operator", c.Operator, "app.import.settingValue")
	}
	if c.Attribute == "" {
		return invalid("attribute", "app.error.name")
	}
	if text, ok := row.Extra["weight"]; ok {
		if c.Weight, err = plainNumber("weight", text); err != nil {
			return err
		}
	}
	if c.Weight <= 0 {
		return invalid("weight", "app.error.weight")
	}
	existed, changed := false, true
	for _, old := range k.before {
		if !existed && !k.kept[old.ID] && old.Attribute == c.Attribute && old.Operator == c.Operator && old.Value == c.Value {
			c.ID, existed, changed = old.ID, true, old.Weight != c.Weight
		}
	}
	if !existed {
		c.ID = NewID()
	}
	k.kept[c.ID] = true
	k.count(existed, changed)
	return k.tx.Put(ctx, &c)
}

func (k *importProfile) finish(ctx context.Context) error {
	return dropOthers(ctx, k.importRun, sales.KindCriterion, k.kept, k.before, func(old sales.Criterion) sales.ID { return old.ID })
}

// importGoals applies rows of weekly activity goals. The file is the whole of
// them, unless a row was rejected.
type importGoals struct {
	*importRun
	before []sales.Goal
	kept   map[sales.ID]bool
}

func newImportGoals(ctx context.Context, run *importRun) (*importGoals, error) {
	before, err := run.tx.Goals(ctx)
	return &importGoals{importRun: run, before: before, kept: map[sales.ID]bool{}}, err
}

func (k *importGoals) draft(ctx context.Context, d importer.Draft) error {
	row, err := draftOf[*importer.SetupDraft](d)
	if err != nil {
		return err
	}
	goal := sales.Goal{Type: row.Type, Connected: yesWord(row.Extra["connected"])}
	if goal.Type == "" {
		return missing("type", "", "importer.reject.missing")
	}
	if goal.RepID, err = k.rep(ctx, row.Extra["rep"]); err != nil {
		return err
	}
	if goal.Count, err = wholeNumber("count", row.Extra["count"]); err != nil {
		return err
	}
	existed, changed := false, true
	for _, old := range k.before {
		if !existed && !k.kept[old.ID] && old.RepID == goal.RepID && old.Type == goal.Type && old.Connected == goal.Connected {
			goal.ID, existed, changed = old.ID, true, old.Count != goal.Count
		}
	}
	if !existed {
		goal.ID = NewID()
	}
	k.kept[goal.ID] = true
	k.count(existed, changed)
	return k.tx.Put(ctx, &goal)
}

func (k *importGoals) finish(ctx context.Context) error {
	return dropOthers(ctx, k.importRun, sales.KindGoal, k.kept, k.before, func(old sales.Goal) sales.ID { return old.ID })
}

// dropOthers deletes what was there and the file does not name, unless a row
// was rejected: then the file is not known to be whole.
func dropOthers[T any](ctx context.Context, run *importRun, kind sales.Kind, named map[sales.ID]bool, before []T, id func(T) sales.ID) error {
	if run.result.Rejected > 0 {
		return nil
	}
	for _, old := range before {
		if named[id(old)] {
			continue
		}
		if err := run.tx.Delete(ctx, kind, id(old)); err != nil {
			return err
		}
	}
	return nil
}

// yesWord reads a mark that our own export writes, or that a hand does.
func yesWord(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "yes", "1", "true", "y", "예":
		return true
	}
	return false
}

// plainNumber reads a number, or per cent as a fraction; empty is 0.
func plainNumber(field, text string) (float64, error) {
	digits, percent := strings.CutSuffix(strings.TrimSpace(orZero(text)), "%")
	v, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if err != nil || v != v || v > 1e15 || v < -1e15 {
		return 0, missing(field, text, "importer.reject.number")
	}
	if percent {
		v /= 100
	}
	return v, nil
}

// wholeNumber reads a count; empty is 0.
func wholeNumber(field, text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(orZero(text)))
	if err != nil || n < 0 || n > 1_000_000 {
		return 0, missing(field, text, "importer.reject.number")
	}
	return n, nil
}
