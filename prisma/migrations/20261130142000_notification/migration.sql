-- What happened that concerns somebody, one row a person; and what each wants to be told how.
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "organization_id" UUID,
    "about_id" UUID,
    "grant_id" UUID,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id"),
    -- Whose it is can be seen from an organization only.
    CONSTRAINT "notification_about" CHECK ("about_id" IS NULL OR "organization_id" IS NOT NULL)
);
CREATE TABLE "notification_preference" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "in_page" BOOLEAN NOT NULL,
    "by_mail" BOOLEAN NOT NULL,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("person_id", "kind")
);

-- The same is told once, however often a job tries.
CREATE UNIQUE INDEX "notification_person_id_key_key" ON "notification"("person_id", "key");
-- Serves somebody's list, newest first.
CREATE INDEX "notification_person_id_id_idx" ON "notification"("person_id", "id");
-- Serves the number of what is unread.
CREATE INDEX "notification_unread_idx" ON "notification"("person_id", "id") WHERE "read_at" IS NULL;
-- Serve the deletion of organizations and grants, and retention.
CREATE INDEX "notification_organization_id_idx" ON "notification"("organization_id");
CREATE INDEX "notification_about_id_idx" ON "notification"("about_id");
CREATE INDEX "notification_grant_id_idx" ON "notification"("grant_id");
CREATE INDEX "notification_created_at_idx" ON "notification"("created_at");

ALTER TABLE "notification" ADD CONSTRAINT "notification_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification" ADD CONSTRAINT "notification_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification" ADD CONSTRAINT "notification_about_id_fkey" FOREIGN KEY ("about_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification" ADD CONSTRAINT "notification_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "site_grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_preference" ADD CONSTRAINT "notification_preference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
