-- Readings by minute, hour and day, for charts over weeks and years. Each is made from the one below it. All are
-- real-time: what is not materialized yet is added from below when it is asked for, so a chart never ends early.
-- The mean is total / count at every level.

-- Serves charts with buckets of whole minutes.
CREATE MATERIALIZED VIEW telemetry.reading_1m
WITH (
  timescaledb.continuous,
  timescaledb.materialized_only = false,
  timescaledb.create_group_indexes = false,
  timescaledb.chunk_interval = '10 days'
) AS
SELECT
  device_key,
  quantity_id,
  time_bucket(INTERVAL '1 minute', observed_at) AS bucket,
  count(*) AS count,
  sum(value) AS total,
  min(value) AS minimum,
  max(value) AS maximum,
  last(value, observed_at) AS last
FROM telemetry.reading
GROUP BY device_key, quantity_id, time_bucket(INTERVAL '1 minute', observed_at)
WITH NO DATA;

-- Serves charts with buckets of whole hours.
CREATE MATERIALIZED VIEW telemetry.reading_1h
WITH (
  timescaledb.continuous,
  timescaledb.materialized_only = false,
  timescaledb.create_group_indexes = false,
  timescaledb.chunk_interval = '90 days'
) AS
SELECT
  device_key,
  quantity_id,
  time_bucket(INTERVAL '1 hour', bucket) AS bucket,
  sum(count)::bigint AS count,
  sum(total) AS total,
  min(minimum) AS minimum,
  max(maximum) AS maximum,
  last(last, bucket) AS last
FROM telemetry.reading_1m
GROUP BY device_key, quantity_id, time_bucket(INTERVAL '1 hour', bucket)
WITH NO DATA;

-- Serves charts with buckets of whole days (UTC).
CREATE MATERIALIZED VIEW telemetry.reading_1d
WITH (
  timescaledb.continuous,
  timescaledb.materialized_only = false,
  timescaledb.create_group_indexes = false,
  timescaledb.chunk_interval = '360 days'
) AS
SELECT
  device_key,
  quantity_id,
  time_bucket(INTERVAL '1 day', bucket) AS bucket,
  sum(count)::bigint AS count,
  sum(total) AS total,
  min(minimum) AS minimum,
  max(maximum) AS maximum,
  last(last, bucket) AS last
FROM telemetry.reading_1h
GROUP BY device_key, quantity_id, time_bucket(INTERVAL '1 day', bucket)
WITH NO DATA;

-- Serve the chart of one quantity of one device. The indexes a continuous aggregate would get by itself are left out:
-- they are more, and none of them has all three columns.
CREATE INDEX reading_1m_device ON telemetry.reading_1m (device_key, quantity_id, bucket);
CREATE INDEX reading_1h_device ON telemetry.reading_1h (device_key, quantity_id, bucket);
CREATE INDEX reading_1d_device ON telemetry.reading_1d (device_key, quantity_id, bucket);

-- A refresh does again what was written since the last one, however old, down to start_offset. That stays below the
-- retention of what it is made from: refreshing a span whose readings are gone would empty it.
-- A transaction for each bucket, the default, takes a hundred times as long as one for each day of minutes.
SELECT add_continuous_aggregate_policy('telemetry.reading_1m',
  start_offset => INTERVAL '398 days', end_offset => INTERVAL '30 minutes', schedule_interval => INTERVAL '30 minutes',
  buckets_per_batch => 1440);
SELECT add_continuous_aggregate_policy('telemetry.reading_1h',
  start_offset => INTERVAL '398 days', end_offset => INTERVAL '2 hours', schedule_interval => INTERVAL '1 hour',
  buckets_per_batch => 720);
SELECT add_continuous_aggregate_policy('telemetry.reading_1d',
  start_offset => INTERVAL '398 days', end_offset => INTERVAL '2 days', schedule_interval => INTERVAL '12 hours',
  buckets_per_batch => 365);

-- Minutes go with the readings, hours stay five years; days stay.
SELECT add_retention_policy('telemetry.reading_1m', drop_after => INTERVAL '400 days');
SELECT add_retention_policy('telemetry.reading_1h', drop_after => INTERVAL '5 years');

-- Minutes of a device that reports once a minute are as many as its readings, and would take ten times their space.
ALTER MATERIALIZED VIEW telemetry.reading_1m SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'device_key',
  timescaledb.compress_orderby = 'quantity_id, bucket DESC');
ALTER MATERIALIZED VIEW telemetry.reading_1h SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'device_key',
  timescaledb.compress_orderby = 'quantity_id, bucket DESC');
SELECT add_compression_policy('telemetry.reading_1m', compress_after => INTERVAL '3 days');
SELECT add_compression_policy('telemetry.reading_1h', compress_after => INTERVAL '30 days');
