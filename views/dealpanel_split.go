package views

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// shareRows is among how many reps the form can split a deal.
const shareRows = 4

// splitForm is the form that divides a deal's credit between reps.
type splitForm struct {
	deps    Deps
	names   map[sales.ID]string
	pickers []*widgets.Picker
	weights []*widgets.NumberEntry
	fields  map[string]*widgets.Field
	result  *widgets.Paragraph
}

// split opens the form that divides the credit between reps.
func (p *DealPanel) split() {
	d := p.deps
	f := &splitForm{deps: d, names: p.model.reps, fields: map[string]*widgets.Field{}, result: widgets.NewParagraph("", widgets.SizeCaption, widgets.RoleMuted)}
	var options []widgets.Option
	for id, name := range p.model.reps {
		options = append(options, widgets.Option{ID: string(id), Text: name})
	}
	sortOptions(options)
	shares := p.model.detail.Shares
	if len(shares) == 0 {
		shares = []sales.Share{{RepID: p.model.detail.Deal.OwnerID, Weight: 100}}
	}
	var rows []fyne.CanvasObject
	for i := range max(shareRows, len(shares)) {
		rep, weight := d.picker(d.Text("views.pipeline.reassign.hint"), options), widgets.NewNumberEntry(d.Format.DecimalInput(0))
		if i < len(shares) {
			rep.SetChosen(string(shares[i].RepID))
			weight.SetNumber(shares[i].Weight)
		}
		rep.OnChosen = func(string) { f.show() }
		weight.OnNumber = func(int64, bool, bool) { f.show() }
		f.pickers, f.weights = append(f.pickers, rep), append(f.weights, weight)
		f.fields[repField(i)], f.fields[weightField(i)] = widgets.NewField(d.Text("views.deal.rep"), rep), widgets.NewField(d.Text("views.deal.weight"), weight)
		rows = append(rows, columns(f.fields[repField(i)], f.fields[weightField(i)]))
	}
	f.show()
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.deal.split"), Submit: d.Text("views.deal.save"), Rows: append(rows, f.result), Fields: f.fields, First: f.pickers[0],
		Read: func() (Command, error) {
			shares, err := f.shares()
			form := app.DealForm{Deal: p.model.detail.Deal, Lines: p.model.detail.Lines, Shares: shares}
			return func(ctx context.Context) error { return d.Service.UpdateDeal(ctx, form) }, err
		},
	})
}

func repField(row int) string { return "rep " + strconv.Itoa(row) }

func weightField(row int) string { return "weight " + strconv.Itoa(row) }

// shares are the rows that are filled; what is wrong with one names its field.
func (f *splitForm) shares() ([]sales.Share, error) {
	var shares []sales.Share
	for i := range f.pickers {
		rep, weight := sales.ID(f.pickers[i].Chosen()), numberIn(f.weights[i])
		switch {
		case weight < 0:
			return nil, &sales.Invalid{Field: weightField(i), Reason: "app.error.negative"}
		case weight == 0:
			continue
		case weight > mostWeight:
			return nil, &sales.Invalid{Field: weightField(i), Reason: "views.deal.weight.tooLarge"}
		case rep == "":
			return nil, &sales.Invalid{Field: repField(i), Reason: "app.error.rep"}
		case slices.ContainsFunc(shares, func(other sales.Share) bool { return other.RepID == rep }):
			return nil, &sales.Invalid{Field: repField(i), Reason: "views.deal.split.twice"}
		}
		shares = append(shares, sales.Share{RepID: rep, Weight: weight})
	}
	return shares, nil
}

// mostWeight is the largest share of a deal, which need not be out of a hundred.
const mostWeight = 1_000_000

// show says what part of the credit each rep gets: shares need not add up to a
// hundred.
func (f *splitForm) show() {
	shares, err := f.shares()
	weights := make([]int64, len(shares))
	for i, share := range shares {
		weights[i] = share.Weight
	}
	var parts []string
	for i, part := range sales.Apportion(100, weights) { // of which the sum is 100
		share := float64(part) / 100
		parts = append(parts, f.names[shares[i].RepID]+" "+f.deps.Format.Percent(&share))
	}
	words := f.deps.Text("views.deal.split.result", "Shares", strings.Join(parts, " · "))
	switch {
	case err != nil:
		words = "" // saving says what is wrong
	case len(shares) == 0:
		words = f.deps.Text("views.deal.split.owner")
	}
	f.result.Set(words, widgets.RoleMuted)
}
