-- Mails that wait are taken from one organization after the other; each is found without passing the mails of the others.
CREATE INDEX outbox_mail_turn_idx ON outbox_mail (coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid), next_attempt_at)
  WHERE next_attempt_at IS NOT NULL;
