import type { SiteGrantBody, SitePermissionBody } from '#libs/contracts/http';
import { grantStateOf, type ShownGrant, type ShownPermission } from '#libs/sites';

/** A grant as the API shows it. */
export function grantBody(grant: ShownGrant, now: Date): SiteGrantBody {
  const { codeExpiresAt, acceptedAt, endsAt, withdrawnAt, createdAt, mayWithdraw, ...shown } = grant;
  const state = grantStateOf(grant, now);
  return {
    ...shown,
    state,
    mayWithdraw: mayWithdraw && (state === 'pending' || state === 'accepted'),
    createdAt: createdAt.toISOString(),
    codeExpiresAt: codeExpiresAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
}

/** One line of the permissions as the API shows it. */
export const permissionBody = (permission: ShownPermission, now: Date): SitePermissionBody =>
  permission.kind === 'grant' ? grantBody(permission, now) : permission;
