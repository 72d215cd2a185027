import type { Announcements } from '#libs/contracts/events';
import type { Organization } from '#libs/identity';
import type { AdministratorNotices } from '#libs/notifications';
import type { RegisteredDevice } from '../device.store.js';
import type { LeftCertificate } from './leaving-a-customer.store.js';

/** Tells of devices that were transferred whoever has them now, and the brokers of certificates that ended with it. */
export class TransferNews {
  constructor(
    private readonly announcements: Announcements,
    private readonly notices: AdministratorNotices,
  ) {}

  /** Tells a customer's administrators what they were given, in the running unit of work; who gave it away is not named. */
  async received(devices: readonly RegisteredDevice[], { id, name }: Organization, at: Date): Promise<void> {
    const [first] = devices;
    if (!first) return;
    const [only] = devices.length === 1 ? devices : [];
    await this.notices.post([
      {
        organizationId: id,
        notice: {
          kind: 'devices-received',
          key: `devices-received ${first.id} ${at.toISOString()}`,
          aboutId: id,
          params: {
            devices: devices.length,
            deviceId: only?.id ?? null,
            deviceSerialNumber: only?.serialNumber ?? null,
            organizationName: name,
          },
        },
      },
    ]);
  }

  /** Once it is committed. */
  revoked(certificates: readonly LeftCertificate[]): void {
    for (const { revokedAt, ...certificate } of certificates)
      this.announcements.announce('certificate.revoked', { ...certificate, revokedAt: revokedAt.toISOString() });
  }
}
