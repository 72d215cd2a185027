import { type Clock, DAY_MS } from '#libs/kernel';
import type { CertificateIssuer } from '#libs/pki';
import type { CertificateStore } from '../ledger/certificate.store.js';

/** Who has a list may rely on it for a week: time to notice that none comes any more. */
const VALID_MS = 7 * DAY_MS;
/** Even if nothing changes, a list is replaced after a day. */
const REPLACED_AFTER_MS = DAY_MS;

/** A certificate revocation list as it is handed out. */
export interface PublishedRevocationList {
  readonly der: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** Publishes the revocation list of the issuing authority (RFC 5280 §5). */
export class RevocationListPublication {
  #latest: (PublishedRevocationList & { readonly mark: string }) | undefined;
  /** The end of the last call: one after the other, so that a list is signed once however many ask for it. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: CertificateStore,
    private readonly issuer: CertificateIssuer,
    private readonly clock: Clock,
  ) {}

  /**
   * The list that holds every revocation committed before this call; signed anew when there is one more, or after a day.
   */
  current(): Promise<PublishedRevocationList> {
    const turn = this.#turn.then(() => this.#current());
    this.#turn = turn.catch(() => undefined); // the failure is the caller's, not the next one's
    return turn;
  }

  async #current(): Promise<PublishedRevocationList> {
    const mark = await this.store.revocationMark(this.issuer.certificate.fingerprintSha256);
    const latest = this.#latest;
    const age = this.clock.now().getTime() - (latest?.thisUpdate.getTime() ?? 0);
    if (latest?.mark === mark && age >= 0 && age < REPLACED_AFTER_MS) return latest;
    return this.#sign(mark);
  }

  async #sign(mark: string): Promise<PublishedRevocationList> {
    const { fingerprintSha256 } = this.issuer.certificate;
    const thisUpdate = this.clock.now();
    const nextUpdate = new Date(thisUpdate.getTime() + VALID_MS);
    // The mark is older than the entries: after a revocation in between the next call signs once more for nothing.
    // An entry stays until a list was issued after its certificate's end (RFC 5280 §3.3); a week more does no harm.
    const revoked = await this.store.revokedSince(fingerprintSha256, new Date(thisUpdate.getTime() - VALID_MS));
    // Milliseconds since 1970 grow from list to list, also over restarts and over several processes.
    const { der } = await this.issuer.signRevocationList({
      crlNumber: BigInt(thisUpdate.getTime()),
      thisUpdate,
      nextUpdate,
      revoked,
    });
    this.#latest = { der, thisUpdate, nextUpdate, mark };
    return this.#latest;
  }
}
