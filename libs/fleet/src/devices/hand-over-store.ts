import type { DeviceId, OrganizationId, PersonId } from '#libs/kernel';
import type { RegisteredDevice, RevocableCertificate, Revocation } from '../ports.js';
import type { HandOverCause } from './ownership.js';

/** To whom devices go, and who says so. */
export interface HandOverOrder {
  readonly to: OrganizationId;
  readonly cause: HandOverCause;
  readonly byId: PersonId;
  readonly note: string | null;
  readonly at: Date;
}

/** A certificate that ended when its device left a customer; the fingerprint is null while it is reserved only. */
export type LeftCertificate = Pick<RevocableCertificate, 'serialNumber' | 'fingerprintSha256' | 'deviceId'> &
  Revocation;

/** Devices on their way from one owner to another; every call is a fixed number of statements. */
export abstract class HandOverStore {
  /** In the order of their ids; those that do not exist are left out. */
  abstract find(ids: readonly DeviceId[]): Promise<readonly RegisteredDevice[]>;
  /** As `find`, locked one after the other in that order until the unit of work ends. */
  abstract lock(ids: readonly DeviceId[]): Promise<readonly RegisteredDevice[]>;
  /**
   * Makes locked devices another organization's: they leave what they are installed on and where they stand, and those that
   * leave a customer the names that tell of its equipment and their certificates. Contracts stay.
   *
   * @returns the certificates that were revoked
   */
  abstract handOver(ids: readonly DeviceId[], order: HandOverOrder): Promise<readonly LeftCertificate[]>;
}
