-- Devices that lately sent readings for a time the aggregates had been made for already: a backlog after an absence. The
-- aggregates learn of it with their next refresh; until then charts of these devices are made from the readings.

CREATE TABLE telemetry.late_reading (
  -- Serves "does this device have late readings in this span".
  device_key integer NOT NULL PRIMARY KEY,
  -- The oldest of them.
  observed_from timestamptz NOT NULL,
  -- When the last of them was stored.
  noted_at timestamptz NOT NULL
) WITH (fillfactor = 70);
