-- What changed of certificates and devices since a broker asked last. Set by the database, so that a change made by hand counts.

ALTER TABLE "certificate" ADD COLUMN "changed_at" TIMESTAMPTZ(6);
ALTER TABLE "device" ADD COLUMN "changed_at" TIMESTAMPTZ(6);

CREATE FUNCTION "note_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at = clock_timestamp();
  RETURN NEW;
END $$;

-- Nobody comes in on a certificate before it is issued.
CREATE TRIGGER "certificate_change" BEFORE UPDATE ON "certificate" FOR EACH ROW
  WHEN (OLD.fingerprint_sha256 IS NOT NULL)
  EXECUTE FUNCTION "note_change"();

-- The first certificate makes a device active; that ends no session.
CREATE TRIGGER "device_change" BEFORE UPDATE ON "device" FOR EACH ROW
  WHEN (OLD.organization_id IS DISTINCT FROM NEW.organization_id
    OR (OLD.lifecycle IS DISTINCT FROM NEW.lifecycle AND NOT (OLD.lifecycle = 'registered' AND NEW.lifecycle = 'active')))
  EXECUTE FUNCTION "note_change"();

-- Serve what a broker asks every few seconds; they hold what ever changed and nothing else.
CREATE INDEX "certificate_changed_at_idx" ON "certificate" ("changed_at") WHERE "changed_at" IS NOT NULL;
CREATE INDEX "device_changed_at_idx" ON "device" ("changed_at") WHERE "changed_at" IS NOT NULL;
