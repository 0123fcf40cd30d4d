-- +goose Up
-- Every question reads the undecided leads, and of the others only a few.
CREATE INDEX leads_undecided ON leads(id) WHERE status IN ('new', 'working');
