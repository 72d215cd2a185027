-- A page of devices must not depend on how many there are (R2-05): what lists are sorted and filtered by stands in one table
-- of its own, kept by triggers, with an index for each filter in each order; and what summaries count is counted when it
-- changes, never when it is asked for.

-- CreateTable
CREATE TABLE "device_listing" (
    "device_id" UUID NOT NULL,
    "device_key" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "serial_number" TEXT NOT NULL,
    "mac_address" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "lifecycle" "device_lifecycle" NOT NULL,
    "connectivity" TEXT NOT NULL DEFAULT 'never',
    "freshness" TEXT NOT NULL DEFAULT 'silent',
    "certificate_state" TEXT NOT NULL DEFAULT 'none',
    "certificate_turns_at" TIMESTAMPTZ(3),
    "is_installed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "device_listing_pkey" PRIMARY KEY ("device_id")
);

-- CreateTable
CREATE TABLE "fleet_count" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "change" BIGINT NOT NULL,
    "is_sum" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "fleet_count_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "device_listing_device_key_key" ON "device_listing"("device_key");

-- CreateIndex
CREATE INDEX "fleet_count_organization_id_facet_value_idx" ON "fleet_count"("organization_id", "facet", "value");

-- AddForeignKey
ALTER TABLE "device_listing" ADD CONSTRAINT "device_listing_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- DropIndex
DROP INDEX "device_created_at_id_idx";

-- DropIndex
DROP INDEX "device_organization_id_created_at_id_idx";

-- DropIndex
DROP INDEX "device_organization_id_lifecycle_serial_number_idx";

ALTER TABLE "device_listing" ALTER COLUMN "serial_number" TYPE TEXT COLLATE "C";
ALTER TABLE "device_listing" ALTER COLUMN "mac_address" TYPE TEXT COLLATE "C";
ALTER TABLE "device_listing" ALTER COLUMN "name_key" TYPE TEXT COLLATE "C";
ALTER TABLE "device_listing" ADD CONSTRAINT "device_listing_connectivity_known"
  CHECK ("connectivity" IN ('connected', 'disconnected', 'never'));
ALTER TABLE "device_listing" ADD CONSTRAINT "device_listing_freshness_known"
  CHECK ("freshness" IN ('fresh', 'stale', 'silent'));
ALTER TABLE "device_listing" ADD CONSTRAINT "device_listing_certificate_state_known"
  CHECK ("certificate_state" IN ('none', 'valid', 'expiring', 'expired', 'revoked'));

DROP INDEX "device_organization_name";
DROP INDEX "device_name";

-- Serves the sweep of certificates whose state time has changed.
CREATE INDEX "device_listing_turning" ON "device_listing" ("certificate_turns_at") WHERE "certificate_turns_at" IS NOT NULL;
-- Serves the folding of counts.
CREATE INDEX "fleet_count_unfolded" ON "fleet_count" ("id") WHERE NOT "is_sum";

-- What the best certificate of a device is at a moment, and when time alone changes that. A certificate is expiring in its
-- last 30 days: time for a visit to a device that cannot renew by itself.
CREATE FUNCTION "certificate_state_at"("of_device" UUID, "moment" TIMESTAMPTZ, OUT "state" TEXT, OUT "turns_at" TIMESTAMPTZ)
LANGUAGE sql STABLE AS $$
  SELECT
    CASE
      WHEN f.valid_until >= moment + INTERVAL '30 days' THEN 'valid'
      WHEN f.valid_until IS NOT NULL THEN 'expiring'
      WHEN f.revoked THEN 'revoked'
      WHEN f.last_not_after IS NOT NULL THEN 'expired'
      ELSE 'none'
    END,
    CASE
      WHEN f.valid_until >= moment + INTERVAL '30 days' THEN f.valid_until - INTERVAL '30 days'
      WHEN f.valid_until IS NOT NULL THEN f.valid_until
      WHEN f.revoked THEN f.last_not_after
    END
  FROM (
    SELECT
      max(c.not_after) FILTER (WHERE c.revoked_at IS NULL AND c.not_after >= moment) AS valid_until,
      bool_or(c.revoked_at IS NOT NULL AND c.not_after >= moment) AS revoked,
      max(c.not_after) AS last_not_after
    FROM public.certificate c
    WHERE c.device_id = of_device AND c.issued_at IS NOT NULL
  ) f
$$;

