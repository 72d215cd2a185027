import type { Announcements } from '#libs/contracts/events';
import type { DeviceLifecycle } from '#libs/contracts/http';
import type { Action, Actor, AuditedWork, FleetAccess } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { DeviceUnknownError } from './device.errors.js';
import { type LifecycleEvent, lifecycleAfter } from './device.js';
import type { DeviceStore, RegisteredDevice } from './device.store.js';

/** What is done with one device. */
const actionsOnDevice: readonly Action[] = [
  'device.edit',
  'device.assign',
  'device.replace',
  'device.suspend',
  'device.retire',
  'certificate.generate',
  'certificate.revoke',
  'asset.install',
];

/** The devices as a person sees them: those of others do not exist. */
export class Devices {
  constructor(
    private readonly store: DeviceStore,
    private readonly access: FleetAccess,
    private readonly work: AuditedWork,
    private readonly announcements: Announcements,
  ) {}

  /**
   * Gets a device the actor sees, for which the actor may do this.
   *
   * @throws {DeviceUnknownError} there is none, or it belongs to others and stands at no site they shared
   * @throws {NotAllowedError} it is seen, but neither the actor's roles nor a grant allow the action
   */
  async get(actor: Actor, id: DeviceId, action: Action): Promise<RegisteredDevice> {
    return this.#require(actor, id, action, await this.store.find(id));
  }

  /**
   * Which of the actions on a device the actor may do with this one.
   *
   * @param device one that they see
   */
  allowed(actor: Actor, device: RegisteredDevice): Promise<readonly Action[]> {
    return this.access.allowed(actor, actionsOnDevice, device);
  }

  /**
   * As `get`, in the caller's unit of work; others that hold the same device wait until it ends. One that is hidden is
   * answered before anything waits.
   *
   * @throws {DeviceUnknownError | NotAllowedError}
   */
  async hold(actor: Actor, id: DeviceId, action: Action): Promise<RegisteredDevice> {
    await this.get(actor, id, action);
    return this.#require(actor, id, action, await this.store.lock(id));
  }

  /**
   * Keeps a device out until it is resumed: its live session ends, and no new one is let in.
   *
   * @param reason in the person's words; kept in the audit trail
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {LifecycleTransitionError} it is not active
   */
  suspend(actor: Actor, id: DeviceId, reason: string): Promise<DeviceLifecycle> {
    return this.#change(actor, id, 'suspend', { reason });
  }

  /**
   * Lets a suspended device in again.
   *
   * @throws {DeviceUnknownError | NotAllowedError}
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
    const lifecycle = await this.work.run(async () => {
      const device = await this.hold(actor, id, 'device.suspend');
      const next = lifecycleAfter(id, device.lifecycle, event);
      await this.store.changeLifecycle(id, next, this.work.now());
      await this.work.record({
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

  #require(
    actor: Actor,
    id: DeviceId,
    action: Action,
    device: RegisteredDevice | undefined,
  ): Promise<RegisteredDevice> {
    return this.access.require(actor, action, device, () => new DeviceUnknownError(id));
  }
}
