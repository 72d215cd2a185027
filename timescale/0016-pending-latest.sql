-- The notes of batches whose newest values are still to be written are named for what they are. No view keeps the old
-- name for a version before this one: nothing was released under it.
ALTER TABLE telemetry.latest_owed RENAME TO pending_latest;
ALTER TABLE telemetry.pending_latest RENAME CONSTRAINT latest_owed_pkey TO pending_latest_pkey;
