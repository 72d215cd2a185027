-- Where people have signed in from: these devices and addresses are not locked by what strangers try.
CREATE TABLE sign_in_origin (
    person_id UUID NOT NULL,
    kind TEXT NOT NULL,
    hash BYTEA NOT NULL,
    seen_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT sign_in_origin_pkey PRIMARY KEY (person_id, kind, hash),
    CONSTRAINT sign_in_origin_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX sign_in_origin_hash_idx ON sign_in_origin (hash);

-- One account has a lock for each place it is tried from; unlocking it ends all of them.
ALTER TABLE sign_in_throttle ADD COLUMN account TEXT;
CREATE INDEX sign_in_throttle_account_idx ON sign_in_throttle (account);