CREATE FUNCTION "list_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO public.device_listing
      (device_id, device_key, organization_id, serial_number, mac_address, name_key, created_at, lifecycle)
    SELECT id, key, organization_id, serial_number, mac_address, lower(name), created_at, lifecycle
    FROM changed;
    RETURN NULL;
  END IF;
  -- In the order in which presence is written too, so that the two never wait for each other in a circle.
  PERFORM 1
  FROM public.device_listing l
  JOIN changed ON changed.id = l.device_id
  ORDER BY l.device_key
  FOR UPDATE OF l;
  UPDATE public.device_listing l
  SET organization_id = changed.organization_id, serial_number = changed.serial_number,
    mac_address = changed.mac_address, name_key = lower(changed.name), lifecycle = changed.lifecycle
  FROM changed
  WHERE changed.id = l.device_id
    AND (l.organization_id, l.serial_number, l.mac_address, l.name_key, l.lifecycle)
      IS DISTINCT FROM (changed.organization_id, changed.serial_number, changed.mac_address, lower(changed.name), changed.lifecycle);
  RETURN NULL;
END $$;
CREATE TRIGGER "list_new_devices" AFTER INSERT ON "device" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_devices"();
CREATE TRIGGER "list_changed_devices" AFTER UPDATE ON "device" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_devices"();

