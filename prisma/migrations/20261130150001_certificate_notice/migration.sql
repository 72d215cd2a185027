-- When an organization was told last of certificates that end: once a day at most.
CREATE TABLE "certificate_notice" (
    "organization_id" UUID NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificate_notice_pkey" PRIMARY KEY ("organization_id")
);
ALTER TABLE "certificate_notice" ADD CONSTRAINT "certificate_notice_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
