import type { Pool } from 'pg';
import { claimedDevices } from './claimed-devices.js';
import { type ConnectionAttempt, ConnectionAttempts } from './connection-attempt.js';

/** Devices last seen from one address that are looked at; behind more is no place that could be told. */
const DEVICES_AT_ONE_ADDRESS = 100;

// One array a column keeps the text the same for every number of rows; lists within a row are lines. What somebody
// proved is not asked again; an address counts only where nothing else was shown, and everything seen from there is one's.
const APPEND = `
  INSERT INTO connection_attempt
    (at, remote_address, cause, detail, device_id, fingerprint_sha256, subject, issuer, serial_number, named_device_id, named_by)
  SELECT attempt.at, attempt.remote_address, attempt.cause, attempt.detail, attempt.device_id, attempt.fingerprint,
    attempt.subject, attempt.issuer, attempt.serial_number, named.device_id, named.how
  FROM unnest(
    $1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[]) WITH ORDINALITY
    AS attempt (at, remote_address, cause, detail, device_id, fingerprint, subject, issuer, serial_number,
      ids, serials, macs, place)
  LEFT JOIN LATERAL (
    SELECT device_id, 'certificate' AS how, 1 AS rank FROM certificate
    WHERE fingerprint_sha256 = attempt.fingerprint AND device_id IS NOT NULL
    UNION ALL
    SELECT device_id, 'certificate', 2 FROM certificate
    WHERE serial_number = attempt.serial_number AND device_id IS NOT NULL
    UNION ALL
    SELECT id, 'device-id', 3 FROM device WHERE id = ANY (string_to_array(attempt.ids, E'\\n')::uuid[])
    UNION ALL
    SELECT id, 'serial-number', 4 FROM device WHERE serial_number = ANY (string_to_array(attempt.serials, E'\\n'))
    UNION ALL
    SELECT id, 'mac-address', 5 FROM device WHERE mac_address = ANY (string_to_array(attempt.macs, E'\\n'))
    UNION ALL
    SELECT (array_agg(device.id ORDER BY seen.last_seen_at DESC NULLS LAST, device.id))[1], 'remote-address', 6
    FROM (
      SELECT device_key, last_seen_at FROM telemetry.presence
      WHERE telemetry.host_of(remote_address) = attempt.remote_address AND remote_address IS NOT NULL
      LIMIT ${DEVICES_AT_ONE_ADDRESS + 1}
    ) seen
    JOIN device ON device.key = seen.device_key
    WHERE attempt.fingerprint IS NULL
    HAVING count(*) BETWEEN 1 AND ${DEVICES_AT_ONE_ADDRESS} AND count(DISTINCT device.organization_id) = 1
    ORDER BY rank, device_id
    LIMIT 1
  ) named ON attempt.device_id IS NULL
  ORDER BY attempt.place`;

/** Refused attempts in the registry's table `connection_attempt`, each with the device it names if it proved none. */
export class ConnectionAttemptStore extends ConnectionAttempts {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async append(attempts: readonly ConnectionAttempt[]): Promise<void> {
    if (attempts.length === 0) return;
    const column = <Value>(of: (attempt: ConnectionAttempt) => Value) => attempts.map(of);
    const claims = attempts.map(({ deviceId, presented }) => claimedDevices(deviceId ? [] : (presented?.names ?? [])));
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
      claims.map(({ deviceIds }) => deviceIds.join('\n')),
      claims.map(({ serialNumbers }) => serialNumbers.map(storable).join('\n')),
      claims.map(({ macAddresses }) => macAddresses.join('\n')),
    ];
    await this.pool.query({ name: 'connection-attempt.append', text: APPEND, values });
  }
}

/** Names in foreign certificates hold whatever their makers liked: one line without controls and lone surrogates. */
function storable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}
