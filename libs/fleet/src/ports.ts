import type { BoundingBox, CalendarDate, DeviceLifecycle, MacAddress, SerialNumber } from '#libs/contracts';
import type { Organization } from '#libs/identity';
import type { DeviceId, DeviceKey, OrganizationId, PersonId } from '#libs/kernel';
import type { RevocationReason, RevokedCertificate } from '#libs/pki';
import type { AssetRooms } from './assets/asset-limit.js';
import type { DeviceDetails, DevicePage, DeviceSelection } from './devices/device-list.js';
import type { VisibleSpan } from './devices/ownership.js';
import type { FleetCounts } from './overview/fleet-counts.js';
import type { MapFeature } from './overview/map-feature.js';
import type { Scope } from './scope.js';

/** The owner of a device, as far as it decides who may do what. */
export type Owner = Pick<Organization, 'id' | 'path' | 'delegatesCertificates'>;

/** A device as rules need it. */
export interface RegisteredDevice {
  readonly id: DeviceId;
  readonly key: DeviceKey;
  readonly serialNumber: SerialNumber;
  readonly lifecycle: DeviceLifecycle;
  /** Kind of key its model can hold. */
  readonly keyAlgorithm: 'ec-p256' | 'rsa-2048';
  readonly owner: Owner;
  /** Where it stands. */
  readonly siteId: string | null;
}

/** The devices, one at a time. */
export abstract class DeviceStore {
  abstract find(id: DeviceId): Promise<RegisteredDevice | undefined>;
  /** As `find`; other units of work that lock the same device wait until this one ends. */
  abstract lock(id: DeviceId): Promise<RegisteredDevice | undefined>;
  abstract changeLifecycle(id: DeviceId, lifecycle: DeviceLifecycle, at: Date): Promise<void>;
}

/** A handshake or session that the broker refused. */
export interface RefusedConnection {
  /** Decimal; later ones have larger ones. */
  readonly id: string;
  readonly at: Date;
  readonly remoteAddress: string;
  readonly cause: string;
  readonly detail: string;
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly serialNumber: string | null;
  readonly fingerprintSha256: string | null;
}

/** Views over the fleet. Nothing outside the scope is found. */
export abstract class FleetReader {
  /** One page of devices, in a fixed number of statements. */
  abstract devices(scope: Scope, selection: DeviceSelection, now: Date): Promise<DevicePage>;
  abstract device(id: DeviceId, now: Date): Promise<DeviceDetails | undefined>;
  /** Within the spans, newest first; `before` is the id of the last one seen. */
  abstract refusedConnections(
    id: DeviceId,
    spans: readonly VisibleSpan[],
    limit: number,
    before: string | undefined,
  ): Promise<readonly RefusedConnection[]>;
  abstract counts(scope: Scope, now: Date): Promise<FleetCounts>;
  /** At most 65² features; those of one place in the order of their serial numbers. */
  abstract features(
    scope: Scope,
    box: BoundingBox,
    zoom: number | undefined,
    now: Date,
  ): Promise<readonly MapFeature[]>;
}

/** A certificate of a device, without its key, which nobody has. */
export interface CertificateRecord {
  readonly serialNumber: string;
  readonly fingerprintSha256: string;
  readonly keyAlgorithm: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly issuedAt: Date;
  readonly requestedById: PersonId | null;
  readonly revokedAt: Date | null;
  readonly revocationReason: RevocationReason | null;
  readonly pem: string;
}

/** A serial number under which a device's certificate was or may have been signed. */
export interface RevocableCertificate {
  readonly serialNumber: string;
  /** Null as long as it is reserved only. */
  readonly fingerprintSha256: string | null;
  readonly deviceId: DeviceId;
  readonly owner: Owner;
  readonly revocation: Revocation | null;
}

