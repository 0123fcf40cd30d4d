package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"attain/app/importer"
	"attain/app/sales"
)

// importDeals applies rows of deals. Rows that share an external id are
// product lines of one deal, wherever they stand in the file, so that all rows
// are kept aside until the end.
type importDeals struct {
	*importRun
	shelf *importer.Shelf
	there recordsThere
	read  map[sales.ID]*sales.Deal // of the deals that were there, those of the running batch
}

func newImportDeals(ctx context.Context, run *importRun) (*importDeals, error) {
	there, err := run.dealsThere(ctx)
	return &importDeals{importRun: run, shelf: importer.NewShelf(), there: there}, err
}

func (k *importDeals) draft(_ context.Context, d importer.Draft) error {
	deal, err := draftOf[*importer.DealDraft](d)
	if err != nil {
		return err
	}
	k.appears(deal.Stage)
	key, err := k.rowKey(deal.ExternalID, &deal.Origin)
	if err != nil {
		return err
	}
	return k.shelf.Add(key, deal)
}

// Close removes what was kept aside.
func (k *importDeals) Close() error { return k.shelf.Close() }

func (k *importDeals) finish(ctx context.Context) error {
	for from := 0; from < k.shelf.Len(); from += rowsAtOnce {
		k.tellApplied(from, k.shelf.Len())
		if err := errors.Join(ctx.Err(), k.applyAll(ctx, from, min(k.shelf.Len(), from+rowsAtOnce))); err != nil {
			return err
		}
	}
	return k.service.resolveReferences(ctx, k.importRun)
}

// dealRows are the rows of one deal.
type dealRows struct {
	key  string
	rows []*importer.DealDraft
}

// shelved takes the deals of some groups of the shelf.
func (k *importDeals) shelved(from, to int) (deals []dealRows, err error) {
	for i := from; i < to; i++ {
		groups, err := k.shelf.Group(i)
		if err != nil {
			return nil, err
		}
		for _, group := range groups {
			deal := dealRows{key: group.Key}
			for _, d := range group.Drafts {
				row, err := draftOf[*importer.DealDraft](d)
				if err != nil {
					return nil, err
				}
				deal.rows = append(deal.rows, row)
			}
			deals = append(deals, deal)
		}
	}
	return deals, nil
}

// applyAll applies the rows of some deals.
func (k *importDeals) applyAll(ctx context.Context, from, to int) error {
	deals, err := k.shelved(from, to)
	if err != nil {
		return err
	}
	keys := make([]string, len(deals))
	for i, deal := range deals {
		keys[i] = deal.key
	}
	if err := k.recall(ctx, sales.KindDeal, keys); err != nil {
		return err
	}
	var ids []sales.ID
	for _, deal := range deals {
		ids = append(ids, k.candidates(deal.key, deal.rows[0])...)
	}
	if k.read, err = dealsOf(ctx, k.tx, ids); err != nil {
		return err
	}
	for _, deal := range deals {
		err := k.apply(ctx, deal.key, deal.rows)
		if err == nil {
			continue
		}
		for _, row := range deal.rows {
			if stop := k.settle(err, &row.Origin); stop != nil {
				return stop
			}
		}
	}
	return k.flush(ctx, sales.KindDeal)
}

// withoutCopies leaves out rows that repeat an earlier one in every cell:
// they are copies, not further product lines.
func (k *importDeals) withoutCopies(rows []*importer.DealDraft) []*importer.DealDraft {
	seen := make(map[string]bool, len(rows))
	kept := rows[:0:0]
	for _, row := range rows {
		hash := hashOf(row.Row)
		if seen[hash] {
			k.result.Copies++
			continue
		}
		seen[hash] = true
		kept = append(kept, row)
	}
	k.result.Merged += len(kept) - 1
	return kept
}

// apply creates or updates the deal of some rows.
func (k *importDeals) apply(ctx context.Context, key string, rows []*importer.DealDraft) error {
	if len(rows) > 1 {
		rows = k.withoutCopies(rows)
	}
	present, err := only(k.candidates(key, rows[0]), k.read, rows[0].Name)
	if err != nil {
		return err
	}
	earlier, known := k.earlier(key)
	texts := make([][]string, len(rows))
	for i, row := range rows {
		texts[i] = row.Row
	}
	digest := k.rowDigest(texts...)
	if present != nil {
		if settled, err := k.settled(ctx, judge(earlier, known, digest, present), sales.KindDeal, present.ID, &rows[0].Origin, cmp.Or(rows[0].ExternalID, present.Name)); settled {
			return err
		}
	}
	build, err := k.build(ctx, present, rows)
	if err != nil {
		return err
	}
	changed, err := build.write(ctx, k.importRun, present)
	if err != nil {
		return err
	}
	if build.deal.Created == 0 {
		k.result.Undated++
	}
	k.count(present != nil, changed)
	k.mark(key, digest, build.deal.ID, build.deal)
	return nil
}

