import type { DeviceChange } from '#libs/contracts/http';
import { type Actor, type AuditedWork, notAllowed, sees } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import type { RegisteredDevice } from '../device.store.js';
import type { Devices } from '../devices.js';
import { DeviceChangedError } from '../stock/stock.errors.js';
import type { DeviceTags } from '../tags/device-tags.js';
import type { DeviceChangeStore, DeviceFields } from './device-change.store.js';
import { SiteUnknownError } from './device-site.errors.js';

/** Names devices and says where they stand. */
export class DeviceChanges {
  constructor(
    private readonly devices: Devices,
    private readonly store: DeviceChangeStore,
    private readonly tags: DeviceTags,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Changes a device; what is absent stays. A system name that is typed counts until the device reports another one (R1-06).
   *
   * @throws {DeviceUnknownError}
   * @throws {NotAllowedError} also for who is let in to a shared site and would take the device off it
   * @throws {SiteUnknownError} the site is none of the device's owner
   * @throws {TooManyTagsError}
   * @throws {DeviceChangedError} the device was transferred meanwhile
   */
  change(actor: Actor, id: DeviceId, { tags, ...change }: DeviceChange): Promise<void> {
    return this.work.run(async () => {
      const seen = await this.devices.get(actor, id, 'device.edit');
      await this.#requireSite(actor, seen, change.siteId);
      const device = await this.devices.hold(actor, id, 'device.edit');
      if (device.owner.id !== seen.owner.id) throw new DeviceChangedError(id, device.serialNumber);
      if (tags) await this.tags.change(actor, id, { add: tags, remove: 'others' });
      const before = await this.store.fieldsOf(id);
      const given = Object.fromEntries(
        Object.entries(change).filter(([, value]) => value !== undefined),
      ) as Partial<DeviceFields>;
      await this.store.change(id, given, this.work.now());
      const changed = (Object.keys(given) as (keyof DeviceFields)[]).filter((name) => given[name] !== before[name]);
      if (changed.length === 0) return;
      await this.work.record({
        action: 'device.changed',
        actorId: actor.personId,
        organizationId: device.owner.id,
        subject: { kind: 'device', id },
        details: { serialNumber: device.serialNumber },
        before: Object.fromEntries(changed.map((name) => [name, before[name]])),
        after: Object.fromEntries(changed.map((name) => [name, given[name] ?? null])),
      });
    });
  }

  /** The site before the device: who deletes a site takes them in this order, too. */
  async #requireSite(actor: Actor, device: RegisteredDevice, siteId: string | null | undefined): Promise<void> {
    if (siteId === undefined || siteId === device.siteId) return;
    if (!sees(actor, device.owner)) throw notAllowed('device.edit', device.owner);
    if (siteId === null) return;
    if ((await this.store.holdSite(siteId)) !== device.owner.id) throw new SiteUnknownError(siteId, 'siteId');
  }
}
