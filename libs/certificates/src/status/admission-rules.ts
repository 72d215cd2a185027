import type { DeviceLifecycle } from '#libs/contracts/http';
import type { DeviceId, DeviceKey, OrganizationId } from '#libs/kernel';
import type { ConnectionRefusalCode } from '../attempts/connection-attempt-causes.js';

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

/** Whether the bearer of a certificate may come in. */
export type Admission =
  | { readonly admitted: true; readonly status: CertificateStatus }
  | {
      readonly admitted: false;
      readonly cause: ConnectionRefusalCode;
      /** Whose certificate it is, if the registry knows. */
      readonly deviceId: DeviceId | null;
    };

/** The rules in the order in which they are asked; the first that applies is the cause. */
const RULES: readonly {
  readonly cause: ConnectionRefusalCode;
  readonly applies: (status: CertificateStatus, profile: string, now: Date) => boolean;
}[] = [
  // A serial number that is revoked before anything was signed under it stays revoked: that is why it is asked first.
  { cause: 'connection.certificate-revoked', applies: ({ revokedAt }) => revokedAt !== null },
  { cause: 'connection.certificate-not-issued', applies: ({ validity }) => validity === null },
  { cause: 'connection.certificate-purpose', applies: (status, profile) => status.profile !== profile },
  {
    cause: 'connection.certificate-unknown',
    applies: ({ device }, profile) => profile === 'device' && device === null,
  },
  {
    cause: 'connection.certificate-not-yet-valid',
    applies: ({ validity }, _, now) => validity !== null && now < validity.notBefore,
  },
  {
    cause: 'connection.certificate-expired',
    applies: ({ validity }, _, now) => validity !== null && now > validity.notAfter,
  },
  { cause: 'connection.device-suspended', applies: ({ device }) => device?.lifecycle === 'suspended' },
  { cause: 'connection.device-retired', applies: ({ device }) => device?.lifecycle === 'retired' },
];

/**
 * Decides about a client whose possession of the certificate's key the TLS handshake has proved; whoever shows none, or one of
 * another authority, was refused before (the broker's `AdmissionGate`).
 *
 * A device that is still `registered` may come in: who issued its certificate has activated it, or is about to.
 *
 * @param status `undefined`: the registry does not know the certificate
 * @param profile  what the port is for: `device` or `service`
 */
export function decideAdmission(status: CertificateStatus | undefined, profile: string, now: Date): Admission {
  if (status === undefined) return { admitted: false, cause: 'connection.certificate-unknown', deviceId: null };
  const refusal = RULES.find(({ applies }) => applies(status, profile, now));
  if (refusal === undefined) return { admitted: true, status };
  return { admitted: false, cause: refusal.cause, deviceId: status.device?.id ?? null };
}
