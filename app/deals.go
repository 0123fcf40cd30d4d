package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"attain/app/sales"
)

// DealForm is a deal as a form gives it. Its product lines' amounts and units
// add up to the deal's; with no line, Amount and Units stand alone.
type DealForm struct {
	sales.Deal
	StageID sales.ID // stage of a new deal; ignored for a present one
	Account string   // name of a new account, where AccountID is empty
	Lines   []sales.Line
	Shares  []sales.Share
}

// CreateDeal adds a deal and the first move of its history, and returns its id.
func (s *Service) CreateDeal(ctx context.Context, form DealForm) (sales.ID, error) {
	deal := form.Deal
	deal.ID = NewID()
	if deal.Created == 0 {
		deal.Created = s.Today()
	}
	err := s.write(ctx, Label("views.did.createDeal", "Name", deal.Name), func(tx sales.Tx) error {
		if err := s.checkDeal(ctx, tx, &deal, form); err != nil {
			return err
		}
		stage, err := openStage(ctx, tx, form.StageID)
		if err != nil {
			return err
		}
		if err := tx.Put(ctx, &deal); err != nil {
			return err
		}
		move := sales.Move{ID: NewID(), DealID: deal.ID, Seq: 1, StageID: stage.ID, At: s.instant(deal.Created), Day: deal.Created, OwnerID: deal.OwnerID}
		if err := tx.Put(ctx, &move); err != nil {
			return err
		}
		return putParts(ctx, tx, deal, form)
	})
	return deal.ID, err
}

// UpdateDeal replaces a deal's fields. A changed amount is dated today, so
// that past figures keep the old one.
func (s *Service) UpdateDeal(ctx context.Context, form DealForm) error {
	deal := form.Deal
	return s.write(ctx, Label("views.did.updateDeal", "Name", deal.Name), func(tx sales.Tx) error {
		before, err := dealOf(ctx, tx, deal.ID)
		if err != nil {
			return err
		}
		if err := s.checkDeal(ctx, tx, &deal, form); err != nil {
			return err
		}
		if err := s.keepValue(ctx, tx, before, deal); err != nil {
			return err
		}
		if err := tx.Put(ctx, &deal); err != nil {
			return err
		}
		return putParts(ctx, tx, deal, form)
	})
}

// keepValue notes the value a deal had up to today when its amount changes.
func (s *Service) keepValue(ctx context.Context, tx sales.Tx, before, after sales.Deal) error {
	if before.Amount == nil || (after.Amount != nil && *after.Amount == *before.Amount) || before.Created == s.Today() {
		return nil
	}
	values, err := tx.Values(ctx, before.ID)
	if err != nil {
		return err
	}
	for _, v := range values {
		if v.Until == s.Today() {
			return nil // changed twice today: the morning's value is what counts
		}
	}
	return tx.Put(ctx, &sales.Value{ID: NewID(), DealID: before.ID, Until: s.Today(), Amount: *before.Amount})
}

// checkDeal validates the form and completes the deal: a named new account is
// made, the lines' sums become the deal's.
func (s *Service) checkDeal(ctx context.Context, tx sales.Tx, deal *sales.Deal, form DealForm) error {
	deal.Name = strings.TrimSpace(deal.Name)
	account, err := accountFor(ctx, tx, deal.AccountID, form.Account)
	if err != nil {
		return err
	}
	deal.AccountID = account.ID
	if deal.Name == "" {
		deal.Name = account.Name
	}
	switch {
	case deal.Name == "":
		return invalid("name", "app.error.dealName")
	case deal.Amount != nil && *deal.Amount < 0:
		return invalid("amount", "app.error.negative")
	case deal.Amount != nil && *deal.Amount > sales.MaxAmount:
		return invalid("amount", "app.error.tooLarge")
	case deal.Probability != nil && (*deal.Probability < 0 || *deal.Probability > 1):
		return invalid("probability", "app.error.probability")
	case deal.Created > s.Today():
		return invalid("created", "app.error.future")
	}
	for _, share := range form.Shares {
		if share.RepID == "" || share.Weight <= 0 {
			return invalid("shares", "app.error.share")
		}
	}
	return sumLines(deal, form.Lines)
}

// sumLines makes the lines' sums the deal's amount and units, of which neither
// may be negative.
func sumLines(deal *sales.Deal, lines []sales.Line) error {
	if deal.Units < 0 {
		return invalid("units", "app.error.negative")
	}
	if len(lines) == 0 {
		return nil
	}
	var sum sales.Amount
	var units int64
	var err error
	for _, line := range lines {
		if sum, err = sales.AddAmounts(sum, line.Amount); err != nil || sum > sales.MaxAmount {
			return invalid("amount", "app.error.tooLarge")
		}
		if line.Units < 0 {
			return invalid("units", "app.error.negative")
		}
		units += line.Units
	}
	if sum < 0 {
		return invalid("amount", "app.error.negative")
	}
	if sum != 0 || deal.Amount != nil {
		deal.Amount = &sum
	}
	deal.Units = units
	return nil
}

