import type { OrganizationId } from '#libs/kernel';

/** Where a provider's people may sign in instead (OpenID Connect Core 1.0). */
export interface IdentityProvider {
  readonly id: string;
  readonly organizationId: OrganizationId;
  /** Issuer identifier; its discovery document lies below it (OpenID Connect Discovery 1.0 §4). */
  readonly issuer: string;
  readonly clientId: string;
  /** Domains of the addresses it is believed about, lower case. */
  readonly emailDomains: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A sign-in that is under way at an identity provider. */
export interface SingleSignOnAttempt {
  readonly id: string;
  readonly identityProviderId: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Exclusive. */
  readonly expiresAt: Date;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether an issuer may be used: https (Discovery §3), or http on this machine itself; no query, no fragment. */
export function isUsableIssuer(issuer: string): boolean {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (url?.search !== '' || url.hash !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}
