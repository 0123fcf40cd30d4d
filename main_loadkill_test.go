//go:build linux

package main_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/data"
)

// largeDeals is how many deals a large import brings in: enough that it is a
// load, which takes indexes off and puts them back.
func largeDeals() int {
	if soaking() {
		return 20_000
	}
	return 2_500
}

// larges are imports of many deals and of their histories into a team's
// database, and taking them back and doing them again.
func larges() []*killing {
	deals := largeImport("a large import", "deals.csv", "deals", "--create")
	histories := largeImport("a large history", "moves.csv", "stage-history", "--create")
	undo, back, redo := walkOver("undo", "import"), walkOver("undo", "history"), walkOver("redo", "import")
	undo.first = [][]string{deals.arguments}
	histories.first, redo.first, redo.walked = undo.first, undo.first, "undo"
	back.first = [][]string{deals.arguments, histories.arguments}
	deals.short, undo.short = 1, 1
	return []*killing{deals.whole(), histories.whole(), undo.whole(), back.whole(), redo.whole()}
}

// A largeKilling is work from one state of a large database to another.
type largeKilling struct {
	killing
	first         [][]string // calls of the program that bring the state about
	walked        string     // and what is walked over after them
	before, after map[string]int
}

func largeImport(name, file, kind string, more ...string) *largeKilling {
	arguments := append([]string{"import", file, "--kind", kind}, more...)
	return &largeKilling{killing: killing{name: name, arguments: arguments, done: "created", soak: 8}}
}

func walkOver(way, what string) *largeKilling {
	return &largeKilling{killing: killing{name: way + " of a large " + what, arguments: []string{"-test.run=^TestWalksOver$"}, done: "walked", walk: way, soak: 8}}
}

// whole makes it a killing: the work is there as a whole or not at all.
func (l *largeKilling) whole() *killing {
	l.ready = func(ctx context.Context, k *killable) error {
		if l.before == nil {
			if err := l.begin(ctx, k); err != nil {
				return err
			}
		}
		return errors.Join(removeMatches(k, "attain.db*"), removeMatches(k, "backups/*"), copyOf(k, "before.db", "attain.db"))
	}
	l.judge = func(ctx context.Context, k *killable, done bool) error {
		records, err := k.sound(ctx, k.path("attain.db"))
		if err == nil && l.after == nil {
			l.after = records // of the run that nobody killed
		}
		same := fmt.Sprint(records)
		if err == nil && same != fmt.Sprint(l.after) && (done || same != fmt.Sprint(l.before)) {
			err = fmt.Errorf("it holds %v, neither %v nor %v, acknowledged: %v", records, l.before, l.after, done)
		}
		return err
	}
	return &l.killing
}

// begin brings the state before the work about.
func (l *largeKilling) begin(ctx context.Context, k *killable) error {
	var deals, moves strings.Builder
	deals.WriteString("external_id,name,account,rep,stage,amount,created\n")
	moves.WriteString("deal,stage,at\n")
	for i := range largeDeals() {
		fmt.Fprintf(&deals, "K-%d,Deal %d,Customer %d,Rep %d,Proposal,%d,2026-01-%02d\n", i, i, i%400, i%9, 100*i, 1+i%28)
		for j, stage := range []string{"Proposal", "Negotiation", "Won"} {
			fmt.Fprintf(&moves, "K-%d,%s,2026-%02d-%02d\n", i, stage, 1+j, 1+i%28)
		}
	}
	err := errors.Join(team(ctx, k), writeText("deals.csv", k, deals.String()), writeText("moves.csv", k, moves.String()))
	for _, arguments := range l.first {
		if err == nil {
			_, err = k.run(ctx, arguments...)
		}
	}
	if err == nil && l.walked != "" {
		_, err = walk(ctx, k.path("attain.db"), l.walked)
	}
	if err == nil {
		l.before, err = k.sound(ctx, k.path("attain.db"))
	}
	return errors.Join(err, copyOf(k, "attain.db", "before.db"))
}

// walkVar says to this program what TestWalksOver walks over the newest change
// of ATTAIN_DB. Only the window can, which no test can tell when.
const walkVar = "ATTAIN_TEST_WALK"

// TestWalksOver is the program that is killed while it undoes or redoes.
func TestWalksOver(t *testing.T) {
	if way := os.Getenv(walkVar); way != "" {
		batch, err := walk(t.Context(), os.Getenv("ATTAIN_DB"), way)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("walked over", batch.Count)
	}
}

// walk undoes or redoes the newest change of a database.
func walk(ctx context.Context, path, way string) (batch sales.Batch, err error) {
	now := func() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }
	store, err := data.Open(ctx, path, data.Options{Now: now})
	if err != nil {
		return batch, err
	}
	service := app.New(store, app.Options{Now: now, Who: "test"})
	if way == "undo" {
		batch, err = service.Undo(ctx)
	} else {
		batch, err = service.Redo(ctx)
	}
	return batch, errors.Join(err, store.Close())
}
