-- Parts of names are searched for by their trigrams; it is a trusted extension that comes with PostgreSQL.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- CreateEnum
CREATE TYPE "provider_kind" AS ENUM ('distributor', 'service_provider');

-- CreateEnum
CREATE TYPE "language" AS ENUM ('en', 'pl');

-- AlterEnum
ALTER TYPE "account_link_kind" ADD VALUE 'reset';

-- AlterEnum
ALTER TYPE "invitation_status" ADD VALUE 'withdrawn';

-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "after" JSONB,
ADD COLUMN     "api_key_id" UUID,
ADD COLUMN     "before" JSONB,
ADD COLUMN     "hash" BYTEA,
ADD COLUMN     "on_behalf_of_id" UUID,
ADD COLUMN     "organization_path" TEXT,
ADD COLUMN     "sealed_as" BIGINT;

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "custom_role_id" UUID,
ADD COLUMN     "first_name" TEXT,
ADD COLUMN     "last_name" TEXT,
ADD COLUMN     "phone" TEXT;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "added_by_id" UUID,
ADD COLUMN     "custom_role_id" UUID;

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "branding_name" TEXT,
ADD COLUMN     "contact_email" TEXT,
ADD COLUMN     "contact_name" TEXT,
ADD COLUMN     "contact_phone" TEXT,
ADD COLUMN     "home_dashboard" TEXT,
ADD COLUMN     "language" "language" NOT NULL DEFAULT 'en',
ADD COLUMN     "provider_kind" "provider_kind",
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC';

-- AlterTable
-- What a mail was about is found again in what its text needed.
ALTER TABLE "outbox_mail" ADD COLUMN     "failed_at" TIMESTAMPTZ(3),
ADD COLUMN     "language" "language" NOT NULL DEFAULT 'en',
ADD COLUMN     "subject_id" UUID;

UPDATE "outbox_mail" SET "subject_id" = coalesce("data"->>'invitationId', "data"->>'accountLinkId')::uuid;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "language" "language",
ADD COLUMN     "password_stale" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "time_zone" TEXT;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "is_cookie" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "remote_address" TEXT,
ADD COLUMN     "seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "user_agent" TEXT;
UPDATE "session" SET "seen_at" = "created_at";
ALTER TABLE "session" ALTER COLUMN "seen_at" SET NOT NULL;

-- Existing providers look after what others sold.
UPDATE "organization" SET "provider_kind" = 'service_provider' WHERE "kind" = 'provider';
ALTER TABLE "organization" ADD CONSTRAINT "organization_provider_kind_of_providers" CHECK (("kind" = 'provider') = ("provider_kind" IS NOT NULL));

-- An event is added and sealed once; nothing else is ever done to it.
UPDATE "audit_event" SET "organization_path" = (SELECT "path" FROM "organization" WHERE "organization"."id" = "audit_event"."organization_id");
CREATE FUNCTION "audit_event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."sealed_as" IS NULL AND NEW."sealed_as" IS NOT NULL
     AND to_jsonb(OLD) - 'sealed_as' - 'hash' = to_jsonb(NEW) - 'sealed_as' - 'hash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit_event % is append-only: % refused', OLD."id", TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_event_is_append_only" BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION "audit_event_is_append_only"();
CREATE FUNCTION "audit_event_is_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only: TRUNCATE refused' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_event_is_kept" BEFORE TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_is_kept"();

-- CreateTable
CREATE TABLE "custom_role" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "actions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "second_factor" (
    "person_id" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" INTEGER,

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address_change" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "actions" TEXT[],
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_provider" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "client_secret" BYTEA NOT NULL,
    "email_domains" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "foreign_sign_in_attempt" (
    "id" UUID NOT NULL,
    "identity_provider_id" UUID NOT NULL,
    "state_hash" BYTEA NOT NULL,
    "nonce" TEXT NOT NULL,
    "code_verifier" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "foreign_sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "custom_role_organization_id_name_key" ON "custom_role"("organization_id", "name");

-- CreateIndex
CREATE INDEX "sign_in_throttle_last_failed_at_idx" ON "sign_in_throttle"("last_failed_at");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_person_id_code_hash_key" ON "recovery_code"("person_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "address_change_person_id_key" ON "address_change"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_token_hash_key" ON "api_key"("token_hash");

-- CreateIndex
CREATE INDEX "api_key_organization_id_created_at_id_idx" ON "api_key"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_provider_organization_id_key" ON "identity_provider"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "foreign_sign_in_attempt_state_hash_key" ON "foreign_sign_in_attempt"("state_hash");

-- CreateIndex
CREATE INDEX "foreign_sign_in_attempt_expires_at_idx" ON "foreign_sign_in_attempt"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_sealed_as_key" ON "audit_event"("sealed_as");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");

-- First page of GET /audit-events: the newest events at or below one provider or customer (levels 2 and 3 of the path), in order.
CREATE INDEX "audit_event_provider" ON "audit_event" (split_part("organization_path", '/', 3), "id");
CREATE INDEX "audit_event_customer" ON "audit_event" (split_part("organization_path", '/', 4), "id");

-- What the worker has to seal: never more than a second's events.
CREATE INDEX "audit_event_unsealed" ON "audit_event" ("id") WHERE "sealed_as" IS NULL;

-- What is kept for a while only.
CREATE INDEX "outbox_mail_sent" ON "outbox_mail" ("sent_at") WHERE "sent_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "account_link_expires_at_idx" ON "account_link"("expires_at");

-- CreateIndex
CREATE INDEX "invitation_organization_id_email_idx" ON "invitation"("organization_id", "email");

-- CreateIndex
CREATE INDEX "invitation_custom_role_id_idx" ON "invitation"("custom_role_id");

-- CreateIndex
CREATE INDEX "membership_organization_id_created_at_person_id_idx" ON "membership"("organization_id", "created_at", "person_id");

-- CreateIndex
CREATE INDEX "membership_custom_role_id_idx" ON "membership"("custom_role_id");

-- CreateIndex
CREATE INDEX "organization_created_at_id_idx" ON "organization"("created_at", "id");

-- CreateIndex
CREATE INDEX "organization_status_id_idx" ON "organization"("status", "id");

-- CreateIndex
CREATE INDEX "organization_name_id_idx" ON "organization"("name", "id");

-- CreateIndex
CREATE INDEX "organization_status_name_id_idx" ON "organization"("status", "name", "id");

-- CreateIndex
CREATE INDEX "organization_kind_path_status_idx" ON "organization"("kind", "path", "status");

-- CreateIndex
CREATE INDEX "organization_name_trgm" ON "organization" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "organization_address_trgm" ON "organization" USING GIN ("address" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "organization_contact_name_trgm" ON "organization" USING GIN ("contact_name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "organization_contact_email_trgm" ON "organization" USING GIN ("contact_email" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "organization_contact_phone_trgm" ON "organization" USING GIN ("contact_phone" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "outbox_mail_subject_id_idx" ON "outbox_mail"("subject_id");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_custom_role_id_fkey" FOREIGN KEY ("custom_role_id") REFERENCES "custom_role"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_custom_role_id_fkey" FOREIGN KEY ("custom_role_id") REFERENCES "custom_role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_role" ADD CONSTRAINT "custom_role_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "address_change" ADD CONSTRAINT "address_change_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_provider" ADD CONSTRAINT "identity_provider_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_sign_in_attempt" ADD CONSTRAINT "foreign_sign_in_attempt_identity_provider_id_fkey" FOREIGN KEY ("identity_provider_id") REFERENCES "identity_provider"("id") ON DELETE CASCADE ON UPDATE CASCADE;
