import type { DeviceLifecycle } from '#libs/contracts/http';
import type { AuditInsertion } from '#libs/identity';
import { type Clock, deviceId, newUuid, systemClock } from '#libs/kernel';
import { type Certificate, CertificateLedger, type IssuedCertificate, type ReservationEntry } from '#libs/pki';
import { Prisma, type RegistryDatabase } from '#prisma';
import { DeviceTransferredError } from '../enrollment/enrollment.errors.js';
import {
  enrollableStates,
  MAXIMUM_VALID_CERTIFICATES,
  RESERVATION_COUNTS_MS,
  requireEnrollable,
} from '../enrollment/enrollment.js';
import { requireOwnKey } from '../key-use/key-use.js';

/** What `reserve_device_certificate` found; of a device that is not registered, nothing. */
interface DeviceReservation {
  readonly lifecycle: DeviceLifecycle | null;
  readonly owner_id: string | null;
  readonly valid: number;
  readonly key_device_id: string | null;
  readonly is_platform: boolean | null;
  readonly compromised_at: Date | null;
  readonly reserved: boolean;
}

const ENROLLABLE = Object.entries(enrollableStates).flatMap(([state, gets]) => (gets ? [state] : []));

/**
 * Every serial number and every certificate, in the registry: of devices and of the platform's own processes.
 *
 * The authorities' own are accounted for beside their keys, for they are made before there is a database; the registry
 * adopts them from their certificates. Written as SQL, because issuing waits for each round trip.
 */
