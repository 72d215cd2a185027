import {
  type CertificateIdentity,
  type CertificateStatus,
  type ConnectionRefusalCode,
  decideAdmission,
} from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import type { Clock } from '#libs/kernel';
import type { Logger } from '#libs/platform';
import type { CertificateStatusCache } from './certificate-status-cache.js';

/** Somebody who was let in on a certificate. */
export interface Bearer {
  readonly identity: CertificateIdentity;
  /** End of the certificate's validity, milliseconds since 1970 UTC. */
  readonly validUntil: number;
  /** Ends the session with the cause; repeating it does nothing. */
  end(cause: DisconnectCode): void;
}

/** The sessions of one port. */
export interface Bearers {
  /** What the port is for: `device` or `service`. */
  readonly profile: string;
  bearers(): Iterable<Bearer>;
}

const ENDINGS: Partial<Record<ConnectionRefusalCode, DisconnectCode>> = {
  'connection.certificate-revoked': 'certificate-revoked',
  'connection.certificate-expired': 'certificate-expired',
  'connection.device-suspended': 'device-suspended',
  'connection.device-retired': 'device-retired',
};

/** Everything is compared this often, milliseconds: for rows that were deleted, and transactions that took very long. */
const COMPARE_ALL_MS = 300_000;

/**
 * Compares open sessions, and what is remembered of certificates, with the registry again and again: every few seconds with
 * what changed there, seldom with everything.
 *
 * That is what makes the bus a matter of speed alone: an event that is lost, or a change made in the database by hand, is
 * found here.
 */
export class Reconciliation {
  #timer: NodeJS.Timeout | undefined;
  #failing = false;
  #confirmedAt = performance.now();
  /** Up to when the registry's changes are known, by its own clock; undefined before everything was compared. */
  #knownUpTo: Date | undefined;
  #comparedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly statuses: CertificateStatusCache,
    private readonly ports: readonly Bearers[],
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly intervalMs: number,
  ) {}

  /** Milliseconds since the registry last confirmed everything. */
  get ageMs(): number {
    return performance.now() - this.#confirmedAt;
  }

  /** Runs rounds, each one interval after the end of the one before. */
  start(): void {
    this.#timer = setTimeout(() => {
      void this.#round().then(() => {
        if (this.#timer) this.start();
      });
    }, this.intervalMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /**
   * One round: asks what changed, and ends the sessions of everybody who may not be here any more.
   *
   * @throws what the registry throws; sessions stay as they are then
   */
  async run(): Promise<void> {
    if (this.#knownUpTo === undefined || performance.now() - this.#comparedAt >= COMPARE_ALL_MS)
      return this.compareAll();
    const { statuses, upTo, isWhole } = await this.statuses.changes(this.#knownUpTo);
    if (!isWhole) return this.compareAll();
    const now = this.clock.now();
    for (const port of this.ports) {
      for (const bearer of port.bearers()) {
        const status = statuses.get(bearer.identity.fingerprintSha256);
        if (status) endUnlessAdmitted(bearer, status, port.profile, now);
        else if (now.getTime() > bearer.validUntil) bearer.end('certificate-expired');
      }
    }
    this.#knownUpTo = upTo;
    this.#confirmedAt = performance.now();
  }

  /**
   * Asks about every session and everything that is remembered.
   *
   * @throws what the registry throws; sessions stay as they are then
   */
  async compareAll(): Promise<void> {
    const { upTo } = await this.statuses.changes(undefined);
    const identities = new Map(this.statuses.identities().map((identity) => [identity.fingerprintSha256, identity]));
    for (const port of this.ports) {
      for (const { identity } of port.bearers()) identities.set(identity.fingerprintSha256, identity);
    }
    const statuses = await this.statuses.refresh([...identities.values()]);
    const now = this.clock.now();
    for (const port of this.ports) {
      for (const bearer of port.bearers()) {
        const { fingerprintSha256 } = bearer.identity;
        // One that came while we asked is not in the answer; it was judged when it came.
        if (!identities.has(fingerprintSha256)) continue;
        endUnlessAdmitted(bearer, statuses.get(fingerprintSha256), port.profile, now);
      }
    }
    this.#knownUpTo = upTo;
    this.#comparedAt = performance.now();
    this.#confirmedAt = this.#comparedAt;
  }

  async #round(): Promise<void> {
    try {
      await this.run();
      if (this.#failing) this.logger.info('The registry confirms certificates again.');
      this.#failing = false;
    } catch (err) {
      // Once an outage: the sessions that are open stay, and new ones are let in for as long as memory is trusted.
      if (!this.#failing) this.logger.warn({ err }, 'The registry does not confirm certificates; trying on.');
      this.#failing = true;
    }
  }
}

function endUnlessAdmitted(bearer: Bearer, status: CertificateStatus | undefined, profile: string, now: Date): void {
  const admission = decideAdmission(status, profile, now);
  if (!admission.admitted) bearer.end(ENDINGS[admission.cause] ?? 'device-removed');
}
