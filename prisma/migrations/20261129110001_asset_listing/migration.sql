-- A page of assets must not depend on how many there are: what lists are sorted, filtered and searched by stands in a table of
-- its own, kept by triggers, as that of devices does (device_listing), with an index for each filter in each order.

-- CreateTable
CREATE TABLE "asset_listing" (
    "asset_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "equipment_model_id" UUID NOT NULL,
    "site_id" UUID,
    "name_key" TEXT NOT NULL,
    "serial_key" TEXT NOT NULL,
    "model_key" TEXT NOT NULL,
    "external_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "warranty_key" DATE NOT NULL,
    "link" TEXT NOT NULL DEFAULT 'new',
    "is_installed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "asset_listing_pkey" PRIMARY KEY ("asset_id")
);

-- AddForeignKey
ALTER TABLE "asset_listing" ADD CONSTRAINT "asset_listing_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "asset_listing" ALTER COLUMN "name_key" TYPE TEXT COLLATE "C";
ALTER TABLE "asset_listing" ALTER COLUMN "serial_key" TYPE TEXT COLLATE "C";
ALTER TABLE "asset_listing" ALTER COLUMN "model_key" TYPE TEXT COLLATE "C";
ALTER TABLE "asset_listing" ALTER COLUMN "external_key" TYPE TEXT COLLATE "C";
ALTER TABLE "asset_listing" ADD CONSTRAINT "asset_listing_link_known" CHECK ("link" IN ('new', 'proposed', 'linked'));

-- What the listing must say of assets; no end of warranty stands at infinity, behind all that have one.
CREATE FUNCTION "listed_assets"("ids" UUID[]) RETURNS SETOF "asset_listing" LANGUAGE sql STABLE AS $$
  SELECT a.id, a.organization_id, a.equipment_model_id, a.site_id,
    public.name_order(coalesce(a.name, a.model_number || ' ' || a.serial_number)), lower(a.serial_number), lower(a.model_number),
    lower(a.external_id), a.created_at, coalesce(a.warranty_end, 'infinity'),
    CASE
      WHEN a.linked_at IS NOT NULL THEN 'linked'
      WHEN EXISTS (SELECT FROM public.proposal p WHERE p.asset_id = a.id AND p.status = 'proposed') THEN 'proposed'
      ELSE 'new'
    END,
    EXISTS (SELECT FROM public.installation i WHERE i.asset_id = a.id AND i.removed_at IS NULL)
  FROM public.asset a
  WHERE a.id = ANY (ids)
$$;

