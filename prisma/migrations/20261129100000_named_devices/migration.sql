-- Whose device a refused client that proved nothing says it is, or comes from the address of.
ALTER TABLE "connection_attempt" ADD COLUMN "named_device_id" UUID, ADD COLUMN "named_by" TEXT;

-- Serves the attempts that name one device, newest first.
CREATE INDEX "connection_attempt_named_device_id_id_idx" ON "connection_attempt" ("named_device_id", "id") WHERE "named_device_id" IS NOT NULL;
-- Serves pages of all that name a device: few beside the rest, walked newest first.
CREATE INDEX "connection_attempt_named_idx" ON "connection_attempt" ("id") WHERE "named_device_id" IS NOT NULL;
