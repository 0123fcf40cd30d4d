-- +goose Up
-- What a closed month counted, as app.CloseMonth packs it; empty for months
-- that were closed before this was kept.
ALTER TABLE closings ADD COLUMN ledger BLOB NOT NULL DEFAULT x'';
