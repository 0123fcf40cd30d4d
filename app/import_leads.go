package app

import (
	"cmp"
	"context"

	"attain/app/importer"
	"attain/app/sales"
)

// importLeads applies rows of leads in batches, matched by external id or
// content.
type importLeads struct {
	*importRun
	batches[*importer.LeadDraft]
	there recordsThere
	read  map[sales.ID]*sales.Lead // of the leads that were there, those of the running batch
}

func newImportLeads(ctx context.Context, run *importRun) (*importLeads, error) {
	there, err := run.leadsThere(ctx)
	k := &importLeads{importRun: run, there: there}
	k.batches = batches[*importer.LeadDraft]{
		run: run, kind: sales.KindLead, externalID: func(row *importer.LeadDraft) string { return row.ExternalID },
		read: k.known, one: k.apply,
	}
	return k, err
}

func (k *importLeads) apply(ctx context.Context, key string, row *importer.LeadDraft) error {
	digest := k.rowDigest(row.Row)
	present, err := only(k.candidates(key, row), k.read, row.Name)
	if err != nil {
		return err
	}
	earlier, known := k.earlier(key)
	if present != nil {
		if settled, err := k.settled(ctx, judge(earlier, known, digest, present), sales.KindLead, present.ID, &row.Origin, cmp.Or(row.ExternalID, present.Name)); settled {
			return err
		}
	}
	lead, err := k.build(ctx, present, row)
	if err != nil {
		return err
	}
	k.count(present != nil, present == nil || hashOf(present) != hashOf(lead))
	k.mark(key, digest, lead.ID, lead)
	if present != nil {
		*present = lead
	}
	return k.later(ctx, &lead)
}

func (k *importLeads) build(ctx context.Context, present *sales.Lead, row *importer.LeadDraft) (sales.Lead, error) {
	lead := sales.Lead{ID: NewID(), ExternalID: row.ExternalID, Status: sales.LeadNew}
	if present != nil {
		lead = *present
	}
	setIf(&row.Origin, "name", &lead.Name, row.Name)
	setIf(&row.Origin, "company", &lead.Company, row.Company)
	setIf(&row.Origin, "source", &lead.Source, row.Channel)
	setIf(&row.Origin, "created", &lead.Created, row.Created.Day)
	setIf(&row.Origin, "decided", &lead.Decided, row.Decided.Day)
	setIf(&row.Origin, "reason", &lead.Reason, row.Reason)
	if row.Status != "" {
		lead.Status = row.Status
	}
	for _, name := range []string{row.Company, row.ExternalID} {
		if lead.Name == "" {
			lead.Name = name
		}
	}
	if lead.Name == "" {
		return lead, &rowError{field: "name", reason: "app.import.noName"}
	}
	if row.Has("rep") {
		rep, err := k.rep(ctx, row.Rep)
		if err != nil {
			return lead, err
		}
		lead.RepID = rep
	}
	if row.Attrs != nil {
		lead.Attributes = row.Attrs
	}
	if row.Has("touches") {
		lead.Touches = 0
		for _, touch := range row.Touches {
			lead.Touches += touch.Count
		}
	}
	if text, ok := row.Extra["notes"]; ok {
		lead.Notes = text
	}
	return lead, k.linkDeal(ctx, &lead, row.Deal)
}

// linkDeal resolves the deal a lead became, or keeps its words.
func (k *importLeads) linkDeal(ctx context.Context, lead *sales.Lead, reference string) error {
	if reference == "" {
		return nil
	}
	deal, err := k.deal(ctx, reference)
	if err != nil {
		return err
	}
	lead.DealID, lead.DealRef = "", reference
	if deal != nil {
		lead.DealID, lead.DealRef = deal.ID, ""
	} else {
		k.result.Unresolved++
	}
	return nil
}

func (k *importLeads) finish(ctx context.Context) error {
	if err := k.batches.finish(ctx); err != nil {
		return err
	}
	return k.service.resolveReferences(ctx, k.importRun)
}

// leadsThere are the leads that were there before a leads file came.
func (r *importRun) leadsThere(ctx context.Context) (recordsThere, error) {
	there := recordsThere{}
	return there, r.tx.EachLead(ctx, func(l sales.Lead) error {
		there.add(r, l.ID, l.ExternalID, l.Name)
		return nil
	})
}

// leadsOf reads leads by their ids.
func leadsOf(ctx context.Context, r sales.Reader, ids []sales.ID) (map[sales.ID]*sales.Lead, error) {
	found := make(map[sales.ID]*sales.Lead, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	leads, err := r.Leads(ctx, sales.LeadQuery{IDs: ids})
	for i := range leads {
		found[leads[i].ID] = &leads[i]
	}
	return found, err
}

// known reads the leads that the rows of a batch may be about.
func (k *importLeads) known(ctx context.Context, keys []string, rows []*importer.LeadDraft) error {
	var ids []sales.ID
	for i, row := range rows {
		ids = append(ids, k.candidates(keys[i], row)...)
	}
	var err error
	k.read, err = leadsOf(ctx, k.tx, ids)
	return err
}

// candidates are the ids of the leads that a row may be about: the one that
// has its external id, the one that it made before, in this file too, or those
// of the chosen name.
func (k *importLeads) candidates(key string, row *importer.LeadDraft) []sales.ID {
	byExternal := row.ExternalID != "" && len(k.key) == 0
	if ids := k.there[row.ExternalID]; byExternal && len(ids) > 0 {
		return ids
	}
	earlier, known := k.earlier(key)
	switch {
	case known:
		return []sales.ID{earlier.RecordID}
	case byExternal:
		return k.there.ids(row.ExternalID)
	case k.byName():
		return k.there[fold(row.Name)]
	}
	return nil
}
