-- What was done to one thing, and to things of one kind, newest first.
CREATE INDEX "audit_event_subject_id_id_idx" ON "audit_event"("subject_id", "id");
CREATE INDEX "audit_event_subject_kind_id_idx" ON "audit_event"("subject_kind", "id");
