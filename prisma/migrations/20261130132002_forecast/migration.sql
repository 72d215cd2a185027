-- Serve the forecast of what ends in which month: certificates by their state, warranties; contracts have such an index.
CREATE INDEX "device_listing_certificate_ends" ON "device_listing" ("organization_id", "certificate_state", "certificate_turns_at", "lifecycle");
CREATE INDEX "asset_warranty_end" ON "asset" ("organization_id", "warranty_end") WHERE "warranty_end" IS NOT NULL;
