-- A registration invites whoever has an account elsewhere; accepting it asks for what registering asked.
ALTER TABLE invitation ADD COLUMN by_registration BOOLEAN NOT NULL DEFAULT false;