/** When and why a certificate was revoked. */
export interface Revocation {
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

/** What the ledger knows of certificates, read; and the one change they can still undergo. */
export abstract class CertificateStore {
  /** Newest first, at most `limit`; those that were only reserved are left out. */
  abstract ofDevice(id: DeviceId, limit: number): Promise<readonly CertificateRecord[]>;
  /** How many certificates of the device are valid now, those reserved in the last minute included. */
  abstract countValid(id: DeviceId, now: Date): Promise<number>;
  abstract find(serialNumber: string): Promise<RevocableCertificate | undefined>;
  /** Those of a device that are valid or may become so: issued and not at their end, or reserved only. */
  abstract revocableOf(
    device: { readonly id: DeviceId; readonly owner: Owner },
    now: Date,
  ): Promise<readonly RevocableCertificate[]>;
  /** Revokes once. @returns false if it was revoked before; then nothing changed */
  abstract revoke(serialNumber: string, revocation: Revocation): Promise<boolean>;
  /** Condemns the key of a certificate for ever, whatever the certificate was revoked for. @returns false if it was before */
  abstract condemnKeyOf(serialNumber: string, at: Date): Promise<boolean>;
  /** Those not revoked that carry the same key as this one and could still be used. */
  abstract revocableWithKeyOf(serialNumber: string, now: Date): Promise<readonly RevocableCertificate[]>;
  /** What changes whenever a certificate of this authority is revoked. */
  abstract revocationMark(authorityFingerprintSha256: string): Promise<string>;
  /** Revoked certificates of this authority that did not expire before `since`. */
  abstract revokedSince(authorityFingerprintSha256: string, since: Date): Promise<readonly RevokedCertificate[]>;
}

/** A model's name and id. */
export interface Model {
  readonly id: string;
  readonly name: string;
}

/** What the one form makes in the fleet (R1-08…R1-26). */
export interface NewRegistration {
  readonly customerId: OrganizationId;
  /** As the history of the device's hand-overs keeps it. */
  readonly customerName: string;
  readonly registeredById: PersonId;
  readonly providerId: OrganizationId;
  readonly at: Date;
  readonly site: NewSite | null;
  readonly device: {
    readonly id: DeviceId;
    /** As it lay in the provider's stock, from where it is taken; null: it is new. */
    readonly stocked: StockedDevice | null;
    readonly serialNumber: SerialNumber;
    readonly macAddress: MacAddress;
    readonly modelId: string;
    readonly name: string;
    /** Null: the form does not say; a device from stock keeps the one it has. */
    readonly systemName: string | null;
  };
  readonly asset: {
    readonly id: string;
    readonly equipmentModelId: string;
    readonly modelNumber: string;
    readonly serialNumber: string;
    readonly shipDate: CalendarDate | null;
    readonly externalId: string | null;
    readonly warrantyBegin: CalendarDate | null;
    /** Exclusive. */
    readonly warrantyEnd: CalendarDate | null;
  };
  readonly contract: {
    readonly id: string;
    readonly startDate: CalendarDate;
    readonly endDate: CalendarDate;
    readonly leaseMonths: number;
    readonly salesOrderNumber: string | null;
    readonly serviceContractNumber: string | null;
  };
  readonly installationId: string;
}

export interface NewSite {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** Fields of a device that no two devices share. */
export type UniqueDeviceField = 'serialNumber' | 'macAddress';

/** A device in a provider's stock. */
export interface StockedDevice {
  readonly id: DeviceId;
  /** Name of its model. */
  readonly type: string;
  readonly lifecycle: DeviceLifecycle;
  readonly createdAt: Date;
}

/** What registration needs of the fleet's tables. */
export abstract class RegistrationStore {
  /** Names in alphabetical order. */
  abstract deviceModels(): Promise<readonly Model[]>;
  /** What is offered at these places in the tree of organizations, names in alphabetical order, each once. */
  abstract equipmentModels(paths: readonly string[]): Promise<readonly Model[]>;
  /** Which of the two another device has. */
  abstract taken(serialNumber: SerialNumber, macAddress: MacAddress): Promise<readonly UniqueDeviceField[]>;
  /** The device of this serial number and MAC address if it lies in that stock and is in use; locked. */
  abstract lockStocked(
    serialNumber: SerialNumber,
    macAddress: MacAddress,
    providerId: OrganizationId,
  ): Promise<StockedDevice | undefined>;
  abstract lockAssetRoom(id: OrganizationId): ReturnType<AssetRooms['lockAssetRoom']>;
  /** @throws {DeviceTakenError} somebody else just took a unique field; the unit of work cannot go on after it */
  abstract add(registration: NewRegistration): Promise<void>;
}

/** What a deleted organization leaves behind; a subtree is named by its path. */
export abstract class DeviceReturnStore {
  /** Contracts of providers inside the subtree with customers outside of it. */
  abstract countContractsElsewhere(path: string): Promise<number>;
  /** Deletes the contracts of the subtree's customers. */
  abstract endContracts(path: string): Promise<void>;
  /**
   * Gives all devices of the subtree to one organization, installed and standing nowhere, without the certificates they had.
   *
   * @returns how many
   */
  abstract giveDevicesTo(heir: OrganizationId, path: string): Promise<number>;
}
