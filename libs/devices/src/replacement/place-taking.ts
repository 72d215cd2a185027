import type { CertificateRevocation } from '#libs/certificates';
import type { Announcements } from '#libs/contracts/events';
import { type Actor, type Organization, sees } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { DeviceUnknownError } from '../device.errors.js';
import type { DeviceStore, RegisteredDevice } from '../device.store.js';
import { DeviceChangedError } from '../stock/stock.errors.js';
import type { LeftCertificate } from '../transfer/leaving-a-customer.store.js';
import type { TransferStore } from '../transfer/transfer.store.js';
import { announceLeft } from '../transfer/transfer-news.js';
import type { PlaceTaken, ReplacementStore } from './replacement.store.js';

/** Both devices of a replacement, held until its unit of work ends. */
export interface HeldPair {
  readonly old: RegisteredDevice;
  readonly device: RegisteredDevice;
}

/** Puts a device in the place of another one, in the caller's unit of work; whether it may is asked before. */
export class PlaceTaking {
  constructor(
    private readonly devices: DeviceStore,
    private readonly transfers: TransferStore,
    private readonly store: ReplacementStore,
    private readonly revocation: CertificateRevocation,
    private readonly announcements: Announcements,
  ) {}

  /**
   * Holds place and devices in the order in which everybody does, and makes sure that nothing has changed meanwhile.
   *
   * @throws {DeviceUnknownError | DeviceChangedError}
   */
  async hold(actor: Actor, seen: RegisteredDevice, nextId: DeviceId): Promise<HeldPair> {
    const { assetIds } = await this.store.placeOf(seen.id);
    await this.store.holdPlace(seen.siteId, assetIds);
    const held = await this.transfers.lock([seen.id, nextId]);
    const old = held.find((device) => device.id === seen.id);
    const device = held.find((each) => each.id === nextId);
    if (!old || !device || !sees(actor, old.owner)) throw new DeviceUnknownError(seen.id);
    const place = await this.store.placeOf(seen.id);
    const isSame = place.assetIds.join() === assetIds.join() && old.siteId === seen.siteId;
    if (old.owner.id !== seen.owner.id || !isSame) throw new DeviceChangedError(seen.id, seen.serialNumber);
    return { old, device };
  }

  /**
   * Hands the device over to the customer unless it has it, by which it loses what it had of another one, gives it the old one's
   * place, retires the old one and revokes its certificates as superseded.
   *
   * @returns tells the brokers once the unit of work is committed
   */
  async take(
    actor: Actor,
    { old, device }: HeldPair,
    customer: Organization,
    reason: string | null,
    at: Date,
  ): Promise<{
    readonly taken: PlaceTaken;
    readonly revokedCertificates: readonly string[];
    readonly announce: () => void;
  }> {
    const left = await this.#handOver(actor, device, old, customer, reason, at);
    const taken = await this.store.takePlace(old.id, device.id, actor.personId, at);
    await this.devices.changeLifecycle(old.id, 'retired', at);
    const revoked = await this.revocation.revokeAllOf(actor, old, 'superseded');
    const announce = () => {
      announceLeft(this.announcements, left);
      revoked.announce();
      this.announcements.announce('device.lifecycle-changed', { deviceId: old.id, lifecycle: 'retired' });
    };
    return { taken, revokedCertificates: revoked.serialNumbers, announce };
  }

  /** @returns the certificates it lost by it */
  async #handOver(
    actor: Actor,
    device: RegisteredDevice,
    old: RegisteredDevice,
    customer: Organization,
    reason: string | null,
    at: Date,
  ): Promise<readonly LeftCertificate[]> {
    if (device.owner.id === customer.id) return [];
    const note = `In place of ${old.serialNumber}${reason === null ? '' : `: ${reason}`}`;
    return this.transfers.transfer([device.id], { to: customer.id, cause: 'assigned', byId: actor.personId, note, at });
  }
}
