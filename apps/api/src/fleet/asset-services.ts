import { InstalledDevices, type ServiceTerms } from '#libs/agreements';
import type { Devices } from '#libs/devices';
import {
  AssetConfigurationStore,
  AssetConfigurations,
  AssetCounts,
  AssetCreation,
  AssetReader,
  AssetStore,
  Assets,
  EquipmentCatalog,
  EquipmentStore,
  InstallationStore,
  Installations,
} from '#libs/equipment';
import type { AuditedWork, AuditTrail, FleetAccess, Organizations } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** What is done with equipment. */
export interface AssetServices {
  readonly equipment: EquipmentCatalog;
  readonly assets: Assets;
  readonly assetCreation: AssetCreation;
  readonly assetReader: AssetReader;
  readonly installations: Installations;
  readonly installedDevices: InstalledDevices;
  readonly assetConfigurations: AssetConfigurations;
  readonly assetCounts: AssetCounts;
}

/** Puts the services of equipment together over the registry. */
export function assetServicesOver(
  database: RegistryDatabase,
  parts: {
    readonly organizations: Organizations;
    readonly access: FleetAccess;
    readonly devices: Devices;
    readonly audit: AuditTrail;
    readonly work: AuditedWork;
    readonly terms: ServiceTerms;
    readonly clock: Clock;
  },
): AssetServices {
  const { organizations, access, devices, audit, work, terms, clock } = parts;
  const store = new AssetStore(database);
  const equipment = new EquipmentCatalog(new EquipmentStore(database), organizations, database, audit, clock);
  const assets = new Assets(store, access, equipment, work);
  const pairs = new InstallationStore(database);
  const installations = new Installations(pairs, devices, assets, work);
  return {
    equipment,
    assets,
    assetCreation: new AssetCreation(store, organizations, equipment, installations, work),
    assetReader: new AssetReader(database),
    installations,
    installedDevices: new InstalledDevices(pairs, assets, terms),
    assetConfigurations: new AssetConfigurations(new AssetConfigurationStore(database), assets, database, audit, clock),
    assetCounts: new AssetCounts(database),
  };
}
