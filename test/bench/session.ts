import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** A session made in the registry: signing in would measure argon2. */
export async function sessionOf(pool: Pool, personId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await pool.query(
    `INSERT INTO session (id, token_hash, person_id, created_at, expires_at, seen_at)
     VALUES (gen_random_uuid(), $1, $2, now(), now() + interval '1 hour', now())`,
    [createHash('sha256').update(token, 'ascii').digest(), personId],
  );
  return token;
}
