import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import {
  type CertificateIdentity,
  type CertificateStatus,
  type ConnectionRefusalCode,
  connectionRefusals,
  decideAdmission,
  type PresentedCertificate,
} from '#libs/certificates';
import type { Clock, DeviceId } from '#libs/kernel';
import type { Logger } from '#libs/platform';
import { presentedCertificate } from '../tls/presented-certificate.js';
import type { Gate } from '../tls/tls-listener.js';
import type { TrustedIssuers } from '../tls/trusted-issuers.js';
import type { AttemptRecorder } from './attempt-recorder.js';
import { type CertificateStatusCache, RegistryUnavailableError } from './certificate-status-cache.js';

/** A connection whose client proved that it has the key of the certificate it showed. */
export interface ProvenConnection {
  readonly socket: TLSSocket;
  /** IP address without port. */
  readonly remoteAddress: string;
  readonly presented: PresentedCertificate;
}

/** Takes the clients that came through the gate. Not a byte of theirs was read yet. */
export interface ConnectionHandler {
  /** Takes a client in. */
  accept(connection: ProvenConnection, status: CertificateStatus): void;
  /** Sends a client away that nothing is known against: the registry does not answer. */
  turnAway(connection: ProvenConnection): void;
}

/** What the clients of a port come with. */
export interface AdmittedKind {
  /** What the port is for: `device` or `service`. */
  readonly profile: string;
  /** The authorities that make such certificates. */
  readonly issuers: TrustedIssuers;
}

/** OpenSSL's words for a certificate that is out of its time, whoever made it. */
const OUT_OF_TIME: Readonly<Record<string, ConnectionRefusalCode>> = {
  CERT_HAS_EXPIRED: 'connection.certificate-expired',
  CERT_NOT_YET_VALID: 'connection.certificate-not-yet-valid',
};

/**
 * Decides who comes in, by the certificate and by nothing else.
 *
 * What the registry says of a certificate is judged in order by `admission-rules.ts` of the certificates' library. How many come as
 * far as here, and in which order, is said before by `connection-limits/` with the numbers of `tls/tls-listener.ts`; how many stay,
 * after, by `DeviceBroker.accept`.
 *
 * Strangers are sent away without a question to the registry, so that a flood of them costs the database nothing.
 */
export class AdmissionGate implements Gate {
  #isRegistryAway = false;

  constructor(
    private readonly admitted: AdmittedKind,
    private readonly statuses: CertificateStatusCache,
    private readonly recorder: AttemptRecorder,
    private readonly clock: Clock,
    private readonly handler: ConnectionHandler,
    private readonly logger: Logger,
  ) {}

  /** Lets a client in or sends it away; never fails, since one client must not end the process for all. */
  async receive(socket: TLSSocket, remoteAddress: string): Promise<void> {
    try {
      await this.#decide(socket, remoteAddress);
    } catch (err) {
      this.logger.error(
        { err, remoteAddress },
        'A connection was closed: whether it may come in could not be decided.',
      );
      socket.destroy();
    }
  }

  async #decide(socket: TLSSocket, remoteAddress: string): Promise<void> {
    const certificate = socket.getPeerX509Certificate();
    if (!certificate) return this.#refuse(socket, remoteAddress, 'connection.no-certificate');
    const presented = readable(certificate);
    if (presented instanceof Error) {
      const finding = `It cannot be read: ${presented.message.slice(0, 200)}`;
      return this.#refuse(socket, remoteAddress, 'connection.certificate-foreign', { finding });
    }
    const problem = socket.authorized ? undefined : String(socket.authorizationError);
    const outOfTime =
      problem !== undefined && this.admitted.issuers.signed(certificate) ? OUT_OF_TIME[problem] : undefined;
    if (problem !== undefined && outOfTime === undefined) {
      const finding = `OpenSSL says ${problem}.`;
      return this.#refuse(socket, remoteAddress, 'connection.certificate-foreign', { presented, finding });
    }
    const status = await this.#find(presented);
    const deviceId = status === 'unavailable' ? null : (status?.device?.id ?? null);
    if (socket.destroyed) return this.#record(remoteAddress, 'connection.handshake-abandoned', { presented, deviceId });
    if (outOfTime !== undefined) return this.#refuse(socket, remoteAddress, outOfTime, { presented, deviceId });
    if (status === 'unavailable') {
      this.#record(remoteAddress, 'connection.registry-unavailable', { presented });
      return this.handler.turnAway({ socket, remoteAddress, presented });
    }
    const admission = decideAdmission(status, this.admitted.profile, this.clock.now());
    if (admission.admitted) return this.handler.accept({ socket, remoteAddress, presented }, admission.status);
    this.#refuse(socket, remoteAddress, admission.cause, { presented, deviceId: admission.deviceId });
  }

  refused(remoteAddress: string, cause: ConnectionRefusalCode, finding: string): void {
    this.#record(remoteAddress, cause, { finding });
  }

  notAccepted(err: Error): void {
    this.logger.error({ err }, 'The system could not hand over a connection; raise the limit of open files.');
  }

  async #find(identity: CertificateIdentity): Promise<CertificateStatus | undefined | 'unavailable'> {
    try {
      const status = await this.statuses.find(identity);
      this.#isRegistryAway = false;
      return status;
    } catch (failure) {
      if (!(failure instanceof RegistryUnavailableError)) throw failure;
      // Once for all who meet it: thousands come back at one time.
      if (!this.#isRegistryAway)
        this.logger.error({ err: failure }, 'Devices are turned away: the registry does not answer.');
      this.#isRegistryAway = true;
      return 'unavailable';
    }
  }

  #refuse(socket: TLSSocket, remoteAddress: string, cause: ConnectionRefusalCode, found: Found = {}): void {
    this.#record(remoteAddress, cause, found);
    socket.destroy();
  }

  #record(remoteAddress: string, cause: ConnectionRefusalCode, found: Found): void {
    const { presented = null, deviceId = null, finding = '' } = found;
    const detail = finding === '' ? connectionRefusals[cause] : `${connectionRefusals[cause]} ${finding}`;
    this.recorder.record({ remoteAddress, cause, detail, deviceId, presented });
  }
}

/** What the certificate says, or how it is damaged in a way OpenSSL let pass: anybody can send one. */
function readable(certificate: X509Certificate): PresentedCertificate | Error {
  try {
    return presentedCertificate(certificate);
  } catch (failure) {
    return failure instanceof Error ? failure : new Error(String(failure));
  }
}

interface Found {
  readonly presented?: PresentedCertificate;
  readonly deviceId?: DeviceId | null;
  readonly finding?: string;
}
