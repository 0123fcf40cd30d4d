package data

import (
	"slices"
	"strings"

	"attain/app/sales"
)

// table describes how a kind of record is kept: everything that writes,
// compares, logs or undoes records works from this alone.
type table struct {
	kind    sales.Kind
	columns []string                 // as in the record, the key first
	derived []string                 // computed from the record at every write
	fresh   func() sales.Record      // a new empty record
	fields  func(sales.Record) []any // one for each of columns; nil for a record of another kind
	derive  func(sales.Record) []any // one value for each of derived
	links   map[string]link          // by column; their id is of no record
	blank   []any                    // fields of an empty record
	insert  string                   // statement for one row
	inserts string                   // statement for rowsPerInsert rows
	update  string
}

// pointer is a record type's pointer, which is what implements sales.Record.
type pointer[T any] interface {
	*T
	sales.Record
}

// describe makes a table from the names of its columns and the fields that
// hold them.
func describe[T any, P pointer[T]](columns string, fields func(P) []any) *table {
	t := &table{
		kind:    P(new(T)).RecordKind(),
		columns: strings.Fields(columns),
		fresh:   func() sales.Record { return P(new(T)) },
		fields: func(r sales.Record) []any {
			if p, ok := r.(P); ok && p != nil {
				return fields(p)
			}
			return nil
		},
		links: map[string]link{},
		blank: fields(new(T)),
	}
	for i, f := range t.blank {
		if l, ok := f.(link); ok {
			l.id = nil
			t.links[t.columns[i]] = l
		}
	}
	return t
}

func (t *table) key() string { return t.columns[0] }

// selected returns "SELECT columns FROM table" with every column qualified
// by the table's name, so that joins can follow.
func (t *table) selected() string {
	var b strings.Builder
	b.WriteString("SELECT ")
	for i, c := range t.columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(t.kind) + "." + c)
	}
	b.WriteString(" FROM " + string(t.kind) + " ")
	return b.String()
}

// state writes the statements, once the columns are known.
func (t *table) state() {
	all := slices.Concat(t.columns, t.derived)
	t.update = "UPDATE " + string(t.kind) + " SET " + strings.Join(all[1:], " = ?, ") + " = ? WHERE " + t.key() + " = ?"
	t.insert = "INSERT INTO " + string(t.kind) + " (" + strings.Join(all, ", ") + ") VALUES " + placeholders(1, len(all))
	t.inserts = "INSERT INTO " + string(t.kind) + " (" + strings.Join(all, ", ") + ") VALUES " + placeholders(rowsPerInsert, len(all))
}

// placeholders returns "(?, ?), (?, ?)" for two rows of two columns.
func placeholders(rows, columns int) string {
	row := "(?" + strings.Repeat(", ?", columns-1) + ")"
	return row + strings.Repeat(", "+row, rows-1)
}

