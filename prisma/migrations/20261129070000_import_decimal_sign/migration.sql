-- How the numbers of a file are written, seen from all of it while it is received; null where nobody noted it, which is read as strictly as `unknown`.
ALTER TABLE "import_job" ADD COLUMN "decimal_sign" TEXT;
