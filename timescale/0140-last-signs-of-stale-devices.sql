-- Lists sort stale devices by what stands beside their other states: when each was last heard. It is kept when a device becomes stale;
-- a sign that comes late, or the end of a session that was long silent, moves it on.

CREATE OR REPLACE FUNCTION telemetry.list_presence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.device_listing l
  SET connectivity = NEW.state,
    freshness = CASE
      WHEN TG_OP = 'INSERT' OR NEW.last_seen_at - OLD.last_seen_at >= INTERVAL '15 minutes' THEN 'fresh'
      ELSE l.freshness
    END,
    last_seen_at = CASE WHEN l.freshness = 'stale' THEN NEW.last_seen_at END
  WHERE l.device_key = NEW.device_key;
  RETURN NULL;
END $$;

-- The database's clock decides nothing here, but which devices are worth a look: one that was silent for long is heard rarely.
CREATE OR REPLACE TRIGGER list_changed_presence AFTER UPDATE ON telemetry.presence FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state OR NEW.last_seen_at - OLD.last_seen_at >= INTERVAL '15 minutes'
    OR (OLD.last_seen_at IS DISTINCT FROM NEW.last_seen_at AND OLD.last_seen_at < now() - INTERVAL '15 minutes'))
  EXECUTE FUNCTION telemetry.list_presence();

UPDATE public.device_listing l
SET last_seen_at = p.last_seen_at
FROM telemetry.presence p
WHERE p.device_key = l.device_key AND l.freshness = 'stale';
