-- +goose Up
-- What the system a contact was imported from calls it, so that it is found again
-- when that system's table comes once more.
ALTER TABLE contacts ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
