-- What a device is stands beside its place (the registry's device_place) as lists have it: presence is written there by the trigger
-- of device_listing, which knows freshness too, and no longer by its own.
DROP TRIGGER place_new_presence ON telemetry.presence;
DROP TRIGGER place_changed_presence ON telemetry.presence;
DROP FUNCTION telemetry.place_presence();

-- Changes are counted by tiles; all else is as it was.
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
  INSERT INTO public.map_tile_change (organization_id)
  SELECT unnest(repeated);
  RETURN NULL;
END $$;

-- What is there already, where presence was listed by the migrations of telemetry.
UPDATE public.device_place p
SET connectivity = l.connectivity,
  state = p.state / 512 * 512 + public.map_state(l.connectivity, l.freshness, l.lifecycle, l.certificate_state)
FROM public.device_listing l
WHERE l.device_key = p.device_key
  AND p.state % 512 <> public.map_state(l.connectivity, l.freshness, l.lifecycle, l.certificate_state);
