import type { DeviceLifecycle } from '#libs/contracts/http';
import { type Clock, deviceId, newUuid, systemClock } from '#libs/kernel';
import {
  type Alongside,
  type Certificate,
  CertificateLedger,
  type IssuedCertificate,
  type ReservationEntry,
} from '#libs/pki';
import type { RegistryDatabase } from '#prisma';
import { MAXIMUM_VALID_CERTIFICATES, RESERVATION_COUNTS_MS, requireEnrollable } from '../enrollment/enrollment.js';
import { requireOwnKey } from '../key-use/key-use.js';
import { countValidCertificates } from './valid-certificates.query.js';

interface DeviceWithKey {
  readonly lifecycle: DeviceLifecycle;
  readonly key_device_id: string | null;
  readonly is_platform: boolean;
  readonly compromised_at: Date | null;
}

/**
 * Every serial number and every certificate, in the registry: of devices and of the platform's own processes.
 *
 * The authorities' own are accounted for beside their keys, for they are made before there is a database; the registry
 * adopts them from their certificates. Written as SQL, because issuing waits for each round trip.
 */
export class PrismaCertificateLedger extends CertificateLedger {
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
    else await this.#insert(entry, null, authorityId);
  }

  /** Notes what was signed, in one transaction with what belongs to it. */
  override record(certificate: IssuedCertificate, alongside?: Alongside): Promise<void> {
    if (alongside === undefined) return this.#record(certificate);
    return this.database.run(async () => {
      await this.#record(certificate);
      await alongside(certificate);
    });
  }

  /** A device that was only registered becomes active, in the same statement. */
  async #record(certificate: IssuedCertificate): Promise<void> {
    const issuedAt = this.clock.now();
    const { serialNumber, keyAlgorithm, notBefore, notAfter, pem } = certificate;
    const fingerprint = Buffer.from(certificate.fingerprintSha256, 'hex');
    const recorded = await this.database.client.$queryRaw<unknown[]>`
      WITH issued AS (
        UPDATE certificate
           SET issued_at = ${issuedAt}, fingerprint_sha256 = ${fingerprint}, key_algorithm = ${keyAlgorithm},
               not_before = ${notBefore}, not_after = ${notAfter}, pem = ${pem}
         WHERE serial_number = ${serialNumber} AND issued_at IS NULL
        RETURNING device_id),
      activated AS (
        UPDATE device
           SET lifecycle = 'active', updated_at = ${issuedAt}
          FROM issued
         WHERE device.id = issued.device_id AND lifecycle = 'registered')
      SELECT 1 FROM issued`;
    if (recorded.length === 0) await this.#requireRecorded(certificate);
  }

  /**
   * Locks the key's row and the device's first, so that of two requests at once neither do both get one key for two devices nor
   * both see room for one more. A key whose device is gone is free again, unless it was compromised.
   */
  #reserveForDevice(entry: ReservationEntry, id: string, authorityId: string): Promise<void> {
    return this.database.run(async () => {
      const { client } = this.database;
      const spki = Buffer.from(entry.spkiSha256, 'hex');
      const [device] = await client.$queryRaw<DeviceWithKey[]>`
        WITH key AS (
          INSERT INTO public_key AS known (spki_sha256, device_id, first_used_at)
          SELECT ${spki}, id, ${entry.reservedAt} FROM device WHERE id = ${id}::uuid
          ON CONFLICT (spki_sha256) DO UPDATE
            SET device_id = CASE WHEN known.is_platform THEN NULL ELSE coalesce(known.device_id, EXCLUDED.device_id) END
          RETURNING device_id, is_platform, compromised_at)
        SELECT device.lifecycle::text, key.device_id AS key_device_id, key.is_platform, key.compromised_at
          FROM key, device
         WHERE device.id = ${id}::uuid
           FOR UPDATE OF device`;
      if (device === undefined)
        throw new TypeError(`No device ${id} is registered; its certificate cannot be accounted for.`);
      requireEnrollable(deviceId(id), device.lifecycle, 0);
      requireOwnKey(deviceId(id), entry.spkiSha256, {
        deviceId: device.key_device_id,
        isPlatform: device.is_platform,
        compromisedAt: device.compromised_at,
      });
      if ((await this.#insert(entry, id, authorityId)) === 1) return;
      requireEnrollable(deviceId(id), device.lifecycle, await countValidCertificates(client, id, entry.reservedAt));
    });
  }

  /** Inserts the row unless it is a device's that has all the certificates it may have. @returns rows inserted, 0 or 1 */
  #insert(entry: ReservationEntry, device: string | null, authorityId: string): Promise<number> {
    const { reservedAt } = entry;
    const countsFrom = new Date(reservedAt.getTime() - RESERVATION_COUNTS_MS);
    return this.database.client.$executeRaw`
      INSERT INTO certificate (serial_number, profile, subject, device_id, authority_id, requested_by_id, reserved_at,
                               spki_sha256)
      SELECT ${entry.serialNumber}, ${entry.profile}, ${`CN=${entry.subject.commonName}`}, ${device}::uuid,
             ${authorityId}::uuid, ${entry.requestedBy ?? null}::uuid, ${reservedAt},
             ${Buffer.from(entry.spkiSha256, 'hex')}
       WHERE (SELECT count(*)
                FROM certificate
               WHERE device_id = ${device}::uuid
                 AND revoked_at IS NULL
                 AND (not_after >= ${reservedAt} OR (issued_at IS NULL AND reserved_at > ${countsFrom})))
             < ${MAXIMUM_VALID_CERTIFICATES}`;
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
    throw new TypeError(`Serial number ${serialNumber} was not reserved for this certificate; it is not recorded.`);
  }
}
