-- What a row may not mean, though it can: [{column, message}]; null: nothing. The import says of how many rows there is something.
ALTER TABLE "import_row" ADD COLUMN "warnings" JSONB;
ALTER TABLE "import_job" ADD COLUMN "warned_rows" INTEGER NOT NULL DEFAULT 0;
