package app

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"attain/app/importer"
)

// draftText is one field of a draft in words. always shows it even where the
// table has no column for it, because it was recognised from others.
type draftText struct {
	field, text string
	always      bool
}

type draftRow []draftText

// of is the text of a field; empty if the draft has none.
func (r draftRow) of(field string) string {
	for _, value := range r {
		if value.field == field {
			return value.text
		}
	}
	return ""
}

// draftTexts are the fields of a draft as they would become, with times of
// day at a place; fields that are kept as they stand come last.
func draftTexts(d importer.Draft, place *time.Location) draftRow {
	row := ownTexts(d, place)
	if _, setup := d.(*importer.SetupDraft); setup {
		return row
	}
	extra := d.Source().Extra
	for _, field := range slices.Sorted(maps.Keys(extra)) {
		row = append(row, draftText{field: field, text: extra[field]})
	}
	return row
}

func ownTexts(d importer.Draft, place *time.Location) draftRow {
	switch d := d.(type) {
	case *importer.DealDraft:
		return dealTexts(d, place)
	case *importer.MoveDraft:
		return draftRow{
			{field: "deal", text: d.Deal},
			{field: "stage", text: d.Stage},
			{field: "outcome", text: string(d.Outcome), always: true},
			{field: "at", text: momentText(d.At, place)},
			{field: "amount", text: d.Amount.String()},
			{field: "probability", text: d.Probability.String()},
			{field: "reason", text: d.Reason},
		}
	case *importer.ActivityDraft:
		return activityTexts(d, place)
	case *importer.LeadDraft:
		return leadTexts(d, place)
	case *importer.QuotaDraft:
		return draftRow{
			{field: "rep", text: d.Rep},
			{field: "period", text: periodText(d.Period), always: true},
			{field: "amount", text: d.Amount.String(), always: true},
			{field: "units", text: d.Units.String()},
			{field: "product", text: d.Product},
		}
	case *importer.RepDraft:
		return draftRow{
			{field: "external_id", text: d.ExternalID},
			{field: "name", text: d.Name},
			{field: "email", text: d.Email},
			{field: "manager", text: d.Manager},
			{field: "started", text: d.Started.String()},
			{field: "left", text: d.Left.String()},
		}
	case *importer.ProductDraft:
		return draftRow{
			{field: "external_id", text: d.ExternalID}, {field: "name", text: d.Name}, {field: "price", text: d.Price.String()}, {field: "category", text: d.Category},
		}
	case *importer.AccountDraft:
		return draftRow{
			{field: "external_id", text: d.ExternalID}, {field: "name", text: d.Name}, {field: "industry", text: d.Industry}, {field: "region", text: d.Region},
		}
	case *importer.ContactDraft:
		return draftRow{
			{field: "external_id", text: d.ExternalID},
			{field: "name", text: d.Name},
			{field: "title", text: d.Title},
			{field: "phone", text: d.Phone},
			{field: "email", text: d.Email},
			{field: "account", text: d.Account},
			{field: "deal", text: d.Deal},
			{field: "lead", text: d.Lead},
		}
	case *importer.SetupDraft:
		return setupTexts(d)
	}
	return nil
}

// setupTexts shows what a row of settings, stages, profile or goals says, in
// the order of names.
func setupTexts(d *importer.SetupDraft) draftRow {
	row := draftRow{{field: "type", text: string(d.Type)}}
	for _, field := range slices.Sorted(maps.Keys(d.Extra)) {
		row = append(row, draftText{field: field, text: d.Extra[field], always: true})
	}
	return row
}

func dealTexts(d *importer.DealDraft, place *time.Location) draftRow {
	return draftRow{
		{field: "external_id", text: d.ExternalID},
		{field: "name", text: d.Name},
		{field: "account", text: d.Account},
		{field: "rep", text: d.Rep},
		{field: "product", text: d.Product},
		{field: "units", text: d.Units.String()},
		{field: "amount", text: d.Amount.String()},
		{field: "stage", text: d.Stage},
		{field: "outcome", text: string(d.Outcome), always: true},
		{field: "created", text: momentText(d.Created, place)},
		{field: "closed", text: momentText(d.Closed, place)},
		{field: "expected_close", text: d.ExpectedClose.String()},
		{field: "probability", text: d.Probability.String()},
		{field: "reason", text: d.Reason},
		{field: "source", text: d.Channel},
		{field: "next_step", text: d.NextStep},
	}
}

func activityTexts(d *importer.ActivityDraft, place *time.Location) draftRow {
	minutes := ""
	if d.Minutes > 0 {
		minutes = strconv.Itoa(d.Minutes)
	}
	return draftRow{
		{field: "external_id", text: d.ExternalID},
		{field: "rep", text: d.Rep},
		{field: "type", text: string(d.Type), always: true},
		{field: "at", text: momentText(d.At, place)},
		{field: "direction", text: string(d.Direction)},
		{field: "outcome", text: string(d.Outcome)},
		{field: "deal", text: d.Deal},
		{field: "lead", text: d.Lead},
		{field: "account", text: d.Account},
		{field: "subject", text: d.Subject},
		{field: "duration", text: minutes},
		{field: "planned", text: yes(d.Planned)},
	}
}

func leadTexts(d *importer.LeadDraft, place *time.Location) draftRow {
	return draftRow{
		{field: "external_id", text: d.ExternalID},
		{field: "name", text: d.Name, always: true},
		{field: "company", text: d.Company},
		{field: "rep", text: d.Rep},
		{field: "source", text: d.Channel},
		{field: "created", text: momentText(d.Created, place)},
		{field: "status", text: string(d.Status)},
		{field: "decided", text: momentText(d.Decided, place)},
		{field: "deal", text: d.Deal},
		{field: "reason", text: d.Reason},
		{field: "touches", text: touchesText(d.Touches)},
	}
}

// touchesText is how many touches there were.
func touchesText(touches []importer.Touch) string {
	if len(touches) == 0 {
		return ""
	}
	count := 0
	for _, touch := range touches {
		count += touch.Count
	}
	return strconv.Itoa(count)
}

func momentText(m importer.Moment, place *time.Location) string {
	if m.HasClock {
		return m.At.In(place).Format("2006-01-02 15:04")
	}
	return m.Day.String()
}

func periodText(p importer.Period) string {
	switch {
	case p.Quarter > 0:
		return strconv.Itoa(p.Year) + "-Q" + strconv.Itoa(p.Quarter)
	case p.Year > 0 && p.Length == importer.LengthYear:
		return strconv.Itoa(p.Year)
	default:
		return p.Month.String()
	}
}
