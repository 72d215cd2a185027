-- The answer to a request that carried an Idempotency-Key, kept for a day: the same request gets it again and does nothing twice.
CREATE TABLE "idempotency_key" (
  "caller_id" UUID NOT NULL,
  "key" TEXT NOT NULL,
  "fingerprint" BYTEA NOT NULL,
  "answer" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("caller_id", "key")
);
-- Serves its removal.
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key" ("created_at");
