package views

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// spareLines is how many empty rows the form of product lines offers, and
// fewestLines how many rows it has at least.
const spareLines, fewestLines = 1, 4

// lineEntries are the fields of one product line.
type lineEntries struct {
	line    sales.Line
	product *widgets.Picker
	units   *widgets.NumberEntry
	amount  *widgets.NumberEntry
}

// editLines opens the form of the deal's product lines.
func (p *DealPanel) editLines() {
	d, lines := p.deps, p.model.detail.Lines
	var options []widgets.Option
	for id, name := range p.model.detail.Products {
		options = append(options, widgets.Option{ID: string(id), Text: name})
	}
	sortOptions(options)
	entries := make([]lineEntries, max(fewestLines, len(lines)+spareLines))
	rows, fields := make([]fyne.CanvasObject, len(entries)), map[string]*widgets.Field{}
	for i := range entries {
		e := lineEntries{product: d.picker(d.Text("views.dealform.noProduct"), options), units: widgets.NewNumberEntry(d.Format.DecimalInput(0)), amount: d.moneyEntry(nil)}
		if i < len(lines) {
			e.line, e.amount = lines[i], d.moneyEntry(&lines[i].Amount)
			e.product.SetChosen(string(lines[i].ProductID))
			e.units.SetNumber(lines[i].Units)
		}
		entries[i] = e
		amount := widgets.NewField(d.Text("views.deal.amount"), e.amount)
		if i == len(entries)-1 {
			amount = amount.Hint(d.Text("views.deal.lines.hint"))
		}
		units := widgets.NewField(d.Text("views.dealform.units"), e.units)
		fields[unitsField(i)], fields[amountField(i)] = units, amount
		rows[i] = columns(widgets.NewField(d.Text("views.dealform.product"), e.product), units, amount)
	}
	d.Shell.AskForm(FormDialog{
		Title: d.Text("views.deal.products"), Submit: d.Text("views.deal.save"), Rows: rows, Fields: fields, First: entries[0].product, Wide: 640,
		Read: func() (Command, error) {
			if err := checkLines(entries); err != nil {
				return nil, err
			}
			form := app.DealForm{Deal: p.model.detail.Deal, Lines: filledLines(entries), Shares: p.model.detail.Shares}
			return func(ctx context.Context) error { return d.Service.UpdateDeal(ctx, form) }, nil
		},
	})
}

func unitsField(row int) string { return "units " + strconv.Itoa(row) }

func amountField(row int) string { return "amount " + strconv.Itoa(row) }

// checkLines says which row has fewer units than none, or takes more off than
// the rows before it come to.
func checkLines(entries []lineEntries) error {
	var sum sales.Amount
	for i, e := range entries {
		if numberIn(e.units) < 0 {
			return &sales.Invalid{Field: unitsField(i), Reason: "app.error.negative"}
		}
		if amount := amountIn(e.amount); amount != nil {
			var err error
			if sum, err = sales.AddAmounts(sum, *amount); err != nil || sum > sales.MaxAmount {
				return &sales.Invalid{Field: amountField(i), Reason: "app.error.tooLarge"}
			}
			if sum < 0 {
				return &sales.Invalid{Field: amountField(i), Reason: "app.error.negative"}
			}
		}
	}
	return nil
}

// filledLines are the lines with units or an amount; one unit where only the
// amount is given.
func filledLines(entries []lineEntries) []sales.Line {
	var lines []sales.Line
	for _, e := range entries {
		line := e.line
		amount, units := amountIn(e.amount), numberIn(e.units)
		if amount == nil && units == 0 {
			continue
		}
		line.ProductID, line.Units, line.Amount = sales.ID(e.product.Chosen()), max(1, units), 0
		if amount != nil {
			line.Amount = *amount
		}
		lines = append(lines, line)
	}
	return lines
}
