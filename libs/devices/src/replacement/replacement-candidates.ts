import type { SerialNumber } from '#libs/contracts/http';
import { type Actor, isStock, type Organization, providerIn, requireMay, sees } from '#libs/identity';
import type { DeviceStore, RegisteredDevice } from '../device.store.js';
import { type ReplacementObstacle, SerialNumberUnknownError } from './replacement.errors.js';
import type { ReplacementStore } from './replacement.store.js';

/** Which devices may take another one's place. */
export class ReplacementCandidates {
  constructor(
    private readonly devices: DeviceStore,
    private readonly store: ReplacementStore,
  ) {}

  /** A device the actor sees and may put in another one's place; others do not exist. */
  async reachable(actor: Actor, serialNumber: SerialNumber): Promise<RegisteredDevice> {
    const id = await this.store.idOf(serialNumber);
    const device = id && (await this.devices.find(id));
    if (!device || !sees(actor, device.owner)) throw new SerialNumberUnknownError(serialNumber);
    requireMay(actor, 'device.replace', device.owner);
    return device;
  }

  /** Why the device cannot take the place of the old one at this customer; undefined: it can. */
  async obstacleTo(
    old: RegisteredDevice,
    device: RegisteredDevice,
    customer: Organization,
  ): Promise<ReplacementObstacle | undefined> {
    if (device.id === old.id) return 'itself';
    if (device.lifecycle === 'retired' || device.lifecycle === 'suspended') return device.lifecycle;
    const isInStock = isStock(device.owner.path) && device.owner.id === providerIn(customer.path);
    if (!isInStock && device.owner.id !== customer.id) return 'elsewhere';
    const { assetIds } = await this.store.placeOf(device.id);
    return assetIds.length > 0 ? 'installed' : undefined;
  }
}
