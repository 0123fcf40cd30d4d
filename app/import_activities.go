package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"attain/app/importer"
	"attain/app/sales"
)

// importActivities applies rows of activities in batches, as they are read.
type importActivities struct {
	*importRun
	batches[*importer.ActivityDraft]
	there    map[sales.ID]*sales.Activity // of those that earlier imports made, those of the running batch
	contacts map[string][]sales.Contact   // by folded name; nil until a row names one
	types    map[sales.ActivityType]bool  // of the team's own, that rows named
}

func newImportActivities(run *importRun) *importActivities {
	k := &importActivities{importRun: run, types: map[sales.ActivityType]bool{}}
	k.batches = batches[*importer.ActivityDraft]{
		run: run, kind: sales.KindActivity, externalID: func(row *importer.ActivityDraft) string { return row.ExternalID },
		read: k.known, one: k.apply,
	}
	return k
}

// known reads the activities that the rows of a batch made before.
func (k *importActivities) known(ctx context.Context, keys []string, _ []*importer.ActivityDraft) error {
	var ids []sales.ID
	for _, key := range keys {
		if earlier, known := k.earlier(key); known {
			ids = append(ids, earlier.RecordID)
		}
	}
	k.there = map[sales.ID]*sales.Activity{}
	if len(ids) == 0 {
		return nil
	}
	found, err := k.tx.Activities(ctx, sales.ActivityQuery{IDs: ids})
	for i := range found {
		k.there[found[i].ID] = &found[i]
	}
	return err
}

func (k *importActivities) apply(ctx context.Context, key string, row *importer.ActivityDraft) error {
	digest := k.rowDigest(row.Row)
	earlier, known := k.earlier(key)
	present := k.there[earlier.RecordID] // none where it was deleted since
	if present != nil {
		if settled, err := k.settled(ctx, judge(earlier, known, digest, present), sales.KindActivity, present.ID, &row.Origin, cmp.Or(row.ExternalID, present.Subject)); settled {
			return err
		}
	}
	activity, err := k.build(ctx, present, row)
	if err != nil {
		return err
	}
	if err := k.noteType(ctx, activity.Type); err != nil {
		return err
	}
	k.count(present != nil, present == nil || hashOf(present) != hashOf(activity))
	k.mark(key, digest, activity.ID, activity)
	return k.later(ctx, &activity)
}

// noteType notes a type of the team's own that no activity here has yet: a word
// that is misspelt, or means nothing, would stand in every list from now on.
func (k *importActivities) noteType(ctx context.Context, kind sales.ActivityType) error {
	if kind.Usual() || k.types[kind] || len(k.result.NewTypes) >= mostUnknown {
		return nil
	}
	k.types[kind] = true
	n, err := k.tx.CountActivities(ctx, sales.ActivityQuery{Type: kind})
	if err != nil {
		return err
	}
	if n == 0 {
		k.result.NewTypes = append(k.result.NewTypes, string(kind))
	}
	return nil
}

func (k *importActivities) build(ctx context.Context, present *sales.Activity, row *importer.ActivityDraft) (sales.Activity, error) {
	a := sales.Activity{ID: NewID(), ExternalID: row.ExternalID}
	if present != nil {
		a = *present
	}
	if row.Type == "" && a.Type == "" {
		return a, &rowError{field: "type", reason: "app.error.type"}
	}
	if !row.At.Known() && !row.Planned {
		return a, &rowError{field: "at", reason: "app.import.noDate"}
	}
	a.Type, a.Outcome, a.Subject, a.Minutes, a.Planned = row.Type, row.Outcome, row.Subject, row.Minutes, row.Planned
	a.Day, a.At, a.Direction = row.At.Day, row.At.At, row.Direction
	if a.Direction == "" {
		a.Direction = sales.DefaultDirection(a.Type)
	}
	if err := k.links(ctx, &a, row); err != nil {
		return a, err
	}
	return a, activityExtras(&a, row.Extra)
}

// links resolves the rep, deal, lead and account. A deal or lead that is not
// there yet is kept by its words and resolved when it arrives.
func (k *importActivities) links(ctx context.Context, a *sales.Activity, row *importer.ActivityDraft) error {
	var err error
	if a.RepID, err = k.rep(ctx, row.Rep); err != nil {
		return err
	}
	if row.Account != "" {
		if a.AccountID, err = k.account(ctx, row.Account); err != nil {
			return err
		}
	}
	a.DealID, a.DealRef, a.LeadID, a.LeadRef = "", "", "", ""
	if row.Deal != "" {
		deal, err := k.deal(ctx, row.Deal)
		if err != nil {
			return err
		}
		if deal == nil {
			a.DealRef = row.Deal
			k.result.Unresolved++
		} else {
			linkDeal(a, deal)
		}
	}
	if row.Lead != "" {
		lead, err := k.lead(ctx, row.Lead)
		if err != nil {
			return err
		}
		if lead == nil {
			a.LeadRef = row.Lead
			k.result.Unresolved++
		} else {
			linkLead(a, lead)
		}
	}
	return k.linkContact(ctx, a, row.Extra["contact"])
}

