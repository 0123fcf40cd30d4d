-- +goose Up
-- What is folded by the write path beside stays. Never a second truth: check
-- recomputes all of it.

-- Of a closed stay the last open stage before it, and how often the deal had
-- been reopened when a stay began.
ALTER TABLE stays ADD COLUMN last_stage TEXT NOT NULL DEFAULT '';
ALTER TABLE stays ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
UPDATE stays SET last_stage = coalesce((SELECT p.stage_id FROM stays p WHERE p.deal_id = stays.deal_id AND p.seq < stays.seq
  AND p.kind = 'open' AND p.stage_id IS NOT NULL ORDER BY p.seq DESC LIMIT 1), '') WHERE kind <> 'open';
UPDATE stays SET reopened = (SELECT count(*) FROM stays p WHERE p.deal_id = stays.deal_id AND p.seq < stays.seq AND p.kind <> 'open'
  AND (SELECT n.kind FROM stays n WHERE n.deal_id = p.deal_id AND n.seq > p.seq ORDER BY n.seq LIMIT 1) = 'open')
  WHERE deal_id IN (SELECT deal_id FROM stays WHERE kind <> 'open' AND left_on < '9999-12-31');

-- What was done on a rep's day, or month, by type and direction, on no deal in
-- the trash. Replies are the threads of mails and messages that were answered:
-- one that was answered in two months counts in both.
DROP TABLE activity_days;
DROP TABLE activity_months;
CREATE TABLE activity_days (
  day TEXT NOT NULL, rep_id TEXT NOT NULL, type TEXT NOT NULL, direction TEXT NOT NULL,
  done INTEGER NOT NULL, connected INTEGER NOT NULL, replies INTEGER NOT NULL,
  on_deals INTEGER NOT NULL, on_leads INTEGER NOT NULL, linked INTEGER NOT NULL,
  PRIMARY KEY (day, rep_id, type, direction)
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_months (
  month TEXT NOT NULL, rep_id TEXT NOT NULL, type TEXT NOT NULL, direction TEXT NOT NULL,
  done INTEGER NOT NULL, connected INTEGER NOT NULL, replies INTEGER NOT NULL,
  on_deals INTEGER NOT NULL, on_leads INTEGER NOT NULL, linked INTEGER NOT NULL,
  PRIMARY KEY (month, rep_id, type, direction)
) STRICT, WITHOUT ROWID;
INSERT INTO activity_days SELECT x.day, coalesce(x.rep_id, ''), x.type, x.direction, count(*),
  count(*) FILTER (WHERE x.connected = 1 AND x.type NOT IN ('mail', 'message')),
  count(DISTINCT iif(x.connected = 1 AND x.type IN ('mail', 'message'), x.thread, NULL)),
  count(x.deal_id), count(x.lead_id), count(coalesce(x.deal_id, x.lead_id))
  FROM activities x WHERE x.planned = 0 AND x.day <> ''
  AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))
  GROUP BY 1, 2, 3, 4;
INSERT INTO activity_months SELECT substr(x.day, 1, 7), coalesce(x.rep_id, ''), x.type, x.direction, count(*),
  count(*) FILTER (WHERE x.connected = 1 AND x.type NOT IN ('mail', 'message')),
  count(DISTINCT iif(x.connected = 1 AND x.type IN ('mail', 'message'), x.thread, NULL)),
  count(x.deal_id), count(x.lead_id), count(coalesce(x.deal_id, x.lead_id))
  FROM activities x WHERE x.planned = 0 AND x.day <> ''
  AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))
  GROUP BY 1, 2, 3, 4;
CREATE INDEX activities_replies ON activities(day, rep_id, type, direction, thread, deal_id)
  WHERE planned = 0 AND connected = 1 AND type IN ('mail', 'message');

