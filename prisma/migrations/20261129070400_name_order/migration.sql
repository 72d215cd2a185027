-- What a name is sorted by, in byte order: its letters without marks, in lower case, and only then the letters as they are. That is the order
-- of the Unicode collation algorithm's root for the letters of Latin and Greek scripts, and of ICU's, without ICU: the embedded database is
-- built without it, and its order and that of a server, of this version and the next, would differ. Names of ASCII alone stay as they were.
CREATE FUNCTION "name_order"("name" TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bare TEXT := lower(name);
BEGIN
  IF octet_length(bare) = char_length(bare) THEN RETURN bare; END IF;
  bare := lower(regexp_replace(normalize(bare, NFD), '([a-zA-Z\u00c6\u00e6\u00d8\u00f8\u0370-\u03ff]|[\u0415\u0435](?=\u0308))[\u0300-\u036f]+', '\1', 'g'));
  bare := translate(bare, 'ŁłØøĐđÐðĦħŦŧŊŋıĸſς', 'llooddddhhttnniqsσ');
  bare := replace(replace(replace(replace(replace(bare, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ĳ', 'ij');
  RETURN normalize(bare, NFC) || E'\x01' || lower(name);
END $$;

-- What a key says of the name itself, in lower case: what the beginning of a text is looked for in.
CREATE FUNCTION "name_in_key"("key" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT substr(key, strpos(key, E'\x01') + 1)
$$;

-- Devices: the keys are kept by the trigger; those of names in ASCII are right already.
CREATE OR REPLACE FUNCTION "list_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO public.device_listing
      (device_id, device_key, organization_id, serial_number, mac_address, name_key, created_at, lifecycle)
    SELECT id, key, organization_id, serial_number, mac_address, public.name_order(name), created_at, lifecycle
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
    mac_address = changed.mac_address, name_key = public.name_order(changed.name), lifecycle = changed.lifecycle
  FROM changed
  WHERE changed.id = l.device_id
    AND (l.organization_id, l.serial_number, l.mac_address, l.name_key, l.lifecycle)
      IS DISTINCT FROM (changed.organization_id, changed.serial_number, changed.mac_address,
                        public.name_order(changed.name), changed.lifecycle);
  RETURN NULL;
END $$;
UPDATE "device_listing" l
SET "name_key" = "name_order"(d."name")
FROM "device" d
WHERE d."id" = l."device_id" AND octet_length(l."name_key") > char_length(l."name_key");

-- Assets and sites: the indexes of their lists by name.
DROP INDEX "asset_organization_name";
DROP INDEX "asset_without_warranty";
DROP INDEX "asset_name";
DROP INDEX "site_organization_name";
DROP INDEX "site_name";
CREATE INDEX "asset_organization_name" ON "asset" ("organization_id", ("name_order"(coalesce("name", "model_number" || ' ' || "serial_number")) COLLATE "C"), "id");
CREATE INDEX "asset_without_warranty" ON "asset" ("organization_id", ("name_order"(coalesce("name", "model_number" || ' ' || "serial_number")) COLLATE "C"), "id") WHERE "warranty_end" IS NULL;
CREATE INDEX "asset_name" ON "asset" (("name_order"(coalesce("name", "model_number" || ' ' || "serial_number")) COLLATE "C"), "id");
CREATE INDEX "site_organization_name" ON "site" ("organization_id", ("name_order"("name") COLLATE "C"), "id");
CREATE INDEX "site_name" ON "site" (("name_order"("name") COLLATE "C"), "id");

-- Organizations and roles: the key is a column, kept by the database itself.
ALTER TABLE "organization" ADD COLUMN "name_key" TEXT COLLATE "C" GENERATED ALWAYS AS ("name_order"("name")) STORED;
CREATE INDEX "organization_name_key_id_idx" ON "organization" ("name_key", "id");
CREATE INDEX "organization_status_name_key_id_idx" ON "organization" ("status", "name_key", "id");
ALTER TABLE "custom_role" ADD COLUMN "name_key" TEXT COLLATE "C" GENERATED ALWAYS AS ("name_order"("name")) STORED;
