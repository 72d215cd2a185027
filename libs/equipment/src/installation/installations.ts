import { type Devices, LifecycleTransitionError } from '#libs/devices';
import { type Actor, type AuditEntry, type AuditedWork, pathsWhere, requireNoGuest, sees } from '#libs/identity';
import { type DeviceId, newUuid } from '#libs/kernel';
import { labelOf } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import { DifferentOwnersError, NotInstalledError } from './installation.errors.js';
import type { FreeDevice, Installation, InstallationStore } from './installation.store.js';
import { oneToOne, type PairingPolicy, requirePairable } from './pairing-policy.js';

/** Puts devices on assets in software, after somebody mounted them (R0-24, R0-25). */
export class Installations {
  constructor(
    private readonly store: InstallationStore,
    private readonly devices: Devices,
    private readonly assets: Assets,
    private readonly work: AuditedWork,
    private readonly policy: PairingPolicy = oneToOne,
  ) {}

  /**
   * Pairs a device with an asset; from then on it stands where the asset stands, if that is known.
   *
   * @throws {DeviceUnknownError | AssetUnknownError | NotAllowedError}
   * @throws {DifferentOwnersError} they belong to different organizations
   * @throws {LifecycleTransitionError} the device is retired
   * @throws {DeviceInstalledError | AssetOccupiedError} the policy allows no more; names what is on what (R3-43)
   */
  install(actor: Actor, deviceId: DeviceId, assetId: string): Promise<Installation> {
    return this.work.run(async () => {
      await this.devices.get(actor, deviceId, 'asset.install');
      // The asset before the device, everywhere: who takes them the other way round waits in a circle.
      const asset = await this.assets.hold(actor, assetId, 'asset.install', 'assetId');
      const device = await this.devices.hold(actor, deviceId, 'asset.install');
      if (device.owner.id !== asset.owner.id)
        throw new DifferentOwnersError(
          { id: deviceId, owner: device.owner.id },
          { id: assetId, owner: asset.owner.id },
        );
      if (device.lifecycle === 'retired') throw new LifecycleTransitionError(deviceId, 'retired', 'install', []);
      const label = labelOf(asset);
      const onDevice = await this.store.presentOf({ deviceId });
      const onAsset = await this.store.presentOf({ assetId });
      requirePairable(this.policy, {
        device,
        asset: { id: assetId, label },
        assetsOfDevice: onDevice.map((each) => ({ id: each.assetId, label: each.assetLabel })),
        devicesOfAsset: onAsset.map((each) => ({ id: each.deviceId, serialNumber: each.deviceSerialNumber })),
      });
      const installedAt = this.work.now();
      const id = newUuid(installedAt);
      await this.store.add({ id, deviceId, assetId, installedAt, installedById: actor.personId });
      if (asset.siteId !== null && asset.siteId !== device.siteId)
        await this.store.standAt(deviceId, asset.siteId, installedAt);
      const siteId = asset.siteId ?? device.siteId;
      await this.#record(actor, device, {
        action: 'device.installed',
        before: { assetId: null, siteId: device.siteId },
        after: { assetId, siteId },
      });
      const { serialNumber: deviceSerialNumber } = device;
      return { id, deviceId, deviceSerialNumber, assetId, assetLabel: label, installedAt, removedAt: null };
    });
  }

  /**
   * Takes a device off what it is on; it stays where it stands.
   *
   * @returns what ended
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {NotInstalledError} it is on nothing
   */
  remove(actor: Actor, deviceId: DeviceId): Promise<Installation> {
    return this.work.run(async () => {
      const device = await this.devices.hold(actor, deviceId, 'asset.install');
      const [present] = await this.store.presentOf({ deviceId });
      if (!present) throw new NotInstalledError(deviceId, device.serialNumber);
      const removedAt = this.work.now();
      await this.store.end(deviceId, removedAt, actor.personId);
      await this.#record(actor, device, {
        action: 'device.removed',
        before: { assetId: present.assetId },
        after: { assetId: null },
      });
      return { ...present, removedAt };
    });
  }

  /**
   * Which devices were on an asset, newest first.
   *
   * @throws {AssetUnknownError | NotAllowedError}
   */
  async ofAsset(
    actor: Actor,
    assetId: string,
    limit: number,
    after: readonly [installedAt: string, id: string] | undefined,
  ): Promise<readonly Installation[]> {
    await this.assets.get(actor, assetId, 'fleet.read');
    return this.store.ofAsset(assetId, limit, after);
  }

  /**
   * What a device was on, newest first; assets of organizations the actor does not see are left out.
   *
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {OwnersOnlyError} the actor is let in by a grant of the site alone
   */
  async ofDevice(
    actor: Actor,
    deviceId: DeviceId,
    limit: number,
    after: readonly [installedAt: string, id: string] | undefined,
  ): Promise<readonly Installation[]> {
    const { owner } = await this.devices.get(actor, deviceId, 'fleet.read');
    requireNoGuest(actor, owner, 'installations', deviceId);
    return this.store.ofDevice(deviceId, pathsWhere(actor, 'fleet.read'), limit, after);
  }

  /**
   * The devices of an asset's owner that are on nothing, by serial number (R3-41). Who is let in to the asset's site alone
   * sees those that stand there.
   *
   * @throws {AssetUnknownError | NotAllowedError}
   */
  async installable(
    actor: Actor,
    assetId: string,
    { start, limit, after }: { readonly start: string; readonly limit: number; readonly after: string | undefined },
  ): Promise<readonly FreeDevice[]> {
    const { owner, siteId } = await this.assets.get(actor, assetId, 'asset.install');
    const there = sees(actor, owner) || siteId === null ? undefined : siteId;
    return this.store.freeDevices({ organizationId: owner.id, siteId: there, start, limit, after });
  }

  async #record(
    { personId: actorId }: Actor,
    { id, serialNumber, owner }: Awaited<ReturnType<Devices['get']>>,
    entry: Pick<AuditEntry, 'action' | 'before' | 'after'>,
  ): Promise<void> {
    const subject = { kind: 'device', id };
    await this.work.record({ actorId, organizationId: owner.id, subject, details: { serialNumber }, ...entry });
  }
}
