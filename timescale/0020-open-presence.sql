-- Who is connected, by broker and then by device: serves the question which brokers hold sessions (one step a broker), and the
-- ends of a lost broker's sessions in the order in which they are locked. It takes the place of the index on the broker alone.

CREATE INDEX presence_open ON telemetry.presence (broker_id, device_key) WHERE state = 'connected';

DROP INDEX telemetry.presence_connected;
