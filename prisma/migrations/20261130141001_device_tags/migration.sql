-- Words by which people group their devices.
CREATE TABLE "device_tag" (
    "device_id" UUID NOT NULL,
    -- In small letters: of tags that differ by case alone a device has one.
    "key" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "device_tag_pkey" PRIMARY KEY ("device_id","key")
);

-- Serves the filter of lists by tag.
CREATE INDEX "device_tag_key_device_id_idx" ON "device_tag"("key", "device_id");

ALTER TABLE "device_tag" ADD CONSTRAINT "device_tag_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;
