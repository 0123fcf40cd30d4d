package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"attain/app/importer"
	"attain/app/sales"
)

// Number is an exact decimal text in a cell of an export, see sales.Number.
type Number = sales.Number

// TableWriter takes an export. A cell is nil (empty), a string, a Number, an
// int64, a sales.Day or a time.Time.
type TableWriter interface {
	Header(names []string) error
	Row(cells []any) error
}

// BookWriter is a workbook being written: a table, and more of them on further
// sheets.
type BookWriter interface {
	TableWriter
	// Sheet ends the table and begins another, on a sheet of its own.
	Sheet(name string) error
}

// Export writes every record of a kind, all fields and all rows, in the form
// that Import reads. Money is in major units.
func (s *Service) Export(ctx context.Context, kind importer.Kind, w TableWriter) error {
	e, err := newExport(ctx, s, w)
	if err != nil {
		return fmt.Errorf("export %s: %w", kind, err)
	}
	write, known := map[importer.Kind]func(context.Context) error{
		importer.KindSettings: e.exportSettings, importer.KindStages: e.exportStages, importer.KindProfile: e.exportProfile,
		importer.KindGoals: e.exportGoals, importer.KindReps: e.exportReps, importer.KindProducts: e.exportProducts,
		importer.KindAccounts: e.exportAccounts, importer.KindContacts: e.exportContacts, importer.KindQuotas: e.exportQuotas,
		importer.KindDeals: e.exportDeals, importer.KindStageHistory: e.exportHistory, importer.KindLeads: e.exportLeads,
		importer.KindActivities: e.exportActivities,
	}[kind]
	if !known {
		return invalid("kind", "app.error.kind")
	}
	if err := write(ctx); err != nil {
		return fmt.Errorf("export %s: %w", kind, err)
	}
	return nil
}

// export is one running export with what references are written as.
type export struct {
	service  *Service
	w        TableWriter
	currency sales.Currency
	reps     []sales.Rep
	products []sales.Product
	accounts []sales.Account
	stages   map[sales.ID]sales.Stage
	repRef   map[sales.ID]string
	product  map[sales.ID]string
	account  map[sales.ID]string
}

func newExport(ctx context.Context, s *Service, w TableWriter) (*export, error) {
	e := &export{service: s, w: w, stages: map[sales.ID]sales.Stage{}}
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	if e.currency, err = sales.NewCurrency(settings.Currency); err != nil {
		return nil, err
	}
	if e.reps, err = s.store.Reps(ctx); err != nil {
		return nil, err
	}
	if e.products, err = s.store.Products(ctx); err != nil {
		return nil, err
	}
	if e.accounts, err = s.store.Accounts(ctx); err != nil {
		return nil, err
	}
	stages, err := s.store.Stages(ctx)
	if err != nil {
		return nil, err
	}
	for _, stage := range stages {
		e.stages[stage.ID] = stage
	}
	e.repRef = references(e.reps, func(r sales.Rep) (sales.ID, string, string) { return r.ID, r.ExternalID, r.Name })
	e.product = references(e.products, func(p sales.Product) (sales.ID, string, string) { return p.ID, p.ExternalID, p.Name })
	e.account = references(e.accounts, func(a sales.Account) (sales.ID, string, string) { return a.ID, a.ExternalID, a.Name })
	return e, nil
}

// references gives each record the words by which an import finds it again:
// its name where no other has it, else its external id or id.
func references[T any](records []T, of func(T) (sales.ID, string, string)) map[sales.ID]string {
	names := map[string]int{}
	for _, r := range records {
		_, external, name := of(r)
		names[fold(name)]++
		if external != "" && external != name {
			names[fold(external)]++
		}
	}
	words := make(map[sales.ID]string, len(records))
	for _, r := range records {
		id, external, name := of(r)
		if names[fold(name)] == 1 {
			words[id] = name
		} else {
			words[id] = keyOf(external, id)
		}
	}
	return words
}

// keyOf is the external id under which a record leaves: its own, else its id.
func keyOf(external string, id sales.ID) string {
	if external != "" {
		return external
	}
	return string(id)
}