-- The rows are locked before anything is read, so that of two changes at once the second sees what the first did.
CREATE FUNCTION "list_assets"("ids" UUID[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1
  FROM public.asset_listing l
  WHERE l.asset_id = ANY (ids)
  ORDER BY l.asset_id
  FOR UPDATE;
  UPDATE public.asset_listing l
  SET organization_id = now.organization_id, equipment_model_id = now.equipment_model_id, site_id = now.site_id,
    name_key = now.name_key, serial_key = now.serial_key, model_key = now.model_key, external_key = now.external_key,
    warranty_key = now.warranty_key, link = now.link, is_installed = now.is_installed
  FROM public.listed_assets(ids) now
  WHERE now.asset_id = l.asset_id AND now IS DISTINCT FROM l;
END $$;

CREATE FUNCTION "list_new_assets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.asset_listing
  SELECT now.*
  FROM public.listed_assets(ARRAY(SELECT changed.id FROM changed)) now;
  RETURN NULL;
END $$;
CREATE TRIGGER "list_new_assets" AFTER INSERT ON "asset" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_new_assets"();

CREATE FUNCTION "list_changed_assets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.list_assets(ARRAY(SELECT changed.id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER "list_changed_assets" AFTER UPDATE ON "asset" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_changed_assets"();

-- Of whatever says something about assets: installations and proposals.
CREATE FUNCTION "list_assets_of"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.list_assets(ARRAY(SELECT DISTINCT changed.asset_id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER "list_assets_of_new" AFTER INSERT ON "installation" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_assets_of"();
CREATE TRIGGER "list_assets_of_changed" AFTER UPDATE ON "installation" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_assets_of"();
CREATE TRIGGER "list_assets_of_deleted" AFTER DELETE ON "installation" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_assets_of"();
CREATE TRIGGER "list_assets_of_new" AFTER INSERT ON "proposal" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_assets_of"();
CREATE TRIGGER "list_assets_of_changed" AFTER UPDATE ON "proposal" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_assets_of"();
CREATE TRIGGER "list_assets_of_deleted" AFTER DELETE ON "proposal" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "list_assets_of"();

INSERT INTO "asset_listing"
SELECT now.*
FROM "listed_assets"(ARRAY(SELECT "id" FROM "asset")) now;

-- Serve the pages of GET /assets: each order within one organization, and over all for whoever sees very many. Those of one
-- organization hold all that another order needs: what begins with a text is sorted without a look at the table.
CREATE INDEX "asset_listing_name" ON "asset_listing" ("name_key", "asset_id");
CREATE INDEX "asset_listing_serial" ON "asset_listing" ("serial_key", "asset_id");
CREATE INDEX "asset_listing_created" ON "asset_listing" ("created_at", "asset_id");
CREATE INDEX "asset_listing_warranty" ON "asset_listing" ("warranty_key", "asset_id");
CREATE INDEX "asset_listing_organization_name" ON "asset_listing" ("organization_id", "name_key", "asset_id", "serial_key", "created_at", "warranty_key");
CREATE INDEX "asset_listing_organization_serial" ON "asset_listing" ("organization_id", "serial_key", "asset_id", "name_key", "created_at", "warranty_key");
CREATE INDEX "asset_listing_organization_created" ON "asset_listing" ("organization_id", "created_at", "asset_id");
CREATE INDEX "asset_listing_organization_warranty" ON "asset_listing" ("organization_id", "warranty_key", "asset_id", "name_key", "serial_key", "created_at");
CREATE INDEX "asset_listing_organization_model_number" ON "asset_listing" ("organization_id", "model_key", "asset_id", "name_key", "serial_key", "created_at", "warranty_key");
CREATE INDEX "asset_listing_organization_external" ON "asset_listing" ("organization_id", "external_key", "asset_id", "name_key", "serial_key", "created_at", "warranty_key") WHERE "external_key" IS NOT NULL;
CREATE INDEX "asset_listing_organization_model" ON "asset_listing" ("organization_id", "equipment_model_id", "asset_id", "name_key", "serial_key", "created_at", "warranty_key");
-- Serves assets at sites that others shared.
CREATE INDEX "asset_listing_site" ON "asset_listing" ("site_id") WHERE "site_id" IS NOT NULL;

-- Each filter in each order.
CREATE INDEX "asset_listing_link_name" ON "asset_listing" ("organization_id", "link", "name_key", "asset_id");
CREATE INDEX "asset_listing_link_serial" ON "asset_listing" ("organization_id", "link", "serial_key", "asset_id");
CREATE INDEX "asset_listing_link_created" ON "asset_listing" ("organization_id", "link", "created_at", "asset_id");
CREATE INDEX "asset_listing_link_warranty" ON "asset_listing" ("organization_id", "link", "warranty_key", "asset_id");
CREATE INDEX "asset_listing_installed_name" ON "asset_listing" ("organization_id", "is_installed", "name_key", "asset_id");
CREATE INDEX "asset_listing_installed_serial" ON "asset_listing" ("organization_id", "is_installed", "serial_key", "asset_id");
CREATE INDEX "asset_listing_installed_created" ON "asset_listing" ("organization_id", "is_installed", "created_at", "asset_id");
CREATE INDEX "asset_listing_installed_warranty" ON "asset_listing" ("organization_id", "is_installed", "warranty_key", "asset_id");

-- What served the lists before; the version before is slower without them, and right.
DROP INDEX "asset_organization_name";
DROP INDEX "asset_organization_serial";
DROP INDEX "asset_organization_warranty";
DROP INDEX "asset_without_warranty";
DROP INDEX "asset_organization_model_number";
DROP INDEX "asset_organization_external";
DROP INDEX "asset_name";
DROP INDEX "asset_serial";
DROP INDEX "asset_warranty";
