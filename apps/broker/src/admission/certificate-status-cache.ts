import { LRUCache } from 'lru-cache';
import type {
  CertificateIdentity,
  CertificateStatus,
  CertificateStatuses,
  ChangedCertificateStatuses,
} from '#libs/certificates';
import { type DeviceId, DomainError } from '#libs/kernel';

/** The registry gave no answer about a certificate. */
export class RegistryUnavailableError extends DomainError<{ waitedMs: number }> {
  readonly code = 'broker.registry-unavailable';
  readonly kind = 'unavailable';

  constructor(waitedMs: number, options?: ErrorOptions) {
    super(
      `The registry did not say within ${waitedMs} ms whose certificate this is. The device may try again.`,
      { waitedMs },
      options,
    );
  }
}

export interface CertificateStatusCacheOptions {
  /** Certificates that are remembered at most. */
  readonly capacity: number;
  /** What was not confirmed for this long is not believed any more, milliseconds. */
  readonly trustMs: number;
  /** How long one statement may take, milliseconds. */
  readonly timeoutMs: number;
  /** Milliseconds from any start, never backwards. */
  readonly monotonicNow?: () => number;
}

interface Remembered {
  readonly status: CertificateStatus;
  readonly identity: CertificateIdentity;
  confirmedAt: number;
}

interface Question {
  readonly identity: CertificateIdentity;
  readonly answer: (status: CertificateStatus | undefined) => void;
  readonly fail: (cause: unknown) => void;
}

/** Certificates the registry is asked about in one statement. */
const AT_ONCE = 1_000;
/** Questions that wait at most; the listener's own bound is lower, this one holds while the registry does not answer. */
const MAXIMUM_QUESTIONS = 20_000;

/**
 * What the registry says about certificates, remembered for as long as it is confirmed.
 *
 * One statement is under way at a time, and all who ask meanwhile share the next one: ten thousand devices that come back
 * at once are a dozen statements.
 */
export class CertificateStatusCache {
  readonly #remembered: LRUCache<string, Remembered>;
  /** Revocations we were told of: true before, and whatever, a statement that is under way answers. */
  readonly #revoked: LRUCache<string, Date>;
  readonly #now: () => number;
  /** When all that is remembered was confirmed. */
  #allConfirmedAt = Number.NEGATIVE_INFINITY;
  #questions: Question[] = [];
  #asking = false;

  constructor(
    private readonly registry: CertificateStatuses,
    private readonly options: CertificateStatusCacheOptions,
  ) {
    this.#remembered = new LRUCache({ max: options.capacity });
    this.#revoked = new LRUCache({ max: options.capacity });
    this.#now = options.monotonicNow ?? (() => performance.now());
  }

