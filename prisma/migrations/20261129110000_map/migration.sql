-- A map must not read all devices: where each one is shown stands in a table of its own, kept by triggers, and devices are
-- counted by cells of a grid for every organization and those above it. What changed is added as rows, which the worker folds.

-- CreateTable
CREATE TABLE "device_place" (
    "device_key" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "connectivity" TEXT NOT NULL DEFAULT 'never',
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "is_reported" BOOLEAN NOT NULL DEFAULT false,
    "cell_row" SMALLINT GENERATED ALWAYS AS (((round("lat" * 500)::integer + 45000) / 10)::smallint) STORED,
    "cell_column" SMALLINT GENERATED ALWAYS AS (((round("lon" * 500)::integer + 90000) / 10)::smallint) STORED,

    CONSTRAINT "device_place_pkey" PRIMARY KEY ("device_key")
);

-- CreateTable
CREATE TABLE "map_cell" (
    "organization_id" UUID NOT NULL,
    "level" SMALLINT NOT NULL,
    "cell_row" SMALLINT NOT NULL,
    "cell_column" SMALLINT NOT NULL,
    "devices" INTEGER NOT NULL,
    "connected" INTEGER NOT NULL,
    "keys" BIGINT NOT NULL,
    "lat_quanta" BIGINT NOT NULL,
    "lon_quanta" BIGINT NOT NULL,

    CONSTRAINT "map_cell_pkey" PRIMARY KEY ("organization_id","level","cell_row","cell_column")
);

-- CreateTable
CREATE TABLE "map_change" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "cell_row" SMALLINT,
    "cell_column" SMALLINT,
    "devices" INTEGER NOT NULL DEFAULT 0,
    "connected" INTEGER NOT NULL DEFAULT 0,
    "keys" BIGINT NOT NULL DEFAULT 0,
    "lat_quanta" BIGINT NOT NULL DEFAULT 0,
    "lon_quanta" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "map_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "map_version" (
    "organization_id" UUID NOT NULL,
    "version" BIGINT NOT NULL,

    CONSTRAINT "map_version_pkey" PRIMARY KEY ("organization_id")
);

-- CreateIndex
CREATE INDEX "map_change_organization_id_idx" ON "map_change"("organization_id");

-- AddForeignKey
ALTER TABLE "device_place" ADD CONSTRAINT "device_place_device_key_fkey" FOREIGN KEY ("device_key") REFERENCES "device"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- A change of connectivity, or of a position within its cell, stays within its page.
ALTER TABLE "device_place" SET (fillfactor = 70);
ALTER TABLE "device_place" ADD CONSTRAINT "device_place_connectivity_known"
  CHECK ("connectivity" IN ('connected', 'disconnected', 'never'));
CREATE SEQUENCE "map_version_next";

