import type { OrganizationId } from '#libs/kernel';
import type { ForeignSignInAttempt, IdentityProvider } from './identity-provider.js';

/** Identity providers of organizations, one each, and the sign-ins under way at them. */
export abstract class IdentityProviderStore {
  /** Adds or replaces the organization's. @param clientSecret undefined: the one that is there stays */
  abstract put(provider: IdentityProvider, clientSecret: string | undefined): Promise<void>;
  abstract findOf(organizationId: OrganizationId): Promise<IdentityProvider | undefined>;
  abstract find(id: string): Promise<IdentityProvider | undefined>;
  /** @returns false if there was none */
  abstract remove(organizationId: OrganizationId): Promise<boolean>;
  abstract clientSecretOf(id: string): Promise<string>;
  abstract addAttempt(attempt: ForeignSignInAttempt, stateHash: Buffer): Promise<void>;
  /** Takes an attempt out: it can be completed once. */
  abstract takeAttempt(stateHash: Buffer): Promise<ForeignSignInAttempt | undefined>;
}
