-- These serve the search over kinds: the beginning of a person's whole name, of the last name, of the address.
CREATE INDEX "person_full_name" ON "person" (("name_order"("first_name" || ' ' || "last_name") COLLATE "C"), "id");
CREATE INDEX "person_last_name" ON "person" (("name_order"("last_name") COLLATE "C"), "id");
CREATE INDEX "person_email_start" ON "person" ("email" COLLATE "C", "id");
