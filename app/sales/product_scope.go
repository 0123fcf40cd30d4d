package sales

import (
	"encoding/json"
	"fmt"
	"slices"
)

// OfProduct returns the facts of one product: the deals that sell it with what
// they sell of it, their stays and their part in the pipeline's movement, and
// the product's quotas. A report or an explanation of them is about that
// product alone. Refunds name no product, and activities and leads are done
// for a customer, not for a product: of those there are none.
func (f *Facts) OfProduct(product ID) *Facts {
	of := *f
	of.Deals, of.Quotas, of.Stays, of.Moves = nil, nil, nil, nil
	of.Adjustments, of.Activities, of.Leads, of.Effects, of.Trend, of.Goals, of.Products = nil, nil, nil, nil, nil, nil, nil
	of.counted = newFrame(f, Models{}).quotas.counted
	sells := make(map[ID]*DealFact)
	for i := range f.Deals {
		d := f.Deals[i]
		value, sold := lineValues(&d)[product]
		if !sold {
			continue
		}
		d.Parts = nil
		for _, c := range f.CreditOf(d) {
			part := Credit{RepID: c.RepID}
			for _, line := range creditParts(credit{deal: &d, amount: c.Amount, units: c.Units}) {
				if line.ProductID == product {
					part.Amount += line.Amount
					part.Units += line.Units
				}
			}
			d.Parts = append(d.Parts, part)
		}
		sells[d.ID] = &f.Deals[i]
		d.Units = unitsIn(&d, product)
		d.Amount = value
		of.Deals = append(of.Deals, d)
	}
	for _, q := range f.Quotas {
		if q.ProductID == product {
			q.ProductID = ""
			of.Quotas = append(of.Quotas, q)
		}
	}
	for _, stay := range f.Stays {
		if sells[stay.DealID] != nil {
			of.Stays = append(of.Stays, stay)
		}
	}
	for _, move := range f.Moves {
		if d := sells[move.DealID]; d != nil {
			for _, value := range []*Amount{&move.StartValue, &move.FirstValue, &move.EndValue} {
				then := *d
				then.Amount = *value
				*value = lineValues(&then)[product]
			}
			of.Moves = append(of.Moves, move)
		}
	}
	return &of
}

// unitsIn returns the units that a deal's lines of a product sell.
func unitsIn(d *DealFact, product ID) (units int64) {
	for _, line := range d.Lines {
		if line.ProductID == product {
			units += line.Units
		}
	}
	return units
}

// notByProduct are the names of MetricsDocument that say nothing of a product.
func notByProduct() []string {
	return []string{
		"quota_mismatch", "load", "attempts", "connected", "activity_ratio", "activities", "contact_rate", "contact_warning",
		"follow_ups", "give_up", "effectiveness", "lead_conversion", "leads_by_source", "leads_by_fit", "activities_per_lead",
		"lead_touches", "warm_share", "fit", "activity_plan", "products", "insight",
	}
}

// MarshalJSON writes the document; of a product, what says nothing of it is
// null.
func (d *Document) MarshalJSON() ([]byte, error) {
	type plain Document
	text, err := json.Marshal((*plain)(d))
	if err != nil || d.Product == "" {
		return text, err //nolint:wrapcheck // json says enough
	}
	var written map[string]json.RawMessage
	var team map[string]json.RawMessage
	var reps []map[string]json.RawMessage
	if err := json.Unmarshal(text, &written); err != nil {
		return nil, fmt.Errorf("write a product's figures: %w", err)
	}
	if err := json.Unmarshal(written["team"], &team); err != nil {
		return nil, fmt.Errorf("write a product's figures: %w", err)
	}
	if err := json.Unmarshal(written["reps"], &reps); err != nil {
		return nil, fmt.Errorf("write a product's figures: %w", err)
	}
	for _, scope := range slices.Concat([]map[string]json.RawMessage{team}, reps) {
		for _, name := range notByProduct() {
			scope[name] = json.RawMessage("null")
		}
	}
	if written["team"], err = json.Marshal(team); err != nil {
		return nil, fmt.Errorf("write a product's figures: %w", err)
	}
	if written["reps"], err = json.Marshal(reps); err != nil {
		return nil, fmt.Errorf("write a product's figures: %w", err)
	}
	return json.Marshal(written) //nolint:wrapcheck // json says enough
}
