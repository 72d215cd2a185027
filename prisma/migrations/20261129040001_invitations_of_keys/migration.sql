-- Whether an invitation may still give what it offers is asked of the program that sent it, and not of the key's maker.
ALTER TABLE invitation ADD COLUMN invited_by_key_id uuid;
