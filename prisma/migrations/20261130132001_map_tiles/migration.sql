-- A map that is filtered must not read all devices either, and what it gathers must stand still while it is panned: devices are
-- counted by the tiles of a web map (OGC 17-083r4 annex D.1), which lie where they lie whatever part is looked at, and in each
-- tile by their state. map_cell and map_change stay as they are for the version before.

-- AlterTable
ALTER TABLE "device_model" ADD COLUMN "key" SMALLSERIAL NOT NULL;

-- CreateTable
CREATE TABLE "map_tile" (
    "organization_id" UUID NOT NULL,
    "level" SMALLINT NOT NULL,
    "x" SMALLINT NOT NULL,
    "y" SMALLINT NOT NULL,
    "state" INTEGER NOT NULL,
    "devices" INTEGER NOT NULL,
    "keys" BIGINT NOT NULL,
    "lat_quanta" BIGINT NOT NULL,
    "lon_quanta" BIGINT NOT NULL,

    CONSTRAINT "map_tile_pkey" PRIMARY KEY ("organization_id","level","x","y","state")
);

-- CreateTable
CREATE TABLE "map_tile_change" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "x" SMALLINT,
    "y" SMALLINT,
    "state" INTEGER,
    "devices" INTEGER NOT NULL DEFAULT 0,
    "keys" BIGINT NOT NULL DEFAULT 0,
    "lat_quanta" BIGINT NOT NULL DEFAULT 0,
    "lon_quanta" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "map_tile_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "device_model_key_key" ON "device_model"("key");

-- CreateIndex
CREATE INDEX "map_tile_change_organization_id_idx" ON "map_tile_change"("organization_id");

-- A tile whose devices come and go stays within its page.
ALTER TABLE "map_tile" SET (fillfactor = 70);

-- A place on a web map, 0 to 1 from the antimeridian eastwards and from 85 degrees north southwards; what lies nearer to the poles
-- is at the edge.
CREATE FUNCTION "mercator_x"("lon" DOUBLE PRECISION) RETURNS DOUBLE PRECISION LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (lon + 180) / 360;
CREATE FUNCTION "mercator_y"("lat" DOUBLE PRECISION) RETURNS DOUBLE PRECISION LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 0.5 - ln(tan(pi() / 4 + radians(greatest(least(lat, 85.0511287798066), -85.0511287798066)) / 2)) / (2 * pi());
-- The row or column of a place among so many; the last one ends with its edge.
CREATE FUNCTION "map_column"("place" DOUBLE PRECISION, "columns" DOUBLE PRECISION) RETURNS INTEGER LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN greatest(least(floor(place * columns), columns - 1), 0)::integer;

-- What a device is, in nine bits: connectivity (two, from the lowest on), freshness (two), lifecycle (two), certificate (three).
-- Above them stands the key of its model.
CREATE FUNCTION "map_state"("connectivity" TEXT, "freshness" TEXT, "lifecycle" "device_lifecycle", "certificate_state" TEXT)
RETURNS INTEGER LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN
  CASE connectivity WHEN 'connected' THEN 0 WHEN 'disconnected' THEN 1 ELSE 2 END
  + CASE freshness WHEN 'fresh' THEN 0 WHEN 'stale' THEN 4 ELSE 8 END
  + CASE lifecycle WHEN 'registered' THEN 0 WHEN 'active' THEN 16 WHEN 'suspended' THEN 32 ELSE 48 END
  + CASE certificate_state WHEN 'none' THEN 0 WHEN 'valid' THEN 64 WHEN 'expiring' THEN 128 WHEN 'expired' THEN 192 ELSE 256 END;

-- Tiles of level 14, some 2 km wide at the equator.
ALTER TABLE "device_place"
  ADD COLUMN "state" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "tile_x" SMALLINT GENERATED ALWAYS AS (("public"."map_column"("public"."mercator_x"("lon"), 16384))::smallint) STORED,
  ADD COLUMN "tile_y" SMALLINT GENERATED ALWAYS AS (("public"."map_column"("public"."mercator_y"("lat"), 16384))::smallint) STORED;

-- Serve the devices in a box, all of an organization or of everybody, and those of some states. By the last one but one the
-- devices of an organization are counted by their states, too.
CREATE INDEX "device_place_organization_tile" ON "device_place" ("organization_id", "tile_x", "tile_y") WHERE "tile_x" IS NOT NULL;
CREATE INDEX "device_place_tile" ON "device_place" ("tile_x", "tile_y") WHERE "tile_x" IS NOT NULL;
CREATE INDEX "device_place_organization_state" ON "device_place" ("organization_id", "state", "tile_x", "tile_y");
CREATE INDEX "device_place_state" ON "device_place" ("state", "tile_x", "tile_y") WHERE "tile_x" IS NOT NULL;

