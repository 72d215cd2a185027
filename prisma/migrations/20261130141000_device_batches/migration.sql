-- What is done to many devices at once, a device at a time, by the worker.
CREATE TABLE "device_batch" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "api_key_id" UUID,
    "action" JSONB NOT NULL,
    "filter" JSONB,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "held_until" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "device_batch_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "device_batch_row" (
    "batch_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    -- No foreign key: whoever names what does not exist is told so, row by row.
    "device_id" UUID NOT NULL,
    "serial_number" TEXT,
    "outcome" TEXT,
    "problem" JSONB,

    CONSTRAINT "device_batch_row_pkey" PRIMARY KEY ("batch_id","number")
);

-- Serves whose turn it is.
CREATE INDEX "device_batch_status_held_until_idx" ON "device_batch"("status", "held_until");
-- Serves how many of an organization are not at their end.
CREATE INDEX "device_batch_organization_id_status_idx" ON "device_batch"("organization_id", "status");
-- Serves one's own list.
CREATE INDEX "device_batch_created_by_id_id_idx" ON "device_batch"("created_by_id", "id");
-- Serves the rows of one outcome.
CREATE INDEX "device_batch_row_batch_id_outcome_number_idx" ON "device_batch_row"("batch_id", "outcome", "number");

ALTER TABLE "device_batch" ADD CONSTRAINT "device_batch_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "device_batch_row" ADD CONSTRAINT "device_batch_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "device_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
