-- Completes the fleet: hand-overs, equipment, sharing, proposals, requests, measurements, tables of people, imports.

-- CreateEnum
CREATE TYPE "hand_over_cause" AS ENUM ('registered', 'dispatched', 'assigned', 'returned', 'organization-deleted');

-- CreateEnum
CREATE TYPE "grant_way" AS ENUM ('email', 'key', 'code');

-- CreateEnum
CREATE TYPE "site_access" AS ENUM ('read', 'manage');

-- CreateEnum
CREATE TYPE "proposal_status" AS ENUM ('proposed', 'accepted', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "request_status" AS ENUM ('open', 'registered', 'declined');

-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('customers', 'assets', 'devices', 'oil-tests');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('receiving', 'checking', 'checked', 'applying', 'done', 'failed', 'canceled');

-- DropIndex
DROP INDEX "asset_organization_id_serial_number_idx";

-- DropIndex
DROP INDEX "equipment_model_name_key";

-- DropIndex
DROP INDEX "site_organization_id_name_idx";

-- AlterTable
ALTER TABLE "asset" ADD COLUMN     "attributes" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "configuration" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "configured_at" TIMESTAMPTZ(3),
ADD COLUMN     "configured_by_id" UUID,
ADD COLUMN     "external_id" TEXT,
ADD COLUMN     "is_migrated" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "linked_at" TIMESTAMPTZ(3),
ADD COLUMN     "name" TEXT,
ADD COLUMN     "provider_id" UUID,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "warranty_begin" DATE,
ADD COLUMN     "warranty_end" DATE;

-- AlterTable
ALTER TABLE "device" ADD COLUMN     "owned_since" TIMESTAMPTZ(3),
ADD COLUMN     "system_name" TEXT,
ADD COLUMN     "system_named_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "equipment_model" ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "kind_id" UUID,
ADD COLUMN     "manufacturer" TEXT,
ADD COLUMN     "organization_id" UUID,
ADD COLUMN     "retired_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "installed_by_id" UUID,
ADD COLUMN     "removed_by_id" UUID;

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "share_key" TEXT;

-- AlterTable
ALTER TABLE "service_contract" DROP CONSTRAINT "service_contract_asset_id_fkey";

-- AlterTable
ALTER TABLE "service_contract" ALTER COLUMN "asset_id" DROP NOT NULL,
ADD COLUMN     "created_by_id" UUID,
ADD COLUMN     "noticed_days" INTEGER,
ADD COLUMN     "renews_id" UUID;

-- AlterTable
ALTER TABLE "site" ADD COLUMN     "time_zone" TEXT,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "asset_kind" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "name" TEXT NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_kind_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_ownership" (
    "id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "organization_id" UUID,
    "organization_name" TEXT NOT NULL,
    "organization_path" TEXT,
    "cause" "hand_over_cause" NOT NULL,
    "by_id" UUID,
    "note" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "device_ownership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_grant" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "way" "grant_way" NOT NULL,
    "access" "site_access" NOT NULL,
    "email" TEXT,
    "organization_id" UUID,
    "person_id" UUID,
    "code_hash" BYTEA,
    "code_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_id" UUID,
    "ends_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    "under_id" UUID,

    CONSTRAINT "site_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_look" (
    "site_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "organization_id" UUID,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "site_look_pkey" PRIMARY KEY ("site_id","person_id","day")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "status" "proposal_status" NOT NULL DEFAULT 'proposed',
    "message" TEXT,
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration_request" (
    "id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "status" "request_status" NOT NULL DEFAULT 'open',
    "form" JSONB NOT NULL,
    "serial_number" TEXT NOT NULL,
    "remote_address" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "device_id" UUID,

    CONSTRAINT "registration_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offline_measurement" (
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "sampled_at" TIMESTAMPTZ(3) NOT NULL,
    "hydrogen" DOUBLE PRECISION,
    "methane" DOUBLE PRECISION,
    "ethane" DOUBLE PRECISION,
    "ethylene" DOUBLE PRECISION,
    "acetylene" DOUBLE PRECISION,
    "carbon_monoxide" DOUBLE PRECISION,
    "carbon_dioxide" DOUBLE PRECISION,
    "oxygen" DOUBLE PRECISION,
    "nitrogen" DOUBLE PRECISION,
    "moisture" DOUBLE PRECISION,
    "acidity" DOUBLE PRECISION,
    "breakdown_voltage" DOUBLE PRECISION,
    "laboratory" TEXT,
    "note" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offline_measurement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "table_preference" (
    "person_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "columns" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "table_preference_pkey" PRIMARY KEY ("person_id","table_name")
);

-- CreateTable
CREATE TABLE "import_job" (
    "id" UUID NOT NULL,
    "kind" "import_kind" NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "api_key_id" UUID,
    "file_name" TEXT,
    "sha256" BYTEA,
    "status" "import_status" NOT NULL,
    "is_all_or_nothing" BOOLEAN NOT NULL,
    "header" TEXT[],
    "total_rows" INTEGER NOT NULL DEFAULT 0,
    "checked_rows" INTEGER NOT NULL DEFAULT 0,
    "applied_rows" INTEGER NOT NULL DEFAULT 0,
    "created_rows" INTEGER NOT NULL DEFAULT 0,
    "changed_rows" INTEGER NOT NULL DEFAULT 0,
    "unchanged_rows" INTEGER NOT NULL DEFAULT 0,
    "bad_rows" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "held_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "job_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "cells" TEXT[],
    "key" TEXT,
    "second_key" TEXT,
    "outcome" TEXT,
    "difference" JSONB,
    "problems" JSONB,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("job_id","number")
);

-- CreateIndex
CREATE INDEX "asset_kind_organization_id_name_idx" ON "asset_kind"("organization_id", "name");

-- CreateIndex
CREATE INDEX "device_ownership_device_id_since_idx" ON "device_ownership"("device_id", "since");

-- CreateIndex
CREATE INDEX "device_ownership_organization_id_idx" ON "device_ownership"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "site_grant_code_hash_key" ON "site_grant"("code_hash");

-- CreateIndex
CREATE INDEX "site_grant_site_id_created_at_id_idx" ON "site_grant"("site_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "site_grant_person_id_idx" ON "site_grant"("person_id");

-- CreateIndex
CREATE INDEX "site_grant_organization_id_idx" ON "site_grant"("organization_id");

-- CreateIndex
CREATE INDEX "site_grant_under_id_idx" ON "site_grant"("under_id");

-- CreateIndex
CREATE INDEX "site_look_site_id_last_at_idx" ON "site_look"("site_id", "last_at");

-- CreateIndex
CREATE INDEX "proposal_asset_id_proposed_at_idx" ON "proposal"("asset_id", "proposed_at");

-- CreateIndex
CREATE INDEX "proposal_provider_id_status_proposed_at_idx" ON "proposal"("provider_id", "status", "proposed_at");

-- CreateIndex
CREATE INDEX "registration_request_provider_id_status_sent_at_id_idx" ON "registration_request"("provider_id", "status", "sent_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "offline_measurement_asset_id_sampled_at_key" ON "offline_measurement"("asset_id", "sampled_at");

-- CreateIndex
CREATE INDEX "import_job_status_held_until_idx" ON "import_job"("status", "held_until");

-- CreateIndex
CREATE INDEX "import_job_organization_id_created_at_id_idx" ON "import_job"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "import_row_job_id_outcome_number_idx" ON "import_row"("job_id", "outcome", "number");

-- CreateIndex
CREATE INDEX "import_row_job_id_key_idx" ON "import_row"("job_id", "key");

-- CreateIndex
CREATE INDEX "import_row_job_id_second_key_idx" ON "import_row"("job_id", "second_key");

-- CreateIndex
CREATE INDEX "asset_organization_id_serial_number_id_idx" ON "asset"("organization_id", "serial_number", "id");

-- CreateIndex
CREATE INDEX "asset_organization_id_created_at_id_idx" ON "asset"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "asset_organization_id_external_id_idx" ON "asset"("organization_id", "external_id");

-- CreateIndex
CREATE INDEX "asset_site_id_idx" ON "asset"("site_id");

-- CreateIndex
CREATE INDEX "asset_equipment_model_id_idx" ON "asset"("equipment_model_id");

-- CreateIndex
CREATE UNIQUE INDEX "asset_organization_id_model_number_serial_number_key" ON "asset"("organization_id", "model_number", "serial_number");

-- CreateIndex
CREATE INDEX "equipment_model_organization_id_name_idx" ON "equipment_model"("organization_id", "name");

-- CreateIndex
CREATE INDEX "equipment_model_kind_id_idx" ON "equipment_model"("kind_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_share_key_key" ON "organization"("share_key");

-- CreateIndex
CREATE UNIQUE INDEX "service_contract_renews_id_key" ON "service_contract"("renews_id");

-- CreateIndex
CREATE INDEX "service_contract_asset_id_idx" ON "service_contract"("asset_id");

-- CreateIndex
CREATE INDEX "service_contract_customer_id_end_date_id_idx" ON "service_contract"("customer_id", "end_date", "id");

-- CreateIndex
CREATE INDEX "service_contract_provider_id_end_date_id_idx" ON "service_contract"("provider_id", "end_date", "id");

-- CreateIndex
CREATE INDEX "service_contract_end_date_id_idx" ON "service_contract"("end_date", "id");

-- CreateIndex
CREATE INDEX "site_organization_id_created_at_id_idx" ON "site"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "site_created_at_id_idx" ON "site"("created_at", "id");

-- AddForeignKey
ALTER TABLE "asset_kind" ADD CONSTRAINT "asset_kind_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equipment_model" ADD CONSTRAINT "equipment_model_kind_id_fkey" FOREIGN KEY ("kind_id") REFERENCES "asset_kind"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equipment_model" ADD CONSTRAINT "equipment_model_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_ownership" ADD CONSTRAINT "device_ownership_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_ownership" ADD CONSTRAINT "device_ownership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_grant" ADD CONSTRAINT "site_grant_under_id_fkey" FOREIGN KEY ("under_id") REFERENCES "site_grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_grant" ADD CONSTRAINT "site_grant_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_grant" ADD CONSTRAINT "site_grant_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_grant" ADD CONSTRAINT "site_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_look" ADD CONSTRAINT "site_look_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_look" ADD CONSTRAINT "site_look_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_look" ADD CONSTRAINT "site_look_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_contract" ADD CONSTRAINT "service_contract_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_contract" ADD CONSTRAINT "service_contract_renews_id_fkey" FOREIGN KEY ("renews_id") REFERENCES "service_contract"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_request" ADD CONSTRAINT "registration_request_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offline_measurement" ADD CONSTRAINT "offline_measurement_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "table_preference" ADD CONSTRAINT "table_preference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Kinds of equipment everybody has, and what their models are.
INSERT INTO "asset_kind" ("id", "name", "attributes") VALUES
  (gen_random_uuid(), 'UPS', '[
    {"key": "ratedPower", "label": "Rated power", "type": "number", "unit": "kVA", "required": false, "minimum": 0},
    {"key": "phases", "label": "Phases", "type": "choice", "required": false, "choices": ["1", "3"]},
    {"key": "batteryInstalledOn", "label": "Battery installed on", "type": "date", "required": false}]'),
  (gen_random_uuid(), 'Transformer', '[
    {"key": "ratedPower", "label": "Rated power", "type": "number", "unit": "MVA", "required": false, "minimum": 0},
    {"key": "primaryVoltage", "label": "Primary voltage", "type": "number", "unit": "kV", "required": false, "minimum": 0},
    {"key": "secondaryVoltage", "label": "Secondary voltage", "type": "number", "unit": "kV", "required": false, "minimum": 0},
    {"key": "oilVolume", "label": "Oil volume", "type": "number", "unit": "L", "required": false, "minimum": 0},
    {"key": "yearOfManufacture", "label": "Year of manufacture", "type": "number", "required": false, "minimum": 1880, "maximum": 2200}]'),
  (gen_random_uuid(), 'Machine', '[]'),
  (gen_random_uuid(), 'Charge point', '[
    {"key": "ratedPower", "label": "Rated power", "type": "number", "unit": "kW", "required": false, "minimum": 0},
    {"key": "connectors", "label": "Connectors", "type": "number", "required": false, "minimum": 1, "maximum": 100}]');
UPDATE "equipment_model" SET "kind_id" = (
  SELECT "id" FROM "asset_kind" WHERE "asset_kind"."name" = CASE "equipment_model"."name" WHEN 'Transformer' THEN 'Transformer' ELSE 'UPS' END);
ALTER TABLE "equipment_model" ALTER COLUMN "kind_id" SET NOT NULL;
INSERT INTO "equipment_model" ("id", "name", "kind_id")
SELECT gen_random_uuid(), "name", "id" FROM "asset_kind" WHERE "name" IN ('Machine', 'Charge point');

-- Serves imports, which find customers by their names in any case.
CREATE INDEX "organization_lower_name" ON "organization" (lower("name"), "parent_id");

-- A name once among the platform's own, and once among those of a provider, in any case.
CREATE UNIQUE INDEX "asset_kind_name" ON "asset_kind" (lower("name")) WHERE "organization_id" IS NULL;
CREATE UNIQUE INDEX "asset_kind_organization_name" ON "asset_kind" ("organization_id", lower("name")) WHERE "organization_id" IS NOT NULL;
CREATE UNIQUE INDEX "equipment_model_name" ON "equipment_model" (lower("name")) WHERE "organization_id" IS NULL;
CREATE UNIQUE INDEX "equipment_model_organization_name" ON "equipment_model" ("organization_id", lower("name")) WHERE "organization_id" IS NOT NULL;

-- Assets so far came with a registration: they are their customers' own.
UPDATE "asset" SET "linked_at" = "created_at", "updated_at" = "created_at";
UPDATE "asset" SET "provider_id" = "service_contract"."provider_id" FROM "service_contract" WHERE "service_contract"."asset_id" = "asset"."id";

INSERT INTO "device_ownership" ("id", "device_id", "organization_id", "organization_name", "cause", "since")
SELECT gen_random_uuid(), "device"."id", "organization"."id", "organization"."name", 'registered', "device"."created_at"
FROM "device" JOIN "organization" ON "organization"."id" = "device"."organization_id";

-- A device has one owner, an asset one open proposal, a site one code that waits for anybody.
CREATE UNIQUE INDEX "device_ownership_present" ON "device_ownership" ("device_id") WHERE "until" IS NULL;
CREATE UNIQUE INDEX "proposal_open" ON "proposal" ("asset_id") WHERE "status" = 'proposed';
CREATE UNIQUE INDEX "site_grant_open_code" ON "site_grant" ("site_id") WHERE "way" = 'code' AND "accepted_at" IS NULL AND "withdrawn_at" IS NULL;
-- What is on what now; one-to-one is the policy of the code.
CREATE INDEX "installation_present_device" ON "installation" ("device_id") WHERE "removed_at" IS NULL;
CREATE INDEX "installation_present_asset" ON "installation" ("asset_id") WHERE "removed_at" IS NULL;
-- A device's or customer's open request; sending it again replaces it.
CREATE UNIQUE INDEX "registration_request_open" ON "registration_request" ("provider_id", "serial_number") WHERE "status" = 'open';

-- Serve the sort by name and the search for the start of a name, in any case.
CREATE INDEX "asset_organization_name" ON "asset" ("organization_id", (lower(coalesce("name", "model_number" || ' ' || "serial_number")) COLLATE "C"), "id");
CREATE INDEX "asset_organization_serial" ON "asset" ("organization_id", (lower("serial_number") COLLATE "C"), "id");
CREATE INDEX "asset_organization_warranty" ON "asset" ("organization_id", (coalesce("warranty_end", 'infinity'::date)), "id");
-- Serves the list by name of what has no end of warranty.
CREATE INDEX "asset_without_warranty" ON "asset" ("organization_id", (lower(coalesce("name", "model_number" || ' ' || "serial_number")) COLLATE "C"), "id") WHERE "warranty_end" IS NULL;
CREATE INDEX "asset_organization_model_number" ON "asset" ("organization_id", (lower("model_number") COLLATE "C"));
CREATE INDEX "asset_organization_external" ON "asset" ("organization_id", (lower("external_id") COLLATE "C"));
-- The same sorts over all organizations, for whoever sees very many.
CREATE INDEX "asset_name" ON "asset" ((lower(coalesce("name", "model_number" || ' ' || "serial_number")) COLLATE "C"), "id");
CREATE INDEX "asset_serial" ON "asset" ((lower("serial_number") COLLATE "C"), "id");
CREATE INDEX "asset_created" ON "asset" ("created_at", "id");
CREATE INDEX "asset_warranty" ON "asset" ((coalesce("warranty_end", 'infinity'::date)), "id");
CREATE INDEX "site_organization_name" ON "site" ("organization_id", (lower("name") COLLATE "C"), "id");
-- The same for whoever sees the sites of many organizations.
CREATE INDEX "site_name" ON "site" ((lower("name") COLLATE "C"), "id");
-- Serves the provider's machines that wait for their customer.
CREATE INDEX "asset_unlinked" ON "asset" ("organization_id", "id") WHERE "linked_at" IS NULL;
-- Tells at once whether a customer's people have configured anything, of however many assets.
CREATE INDEX "asset_configured" ON "asset" ("organization_id") WHERE "configured_at" IS NOT NULL;