// putParts replaces a deal's product lines and shares by the form's.
func putParts(ctx context.Context, tx sales.Tx, deal sales.Deal, form DealForm) error {
	oldLines, err := tx.Lines(ctx, deal.ID)
	if err != nil {
		return err
	}
	oldShares, err := tx.Shares(ctx, deal.ID)
	if err != nil {
		return err
	}
	var kept []sales.ID
	for _, line := range form.Lines {
		if line.ID == "" {
			line.ID = NewID()
		}
		line.DealID = deal.ID
		kept = append(kept, line.ID)
		if err := tx.Put(ctx, &line); err != nil {
			return err
		}
	}
	for _, share := range form.Shares {
		if share.ID == "" {
			share.ID = NewID()
		}
		share.DealID = deal.ID
		kept = append(kept, share.ID)
		if err := tx.Put(ctx, &share); err != nil {
			return err
		}
	}
	for _, line := range oldLines {
		if !slices.Contains(kept, line.ID) {
			if err := tx.Delete(ctx, sales.KindLine, line.ID); err != nil {
				return err
			}
		}
	}
	for _, share := range oldShares {
		if !slices.Contains(kept, share.ID) {
			if err := tx.Delete(ctx, sales.KindShare, share.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// MoveForm moves a deal to a stage. Won and lost stages close it.
type MoveForm struct {
	DealID  sales.ID
	StageID sales.ID
	Day     sales.Day // 0 today; the close date where the stage closes the deal
	Reason  string    // why it was won or lost
}

// MoveDeal appends a move to the deal's history. The day may not lie before
// the last move nor in the future; a lost deal needs a reason.
func (s *Service) MoveDeal(ctx context.Context, form MoveForm) error {
	return s.moveDeals(ctx, form, form.DealID)
}

func (s *Service) moveDeals(ctx context.Context, form MoveForm, id sales.ID) error {
	if form.Day == 0 {
		form.Day = s.Today()
	}
	deal, stage, err := s.dealAndStage(ctx, id, form.StageID)
	if err != nil {
		return err
	}
	label := Label("views.did.moveDeal", "Name", deal.Name, "Stage", stage.Name)
	return s.write(ctx, label, func(tx sales.Tx) error {
		moves, err := tx.Moves(ctx, id)
		if err != nil {
			return err
		}
		last := moves[len(moves)-1]
		switch {
		case last.StageID == form.StageID:
			return nil
		case form.Day > s.Today():
			return invalid("date", "app.error.future")
		case form.Day < last.Day:
			return invalid("date", "app.error.beforeLastMove")
		case stage.Kind == sales.StageLost && strings.TrimSpace(form.Reason) == "":
			return invalid("reason", "app.error.reason")
		}
		if stage.Kind != sales.StageOpen || deal.Reason != "" {
			deal.Reason = strings.TrimSpace(form.Reason)
			if err := tx.Put(ctx, &deal); err != nil {
				return err
			}
		}
		return tx.Put(ctx, &sales.Move{ID: NewID(), DealID: id, Seq: last.Seq + 1, StageID: stage.ID, At: s.instant(form.Day), Day: form.Day, OwnerID: deal.OwnerID})
	})
}

func (s *Service) dealAndStage(ctx context.Context, dealID, stageID sales.ID) (sales.Deal, sales.Stage, error) {
	deal, err := dealOf(ctx, s.store, dealID)
	if err != nil {
		return sales.Deal{}, sales.Stage{}, err
	}
	stages, err := s.store.Stages(ctx)
	if err != nil {
		return sales.Deal{}, sales.Stage{}, err
	}
	for _, stage := range stages {
		if stage.ID == stageID {
			return deal, stage, nil
		}
	}
	return sales.Deal{}, sales.Stage{}, &sales.NotFound{Kind: sales.KindStage, Name: string(stageID)}
}

// ReassignDeals gives open deals to another rep.
func (s *Service) ReassignDeals(ctx context.Context, to sales.ID, ids ...sales.ID) error {
	rep, err := repOf(ctx, s.store, to)
	if err != nil {
		return err
	}
	label := Label("views.did.reassign", "Count", fmt.Sprint(len(ids)), "Rep", rep.Name)
	return s.write(ctx, label, func(tx sales.Tx) error {
		deals, err := tx.Deals(ctx, sales.DealQuery{IDs: ids})
		if err != nil {
			return err
		}
		for _, deal := range deals {
			deal.OwnerID = to
			if err := tx.Put(ctx, &deal); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteDeals moves deals to the trash, from where RestoreDeals brings them
// back; PurgeTrash empties it after 30 days.
func (s *Service) DeleteDeals(ctx context.Context, ids ...sales.ID) error {
	return s.setDeleted(ctx, "views.did.deleteDeals", s.Today(), ids)
}

// RestoreDeals brings deals back from the trash.
func (s *Service) RestoreDeals(ctx context.Context, ids ...sales.ID) error {
	return s.setDeleted(ctx, "views.did.restoreDeals", 0, ids)
}

func (s *Service) setDeleted(ctx context.Context, label string, day sales.Day, ids []sales.ID) error {
	return s.writeMany(ctx, len(ids), Label(label, "Count", fmt.Sprint(len(ids))), func(tx sales.Tx) error {
		deals, err := tx.Deals(ctx, sales.DealQuery{IDs: ids, Deleted: day == 0})
		if err != nil {
			return err
		}
		for _, deal := range deals {
			deal.Deleted = day
			if err := tx.Put(ctx, &deal); err != nil {
				return err
			}
		}
		return nil
	})
}

// CheckCriterion marks an exit criterion of a deal's stage as met or not.
func (s *Service) CheckCriterion(ctx context.Context, dealID, criterion sales.ID, met bool) error {
	return s.write(ctx, "views.did.checkCriterion", func(tx sales.Tx) error {
		deal, err := dealOf(ctx, tx, dealID)
		if err != nil {
			return err
		}
		deal.Checked = slices.DeleteFunc(deal.Checked, func(id sales.ID) bool { return id == criterion })
		if met {
			deal.Checked = append(deal.Checked, criterion)
		}
		return tx.Put(ctx, &deal)
	})
}

// AdjustDeal adds a refund or a correction to a deal's credit.
func (s *Service) AdjustDeal(ctx context.Context, a sales.Adjustment) error {
	if a.Amount == 0 && a.Units == 0 {
		return invalid("amount", "app.error.zero")
	}
	if a.Day == 0 {
		a.Day = s.Today()
	}
	a.ID = NewID()
	return s.write(ctx, "views.did.adjust", func(tx sales.Tx) error { return tx.Put(ctx, &a) })
}

// instant returns the UTC instant of a local date: now's time of day on it.
func (s *Service) instant(day sales.Day) time.Time {
	now := s.opts.Now()
	y, m, d := day.Time().Date()
	return time.Date(y, m, d, now.Hour(), now.Minute(), now.Second(), 0, now.Location()).UTC()
}

// dealOf reads one deal, in the trash or not.
func dealOf(ctx context.Context, r sales.Reader, id sales.ID) (sales.Deal, error) {
	for _, deleted := range []bool{false, true} {
		deals, err := r.Deals(ctx, sales.DealQuery{IDs: []sales.ID{id}, Deleted: deleted})
		if err != nil {
			return sales.Deal{}, err
		}
		if len(deals) == 1 {
			return deals[0], nil
		}
	}
	return sales.Deal{}, &sales.NotFound{Kind: sales.KindDeal, Name: string(id)}
}

func repOf(ctx context.Context, r sales.Reader, id sales.ID) (sales.Rep, error) {
	reps, err := r.Reps(ctx)
	if err != nil {
		return sales.Rep{}, err
	}
	for _, rep := range reps {
		if rep.ID == id {
			return rep, nil
		}
	}
	return sales.Rep{}, &sales.NotFound{Kind: sales.KindRep, Name: string(id)}
}

// openStage returns the open stage of an id, or the first one for none.
func openStage(ctx context.Context, r sales.Reader, id sales.ID) (sales.Stage, error) {
	stages, err := r.Stages(ctx)
	if err != nil {
		return sales.Stage{}, err
	}
	for _, stage := range stages {
		if stage.Kind == sales.StageOpen && (stage.ID == id || (id == "" && !stage.Archived)) {
			return stage, nil
		}
	}
	return sales.Stage{}, &sales.NotFound{Kind: sales.KindStage, Name: string(id)}
}

// accountFor returns the account of an id, or the one of a name, which is
// made when there is none. No id and no name: no account.
func accountFor(ctx context.Context, tx sales.Tx, id sales.ID, name string) (sales.Account, error) {
	name = strings.TrimSpace(name)
	if id == "" && name == "" {
		return sales.Account{}, nil
	}
	accounts, err := tx.Accounts(ctx)
	if err != nil {
		return sales.Account{}, err
	}
	for _, a := range accounts {
		if (id != "" && a.ID == id) || (id == "" && strings.EqualFold(a.Name, name)) {
			return a, nil
		}
	}
	if id != "" {
		return sales.Account{}, &sales.NotFound{Kind: sales.KindAccount, Name: string(id)}
	}
	account := sales.Account{ID: NewID(), Name: name}
	return account, tx.Put(ctx, &account)
}

// invalid returns the error of a field with a catalogue key for its reason.
func invalid(field, key string) error { return &sales.Invalid{Field: field, Reason: key} }
