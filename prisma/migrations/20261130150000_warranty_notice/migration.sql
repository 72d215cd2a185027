-- Of which ends of warranties people were told, and how many days before: each is told once, whoever tries again.
CREATE TABLE "warranty_notice" (
    "asset_id" UUID NOT NULL,
    "warranty_end" DATE NOT NULL,
    "days" INTEGER NOT NULL,

    CONSTRAINT "warranty_notice_pkey" PRIMARY KEY ("asset_id", "warranty_end")
);
-- Serves retention.
CREATE INDEX "warranty_notice_warranty_end_idx" ON "warranty_notice"("warranty_end");
ALTER TABLE "warranty_notice" ADD CONSTRAINT "warranty_notice_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE CASCADE;
