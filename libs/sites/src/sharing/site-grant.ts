import type { Grantee, Owner } from '#libs/identity';
import { DAY_MS, type OrganizationId, type PersonId } from '#libs/kernel';

/** How somebody is let in to a site: a person by address, an organization by key, anybody by code (R4-08, R4-09, R4-12). */
export type GrantWay = 'email' | 'key' | 'code';
export type SiteAccess = 'read' | 'manage';
export type GrantState = 'pending' | 'accepted' | 'expired' | 'withdrawn';

/** How long a code is taken, days (R4-14). */
export const SHARE_CODE_DAYS = 7;
export const SHARE_CODE_VALID_MS = SHARE_CODE_DAYS * DAY_MS;
/** Grants of one site that wait or let somebody in, at most; our own limit. */
export const MAXIMUM_OPEN_GRANTS = 500;

/** What its state follows from. */
export interface GrantTimes {
  /** The code is taken until then, exclusive. */
  readonly codeExpiresAt: Date;
  readonly acceptedAt: Date | null;
  /** The access ends then, exclusive; null: with its withdrawal. */
  readonly endsAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** What a grant is at a moment (R4-18): one that had expired before it was replaced stays expired. */
export function grantStateOf({ codeExpiresAt, acceptedAt, endsAt, withdrawnAt }: GrantTimes, now: Date): GrantState {
  const ends = [...(acceptedAt === null ? [codeExpiresAt] : []), ...(endsAt === null ? [] : [endsAt])];
  const end = withdrawnAt ?? now;
  if (ends.some((each) => each <= end)) return 'expired';
  if (withdrawnAt !== null) return 'withdrawn';
  return acceptedAt === null ? 'pending' : 'accepted';
}

/** A grant as it is made; what is null is not known yet. */
export interface NewGrant {
  readonly id: string;
  readonly siteId: string;
  readonly way: GrantWay;
  readonly access: SiteAccess;
  /** Lower case; of way email. */
  readonly email: string | null;
  /** Of way key. */
  readonly organizationId: OrganizationId | null;
  /** SHA-256. */
  readonly codeHash: Uint8Array;
  readonly codeExpiresAt: Date;
  readonly createdAt: Date;
  readonly createdById: PersonId;
  readonly endsAt: Date | null;
  /** The grant by which whoever makes it is let in; it ends with that one. Null: the owner's people. */
  readonly underId: string | null;
}

/** A grant that waits for somebody, as its code finds it. */
export interface OfferedGrant extends Pick<NewGrant, 'id' | 'siteId' | 'way' | 'access' | 'email' | 'endsAt'> {
  readonly codeExpiresAt: Date;
  /** The organization whose key was used. */
  readonly organization: { readonly id: OrganizationId; readonly name: string } | null;
  readonly siteName: string;
  readonly owner: Owner;
  readonly ownerName: string;
}

/** For whom a grant is once it is accepted: a person, or an organization. */
export type Receiver =
  | { readonly personId: PersonId; readonly organizationId: null }
  | { readonly personId: null; readonly organizationId: OrganizationId };

/** One line of the permissions of a site (R4-06). */
export type SitePermission =
  | { readonly kind: 'owner'; readonly organization: { readonly id: string; readonly name: string } }
  | {
      readonly kind: 'member';
      readonly person: { readonly id: string; readonly name: string; readonly email: string };
      readonly role: string;
    }
  | GrantPermission;

export interface GrantPermission extends GrantTimes {
  readonly kind: 'grant';
  readonly id: string;
  readonly way: GrantWay;
  readonly access: SiteAccess;
  readonly email: string | null;
  readonly organization: { readonly id: string; readonly name: string } | null;
  readonly person: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly createdAt: Date;
  /** Name is null for who is gone. */
  readonly createdBy: { readonly id: string; readonly name: string | null };
}

/** A grant as somebody sees it. */
export interface ShownGrant extends GrantPermission {
  /** Whether it is theirs to end, as long as there is something to end. */
  readonly mayWithdraw: boolean;
}

/** A line of the permissions as somebody sees it. */
export type ShownPermission = Exclude<SitePermission, GrantPermission> | ShownGrant;

/** Place of a line among the permissions. */
export type PermissionPosition = readonly [rank: number, at: string, id: string];

export interface PermissionSelection {
  readonly limit: number;
  readonly after?: PermissionPosition | undefined;
  /** Somebody the site is shared with sees the owner, their own grants and those they made; undefined: everything. */
  readonly seenBy?: Grantee | undefined;
  /** Only this grant. */
  readonly grantId?: string | undefined;
}

/** A grant that was just withdrawn, and whom it let in until then. */
export interface WithdrawnGrant {
  readonly id: string;
  /** It was accepted, and not over. */
  readonly wasLive: boolean;
  readonly personId: PersonId | null;
  readonly organization: { readonly id: OrganizationId; readonly name: string } | null;
}