export class PrismaCertificateLedger extends CertificateLedger<AuditInsertion> {
  /** Ids by fingerprint: there are a handful of authorities, and their rows never change. */
  readonly #authorityIds = new Map<string, string>();

  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock = systemClock,
  ) {
    super();
  }

  /**
   * Takes the authorities into the registry, so that certificates can be accounted for under them. To be called at every
   * start, before anything is issued; repeating it changes nothing.
   *
   * @param chain the issuing authority first, the root last
   */
  async adoptAuthorities(chain: readonly Certificate[]): Promise<void> {
    const adoptedAt = this.clock.now();
    const data = chain.map(({ serialNumber, fingerprintSha256, pem, notBefore, notAfter }, index) => ({
      id: newUuid(adoptedAt),
      kind: index === chain.length - 1 ? ('root' as const) : ('issuing' as const),
      serialNumber,
      fingerprintSha256: Buffer.from(fingerprintSha256, 'hex'),
      pem,
      notBefore,
      notAfter,
    }));
    await this.database.client.certificateAuthority.createMany({ data, skipDuplicates: true });
  }

  protected override async storeReservation(entry: ReservationEntry): Promise<void> {
    const authorityId = await this.#authorityId(entry.issuerFingerprintSha256);
    if (entry.subject.kind === 'device') await this.#reserveForDevice(entry, entry.subject.commonName, authorityId);
    else await this.#reserveForPlatform(entry, authorityId);
  }

  /**
   * Notes what was signed and the event that tells of it; a device that was only registered becomes active. One statement, which
   * is one commit: the embedded database serves nobody else between the first and the last statement of a transaction.
   *
   * A serial number that was revoked meanwhile gets no certificate: its device was transferred.
   */
  override async record(certificate: IssuedCertificate, event?: AuditInsertion): Promise<void> {
    const issuedAt = this.clock.now();
    const { serialNumber, keyAlgorithm, notBefore, notAfter, pem } = certificate;
    const fingerprint = Buffer.from(certificate.fingerprintSha256, 'hex');
    const told = event ? Prisma.sql`, told AS (${event(Prisma.sql`EXISTS (SELECT FROM issued)`)})` : Prisma.empty;
    const recorded = await this.database.rows(Prisma.sql`/* prepared */
      WITH issued AS (
        UPDATE certificate
           SET issued_at = ${issuedAt}, fingerprint_sha256 = ${fingerprint}, key_algorithm = ${keyAlgorithm},
               not_before = ${notBefore}, not_after = ${notAfter}, pem = ${pem}
         WHERE serial_number = ${serialNumber} AND issued_at IS NULL AND revoked_at IS NULL
        RETURNING device_id),
      activated AS (
        UPDATE device
           SET lifecycle = 'active', updated_at = ${issuedAt}
          FROM issued
         WHERE device.id = issued.device_id AND lifecycle = 'registered')${told}
      SELECT 1 FROM issued`);
    if (recorded.length === 0) await this.#requireRecorded(certificate);
  }

  /** One statement, committed when it returns; it locks the device and its key, and says what it found. */
  async #reserveForDevice(entry: ReservationEntry, id: string, authorityId: string): Promise<void> {
    const { serialNumber, profile, reservedAt, spkiSha256 } = entry;
    const countsFrom = new Date(reservedAt.getTime() - RESERVATION_COUNTS_MS);
    const [found] = await this.database.rows<DeviceReservation>(Prisma.sql`/* prepared */
      SELECT lifecycle, owner_id, valid::int, key_device_id, is_platform, compromised_at, reserved
        FROM reserve_device_certificate(
               ${serialNumber}, ${profile}, ${`CN=${entry.subject.commonName}`}, ${id}::uuid, ${entry.owner ?? null}::uuid,
               ${authorityId}::uuid, ${entry.requestedBy ?? null}::uuid, ${Buffer.from(spkiSha256, 'hex')}, ${reservedAt},
               ${countsFrom}, ${ENROLLABLE}, ${MAXIMUM_VALID_CERTIFICATES})`);
    if (!found?.lifecycle)
      throw new TypeError(`No device ${id} is registered; its certificate cannot be accounted for.`);
    if (found.reserved) return;
    if (entry.owner !== undefined && found.owner_id !== entry.owner) throw new DeviceTransferredError(id);
    requireEnrollable(deviceId(id), found.lifecycle, found.valid);
    requireOwnKey(deviceId(id), spkiSha256, {
      deviceId: found.key_device_id,
      isPlatform: found.is_platform ?? false,
      compromisedAt: found.compromised_at,
    });
    throw new TypeError(`Serial number ${serialNumber} was not reserved for device ${id}, and no reason was found.`);
  }

  async #reserveForPlatform(entry: ReservationEntry, authorityId: string): Promise<void> {
    await this.database.client.$executeRaw`
      INSERT INTO certificate (serial_number, profile, subject, authority_id, requested_by_id, reserved_at, spki_sha256)
      VALUES (${entry.serialNumber}, ${entry.profile}, ${`CN=${entry.subject.commonName}`}, ${authorityId}::uuid,
              ${entry.requestedBy ?? null}::uuid, ${entry.reservedAt}, ${Buffer.from(entry.spkiSha256, 'hex')})`;
  }

  async #authorityId(fingerprintSha256: string | undefined): Promise<string> {
    const fingerprint = fingerprintSha256 ?? '';
    const known = this.#authorityIds.get(fingerprint);
    if (known !== undefined) return known;
    const where = { fingerprintSha256: Buffer.from(fingerprint, 'hex') };
    const authority = await this.database.client.certificateAuthority.findUnique({ where, select: { id: true } });
    if (!authority)
      throw new TypeError(`Authority ${fingerprintSha256} is not in the registry: adoptAuthorities() comes first.`);
    this.#authorityIds.set(fingerprint, authority.id);
    return authority.id;
  }

  async #requireRecorded({ serialNumber, fingerprintSha256 }: IssuedCertificate): Promise<void> {
    const found = await this.database.client.certificate.findUnique({ where: { serialNumber } });
    if (found?.fingerprintSha256 && Buffer.from(found.fingerprintSha256).toString('hex') === fingerprintSha256) return;
    if (found?.revokedAt && found.deviceId && !found.issuedAt) throw new DeviceTransferredError(found.deviceId);
    throw new TypeError(`Serial number ${serialNumber} was not reserved for this certificate; it is not recorded.`);
  }
}
