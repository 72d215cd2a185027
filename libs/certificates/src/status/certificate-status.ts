import type { DeviceLifecycle } from '#libs/contracts/http';
import type { DeviceId, DeviceKey, OrganizationId } from '#libs/kernel';

/** How a certificate is looked up: by what it is, and, if that is unknown, by the serial number it claims. */
export interface CertificateIdentity {
  /** SHA-256 of the DER encoding, lower-case hexadecimal. */
  readonly fingerprintSha256: string;
  /** Lower-case hexadecimal without leading zero octets. */
  readonly serialNumber: string;
}

/** A device as its sessions need it. */
export interface AdmittedDevice {
  readonly id: DeviceId;
  readonly key: DeviceKey;
  readonly organizationId: OrganizationId;
}

/** What the registry says about a certificate now. */
export interface CertificateStatus {
  /** Name of the profile: `device`, `service`, `server`. */
  readonly profile: string;
  /** Null while its serial number is only reserved. */
  readonly validity: { readonly notBefore: Date; readonly notAfter: Date } | null;
  readonly revokedAt: Date | null;
  /** Null for certificates of the platform's own processes. */
  readonly device: (AdmittedDevice & { readonly lifecycle: DeviceLifecycle }) | null;
}

/** What changed of certificates and of their devices. */
export interface ChangedCertificateStatuses {
  /** What changed is now, by fingerprint. */
  readonly statuses: ReadonlyMap<string, CertificateStatus>;
  /** By the registry's clock: what was committed before this is told, so ask from here next time. */
  readonly upTo: Date;
  /** False: so much changed that not all of it is told. */
  readonly isWhole: boolean;
}

/** Looks certificates up in the registry. */
export abstract class CertificateStatuses {
  /**
   * Looks up many in one statement.
   *
   * @param certificates at most 1000
   * @returns by fingerprint; one that is missing is unknown
   */
  abstract find(certificates: readonly CertificateIdentity[]): Promise<ReadonlyMap<string, CertificateStatus>>;

  /**
   * What changed of certificates that were issued, and of the lifecycle and owner of their devices; changes may be told
   * twice. Rows that were deleted are not told.
   *
   * @param since an earlier `upTo`; `undefined` tells nothing but where to begin
   */
  abstract changedSince(since: Date | undefined): Promise<ChangedCertificateStatuses>;
}
