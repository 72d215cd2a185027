-- A device whose position is shown already and that reports another one is shown there: nothing else has to be read, for its
-- position is newer than the one before, and whoever changes its owner, its lifecycle or its site waits for this transaction
-- (place_changed_devices locks the position first). All others are placed by all that decides.
--
-- Joins follow the order of the statement, which is that of the keys, so that places are locked in it.
CREATE OR REPLACE FUNCTION telemetry.place_positions() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  placed integer[];
  repeated uuid[];
  moves boolean;
BEGIN
  SELECT array_agg(c.device_key ORDER BY c.device_key) FILTER (WHERE NOT c.shows_on),
    array_agg(DISTINCT c.organization_id) FILTER (WHERE c.shows_on AND NOT c.moves),
    bool_or(c.shows_on AND c.moves)
  INTO placed, repeated, moves
  FROM (
    SELECT c.device_key, p.organization_id,
      TG_OP <> 'DELETE' AND p.is_reported AND NOT (c.latitude = 0 AND c.longitude = 0) AS shows_on,
      (p.lat, p.lon) IS DISTINCT FROM (c.latitude, c.longitude) AS moves
    FROM changed c
    JOIN public.device_place p ON p.device_key = c.device_key
  ) c;
  IF moves THEN
    UPDATE public.device_place p
    SET lat = c.latitude, lon = c.longitude
    FROM changed c
    WHERE p.device_key = c.device_key AND p.is_reported AND NOT (c.latitude = 0 AND c.longitude = 0)
      AND (p.lat, p.lon) IS DISTINCT FROM (c.latitude, c.longitude);
  END IF;
  IF placed IS NOT NULL THEN PERFORM public.place_devices(placed); END IF;
  INSERT INTO public.map_change (organization_id)
  SELECT unnest(repeated);
  RETURN NULL;
END $$;
