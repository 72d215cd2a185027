-- Readings: what devices measured. Acknowledged means stored here (docs/architecture.md, "A reading").
--
-- All natural keys begin with the device and hold the time of observation, so that a message delivered twice is stored
-- once. An observed_at the device said is in whole milliseconds; one taken from the reception has 1 to 999 microseconds
-- on top, which tell the messages of one millisecond apart (libs/telemetry/README.md).

CREATE SCHEMA IF NOT EXISTS telemetry;

-- Names and units of quantities. A reading carries the small id instead of the words.
CREATE TABLE telemetry.quantity (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  unit text,
  -- Serves the lookup of a name and unit that a broker has not seen yet, and keeps two brokers from making it twice.
  CONSTRAINT quantity_name_unit_key UNIQUE NULLS NOT DISTINCT (name, unit)
);

-- Numbers, one row a reading. Columns stand by falling alignment: no padding, 58 bytes a row with its header.
CREATE TABLE telemetry.reading (
  observed_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  value double precision NOT NULL,
  device_key integer NOT NULL,
  quantity_id integer NOT NULL,
  -- 0 the device said the time, 1 the reception counts, 2 the reception counts because the device said an impossible time
  time_origin smallint NOT NULL,
  -- Serves "one quantity of one device over a span of time" (readings, buckets) and makes redelivery harmless. The only
  -- index: every other one would cost each reading of the ingest about a microsecond.
  CONSTRAINT reading_pkey PRIMARY KEY (device_key, quantity_id, observed_at)
);

-- A day a chunk: the index of the chunk being written stays in memory, retention drops whole days.
SELECT create_hypertable(
  'telemetry.reading', by_range('observed_at', INTERVAL '1 day'), create_default_indexes => false);

-- Everything else a device can say about a quantity: texts, true and false, objects, arrays. The kind is the JSON type.
CREATE TABLE telemetry.text_reading (
  observed_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  device_key integer NOT NULL,
  quantity_id integer NOT NULL,
  time_origin smallint NOT NULL,
  value jsonb NOT NULL,
  -- As for reading.
  CONSTRAINT text_reading_pkey PRIMARY KEY (device_key, quantity_id, observed_at)
);

SELECT create_hypertable(
  'telemetry.text_reading', by_range('observed_at', INTERVAL '7 days'), create_default_indexes => false);

-- Where devices were, WGS 84 degrees and meters.
CREATE TABLE telemetry.position (
  observed_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  accuracy_meters double precision,
  device_key integer NOT NULL,
  time_origin smallint NOT NULL,
  -- Serves the track of one device over a span of time and makes redelivery harmless.
  CONSTRAINT position_pkey PRIMARY KEY (device_key, observed_at)
);

SELECT create_hypertable(
  'telemetry.position', by_range('observed_at', INTERVAL '7 days'), create_default_indexes => false);

-- What a device says about itself: the present value of each property, the thousand it told last.
CREATE TABLE telemetry.attribute (
  device_key integer NOT NULL,
  name text NOT NULL,
  -- Null: the device removed it.
  value jsonb,
  received_at timestamptz NOT NULL,
  -- Serves the properties of one device.
  CONSTRAINT attribute_pkey PRIMARY KEY (device_key, name)
);
