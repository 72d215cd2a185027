import type { OrganizationId } from '#libs/kernel';
import type { ApiKey } from './api-key.js';
import type { Organization } from './organization.js';

/** API keys by the SHA-256 of the key. */
export abstract class ApiKeyStore {
  abstract add(apiKey: ApiKey, hash: Buffer): Promise<void>;
  abstract find(id: string): Promise<ApiKey | undefined>;
  /** The key and its organization; every request of a program asks it. */
  abstract findByHash(
    hash: Buffer,
  ): Promise<
    { readonly apiKey: ApiKey; readonly organization: Pick<Organization, 'id' | 'kind' | 'path'> } | undefined
  >;
  /** Newest first; `before` is the id of the last one seen. */
  abstract list(organizationId: OrganizationId, limit: number, before: string | undefined): Promise<readonly ApiKey[]>;
  /** How many are neither revoked nor expired. */
  abstract countActive(organizationId: OrganizationId, at: Date): Promise<number>;
  /** @returns false if it was revoked already */
  abstract revoke(id: string, at: Date): Promise<boolean>;
  abstract noteUse(id: string, at: Date): Promise<void>;
}
