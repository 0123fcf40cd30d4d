package xlsx

import (
	"cmp"
	"slices"

	"attain/app/sales"
)

// extras are the blocks below the quota table: units, products, and what
// changed in closed months.
func (q *quotaSheet) extras(row int) {
	row = q.units(row)
	row = q.products(row)
	q.changes(row)
}

// units lists the reps' unit quotas, where there are any.
func (q *quotaSheet) units(row int) int {
	b := q.book
	if b.review.Report.Team.Units == nil {
		return row
	}
	q.put(1, row, styled(b.text("xlsx.quota.units"), lookSection()))
	q.heads(3, row+1, b.text("xlsx.target"), b.text("xlsx.achieved"), b.text("xlsx.variance"), b.text("xlsx.percent"))
	q.heads(1, row+1, b.text("xlsx.column.rep"), "")
	row += 2
	line := func(name string, u *sales.UnitMetrics, total bool) {
		if u == nil {
			return
		}
		cells := []cell{
			text(name), text(""), count(int(u.Quota)), count(int(u.Credited)),
			count(int(u.Credited - u.Quota)).calc(at(4, row) + "-" + at(3, row)),
			ratio(at(4, row), at(3, row), u.Attainment),
		}
		for i, c := range cells {
			if total {
				c = c.totalled()
			}
			q.put(1+i, row, c)
		}
		row++
	}
	for i, p := range b.reps {
		line(p.name, b.review.Report.Reps[i].Metrics.Units, false)
	}
	line(b.totalName(), b.review.Report.Team.Units, true)
	return row + 2
}

// products lists quota and result per product.
func (q *quotaSheet) products(row int) int {
	b := q.book
	products := slices.DeleteFunc(slices.Clone(b.review.Report.Team.Products), idle)
	if len(products) == 0 {
		return row
	}
	q.block(row, min(row+1+len(products), row+fewLines))
	if len(products) > 2*fewLines {
		q.repeat = [2]int{row, row + 1} // they go over several pages
	}
	q.put(1, row, styled(b.text("xlsx.quota.products"), lookSection()))
	q.heads(1, row+1, b.text("xlsx.product"), "", b.text("xlsx.target"), b.text("xlsx.achieved"), b.text("xlsx.variance"), b.text("xlsx.percent"),
		b.text("xlsx.unitTarget"), b.text("xlsx.unitsSold"), b.text("definitions.won.title"), b.text("definitions.lost.title"), b.text("definitions.win_rate.title"),
		b.text("definitions.open.title"), b.text("definitions.open_value.title"))
	row += 2
	for _, p := range products {
		target, achieved := at(3, row), at(4, row)
		variance := any(noValue)
		if p.Quota != nil {
			variance = b.review.Currency.Major(p.Credited - *p.Quota)
		}
		units := styled(noValue, look{ink: colourMuted, align: "right"})
		if p.UnitQuota != nil {
			units = count(int(*p.UnitQuota))
		}
		q.line(1, row, text(cmp.Or(p.Name, b.text("xlsx.noProduct"))), text(""), b.moneyOr(p.Quota, b.text("xlsx.notSet")), b.money(p.Credited),
			cell{value: variance, formula: ifNumber(target, achieved+"-"+target), look: look{kind: kindMoney, align: "right"}},
			percent(p.Attainment).calc(ifNumber(target, quotient(achieved, target))),
			units, count(int(p.Units)), count(p.Won), count(p.Lost),
			ratio(at(9, row), "("+at(9, row)+"+"+at(10, row)+")", p.WinRate), count(p.Open), b.money(p.OpenValue))
		row++
	}
	return row + 2
}

// idle reports whether nothing was wanted, sold, lost or is open of a product.
func idle(p sales.ProductMetrics) bool {
	return p.Quota == nil && p.UnitQuota == nil && p.Credited == 0 && p.Units == 0 && p.Won == 0 && p.Lost == 0 && p.Open == 0
}

// changes lists credit of closed months that changed since they were closed.
func (q *quotaSheet) changes(row int) {
	b := q.book
	if len(b.review.Changes) == 0 {
		return
	}
	q.put(1, row, styled(b.text("xlsx.quota.changes"), lookSection()))
	q.put(1, row+1, styled(b.text("xlsx.quota.changes.note"), lookSub()))
	q.merge(1, row+1, 10, row+1)
	q.heads(1, row+2, b.text("xlsx.column.rep"), "", b.text("xlsx.month"), b.text("xlsx.frozen"), b.text("xlsx.now"), b.text("xlsx.difference"))
	row += 3
	first := row
	var sum sales.Amount
	for _, c := range b.review.Changes {
		q.line(1, row, text(cmp.Or(c.Name, b.text("xlsx.unassigned"))), text(""), cell{value: c.Month, look: look{kind: kindMonth, align: "center"}},
			b.money(c.Frozen), b.money(c.Now), b.money(c.Difference()).calc(at(5, row)+"-"+at(4, row)))
		sum += c.Difference()
		row++
	}
	for i := range 5 {
		q.put(1+i, row, text("").totalled())
	}
	q.put(1, row, text(b.text("xlsx.total")).totalled())
	q.put(6, row, b.money(sum).calc("SUM("+span(6, first, 6, row-1)+")").totalled())
}
