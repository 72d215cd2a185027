import { createHash, randomBytes } from 'node:crypto';
import { newUuid, type OrganizationId } from '#libs/kernel';
import type { AuditedWork } from '../audit/audited-work.js';
import { SINGLE_SIGN_ON_LIFETIME_MS } from '../links/link-lifetimes.js';
import type { Sessions } from '../sign-in/sessions.js';
import type { SignedInPerson } from '../sign-in/sign-in.js';
import type { IdentityProvider } from './identity-provider.js';
import type { IdentityProviderStore } from './identity-provider.store.js';
import type { RelyingPartyCache } from './relying-party-cache.js';
import { NoIdentityProviderError, SingleSignOnUnknownError } from './single-sign-on.errors.js';
import { domainOf, type SingleSignOnRule } from './single-sign-on-rule.js';

/** Random bytes of an attempt, a nonce, a code verifier (RFC 7636 §4.1: 43 characters of base64url). */
const RANDOM_BYTES = 32;
/** Identity providers that are offered for one domain, at most: nobody reads a longer list. */
const OFFERED = 5;
/** An attempt as it is issued: 32 bytes in base64url. */
const ATTEMPT = /^[A-Za-z0-9_-]{43}$/;

/** A sign-in that was begun; the attempt stays with the browser that began it. */
export interface BegunSignIn {
  /** Where the person signs in. */
  readonly authorizationUrl: string;
  /** To be given back on completion: it ties the answer to who asked. */
  readonly attempt: string;
  readonly expiresAt: Date;
}

/** Signs people in through the identity provider of their organization. */
export class SingleSignOns {
  constructor(
    private readonly store: IdentityProviderStore,
    private readonly relyingParties: RelyingPartyCache,
    private readonly rule: SingleSignOnRule,
    private readonly sessions: Sessions,
    private readonly work: AuditedWork,
  ) {}

  /**
   * The identity providers for the domain of an address, oldest first, at most five.
   *
   * Nothing tells whether the address has an account: only its domain is looked at.
   *
   * @param email in lower case
   */
  offeredTo(email: string): Promise<readonly IdentityProvider[]> {
    return this.store.speakingFor(domainOf(email), OFFERED);
  }

  /**
   * Begins a sign-in.
   *
   * @throws {NoIdentityProviderError} also for an organization that is not there
   * @throws {IdentityProviderFailedError}
   */
  async begin(id: OrganizationId): Promise<BegunSignIn> {
    const provider = await this.store.findOf(id);
    if (!provider) throw new NoIdentityProviderError(id);
    const attempt = random();
    const state = stateOf(attempt);
    const now = this.work.now();
    const expiresAt = new Date(now.getTime() + SINGLE_SIGN_ON_LIFETIME_MS);
    const kept = {
      id: newUuid(now),
      identityProviderId: provider.id,
      nonce: random(),
      codeVerifier: random(),
      expiresAt,
    };
    const authorizationUrl = await this.relyingParties.authorizationUrl(provider, kept, state);
    await this.store.addAttempt(kept, digestOf(state));
    return { authorizationUrl, attempt, expiresAt };
  }

  /**
   * Completes a sign-in with what the person came back with, once, and opens a session.
   *
   * @param parameters query of the redirect address, without "?"
   * @param isCookie the session is for a browser, its token goes out as a cookie
   * @throws {SingleSignOnUnknownError} not begun here, too late, or completed already
   * @throws {SingleSignOnFailedError | IdentityProviderFailedError}
   * @throws {SingleSignOnRefusedError} nobody of that address may come in through it
   */
  async complete(attempt: string, parameters: string, isCookie: boolean): Promise<SignedInPerson> {
    const state = ATTEMPT.test(attempt) ? stateOf(attempt) : '';
    const kept = await this.store.takeAttempt(digestOf(state));
    if (!kept || this.work.now() >= kept.expiresAt) throw new SingleSignOnUnknownError();
    const provider = await this.store.find(kept.identityProviderId);
    if (!provider) throw new SingleSignOnUnknownError();
    const email = await this.relyingParties.emailBehind(provider, kept, state, parameters);
    const person = await this.rule.letIn(provider, email);
    const session = await this.work.run(() => this.sessions.open(person.id, { isCookie }));
    // The password was not used, so nothing is asked about it.
    return { ...session, person: { id: person.id, email: person.email }, passwordChange: null };
  }
}

const random = () => randomBytes(RANDOM_BYTES).toString('base64url');
/** The state the identity provider sees; the attempt cannot be told from it. */
const stateOf = (attempt: string) => createHash('sha256').update(attempt, 'ascii').digest('base64url');
const digestOf = (state: string) => createHash('sha256').update(state, 'ascii').digest();
