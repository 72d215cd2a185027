import { DEVICE_TAGS, tagKey } from '#libs/contracts/http';
import type { Actor, AuditedWork } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import type { Devices } from '../devices.js';
import { TooManyTagsError } from './device-tag.errors.js';
import type { DeviceTagStore } from './device-tag.store.js';

/** What becomes of the tags of a device; what is in neither stays. Others: all it has besides. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[] | 'others';
}

/** Words by which people group their devices. They are seen by whoever sees the device, and stay behind when it leaves a customer. */
export class DeviceTags {
  constructor(
    private readonly devices: Devices,
    private readonly store: DeviceTagStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Puts tags on a device and takes others off. One that is on it already stays as it is written.
   *
   * @returns whether anything changed
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {TooManyTagsError} the device would have more than it may
   */
  change(actor: Actor, id: DeviceId, { add, remove }: TagChange): Promise<boolean> {
    return this.work.run(async () => {
      const device = await this.devices.hold(actor, id, 'device.edit');
      const before = await this.store.tagsOf(id);
      const named = new Set((remove === 'others' ? add : remove).map(tagKey));
      const kept = before.filter((tag) => named.has(tagKey(tag)) === (remove === 'others'));
      const gone = before.filter((tag) => !kept.includes(tag));
      const there = new Set(kept.map(tagKey));
      const added = add.filter((tag) => !there.has(tagKey(tag)));
      if (added.length === 0 && gone.length === 0) return false;
      const count = kept.length + added.length;
      if (count > DEVICE_TAGS) throw new TooManyTagsError(id, count, DEVICE_TAGS);
      await this.store.remove(id, gone);
      await this.store.add(id, added);
      await this.work.record({
        action: 'device.changed',
        actorId: actor.personId,
        organizationId: device.owner.id,
        subject: { kind: 'device', id },
        details: { serialNumber: device.serialNumber },
        before: { tags: before },
        after: { tags: await this.store.tagsOf(id) },
      });
      return true;
    });
  }
}
