package xlsx_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
	"attain/data/xlsx"
)

// update writes the golden cells anew. Look at what changed: a month that
// somebody closed would change with it, so say so in the changelog.
var update = flag.Bool("update", false, "write the golden cells anew")

// closedOn is the morning on which September is closed.
func closedOn() time.Time { return time.Date(2026, time.October, 5, 9, 30, 0, 0, time.UTC) }

// closedOffice is a small team on a database file whose September is over.
type closedOffice struct {
	t    *testing.T
	path string
}

// open has f work with the service as it is on a day of 2026.
func (o closedOffice) open(month time.Month, day int, f func(context.Context, *app.Service) error) {
	o.t.Helper()
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		o.t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, month, day, 9, 30, 0, 0, time.UTC) }
	store, err := data.Open(o.t.Context(), o.path, data.Options{Now: now})
	if err != nil {
		o.t.Fatal(err)
	}
	service := app.New(store, app.Options{Now: now, Who: "test", Text: func(lang string) sales.Text { return catalogue.Text(lang) }})
	if err := service.Prepare(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	if err := f(o.t.Context(), service); err != nil {
		o.t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		o.t.Fatal(err)
	}
}

// take imports lines of CSV.
func (o closedOffice) take(ctx context.Context, service *app.Service, kind importer.Kind, lines ...string) error {
	_, err := service.Import(ctx, app.ImportForm{Source: importer.BytesSource("test.csv", []byte(strings.Join(lines, "\n"))), Kind: kind, Create: true})
	return err
}

func (o closedOffice) fill(ctx context.Context, service *app.Service) error {
	for _, form := range []struct {
		kind  importer.Kind
		lines []string
	}{
		{importer.KindReps, []string{"external_id,name,started", "k,김민서,2025-01-01", "o,O'Brien / [Bob],2026-03-01"}},
		{importer.KindQuotas, []string{"rep,period,amount", "김민서,2026-Q3,3000", "O'Brien / [Bob],2026-09,2000", ",2026-09,3500"}},
		{importer.KindDeals, []string{
			"external_id,name,account,rep,amount,stage,created,closed,reason,source",
			"d1,One,Acme,k,600.50,Won,2026-08-01,2026-09-10,Price,Web", "d2,=Two,Acme,o,700,Won,2026-08-04,2026-09-20,Trust,Fair",
			"d3,Three,Beta,k,800,Lost,2026-09-01,2026-09-25,Timing,Web", "d4,Four,Beta,o,900,Negotiation,2026-08-11,2026-10-15,,Fair",
			"d5,Five,Gamma,o,400,Qualification,2026-09-02,,,", "d6,Six,Acme,k,350,Won,2026-06-01,2026-07-15,Price,Web",
		}},
		{importer.KindLeads, []string{"external_id,name,company,rep,source,created,status,decided", "l1,Ada,Acme,k,Web,2026-09-02,qualified,2026-09-09", "l2,Bo,Beta,o,Fair,2026-09-05,disqualified,2026-09-07"}},
		{importer.KindActivities, []string{
			"external_id,rep,type,at,direction,outcome,deal,lead,subject", "a1,k,call,2026-09-03 10:00,outbound,conversation,d1,,First call",
			"a2,k,mail,2026-09-04 11:00,outbound,reply,d1,,Offer", "a3,k,mail,2026-09-05 11:00,outbound,reply,d1,,Re: Offer",
			"a4,o,call,2026-09-07 09:15,outbound,no_answer,,l2,Hello", "a5,o,meeting,2026-09-08 14:00,outbound,held,d4,,Demo",
		}},
	} {
		if err := o.take(ctx, service, form.kind, form.lines...); err != nil {
			return err
		}
	}
	return nil
}

// september writes the workbook of September.
func (o closedOffice) september(ctx context.Context, service *app.Service, lang string) ([]byte, error) {
	var out bytes.Buffer
	err := service.Review(ctx, app.ReviewQuery{Month: sales.MonthOf(2026, time.September)}, func(r *sales.Review) error {
		return xlsx.WriteReview(ctx, &out, r, textOf(o.t, lang), nil)
	})
	return out.Bytes(), err
}