// linkContact finds the person an activity was with: the one of that name at
// its deal, lead or account, else the only one of that name. A person who is
// not here is left out, because the activity counts without.
func (k *importActivities) linkContact(ctx context.Context, a *sales.Activity, name string) error {
	if name == "" {
		return nil
	}
	if k.contacts == nil {
		list, err := k.tx.Contacts(ctx, sales.ContactQuery{})
		if err != nil {
			return err
		}
		k.contacts = map[string][]sales.Contact{}
		for _, contact := range list {
			k.contacts[fold(contact.Name)] = append(k.contacts[fold(contact.Name)], contact)
		}
	}
	named := k.contacts[fold(name)]
	near := slices.IndexFunc(named, func(c sales.Contact) bool {
		return a.DealID != "" && c.DealID == a.DealID || a.LeadID != "" && c.LeadID == a.LeadID || a.AccountID != "" && c.AccountID == a.AccountID
	})
	switch {
	case near >= 0:
		a.ContactID = named[near].ID
	case len(named) == 1:
		a.ContactID = named[0].ID
	}
	return nil
}

// linkDeal puts an activity on a deal; without a rep of its own it is the
// deal's owner's.
func linkDeal(a *sales.Activity, deal *reference) {
	a.DealID, a.DealRef = deal.ID, ""
	if a.AccountID == "" {
		a.AccountID = deal.AccountID
	}
	if a.RepID == "" {
		a.RepID = deal.RepID
	}
}

// linkLead puts an activity on a lead.
func linkLead(a *sales.Activity, lead *reference) {
	a.LeadID, a.LeadRef = lead.ID, ""
	if a.RepID == "" {
		a.RepID = lead.RepID
	}
}

// activityExtras reads the fields that only our own export writes.
func activityExtras(a *sales.Activity, extra map[string]string) error {
	if text, ok := extra["notes"]; ok {
		a.Notes = text
	}
	if text, ok := extra["repeat"]; ok {
		if a.Repeat = sales.Repeat(strings.ToLower(text)); !a.Repeat.Known() {
			return &rowError{field: "repeat", value: text, reason: "importer.reject.repeat"}
		}
	}
	if text, ok := extra["planned_on"]; ok {
		day, err := dayOfCell(text)
		if err != nil {
			return &rowError{field: "planned_on", value: text, reason: "importer.reject.date"}
		}
		a.PlannedOn = day
	}
	if text := extra["remind_at"]; text != "" {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return &rowError{field: "remind_at", value: text, reason: "importer.reject.date"}
		}
		a.RemindAt = at.UTC()
	}
	return nil
}

// resolveReferences links the leads and activities whose deal or lead was not
// there when they came, and is now.
func (s *Service) resolveReferences(ctx context.Context, r *importRun) error {
	var resolved []sales.Record
	write := func(most int) error {
		if len(resolved) <= most {
			return nil
		}
		err := r.tx.Put(ctx, resolved...)
		resolved = resolved[:0]
		return err
	}
	err := r.tx.EachUnresolvedLead(ctx, func(lead sales.Lead) error {
		deal, err := r.deal(ctx, lead.DealRef)
		if err != nil || deal == nil {
			return nil //nolint:nilerr // ambiguous or still missing: the words are kept
		}
		lead.DealID, lead.DealRef = deal.ID, ""
		resolved = append(resolved, &lead)
		return write(rowsAtOnce)
	})
	if err = errors.Join(err, write(0)); err != nil {
		return err
	}
	err = r.tx.EachUnresolvedActivity(ctx, func(a sales.Activity) error {
		if r.resolveActivity(ctx, &a) {
			resolved = append(resolved, &a)
		}
		return write(rowsAtOnce)
	})
	return errors.Join(err, write(0))
}

func (r *importRun) resolveActivity(ctx context.Context, a *sales.Activity) bool {
	resolved := false
	if a.DealRef != "" {
		if deal, err := r.deal(ctx, a.DealRef); err == nil && deal != nil {
			linkDeal(a, deal)
			resolved = true
		}
	}
	if a.LeadRef != "" {
		if lead, err := r.lead(ctx, a.LeadRef); err == nil && lead != nil {
			linkLead(a, lead)
			resolved = true
		}
	}
	return resolved
}
