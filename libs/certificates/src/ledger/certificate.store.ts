import type { Owner } from '#libs/identity';
import { type DeviceId, deviceId, organizationId, type PersonId, personId } from '#libs/kernel';
import { parseSerialNumber, type RevocationReason, type RevokedCertificate } from '#libs/pki';
import type { CertificateModel, RegistryDatabase } from '#prisma';
import type { CertificateHolder } from '../enrollment/certificate-holders.js';
import { countValidCertificates } from './valid-certificates.query.js';

/** A certificate of a device, without its key, which nobody has. */
export interface CertificateRecord {
  readonly serialNumber: string;
  readonly fingerprintSha256: string;
  readonly keyAlgorithm: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly issuedAt: Date;
  readonly requestedById: PersonId | null;
  readonly revokedAt: Date | null;
  readonly revocationReason: RevocationReason | null;
  readonly pem: string;
}

/** A serial number under which a device's certificate was or may have been signed. */
export interface RevocableCertificate {
  readonly serialNumber: string;
  /** Null as long as it is reserved only. */
  readonly fingerprintSha256: string | null;
  readonly deviceId: DeviceId;
  readonly owner: Owner;
  readonly revocation: Revocation | null;
}

/** When and why a certificate was revoked. */
export interface Revocation {
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

/**
 * What the ledger knows of certificates, read; and the one change they can still undergo.
 *
 * Certificates in the registry's table `certificate`.
 */
export class CertificateStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Newest first, at most `limit`; those that were only reserved are left out. */
  async ofDevice(id: DeviceId, limit: number): Promise<readonly CertificateRecord[]> {
    const rows = await this.database.client.certificate.findMany({
      where: { deviceId: id, issuedAt: { not: null } },
      orderBy: [{ issuedAt: 'desc' }, { serialNumber: 'asc' }],
      take: limit,
    });
    return rows.map(recordFrom);
  }

  /** How many certificates of the device are valid now, those reserved in the last minute included. */
  countValid(id: DeviceId, now: Date): Promise<number> {
    return countValidCertificates(this.database.client, id, now);
  }

  async find(serialNumber: string): Promise<RevocableCertificate | undefined> {
    const include = { device: { include: { organization: true } } };
    const row = await this.database.client.certificate.findUnique({ where: { serialNumber }, include });
    return row ? revocableFrom(row) : undefined;
  }

  /** Those of a device that are valid or may become so: issued and not at their end, or reserved only. */
  async revocableOf(
    { id, owner }: Pick<CertificateHolder, 'id' | 'owner'>,
    now: Date,
  ): Promise<readonly RevocableCertificate[]> {
    const rows = await this.database.client.certificate.findMany({
      where: { deviceId: id, revokedAt: null, OR: [{ notAfter: { gte: now } }, { issuedAt: null }] },
      select: { serialNumber: true, fingerprintSha256: true },
      orderBy: { serialNumber: 'asc' },
    });
    return rows.map(({ serialNumber, fingerprintSha256 }) => ({
      serialNumber,
      fingerprintSha256: fingerprintSha256 && hexadecimal(fingerprintSha256),
      deviceId: id,
      owner,
      revocation: null,
    }));
  }

  /** Revokes once. @returns false if it was revoked before; then nothing changed */
  async revoke(serialNumber: string, { revokedAt, reason }: Revocation): Promise<boolean> {
    const { count } = await this.database.client.certificate.updateMany({
      where: { serialNumber, revokedAt: null },
      data: { revokedAt, revocationReason: reason },
    });
    return count === 1;
  }

  /**
   * Condemns the key of a certificate for ever, whatever the certificate was revoked for. @returns false if it was before
   */
  async condemnKeyOf(serialNumber: string, at: Date): Promise<boolean> {
    const condemned = await this.database.client.$executeRaw`
      UPDATE public_key
         SET compromised_at = ${at}
        FROM certificate
       WHERE certificate.serial_number = ${serialNumber}
         AND public_key.spki_sha256 = certificate.spki_sha256
         AND public_key.compromised_at IS NULL`;
    return condemned === 1;
  }

