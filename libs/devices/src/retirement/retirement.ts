import type { CertificateRevocation } from '#libs/certificates';
import type { Announcements } from '#libs/contracts/events';
import type { Actor, AuditedWork } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { lifecycleAfter } from '../device.js';
import type { Devices } from '../devices.js';
import type { RetirementStore } from './retirement.store.js';

/** Takes devices out of service for good. */
export class Retirement {
  constructor(
    private readonly devices: Devices,
    private readonly store: RetirementStore,
    private readonly revocation: CertificateRevocation,
    private readonly work: AuditedWork,
    private readonly announcements: Announcements,
  ) {}

  /**
   * Retires a device, in one transaction: its certificates are revoked (RFC 5280 §5.3.1, cessationOfOperation), its live session
   * ends, and it leaves what it is installed on. Owner, site, contract and history stay.
   *
   * @param reason in the person's words; kept in the audit trail
   * @returns serial numbers of the certificates that were revoked
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {LifecycleTransitionError} it is retired already
   */
  async retire(actor: Actor, id: DeviceId, reason: string): Promise<readonly string[]> {
    const { serialNumbers, announce } = await this.work.run(async () => {
      const device = await this.devices.hold(actor, id, 'device.retire');
      const lifecycle = lifecycleAfter(id, device.lifecycle, 'retire');
      await this.store.retire(id, actor.personId, this.work.now());
      const revoked = await this.revocation.revokeAllOf(actor, device, 'cessationOfOperation');
      await this.work.record({
        action: 'device.retired',
        actorId: actor.personId,
        organizationId: device.owner.id,
        subject: { kind: 'device', id },
        details: { serialNumber: device.serialNumber, reason, revokedCertificates: revoked.serialNumbers },
        before: { lifecycle: device.lifecycle },
        after: { lifecycle },
      });
      return revoked;
    });
    announce();
    this.announcements.announce('device.lifecycle-changed', { deviceId: id, lifecycle: 'retired' });
    return serialNumbers;
  }
}
