import type { SerialNumber } from '#libs/contracts/http';
import { type Actor, type AuditedWork, isStock, type Organizations } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { lifecycleAfter } from '../device.js';
import type { RegisteredDevice } from '../device.store.js';
import type { Devices } from '../devices.js';
import type { HeldPair, PlaceTaking } from './place-taking.js';
import { DeviceInStockError, ReplacementUnfitError } from './replacement.errors.js';
import type { PlaceTaken } from './replacement.store.js';
import type { ReplacementCandidates } from './replacement-candidates.js';

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
    private readonly candidates: ReplacementCandidates,
    private readonly places: PlaceTaking,
    private readonly work: AuditedWork,
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
    const next = await this.candidates.reachable(actor, serialNumber);
    if (isStock(seen.owner.path)) throw new DeviceInStockError(id, seen.serialNumber);
    const { replaced, announce } = await this.work.run(async () => {
      const customer = await this.organizations.hold(actor, seen.owner.id);
      const pair = await this.places.hold(actor, seen, next.id);
      lifecycleAfter(id, pair.old.lifecycle, 'retire');
      const obstacle = await this.candidates.obstacleTo(pair.old, pair.device, customer);
      if (obstacle) throw new ReplacementUnfitError(serialNumber, obstacle);
      const at = this.work.now();
      const { taken, revokedCertificates, announce } = await this.places.take(actor, pair, customer, reason, at);
      await this.#record(actor, pair, reason, taken);
      return { replaced: { ...pair, at, ...taken, revokedCertificates }, announce };
    });
    announce();
    return replaced;
  }

  #record(
    actor: Actor,
    { old, device }: HeldPair,
    reason: string | null,
    { assetIds, contractIds }: PlaceTaken,
  ): Promise<void> {
    return this.work.record({
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
