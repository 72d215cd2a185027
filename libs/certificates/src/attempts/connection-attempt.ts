import type { DeviceId } from '#libs/kernel';
import type { ConnectionRefusalCode } from './connection-attempt-causes.js';

/** The certificate a client showed, as far as it could be read. */
export interface PresentedCertificate {
  /** SHA-256 of the DER encoding, lower-case hexadecimal. */
  readonly fingerprintSha256: string;
  /** Distinguished names in one line, RFC 4514 manner; at most 512 characters, nobody vouches for them. */
  readonly subject: string;
  readonly issuer: string;
  /** Lower-case hexadecimal. */
  readonly serialNumber: string;
  /** What it calls its holder in common name, serialNumber and subjectAltName; at most 16, of at most 128 characters each. */
  readonly names: readonly string[];
}

/** A handshake or session that was refused. */
export interface ConnectionAttempt {
  readonly at: Date;
  /** IP address without port. */
  readonly remoteAddress: string;
  readonly cause: ConnectionRefusalCode;
  /** The cause in words, with what was found; one line. */
  readonly detail: string;
  /** The device the certificate belongs to; null unless the client proved that it has the key of a known one. */
  readonly deviceId: DeviceId | null;
  readonly presented: PresentedCertificate | null;
}

/** Where refused attempts are kept for those who must act. */
export abstract class ConnectionAttempts {
  /** Keeps all of them, or none if it throws. At most some hundreds at once. */
  abstract append(attempts: readonly ConnectionAttempt[]): Promise<void>;
}
