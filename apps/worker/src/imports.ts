import { EquipmentStore, MeasurementBatches } from '#libs/equipment';
import {
  ActingFor,
  Actors,
  AuditedWork,
  CustomerBatches,
  OrganizationMaking,
  OrganizationStore,
  Organizations,
  OrganizationTree,
  PrismaAuditTrail,
} from '#libs/identity';
import {
  AssetImportStore,
  AssetsImport,
  CustomersImport,
  DeviceImportStore,
  DevicesImport,
  ImportAuthority,
  ImportQueue,
  ImportSubjects,
  ImportWorker,
  OilTestsImport,
} from '#libs/imports';
import type { Clock } from '#libs/kernel';
import type { DatabaseConnection } from '#libs/platform';
import type { Job } from './job.js';
import { turnTaking } from './turn-taking.js';

/** Checks and applies imported files; stopped, it ends with the batch under way, and goes on there after the start. */
export const importProcessing = (parts: { readonly database: DatabaseConnection; readonly clock: Clock }): Job =>
  turnTaking('work-on-imports', importWorkerOver(parts));

/** Puts together what works on imports; the audit trail names who is acted for. */
export function importWorkerOver({
  database: { registry },
  clock,
}: {
  readonly database: DatabaseConnection;
  readonly clock: Clock;
}): ImportWorker {
  const actingFor = new ActingFor();
  const work = new AuditedWork(registry, new PrismaAuditTrail(registry, clock, actingFor), clock);
  const subjects = new ImportSubjects(
    new CustomersImport(new CustomerBatches(registry, clock)),
    new AssetsImport(new AssetImportStore(registry), new EquipmentStore(registry)),
    new DevicesImport(new DeviceImportStore(registry)),
    new OilTestsImport(new MeasurementBatches(registry)),
  );
  const store = new OrganizationStore(registry, clock);
  const making = new OrganizationMaking(store, new OrganizationTree(registry, clock), work);
  const authority = new ImportAuthority(new Actors(registry), new Organizations(store, making, work), subjects);
  return new ImportWorker(new ImportQueue(registry), subjects, authority, actingFor, work);
}
