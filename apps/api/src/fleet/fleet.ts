import {
  ContractStore,
  Contracts,
  OnboardingReader,
  OwnedDeviceStore,
  OwnedDevices,
  ProposalStore,
  Proposals,
  Registration,
  RegistrationRequestStore,
  RegistrationRequests,
  RegistrationStore,
  ServedDevices,
  ServiceTerms,
} from '#libs/agreements';
import {
  CertificateRevocation,
  CertificateStore,
  DeviceCertificates,
  KeyAlarm,
  KeyAlarmStore,
  KeyMaker,
  PrismaCertificateLedger,
  RevocationListPublication,
} from '#libs/certificates';
import type { Announcements } from '#libs/contracts/events';
import { DeviceStore, Devices, FleetReader } from '#libs/devices';
import { MeasurementStore, OfflineMeasurements } from '#libs/equipment';
import { type Accounts, AuditedWork, type AuditTrail, FleetAccess, type Organizations } from '#libs/identity';
import { type Imports, importsOver } from '#libs/imports';
import type { Clock } from '#libs/kernel';
import { AdministratorMail, Outbox } from '#libs/notifications';
import { type CertificateIssuer, Issuance } from '#libs/pki';
import { PrismaLiveGrants } from '#libs/sites';
import { PrismaTableArrangementStore, TableArrangements } from '#libs/tables';
import type { RegistryDatabase } from '#prisma';
import { type AssetServices, assetServicesOver } from './asset-services.js';
import { type SharingIdentity, type SharingServices, sharingServicesOver } from './sharing-services.js';
import { type TransferServices, transferServicesOver } from './transfer-services.js';

export interface FleetOptions {
  readonly database: RegistryDatabase;
  readonly clock: Clock;
  /** Opens the customer's account when a device is registered. */
  readonly accounts: Accounts;
  readonly organizations: Organizations;
  /** Keys and codes for sharing sites. */
  readonly sharing: SharingIdentity;
  readonly audit: AuditTrail;
  /** The issuing authority; the registry must have adopted it. */
  readonly issuer: CertificateIssuer;
  readonly announcements: Announcements;
}

/** The fleet's services over the registry. */
export interface Fleet extends AssetServices, TransferServices, SharingServices {
  readonly registration: Registration;
  readonly registrationRequests: RegistrationRequests;
  readonly devices: Devices;
  readonly ownedDevices: OwnedDevices;
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
  const certificates = new CertificateStore(database);
  const issuance = new Issuance(issuer, new PrismaCertificateLedger(database, clock), clock);
  const access = new FleetAccess(new PrismaLiveGrants(database), clock);
  const work = new AuditedWork(database, audit, clock);
  const devices = new Devices(new DeviceStore(database), access, work, announcements);
  const registrations = new RegistrationStore(database);
  const requests = new RegistrationRequests(new RegistrationRequestStore(database), database, audit, clock);
  const contracts = new ContractStore(database);
  const terms = new ServiceTerms(contracts, clock);
  const mail = new AdministratorMail(database, clock);
  const sharing = sharingServicesOver(database, { organizations, sharing: options.sharing, access, work, clock });
  const equipment = assetServicesOver(database, { organizations, access, devices, audit, work, terms, clock });
  const revocation = new CertificateRevocation(certificates, database, audit, announcements, clock);
  const shared = { organizations, access, devices, revocation, audit, work, announcements, terms, clock };
  return {
    ...transferServicesOver(database, shared),
    registrationRequests: requests,
    registration: new Registration(accounts, registrations, work, requests, new Outbox(database, clock)),
    devices,
    ownedDevices: new OwnedDevices(new OwnedDeviceStore(database, clock)),
    certificates: new DeviceCertificates(
      new ServedDevices(devices, terms),
      certificates,
      { issuance, issuer },
      new KeyMaker(),
      {
        audit,
        clock,
        revocation,
        keyAlarm: new KeyAlarm(new KeyAlarmStore(database), database, { audit, mail, clock }),
      },
    ),
    revocation,
    revocationList: new RevocationListPublication(certificates, issuer, clock),
    contracts: new Contracts(contracts, database, audit, clock),
    terms,
    proposals: new Proposals(new ProposalStore(database), access, work, mail),
    tables: new TableArrangements(new PrismaTableArrangementStore(database), database, audit, clock),
    reader: new FleetReader(database),
    onboarding: new OnboardingReader(database),
    ...equipment,
    measurements: new OfflineMeasurements(equipment.assets, new MeasurementStore(database), work),
    ...sharing,
    imports: importsOver({ database, clock, organizations, audit }),
  };
}
