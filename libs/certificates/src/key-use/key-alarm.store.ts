import type { SerialNumber } from '#libs/contracts/http';
import { deviceId, type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { CertificateHolder } from '../enrollment/certificate-holders.js';

/** Another device with the key that was refused. */
export interface KeyHolder {
  readonly device: Pick<CertificateHolder, 'id' | 'serialNumber' | 'owner'>;
}

/**
 * What was told of refused keys.
 *
 * Alarms about keys in the registry's table `key_alarm`.
 */
export class KeyAlarmStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** The device the key identifies. */
  async holderOf(spkiSha256: string): Promise<KeyHolder | undefined> {
    const key = await this.database.client.publicKey.findUnique({
      where: { spkiSha256: Buffer.from(spkiSha256, 'hex') },
      include: { device: { include: { organization: true } } },
    });
    if (!key?.device) return undefined;
    const { organization, ...device } = key.device;
    const { path, delegatesCertificates } = organization;
    return {
      device: {
        id: deviceId(device.id),
        serialNumber: device.serialNumber as SerialNumber,
        owner: { id: organizationId(organization.id), path, delegatesCertificates },
      },
    };
  }

  /**
   * Notes an alarm, unless the organization had one for this key since `since`, or `maximum` for any.
   *
   * @returns whether it was noted, and people are to be told
   */
  async note(
    alarm: {
      readonly id: string;
      readonly organizationId: OrganizationId;
      readonly spkiSha256: string;
      readonly at: Date;
    },
    since: Date,
    maximum: number,
  ): Promise<boolean> {
    const spki = Buffer.from(alarm.spkiSha256, 'hex');
    const { client } = this.database;
    // One after the other in an organization: of two attempts at once one is told of.
    await client.$queryRaw`SELECT id FROM organization WHERE id = ${alarm.organizationId}::uuid FOR NO KEY UPDATE`;
    await client.keyAlarm.deleteMany({ where: { organizationId: alarm.organizationId, at: { lte: since } } });
    const added = await client.$executeRaw`
      INSERT INTO key_alarm (id, organization_id, spki_sha256, at)
      SELECT ${alarm.id}::uuid, ${alarm.organizationId}::uuid, ${spki}, ${alarm.at}
       WHERE (SELECT count(*) < ${maximum} AND count(*) FILTER (WHERE spki_sha256 = ${spki}) = 0
                FROM key_alarm
               WHERE organization_id = ${alarm.organizationId}::uuid AND at > ${since})`;
    return added === 1;
  }

  /** Organizations on a path, from the operator down. */
  async onPath(path: string) {
    const ids = path.split('/').filter((id) => id !== '');
    const rows = await this.database.client.organization.findMany({
      where: { id: { in: ids } },
      select: { id: true, kind: true },
      orderBy: { path: 'asc' },
    });
    return rows.map(({ id, kind }) => ({ id: organizationId(id), kind }));
  }
}
