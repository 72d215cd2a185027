import { type Accounts, type AuditTrail, type Organizations, PrismaAdministratorMail } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import { type CertificateIssuer, Issuance } from '#libs/pki';
import type { RegistryDatabase } from '#prisma';
import { FleetAccess } from '../access.js';
import type { Announcements } from '../announcements.js';
import { CertificateRevocation } from '../certificates/certificate-revocation.js';
import { DeviceCertificates } from '../certificates/device-certificates.js';
import { KeyAlarm } from '../certificates/key-alarm.js';
import { KeyMaker } from '../certificates/key-maker.js';
import { RevocationListPublication } from '../certificates/revocation-list.js';
import { Contracts } from '../contracts/contracts.js';
import { ServedDevices } from '../contracts/served-devices.js';
import { ServiceTerms } from '../contracts/service-terms.js';
import { DeviceReturns } from '../devices/device-returns.js';
import { Devices } from '../devices/devices.js';
import type { Imports } from '../import/imports.js';
import { OfflineMeasurements } from '../measurements/offline-measurements.js';
import type { FleetReader } from '../ports.js';
import { Proposals } from '../proposals/proposals.js';
import { Registration } from '../registrations/registration.js';
import { RegistrationRequests } from '../registrations/registration-requests.js';
import type { SharingIdentity } from '../sites/site-sharing.js';
import { TableArrangements } from '../tables/table-arrangements.js';
import { type AssetServices, assetServicesOver } from './assets/asset-services.js';
import { PrismaCertificateLedger } from './certificates/certificate-ledger.js';
import { PrismaCertificateStore } from './certificates/prisma-certificate-store.js';
import { PrismaKeyAlarmStore } from './certificates/prisma-key-alarm-store.js';
import { PrismaContractStore } from './contracts/prisma-contract-store.js';
import { type HandOverServices, handOverServicesOver } from './devices/hand-over-services.js';
import { PrismaDeviceReturnStore } from './devices/prisma-device-return-store.js';
import { PrismaDeviceStore } from './devices/prisma-device-store.js';
import { importsOver } from './import/imports.js';
import { PrismaMeasurementStore } from './measurements/prisma-measurement-store.js';
import { OnboardingReader } from './overview/customer-onboarding.js';
import { PrismaFleetReader } from './overview/prisma-fleet-reader.js';
import { PrismaLiveGrants } from './prisma-live-grants.js';
import { PrismaProposalStore } from './proposals/prisma-proposal-store.js';
import { PrismaRegistrationRequestStore } from './registrations/prisma-registration-request-store.js';
import { PrismaRegistrationStore } from './registrations/prisma-registration-store.js';
import { type SharingServices, sharingServicesOver } from './sites/sharing-services.js';
import { PrismaTableArrangementStore } from './tables/prisma-table-arrangement-store.js';

export interface FleetOptions {
  readonly database: RegistryDatabase;
  readonly clock: Clock;
  /** Opens the customer's account when a device is registered. */
  readonly accounts: Accounts;
  readonly organizations: Organizations;
  /** Keys, codes and letters for sharing sites. */
  readonly sharing: SharingIdentity;
  readonly audit: AuditTrail;
  /** The issuing authority; the registry must have adopted it. */
  readonly issuer: CertificateIssuer;
  readonly announcements: Announcements;
}

/** The fleet's services over the registry. */
export interface Fleet extends AssetServices, HandOverServices, SharingServices {
  readonly registration: Registration;
  readonly registrationRequests: RegistrationRequests;
  readonly devices: Devices;
  readonly deviceReturns: DeviceReturns;
  readonly certificates: DeviceCertificates;
  readonly revocation: CertificateRevocation;
  readonly revocationList: RevocationListPublication;
  readonly proposals: Proposals;
  readonly contracts: Contracts;
  readonly terms: ServiceTerms;
  readonly tables: TableArrangements;
  readonly reader: FleetReader;
  readonly onboarding: OnboardingReader;
  readonly imports: Imports;
  readonly measurements: OfflineMeasurements;
}

/** Puts the fleet's services together over the registry. */
export function fleetOver(options: FleetOptions): Fleet {
  const { database, clock, accounts, organizations, audit, issuer, announcements } = options;
  const certificates = new PrismaCertificateStore(database);
  const issuance = new Issuance(issuer, new PrismaCertificateLedger(database, clock), clock);
  const access = new FleetAccess(new PrismaLiveGrants(database), clock);
  const devices = new Devices(new PrismaDeviceStore(database), access, database, audit, { announcements, clock });
  const registrations = new PrismaRegistrationStore(database);
  const requests = new RegistrationRequests(new PrismaRegistrationRequestStore(database), database, audit, clock);
  const contracts = new PrismaContractStore(database);
  const terms = new ServiceTerms(contracts, clock);
  const mail = new PrismaAdministratorMail(database, clock);
  const sharing = sharingServicesOver(database, { organizations, sharing: options.sharing, access, audit, clock });
  const equipment = assetServicesOver(database, { organizations, access, devices, audit, terms, clock });
  const revocation = new CertificateRevocation(certificates, database, audit, announcements, clock);
  const shared = { organizations, access, devices, revocation, audit, announcements, terms, clock };
  return {
    ...handOverServicesOver(database, shared),
    registrationRequests: requests,
    registration: new Registration(accounts, registrations, database, audit, { requests, clock }),
    devices,
    deviceReturns: new DeviceReturns(new PrismaDeviceReturnStore(database, clock)),
    certificates: new DeviceCertificates(
      new ServedDevices(devices, terms),
      certificates,
      { issuance, issuer },
      new KeyMaker(),
      {
        audit,
        clock,
        revocation,
        keyAlarm: new KeyAlarm(new PrismaKeyAlarmStore(database), database, { audit, mail, clock }),
      },
    ),
    revocation,
    revocationList: new RevocationListPublication(certificates, issuer, clock),
    contracts: new Contracts(contracts, database, audit, clock),
    terms,
    proposals: new Proposals(new PrismaProposalStore(database), access, database, audit, { mail, clock }),
    tables: new TableArrangements(new PrismaTableArrangementStore(database), database, audit, clock),
    reader: new PrismaFleetReader(database),
    onboarding: new OnboardingReader(database),
    ...equipment,
    measurements: new OfflineMeasurements(
      equipment.assets,
      new PrismaMeasurementStore(database),
      database,
      audit,
      clock,
    ),
    ...sharing,
    imports: importsOver({ database, clock, organizations, audit }),
  };
}
