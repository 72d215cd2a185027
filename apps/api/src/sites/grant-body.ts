import type { SiteGrantBody, SitePermissionBody } from '#libs/contracts/http';
import { type GrantPermission, grantStateOf, type SitePermission } from '#libs/sites';

/** A grant as the API shows it. */
export function grantBody(grant: GrantPermission, now: Date): SiteGrantBody {
  const { codeExpiresAt, acceptedAt, endsAt, withdrawnAt, createdAt, ...shown } = grant;
  return {
    ...shown,
    state: grantStateOf(grant, now),
    createdAt: createdAt.toISOString(),
    codeExpiresAt: codeExpiresAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
}

/** One line of the permissions as the API shows it. */
export const permissionBody = (permission: SitePermission, now: Date): SitePermissionBody =>
  permission.kind === 'grant' ? grantBody(permission, now) : permission;
