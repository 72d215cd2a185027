-- Who is connected stands beside each device where lists are sorted and filtered (the registry's device_listing), so that a
-- page does not depend on how many devices there are. A connect or disconnect costs one row there; a sign of life none,
-- unless the device was silent for 15 minutes or more, after which lists call it stale.

CREATE FUNCTION telemetry.list_presence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.device_listing l
  SET connectivity = NEW.state,
    freshness = CASE
      WHEN TG_OP = 'INSERT' OR NEW.last_seen_at - OLD.last_seen_at >= INTERVAL '15 minutes' THEN 'fresh'
      ELSE l.freshness
    END
  WHERE l.device_key = NEW.device_key;
  RETURN NULL;
END $$;

CREATE TRIGGER list_new_presence AFTER INSERT ON telemetry.presence FOR EACH ROW
  EXECUTE FUNCTION telemetry.list_presence();
CREATE TRIGGER list_changed_presence AFTER UPDATE ON telemetry.presence FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state OR NEW.last_seen_at - OLD.last_seen_at >= INTERVAL '15 minutes')
  EXECUTE FUNCTION telemetry.list_presence();

UPDATE public.device_listing l
SET connectivity = p.state, freshness = CASE WHEN p.last_seen_at >= now() - INTERVAL '15 minutes' THEN 'fresh' ELSE 'stale' END
FROM telemetry.presence p
WHERE p.device_key = l.device_key;
