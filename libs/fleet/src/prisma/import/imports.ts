import { type ActingFor, type Identity, PrismaCustomerBatches } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { AssetsImport } from '../../import/assets-import.js';
import { CustomersImport } from '../../import/customers-import.js';
import { DevicesImport } from '../../import/devices-import.js';
import { type ImportSubjects, ImportWorker } from '../../import/import-worker.js';
import { Imports } from '../../import/imports.js';
import { OilTestsImport } from '../../import/oil-tests-import.js';
import { PrismaEquipmentStore } from '../assets/prisma-equipment-store.js';
import { PrismaMeasurementBatches } from '../measurements/prisma-measurement-batches.js';
import { PrismaAssetImportStore } from './import-assets.js';
import { PrismaDeviceImportStore } from './import-devices.js';
import { PrismaImportQueue } from './prisma-import-queue.js';
import { PrismaImportStore } from './prisma-import-store.js';

interface ImportParts {
  readonly database: RegistryDatabase;
  readonly clock: Clock;
}

const subjectsOver = ({ database, clock }: ImportParts): ImportSubjects => ({
  customers: new CustomersImport(new PrismaCustomerBatches(database, clock)),
  assets: new AssetsImport(new PrismaAssetImportStore(database), new PrismaEquipmentStore(database)),
  devices: new DevicesImport(new PrismaDeviceImportStore(database)),
  'oil-tests': new OilTestsImport(new PrismaMeasurementBatches(database)),
});

/** Imports for those who start them. */
export function importsOver(parts: ImportParts & Pick<Identity, 'organizations' | 'audit'>): Imports {
  const { database, organizations, audit, clock } = parts;
  return new Imports(subjectsOver(parts), new PrismaImportStore(database), organizations, database, { audit, clock });
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
  return new ImportWorker(new PrismaImportQueue(database), subjectsOver(parts), organizations, database, edge);
}
