-- +goose Up
-- The deals won and lost of a rep's month, by the stay they are still in, folded
-- by the write path. Credited and units are of the won ones without shares.
-- Never a second truth: check recomputes them.
CREATE TABLE outcome_months (
  month TEXT NOT NULL, rep_id TEXT NOT NULL, won INTEGER NOT NULL, lost INTEGER NOT NULL,
  won_value INTEGER NOT NULL, lost_value INTEGER NOT NULL, credited INTEGER NOT NULL, units INTEGER NOT NULL,
  PRIMARY KEY (month, rep_id)
) STRICT, WITHOUT ROWID;
INSERT INTO outcome_months SELECT substr(s.entered, 1, 7), coalesce(s.owner_id, d.owner_id, ''),
  count(*) FILTER (WHERE s.kind = 'won'), count(*) FILTER (WHERE s.kind = 'lost'),
  coalesce(sum(d.amount) FILTER (WHERE s.kind = 'won'), 0), coalesce(sum(d.amount) FILTER (WHERE s.kind = 'lost'), 0),
  coalesce(sum(d.amount) FILTER (WHERE s.kind = 'won' AND NOT EXISTS (SELECT 1 FROM deal_shares h WHERE h.deal_id = d.id)), 0),
  coalesce(sum(d.units) FILTER (WHERE s.kind = 'won' AND NOT EXISTS (SELECT 1 FROM deal_shares h WHERE h.deal_id = d.id)), 0)
  FROM stays s JOIN deals d ON d.id = s.deal_id
  WHERE s.kind IN ('won', 'lost') AND s.left_on = '9999-12-31' AND d.deleted = '' GROUP BY 1, 2;