-- Where a device is shown: at the position it reported since its owner has it, else at its site; 0, 0 is what a receiver
-- without satellites reports, and a retired device is shown nowhere. The rows are locked before anything is read, so that of
-- two who change what decides over one device the second sees what the first did.
--
-- Rows are locked in one order: device, presence, device_listing, latest_position, device_place; of each by key.
CREATE FUNCTION "place_devices"("keys" INTEGER[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1
  FROM public.device_place p
  WHERE p.device_key = ANY (keys)
  ORDER BY p.device_key
  FOR UPDATE;
  UPDATE public.device_place p
  SET organization_id = shown.organization_id, lat = shown.lat, lon = shown.lon, is_reported = shown.is_reported
  FROM (
    SELECT d.key, d.organization_id,
      CASE WHEN d.lifecycle = 'retired' THEN NULL WHEN l.device_key IS NOT NULL THEN l.latitude ELSE s.lat END AS lat,
      CASE WHEN d.lifecycle = 'retired' THEN NULL WHEN l.device_key IS NOT NULL THEN l.longitude ELSE s.lon END AS lon,
      d.lifecycle <> 'retired' AND l.device_key IS NOT NULL AS is_reported
    FROM public.device d
    LEFT JOIN public.site s
      ON s.id = d.site_id AND s.lat IS NOT NULL AND s.lon IS NOT NULL AND NOT (s.lat = 0 AND s.lon = 0)
    LEFT JOIN telemetry.latest_position l
      ON l.device_key = d.key AND NOT (l.latitude = 0 AND l.longitude = 0)
        AND (d.owned_since IS NULL OR l.observed_at >= d.owned_since)
    WHERE d.key = ANY (keys)
  ) shown
  WHERE p.device_key = shown.key
    AND (p.organization_id, p.lat, p.lon, p.is_reported)
      IS DISTINCT FROM (shown.organization_id, shown.lat, shown.lon, shown.is_reported);
END $$;

-- A statement that makes a device together with what it said is followed in any order.
CREATE FUNCTION "place_new_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.device_place (device_key, organization_id, connectivity)
  SELECT d.key, d.organization_id, coalesce(s.state, 'never')
  FROM added d
  LEFT JOIN telemetry.presence s ON s.device_key = d.key;
  PERFORM public.place_devices(array_agg(d.key)) FROM added d;
  RETURN NULL;
END $$;
CREATE TRIGGER "place_new_devices" AFTER INSERT ON "device" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "place_new_devices"();

CREATE FUNCTION "place_changed_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved INTEGER[];
BEGIN
  SELECT array_agg(n.key ORDER BY n.key) INTO moved
  FROM added n
  JOIN gone o ON o.key = n.key
  WHERE (n.organization_id, n.site_id, n.lifecycle = 'retired', n.owned_since)
    IS DISTINCT FROM (o.organization_id, o.site_id, o.lifecycle = 'retired', o.owned_since);
  IF moved IS NOT NULL THEN
    -- A position that is being written at this moment is waited for: whose it is depends on what has just changed.
    PERFORM 1
    FROM telemetry.latest_position l
    WHERE l.device_key = ANY (moved)
    ORDER BY l.device_key
    FOR UPDATE;
    PERFORM public.place_devices(moved);
  END IF;
  -- What is written beside a device has changed, or who is let in to it, if not its place.
  INSERT INTO public.map_change (organization_id)
  SELECT DISTINCT n.organization_id
  FROM added n
  JOIN gone o ON o.key = n.key
  WHERE (n.name, n.serial_number, n.site_id) IS DISTINCT FROM (o.name, o.serial_number, o.site_id);
  RETURN NULL;
END $$;
CREATE TRIGGER "place_changed_devices" AFTER UPDATE ON "device" REFERENCING OLD TABLE AS gone NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "place_changed_devices"();

CREATE FUNCTION "place_devices_of_sites"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sites UUID[];
  moved INTEGER[];
BEGIN
  SELECT array_agg(n.id) INTO sites
  FROM added n
  JOIN gone o ON o.id = n.id
  WHERE (n.lat, n.lon) IS DISTINCT FROM (o.lat, o.lon);
  IF sites IS NULL THEN RETURN NULL; END IF;
  -- Whoever puts a device there holds the site's key: they are waited for, so that their devices are found.
  PERFORM 1
  FROM public.site s
  WHERE s.id = ANY (sites)
  ORDER BY s.id
  FOR UPDATE;
  SELECT array_agg(d.key ORDER BY d.key) INTO moved
  FROM public.device d
  WHERE d.site_id = ANY (sites);
  IF moved IS NOT NULL THEN PERFORM public.place_devices(moved); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "place_devices_of_sites" AFTER UPDATE ON "site" REFERENCING OLD TABLE AS gone NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "place_devices_of_sites"();

-- Coordinates are added up in quanta of 0.002 degrees: what jitters less changes no cell, and sums of whole numbers stay exact.
-- The sum of the keys is the key itself where one device is left.
CREATE FUNCTION "count_places"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO public.map_change (organization_id, cell_row, cell_column, devices, connected, keys, lat_quanta, lon_quanta)
    SELECT p.organization_id, p.cell_row, p.cell_column, -count(*), -count(*) FILTER (WHERE p.connectivity = 'connected'),
      -sum(p.device_key), -sum(round(p.lat * 500)::bigint), -sum(round(p.lon * 500)::bigint)
    FROM gone p
    WHERE p.lat IS NOT NULL
    GROUP BY 1, 2, 3;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO public.map_change (organization_id, cell_row, cell_column, devices, connected, keys, lat_quanta, lon_quanta)
    SELECT p.organization_id, p.cell_row, p.cell_column, count(*), count(*) FILTER (WHERE p.connectivity = 'connected'),
      sum(p.device_key), sum(round(p.lat * 500)::bigint), sum(round(p.lon * 500)::bigint)
    FROM added p
    WHERE p.lat IS NOT NULL
    GROUP BY 1, 2, 3;
  END IF;
  RETURN NULL;
END $$;

-- For an update the two sides are added up first: what stays in its cell and its state is one row that adds nothing and says
-- that something changed.
CREATE FUNCTION "count_changed_places"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.map_change (organization_id, cell_row, cell_column, devices, connected, keys, lat_quanta, lon_quanta)
  SELECT p.organization_id, p.cell_row, p.cell_column, sum(p.sign),
    coalesce(sum(p.sign) FILTER (WHERE p.connectivity = 'connected'), 0), sum(p.sign * p.device_key),
    sum(p.sign * round(p.lat * 500)::bigint), sum(p.sign * round(p.lon * 500)::bigint)
  FROM (
    SELECT organization_id, cell_row, cell_column, connectivity, device_key::bigint, lat, lon, 1 AS sign FROM added
    UNION ALL
    SELECT organization_id, cell_row, cell_column, connectivity, device_key::bigint, lat, lon, -1 FROM gone
  ) p
  WHERE p.lat IS NOT NULL
  GROUP BY 1, 2, 3;
  RETURN NULL;
END $$;

-- What the cells of an organization are: its own devices and those of all below it, at four sizes of cells, each four times as
-- wide as the one before; the smallest are 0.02 degrees wide.
CREATE FUNCTION "organizations_above"("path" TEXT) RETURNS SETOF UUID LANGUAGE sql IMMUTABLE AS $$
  SELECT id::uuid FROM unnest(string_to_array(trim(BOTH '/' FROM path), '/')) AS id
$$;

-- Counts everything anew.
CREATE FUNCTION "count_map"() RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(6010110001);
  LOCK TABLE public.device_place IN SHARE MODE;
  DELETE FROM public.map_change;
  DELETE FROM public.map_cell;
  INSERT INTO public.map_cell
    (organization_id, level, cell_row, cell_column, devices, connected, keys, lat_quanta, lon_quanta)
  SELECT above.id, size.level, c.cell_row >> 2 * size.level, c.cell_column >> 2 * size.level,
    sum(c.devices), sum(c.connected), sum(c.keys), sum(c.lat_quanta), sum(c.lon_quanta)
  FROM (
    SELECT p.organization_id, p.cell_row, p.cell_column, count(*) AS devices,
      count(*) FILTER (WHERE p.connectivity = 'connected') AS connected, sum(p.device_key) AS keys,
      sum(round(p.lat * 500)::bigint) AS lat_quanta, sum(round(p.lon * 500)::bigint) AS lon_quanta
    FROM public.device_place p
    WHERE p.lat IS NOT NULL
    GROUP BY 1, 2, 3
  ) c
  JOIN public.organization o ON o.id = c.organization_id
  CROSS JOIN LATERAL public.organizations_above(o.path) AS above (id)
  CROSS JOIN generate_series(0, 3) AS size (level)
  GROUP BY 1, 2, 3, 4;
  INSERT INTO public.map_version (organization_id, version)
  SELECT o.id, nextval('public.map_version_next')
  FROM public.organization o
  ON CONFLICT (organization_id) DO UPDATE SET version = excluded.version;
END $$;

-- A subtree that moves takes its counts along. Whoever folds and whoever moves wait for each other; nobody else does.
CREATE FUNCTION "move_map_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM added n JOIN gone o ON o.id = n.id WHERE o.path <> n.path) THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(6010110001);
  WITH root AS MATERIALIZED (
    SELECT n.id, o.path AS old_path, n.path AS new_path
    FROM added n
    JOIN gone o ON o.id = n.id
    WHERE o.path <> n.path
      AND NOT EXISTS (SELECT FROM added a JOIN gone b ON b.id = a.id WHERE a.id = n.parent_id AND b.path <> a.path)
  ), above AS MATERIALIZED (
    SELECT side.root_id, side.id, sum(side.sign) AS sign
    FROM (
      SELECT root.id AS root_id, a.id, -1 AS sign
      FROM root
      CROSS JOIN LATERAL public.organizations_above(root.old_path) AS a (id)
      UNION ALL
      SELECT root.id, a.id, 1
      FROM root
      CROSS JOIN LATERAL public.organizations_above(root.new_path) AS a (id)
    ) side
    GROUP BY 1, 2
    HAVING sum(side.sign) <> 0
  ), versions AS (
    INSERT INTO public.map_version (organization_id, version)
    SELECT id, nextval('public.map_version_next')
    FROM (SELECT DISTINCT id FROM above) every
    ON CONFLICT (organization_id) DO UPDATE SET version = excluded.version
  )
  INSERT INTO public.map_cell
    (organization_id, level, cell_row, cell_column, devices, connected, keys, lat_quanta, lon_quanta)
  SELECT above.id, c.level, c.cell_row, c.cell_column, sum(above.sign * c.devices), sum(above.sign * c.connected),
    sum(above.sign * c.keys), sum(above.sign * c.lat_quanta), sum(above.sign * c.lon_quanta)
  FROM above
  JOIN public.map_cell c ON c.organization_id = above.root_id
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (organization_id, level, cell_row, cell_column) DO UPDATE
  SET devices = map_cell.devices + excluded.devices, connected = map_cell.connected + excluded.connected,
    keys = map_cell.keys + excluded.keys, lat_quanta = map_cell.lat_quanta + excluded.lat_quanta,
    lon_quanta = map_cell.lon_quanta + excluded.lon_quanta;
  DELETE FROM public.map_cell c
  USING gone o, public.map_cell moved, public.organizations_above(o.path) AS above (id)
  WHERE moved.organization_id = o.id AND c.organization_id = above.id AND c.level = moved.level
    AND c.cell_row = moved.cell_row AND c.cell_column = moved.cell_column AND c.devices = 0;
  RETURN NULL;
END $$;
CREATE TRIGGER "move_map_cells" AFTER UPDATE ON "organization" REFERENCING OLD TABLE AS gone NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "move_map_cells"();

-- No device is left of an organization that goes. What was counted of it and is not folded yet still matters above it.
CREATE FUNCTION "leave_map_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(6010110001);
  UPDATE public.map_change c
  SET organization_id = nearest.id
  FROM (
    SELECT o.id AS gone_id, above.id
    FROM gone o
    CROSS JOIN LATERAL (
      SELECT a.id
      FROM unnest(string_to_array(trim(BOTH '/' FROM o.path), '/')::uuid[]) WITH ORDINALITY AS a (id, depth)
      WHERE NOT EXISTS (SELECT FROM gone other WHERE other.id = a.id)
      ORDER BY a.depth DESC
      LIMIT 1
    ) above
  ) nearest
  WHERE c.organization_id = nearest.gone_id;
  DELETE FROM public.map_cell c USING gone WHERE c.organization_id = gone.id;
  DELETE FROM public.map_version v USING gone WHERE v.organization_id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "leave_map_cells" AFTER DELETE ON "organization" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "leave_map_cells"();

-- What is there already. Reported positions and connectivity follow with the migration of telemetry.
INSERT INTO "device_place" ("device_key", "organization_id", "lat", "lon")
SELECT d."key", d."organization_id", s."lat", s."lon"
FROM "device" d
LEFT JOIN "site" s
  ON s."id" = d."site_id" AND d."lifecycle" <> 'retired' AND s."lat" IS NOT NULL AND s."lon" IS NOT NULL AND NOT (s."lat" = 0 AND s."lon" = 0);
SELECT "count_map"();

CREATE TRIGGER "count_new_places" AFTER INSERT ON "device_place" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_places"();
CREATE TRIGGER "count_changed_places" AFTER UPDATE ON "device_place" REFERENCING OLD TABLE AS gone NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_changed_places"();
CREATE TRIGGER "count_deleted_places" AFTER DELETE ON "device_place" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "count_places"();

-- Serve a map with few devices: those of some organizations, and those of many, within the cells of the box.
CREATE INDEX "device_place_organization_cell" ON "device_place" ("organization_id", "cell_row", "cell_column") WHERE "lat" IS NOT NULL;
CREATE INDEX "device_place_cell" ON "device_place" ("cell_row", "cell_column") WHERE "lat" IS NOT NULL;
