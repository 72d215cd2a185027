-- A position that stays in its cell stays within its page: a column in the condition of an index counts as indexed.
DROP INDEX "device_place_organization_cell";
DROP INDEX "device_place_cell";
CREATE INDEX "device_place_organization_cell" ON "device_place" ("organization_id", "cell_row", "cell_column") WHERE "cell_row" IS NOT NULL;
CREATE INDEX "device_place_cell" ON "device_place" ("cell_row", "cell_column") WHERE "cell_row" IS NOT NULL;
