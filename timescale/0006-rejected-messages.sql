-- What devices sent and could not be stored, with the reason, for the person who programs the device.

CREATE TABLE telemetry.rejected_message (
  received_at timestamptz NOT NULL,
  device_key integer NOT NULL,
  -- First eight bytes of the payload's SHA-256: tells two messages of one instant apart.
  payload_digest bigint NOT NULL,
  topic text NOT NULL,
  -- The permanent code of the first reason.
  code text NOT NULL,
  -- [{"code","index","reason"}], the first sixteen.
  reasons jsonb NOT NULL,
  -- How many reasons there were in all.
  reason_count integer NOT NULL,
  -- The first 64 KiB; empty when the device sent more in one minute than is kept.
  payload bytea NOT NULL,
  -- How long the payload was.
  payload_bytes integer NOT NULL,
  -- Serves the rejections of one device, newest first, and makes redelivery harmless.
  CONSTRAINT rejected_message_pkey PRIMARY KEY (device_key, received_at, payload_digest)
);

SELECT create_hypertable(
  'telemetry.rejected_message', by_range('received_at', INTERVAL '1 day'), create_default_indexes => false);

-- A month: long enough to find the fault, short enough for a device that sends nothing else.
SELECT add_retention_policy('telemetry.rejected_message', drop_after => INTERVAL '30 days');
