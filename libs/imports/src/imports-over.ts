import { EquipmentStore, MeasurementBatches } from '#libs/equipment';
import { type ActingFor, CustomerBatches, type Identity } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { AssetImportStore } from './assets/asset-import.store.js';
import { AssetsImport } from './assets/assets-import.js';
import { CustomersImport } from './customers/customers-import.js';
import { DeviceImportStore } from './devices/device-import.store.js';
import { DevicesImport } from './devices/devices-import.js';
import { ImportStore } from './engine/import.store.js';
import { ImportQueue } from './engine/import-queue.store.js';
import { type ImportSubjects, ImportWorker } from './engine/import-worker.js';
import { Imports } from './engine/imports.js';
import { OilTestsImport } from './oil-tests/oil-tests-import.js';

interface ImportParts {
  readonly database: RegistryDatabase;
  readonly clock: Clock;
}

const subjectsOver = ({ database, clock }: ImportParts): ImportSubjects => ({
  customers: new CustomersImport(new CustomerBatches(database, clock)),
  assets: new AssetsImport(new AssetImportStore(database), new EquipmentStore(database)),
  devices: new DevicesImport(new DeviceImportStore(database)),
  'oil-tests': new OilTestsImport(new MeasurementBatches(database)),
});

/** Imports for those who start them. */
export function importsOver(parts: ImportParts & Pick<Identity, 'organizations' | 'audit'>): Imports {
  const { database, organizations, audit, clock } = parts;
  return new Imports(subjectsOver(parts), new ImportStore(database), organizations, database, { audit, clock });
}

/** Imports for the process that works on them. @param actingFor the origin that `identity` was made with */
export function importWorkerOver(
  parts: ImportParts & { readonly identity: Pick<Identity, 'organizations' | 'audit' | 'actors'> } & {
    readonly actingFor: ActingFor;
  },
): ImportWorker {
  const { database, clock, identity, actingFor } = parts;
  const { organizations, audit, actors } = identity;
  const edge = { actors, audit, actingFor, clock };
  return new ImportWorker(new ImportQueue(database), subjectsOver(parts), organizations, database, edge);
}
