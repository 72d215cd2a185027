import type { AuditTrail, Organizations } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { FleetAccess } from '../../access.js';
import type { Announcements } from '../../announcements.js';
import type { CertificateRevocation } from '../../certificates/certificate-revocation.js';
import type { ServiceTerms } from '../../contracts/service-terms.js';
import { Assignments } from '../../devices/assignments.js';
import { DeviceChanges } from '../../devices/device-changes.js';
import { DeviceOwnerships } from '../../devices/device-ownerships.js';
import type { Devices } from '../../devices/devices.js';
import { Replacements } from '../../devices/replacements.js';
import { Stock } from '../../devices/stock.js';
import { PrismaDeviceChangeStore } from './prisma-device-change-store.js';
import { PrismaDeviceStore } from './prisma-device-store.js';
import { PrismaHandOverStore } from './prisma-hand-over-store.js';
import { PrismaOwnershipStore } from './prisma-ownership-store.js';
import { PrismaReplacementStore } from './prisma-replacement-store.js';
import { PrismaStockStore } from './prisma-stock-store.js';

/** What is done with devices between factory, stock, customers and retirement. */
export interface HandOverServices {
  readonly stock: Stock;
  readonly assignments: Assignments;
  readonly ownerships: DeviceOwnerships;
  readonly deviceChanges: DeviceChanges;
  readonly replacements: Replacements;
}

/** Puts these services together over the registry. */
export function handOverServicesOver(
  database: RegistryDatabase,
  parts: {
    readonly organizations: Organizations;
    readonly access: FleetAccess;
    readonly devices: Devices;
    readonly revocation: CertificateRevocation;
    readonly audit: AuditTrail;
    readonly announcements: Announcements;
    readonly terms: ServiceTerms;
    readonly clock: Clock;
  },
): HandOverServices {
  const { organizations, access, devices, revocation, audit, announcements, terms, clock } = parts;
  const handOvers = new PrismaHandOverStore(database);
  const replacements = new PrismaReplacementStore(database);
  const stores = { devices: new PrismaDeviceStore(database), handOvers, replacements };
  const records = { unitOfWork: database, audit, announcements, clock };
  return {
    stock: new Stock(organizations, new PrismaStockStore(database), handOvers, database, { audit, clock }),
    assignments: new Assignments(organizations, access, handOvers, database, { audit, announcements, clock }),
    ownerships: new DeviceOwnerships(devices, new PrismaOwnershipStore(database), terms),
    deviceChanges: new DeviceChanges(devices, new PrismaDeviceChangeStore(database), database, { audit, clock }),
    replacements: new Replacements(organizations, devices, stores, revocation, records),
  };
}
