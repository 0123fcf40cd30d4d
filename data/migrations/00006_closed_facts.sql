-- +goose Up
-- What a closed month's figures were computed from, as app.CloseMonth packs it;
-- empty for months that were closed before this was kept.
ALTER TABLE closings ADD COLUMN facts BLOB NOT NULL DEFAULT x'';
