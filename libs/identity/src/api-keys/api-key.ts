import { DAY_MS, type OrganizationId, type PersonId } from '#libs/kernel';
import type { Action } from '../access/permissions.js';

/** How long an API key works if nobody says otherwise, milliseconds: 90 days. */
export const API_KEY_LIFETIME_MS = 90 * DAY_MS;
/** How long at most, milliseconds: 366 days, so that "a year from today" is always allowed. */
export const API_KEY_LONGEST_LIFETIME_MS = 366 * DAY_MS;
/** Keys of one organization that work at the same time, at most. */
export const API_KEYS_KEPT = 50;
/** Every key begins with it, so that a key that leaked into a file is found and known for what it is. */
export const API_KEY_PREFIX = 'fgk_';
/** Held by people only: a key makes no keys, and does not decide who belongs to the organization. */
export const actionsOfPeople: readonly Action[] = ['api-key.administer', 'member.administer'];

/** Lets a program act for an organization; the key itself is nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly name: string;
  /** What it may do there and below, in the reach of an administrator. */
  readonly actions: readonly Action[];
  readonly createdById: PersonId;
  readonly createdAt: Date;
  /** Exclusive. */
  readonly expiresAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Whether it works, and if not, why. */
export function stateOfKey({ revokedAt, expiresAt }: ApiKey, now: Date): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return now >= expiresAt ? 'expired' : 'active';
}
