-- Texts that people type are kept in Normalization Form C (Unicode UAX #15) from now on, at every door. What was kept before
-- is brought into it, so that searches and comparisons find it. The trail of what was done stays as it was sealed.
--
-- Where two things that must have different names have one name then, the one that was composed already keeps it, and the
-- other gets a number behind: "Zürich (2)".
--
-- Runs beside the previous version of the code, which may go on to keep decomposed texts until it is gone.
DO $$
DECLARE
  item RECORD;
  candidate TEXT;
  attempt INTEGER;
BEGIN
  FOR item IN SELECT id, organization_id, normalize(name, NFC) AS name FROM "custom_role" WHERE name IS NOT NFC NORMALIZED ORDER BY id LOOP
    candidate := item.name;
    attempt := 1;
    WHILE EXISTS (SELECT FROM "custom_role" o WHERE o.organization_id = item.organization_id AND o.name = candidate AND o.id <> item.id) LOOP
      attempt := attempt + 1;
      candidate := item.name || ' (' || attempt || ')';
    END LOOP;
    UPDATE "custom_role" SET name = candidate WHERE id = item.id;
  END LOOP;

  FOR item IN SELECT id, organization_id, normalize(name, NFC) AS name FROM "asset_kind" WHERE name IS NOT NFC NORMALIZED ORDER BY id LOOP
    candidate := item.name;
    attempt := 1;
    WHILE EXISTS (
      SELECT FROM "asset_kind" o
      WHERE o.organization_id IS NOT DISTINCT FROM item.organization_id AND lower(o.name) = lower(candidate) AND o.id <> item.id
    ) LOOP
      attempt := attempt + 1;
      candidate := item.name || ' (' || attempt || ')';
    END LOOP;
    UPDATE "asset_kind" SET name = candidate WHERE id = item.id;
  END LOOP;

  FOR item IN SELECT id, organization_id, normalize(name, NFC) AS name FROM "equipment_model" WHERE name IS NOT NFC NORMALIZED ORDER BY id LOOP
    candidate := item.name;
    attempt := 1;
    WHILE EXISTS (
      SELECT FROM "equipment_model" o
      WHERE o.organization_id IS NOT DISTINCT FROM item.organization_id AND lower(o.name) = lower(candidate) AND o.id <> item.id
    ) LOOP
      attempt := attempt + 1;
      candidate := item.name || ' (' || attempt || ')';
    END LOOP;
    UPDATE "equipment_model" SET name = candidate WHERE id = item.id;
  END LOOP;

  FOR item IN
    SELECT id, organization_id, normalize(model_number, NFC) AS model_number, normalize(serial_number, NFC) AS serial_number
    FROM "asset"
    WHERE model_number IS NOT NFC NORMALIZED OR serial_number IS NOT NFC NORMALIZED
    ORDER BY id
  LOOP
    candidate := item.serial_number;
    attempt := 1;
    WHILE EXISTS (
      SELECT FROM "asset" o
      WHERE o.organization_id = item.organization_id AND o.model_number = item.model_number AND o.serial_number = candidate AND o.id <> item.id
    ) LOOP
      attempt := attempt + 1;
      candidate := item.serial_number || ' (' || attempt || ')';
    END LOOP;
    UPDATE "asset" SET model_number = item.model_number, serial_number = candidate WHERE id = item.id;
  END LOOP;
END $$;

UPDATE "organization"
SET "name" = normalize("name", NFC), "address" = normalize("address", NFC), "contact_name" = normalize("contact_name", NFC),
  "branding_name" = normalize("branding_name", NFC)
WHERE ("name" || coalesce("address", '') || coalesce("contact_name", '') || coalesce("branding_name", '')) IS NOT NFC NORMALIZED;

UPDATE "person"
SET "first_name" = normalize("first_name", NFC), "last_name" = normalize("last_name", NFC)
WHERE ("first_name" || "last_name") IS NOT NFC NORMALIZED;

UPDATE "invitation"
SET "name" = normalize("name", NFC), "first_name" = normalize("first_name", NFC), "last_name" = normalize("last_name", NFC)
WHERE (coalesce("name", '') || coalesce("first_name", '') || coalesce("last_name", '')) IS NOT NFC NORMALIZED;

UPDATE "api_key" SET "name" = normalize("name", NFC) WHERE "name" IS NOT NFC NORMALIZED;

UPDATE "equipment_model" SET "manufacturer" = normalize("manufacturer", NFC) WHERE "manufacturer" IS NOT NFC NORMALIZED;

UPDATE "device"
SET "name" = normalize("name", NFC), "system_name" = normalize("system_name", NFC)
WHERE ("name" || coalesce("system_name", '')) IS NOT NFC NORMALIZED;

UPDATE "device_ownership"
SET "organization_name" = normalize("organization_name", NFC), "note" = normalize("note", NFC)
WHERE ("organization_name" || coalesce("note", '')) IS NOT NFC NORMALIZED;

UPDATE "site"
SET "name" = normalize("name", NFC), "address" = normalize("address", NFC)
WHERE ("name" || coalesce("address", '')) IS NOT NFC NORMALIZED;

UPDATE "asset"
SET "name" = normalize("name", NFC), "external_id" = normalize("external_id", NFC)
WHERE (coalesce("name", '') || coalesce("external_id", '')) IS NOT NFC NORMALIZED;

-- No mark of JSON's own is composed with what follows it.
UPDATE "asset" SET "attributes" = normalize("attributes"::text, NFC)::jsonb WHERE "attributes"::text IS NOT NFC NORMALIZED;

UPDATE "asset_kind" SET "attributes" = normalize("attributes"::text, NFC)::jsonb WHERE "attributes"::text IS NOT NFC NORMALIZED;

UPDATE "registration_request"
SET "form" = normalize("form"::text, NFC)::jsonb, "reason" = normalize("reason", NFC)
WHERE ("form"::text || coalesce("reason", '')) IS NOT NFC NORMALIZED;

UPDATE "proposal"
SET "message" = normalize("message", NFC), "reason" = normalize("reason", NFC)
WHERE (coalesce("message", '') || coalesce("reason", '')) IS NOT NFC NORMALIZED;

UPDATE "service_contract"
SET "sales_order_number" = normalize("sales_order_number", NFC), "service_contract_number" = normalize("service_contract_number", NFC)
WHERE (coalesce("sales_order_number", '') || coalesce("service_contract_number", '')) IS NOT NFC NORMALIZED;

UPDATE "offline_measurement"
SET "laboratory" = normalize("laboratory", NFC), "note" = normalize("note", NFC)
WHERE (coalesce("laboratory", '') || coalesce("note", '')) IS NOT NFC NORMALIZED;

UPDATE "import_job" SET "file_name" = normalize("file_name", NFC) WHERE "file_name" IS NOT NFC NORMALIZED;
