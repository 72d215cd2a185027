import { LRUCache } from 'lru-cache';
import type { Clock } from '#libs/kernel';
import type { Links } from '../links/links.js';
import type { IdentityProvider, SingleSignOnAttempt } from './identity-provider.js';
import type { IdentityProviderStore } from './identity-provider.store.js';
import { RelyingParty } from './relying-party.js';

/**
 * How long a discovery document is believed, milliseconds: keys and endpoints change rarely, and a document that was
 * wrong when it was read must heal without anybody's doing.
 */
const KEPT_MS = 10 * 60_000;
/** Identity providers that are kept at most. */
const CAPACITY = 500;

/** What only the platform knows of an attempt. */
type Secrets = Pick<SingleSignOnAttempt, 'nonce' | 'codeVerifier'>;

/** Identity providers as they were discovered, so that not every sign-in waits for a discovery document. */
export class RelyingPartyCache {
  readonly #kept: LRUCache<string, Promise<RelyingParty>>;

  constructor(
    private readonly store: IdentityProviderStore,
    private readonly links: Links,
    clock: Clock,
  ) {
    const perf = { now: () => clock.now().getTime() };
    // The clock is asked each time, which costs nothing beside a sign-in.
    this.#kept = new LRUCache({ max: CAPACITY, ttl: KEPT_MS, ttlResolution: 0, perf });
  }

  /**
   * Where the person is sent to.
   *
   * @throws {IdentityProviderFailedError} its discovery document cannot be read
   */
  async authorizationUrl(provider: IdentityProvider, attempt: Secrets, state: string): Promise<string> {
    const party = await this.#to(provider);
    return party.authorizationUrl(attempt, state, this.links.singleSignOn);
  }

  /**
   * Whom the identity provider vouches for; see `RelyingParty.emailBehind`.
   *
   * @param parameters query of the redirect address, without "?"
   * @throws {SingleSignOnFailedError | IdentityProviderFailedError}
   */
  async emailBehind(provider: IdentityProvider, attempt: Secrets, state: string, parameters: string): Promise<string> {
    const party = await this.#to(provider);
    return party.emailBehind(new URL(`${this.links.singleSignOn}?${parameters}`), attempt, state);
  }

  /**
   * The party to one identity provider, discovered at most ten minutes ago and never before its last change.
   *
   * Those who ask while it is discovered wait for the same answer. A failure is not kept.
   */
  #to(provider: IdentityProvider): Promise<RelyingParty> {
    // A change in another process is seen too: what was discovered before it is never asked for again.
    const key = `${provider.id} ${provider.updatedAt.getTime()}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const discovery = this.#discover(provider).catch((failure: unknown) => {
      if (this.#kept.peek(key) === discovery) this.#kept.delete(key);
      throw failure;
    });
    this.#kept.set(key, discovery);
    return discovery;
  }

  async #discover(provider: IdentityProvider): Promise<RelyingParty> {
    return RelyingParty.at(provider, await this.store.clientSecretOf(provider.id));
  }
}
