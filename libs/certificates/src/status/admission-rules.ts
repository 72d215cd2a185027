import type { DeviceId } from '#libs/kernel';
import type { ConnectionRefusalCode } from '../attempts/connection-attempt-causes.js';
import type { CertificateStatus } from './certificate-status.js';

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
