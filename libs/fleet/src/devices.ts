import { type Action, type Actor, type AuditTrail, requireMay, sees } from '#libs/identity';
import type { Clock, DeviceId, UnitOfWork } from '#libs/kernel';
import type { Announcements } from './announcements.js';
import { type DeviceLifecycle, type LifecycleEvent, lifecycleAfter } from './device.js';
import { DeviceUnknownError } from './device-errors.js';
import type { DeviceStore, RegisteredDevice } from './ports.js';

/** The devices as a person sees them: those of others do not exist. */
export class Devices {
  constructor(
    private readonly store: DeviceStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  /**
   * Gets a device of the actor's organizations, for which the actor may do this.
   *
   * @throws {DeviceUnknownError} there is none, or it belongs to others
   * @throws {NotAllowedError} it is seen, but the actor's roles do not allow the action
   */
  async get(actor: Actor, id: DeviceId, action: Action): Promise<RegisteredDevice> {
    return permitted(actor, id, action, await this.store.find(id));
  }

  /**
   * Keeps a device out until it is resumed: its live session ends, and no new one is let in.
   *
   * @param reason in the person's words; kept in the audit trail
   * @throws {LifecycleTransitionError} it is not active
   */
  suspend(actor: Actor, id: DeviceId, reason: string): Promise<DeviceLifecycle> {
    return this.#change(actor, id, 'suspend', { reason });
  }

  /**
   * Lets a suspended device in again.
   *
   * @throws {LifecycleTransitionError} it is not suspended
   */
  resume(actor: Actor, id: DeviceId): Promise<DeviceLifecycle> {
    return this.#change(actor, id, 'resume', {});
  }

  async #change(
    actor: Actor,
    id: DeviceId,
    event: LifecycleEvent,
    details: Readonly<Record<string, string>>,
  ): Promise<DeviceLifecycle> {
    const lifecycle = await this.unitOfWork.run(async () => {
      const device = permitted(actor, id, 'device.suspend', await this.store.lock(id));
      const next = lifecycleAfter(id, device.lifecycle, event);
      await this.store.changeLifecycle(id, next, this.clock.now());
      await this.audit.record({
        action: `device.${event === 'suspend' ? 'suspended' : 'resumed'}`,
        actorId: actor.personId,
        organizationId: device.owner.id,
        subject: { kind: 'device', id },
        details: { serialNumber: device.serialNumber, ...details },
      });
      return next;
    });
    this.announcements.announce('device.lifecycle-changed', { deviceId: id, lifecycle });
    return lifecycle;
  }
}

function permitted(actor: Actor, id: DeviceId, action: Action, device: RegisteredDevice | undefined): RegisteredDevice {
  if (!device || !sees(actor, device.owner)) throw new DeviceUnknownError(id);
  requireMay(actor, action, device.owner);
  return device;
}