CREATE FUNCTION "list_installations"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.device_listing l
  SET is_installed = NOT l.is_installed
  WHERE l.device_id IN (SELECT device_id FROM changed)
    AND l.is_installed <> EXISTS (
      SELECT FROM public.installation i WHERE i.device_id = l.device_id AND i.removed_at IS NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER "list_new_installations" AFTER INSERT ON "installation" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_installations"();
CREATE TRIGGER "list_changed_installations" AFTER UPDATE ON "installation" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_installations"();
CREATE TRIGGER "list_deleted_installations" AFTER DELETE ON "installation" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_installations"();

-- The moment is that of the change itself, as the platform's clock says it.
CREATE FUNCTION "list_certificate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.device_listing l
  SET certificate_state = best.state, certificate_turns_at = best.turns_at
  FROM public.certificate_state_at(NEW.device_id, greatest(NEW.issued_at, NEW.revoked_at)) best
  WHERE l.device_id = NEW.device_id
    AND (l.certificate_state, l.certificate_turns_at) IS DISTINCT FROM (best.state, best.turns_at::timestamptz(3));
  RETURN NULL;
END $$;
CREATE TRIGGER "list_new_certificate" AFTER INSERT ON "certificate" FOR EACH ROW
  WHEN (NEW."device_id" IS NOT NULL AND NEW."issued_at" IS NOT NULL) EXECUTE FUNCTION "list_certificate"();
CREATE TRIGGER "list_changed_certificate" AFTER UPDATE ON "certificate" FOR EACH ROW
  WHEN (NEW."device_id" IS NOT NULL AND NEW."issued_at" IS NOT NULL
    AND (OLD."issued_at", OLD."revoked_at", OLD."not_after") IS DISTINCT FROM (NEW."issued_at", NEW."revoked_at", NEW."not_after"))
  EXECUTE FUNCTION "list_certificate"();

CREATE FUNCTION "count_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT l.organization_id, f.facet, f.value, count(*)
    FROM added l
    CROSS JOIN LATERAL (VALUES ('devices', 'total'), ('lifecycle', l.lifecycle::text), ('connectivity', l.connectivity),
      ('freshness', l.freshness), ('certificate', l.certificate_state)) f (facet, value)
    GROUP BY 1, 2, 3;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT l.organization_id, f.facet, f.value, -count(*)
    FROM gone l
    CROSS JOIN LATERAL (VALUES ('devices', 'total'), ('lifecycle', l.lifecycle::text), ('connectivity', l.connectivity),
      ('freshness', l.freshness), ('certificate', l.certificate_state)) f (facet, value)
    GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT l.organization_id, f.facet, f.value, sum(l.change)
    FROM (
      SELECT organization_id, lifecycle, connectivity, freshness, certificate_state, 1 AS change FROM added
      UNION ALL
      SELECT organization_id, lifecycle, connectivity, freshness, certificate_state, -1 FROM gone
    ) l
    CROSS JOIN LATERAL (VALUES ('devices', 'total'), ('lifecycle', l.lifecycle::text), ('connectivity', l.connectivity),
      ('freshness', l.freshness), ('certificate', l.certificate_state)) f (facet, value)
    GROUP BY 1, 2, 3
    HAVING sum(l.change) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "count_new_devices" AFTER INSERT ON "device_listing" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_devices"();
CREATE TRIGGER "count_changed_devices" AFTER UPDATE ON "device_listing" REFERENCING NEW TABLE AS added OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "count_devices"();
CREATE TRIGGER "count_deleted_devices" AFTER DELETE ON "device_listing" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "count_devices"();

CREATE FUNCTION "count_assets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT a.organization_id, 'assets', f.value, count(*)
    FROM added a
    CROSS JOIN LATERAL (VALUES ('total', TRUE), ('linked', a.linked_at IS NOT NULL)) f (value, counts)
    WHERE f.counts
    GROUP BY 1, 3;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT a.organization_id, 'assets', f.value, -count(*)
    FROM gone a
    CROSS JOIN LATERAL (VALUES ('total', TRUE), ('linked', a.linked_at IS NOT NULL)) f (value, counts)
    WHERE f.counts
    GROUP BY 1, 3;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "count_new_assets" AFTER INSERT ON "asset" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "count_assets"();
CREATE TRIGGER "count_changed_assets" AFTER UPDATE ON "asset" REFERENCING NEW TABLE AS added OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "count_assets"();
CREATE TRIGGER "count_deleted_assets" AFTER DELETE ON "asset" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "count_assets"();

-- What is there already. Connectivity follows with the migration of telemetry that installs its trigger.
INSERT INTO "device_listing"
  ("device_id", "device_key", "organization_id", "serial_number", "mac_address", "name_key", "created_at", "lifecycle",
   "certificate_state", "certificate_turns_at", "is_installed")
SELECT d."id", d."key", d."organization_id", d."serial_number", d."mac_address", lower(d."name"), d."created_at", d."lifecycle",
  best."state", best."turns_at",
  EXISTS (SELECT FROM "installation" i WHERE i."device_id" = d."id" AND i."removed_at" IS NULL)
FROM "device" d
CROSS JOIN LATERAL "certificate_state_at"(d."id", now()) best;
INSERT INTO "fleet_count" ("organization_id", "facet", "value", "change")
SELECT "organization_id", 'assets', 'total', count(*) FROM "asset" GROUP BY 1
UNION ALL
SELECT "organization_id", 'assets', 'linked', count("linked_at") FROM "asset" GROUP BY 1;

-- Serve the pages of GET /devices: each order within one organization, and over all for whoever sees all. Those of one
-- organization hold all that another order needs: what begins with a text is sorted without a look at the table.
CREATE INDEX "device_listing_serial" ON "device_listing" ("serial_number" COLLATE "C");
CREATE INDEX "device_listing_organization_serial" ON "device_listing" ("organization_id", "serial_number" COLLATE "C", "device_id", "name_key" COLLATE "C", "created_at");
CREATE INDEX "device_listing_name" ON "device_listing" ("name_key" COLLATE "C", "device_id");
CREATE INDEX "device_listing_organization_name" ON "device_listing" ("organization_id", "name_key" COLLATE "C", "device_id", "serial_number" COLLATE "C", "created_at");
CREATE INDEX "device_listing_created" ON "device_listing" ("created_at", "device_id");
CREATE INDEX "device_listing_organization_created" ON "device_listing" ("organization_id", "created_at", "device_id", "serial_number" COLLATE "C", "name_key" COLLATE "C");
CREATE INDEX "device_listing_organization_mac" ON "device_listing" ("organization_id", "mac_address", "device_id", "serial_number" COLLATE "C", "name_key" COLLATE "C", "created_at");

-- Each filter in each order.
CREATE INDEX "device_listing_lifecycle_serial" ON "device_listing" ("organization_id", "lifecycle", "serial_number" COLLATE "C");
CREATE INDEX "device_listing_lifecycle_name" ON "device_listing" ("organization_id", "lifecycle", "name_key" COLLATE "C", "device_id");
CREATE INDEX "device_listing_lifecycle_created" ON "device_listing" ("organization_id", "lifecycle", "created_at", "device_id");
CREATE INDEX "device_listing_connectivity_serial" ON "device_listing" ("organization_id", "connectivity", "serial_number" COLLATE "C");
CREATE INDEX "device_listing_connectivity_name" ON "device_listing" ("organization_id", "connectivity", "name_key" COLLATE "C", "device_id");
CREATE INDEX "device_listing_connectivity_created" ON "device_listing" ("organization_id", "connectivity", "created_at", "device_id");
CREATE INDEX "device_listing_freshness_serial" ON "device_listing" ("organization_id", "freshness", "serial_number" COLLATE "C");
CREATE INDEX "device_listing_freshness_name" ON "device_listing" ("organization_id", "freshness", "name_key" COLLATE "C", "device_id");
CREATE INDEX "device_listing_freshness_created" ON "device_listing" ("organization_id", "freshness", "created_at", "device_id");
CREATE INDEX "device_listing_certificate_serial" ON "device_listing" ("organization_id", "certificate_state", "serial_number" COLLATE "C");
CREATE INDEX "device_listing_certificate_name" ON "device_listing" ("organization_id", "certificate_state", "name_key" COLLATE "C", "device_id");
CREATE INDEX "device_listing_certificate_created" ON "device_listing" ("organization_id", "certificate_state", "created_at", "device_id");

-- Serve the choice of a device to install: those that are on nothing (R3-41).
CREATE INDEX "device_listing_free_serial" ON "device_listing" ("organization_id", "serial_number" COLLATE "C") WHERE NOT "is_installed";
CREATE INDEX "device_listing_free_name" ON "device_listing" ("organization_id", "name_key" COLLATE "C", "device_id") WHERE NOT "is_installed";
CREATE INDEX "device_listing_free_created" ON "device_listing" ("organization_id", "created_at", "device_id") WHERE NOT "is_installed";
