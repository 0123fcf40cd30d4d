package data

import (
	"maps"
	"slices"

	"pgregory.net/rapid"

	"attain/app/sales"
)

// walker makes random changes through the store's own way.
type walker struct {
	*rapid.T
	store *Store
	whole *whole // nil: only changes that users make one by one
}

// once makes one change, or takes one back.
func (w walker) once() {
	steps := map[string]func(){
		"undo": func() { _, _ = w.store.Undo(w.Context(), "kim") },
		"redo": func() { _, _ = w.store.Redo(w.Context(), "kim") },
	}
	activities, err := w.store.Activities(w.Context(), sales.ActivityQuery{})
	w.require(err)
	deals, err := w.store.Deals(w.Context(), sales.DealQuery{})
	w.require(err)
	trashed, err := w.store.Deals(w.Context(), sales.DealQuery{Deleted: true})
	w.require(err)
	leads, err := w.store.Leads(w.Context(), sales.LeadQuery{})
	w.require(err)
	deals = append(deals, trashed...)
	if len(activities) > 0 {
		w.activity(steps, rapid.SampledFrom(activities).Draw(w.T, "activity"), deals, leads)
	}
	if len(deals) > 0 {
		w.deal(steps, rapid.SampledFrom(deals).Draw(w.T, "deal"))
	}
	if len(leads) > 0 {
		w.lead(steps, rapid.SampledFrom(leads).Draw(w.T, "lead"), deals)
	}
	if w.whole != nil {
		w.large(steps, leads)
	}
	stages, err := w.store.Stages(w.Context())
	w.require(err)
	if len(stages) > 0 {
		w.stages(steps, stages)
	}
	steps[rapid.SampledFrom(slices.Sorted(maps.Keys(steps))).Draw(w.T, "step")]()
}

func (w walker) stages(steps map[string]func(), stages []sales.Stage) {
	steps["stage"] = func() {
		stage := rapid.SampledFrom(stages).Draw(w.T, "stage")
		stage.Kind = rapid.SampledFrom([]sales.StageKind{sales.StageOpen, sales.StageWon, sales.StageLost}).Draw(w.T, "kind")
		stage.Position += w.near("position") / 10
		w.put(&stage)
	}
}

func (w walker) activity(steps map[string]func(), a sales.Activity, deals []sales.Deal, leads []sales.Lead) {
	steps["change an activity"] = func() {
		a.Day, a.Planned = a.Day.Add(w.near("days")), w.coin("planned")
		a.RepID = w.rep("rep")
		a.Direction = rapid.SampledFrom([]sales.Direction{sales.Outbound, sales.Inbound}).Draw(w.T, "direction")
		a.Type = rapid.SampledFrom([]sales.ActivityType{sales.Call, sales.Mail, sales.Web}).Draw(w.T, "type")
		a.DealID, a.LeadID = "", ""
		if len(deals) > 0 && w.coin("on a deal") {
			a.DealID = rapid.SampledFrom(deals).Draw(w.T, "its deal").ID
		}
		if len(leads) > 0 && w.coin("on a lead") {
			a.LeadID = rapid.SampledFrom(leads).Draw(w.T, "its lead").ID
		}
		w.put(&a)
	}
	steps["delete an activity"] = func() { w.delete(sales.KindActivity, a.ID) }
}

func (w walker) deal(steps map[string]func(), d sales.Deal) {
	steps["trash"] = func() {
		d.Deleted = rapid.SampledFrom([]sales.Day{0, sales.DayOf(2024, 3, 1)}).Draw(w.T, "deleted")
		w.put(&d)
	}
	steps["change a deal"] = func() {
		if w.coin("created known") {
			d.Created = sales.DayOf(2024, 3, 1).Add(w.near("created"))
		}
		d.OwnerID = w.rep("owner")
		d.Amount = ptr(sales.Amount(rapid.IntRange(0, 100).Draw(w.T, "amount")))
		w.put(&d)
	}
	steps["share a deal"] = func() {
		shares, err := w.store.Shares(w.Context(), d.ID)
		w.require(err)
		if len(shares) > 0 && w.coin("take the share back") {
			w.delete(sales.KindShare, shares[0].ID)
		} else {
			w.put(&sales.Share{ID: newID(), DealID: d.ID, RepID: w.rep("who shares"), Weight: 1})
		}
	}
	steps["delete a deal"] = func() { w.delete(sales.KindDeal, d.ID) }
	moves, err := w.store.Moves(w.Context(), d.ID)
	w.require(err)
	stages, err := w.store.Stages(w.Context())
	w.require(err)
	steps["move"] = func() {
		move := sales.Move{ID: newID(), DealID: d.ID, Seq: 1, Day: sales.DayOf(2024, 3, 1).Add(w.near("moved")), OwnerID: d.OwnerID}
		if len(moves) > 0 {
			move.Seq = moves[len(moves)-1].Seq + 1
		}
		move.StageID = rapid.SampledFrom(stages).Draw(w.T, "to").ID
		w.put(&move, &sales.Line{ID: newID(), DealID: d.ID, Units: 1, Amount: 7}, &sales.Value{ID: newID(), DealID: d.ID, Until: move.Day, Amount: 5})
	}
	if len(moves) > 0 {
		steps["take a move back"] = func() { w.delete(sales.KindMove, rapid.SampledFrom(moves).Draw(w.T, "the move").ID) }
	}
}

func (w walker) lead(steps map[string]func(), l sales.Lead, deals []sales.Deal) {
	steps["decide"] = func() {
		l.Status = rapid.SampledFrom([]sales.LeadStatus{sales.LeadNew, sales.LeadWorking, sales.LeadQualified, sales.LeadDisqualified}).Draw(w.T, "status")
		l.Decided, l.DealID = sales.DayOf(2024, 3, 1).Add(w.near("decided")), ""
		if len(deals) > 0 && w.coin("with a deal") {
			l.DealID = rapid.SampledFrom(deals).Draw(w.T, "the deal").ID
		}
		w.put(&l)
	}
	steps["delete a lead"] = func() { w.delete(sales.KindLead, l.ID) }
}

func (w walker) rep(label string) sales.ID {
	reps, err := w.store.Reps(w.Context())
	w.require(err)
	if len(reps) == 0 { // all was undone
		return ""
	}
	return rapid.SampledFrom(reps).Draw(w.T, label).ID
}

func (w walker) near(label string) int { return rapid.IntRange(-40, 40).Draw(w.T, label) }

func (w walker) coin(label string) bool { return rapid.Bool().Draw(w.T, label) }

func (w walker) put(records ...sales.Record) {
	w.change(func(tx sales.Tx) error { return tx.Put(w.Context(), records...) })
}

func (w walker) delete(kind sales.Kind, id sales.ID) {
	w.change(func(tx sales.Tx) error { return tx.Delete(w.Context(), kind, id) })
}

func (w walker) change(f func(sales.Tx) error) {
	_, err := w.store.Write(w.Context(), "kim", "test", f)
	w.require(err)
}

func (w walker) require(err error) {
	if err != nil {
		w.Fatal(err)
	}
}
