-- When an import last got a turn of the worker: providers, and the organizations of each, take turns by it.
ALTER TABLE "import_job" ADD COLUMN "claimed_at" TIMESTAMPTZ(6);
