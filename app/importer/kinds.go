package importer

import (
	"fmt"
	"strings"
)

// Kind says what one row of a table is.
type Kind string

// The kinds of tables, in the order in which they are best imported: what is
// referred to comes before what refers to it.
const (
	KindSettings     Kind = "settings"
	KindStages       Kind = "stages"
	KindReps         Kind = "reps"
	KindProducts     Kind = "products"
	KindAccounts     Kind = "accounts"
	KindProfile      Kind = "profile"
	KindGoals        Kind = "goals"
	KindQuotas       Kind = "quotas"
	KindDeals        Kind = "deals"
	KindStageHistory Kind = "stage-history"
	KindLeads        Kind = "leads"
	KindContacts     Kind = "contacts"
	KindActivities   Kind = "activities"
)

// Kinds lists every kind in the order in which they are best imported.
func Kinds() []Kind {
	return []Kind{
		KindSettings, KindStages, KindReps, KindProducts, KindAccounts, KindProfile, KindGoals, KindQuotas, KindDeals,
		KindStageHistory, KindLeads, KindContacts, KindActivities,
	}
}

// ParseKind reads a kind's name in any case; "history" is
// understood as stage-history. An unknown name is an error that lists all.
func ParseKind(name string) (Kind, error) {
	folded := strings.ToLower(strings.TrimSpace(name))
	if folded == "history" || folded == "stage_history" {
		return KindStageHistory, nil
	}
	names := make([]string, 0, len(Kinds()))
	for _, kind := range Kinds() {
		if string(kind) == folded {
			return kind, nil
		}
		names = append(names, string(kind))
	}
	return "", fmt.Errorf("unknown kind %q, must be one of %s", name, strings.Join(names, ", "))
}

// ValueType is what the texts of a column mean.
type ValueType string

// The value types a field can have and a column can be detected as.
const (
	TypeText    ValueType = "text"
	TypeID      ValueType = "id"
	TypeDate    ValueType = "date"
	TypeNumber  ValueType = "number"
	TypePercent ValueType = "percent"
	TypeYesNo   ValueType = "yesno"
	TypePeriod  ValueType = "period"
	TypeEmpty   ValueType = "empty"
)

// Field is one thing a row of a kind can carry.
type Field struct {
	// Name is the name used by --map, --const, --value and our own export.
	Name string
	// Type says how its texts are parsed.
	Type ValueType
	// Extra marks a field that reaches the draft as text in Origin.Extra and
	// is taken apart by the application (splits, ramp, absences ...).
	Extra bool
}