// candidates are the ids of the deals that a row may be about: the one that it
// made before, or those of its external id or chosen name.
func (k *importDeals) candidates(key string, row *importer.DealDraft) []sales.ID {
	if row.ExternalID != "" && len(k.key) == 0 {
		return k.there.ids(row.ExternalID)
	}
	if earlier, known := k.earlier(key); known {
		return []sales.ID{earlier.RecordID}
	}
	if k.byName() {
		return k.there[fold(row.Name)]
	}
	return nil
}

// dealBuild is a deal with everything that hangs on it, ready to be written.
type dealBuild struct {
	deal        sales.Deal
	lines       []sales.Line
	shares      []sales.Share
	hasShares   bool
	adjustments []sales.Adjustment
	values      []sales.Value
	stage       sales.ID
	outcome     importer.Outcome
	closed      importer.Moment
	put         func(context.Context, ...sales.Record) error // at once, or with other new deals
}

func (k *importDeals) build(ctx context.Context, present *sales.Deal, rows []*importer.DealDraft) (*dealBuild, error) {
	first := rows[0]
	b := &dealBuild{deal: sales.Deal{ID: NewID(), ExternalID: first.ExternalID}}
	if present != nil {
		b.deal = *present
	}
	if err := k.fill(ctx, &b.deal, first); err != nil {
		return nil, err
	}
	if err := k.lines(ctx, b, rows); err != nil {
		return nil, err
	}
	if err := k.extras(ctx, b, first); err != nil {
		return nil, err
	}
	b.outcome, b.closed = first.Outcome, first.Closed
	var err error
	if b.stage, err = k.stage(ctx, first.Stage); err != nil {
		return nil, err
	}
	closing := b.outcome == importer.OutcomeWon || b.outcome == importer.OutcomeLost
	switch {
	case closing && !b.closed.Known() && first.Has("closed"):
		return nil, &rowError{field: "closed", reason: "app.import.noCloseDate"}
	case closing && !b.closed.Known():
		b.outcome = importer.OutcomeOpen // until its stage history says when it closed
		k.result.Unclosed++
	case closing && b.deal.Created != 0 && b.closed.Day < b.deal.Created:
		return nil, &rowError{field: "closed", value: b.closed.Day.String(), reason: "app.import.closedBeforeCreated"}
	}
	return b, nil
}

// fill sets the fields that the table carries.
func (k *importDeals) fill(ctx context.Context, deal *sales.Deal, row *importer.DealDraft) error {
	setText := func(field string, to *string, value string) {
		if row.Has(field) {
			*to = value
		}
	}
	setText("name", &deal.Name, row.Name)
	setText("reason", &deal.Reason, row.Reason)
	setText("source", &deal.Source, row.Channel)
	setText("next_step", &deal.NextStep, row.NextStep)
	var err error
	if row.Has("account") {
		if deal.AccountID, err = k.account(ctx, row.Account); err != nil {
			return err
		}
	}
	if row.Has("rep") {
		if deal.OwnerID, err = k.rep(ctx, row.Rep); err != nil {
			return err
		}
	}
	if row.Has("created") {
		deal.Created = row.Created.Day
	}
	if row.ExpectedClose != 0 || row.Has("expected_close") {
		deal.ExpectedClose = row.ExpectedClose
	}
	if row.Has("probability") {
		deal.Probability = nil
		if row.Probability.Valid {
			p := row.Probability.Float()
			deal.Probability = &p
		}
	}
	if deal.Name == "" {
		deal.Name = nameOf(row)
	}
	if deal.Name == "" {
		return &rowError{field: "name", reason: "app.import.noName"}
	}
	return nil
}

// nameOf names a deal of a table without names by its account and what tells it
// from the account's others: its id, else its product and day.
func nameOf(row *importer.DealDraft) string {
	parts := []string{row.Account, row.ExternalID}
	if row.ExternalID == "" && row.Account != "" {
		parts = append(parts, row.Product)
		for _, day := range []sales.Day{row.Closed.Day, row.Created.Day, row.ExpectedClose} {
			if day.Known() {
				parts = append(parts, day.String())
				break
			}
		}
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return strings.TrimSpace(part) == "" })
	return strings.Join(parts, " · ")
}

