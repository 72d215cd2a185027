import type { Announcements } from '#libs/contracts/events';
import type { Organization } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import type { AdministratorNotices } from '#libs/notifications';
import type { LeftCertificate } from './leaving-a-customer.store.js';

/** Devices that somebody was given at once. */
export interface Receipt {
  /** What gave them; it is told once. */
  readonly key: string;
  readonly count: number;
  /** If it is one alone. */
  readonly only: { readonly id: DeviceId; readonly serialNumber: string | null } | undefined;
}

/** Tells of devices that were transferred whoever has them now, and the brokers of certificates that ended with it. */
export class TransferNews {
  constructor(
    private readonly announcements: Announcements,
    private readonly notices: AdministratorNotices,
  ) {}

  /** Tells a customer's administrators what they were given, in the running unit of work; who gave it away is not named. */
  async received({ key, count, only }: Receipt, { id, name }: Organization): Promise<void> {
    await this.notices.post([
      {
        organizationId: id,
        notice: {
          kind: 'devices-received',
          key: `devices-received ${key}`,
          aboutId: id,
          params: {
            devices: count,
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
    announceLeft(this.announcements, certificates);
  }
}

/** Tells the brokers of certificates that ended because their devices left a customer, once it is committed: live sessions end. */
export function announceLeft(announcements: Announcements, certificates: readonly LeftCertificate[]): void {
  for (const { revokedAt, ...certificate } of certificates)
    announcements.announce('certificate.revoked', { ...certificate, revokedAt: revokedAt.toISOString() });
}
