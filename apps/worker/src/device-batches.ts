import { CertificateRevocation, CertificateStore } from '#libs/certificates';
import type { Announcements } from '#libs/contracts/events';
import {
  Assignments,
  DeviceBatchActions,
  DeviceBatchAuthority,
  DeviceBatchNews,
  DeviceBatchQueue,
  DeviceBatchStore,
  DeviceBatchWorker,
  DeviceStore,
  Devices,
  DeviceTagStore,
  DeviceTags,
  Retirement,
  RetirementStore,
  TransferNews,
  TransferStore,
} from '#libs/devices';
import {
  ActingFor,
  Actors,
  AuditedWork,
  FleetAccess,
  OrganizationMaking,
  OrganizationStore,
  Organizations,
  OrganizationTree,
  PrismaAuditTrail,
} from '#libs/identity';
import type { Clock } from '#libs/kernel';
import { AdministratorNotices, NotificationWriter } from '#libs/notifications';
import type { DatabaseConnection } from '#libs/platform';
import { PrismaLiveGrants } from '#libs/sites';
import type { Job } from './job.js';
import { turnTaking } from './turn-taking.js';

interface Parts {
  readonly database: DatabaseConnection;
  readonly clock: Clock;
  /** Tells the brokers of sessions that are to end. */
  readonly announcements: Announcements;
}

/** Works through batches of devices; stopped, it ends with the device under way, and goes on there after the start. */
export const deviceBatchProcessing = (parts: Parts): Job =>
  turnTaking('work-on-device-batches', deviceBatchWorkerOver(parts));

/** Puts together what works through batches; the audit trail names who is acted for. */
export function deviceBatchWorkerOver({ database: { registry }, clock, announcements }: Parts): DeviceBatchWorker {
  const actingFor = new ActingFor();
  const trail = new PrismaAuditTrail(registry, clock, actingFor);
  const work = new AuditedWork(registry, trail, clock);
  const access = new FleetAccess(new PrismaLiveGrants(registry), clock);
  const store = new OrganizationStore(registry, clock);
  const organizations = new Organizations(
    store,
    new OrganizationMaking(store, new OrganizationTree(registry, clock), work),
    work,
  );
  const devices = new Devices(new DeviceStore(registry), access, work, announcements);
  const revocation = new CertificateRevocation(new CertificateStore(registry), registry, trail, announcements, clock);
  const news = new TransferNews(
    announcements,
    new AdministratorNotices(registry, new NotificationWriter(registry, clock), clock),
  );
  const actions = new DeviceBatchActions(
    devices,
    new Assignments(organizations, access, new TransferStore(registry), work, news),
    new Retirement(devices, new RetirementStore(registry), revocation, work, announcements),
    new DeviceTags(devices, new DeviceTagStore(registry), work),
    revocation,
  );
  return new DeviceBatchWorker(
    new DeviceBatchQueue(registry),
    actions,
    new DeviceBatchAuthority(new Actors(registry), actingFor),
    work,
    new DeviceBatchNews(new DeviceBatchStore(registry), store, news),
  );
}
