import { DeviceOwnerships, type ServiceTerms } from '#libs/agreements';
import type { CertificateRevocation } from '#libs/certificates';
import type { Announcements } from '#libs/contracts/events';
import {
  Assignments,
  DeviceChangeStore,
  DeviceChanges,
  DeviceStore,
  type Devices,
  OwnershipStore,
  ReplacementStore,
  Replacements,
  Stock,
  StockStore,
  TransferStore,
} from '#libs/devices';
import type { AuditedWork, AuditTrail, FleetAccess, Organizations } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** What is done with devices between factory, stock, customers and retirement. */
export interface TransferServices {
  readonly stock: Stock;
  readonly assignments: Assignments;
  readonly ownerships: DeviceOwnerships;
  readonly deviceChanges: DeviceChanges;
  readonly replacements: Replacements;
}

/** Puts these services together over the registry. */
export function transferServicesOver(
  database: RegistryDatabase,
  parts: {
    readonly organizations: Organizations;
    readonly access: FleetAccess;
    readonly devices: Devices;
    readonly revocation: CertificateRevocation;
    readonly audit: AuditTrail;
    readonly work: AuditedWork;
    readonly announcements: Announcements;
    readonly terms: ServiceTerms;
    readonly clock: Clock;
  },
): TransferServices {
  const { organizations, access, devices, revocation, audit, work, announcements, terms, clock } = parts;
  const transfers = new TransferStore(database);
  const replacements = new ReplacementStore(database);
  const stores = { devices: new DeviceStore(database), transfers, replacements };
  const records = { unitOfWork: database, audit, announcements, clock };
  return {
    stock: new Stock(organizations, new StockStore(database), transfers, work),
    assignments: new Assignments(organizations, access, transfers, work, announcements),
    ownerships: new DeviceOwnerships(devices, new OwnershipStore(database), terms),
    deviceChanges: new DeviceChanges(devices, new DeviceChangeStore(database), work),
    replacements: new Replacements(organizations, devices, stores, revocation, records),
  };
}