// TestClosedMonthIsWrittenTheSameForever closes a month, changes everything
// about it afterwards, opens the database again on later days, and finds the
// workbook the same to the byte.
func TestClosedMonthIsWrittenTheSameForever(t *testing.T) {
	office := closedOffice{t, filepath.Join(t.TempDir(), "office.db")}
	langs := []string{"en", "ko"}
	first := map[string][]byte{}
	office.open(time.October, 5, func(ctx context.Context, service *app.Service) error {
		if err := office.fill(ctx, service); err != nil {
			return err
		}
		return service.CloseMonth(ctx, sales.MonthOf(2026, time.September))
	})
	same := func(ctx context.Context, service *app.Service) error {
		for _, lang := range langs {
			again, err := office.september(ctx, service, lang)
			if err != nil {
				return err
			}
			if first[lang] == nil {
				first[lang] = again
			}
			if !bytes.Equal(again, first[lang]) {
				t.Errorf("%s: on %s September is written otherwise", lang, service.Today())
			}
		}
		return nil
	}
	office.open(time.October, 6, same)
	office.open(time.October, 20, func(ctx context.Context, service *app.Service) error {
		err := office.take(ctx, service, importer.KindDeals, "external_id,name,account,rep,amount,stage,created,closed",
			"d1,Another name,Delta,o,6000,Won,2026-08-01,2026-09-11", "d9,New,Acme,k,1000,Won,2026-09-01,2026-09-12")
		if err == nil {
			err = office.take(ctx, service, importer.KindActivities, "external_id,rep,type,at,direction,outcome,deal,subject", "a9,k,call,2026-09-09 10:00,outbound,conversation,d1,Late")
		}
		if err != nil {
			return err
		}
		return same(ctx, service)
	})
	office.open(time.December, 24, same)
}

// TestMonthClosedByAFormerVersionStays has the program write a month that was
// frozen when the frozen file was made, and holds every cell against those
// that were written then: what was closed once must not read otherwise because
// the program changed.
func TestMonthClosedByAFormerVersionStays(t *testing.T) {
	office := closedOffice{t, filepath.Join(t.TempDir(), "office.db")}
	frozen := filepath.Join("testdata", "closed-2026-09.frozen")
	office.open(time.October, 6, func(ctx context.Context, _ *app.Service) error { return office.putFrozen(ctx, frozen) })
	office.open(time.October, 7, func(ctx context.Context, service *app.Service) error {
		for _, lang := range []string{"en", "ko"} {
			content, err := office.september(ctx, service, lang)
			if err != nil {
				return err
			}
			holdGolden(t, filepath.Join("testdata", "closed-2026-09."+lang+".txt"), cellsOf(t, content))
		}
		return nil
	})
}

// putFrozen puts the closed September of a file into the database. With
// -update a file that is missing is made of the office's own; one that is
// there stays as it is.
func (o closedOffice) putFrozen(ctx context.Context, path string) error {
	store, err := data.Open(ctx, o.path, data.Options{Now: closedOn})
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // the test goes on with what was written
	month := sales.MonthOf(2026, time.September)
	kept, err := os.ReadFile(path) //nolint:gosec // the test's own file
	if errors.Is(err, os.ErrNotExist) && *update {
		other := closedOffice{o.t, filepath.Join(o.t.TempDir(), "other.db")}
		other.open(time.October, 5, func(ctx context.Context, service *app.Service) error {
			return errors.Join(other.fill(ctx, service), service.CloseMonth(ctx, month))
		})
		kept, err = other.frozen(ctx, month)
		if err == nil {
			err = errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), os.WriteFile(path, kept, 0o600))
		}
	}
	if err != nil {
		return err
	}
	_, err = store.Write(ctx, "test", "test", func(tx sales.Tx) error {
		return tx.Put(ctx, &sales.Closing{Month: month, ClosedAt: closedOn(), Frozen: kept})
	})
	return err
}

func (o closedOffice) frozen(ctx context.Context, month sales.Month) ([]byte, error) {
	store, err := data.Open(ctx, o.path, data.Options{Now: closedOn})
	if err != nil {
		return nil, err
	}
	defer store.Close() //nolint:errcheck // it was only read
	closing, err := store.Closing(ctx, month)
	return closing.Frozen, err
}

// cellsOf lists every cell of a workbook: where it stands, its formula and the
// value it has.
func cellsOf(t *testing.T, content []byte) string {
	t.Helper()
	var out strings.Builder
	eachCell(t, read(t, content), func(sheet, cell, formula, value string) {
		if formula != "" {
			formula = "\t=" + formula
		}
		if value != "" || formula != "" {
			fmt.Fprintf(&out, "%s!%s\t%q%s\n", sheet, cell, value, formula)
		}
	})
	return out.String()
}

// holdGolden compares with a golden text, line by line.
func holdGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no golden cells: run go test ./data/xlsx -run FormerVersion -update and look at them: %v", err)
	}
	lines, other := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(lines), len(other)) {
		if i >= len(lines) || i >= len(other) || lines[i] != other[i] {
			t.Fatalf("%s, line %d of %d and %d:\n%q, want\n%q", path, i+1, len(lines), len(other), lines[min(i, len(lines)-1)], other[min(i, len(other)-1)])
		}
	}
}
