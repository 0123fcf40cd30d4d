package data

import (
	"testing"

	"attain/app/sales"
)

// scale fills a database directly: 100,000 deals with their stays and a
// million activities of three years, 50 reps, 50,000 leads. What must not be
// even is spread by multiplying with a large prime.
const scale = `
PRAGMA cache_size = -1000000;
CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < 999999) SELECT i FROM c;
CREATE TEMP TABLE c AS SELECT date('2026-11-23') AS today;
INSERT INTO stages (id, name, position, kind) VALUES ('s1', 'one', 1, 'open'), ('s2', 'two', 2, 'open'), ('s3', 'three', 3, 'open'),
	('s4', 'four', 4, 'open'), ('s5', 'won', 5, 'won'), ('s6', 'lost', 6, 'lost');
INSERT INTO reps (id, name) SELECT printf('0193a000-0000-7000-8000-%012x', i), 'rep ' || i FROM n WHERE i < 50;
INSERT INTO accounts (id, name) SELECT printf('0193b000-0000-7000-8000-%012x', i), 'account ' || i FROM n WHERE i < 20000;
INSERT INTO deals (id, name, account_id, owner_id, amount, created) SELECT printf('0193c000-0000-7000-8000-%012x', i),
	'deal ' || i, printf('0193b000-0000-7000-8000-%012x', i * 7919 % 20000), printf('0193a000-0000-7000-8000-%012x', i % 50),
	i * 104729 % 900000, date('2023-11-24', (i / 91) || ' days') FROM n WHERE i < 100000;
CREATE TEMP TABLE d AS SELECT i, deals.* FROM n JOIN deals ON deals.rowid = i + 1 WHERE i < 100000;
-- Each stage takes 2 to 25 days; every twelfth deal stays where it is, the others are won or lost after some stages.
CREATE TEMP TABLE p AS SELECT d.id, d.owner_id, k.i AS seq, d.i,
	date(d.created, sum(iif(k.i = 0, 0, 2 + (d.i + k.i) * 7919 % 24)) OVER (PARTITION BY d.i ORDER BY k.i) || ' days') AS entered,
	d.i % 12 = 0 AS stuck, 1 + d.i * 104729 % 4 AS stages
	FROM d JOIN (SELECT value AS i FROM json_each('[0, 1, 2, 3, 4]')) k ON k.i <= 1 + d.i * 104729 % 4;
DELETE FROM p WHERE entered > (SELECT today FROM c) OR stuck AND seq = stages;
INSERT INTO stays (deal_id, seq, stage_id, kind, owner_id, entered, left_on) SELECT id, seq + 1,
	iif(seq < stages, 's' || (seq + 1), iif(i % 3 = 0, 's5', 's6')), iif(seq < stages, 'open', iif(i % 3 = 0, 'won', 'lost')), owner_id, entered,
	coalesce(lead(entered) OVER (PARTITION BY id ORDER BY seq), '9999-12-31') FROM p;
UPDATE stays SET days = julianday(left_on) - julianday(entered) WHERE kind = 'open' AND left_on < '9999';
INSERT INTO leads (id, name, rep_id, created, status, decided) SELECT printf('0193d000-0000-7000-8000-%012x', i), 'lead',
	printf('0193a000-0000-7000-8000-%012x', i % 50), date('2023-11-24', (i / 46) || ' days'),
	iif(i > 45000, 'working', iif(i % 4 = 0, 'qualified', 'disqualified')), iif(i > 45000, '', date('2023-11-24', (i / 46 + 20) || ' days'))
	FROM n WHERE i < 50000;
CREATE TEMP TABLE l AS SELECT i, leads.id, leads.created FROM n JOIN leads ON leads.rowid = i + 1 WHERE i < 50000;
CREATE UNIQUE INDEX temp.dx ON d(i);
CREATE UNIQUE INDEX temp.lx ON l(i);
INSERT INTO activities (id, rep_id, type, direction, day, at, deal_id, lead_id, account_id, connected, thread, planned, subject, notes)
	SELECT printf('0193e000-0000-7000-8000-%012x', n.i), printf('0193a000-0000-7000-8000-%012x', n.i * 7 % 50),
	CASE n.i * 31 % 10 WHEN 0 THEN 'meeting' WHEN 1 THEN 'web' WHEN 2 THEN 'mail' WHEN 3 THEN 'mail' WHEN 4 THEN 'message' ELSE 'call' END,
	iif(n.i * 31 % 10 = 1, 'inbound', 'outbound'), date(coalesce(d.created, l.created), (n.i * 7919 % 60) || ' days'),
	date(coalesce(d.created, l.created), (n.i * 7919 % 60) || ' days') || 'T09:00:00Z',
	d.id, l.id, d.account_id, n.i * 104729 % 5 = 0, 'thread ' || (n.i * 7919 % 300000), 0, 'About the offer', 'They asked for a second offer.'
	FROM n LEFT JOIN d ON n.i % 10 < 8 AND d.i = n.i * 7919 % 100000 LEFT JOIN l ON n.i % 10 >= 8 AND l.i = n.i * 7919 % 50000;
UPDATE activities SET planned = 1 WHERE day > (SELECT today FROM c);
DROP TABLE temp.n;
DROP TABLE temp.d;
DROP TABLE temp.p;
DROP TABLE temp.l;
DROP TABLE temp.c;`

// BenchmarkFactsAtScale measures one question for a month, with the history
// that the pages ask for, and the board.
func BenchmarkFactsAtScale(b *testing.B) {
	s := openStore(b)
	if _, err := s.write.ExecContext(b.Context(), scale); err != nil {
		b.Fatal(err)
	}
	month := sales.MonthPeriod(sales.MonthOf(2026, 11))
	q := sales.FactsQuery{Period: month, AsOf: day("2026-11-23"), History: day("2025-11-01")}
	b.Run("facts", func(b *testing.B) {
		for b.Loop() {
			facts, err := s.Facts(b.Context(), q)
			if err != nil || len(facts.Deals) < 30_000 {
				b.Fatalf("%v, %d deals", err, len(facts.Deals))
			}
		}
	})
	facts, err := s.Facts(b.Context(), q)
	if err != nil {
		b.Fatal(err)
	}
	f := folding{reader: s.reader, args: factArgs(facts)}
	for name, fold := range map[string]func() error{
		"deals":       func() error { return f.deals(b.Context()) },
		"stays":       func() error { return f.stays(b.Context()) },
		"histogram":   func() error { return f.histogram(b.Context()) },
		"adjustments": func() error { return f.adjustments(b.Context()) },
		"activities":  func() error { return f.activities(b.Context()) },
		"leads":       func() error { return f.leads(b.Context()) },
		"effects":     func() error { return f.effects(b.Context()) },
		"moves":       func() error { return f.moves(b.Context()) },
		"trend":       func() error { return f.trend(b.Context()) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f.facts = &sales.Facts{AsOf: q.AsOf, Period: q.Period, History: q.History, Stages: facts.Stages}
				if err := fold(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("board", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Board(b.Context(), sales.BoardQuery{AsOf: q.AsOf, Closed: month}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
