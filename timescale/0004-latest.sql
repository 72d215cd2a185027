-- The newest values, written about once a second and never once a message. The truth is in the hypertables; these rows
-- can always be made again from there.

-- The newest reading of each quantity of each device.
CREATE TABLE telemetry.latest (
  device_key integer NOT NULL,
  quantity_id integer NOT NULL,
  observed_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  -- A number, or null and the value is in other.
  value double precision,
  other jsonb,
  time_origin smallint NOT NULL,
  CONSTRAINT latest_one_value CHECK ((value IS NULL) <> (other IS NULL)),
  -- Serves the latest values of one device. No other index, so that an update stays within its page.
  CONSTRAINT latest_pkey PRIMARY KEY (device_key, quantity_id)
) WITH (fillfactor = 70);

-- The newest position of each device; serves the map.
CREATE TABLE telemetry.latest_position (
  observed_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  accuracy_meters double precision,
  device_key integer NOT NULL,
  time_origin smallint NOT NULL,
  -- Serves the position of given devices.
  CONSTRAINT latest_position_pkey PRIMARY KEY (device_key)
) WITH (fillfactor = 70);

-- Serves the devices within the frame of a map.
CREATE INDEX latest_position_place ON telemetry.latest_position (latitude, longitude);

-- What a broker still owes the two tables above and presence.last_seen_at: one row a committed batch, written with it,
-- deleted when its newest values have been written. Rows of a broker that is gone say exactly what is to be made again
-- after a kill, and since when.
CREATE TABLE telemetry.latest_owed (
  broker_id uuid NOT NULL,
  -- Counts the batches of one broker.
  batch bigint NOT NULL,
  committed_at timestamptz NOT NULL,
  device_keys integer[] NOT NULL,
  -- Beside each device: the oldest observation of the batch.
  observed_from timestamptz[] NOT NULL,
  CONSTRAINT latest_owed_pkey PRIMARY KEY (broker_id, batch)
);
