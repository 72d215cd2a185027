import { type Clock, deviceId, newUuid, systemClock } from '#libs/kernel';
import { type Certificate, CertificateLedger, type IssuedCertificate, type ReservationEntry } from '#libs/pki';
import type { RegistryDatabase } from '#prisma';
import type { DeviceLifecycle } from '../device.js';
import { requireEnrollable } from '../enrollment.js';
import { countValidCertificates } from './valid-certificates.js';

/**
 * Every serial number and every certificate, in the registry: of devices and of the platform's own processes.
 *
 * The authorities' own are accounted for beside their keys, for they are made before there is a database; the registry
 * adopts them from their certificates.
 */
export class PrismaCertificateLedger extends CertificateLedger {
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

  protected override storeReservation(entry: ReservationEntry): Promise<void> {
    return this.database.run(async () => {
      const { kind, commonName } = entry.subject;
      if (kind === 'device') await this.#requireEnrollable(commonName, entry.reservedAt);
      await this.database.client.certificate.create({
        data: {
          serialNumber: entry.serialNumber,
          profile: entry.profile,
          subject: `CN=${commonName}`,
          deviceId: kind === 'device' ? commonName : null,
          authorityId: await this.#authorityId(entry.issuerFingerprintSha256),
          requestedById: entry.requestedBy ?? null,
          reservedAt: entry.reservedAt,
        },
      });
    });
  }

  override record(certificate: IssuedCertificate): Promise<void> {
    return this.database.run(async () => {
      const issuedAt = this.clock.now();
      const { client } = this.database;
      const { serialNumber } = certificate;
      const recorded = await client.certificate.updateMany({
        where: { serialNumber, issuedAt: null },
        data: { ...recordOf(certificate), issuedAt },
      });
      if (recorded.count === 0) await this.#requireRecorded(certificate);
      await client.device.updateMany({
        where: { certificates: { some: { serialNumber } }, lifecycle: 'registered' },
        data: { lifecycle: 'active', updatedAt: issuedAt },
      });
    });
  }

  /** Locks the device's row, so that two requests at once do not both see room for one more. */
  async #requireEnrollable(id: string, now: Date): Promise<void> {
    const { client } = this.database;
    const [device] = await client.$queryRaw<{ lifecycle: DeviceLifecycle }[]>`
      SELECT lifecycle::text FROM device WHERE id = ${id}::uuid FOR UPDATE`;
    if (device === undefined)
      throw new TypeError(`No device ${id} is registered; its certificate cannot be accounted for.`);
    const valid = await countValidCertificates(client, id, now);
    requireEnrollable(deviceId(id), device.lifecycle, valid);
  }

  async #authorityId(fingerprintSha256: string | undefined): Promise<string> {
    const where = { fingerprintSha256: Buffer.from(fingerprintSha256 ?? '', 'hex') };
    const authority = await this.database.client.certificateAuthority.findUnique({ where, select: { id: true } });
    if (authority) return authority.id;
    throw new TypeError(`Authority ${fingerprintSha256} is not in the registry: adoptAuthorities() comes first.`);
  }

  async #requireRecorded({ serialNumber, fingerprintSha256 }: IssuedCertificate): Promise<void> {
    const found = await this.database.client.certificate.findUnique({ where: { serialNumber } });
    if (found?.fingerprintSha256 && Buffer.from(found.fingerprintSha256).toString('hex') === fingerprintSha256) return;
    throw new TypeError(`Serial number ${serialNumber} was not reserved for this certificate; it is not recorded.`);
  }
}

const recordOf = (certificate: IssuedCertificate) => ({
  fingerprintSha256: Buffer.from(certificate.fingerprintSha256, 'hex'),
  keyAlgorithm: certificate.keyAlgorithm,
  notBefore: certificate.notBefore,
  notAfter: certificate.notAfter,
  pem: certificate.pem,
});
