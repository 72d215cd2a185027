import { OwnedResources } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import type { OwnedDeviceStore } from './owned-devices.store.js';
import { ProviderHasContractsError } from './owned-resources.errors.js';

/** Takes devices back into stock when their organization is deleted (R2-17). */
export class OwnedDevices extends OwnedResources {
  constructor(private readonly store: OwnedDeviceStore) {
    super();
  }

  /**
   * Transfers all devices of a subtree: they leave their places and equipment, their certificates are revoked, and
   * they keep lifecycle and history; brokers end live sessions within seconds. Equipment, places and contracts of the subtree
   * end with it.
   *
   * @throws {ProviderHasContractsError} customers elsewhere are served under a contract with a provider of the subtree
   */
  override async release(path: string, heir: OrganizationId): Promise<number> {
    const contracts = await this.store.countContractsElsewhere(path);
    if (contracts > 0) throw new ProviderHasContractsError(contracts);
    await this.store.endContracts(path);
    return this.store.giveDevicesTo(heir, path);
  }
}
