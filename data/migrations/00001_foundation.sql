-- +goose Up
PRAGMA application_id = 1098151009; -- "Atta"

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE stages (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open','won','lost')),
  definition TEXT NOT NULL DEFAULT '', criteria TEXT NOT NULL DEFAULT '[]',
  probability REAL NOT NULL DEFAULT 0, day_limit INTEGER NOT NULL DEFAULT 0,
  quiet_days INTEGER NOT NULL DEFAULT 0, late INTEGER NOT NULL DEFAULT 0,
  archived INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE reps (
  id TEXT PRIMARY KEY, external_id TEXT NOT NULL DEFAULT '', name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '', manager TEXT NOT NULL DEFAULT '',
  is_manager INTEGER NOT NULL DEFAULT 0, started TEXT NOT NULL DEFAULT '',
  left_on TEXT NOT NULL DEFAULT '', capacity INTEGER NOT NULL DEFAULT 0,
  ramp TEXT NOT NULL DEFAULT '[]', absences TEXT NOT NULL DEFAULT '[]',
  aliases TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE products (
  id TEXT PRIMARY KEY, external_id TEXT NOT NULL DEFAULT '', name TEXT NOT NULL,
  price INTEGER, category TEXT NOT NULL DEFAULT '', archived INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY, external_id TEXT NOT NULL DEFAULT '', name TEXT NOT NULL,
  industry TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE deals (
  id TEXT PRIMARY KEY, external_id TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
  account_id TEXT REFERENCES accounts(id), owner_id TEXT REFERENCES reps(id),
  amount INTEGER, units INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL DEFAULT '', expected_close TEXT NOT NULL DEFAULT '',
  probability REAL, source TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
  next_step TEXT NOT NULL DEFAULT '', next_step_due TEXT NOT NULL DEFAULT '',
  checked TEXT NOT NULL DEFAULT '[]', notes TEXT NOT NULL DEFAULT '',
  deleted TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX deals_created ON deals(created, id);
CREATE INDEX deals_external ON deals(external_id) WHERE external_id <> '';
CREATE INDEX deals_account ON deals(account_id);
CREATE INDEX deals_owner ON deals(owner_id);
CREATE INDEX deals_trash ON deals(id) WHERE deleted <> '';

CREATE TABLE deal_lines (
  id TEXT PRIMARY KEY, deal_id TEXT NOT NULL REFERENCES deals(id) ON DELETE CASCADE,
  product_id TEXT REFERENCES products(id), units INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX deal_lines_deal ON deal_lines(deal_id);

CREATE TABLE deal_shares (
  id TEXT PRIMARY KEY, deal_id TEXT NOT NULL REFERENCES deals(id) ON DELETE CASCADE,
  rep_id TEXT NOT NULL REFERENCES reps(id), weight INTEGER NOT NULL
) STRICT;
CREATE INDEX deal_shares_deal ON deal_shares(deal_id);

CREATE TABLE deal_values (
  id TEXT PRIMARY KEY, deal_id TEXT NOT NULL REFERENCES deals(id) ON DELETE CASCADE,
  until TEXT NOT NULL, amount INTEGER NOT NULL
) STRICT;
CREATE INDEX deal_values_deal ON deal_values(deal_id, until);

CREATE TABLE stage_moves (
  id TEXT PRIMARY KEY, deal_id TEXT NOT NULL REFERENCES deals(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL, stage_id TEXT REFERENCES stages(id),
  at TEXT NOT NULL DEFAULT '', day TEXT NOT NULL DEFAULT '',
  owner_id TEXT REFERENCES reps(id), implied INTEGER NOT NULL DEFAULT 0,
  UNIQUE (deal_id, seq)
) STRICT;

-- Folded from stage_moves by the write path, one row a move: the stay it began.
-- Never a second truth: check recomputes it.
CREATE TABLE stays (
  deal_id TEXT NOT NULL REFERENCES deals(id) ON DELETE CASCADE, seq INTEGER NOT NULL,
  stage_id TEXT, kind TEXT NOT NULL, entered TEXT NOT NULL DEFAULT '',
  left_on TEXT NOT NULL DEFAULT '9999-12-31', owner_id TEXT, days INTEGER,
  PRIMARY KEY (deal_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX stays_alive ON stays(kind, left_on, entered, stage_id, owner_id);
CREATE INDEX stays_kind ON stays(kind, entered, left_on, stage_id, owner_id);
CREATE INDEX stays_stage ON stays(stage_id, left_on);

CREATE TABLE leads (
  id TEXT PRIMARY KEY, external_id TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '', rep_id TEXT REFERENCES reps(id),
  source TEXT NOT NULL DEFAULT '', created TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL CHECK (status IN ('new','working','qualified','disqualified')),
  decided TEXT NOT NULL DEFAULT '', deal_id TEXT REFERENCES deals(id) ON DELETE SET NULL,
  deal_ref TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
  touches INTEGER NOT NULL DEFAULT 0, attributes TEXT NOT NULL DEFAULT '{}',
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX leads_created ON leads(created, id);
CREATE INDEX leads_decided ON leads(decided);
CREATE INDEX leads_external ON leads(external_id) WHERE external_id <> '';
CREATE INDEX leads_deal ON leads(deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX leads_ref ON leads(deal_ref) WHERE deal_ref <> '';

CREATE TABLE contacts (
  id TEXT PRIMARY KEY, account_id TEXT REFERENCES accounts(id) ON DELETE SET NULL,
  lead_id TEXT REFERENCES leads(id) ON DELETE SET NULL, deal_id TEXT REFERENCES deals(id) ON DELETE SET NULL,
  name TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX contacts_account ON contacts(account_id);
CREATE INDEX contacts_lead ON contacts(lead_id);
CREATE INDEX contacts_deal ON contacts(deal_id);

CREATE TABLE activities (
  id TEXT PRIMARY KEY, external_id TEXT NOT NULL DEFAULT '', rep_id TEXT REFERENCES reps(id),
  type TEXT NOT NULL, direction TEXT NOT NULL CHECK (direction IN ('outbound','inbound')),
  outcome TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '', day TEXT NOT NULL DEFAULT '',
  planned INTEGER NOT NULL DEFAULT 0, planned_on TEXT NOT NULL DEFAULT '',
  deal_id TEXT REFERENCES deals(id) ON DELETE CASCADE, deal_ref TEXT NOT NULL DEFAULT '',
  lead_id TEXT REFERENCES leads(id) ON DELETE CASCADE, lead_ref TEXT NOT NULL DEFAULT '',
  account_id TEXT REFERENCES accounts(id) ON DELETE SET NULL,
  contact_id TEXT REFERENCES contacts(id) ON DELETE SET NULL,
  subject TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '',
  minutes INTEGER NOT NULL DEFAULT 0, repeat TEXT NOT NULL DEFAULT '',
  remind_at TEXT NOT NULL DEFAULT '',
  connected INTEGER NOT NULL DEFAULT 0, thread TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX activities_day ON activities(day, planned, rep_id, type, direction, connected);
CREATE INDEX activities_done ON activities(direction, day, rep_id, type, connected, deal_id) WHERE planned = 0;
CREATE INDEX activities_deal ON activities(deal_id, day, planned, direction, connected, planned_on, type) WHERE deal_id IS NOT NULL;
CREATE INDEX activities_lead ON activities(lead_id, day, planned, direction, connected, planned_on, type, deal_id) WHERE lead_id IS NOT NULL;
CREATE INDEX activities_account ON activities(account_id, day, planned, direction, type, deal_id) WHERE account_id IS NOT NULL;
CREATE INDEX activities_contact ON activities(contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX activities_rep ON activities(rep_id, day);
CREATE INDEX activities_external ON activities(external_id) WHERE external_id <> '';
CREATE INDEX activities_planned ON activities(rep_id, day) WHERE planned = 1;
CREATE INDEX activities_deal_ref ON activities(deal_ref) WHERE deal_ref <> '';
CREATE INDEX activities_lead_ref ON activities(lead_ref) WHERE lead_ref <> '';

CREATE TABLE quotas (
  id TEXT PRIMARY KEY, rep_id TEXT REFERENCES reps(id) ON DELETE CASCADE, month TEXT NOT NULL,
  product_id TEXT REFERENCES products(id) ON DELETE CASCADE,
  measure TEXT NOT NULL CHECK (measure IN ('money','units')), value INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX quotas_scope ON quotas(month, coalesce(rep_id,''), coalesce(product_id,''), measure);

CREATE TABLE adjustments (
  id TEXT PRIMARY KEY, external_id TEXT NOT NULL DEFAULT '', deal_id TEXT REFERENCES deals(id) ON DELETE CASCADE,
  rep_id TEXT REFERENCES reps(id), day TEXT NOT NULL, amount INTEGER NOT NULL,
  units INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX adjustments_day ON adjustments(day);
CREATE INDEX adjustments_deal ON adjustments(deal_id);

CREATE TABLE goals (
  id TEXT PRIMARY KEY, rep_id TEXT REFERENCES reps(id) ON DELETE CASCADE, type TEXT NOT NULL,
  count INTEGER NOT NULL, connected INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE profile_criteria (
  id TEXT PRIMARY KEY, attribute TEXT NOT NULL, operator TEXT NOT NULL,
  value TEXT NOT NULL, weight REAL NOT NULL
) STRICT;

CREATE TABLE closings (month TEXT PRIMARY KEY, closed_at TEXT NOT NULL, frozen BLOB NOT NULL) STRICT;

-- The one change log. A batch is what one command wrote; undo and redo walk
-- the batches, the history of a record reads the changes. A batch of state
-- 'marks' changed no record: it only noted what rows of an import hold.
CREATE TABLE batches (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL,
  label TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done','undone','dropped','marks')),
  kinds TEXT NOT NULL DEFAULT '', count INTEGER NOT NULL DEFAULT 0,
  walked_at TEXT NOT NULL DEFAULT '', walked_by TEXT NOT NULL DEFAULT '' -- last undone or redone
) STRICT;
CREATE INDEX batches_state ON batches(state, id);
CREATE TABLE changes (
  batch_id INTEGER NOT NULL REFERENCES batches(id) ON DELETE CASCADE, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, record_id TEXT NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (batch_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_record ON changes(kind, record_id);

CREATE TABLE import_sources (
  name TEXT PRIMARY KEY, mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- What a row of an import held and which record it made. The newest note of a
-- batch that is not undone counts, so that undo needs nothing more.
CREATE TABLE imported_rows (
  kind TEXT NOT NULL, key TEXT NOT NULL, batch_id INTEGER NOT NULL REFERENCES batches(id) ON DELETE CASCADE,
  record_id TEXT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (kind, key, batch_id)
) STRICT, WITHOUT ROWID;
