-- Lists as people like to look at them: filters, sort and columns under a name, for themselves or for their colleagues.
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS ("name_order"("name")) STORED,
    "search" JSONB NOT NULL,
    "columns" TEXT[],
    "shared_with_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- Serves one's own views of a list, and no two of one name.
CREATE UNIQUE INDEX "saved_view_person_id_table_name_name_key" ON "saved_view"("person_id", "table_name", "name");
-- Serves those that are shared with an organization, and its deletion.
CREATE INDEX "saved_view_shared_with_id_table_name_idx" ON "saved_view"("shared_with_id", "table_name");

ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_shared_with_id_fkey" FOREIGN KEY ("shared_with_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;
