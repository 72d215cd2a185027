import type { Pool } from 'pg';
import { type ConnectionAttempt, ConnectionAttempts } from './connection-attempt.js';

// One array a column keeps the text the same for every number of rows.
const APPEND = `
  INSERT INTO connection_attempt
    (at, remote_address, cause, detail, device_id, fingerprint_sha256, subject, issuer, serial_number)
  SELECT *
  FROM unnest(
    $1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::text[], $8::text[], $9::text[])`;

/** Refused attempts in the registry's table `connection_attempt`. */
export class ConnectionAttemptStore extends ConnectionAttempts {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async append(attempts: readonly ConnectionAttempt[]): Promise<void> {
    if (attempts.length === 0) return;
    const column = <Value>(of: (attempt: ConnectionAttempt) => Value) => attempts.map(of);
    const values = [
      column(({ at }) => at),
      column(({ remoteAddress }) => remoteAddress),
      column(({ cause }) => cause),
      column(({ detail }) => storable(detail)),
      column(({ deviceId }) => deviceId),
      column(({ presented }) => (presented ? Buffer.from(presented.fingerprintSha256, 'hex') : null)),
      column(({ presented }) => (presented ? storable(presented.subject) : null)),
      column(({ presented }) => (presented ? storable(presented.issuer) : null)),
      column(({ presented }) => presented?.serialNumber ?? null),
    ];
    await this.pool.query({ name: 'connection-attempt.append', text: APPEND, values });
  }
}

/** Names in foreign certificates hold whatever their makers liked: one line without controls and lone surrogates. */
function storable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}
