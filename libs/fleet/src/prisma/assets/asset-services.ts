import type { AuditTrail, Organizations } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { FleetAccess } from '../../access.js';
import { AssetConfigurations } from '../../assets/asset-configuration.js';
import { AssetCreation } from '../../assets/asset-creation.js';
import type { AssetReader } from '../../assets/asset-list.js';
import { Assets } from '../../assets/assets.js';
import { EquipmentCatalog } from '../../assets/equipment-catalog.js';
import { Installations } from '../../assets/installations.js';
import { InstalledDevices } from '../../assets/installed-devices.js';
import type { MachineCounts } from '../../assets/machine-counts.js';
import type { ServiceTerms } from '../../contracts/service-terms.js';
import type { Devices } from '../../devices/devices.js';
import { PrismaAssetConfigurationStore } from './prisma-asset-configuration-store.js';
import { PrismaAssetReader } from './prisma-asset-reader.js';
import { PrismaAssetStore } from './prisma-asset-store.js';
import { PrismaEquipmentStore } from './prisma-equipment-store.js';
import { PrismaInstallationStore } from './prisma-installation-store.js';
import { PrismaMachineCounts } from './prisma-machine-counts.js';

/** What is done with equipment. */
export interface AssetServices {
  readonly equipment: EquipmentCatalog;
  readonly assets: Assets;
  readonly assetCreation: AssetCreation;
  readonly assetReader: AssetReader;
  readonly installations: Installations;
  readonly installedDevices: InstalledDevices;
  readonly assetConfigurations: AssetConfigurations;
  readonly machineCounts: MachineCounts;
}

/** Puts the services of equipment together over the registry. */
export function assetServicesOver(
  database: RegistryDatabase,
  parts: {
    readonly organizations: Organizations;
    readonly access: FleetAccess;
    readonly devices: Devices;
    readonly audit: AuditTrail;
    readonly terms: ServiceTerms;
    readonly clock: Clock;
  },
): AssetServices {
  const { organizations, access, devices, audit, terms, clock } = parts;
  const edge = { unitOfWork: database, audit, clock };
  const store = new PrismaAssetStore(database);
  const equipment = new EquipmentCatalog(new PrismaEquipmentStore(database), organizations, database, audit, clock);
  const assets = new Assets(store, access, equipment, database, edge);
  const pairs = new PrismaInstallationStore(database);
  const installations = new Installations(pairs, devices, assets, edge);
  return {
    equipment,
    assets,
    assetCreation: new AssetCreation(store, organizations, equipment, installations, edge),
    assetReader: new PrismaAssetReader(database),
    installations,
    installedDevices: new InstalledDevices(pairs, assets, terms),
    assetConfigurations: new AssetConfigurations(
      new PrismaAssetConfigurationStore(database),
      assets,
      database,
      audit,
      clock,
    ),
    machineCounts: new PrismaMachineCounts(database),
  };
}
