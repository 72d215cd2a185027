-- Serve the search for the start of a model number that very many assets have, in each order: there are few model numbers.
CREATE INDEX "asset_listing_model_number_name" ON "asset_listing" ("organization_id", "model_key", "name_key", "asset_id");
CREATE INDEX "asset_listing_model_number_serial" ON "asset_listing" ("organization_id", "model_key", "serial_key", "asset_id");
CREATE INDEX "asset_listing_model_number_created" ON "asset_listing" ("organization_id", "model_key", "created_at", "asset_id");
CREATE INDEX "asset_listing_model_number_warranty" ON "asset_listing" ("organization_id", "model_key", "warranty_key", "asset_id");
