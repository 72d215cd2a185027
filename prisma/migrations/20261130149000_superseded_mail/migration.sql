-- A mail whose link was used or replaced before it went out is no failure. The release before this one wrote it as one.
ALTER TABLE "outbox_mail" ADD COLUMN "superseded_at" TIMESTAMPTZ(3);

UPDATE "outbox_mail" SET "superseded_at" = "failed_at", "failed_at" = NULL
WHERE "failed_at" IS NOT NULL AND "last_error" LIKE 'Superseded: %';
