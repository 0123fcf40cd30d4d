package data

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"attain/app/sales"
	"attain/app/sales/salestest"
)

// TestReviewListsTheActivities holds the walk against a list made of one
// record after the other, for any history, period and day.
func TestReviewListsTheActivities(t *testing.T) {
	onHistories(t, func(rt *rapid.T, store *Store, history *salestest.Records) {
		q := salestest.Questions().Draw(rt, "question")
		want := salestest.ReviewActivities(q.Period, q.AsOf, living(history), namesOf(history))
		var got []sales.ReviewActivity
		err := store.EachReviewActivity(t.Context(), q.Period, q.AsOf, func(a sales.ReviewActivity) error {
			got = append(got, a)
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
		if !slices.Equal(got, want) {
			rt.Fatalf("%s as of %s:\n%+v\nwant\n%+v", q.Period.Label, q.AsOf, got, want)
		}
	})
}

// living are the activities but those of deals in the trash.
func living(history *salestest.Records) []sales.Activity {
	trashed := map[sales.ID]bool{}
	for _, d := range history.Deals {
		trashed[d.ID] = d.Deleted.Known()
	}
	return slices.DeleteFunc(slices.Clone(history.Activities), func(a sales.Activity) bool { return trashed[a.DealID] })
}

func namesOf(history *salestest.Records) map[sales.ID]string {
	names := map[sales.ID]string{}
	for _, a := range history.Accounts {
		names[a.ID] = a.Name
	}
	for _, d := range history.Deals {
		switch {
		case d.Name != "":
			names[d.ID] = d.Name
		case d.ExternalID != "":
			names[d.ID] = d.ExternalID
		default:
			names[d.ID] = names[d.AccountID]
		}
	}
	for _, l := range history.Leads {
		names[l.ID] = l.Name
	}
	return names
}

// TestSnapshotIsOfOneMoment writes while a snapshot is read from.
func TestSnapshotIsOfOneMoment(t *testing.T) {
	store := openStore(t)
	err := store.Snapshot(t.Context(), func(r sales.Reader) error {
		before, err := r.Reps(t.Context())
		if err != nil {
			return err
		}
		_, err = store.Write(t.Context(), "kim", "test", func(tx sales.Tx) error {
			return tx.Put(t.Context(), &sales.Rep{ID: newID(), Name: "Late"})
		})
		if err != nil {
			return err
		}
		after, err := r.Reps(t.Context())
		if err == nil && len(after) != len(before) {
			err = fmt.Errorf("%d reps after a write, %d before", len(after), len(before))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	if err := store.Snapshot(t.Context(), func(sales.Reader) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("the snapshot ended with %v", err)
	}
}
