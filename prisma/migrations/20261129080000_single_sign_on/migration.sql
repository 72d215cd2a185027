-- A sign-in at an identity provider is called single sign-on everywhere.
ALTER TABLE "foreign_sign_in_attempt" RENAME TO "single_sign_on_attempt";
ALTER TABLE "single_sign_on_attempt" RENAME CONSTRAINT "foreign_sign_in_attempt_pkey" TO "single_sign_on_attempt_pkey";
ALTER TABLE "single_sign_on_attempt" RENAME CONSTRAINT "foreign_sign_in_attempt_identity_provider_id_fkey" TO "single_sign_on_attempt_identity_provider_id_fkey";
ALTER INDEX "foreign_sign_in_attempt_state_hash_key" RENAME TO "single_sign_on_attempt_state_hash_key";
ALTER INDEX "foreign_sign_in_attempt_expires_at_idx" RENAME TO "single_sign_on_attempt_expires_at_idx";

-- The release before this one still runs while this is applied, and begins and completes sign-ins under the old name.
CREATE VIEW "foreign_sign_in_attempt" AS SELECT * FROM "single_sign_on_attempt";