CREATE OR REPLACE FUNCTION "place_new_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.device_place (device_key, organization_id, connectivity, state)
  SELECT d.key, d.organization_id, coalesce(s.state, 'never'),
    m.key * 512 + public.map_state(coalesce(s.state, 'never'), CASE WHEN s.state IS NULL THEN 'silent' ELSE 'fresh' END,
      d.lifecycle, coalesce(l.certificate_state, 'none'))
  FROM added d
  JOIN public.device_model m ON m.id = d.model_id
  LEFT JOIN public.device_listing l ON l.device_key = d.key
  LEFT JOIN telemetry.presence s ON s.device_key = d.key;
  PERFORM public.place_devices(array_agg(d.key)) FROM added d;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "place_changed_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved INTEGER[];
BEGIN
  SELECT array_agg(n.key ORDER BY n.key) INTO moved
  FROM added n
  JOIN gone o ON o.key = n.key
  WHERE (n.organization_id, n.site_id, n.lifecycle = 'retired', n.owned_since, n.model_id)
    IS DISTINCT FROM (o.organization_id, o.site_id, o.lifecycle = 'retired', o.owned_since, o.model_id);
  IF moved IS NOT NULL THEN
    -- A position that is being written at this moment is waited for: whose it is depends on what has just changed.
    PERFORM 1
    FROM telemetry.latest_position l
    WHERE l.device_key = ANY (moved)
    ORDER BY l.device_key
    FOR UPDATE;
    PERFORM public.place_devices(moved);
    UPDATE public.device_place p
    SET state = m.key * 512 + p.state % 512
    FROM added n
    JOIN public.device_model m ON m.id = n.model_id
    WHERE p.device_key = n.key AND n.key = ANY (moved) AND p.state <> m.key * 512 + p.state % 512;
  END IF;
  -- What is written beside a device has changed, or what it is found by, or who is let in to it, if not its place.
  INSERT INTO public.map_tile_change (organization_id)
  SELECT DISTINCT n.organization_id
  FROM added n
  JOIN gone o ON o.key = n.key
  WHERE (n.name, n.serial_number, n.mac_address, n.site_id)
    IS DISTINCT FROM (o.name, o.serial_number, o.mac_address, o.site_id);
  RETURN NULL;
END $$;

-- What a device is stands beside where it is. A change that may be followed by one of its owner in the same transaction locks the
-- position first, as that one does: locks are taken in one order.
CREATE FUNCTION "place_listed_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  turned INTEGER[];
  changed INTEGER[];
BEGIN
  SELECT array_agg(n.device_key ORDER BY n.device_key),
    array_agg(n.device_key ORDER BY n.device_key)
      FILTER (WHERE (n.lifecycle, n.certificate_state) IS DISTINCT FROM (o.lifecycle, o.certificate_state))
  INTO turned, changed
  FROM added n
  JOIN gone o ON o.device_key = n.device_key
  WHERE (n.connectivity, n.freshness, n.lifecycle, n.certificate_state)
    IS DISTINCT FROM (o.connectivity, o.freshness, o.lifecycle, o.certificate_state);
  IF turned IS NULL THEN RETURN NULL; END IF;
  IF changed IS NOT NULL THEN
    PERFORM 1
    FROM telemetry.latest_position l
    WHERE l.device_key = ANY (changed)
    ORDER BY l.device_key
    FOR UPDATE;
  END IF;
  PERFORM 1
  FROM public.device_place p
  WHERE p.device_key = ANY (turned)
  ORDER BY p.device_key
  FOR UPDATE;
  UPDATE public.device_place p
  SET connectivity = n.connectivity,
    state = p.state / 512 * 512 + public.map_state(n.connectivity, n.freshness, n.lifecycle, n.certificate_state)
  FROM added n
  WHERE p.device_key = n.device_key AND n.device_key = ANY (turned);
  RETURN NULL;
END $$;
CREATE TRIGGER "place_listed_devices" AFTER UPDATE ON "device_listing" REFERENCING OLD TABLE AS gone NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "place_listed_devices"();

