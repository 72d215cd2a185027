-- What each process of the platform says of itself, every few seconds; read by the operator's overview.
CREATE TABLE "process_report" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "process_report_pkey" PRIMARY KEY ("id")
);

-- Serves the count of mails that were given up.
CREATE INDEX "outbox_mail_failed" ON "outbox_mail"("failed_at") WHERE "failed_at" IS NOT NULL;