  /** Those not revoked that carry the same key as this one and could still be used. */
  async revocableWithKeyOf(serialNumber: string, now: Date): Promise<readonly RevocableCertificate[]> {
    const { client } = this.database;
    const certificate = await client.certificate.findUnique({ where: { serialNumber }, select: { spkiSha256: true } });
    if (!certificate?.spkiSha256) return [];
    const { spkiSha256 } = certificate;
    const rows = await client.certificate.findMany({
      where: { spkiSha256, revokedAt: null, OR: [{ notAfter: { gte: now } }, { issuedAt: null }] },
      include: { device: { include: { organization: true } } },
      orderBy: { serialNumber: 'asc' },
    });
    return rows.flatMap((row) => revocableFrom(row) ?? []);
  }

  /** What changes whenever a certificate of this authority is revoked. */
  async revocationMark(authorityFingerprintSha256: string): Promise<string> {
    const [row] = await this.database.client.$queryRaw<{ revoked: number; latest: Date | null }[]>`
      SELECT count(*)::int AS revoked, max(c.revoked_at) AS latest
      FROM certificate c
      JOIN certificate_authority a ON a.id = c.authority_id
      WHERE a.fingerprint_sha256 = decode(${authorityFingerprintSha256}, 'hex') AND c.revoked_at IS NOT NULL`;
    return `${row?.revoked ?? 0} ${row?.latest?.toISOString() ?? '-'}`;
  }

  /** Revoked certificates of this authority that did not expire before `since`. */
  async revokedSince(fingerprintSha256: string, since: Date): Promise<readonly RevokedCertificate[]> {
    const rows = await this.database.client.certificate.findMany({
      where: {
        authority: { fingerprintSha256: Buffer.from(fingerprintSha256, 'hex') },
        revokedAt: { not: null },
        OR: [{ notAfter: null }, { notAfter: { gte: since } }],
      },
      select: { serialNumber: true, revokedAt: true, revocationReason: true },
      orderBy: { revokedAt: 'asc' },
    });
    return rows.flatMap(({ serialNumber, revokedAt, revocationReason }) =>
      revokedAt === null
        ? []
        : [{ serialNumber: parseSerialNumber(serialNumber), revokedAt, reason: reasonFrom(revocationReason) }],
    );
  }
}

const hexadecimal = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The column holds what `revoke` wrote. */
const reasonFrom = (reason: string | null) => (reason ?? 'unspecified') as RevocationReason;

/** Undefined for what is no device's: processes of the platform have their own ways. */
function revocableFrom(
  row: CertificateModel & {
    readonly device: {
      readonly id: string;
      readonly organization: { readonly id: string; readonly path: string; readonly delegatesCertificates: boolean };
    } | null;
  },
): RevocableCertificate | undefined {
  if (!row.device) return undefined;
  const { id, path, delegatesCertificates } = row.device.organization;
  return {
    serialNumber: row.serialNumber,
    fingerprintSha256: row.fingerprintSha256 && hexadecimal(row.fingerprintSha256),
    deviceId: deviceId(row.device.id),
    owner: { id: organizationId(id), path, delegatesCertificates },
    revocation: row.revokedAt && { revokedAt: row.revokedAt, reason: reasonFrom(row.revocationReason) },
  };
}

function recordFrom(row: CertificateModel): CertificateRecord {
  const { fingerprintSha256, keyAlgorithm, notBefore, notAfter, issuedAt, pem } = row;
  if (!fingerprintSha256 || !keyAlgorithm || !notBefore || !notAfter || !issuedAt || !pem) {
    throw new TypeError(`Certificate ${row.serialNumber} is recorded as issued, but not all of it is there.`);
  }
  return {
    serialNumber: row.serialNumber,
    fingerprintSha256: hexadecimal(fingerprintSha256),
    keyAlgorithm,
    notBefore,
    notAfter,
    issuedAt,
    requestedById: row.requestedById === null ? null : personId(row.requestedById),
    revokedAt: row.revokedAt,
    revocationReason: row.revokedAt && reasonFrom(row.revocationReason),
    pem,
  };
}
