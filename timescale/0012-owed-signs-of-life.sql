-- When each device of a batch was heard, beside its key: the commit can come much later than the message, and of a will
-- the device was heard before. Null: written by a version that did not know; then the commit counts.
ALTER TABLE telemetry.latest_owed ADD COLUMN seen_at timestamptz[];