// lines makes one product line of each row and sums them up.
func (k *importDeals) lines(ctx context.Context, b *dealBuild, rows []*importer.DealDraft) error {
	first := rows[0]
	if !first.Has("amount") && !first.Has("units") && !first.Has("product") {
		return nil
	}
	b.deal.Amount, b.deal.Units = nil, 0
	for _, row := range rows {
		product, err := k.product(ctx, row.Product)
		if err != nil {
			return err
		}
		line := sales.Line{ProductID: product}
		amount, err := k.amount("amount", row.Amount)
		if err != nil {
			return err
		}
		if amount != nil {
			line.Amount = *amount
			sum := line.Amount
			if b.deal.Amount != nil {
				sum += *b.deal.Amount
			}
			if sum > sales.MaxAmount || sum < -sales.MaxAmount {
				return &rowError{field: "amount", reason: "app.error.tooLarge"}
			}
			b.deal.Amount = &sum
		}
		if row.Units.Valid {
			line.Units, _ = row.Units.Whole()
		}
		b.deal.Units += line.Units
		b.lines = append(b.lines, line)
	}
	return nil
}

// extras reads the fields that only our own export writes.
func (k *importDeals) extras(ctx context.Context, b *dealBuild, row *importer.DealDraft) error {
	if text, ok := row.Extra["notes"]; ok {
		b.deal.Notes = text
	}
	if text, ok := row.Extra["next_step_due"]; ok {
		day, err := dayOfCell(text)
		if err != nil {
			return &rowError{field: "next_step_due", value: text, reason: "importer.reject.date"}
		}
		b.deal.NextStepDue = day
	}
	if text, ok := row.Extra["splits"]; ok {
		b.hasShares = true
		for part := range strings.SplitSeq(text, ";") {
			name, weight, found := cutLast(part, "=")
			if !found {
				continue
			}
			rep, err := k.rep(ctx, strings.TrimSpace(name))
			if err != nil {
				return err
			}
			n, err := strconv.ParseInt(strings.TrimSpace(weight), 10, 64)
			if err != nil || n <= 0 {
				return &rowError{field: "splits", value: text, reason: "app.error.share"}
			}
			b.shares = append(b.shares, sales.Share{RepID: rep, Weight: n})
		}
	}
	if text := row.Extra["checked"]; text != "" {
		b.deal.Checked = nil
		for part := range strings.SplitSeq(text, ";") {
			b.deal.Checked = append(b.deal.Checked, sales.ID(part))
		}
	}
	return k.listExtras(ctx, b, row)
}

// listExtras reads adjustments and former values, which are lists in a cell.
func (k *importDeals) listExtras(ctx context.Context, b *dealBuild, row *importer.DealDraft) error {
	if text := row.Extra["adjustments"]; text != "" {
		var list []exportedAdjustment
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			return &rowError{field: "adjustments", value: text, reason: "app.import.badList"}
		}
		for _, a := range list {
			adjustment, err := k.adjustment(ctx, a)
			if err != nil {
				return err
			}
			b.adjustments = append(b.adjustments, adjustment)
		}
	}
	if text := row.Extra["values"]; text != "" {
		var list []exportedValue
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			return &rowError{field: "values", value: text, reason: "app.import.badList"}
		}
		for _, v := range list {
			amount, err := k.currency.ParseAmount(v.Amount)
			if err != nil {
				return &rowError{field: "values", value: v.Amount, reason: "importer.reject.number"}
			}
			b.values = append(b.values, sales.Value{DealID: b.deal.ID, Until: v.Until, Amount: amount})
		}
	}
	return nil
}

// exportedAdjustment is an adjustment as our export writes it into a deal's
// row, in major units.
type exportedAdjustment struct {
	Day    sales.Day `json:"day"`
	Amount string    `json:"amount"`
	Units  int64     `json:"units,omitempty"`
	Rep    string    `json:"rep,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

func (k *importDeals) adjustment(ctx context.Context, a exportedAdjustment) (sales.Adjustment, error) {
	amount, err := k.currency.ParseAmount(a.Amount)
	if err != nil {
		return sales.Adjustment{}, &rowError{field: "adjustments", value: a.Amount, reason: "importer.reject.number"}
	}
	rep, err := k.rep(ctx, a.Rep)
	return sales.Adjustment{RepID: rep, Day: a.Day, Amount: amount, Units: a.Units, Reason: a.Reason}, err
}

func cutLast(text, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(text, sep); i >= 0 {
		return text[:i], text[i+len(sep):], true
	}
	return text, "", false
}
