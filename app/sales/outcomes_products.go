package sales

import "slices"

// productCredit is what one product brought a scope.
type productCredit struct {
	amount Amount
	units  int64
}

// creditsByProduct divides what was credited in the period by the deals'
// product lines. A rep's part of a deal goes over the lines in proportion to
// them; what no line names, and adjustments, stand under the empty product.
// The parts add up to credited.
func (s *scope) creditsByProduct() map[ID]productCredit {
	sums := make(map[ID]productCredit)
	for _, c := range s.creditsIn(s.f.Period) {
		for _, part := range creditParts(c) {
			sum := sums[part.ProductID]
			sum.amount += part.Amount
			sum.units += part.Units
			sums[part.ProductID] = sum
		}
	}
	return sums
}

// creditParts divides one credit over the lines of its deal.
func creditParts(c credit) []Line {
	if c.deal == nil || len(c.deal.Lines) == 0 {
		return []Line{{Amount: c.amount, Units: c.units}}
	}
	lines := slices.Clone(c.deal.Lines)
	amounts, units := make([]int64, len(lines)), make([]int64, len(lines))
	var amount Amount
	var count int64
	for i, line := range lines {
		amounts[i], units[i] = int64(line.Amount), line.Units
		amount += line.Amount
		count += line.Units
	}
	if amount != c.amount {
		for i, part := range Apportion(int64(c.amount), amounts) {
			lines[i].Amount = Amount(part)
		}
	}
	if count != c.units {
		for i, part := range Apportion(c.units, units) {
			lines[i].Units = part
		}
	}
	return lines
}

// products returns quota and result of every product: those on sale, and
// those that have a figure in the period. What no product names comes last
// where there is any, under an empty product.
func (s *scope) products() []ProductMetrics {
	credited, sold := s.creditsByProduct(), s.sales()
	var list []ProductMetrics
	for _, p := range s.f.Products {
		m := s.product(p.ID, credited[p.ID], sold[p.ID])
		m.Name = p.Name
		if !p.Archived || m.stirs() {
			list = append(list, m)
		}
	}
	if rest := s.product("", credited[""], sold[""]); len(list) > 0 && rest.stirs() {
		list = append(list, rest)
	}
	return list
}

func (m *ProductMetrics) stirs() bool {
	return m.Credited != 0 || m.Units != 0 || m.Won+m.Lost+m.Open > 0 || m.Quota != nil || m.UnitQuota != nil
}

func (s *scope) product(id ID, credited productCredit, sold productSales) ProductMetrics {
	m := ProductMetrics{
		Product: id, Credited: credited.amount, Units: credited.units,
		Won: sold.won, Lost: sold.lost, Open: sold.open, OpenValue: sold.value, WinRate: share(sold.won, sold.won+sold.lost),
	}
	if id != "" {
		m.Quota = (*Amount)(s.quotas.period(s.id(), id, MeasureMoney, s.f.Period))
		m.UnitQuota = s.quotas.period(s.id(), id, MeasureUnits, s.f.Period)
	}
	if m.Quota != nil {
		m.Attainment = Ratio{float64(m.Credited), float64(*m.Quota)}
	}
	if m.UnitQuota != nil {
		m.UnitRatio = Ratio{float64(m.Units), float64(*m.UnitQuota)}
	}
	return m
}

// productSales counts the deals with some line of a product: won and lost in
// the period, and open.
type productSales struct {
	won, lost, open int
	value           Amount // of the open ones' lines
}

// sales counts the deals of each product; a deal without lines is one of no
// product.
func (s *scope) sales() map[ID]productSales {
	sold := make(map[ID]productSales)
	for _, d := range s.deals {
		if d.Kind != StageOpen && !s.f.Period.Contains(d.Since) {
			continue
		}
		for id, value := range lineValues(d) {
			p := sold[id]
			switch d.Kind {
			case StageOpen:
				p.open++
				p.value += value
			case StageWon:
				p.won++
			default:
				p.lost++
			}
			sold[id] = p
		}
	}
	return sold
}

// lineValues returns the value of a deal's lines by product. Where the lines
// do not add up to the deal's value as of the day, that goes over them in
// proportion.
func lineValues(d *DealFact) map[ID]Amount {
	values := make(map[ID]Amount, max(len(d.Lines), 1))
	if len(d.Lines) == 0 {
		values[""] = d.Amount
		return values
	}
	for _, line := range creditParts(credit{deal: d, amount: d.Amount, units: d.Units}) {
		values[line.ProductID] += line.Amount
	}
	return values
}