  /** Certificates that are remembered now. */
  identities(): CertificateIdentity[] {
    return [...this.#remembered.values()].map(({ identity }) => identity);
  }

  /**
   * The status of a certificate, at most `trustMs` old.
   *
   * @returns `undefined`: the registry does not know it
   * @throws {RegistryUnavailableError} no answer, or none within `timeoutMs`
   */
  async find(identity: CertificateIdentity): Promise<CertificateStatus | undefined> {
    const remembered = this.#remembered.get(identity.fingerprintSha256);
    if (remembered) {
      const confirmedAt = Math.max(remembered.confirmedAt, this.#allConfirmedAt);
      if (this.#now() - confirmedAt <= this.options.trustMs) return remembered.status;
    }
    return this.#ask(identity);
  }

  /**
   * Asks the registry anew about many certificates, whatever is remembered. What is remembered of them is put right; the others
   * do not push it out.
   *
   * @returns by fingerprint; one that is missing is unknown
   * @throws what the registry throws, or that a statement took longer than `timeoutMs`; what it said until then is remembered
   */
  async refresh(identities: readonly CertificateIdentity[]): Promise<ReadonlyMap<string, CertificateStatus>> {
    const statuses = new Map<string, CertificateStatus>();
    let from = 0;
    do {
      const chunk = identities.slice(from, from + AT_ONCE);
      from += AT_ONCE;
      const found = await this.#inTime(this.registry.find(chunk));
      for (const { fingerprintSha256 } of chunk) {
        const status = this.#putRight(fingerprintSha256, found.get(fingerprintSha256));
        if (status) statuses.set(fingerprintSha256, status);
      }
    } while (from < identities.length); // at least one statement: to be told nothing is a sign of life too
    return statuses;
  }

  /**
   * Asks the registry what changed, and puts right what is remembered: after that all of it is confirmed.
   *
   * @param since `upTo` of the answer before; `undefined` only tells where to begin
   * @throws what the registry throws, or that it took longer than `timeoutMs`
   */
  async changes(since: Date | undefined): Promise<ChangedCertificateStatuses> {
    const askedAt = this.#now();
    const { statuses, ...rest } = await this.#inTime(this.registry.changedSince(since));
    const changed = new Map<string, CertificateStatus>();
    for (const [fingerprint, found] of statuses) changed.set(fingerprint, this.#putRight(fingerprint, found) ?? found);
    if (since !== undefined && rest.isWhole) this.#allConfirmedAt = askedAt;
    return { statuses: changed, ...rest };
  }

  /** Takes a revocation over at once. */
  revoke(fingerprintSha256: string, at: Date): void {
    this.#revoked.set(fingerprintSha256, at);
    const remembered = this.#remembered.get(fingerprintSha256);
    if (remembered) this.#remember(remembered.identity, remembered.status);
  }

  /** Forgets the certificates of a device, so that the next one who asks gets the registry's answer. */
  forgetDevice(id: DeviceId): void {
    for (const [fingerprint, { status }] of this.#remembered.entries()) {
      if (status.device?.id === id) this.#remembered.delete(fingerprint);
    }
  }

  #ask(identity: CertificateIdentity): Promise<CertificateStatus | undefined> {
    return new Promise((answer, fail) => {
      if (this.#questions.length >= MAXIMUM_QUESTIONS) return fail(new RegistryUnavailableError(0));
      this.#questions.push({ identity, answer, fail });
      if (!this.#asking) void this.#answerAll();
    });
  }

  async #answerAll(): Promise<void> {
    this.#asking = true;
    await undefined; // who asks in the same turn shares the first statement
    while (this.#questions.length > 0) {
      const batch = this.#questions.splice(0, AT_ONCE);
      const identities = new Map(batch.map(({ identity }) => [identity.fingerprintSha256, identity]));
      try {
        const found = await this.#inTime(this.registry.find([...identities.values()]));
        for (const { identity, answer } of batch) {
          answer(this.#remember(identity, found.get(identity.fingerprintSha256)));
        }
      } catch (cause) {
        for (const { fail } of batch) fail(new RegistryUnavailableError(this.options.timeoutMs, { cause }));
      }
    }
    this.#asking = false;
  }

  /** A statement that hangs is left alone: those behind it must not wait for it for ever. */
  async #inTime<Answer>(statement: Promise<Answer>): Promise<Answer> {
    let timeout: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timeout = setTimeout(() => reject(new Error('The statement has not come back.')), this.options.timeoutMs);
    });
    try {
      return await Promise.race([statement, late]);
    } finally {
      clearTimeout(timeout);
    }
  }

  /** What the registry says now of a certificate that may be remembered; whether it is, and for how long, stays. */
  #putRight(fingerprintSha256: string, found: CertificateStatus | undefined): CertificateStatus | undefined {
    const remembered = this.#remembered.peek(fingerprintSha256);
    if (found === undefined) {
      this.#remembered.delete(fingerprintSha256);
      return undefined;
    }
    const status = this.#withRevocation(fingerprintSha256, found);
    if (remembered) {
      const confirmed = { status, identity: remembered.identity, confirmedAt: this.#now() };
      this.#remembered.set(fingerprintSha256, confirmed);
    }
    return status;
  }

  #remember(identity: CertificateIdentity, found: CertificateStatus | undefined): CertificateStatus | undefined {
    const { fingerprintSha256 } = identity;
    if (found === undefined) {
      this.#remembered.delete(fingerprintSha256);
      return undefined;
    }
    const status = this.#withRevocation(fingerprintSha256, found);
    this.#remembered.set(fingerprintSha256, { status, identity, confirmedAt: this.#now() });
    return status;
  }

  /** What we were told counts before what a statement answers that was under way. */
  #withRevocation(fingerprintSha256: string, found: CertificateStatus): CertificateStatus {
    const revokedAt = found.revokedAt ?? this.#revoked.get(fingerprintSha256) ?? null;
    return revokedAt === found.revokedAt ? found : { ...found, revokedAt };
  }
}
