import type { CertificateRevocation } from '#libs/certificates';
import type { DeviceBatchAction } from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import type { Devices } from '../devices.js';
import type { Retirement } from '../retirement/retirement.js';
import type { DeviceTags } from '../tags/device-tags.js';
import type { Assignments } from '../transfer/assignments.js';

type Outcome = 'done' | 'unchanged';

const outcomeOf = (isChanged: boolean): Outcome => (isChanged ? 'done' : 'unchanged');

/** Does to one device of a batch what the operation on one device does, by the same rules and with the same audit event. */
export class DeviceBatchActions {
  constructor(
    private readonly devices: Devices,
    private readonly assignments: Assignments,
    private readonly retirement: Retirement,
    private readonly tags: DeviceTags,
    private readonly revocation: CertificateRevocation,
  ) {}

  /** What the device is called by, for whoever sees it. @throws {DeviceUnknownError} */
  async serialNumberOf(actor: Actor, id: DeviceId): Promise<string> {
    return (await this.devices.get(actor, id, 'fleet.read')).serialNumber;
  }

  /**
   * In the caller's unit of work, which is rolled back where this refuses. Whoever is given a device is told when the batch ends.
   *
   * @returns unchanged: there was nothing to do
   * @throws {DomainError} as the operation on one device refuses
   */
  async apply(actor: Actor, id: DeviceId, action: DeviceBatchAction): Promise<Outcome> {
    switch (action.kind) {
      case 'suspend':
        await this.devices.suspend(actor, id, action.reason);
        return 'done';
      case 'resume':
        await this.devices.resume(actor, id);
        return 'done';
      case 'retire':
        await this.retirement.retire(actor, id, action.reason);
        return 'done';
      case 'assign': {
        const [assigned] = await this.assignments.assign(actor, [id], action.organizationId, action.note, false);
        return outcomeOf(assigned?.changed ?? false);
      }
      case 'take-back':
        return outcomeOf((await this.assignments.takeBack(actor, id)).changed);
      case 'tag':
        return outcomeOf(await this.tags.change(actor, id, { add: action.tags, remove: [] }));
      case 'untag':
        return outcomeOf(await this.tags.change(actor, id, { add: [], remove: action.tags }));
      case 'revoke-certificates': {
        const device = await this.devices.hold(actor, id, 'certificate.revoke');
        const { serialNumbers } = await this.revocation.revokeAllOf(actor, device, action.reason);
        return outcomeOf(serialNumbers.length > 0);
      }
    }
  }
}
