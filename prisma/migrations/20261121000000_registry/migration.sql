-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "organization_kind" AS ENUM ('operator', 'provider', 'customer');

-- CreateEnum
CREATE TYPE "organization_status" AS ENUM ('new', 'invited', 'onboarded');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "invitation_status" AS ENUM ('pending', 'accepted', 'replaced');

-- CreateEnum
CREATE TYPE "account_link_kind" AS ENUM ('activation', 'password');

-- CreateEnum
CREATE TYPE "key_algorithm" AS ENUM ('ec-p256', 'rsa-2048');

-- CreateEnum
CREATE TYPE "device_lifecycle" AS ENUM ('registered', 'active', 'suspended', 'retired');

-- CreateEnum
CREATE TYPE "authority_kind" AS ENUM ('root', 'issuing');

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "kind" "organization_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "status" "organization_status" NOT NULL DEFAULT 'new',
    "asset_limit" INTEGER,
    "address" TEXT,
    "delegates_certificates" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "phone" TEXT,
    "password_hash" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organization_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organization_id","person_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "role" "role" NOT NULL,
    "status" "invitation_status" NOT NULL DEFAULT 'pending',
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_link" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "account_link_kind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "organization_id" UUID,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT,
    "details" JSONB NOT NULL,
    "remote_address" TEXT,
    "correlation_id" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_mail" (
    "id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "organization_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "outbox_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_model" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_algorithm" "key_algorithm" NOT NULL,

    CONSTRAINT "device_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "equipment_model" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "equipment_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "key" SERIAL NOT NULL,
    "serial_number" TEXT NOT NULL,
    "mac_address" TEXT NOT NULL,
    "model_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "site_id" UUID,
    "name" TEXT NOT NULL,
    "lifecycle" "device_lifecycle" NOT NULL DEFAULT 'registered',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "equipment_model_id" UUID NOT NULL,
    "model_number" TEXT NOT NULL,
    "serial_number" TEXT NOT NULL,
    "ship_date" DATE,
    "site_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_contract" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,
    "lease_months" INTEGER NOT NULL,
    "sales_order_number" TEXT,
    "service_contract_number" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_authority" (
    "id" UUID NOT NULL,
    "kind" "authority_kind" NOT NULL,
    "serial_number" TEXT NOT NULL,
    "fingerprint_sha256" BYTEA NOT NULL,
    "pem" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(0) NOT NULL,
    "not_after" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "certificate_authority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "serial_number" TEXT NOT NULL,
    "authority_id" UUID,
    "profile" TEXT NOT NULL,
    "device_id" UUID,
    "subject" TEXT NOT NULL,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by_id" UUID,
    "issued_at" TIMESTAMPTZ(3),
    "fingerprint_sha256" BYTEA,
    "key_algorithm" TEXT,
    "not_before" TIMESTAMPTZ(0),
    "not_after" TIMESTAMPTZ(0),
    "pem" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revocation_reason" TEXT,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("serial_number")
);

-- CreateTable
CREATE TABLE "connection_attempt" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "remote_address" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "device_id" UUID,
    "fingerprint_sha256" BYTEA,
    "subject" TEXT,
    "issuer" TEXT,
    "serial_number" TEXT,

    CONSTRAINT "connection_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organization_path_key" ON "organization"("path");

-- CreateIndex
CREATE INDEX "organization_parent_id_name_id_idx" ON "organization"("parent_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "invitation_organization_id_created_at_id_idx" ON "invitation"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "account_link_person_id_created_at_idx" ON "account_link"("person_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "audit_event_organization_id_id_idx" ON "audit_event"("organization_id", "id");

-- CreateIndex
CREATE INDEX "outbox_mail_next_attempt_at_idx" ON "outbox_mail"("next_attempt_at");

-- CreateIndex
CREATE INDEX "outbox_mail_created_at_id_idx" ON "outbox_mail"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "device_model_name_key" ON "device_model"("name");

-- CreateIndex
CREATE UNIQUE INDEX "equipment_model_name_key" ON "equipment_model"("name");

-- CreateIndex
CREATE UNIQUE INDEX "device_key_key" ON "device"("key");

-- CreateIndex
CREATE UNIQUE INDEX "device_serial_number_key" ON "device"("serial_number");

-- CreateIndex
CREATE UNIQUE INDEX "device_mac_address_key" ON "device"("mac_address");

-- CreateIndex
CREATE INDEX "device_organization_id_serial_number_idx" ON "device"("organization_id", "serial_number");

-- CreateIndex
CREATE INDEX "device_site_id_idx" ON "device"("site_id");

-- CreateIndex
CREATE INDEX "site_organization_id_name_idx" ON "site"("organization_id", "name");

-- CreateIndex
CREATE INDEX "asset_organization_id_serial_number_idx" ON "asset"("organization_id", "serial_number");

-- CreateIndex
CREATE INDEX "installation_device_id_installed_at_idx" ON "installation"("device_id", "installed_at");

-- CreateIndex
CREATE INDEX "installation_asset_id_installed_at_idx" ON "installation"("asset_id", "installed_at");

-- CreateIndex
CREATE INDEX "service_contract_device_id_start_date_idx" ON "service_contract"("device_id", "start_date");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_authority_serial_number_key" ON "certificate_authority"("serial_number");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_authority_fingerprint_sha256_key" ON "certificate_authority"("fingerprint_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_fingerprint_sha256_key" ON "certificate"("fingerprint_sha256");

-- CreateIndex
CREATE INDEX "certificate_device_id_not_after_idx" ON "certificate"("device_id", "not_after");

-- CreateIndex
CREATE INDEX "certificate_revoked_at_idx" ON "certificate"("revoked_at");

-- CreateIndex
CREATE INDEX "connection_attempt_device_id_id_idx" ON "connection_attempt"("device_id", "id");

-- CreateIndex
CREATE INDEX "connection_attempt_at_idx" ON "connection_attempt"("at");

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "device_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_equipment_model_id_fkey" FOREIGN KEY ("equipment_model_id") REFERENCES "equipment_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_contract" ADD CONSTRAINT "service_contract_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_contract" ADD CONSTRAINT "service_contract_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_contract" ADD CONSTRAINT "service_contract_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_contract" ADD CONSTRAINT "service_contract_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "certificate_authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Byte order, so that a prefix (a subtree of organizations, the start of a serial number) is one range of the index
-- whatever the database's locale is.
ALTER TABLE "organization" ALTER COLUMN "path" TYPE TEXT COLLATE "C";
ALTER TABLE "device" ALTER COLUMN "serial_number" TYPE TEXT COLLATE "C";
ALTER TABLE "device" ALTER COLUMN "mac_address" TYPE TEXT COLLATE "C";

-- At most one operator: it is the root of the tree.
CREATE UNIQUE INDEX "organization_one_operator" ON "organization" ("kind") WHERE "kind" = 'operator';

-- What the registration form offers from the first start (R1-14, R1-18).
INSERT INTO "device_model" ("id", "name", "key_algorithm") VALUES
  (gen_random_uuid(), 'RemotEye 4', 'rsa-2048'),
  (gen_random_uuid(), 'Sensor', 'ec-p256');
INSERT INTO "equipment_model" ("id", "name") VALUES
  (gen_random_uuid(), 'UPS'),
  (gen_random_uuid(), 'Transformer');
