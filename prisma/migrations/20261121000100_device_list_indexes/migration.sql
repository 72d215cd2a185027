-- Serve the pages of GET /devices: each sort within one organization, and over all for whoever sees all. A customer may
-- have a million devices (R2-05), so no page is sorted when it is asked for.
CREATE INDEX "device_organization_id_created_at_id_idx" ON "device"("organization_id", "created_at", "id");
CREATE INDEX "device_created_at_id_idx" ON "device"("created_at", "id");

-- Serves the filter by lifecycle: the few suspended ones of a large fleet.
CREATE INDEX "device_organization_id_lifecycle_serial_number_idx" ON "device"("organization_id", "lifecycle", "serial_number");

-- Serve the sort by name and the search for the start of a name, in any case. Prisma's schema cannot say expressions.
CREATE INDEX "device_organization_name" ON "device" ("organization_id", (lower("name") COLLATE "C"), "id");
CREATE INDEX "device_name" ON "device" ((lower("name") COLLATE "C"), "id");

-- Serves the sites within the frame of a map (GET /locations).
CREATE INDEX "site_lat_lon_idx" ON "site"("lat", "lon");
