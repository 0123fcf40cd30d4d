-- +goose Up
-- Folded from activities by the write path: the attempts (outbound, done, none
-- of a deal in the trash) of a rep, day and type, and how many connected.
-- Replies to mails and messages count once per thread, which days cannot tell,
-- so they are in the months alone. Never a second truth: check recomputes them.
CREATE TABLE activity_days (
  day TEXT NOT NULL, rep_id TEXT NOT NULL, type TEXT NOT NULL,
  attempts INTEGER NOT NULL, connected INTEGER NOT NULL,
  PRIMARY KEY (day, rep_id, type)
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_months (
  month TEXT NOT NULL, rep_id TEXT NOT NULL, type TEXT NOT NULL,
  attempts INTEGER NOT NULL, connected INTEGER NOT NULL,
  PRIMARY KEY (month, rep_id, type)
) STRICT, WITHOUT ROWID;

INSERT INTO activity_days SELECT x.day, coalesce(x.rep_id, ''), x.type, count(*),
  count(*) FILTER (WHERE x.connected = 1 AND x.type NOT IN ('mail', 'message'))
  FROM activities x WHERE x.planned = 0 AND x.direction = 'outbound' AND x.day <> ''
  AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))
  GROUP BY 1, 2, 3;
INSERT INTO activity_months SELECT substr(x.day, 1, 7), coalesce(x.rep_id, ''), x.type, count(*),
  count(*) FILTER (WHERE x.connected = 1 AND x.type NOT IN ('mail', 'message'))
  + count(DISTINCT iif(x.connected = 1 AND x.type IN ('mail', 'message'), x.thread, NULL))
  FROM activities x WHERE x.planned = 0 AND x.direction = 'outbound' AND x.day <> ''
  AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))
  GROUP BY 1, 2, 3;
