-- Who is connected. A broker holds a lease; sessions of a broker whose lease has run out are ended by whoever sweeps.

-- The brokers that live, one row a process.
CREATE TABLE telemetry.broker (
  id uuid PRIMARY KEY,
  started_at timestamptz NOT NULL,
  -- Written every few seconds.
  heartbeat_at timestamptz NOT NULL
);

-- The present state of each device that was ever connected; no row: never.
CREATE TABLE telemetry.presence (
  -- Serves the state of given devices.
  device_key integer PRIMARY KEY,
  state text NOT NULL CONSTRAINT presence_state_known CHECK (state IN ('connected', 'disconnected')),
  since timestamptz NOT NULL,
  -- Why it is disconnected; null while connected.
  cause text,
  -- The session that made this state. Of two sessions the one that began later counts, whatever arrives last.
  session_id uuid NOT NULL,
  session_started_at timestamptz NOT NULL,
  broker_id uuid NOT NULL,
  remote_address text,
  -- The last sign of life, a connect or a message; about a second behind.
  last_seen_at timestamptz NOT NULL,
  CONSTRAINT presence_cause_when_disconnected CHECK ((state = 'connected') = (cause IS NULL))
) WITH (fillfactor = 70);

-- Serves the sweep: the connected devices of a broker that is gone.
CREATE INDEX presence_connected ON telemetry.presence (broker_id) WHERE state = 'connected';

-- Every connect and disconnect, for the device's page.
CREATE TABLE telemetry.connectivity (
  occurred_at timestamptz NOT NULL,
  device_key integer NOT NULL,
  event text NOT NULL CONSTRAINT connectivity_event_known CHECK (event IN ('connected', 'disconnected')),
  -- Why it ended; null for connected.
  cause text,
  session_id uuid NOT NULL,
  broker_id uuid NOT NULL,
  remote_address text,
  -- Serves the history of one device, newest first, and makes a repeated write harmless.
  CONSTRAINT connectivity_pkey PRIMARY KEY (device_key, occurred_at, session_id, event)
);

SELECT create_hypertable(
  'telemetry.connectivity', by_range('occurred_at', INTERVAL '30 days'), create_default_indexes => false);

-- Thirteen months, like the readings.
SELECT add_retention_policy('telemetry.connectivity', drop_after => INTERVAL '400 days');
