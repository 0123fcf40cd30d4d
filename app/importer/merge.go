package importer

import "hash/fnv"

// DealMerger joins the rows of a deals table that share an external id into
// one deal with product lines. Rows of one deal may stand anywhere, so it
// holds one draft per deal: about 1 KB each, 100 MB for 100,000 deals.
type DealMerger struct {
	deals []*DealDraft
	byID  map[string]*mergedDeal
	// Duplicates counts rows that repeat an earlier row of the same deal in
	// every cell: they are copies, not lines, and are left out.
	Duplicates int
}

type mergedDeal struct {
	draft *DealDraft
	rows  map[uint64]bool // hashes of the rows taken in
}

// Add takes in a row. ok is false if the sums no longer fit; the row is then
// left out.
func (m *DealMerger) Add(d *DealDraft) (ok bool) {
	line := LineDraft{Line: d.Line, Product: d.Product, Units: d.Units, Amount: d.Amount}
	if d.ExternalID == "" {
		d.Lines = []LineDraft{line}
		m.deals = append(m.deals, d)
		return true
	}
	if m.byID == nil {
		m.byID = map[string]*mergedDeal{}
	}
	key := rowHash(d.Row)
	merged, there := m.byID[d.ExternalID]
	if !there {
		d.Lines = []LineDraft{line}
		m.deals = append(m.deals, d)
		m.byID[d.ExternalID] = &mergedDeal{draft: d, rows: map[uint64]bool{key: true}}
		return true
	}
	if merged.rows[key] {
		m.Duplicates++
		return true
	}
	merged.rows[key] = true
	return merged.draft.join(d, line)
}

// Deals returns the deals in the order of their first rows.
func (m *DealMerger) Deals() []*DealDraft { return m.deals }

// join adds another row of the same deal: numbers add up, per product;
// anything else comes from the first row that has it.
func (d *DealDraft) join(other *DealDraft, line LineDraft) bool {
	units, unitsFit := d.Units.Add(other.Units)
	amount, amountFits := d.Amount.Add(other.Amount)
	if !unitsFit || !amountFits || !d.addLine(line) {
		return false
	}
	d.Units, d.Amount = units, amount
	for _, pair := range [][2]*string{
		{&d.Name, &other.Name},
		{&d.Account, &other.Account},
		{&d.Rep, &other.Rep},
		{&d.Currency, &other.Currency},
		{&d.Stage, &other.Stage},
		{&d.Reason, &other.Reason},
		{&d.Channel, &other.Channel},
		{&d.NextStep, &other.NextStep},
	} {
		if *pair[0] == "" {
			*pair[0] = *pair[1]
		}
	}
	if !d.Created.Known() {
		d.Created = other.Created
	}
	if d.Outcome == OutcomeUnknown {
		d.Outcome = other.Outcome
	}
	if !d.Closed.Known() {
		d.Closed = other.Closed
	}
	if !d.ExpectedClose.Known() {
		d.ExpectedClose = other.ExpectedClose
	}
	if !d.Probability.Valid {
		d.Probability = other.Probability
	}
	for name, value := range other.Extra {
		if d.Extra[name] == "" {
			d.Extra[name] = value
		}
	}
	return true
}

// addLine adds to the line of the same product, or as a new line.
func (d *DealDraft) addLine(line LineDraft) bool {
	for i := range d.Lines {
		if d.Lines[i].Product != line.Product {
			continue
		}
		units, unitsFit := d.Lines[i].Units.Add(line.Units)
		amount, amountFits := d.Lines[i].Amount.Add(line.Amount)
		if !unitsFit || !amountFits {
			return false
		}
		d.Lines[i].Units, d.Lines[i].Amount = units, amount
		return true
	}
	d.Lines = append(d.Lines, line)
	return true
}

func rowHash(row []string) uint64 {
	sum := fnv.New64a()
	for _, cell := range row {
		// Writing to a hash never fails.
		_, _ = sum.Write([]byte(cell))
		_, _ = sum.Write([]byte{0})
	}
	return sum.Sum64()
}
