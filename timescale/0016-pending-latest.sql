-- The notes of batches whose newest values are still to be written are named for what they are. A broker of the version
-- before writes them through the old name until it is replaced; a later file drops the view.
ALTER TABLE telemetry.latest_owed RENAME TO pending_latest;
ALTER TABLE telemetry.pending_latest RENAME CONSTRAINT latest_owed_pkey TO pending_latest_pkey;
CREATE VIEW telemetry.latest_owed AS SELECT * FROM telemetry.pending_latest;
