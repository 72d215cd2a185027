-- Lists of contracts ask for the day it is where each customer is, and one name the database does not know fails the list of
-- everybody who sees that customer. Such a name is refused where it is written.
DO $$
DECLARE
  zone TEXT;
BEGIN
  FOR zone IN SELECT DISTINCT "time_zone" FROM "organization" LOOP
    BEGIN
      PERFORM TIMESTAMPTZ 'epoch' AT TIME ZONE zone;
    EXCEPTION WHEN invalid_parameter_value THEN
      UPDATE "organization" SET "time_zone" = 'UTC' WHERE "time_zone" = zone;
    END;
  END LOOP;
END $$;
ALTER TABLE "organization" ADD CONSTRAINT "organization_time_zone_known"
  CHECK ((TIMESTAMPTZ 'epoch' AT TIME ZONE "time_zone") IS NOT NULL);