// row returns the record as the values of its columns.
func (t *table) row(r sales.Record) ([]any, error) {
	fields := t.fields(r)
	values := make([]any, len(fields), len(fields)+len(t.derived))
	for i, f := range fields {
		v, err := stored(f)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return values, nil
}

// cells returns what a row of the table is scanned into: the record's fields.
func (t *table) cells(r sales.Record) []any {
	fields := t.fields(r)
	targets := make([]any, len(fields))
	for i, f := range fields {
		targets[i] = &cell{f}
	}
	return targets
}

// schema is every table of records. A kind comes after the kinds it refers
// to, except that leads refer to deals and contacts to both.
type schema struct {
	tables []*table
	byKind map[sales.Kind]*table
}

// newSchema describes the tables of migrations/00001_foundation.sql.
func newSchema() *schema {
	s := &schema{byKind: map[sales.Kind]*table{}}
	for _, t := range [][]*table{settingTables(), teamTables(), dealTables(), customerTables(), targetTables()} {
		s.tables = append(s.tables, t...)
	}
	for _, t := range s.tables {
		t.state()
		s.byKind[t.kind] = t
	}
	return s
}

// dependent is a column that refers to a kind.
type dependent struct {
	table    *table
	column   string
	onDelete onDelete
}

// dependents returns the columns that refer to records of a kind.
func (s *schema) dependents(kind sales.Kind) []dependent {
	var found []dependent
	for _, t := range s.tables {
		for _, column := range t.columns {
			if l, ok := t.links[column]; ok && l.kind == kind {
				found = append(found, dependent{t, column, l.onDelete})
			}
		}
	}
	return found
}

func settingTables() []*table {
	return []*table{
		describe("name value", func(r *sales.Setting) []any { return []any{&r.Name, &r.Value} }),
		describe("month closed_at frozen ledger facts", func(r *sales.Closing) []any {
			return []any{&r.Month, &r.ClosedAt, &r.Frozen, &r.Ledger, &r.Facts}
		}),
		describe("id attribute operator value weight", func(r *sales.Criterion) []any {
			return []any{(*string)(&r.ID), &r.Attribute, &r.Operator, &r.Value, &r.Weight}
		}),
		describe("id name position kind definition criteria probability day_limit quiet_days late archived",
			func(r *sales.Stage) []any {
				return []any{
					(*string)(&r.ID), &r.Name, &r.Position, (*string)(&r.Kind), &r.Definition, list(&r.Criteria),
					&r.Probability, &r.DayLimit, &r.QuietDays, &r.Late, &r.Archived,
				}
			}),
	}
}

func teamTables() []*table {
	return []*table{
		describe("id external_id name email manager is_manager started left_on capacity ramp absences aliases",
			func(r *sales.Rep) []any {
				return []any{
					(*string)(&r.ID), &r.ExternalID, &r.Name, &r.Email, &r.Manager, &r.IsManager, &r.Started, &r.Left,
					&r.Capacity, list(&r.Ramp), list(&r.Absences), list(&r.Aliases),
				}
			}),
		describe("id external_id name price category archived", func(r *sales.Product) []any {
			return []any{(*string)(&r.ID), &r.ExternalID, &r.Name, &r.Price, &r.Category, &r.Archived}
		}),
		describe("id external_id name industry region", func(r *sales.Account) []any {
			return []any{(*string)(&r.ID), &r.ExternalID, &r.Name, &r.Industry, &r.Region}
		}),
		describe("id rep_id type count connected", func(r *sales.Goal) []any {
			return []any{(*string)(&r.ID), refer(&r.RepID, sales.KindRep, cascade), (*string)(&r.Type), &r.Count, &r.Connected}
		}),
	}
}

func dealTables() []*table {
	deal := func(id *sales.ID) link { return refer(id, sales.KindDeal, cascade) }
	rep := func(id *sales.ID) link { return refer(id, sales.KindRep, restrict) }
	return []*table{
		describe(`id external_id name account_id owner_id amount units created expected_close probability source
			reason next_step next_step_due checked notes deleted`, func(r *sales.Deal) []any {
			return []any{
				(*string)(&r.ID), &r.ExternalID, &r.Name, refer(&r.AccountID, sales.KindAccount, restrict), rep(&r.OwnerID),
				&r.Amount, &r.Units, &r.Created, &r.ExpectedClose, &r.Probability, &r.Source,
				&r.Reason, &r.NextStep, &r.NextStepDue, list(&r.Checked), &r.Notes, &r.Deleted,
			}
		}),
		describe("id deal_id product_id units amount", func(r *sales.Line) []any {
			return []any{(*string)(&r.ID), deal(&r.DealID), refer(&r.ProductID, sales.KindProduct, restrict), &r.Units, &r.Amount}
		}),
		describe("id deal_id rep_id weight", func(r *sales.Share) []any {
			return []any{(*string)(&r.ID), deal(&r.DealID), rep(&r.RepID), &r.Weight}
		}),
		describe("id deal_id until amount", func(r *sales.Value) []any {
			return []any{(*string)(&r.ID), deal(&r.DealID), &r.Until, &r.Amount}
		}),
		describe("id deal_id seq stage_id at day owner_id implied", func(r *sales.Move) []any {
			return []any{
				(*string)(&r.ID), deal(&r.DealID), &r.Seq, refer(&r.StageID, sales.KindStage, restrict),
				&r.At, &r.Day, rep(&r.OwnerID), &r.Implied,
			}
		}),
		describe("id external_id deal_id rep_id day amount units reason", func(r *sales.Adjustment) []any {
			return []any{(*string)(&r.ID), &r.ExternalID, deal(&r.DealID), rep(&r.RepID), &r.Day, &r.Amount, &r.Units, &r.Reason}
		}),
	}
}

func customerTables() []*table {
	return []*table{
		describe("id external_id name company rep_id source created status decided deal_id deal_ref reason touches attributes notes",
			func(r *sales.Lead) []any {
				return []any{
					(*string)(&r.ID), &r.ExternalID, &r.Name, &r.Company, refer(&r.RepID, sales.KindRep, restrict), &r.Source,
					&r.Created, (*string)(&r.Status), &r.Decided, refer(&r.DealID, sales.KindDeal, forget), &r.DealRef,
					&r.Reason, &r.Touches, mapping(&r.Attributes), &r.Notes,
				}
			}),
		describe("id external_id account_id lead_id deal_id name title phone email", func(r *sales.Contact) []any {
			return []any{
				(*string)(&r.ID), &r.ExternalID, refer(&r.AccountID, sales.KindAccount, forget), refer(&r.LeadID, sales.KindLead, forget),
				refer(&r.DealID, sales.KindDeal, forget), &r.Name, &r.Title, &r.Phone, &r.Email,
			}
		}),
		activityTable(),
	}
}

func activityTable() *table {
	t := describe(`id external_id rep_id type direction outcome at day planned planned_on deal_id deal_ref lead_id lead_ref
		account_id contact_id subject notes minutes repeat remind_at`, func(r *sales.Activity) []any {
		return []any{
			(*string)(&r.ID), &r.ExternalID, refer(&r.RepID, sales.KindRep, restrict), (*string)(&r.Type),
			(*string)(&r.Direction), (*string)(&r.Outcome), &r.At, &r.Day, &r.Planned, &r.PlannedOn,
			refer(&r.DealID, sales.KindDeal, cascade), &r.DealRef, refer(&r.LeadID, sales.KindLead, cascade), &r.LeadRef,
			refer(&r.AccountID, sales.KindAccount, forget), refer(&r.ContactID, sales.KindContact, forget),
			&r.Subject, &r.Notes, &r.Minutes, (*string)(&r.Repeat), &r.RemindAt,
		}
	})
	t.derived = []string{"connected", "thread"}
	t.derive = func(r sales.Record) []any {
		a, ok := r.(*sales.Activity)
		if !ok {
			return nil
		}
		connected := int64(0)
		if sales.Connects(*a) {
			connected = 1
		}
		return []any{connected, sales.Thread(*a)}
	}
	return t
}

func targetTables() []*table {
	return []*table{
		describe("id rep_id month product_id measure value", func(r *sales.Quota) []any {
			return []any{
				(*string)(&r.ID), refer(&r.RepID, sales.KindRep, cascade), &r.Month,
				refer(&r.ProductID, sales.KindProduct, cascade), (*string)(&r.Measure), &r.Value,
			}
		}),
	}
}
