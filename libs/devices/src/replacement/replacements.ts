import type { CertificateRevocation } from '#libs/certificates';
import type { Announcements } from '#libs/contracts/events';
import type { SerialNumber } from '#libs/contracts/http';
import {
  type Actor,
  type AuditTrail,
  isStock,
  type Organization,
  type Organizations,
  providerIn,
  requireMay,
  sees,
} from '#libs/identity';
import type { Clock, DeviceId, UnitOfWork } from '#libs/kernel';
import { DeviceUnknownError } from '../device.errors.js';
import { lifecycleAfter } from '../device.js';
import type { DeviceStore, RegisteredDevice } from '../device.store.js';
import type { Devices } from '../devices.js';
import { DeviceChangedError } from '../stock/stock.errors.js';
import type { TransferStore } from '../transfer/transfer.store.js';
import {
  DeviceInStockError,
  type ReplacementObstacle,
  ReplacementUnfitError,
  SerialNumberUnknownError,
} from './replacement.errors.js';
import type { PlaceTaken, ReplacementStore } from './replacement.store.js';

/** What a replacement did. */
export interface Replaced extends PlaceTaken {
  readonly old: RegisteredDevice;
  readonly device: RegisteredDevice;
  readonly at: Date;
  /** Serial numbers. */
  readonly revokedCertificates: readonly string[];
}

/** Puts one device in the place of another. */
export class Replacements {
  constructor(
    private readonly organizations: Organizations,
    private readonly devices: Devices,
    private readonly stores: {
      readonly devices: DeviceStore;
      readonly transfers: TransferStore;
      readonly replacements: ReplacementStore;
    },
    private readonly revocation: CertificateRevocation,
    private readonly records: {
      readonly unitOfWork: UnitOfWork;
      readonly audit: AuditTrail;
      readonly announcements: Announcements;
      readonly clock: Clock;
    },
  ) {}

  /**
   * Replaces a device, in one transaction: the new one takes owner, site, equipment, name and contracts; the old one is
   * retired, its certificates are revoked as superseded, and its live sessions end. Equipment, shares and the history of
   * both stay.
   *
   * @param serialNumber of a device in the provider's stock or of the same customer, on nothing
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {SerialNumberUnknownError} there is no such device within the actor's reach
   * @throws {DeviceInStockError} no customer has the old device
   * @throws {LifecycleTransitionError} the old device is retired already
   * @throws {ReplacementUnfitError} the new device cannot take the place
   * @throws {DeviceChangedError} somebody else was faster
   */
  async replace(actor: Actor, id: DeviceId, serialNumber: SerialNumber, reason: string | null): Promise<Replaced> {
    const seen = await this.devices.get(actor, id, 'device.replace');
    const next = await this.#reachable(actor, serialNumber);
    if (isStock(seen.owner.path)) throw new DeviceInStockError(id, seen.serialNumber);
    const { replaced, announce } = await this.records.unitOfWork.run(async () => {
      const customer = await this.organizations.hold(actor, seen.owner.id);
      const { old, device } = await this.#hold(actor, seen, next.id);
      lifecycleAfter(id, old.lifecycle, 'retire');
      const obstacle = await this.#obstacleTo(old, device, customer);
      if (obstacle) throw new ReplacementUnfitError(serialNumber, obstacle);
      const at = this.records.clock.now();
      if (device.owner.id !== customer.id) {
        const note = `In place of ${old.serialNumber}${reason === null ? '' : `: ${reason}`}`;
        const order = { to: customer.id, cause: 'assigned', byId: actor.personId, note, at } as const;
        await this.stores.transfers.transfer([device.id], order);
      }
      const taken = await this.stores.replacements.takePlace(id, device.id, actor.personId, at);
      await this.stores.devices.changeLifecycle(id, 'retired', at);
      const revoked = await this.revocation.revokeAllOf(actor, old, 'superseded');
      await this.#record(actor, old, device, reason, taken);
      const certificates = revoked.serialNumbers;
      return { replaced: { old, device, at, ...taken, revokedCertificates: certificates }, announce: revoked.announce };
    });
    announce();
    this.records.announcements.announce('device.lifecycle-changed', { deviceId: id, lifecycle: 'retired' });
    return replaced;
  }

  /** A device the actor sees and may put in another one's place; others do not exist. */
  async #reachable(actor: Actor, serialNumber: SerialNumber): Promise<RegisteredDevice> {
    const id = await this.stores.replacements.idOf(serialNumber);
    const device = id && (await this.stores.devices.find(id));
    if (!device || !sees(actor, device.owner)) throw new SerialNumberUnknownError(serialNumber);
    requireMay(actor, 'device.replace', device.owner);
    return device;
  }

  /** Holds place and devices in the order in which everybody does, and makes sure that nothing has changed meanwhile. */
  async #hold(actor: Actor, seen: RegisteredDevice, nextId: DeviceId) {
    const { transfers, replacements } = this.stores;
    const { assetIds } = await replacements.placeOf(seen.id);
    await replacements.holdPlace(seen.siteId, assetIds);
    const held = await transfers.lock([seen.id, nextId]);
    const old = held.find((device) => device.id === seen.id);
    const device = held.find((each) => each.id === nextId);
    if (!old || !device || !sees(actor, old.owner)) throw new DeviceUnknownError(seen.id);
    const place = await replacements.placeOf(seen.id);
    const isSame = place.assetIds.join() === assetIds.join() && old.siteId === seen.siteId;
    if (old.owner.id !== seen.owner.id || !isSame) throw new DeviceChangedError(seen.id, seen.serialNumber);
    return { old, device };
  }

  async #obstacleTo(
    old: RegisteredDevice,
    device: RegisteredDevice,
    customer: Organization,
  ): Promise<ReplacementObstacle | undefined> {
    if (device.id === old.id) return 'itself';
    if (device.lifecycle === 'retired' || device.lifecycle === 'suspended') return device.lifecycle;
    const isInStock = isStock(device.owner.path) && device.owner.id === providerIn(customer.path);
    if (!isInStock && device.owner.id !== customer.id) return 'elsewhere';
    const { assetIds } = await this.stores.replacements.placeOf(device.id);
    return assetIds.length > 0 ? 'installed' : undefined;
  }

  #record(
    actor: Actor,
    old: RegisteredDevice,
    device: RegisteredDevice,
    reason: string | null,
    { assetIds, contractIds }: PlaceTaken,
  ): Promise<void> {
    return this.records.audit.record({
      action: 'device.replaced',
      actorId: actor.personId,
      organizationId: old.owner.id,
      subject: { kind: 'device', id: old.id },
      details: { assetIds, contractIds, ...(reason !== null && { reason }) },
      before: { deviceId: old.id, serialNumber: old.serialNumber, lifecycle: old.lifecycle },
      after: { deviceId: device.id, serialNumber: device.serialNumber, lifecycle: device.lifecycle },
    });
  }
}
