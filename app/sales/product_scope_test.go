package sales_test

import (
	"encoding/json"
	"testing"
	"time"

	"attain/app/sales"
)

// withProducts gives the deals product lines: of one product, of two, of none.
func withProducts(f *sales.Facts) {
	f.Products = []sales.Product{{ID: "p1", Name: "Desk"}, {ID: "p2", Name: "Lamp"}}
	for i := range f.Deals {
		d := &f.Deals[i]
		part := d.Amount / 3
		switch i % 3 {
		case 0:
			d.Lines = []sales.Line{{ProductID: "p1", Amount: d.Amount, Units: d.Units}}
		case 1:
			d.Lines = []sales.Line{{ProductID: "p1", Amount: part, Units: d.Units}, {ProductID: "p2", Amount: d.Amount - part}}
		default:
			d.Lines = nil
		}
	}
}

// TestProductsFiguresAreThoseOfTheList measures the sample team product by
// product: each agrees with the line of the products' list, with its own
// records, and all of them add up to the team.
func TestProductsFiguresAreThoseOfTheList(t *testing.T) {
	w := sampleTeam(t, 1, 18, sales.DayOf(2026, time.October, 31))
	f := w.facts(sales.MonthPeriod(sales.MonthOf(2026, 9)), sales.DayOf(2026, 10, 20), sales.DayOf(2025, 10, 1))
	withProducts(f)
	for i, p := range f.Products { // some quotas, in money and units
		f.Quotas = append(
			f.Quotas,
			sales.Quota{ID: sales.ID("q" + p.ID), Month: sales.MonthOf(2026, 9), ProductID: p.ID, Measure: sales.MeasureMoney, Value: int64(1000_00 * (i + 1))},
			sales.Quota{ID: sales.ID("u" + p.ID), Month: sales.MonthOf(2026, 9), ProductID: p.ID, RepID: f.Reps[0].ID, Measure: sales.MeasureUnits, Value: int64(3 + i)},
		)
	}
	whole, err := sales.NewReport(f, sales.Models{})
	if err != nil {
		t.Fatal(err)
	}
	var open, moved sales.Amount
	for _, line := range whole.Team.Products {
		of := f.OfProduct(line.Product)
		report, err := sales.NewReport(of, sales.Models{})
		if err != nil {
			t.Fatal(err)
		}
		m := report.Team
		if line.Product != "" {
			if *m.Quota != *line.Quota || m.Attainment != line.Attainment || m.Units.Quota != *line.UnitQuota || m.Units.Credited != line.Units {
				t.Errorf("%s: quota %v, attainment %v, units %+v, the list says %+v", line.Name, m.Quota, m.Attainment, m.Units, line)
			}
			if m.Credited != line.Credited {
				t.Errorf("%s is credited %d, the list says %d", line.Name, m.Credited, line.Credited)
			}
		}
		if m.Won != line.Won || m.Lost != line.Lost || m.Open != line.Open || m.OpenValue != line.OpenValue {
			t.Errorf("%s: won %d, lost %d, open %d worth %d, the list says %+v", line.Name, m.Won, m.Lost, m.Open, m.OpenValue, line)
		}
		if v := m.Movement; v.Start+v.New+v.PulledIn+v.ValueChange-v.Won-v.Lost-v.PushedOut != v.End {
			t.Errorf("%s: the movement %+v does not add up", line.Name, v)
		}
		for _, metric := range []string{"credited", "open_value", "won", "lost", "won_value", "weighted", "win_rate", "days_to_win"} {
			e, err := sales.Explain(of, sales.Subject{Metric: metric})
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]float64{
				"credited": float64(m.Credited), "open_value": float64(m.OpenValue), "won": float64(m.Won), "lost": float64(m.Lost),
				"won_value": float64(m.WonValue), "weighted": m.Weighted, "win_rate": m.WinRate.Of(0),
			}
			if m.DaysToWin.Mean != nil {
				want["days_to_win"] = *m.DaysToWin.Mean
			}
			if got := e.Number(); got != nil && (*got-want[metric] > 1e-6 || want[metric]-*got > 1e-6) {
				t.Errorf("%s of %s is %v, its records say %v", metric, line.Name, want[metric], *got)
			}
		}
		open, moved = open+m.OpenValue, moved+m.Movement.End
	}
	if open != whole.Team.OpenValue || moved != whole.Team.Movement.End {
		t.Errorf("products are open %d, %d by movement; the team %d, %d", open, moved, whole.Team.OpenValue, whole.Team.Movement.End)
	}
}

func TestProductsDocumentSaysNothingOfActivities(t *testing.T) {
	w := sampleTeam(t, 1, 14, sales.DayOf(2026, time.October, 31))
	f := w.facts(sales.MonthPeriod(sales.MonthOf(2026, 9)), sales.DayOf(2026, 10, 20), sales.DayOf(2025, 10, 1))
	withProducts(f)
	report, err := sales.NewReport(f.OfProduct(f.Products[0].ID), sales.Models{})
	if err != nil {
		t.Fatal(err)
	}
	report.Product = f.Products[0].Name
	text, err := json.Marshal(report.Document())
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Product string
		Team    map[string]any
		Reps    []map[string]any
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if d.Product != f.Products[0].Name || d.Team["attempts"] != nil || d.Team["won"] == nil || len(d.Reps) != len(f.Reps) || d.Reps[0]["activity_plan"] != nil {
		t.Errorf("printed as %s", text)
	}
	if _, there := d.Team["attempts"]; !there {
		t.Error("a name is missing")
	}
}