func (e *export) exportReps(context.Context) error {
	if err := e.w.Header([]string{"external_id", "name", "email", "manager", "started", "left", "is_manager", "capacity", "ramp", "absences", "alias"}); err != nil {
		return err
	}
	for _, rep := range e.reps {
		var ramp, absences []string
		for _, percent := range rep.Ramp {
			ramp = append(ramp, strconv.Itoa(percent))
		}
		for _, a := range rep.Absences {
			absences = append(absences, a.From.String()+"/"+a.To.String())
		}
		err := e.w.Row([]any{
			keyOf(rep.ExternalID, rep.ID), rep.Name, rep.Email, rep.Manager, rep.Started, rep.Left,
			yes(rep.IsManager), int64(rep.Capacity), strings.Join(ramp, ";"), strings.Join(absences, ";"), strings.Join(rep.Aliases, ";"),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func (e *export) exportProducts(context.Context) error {
	if err := e.w.Header([]string{"external_id", "name", "price", "category", "archived"}); err != nil {
		return err
	}
	for _, p := range e.products {
		if err := e.w.Row([]any{keyOf(p.ExternalID, p.ID), p.Name, e.money(p.Price), p.Category, yes(p.Archived)}); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) money(a *sales.Amount) any {
	if a == nil {
		return nil
	}
	return Number(e.currency.Decimal(*a))
}

func (e *export) exportAccounts(context.Context) error {
	if err := e.w.Header([]string{"external_id", "name", "industry", "region"}); err != nil {
		return err
	}
	for _, a := range e.accounts {
		if err := e.w.Row([]any{keyOf(a.ExternalID, a.ID), a.Name, a.Industry, a.Region}); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) exportContacts(ctx context.Context) error {
	contacts, err := e.service.store.Contacts(ctx, sales.ContactQuery{})
	if err != nil {
		return err
	}
	deals, err := e.dealKeys(ctx)
	if err != nil {
		return err
	}
	leads, err := e.leadKeys(ctx)
	if err != nil {
		return err
	}
	if err := e.w.Header([]string{"external_id", "name", "title", "phone", "email", "account", "deal", "lead"}); err != nil {
		return err
	}
	for _, c := range contacts {
		if err := e.w.Row([]any{keyOf(c.ExternalID, c.ID), c.Name, c.Title, c.Phone, c.Email, e.account[c.AccountID], deals[c.DealID], leads[c.LeadID]}); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) dealKeys(ctx context.Context) (map[sales.ID]string, error) {
	keys := map[sales.ID]string{}
	err := e.service.store.EachDeal(ctx, func(d sales.Deal) error {
		keys[d.ID] = keyOf(d.ExternalID, d.ID)
		return nil
	})
	return keys, err
}

func (e *export) leadKeys(ctx context.Context) (map[sales.ID]string, error) {
	keys := map[sales.ID]string{}
	err := e.service.store.EachLead(ctx, func(l sales.Lead) error {
		keys[l.ID] = keyOf(l.ExternalID, l.ID)
		return nil
	})
	return keys, err
}

func (e *export) exportQuotas(ctx context.Context) error {
	rows, err := e.service.store.Quotas(ctx, 1, sales.MonthOf(9999, time.December))
	if err != nil {
		return err
	}
	if err := e.w.Header([]string{"rep", "period", "amount", "units", "product"}); err != nil {
		return err
	}
	for _, q := range rows {
		cells := []any{e.repRef[q.RepID], q.Month.String(), nil, nil, e.product[q.ProductID]}
		if q.Measure == sales.MeasureUnits {
			cells[3] = q.Value
		} else {
			cells[2] = Number(e.currency.Decimal(sales.Amount(q.Value)))
		}
		if err := e.w.Row(cells); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) exportLeads(ctx context.Context) error {
	var leads []sales.Lead
	names := map[string]bool{}
	if err := e.service.store.EachLead(ctx, func(l sales.Lead) error {
		leads = append(leads, l)
		for name := range l.Attributes {
			names[name] = true
		}
		return nil
	}); err != nil {
		return err
	}
	deals, err := e.dealKeys(ctx)
	if err != nil {
		return err
	}
	attributes := sortedNames(names)
	header := []string{"external_id", "name", "company", "rep", "source", "created", "status", "decided", "deal", "reason", "touches", "notes"}
	for _, name := range attributes {
		header = append(header, importer.AttrPrefix+name)
	}
	if err := e.w.Header(header); err != nil {
		return err
	}
	for _, l := range leads {
		deal := deals[l.DealID]
		if deal == "" {
			deal = l.DealRef
		}
		cells := []any{keyOf(l.ExternalID, l.ID), l.Name, l.Company, e.repRef[l.RepID], l.Source, l.Created, string(l.Status), l.Decided, deal, l.Reason, int64(l.Touches), l.Notes}
		for _, name := range attributes {
			cells = append(cells, l.Attributes[name])
		}
		if err := e.w.Row(cells); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) exportActivities(ctx context.Context) error {
	deals, err := e.dealKeys(ctx)
	if err != nil {
		return err
	}
	leads, err := e.leadKeys(ctx)
	if err != nil {
		return err
	}
	people, err := e.service.store.Contacts(ctx, sales.ContactQuery{})
	if err != nil {
		return err
	}
	names := make(map[sales.ID]string, len(people))
	for _, person := range people {
		names[person.ID] = person.Name
	}
	err = e.w.Header([]string{"external_id", "rep", "type", "at", "direction", "outcome", "deal", "lead", "account", "contact", "subject", "duration", "planned", "planned_on", "repeat", "remind_at", "notes"})
	if err != nil {
		return err
	}
	return e.service.store.EachActivity(ctx, func(a sales.Activity) error {
		deal, lead := deals[a.DealID], leads[a.LeadID]
		if deal == "" {
			deal = a.DealRef
		}
		if lead == "" {
			lead = a.LeadRef
		}
		var remind any
		if !a.RemindAt.IsZero() {
			remind = a.RemindAt.UTC().Format(time.RFC3339)
		}
		planned := "no"
		if a.Planned {
			planned = "yes"
		}
		return e.w.Row([]any{
			keyOf(a.ExternalID, a.ID), e.repRef[a.RepID], string(a.Type), e.moment(a.Day, a.At), string(a.Direction), string(a.Outcome),
			deal, lead, e.account[a.AccountID], names[a.ContactID], a.Subject, int64(a.Minutes), planned, a.PlannedOn, string(a.Repeat), remind, a.Notes,
		})
	})
}

// moment is a local date with the time of day where that belongs to the date
// in this machine's time zone.
func (e *export) moment(day sales.Day, at time.Time) any {
	if at.IsZero() {
		return day
	}
	if local := at.In(e.service.opts.Now().Location()); sales.DayOfTime(local) == day {
		return local
	}
	return day
}
