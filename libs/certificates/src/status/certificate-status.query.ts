import type { Pool } from 'pg';
import type { DeviceLifecycle } from '#libs/contracts/http';
import { deviceId, deviceKey, organizationId } from '#libs/kernel';
import {
  type CertificateIdentity,
  type CertificateStatus,
  CertificateStatuses,
  type ChangedCertificateStatuses,
} from './certificate-status.js';

// By fingerprint, or by a serial number that nothing was recorded under: then a signature exists that we do not know of.
// Both sides of the OR are index scans (certificate_fingerprint_sha256_key, certificate_pkey).
const COLUMNS = `
    encode(certificate.fingerprint_sha256, 'hex') AS fingerprint_sha256,
    certificate.serial_number,
    certificate.profile,
    certificate.not_before,
    certificate.not_after,
    certificate.revoked_at,
    device.id AS device_id,
    device.key AS device_key,
    device.organization_id,
    device.lifecycle::text AS lifecycle`;

const FIND = `
  SELECT ${COLUMNS}
  FROM certificate
  LEFT JOIN device ON device.id = certificate.device_id
  WHERE certificate.fingerprint_sha256 = ANY ($1::bytea[])
    OR (certificate.fingerprint_sha256 IS NULL AND certificate.serial_number = ANY ($2::text[]))`;

/**
 * What a transaction changed carries the time of the change, and is seen when it commits: so far is looked back again. Units
 * of work last 15 seconds and statements 30; the rare longer ones are found by the comparison of everything.
 */
const LOOK_BACK = '35 seconds';
/** Changes that are told at once. */
const CHANGES_AT_ONCE = 5_000;

// Serves itself from certificate_changed_at_idx and device_changed_at_idx, which hold what ever changed and nothing else.
// The time is that of the statement's begin, before its snapshot is taken.
const CHANGED = `
  WITH changed AS MATERIALIZED (
    (SELECT serial_number
     FROM certificate
     WHERE changed_at >= $1::timestamptz - INTERVAL '${LOOK_BACK}'
     LIMIT ${CHANGES_AT_ONCE})
    UNION ALL
    (SELECT certificate.serial_number
     FROM device
     JOIN certificate ON certificate.device_id = device.id
     WHERE device.changed_at >= $1::timestamptz - INTERVAL '${LOOK_BACK}'
     LIMIT ${CHANGES_AT_ONCE})
  ), found AS (
    SELECT ${COLUMNS}
    FROM certificate
    LEFT JOIN device ON device.id = certificate.device_id
    WHERE certificate.serial_number IN (SELECT serial_number FROM changed)
  )
  SELECT position.up_to, position.changes, found.*
  FROM (SELECT now() AS up_to, (SELECT count(*)::integer FROM changed) AS changes) AS position
  LEFT JOIN found ON found.fingerprint_sha256 IS NOT NULL`;

interface Row {
  readonly fingerprint_sha256: string | null;
  readonly serial_number: string;
  readonly profile: string;
  readonly not_before: Date | null;
  readonly not_after: Date | null;
  readonly revoked_at: Date | null;
  readonly device_id: string | null;
  readonly device_key: number | null;
  readonly organization_id: string | null;
  readonly lifecycle: DeviceLifecycle | null;
}

/** Certificates and their devices, as the registry has them. */
export class CertificateStatusQuery extends CertificateStatuses {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async find(certificates: readonly CertificateIdentity[]): Promise<ReadonlyMap<string, CertificateStatus>> {
    const fingerprints = certificates.map(({ fingerprintSha256 }) => Buffer.from(fingerprintSha256, 'hex'));
    const serialNumbers = certificates.map(({ serialNumber }) => serialNumber);
    const values = [fingerprints, serialNumbers];
    const { rows } = await this.pool.query<Row>({ name: 'admission.find', text: FIND, values });
    const byFingerprint = new Map(rows.map((row) => [row.fingerprint_sha256, row]));
    const reserved = new Map(
      rows.filter((row) => row.fingerprint_sha256 === null).map((row) => [row.serial_number, row]),
    );
    const found = new Map<string, CertificateStatus>();
    for (const { fingerprintSha256, serialNumber } of certificates) {
      const row = byFingerprint.get(fingerprintSha256) ?? reserved.get(serialNumber);
      if (row !== undefined) found.set(fingerprintSha256, statusFrom(row));
    }
    return found;
  }

  override async changedSince(since: Date | undefined): Promise<ChangedCertificateStatuses> {
    const values = [since ?? 'infinity'];
    const { rows } = await this.pool.query<ChangedRow>({ name: 'admission.changed', text: CHANGED, values });
    const [first] = rows;
    if (first === undefined) throw new TypeError('The registry did not say what time it is.');
    const statuses = new Map<string, CertificateStatus>();
    for (const row of rows) if (row.fingerprint_sha256 !== null) statuses.set(row.fingerprint_sha256, statusFrom(row));
    return { statuses, upTo: first.up_to, isWhole: first.changes < CHANGES_AT_ONCE };
  }
}

interface ChangedRow extends Row {
  readonly up_to: Date;
  readonly changes: number;
}

function statusFrom(row: Row): CertificateStatus {
  const { not_before: notBefore, not_after: notAfter, device_id: id, device_key: key } = row;
  return {
    profile: row.profile,
    validity: row.fingerprint_sha256 !== null && notBefore && notAfter ? { notBefore, notAfter } : null,
    revokedAt: row.revoked_at,
    device:
      id !== null && key !== null && row.organization_id !== null && row.lifecycle !== null
        ? {
            id: deviceId(id),
            key: deviceKey(key),
            organizationId: organizationId(row.organization_id),
            lifecycle: row.lifecycle,
          }
        : null,
  };
}
