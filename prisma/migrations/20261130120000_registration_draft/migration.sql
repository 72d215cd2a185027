-- A registration form that somebody began, to be continued in another browser.
CREATE TABLE "registration_draft" (
    "person_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "fields" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "registration_draft_pkey" PRIMARY KEY ("person_id","id")
);

-- Serves retention.
CREATE INDEX "registration_draft_updated_at_idx" ON "registration_draft"("updated_at");

ALTER TABLE "registration_draft" ADD CONSTRAINT "registration_draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
