-- Lists of devices are sorted by last sign of life and by the end of the certificate as well, and filtered by model.
--
-- A sign of life must go on costing nothing here. So last_seen_at is kept for the stale alone, of whom nothing is heard; of fresh
-- devices it is read where it stands, in telemetry.presence, as long as there are few enough of them to be sorted.

ALTER TABLE "device_listing"
  ADD COLUMN "model_key" SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN "last_seen_at" TIMESTAMPTZ(6),
  ADD COLUMN "certificate_not_after" TIMESTAMPTZ(3);

CREATE OR REPLACE FUNCTION "list_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO public.device_listing
      (device_id, device_key, organization_id, serial_number, mac_address, name_key, created_at, lifecycle, model_key)
    SELECT d.id, d.key, d.organization_id, d.serial_number, d.mac_address, public.name_order(d.name), d.created_at, d.lifecycle, m.key
    FROM changed d
    JOIN public.device_model m ON m.id = d.model_id;
    RETURN NULL;
  END IF;
  -- In the order in which presence is written too, so that the two never wait for each other in a circle.
  PERFORM 1
  FROM public.device_listing l
  JOIN changed ON changed.id = l.device_id
  ORDER BY l.device_key
  FOR UPDATE OF l;
  UPDATE public.device_listing l
  SET organization_id = changed.organization_id, serial_number = changed.serial_number, mac_address = changed.mac_address,
    name_key = public.name_order(changed.name), lifecycle = changed.lifecycle, model_key = m.key
  FROM changed
  JOIN public.device_model m ON m.id = changed.model_id
  WHERE changed.id = l.device_id
    AND (l.organization_id, l.serial_number, l.mac_address, l.name_key, l.lifecycle, l.model_key)
      IS DISTINCT FROM (changed.organization_id, changed.serial_number, changed.mac_address,
                        public.name_order(changed.name), changed.lifecycle, m.key);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "list_certificate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.device_listing l
  SET certificate_state = best.state, certificate_turns_at = best.turns_at, certificate_not_after = best.not_after
  FROM public.certificate_state_at(NEW.device_id, greatest(NEW.issued_at, NEW.revoked_at)) best
  WHERE l.device_id = NEW.device_id
    AND (l.certificate_state, l.certificate_turns_at, l.certificate_not_after)
      IS DISTINCT FROM (best.state, best.turns_at::timestamptz(3), best.not_after::timestamptz(3));
  RETURN NULL;
END $$;

-- Whoever calls a device stale, the worker of the version before too, keeps when it was last heard.
CREATE FUNCTION "keep_last_sign"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.last_seen_at := CASE WHEN NEW.freshness = 'stale' THEN
    (SELECT p.last_seen_at FROM telemetry.presence p WHERE p.device_key = NEW.device_key) END;
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_last_sign" BEFORE UPDATE ON "device_listing" FOR EACH ROW
  WHEN (NEW."freshness" <> OLD."freshness") EXECUTE FUNCTION "keep_last_sign"();

-- What is there already. Signs of life follow with the migration of telemetry.
UPDATE "device_listing" l
SET "model_key" = m."key", "certificate_not_after" = best."not_after"
FROM "device" d
JOIN "device_model" m ON m."id" = d."model_id"
CROSS JOIN LATERAL "certificate_state_at"(d."id", now()) best
WHERE d."id" = l."device_id";

-- Serve the two orders: one range for each freshness, for each state of the certificate. What other filters look at stands in them,
-- too, so that what they pass over is not fetched.
CREATE INDEX "device_listing_organization_seen" ON "device_listing" ("organization_id", "freshness", "last_seen_at", "device_id", "connectivity", "lifecycle", "certificate_state");
CREATE INDEX "device_listing_seen" ON "device_listing" ("freshness", "last_seen_at", "device_id", "organization_id");
CREATE INDEX "device_listing_organization_certificate_end" ON "device_listing" ("organization_id", "certificate_state", "certificate_not_after", "device_id", "connectivity", "lifecycle", "freshness");
CREATE INDEX "device_listing_certificate_end" ON "device_listing" ("certificate_state", "certificate_not_after", "device_id", "organization_id");

-- Serves the filter by model, within one organization and over all.
CREATE INDEX "device_listing_model" ON "device_listing" ("model_key", "organization_id", "serial_number" COLLATE "C", "device_id", "name_key" COLLATE "C", "created_at");
