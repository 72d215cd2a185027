-- Where devices say they are, and who is connected, stands beside each device where maps read it (the registry's device_place).
-- A position that says the same again costs no row there, only one that says "something changed" for each organization: it is
-- newer than the one before, as all newest values are, so whose it is to see does not change either.

CREATE FUNCTION telemetry.place_positions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved integer[];
BEGIN
  SELECT array_agg(c.device_key ORDER BY c.device_key) INTO moved
  FROM changed c
  JOIN public.device_place p ON p.device_key = c.device_key
  WHERE TG_OP = 'DELETE' OR NOT p.is_reported OR (p.lat, p.lon) IS DISTINCT FROM (c.latitude, c.longitude);
  IF moved IS NOT NULL THEN PERFORM public.place_devices(moved); END IF;
  INSERT INTO public.map_change (organization_id)
  SELECT DISTINCT p.organization_id
  FROM changed c
  JOIN public.device_place p ON p.device_key = c.device_key
  WHERE p.is_reported;
  RETURN NULL;
END $$;

CREATE TRIGGER place_new_positions AFTER INSERT ON telemetry.latest_position REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION telemetry.place_positions();
CREATE TRIGGER place_changed_positions AFTER UPDATE ON telemetry.latest_position REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION telemetry.place_positions();
CREATE TRIGGER place_deleted_positions AFTER DELETE ON telemetry.latest_position REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION telemetry.place_positions();

-- A row at a time, because a sign of life, which is written for thousands at once, must cost nothing here.
CREATE FUNCTION telemetry.place_presence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.device_place p
  SET connectivity = NEW.state
  WHERE p.device_key = NEW.device_key AND p.connectivity <> NEW.state;
  RETURN NULL;
END $$;

CREATE TRIGGER place_new_presence AFTER INSERT ON telemetry.presence FOR EACH ROW
  EXECUTE FUNCTION telemetry.place_presence();
CREATE TRIGGER place_changed_presence AFTER UPDATE ON telemetry.presence FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION telemetry.place_presence();

UPDATE public.device_place p
SET connectivity = s.state
FROM telemetry.presence s
WHERE s.device_key = p.device_key;

SELECT public.place_devices(array_agg(device_key))
FROM telemetry.latest_position;

SELECT public.count_map();

DROP INDEX telemetry.latest_position_place;