-- What was done on a deal or lead, and is planned, as of any day from valid
-- on; the first thing done on it (of a lead: unless that was on a deal too).
CREATE TABLE deal_touches (
  deal_id TEXT PRIMARY KEY, valid TEXT NOT NULL,
  touches INTEGER NOT NULL, attempts INTEGER NOT NULL, answered INTEGER NOT NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, planned INTEGER NOT NULL, due TEXT NOT NULL,
  begun TEXT, begun_rep TEXT, begun_type TEXT, begun_direction TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_touches_begun ON deal_touches(begun, begun_rep, begun_type, begun_direction) WHERE begun IS NOT NULL;
-- by_type are the attempts until the lead was decided; warm the customer's
-- touches before the first attempt; latest the last day anything lies on.
CREATE TABLE lead_touches (
  lead_id TEXT PRIMARY KEY, valid TEXT NOT NULL,
  touches INTEGER NOT NULL, attempts INTEGER NOT NULL, answered INTEGER NOT NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, planned INTEGER NOT NULL, due TEXT NOT NULL,
  begun TEXT, begun_rep TEXT, begun_type TEXT, begun_direction TEXT,
  by_type TEXT NOT NULL, warm INTEGER NOT NULL, latest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_touches_begun ON lead_touches(begun, begun_rep, begun_type, begun_direction) WHERE begun IS NOT NULL;
CREATE INDEX lead_touches_latest ON lead_touches(latest);

-- Deals closed in a month, by the days they had spent in each stage.
CREATE TABLE closed_stays (
  month TEXT NOT NULL, stage_id TEXT NOT NULL, days INTEGER NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (month, stage_id, days, outcome)
) STRICT, WITHOUT ROWID;
INSERT INTO deal_touches SELECT a.deal_id, a.valid, a.touches, a.attempts, a.answered, a.first_day, a.last_day, a.planned, a.due, b.day, b.rep, b.type, b.direction
  FROM (SELECT x.deal_id, max(iif(x.planned = 1, x.planned_on, x.day)) AS valid,
  count(*) FILTER (WHERE x.planned = 0) AS touches,
  count(*) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound') AS attempts,
  count(*) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound' AND x.connected = 1) AS answered,
  coalesce(min(x.day) FILTER (WHERE x.planned = 0 AND x.day <> ''), '') AS first_day,
  coalesce(max(x.day) FILTER (WHERE x.planned = 0), '') AS last_day,
  count(*) FILTER (WHERE x.planned = 1) AS planned,
  coalesce(min(x.day) FILTER (WHERE x.planned = 1 AND x.day <> ''), '') AS due FROM activities x WHERE x.deal_id IS NOT NULL GROUP BY x.deal_id) a
  LEFT JOIN (SELECT x.deal_id, x.day, coalesce(x.rep_id, '') AS rep, x.type, x.direction, min(x.day || char(1) || x.at || char(1) || x.type || char(1) ||
  x.direction || char(1) || coalesce(x.rep_id, '') || char(1) || x.id) AS place FROM activities x WHERE x.planned = 0 AND x.deal_id IS NOT NULL GROUP BY x.deal_id) b
  ON b.deal_id = a.deal_id;
INSERT INTO lead_touches SELECT n.lead_id, max(coalesce(a.valid, ''), iif(l.status IN ('new', 'working'), '', l.decided)), coalesce(a.touches, 0), coalesce(a.attempts, 0), coalesce(a.answered, 0),
  coalesce(a.first_day, ''), coalesce(a.last_day, ''), coalesce(a.planned, 0), coalesce(a.due, ''),
  iif(b.deal_id IS NULL, b.day, NULL), iif(b.deal_id IS NULL, b.rep, NULL), iif(b.deal_id IS NULL, b.type, NULL),
  iif(b.deal_id IS NULL, b.direction, NULL),
  (SELECT json_group_object(type, attempts) FROM (SELECT x.type, count(*) AS attempts FROM activities x
    WHERE x.lead_id = n.lead_id AND x.planned = 0 AND +x.direction = 'outbound' AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))
    AND x.day <= iif(iif(l.status IN ('new', 'working'), '', l.decided) = '', '9999-12-31', l.decided) GROUP BY x.type ORDER BY x.type)),
  (SELECT count(*) FROM activities x WHERE x.lead_id = n.lead_id AND x.planned = 0 AND +x.direction = 'inbound' AND x.type IN ('web', 'mail_open', 'mail_click', 'social', 'event', 'referral') AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> ''))
    AND x.day || ' ' || x.at < coalesce(a.attempted, '~')), n.latest
  FROM (SELECT x.lead_id, max(x.day) AS latest FROM activities x WHERE x.lead_id IS NOT NULL GROUP BY x.lead_id) n
  JOIN leads l ON l.id = n.lead_id
  LEFT JOIN (SELECT x.lead_id, max(iif(x.planned = 1, x.planned_on, x.day)) AS valid,
  count(*) FILTER (WHERE x.planned = 0) AS touches,
  count(*) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound') AS attempts,
  count(*) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound' AND x.connected = 1) AS answered,
  coalesce(min(x.day) FILTER (WHERE x.planned = 0 AND x.day <> ''), '') AS first_day,
  coalesce(max(x.day) FILTER (WHERE x.planned = 0), '') AS last_day,
  count(*) FILTER (WHERE x.planned = 1) AS planned,
  coalesce(min(x.day) FILTER (WHERE x.planned = 1 AND x.day <> ''), '') AS due, min(x.day || ' ' || x.at) FILTER (WHERE x.planned = 0 AND x.direction = 'outbound') AS attempted
    FROM activities x WHERE x.lead_id IS NOT NULL AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> '')) GROUP BY x.lead_id) a ON a.lead_id = n.lead_id
  LEFT JOIN (SELECT x.lead_id, x.deal_id, x.day, coalesce(x.rep_id, '') AS rep, x.type, x.direction, min(x.day || char(1) || x.at || char(1) || x.type || char(1) ||
  x.direction || char(1) || coalesce(x.rep_id, '') || char(1) || x.id) AS place FROM activities x
    WHERE x.planned = 0 AND x.lead_id IS NOT NULL AND (x.deal_id IS NULL OR x.deal_id NOT IN (SELECT id FROM deals WHERE deleted <> '')) GROUP BY x.lead_id) b ON b.lead_id = n.lead_id;
INSERT INTO closed_stays SELECT month, stage_id, days, outcome, count(*) FROM (
  SELECT substr(max(c.entered, d.created), 1, 7) AS month, s.stage_id, sum(s.days) AS days, c.kind AS outcome
  FROM stays c JOIN deals d ON d.id = c.deal_id JOIN stays s ON s.deal_id = c.deal_id
  WHERE c.kind IN ('won', 'lost') AND c.left_on = '9999-12-31' AND d.deleted = ''
  AND s.days IS NOT NULL AND s.stage_id IS NOT NULL GROUP BY c.deal_id, s.stage_id) GROUP BY 1, 2, 3, 4;
