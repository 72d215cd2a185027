-- Names of the field: a device is transferred, and a site has an access log. The version before still runs meanwhile, so its
-- names stay beside the new ones until a later migration drops them: a domain over the type, a view over the table.

ALTER TYPE "hand_over_cause" RENAME TO "transfer_cause";
CREATE DOMAIN "hand_over_cause" AS "transfer_cause";

ALTER TABLE "site_look" RENAME TO "site_access_entry";
ALTER TABLE "site_access_entry" RENAME CONSTRAINT "site_look_pkey" TO "site_access_entry_pkey";
ALTER TABLE "site_access_entry" RENAME CONSTRAINT "site_look_site_id_fkey" TO "site_access_entry_site_id_fkey";
ALTER TABLE "site_access_entry" RENAME CONSTRAINT "site_look_person_id_fkey" TO "site_access_entry_person_id_fkey";
ALTER TABLE "site_access_entry" RENAME CONSTRAINT "site_look_organization_id_fkey" TO "site_access_entry_organization_id_fkey";
ALTER INDEX "site_look_site_id_last_at_idx" RENAME TO "site_access_entry_site_id_last_at_idx";
-- With ctid, by which the worker of the version before deletes what is old.
CREATE VIEW "site_look" AS SELECT ctid, "site_id", "person_id", "day", "organization_id", "last_at" FROM "site_access_entry";

UPDATE "table_preference" SET "table_name" = 'transfers' WHERE "table_name" = 'hand-overs';
