package app_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
)

// TestTrashIsEmptiedAfterThirtyDays moves the clock on over a deleted deal
// with all that hangs on it: on the 30th day it can still be brought back, on
// the 31st it is deleted after a backup, the figures stay, and undo brings it
// back all the same.
func TestTrashIsEmptiedAfterThirtyDays(t *testing.T) {
	k := newKeeper(t, filepath.Join(t.TempDir(), "attain.db"))
	ctx := t.Context()
	rep, err := k.SaveRep(ctx, sales.Rep{Name: "Kim"})
	if err != nil {
		t.Fatal(err)
	}
	amount := sales.Amount(1000)
	var ids []sales.ID
	for _, name := range []string{"stays", "goes"} {
		id, err := k.CreateDeal(ctx, app.DealForm{Deal: sales.Deal{Name: name, OwnerID: rep, Amount: &amount}})
		if err != nil {
			t.Fatal(err)
		}
		call := sales.Activity{RepID: rep, DealID: id, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.Conversation, At: k.now, Day: k.Today()}
		if _, err := k.LogActivity(ctx, app.LogForm{Activity: call}); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if err := k.DeleteDeals(ctx, ids[1]); err != nil {
		t.Fatal(err)
	}
	begin := k.now
	purged := func(days int) int {
		t.Helper()
		k.now = begin.AddDate(0, 0, days)
		n, err := k.PurgeTrash(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := purged(29) + purged(30) + purged(-40); n != 0 {
		t.Fatalf("%d deals deleted within 30 days, or with the clock set back", n)
	}
	if trash, err := k.Trash(ctx); err != nil || len(trash) != 1 || trash[0].ID != ids[1] {
		t.Fatalf("in the trash %v, %v", trash, err)
	}
	before, backups := figuresText(t, k, begin), k.count(t)
	if n := purged(31); n != 1 {
		t.Fatalf("%d deals deleted on the 31st day", n)
	}
	if k.count(t) != backups+1 {
		t.Error("no backup was made before")
	}
	if trash, err := k.Trash(ctx); err != nil || len(trash) != 0 {
		t.Errorf("in the trash %v, %v", trash, err)
	}
	if after := figuresText(t, k, begin); after != before {
		t.Errorf("the figures became\n%s\nthey were\n%s", after, before)
	}
	if result, err := k.Check(ctx); err != nil || len(result.Problems) != 0 {
		t.Errorf("the check finds %v, %v", result.Problems, err)
	}
	if _, err := k.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := k.RestoreDeals(ctx, ids[1]); err != nil {
		t.Fatal(err)
	}
	if deals, err := k.Deals(ctx, sales.DealQuery{}); err != nil || len(deals) != 2 {
		t.Errorf("after undo and restore %v, %v", deals, err)
	}
}

// figuresText is every metric of the team in the month of an instant, as of it.
func figuresText(t *testing.T, k *keeper, at time.Time) string {
	t.Helper()
	report := figures(t, k.Service, at.Format("2006-01"), at.Format(time.DateOnly))
	text, err := json.Marshal(report.Team)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
