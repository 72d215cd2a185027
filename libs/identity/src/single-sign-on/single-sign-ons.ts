import { createHash, randomBytes } from 'node:crypto';
import { newUuid, type OrganizationId } from '#libs/kernel';
import { isWithin } from '../organizations/organization.js';
import type { Parts } from '../parts.js';
import type { Person } from '../people/person.js';
import type { Sessions } from '../sign-in/sessions.js';
import type { SignedInPerson } from '../sign-in/sign-in.js';
import { ATTEMPT_LIFETIME_MS, type IdentityProvider, speaksFor } from './identity-provider.js';
import type { IdentityProviderStore } from './identity-provider.store.js';
import { RelyingParties } from './relying-parties.js';
import {
  NoIdentityProviderError,
  SingleSignOnRefusedError,
  SingleSignOnUnknownError,
} from './single-sign-on.errors.js';

/** Random bytes of an attempt, a nonce, a code verifier (RFC 7636 §4.1: 43 characters of base64url). */
const RANDOM_BYTES = 32;
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
  readonly #relyingParties: RelyingParties;

  constructor(
    private readonly sessions: Sessions,
    private readonly store: IdentityProviderStore,
    private readonly redirectUri: string,
    private readonly parts: Pick<Parts, 'unitOfWork' | 'clock' | 'organizations' | 'people' | 'audit'>,
  ) {
    this.#relyingParties = new RelyingParties(store, parts.clock);
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
    const party = await this.#relyingParties.to(provider);
    const attempt = random();
    const state = stateOf(attempt);
    const now = this.parts.clock.now();
    const expiresAt = new Date(now.getTime() + ATTEMPT_LIFETIME_MS);
    const kept = {
      id: newUuid(now),
      identityProviderId: provider.id,
      nonce: random(),
      codeVerifier: random(),
      expiresAt,
    };
    await this.store.addAttempt(kept, digestOf(state));
    return { authorizationUrl: await party.authorizationUrl(kept, state, this.redirectUri), attempt, expiresAt };
  }

  /**
   * Completes a sign-in with what the person came back with, once, and opens a session.
   *
   * Only somebody whose every organization lies in the identity provider's subtree is let in: a provider's identity
   * provider must not speak for other providers' people. Accounts are made by invitation, never here.
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
    if (!kept || this.parts.clock.now() >= kept.expiresAt) throw new SingleSignOnUnknownError();
    const provider = await this.store.find(kept.identityProviderId);
    if (!provider) throw new SingleSignOnUnknownError();
    const party = await this.#relyingParties.to(provider);
    const email = await party.emailBehind(new URL(`${this.redirectUri}?${parameters}`), kept, state);
    const person = await this.#personOf(provider, email);
    const session = await this.parts.unitOfWork.run(() => this.sessions.open(person.id, { isCookie }));
    // The password was not used, so nothing is asked about it.
    return { ...session, person: { id: person.id, email: person.email }, passwordChange: null };
  }

  async #personOf(provider: IdentityProvider, email: string): Promise<Person> {
    const person = await this.parts.people.findByEmail(email);
    const organization = await this.parts.organizations.find(provider.organizationId);
    const places = person && (await this.parts.people.placesOf([person.id])).get(person.id);
    const isTheirs = places?.length && organization && places.every(({ path }) => isWithin(path, organization.path));
    if (person && isTheirs && person.verifiedAt !== null && speaksFor(provider, email)) return person;
    await this.parts.audit.record({
      action: 'session.refused',
      actorId: null,
      organizationId: provider.organizationId,
      subject: { kind: 'identity-provider', id: provider.id },
      details: { email },
    });
    throw new SingleSignOnRefusedError(email);
  }
}

const random = () => randomBytes(RANDOM_BYTES).toString('base64url');
/** The state the identity provider sees; the attempt cannot be told from it. */
const stateOf = (attempt: string) => createHash('sha256').update(attempt, 'ascii').digest('base64url');
const digestOf = (state: string) => createHash('sha256').update(state, 'ascii').digest();