CREATE OR REPLACE FUNCTION "count_places"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO public.map_tile_change (organization_id, x, y, state, devices, keys, lat_quanta, lon_quanta)
    SELECT p.organization_id, p.tile_x, p.tile_y, p.state, -count(*), -sum(p.device_key), -sum(round(p.lat * 500)::bigint),
      -sum(round(p.lon * 500)::bigint)
    FROM gone p
    WHERE p.lat IS NOT NULL
    GROUP BY 1, 2, 3, 4;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO public.map_tile_change (organization_id, x, y, state, devices, keys, lat_quanta, lon_quanta)
    SELECT p.organization_id, p.tile_x, p.tile_y, p.state, count(*), sum(p.device_key), sum(round(p.lat * 500)::bigint),
      sum(round(p.lon * 500)::bigint)
    FROM added p
    WHERE p.lat IS NOT NULL
    GROUP BY 1, 2, 3, 4;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "count_changed_places"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.map_tile_change (organization_id, x, y, state, devices, keys, lat_quanta, lon_quanta)
  SELECT p.organization_id, p.tile_x, p.tile_y, p.state, sum(p.sign), sum(p.sign * p.device_key),
    sum(p.sign * round(p.lat * 500)::bigint), sum(p.sign * round(p.lon * 500)::bigint)
  FROM (
    SELECT organization_id, tile_x, tile_y, state, device_key::bigint, lat, lon, 1 AS sign FROM added
    UNION ALL
    SELECT organization_id, tile_x, tile_y, state, device_key::bigint, lat, lon, -1 FROM gone
  ) p
  WHERE p.lat IS NOT NULL
  GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;

-- The levels at which tiles are counted; each one's are a quarter as wide as those of the one before.
CREATE FUNCTION "map_levels"() RETURNS SETOF INTEGER LANGUAGE sql IMMUTABLE AS $$ SELECT generate_series(4, 14, 2) $$;

CREATE OR REPLACE FUNCTION "count_map"() RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(6010110001);
  LOCK TABLE public.device_place IN SHARE MODE;
  DELETE FROM public.map_tile_change;
  DELETE FROM public.map_tile;
  INSERT INTO public.map_tile (organization_id, level, x, y, state, devices, keys, lat_quanta, lon_quanta)
  SELECT above.id, size.level, c.x >> 14 - size.level, c.y >> 14 - size.level, c.state, sum(c.devices), sum(c.keys),
    sum(c.lat_quanta), sum(c.lon_quanta)
  FROM (
    SELECT p.organization_id, p.tile_x AS x, p.tile_y AS y, p.state, count(*) AS devices, sum(p.device_key) AS keys,
      sum(round(p.lat * 500)::bigint) AS lat_quanta, sum(round(p.lon * 500)::bigint) AS lon_quanta
    FROM public.device_place p
    WHERE p.lat IS NOT NULL
    GROUP BY 1, 2, 3, 4
  ) c
  JOIN public.organization o ON o.id = c.organization_id
  CROSS JOIN LATERAL public.organizations_above(o.path) AS above (id)
  CROSS JOIN public.map_levels() AS size (level)
  GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO public.map_version (organization_id, version)
  SELECT o.id, nextval('public.map_version_next')
  FROM public.organization o
  ON CONFLICT (organization_id) DO UPDATE SET version = excluded.version;
END $$;

CREATE OR REPLACE FUNCTION "move_map_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
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
  INSERT INTO public.map_tile (organization_id, level, x, y, state, devices, keys, lat_quanta, lon_quanta)
  SELECT above.id, c.level, c.x, c.y, c.state, sum(above.sign * c.devices), sum(above.sign * c.keys),
    sum(above.sign * c.lat_quanta), sum(above.sign * c.lon_quanta)
  FROM above
  JOIN public.map_tile c ON c.organization_id = above.root_id
  GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (organization_id, level, x, y, state) DO UPDATE
  SET devices = map_tile.devices + excluded.devices, keys = map_tile.keys + excluded.keys,
    lat_quanta = map_tile.lat_quanta + excluded.lat_quanta, lon_quanta = map_tile.lon_quanta + excluded.lon_quanta;
  DELETE FROM public.map_tile c
  USING gone o, public.map_tile moved, public.organizations_above(o.path) AS above (id)
  WHERE moved.organization_id = o.id AND c.organization_id = above.id AND c.level = moved.level
    AND c.x = moved.x AND c.y = moved.y AND c.state = moved.state AND c.devices = 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "leave_map_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(6010110001);
  UPDATE public.map_tile_change c
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
  DELETE FROM public.map_tile c USING gone WHERE c.organization_id = gone.id;
  DELETE FROM public.map_cell c USING gone WHERE c.organization_id = gone.id;
  DELETE FROM public.map_version v USING gone WHERE v.organization_id = gone.id;
  RETURN NULL;
END $$;

-- What is there already.
UPDATE "device_place" p
SET "state" = m."key" * 512 + "map_state"(l."connectivity", l."freshness", l."lifecycle", l."certificate_state")
FROM "device_listing" l
JOIN "device" d ON d."id" = l."device_id"
JOIN "device_model" m ON m."id" = d."model_id"
WHERE l."device_key" = p."device_key";
SELECT "count_map"();
