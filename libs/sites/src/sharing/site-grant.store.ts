import { type Grantee, grantedTo } from '#libs/identity';
import { organizationId, type PersonId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type {
  GrantWay,
  NewGrant,
  OfferedGrant,
  PermissionSelection,
  Receiver,
  SiteAccess,
  WithdrawnGrant,
} from './site-grant.js';
import { readSitePermissions } from './site-permissions.query.js';

interface OfferRow {
  readonly id: string;
  readonly site_id: string;
  readonly way: GrantWay;
  readonly access: SiteAccess;
  readonly email: string | null;
  readonly ends_at: Date | null;
  readonly code_expires_at: Date;
  readonly receiver_id: string | null;
  readonly receiver_name: string | null;
  readonly site_name: string;
  readonly owner_id: string;
  readonly owner_name: string;
  readonly path: string;
  readonly delegates_certificates: boolean;
}

/**
 * The grants of sites.
 *
 * Grants in the registry's table `site_grant`.
 */
export class SiteGrantStore {
  constructor(private readonly database: RegistryDatabase) {}

  async add(grant: NewGrant): Promise<void> {
    await this.database.client.siteGrant.create({ data: { ...grant, codeHash: Buffer.from(grant.codeHash) } });
  }

  /** Of those that wait or let somebody in. */
  async countOpen(siteId: string, now: Date): Promise<number> {
    const [row] = await this.database.client.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count
      FROM site_grant
      WHERE site_id = ${siteId}::uuid AND withdrawn_at IS NULL AND (ends_at IS NULL OR ends_at > ${now}::timestamptz)
        AND (accepted_at IS NOT NULL OR code_expires_at > ${now}::timestamptz)`;
    return row?.count ?? 0;
  }

  /** A grant that lets one of these manage the site and share it; of several, the one that lasts longest. */
  async managing(siteId: string, grantee: Grantee, now: Date) {
    const [row] = await this.database.client.$queryRaw<{ id: string; ends_at: Date | null }[]>`
      SELECT g.id, g.ends_at
      FROM site_grant g
      WHERE g.site_id = ${siteId}::uuid AND g.access = 'manage' AND ${grantedTo(grantee, now)}
      ORDER BY g.ends_at DESC NULLS FIRST, g.id
      LIMIT 1`;
    return row && { id: row.id, endsAt: row.ends_at };
  }

  /**
   * Withdraws grants that wait for the same receiver, so that one code is left of them. @returns how many
   */
  replace(
    { siteId, way, email, organizationId: receiver }: Pick<NewGrant, 'siteId' | 'way' | 'email' | 'organizationId'>,
    by: PersonId,
    at: Date,
  ): Promise<number> {
    return this.database.client.$executeRaw`
      UPDATE site_grant
      SET withdrawn_at = ${at}::timestamptz, withdrawn_by_id = ${by}::uuid, code_hash = NULL
      WHERE site_id = ${siteId}::uuid AND way = ${way}::grant_way
        AND accepted_at IS NULL AND withdrawn_at IS NULL
        AND email IS NOT DISTINCT FROM ${email}
        AND (${way} = 'code' OR organization_id IS NOT DISTINCT FROM ${receiver}::uuid)`;
  }

  /** The grant that waits under this code, expired or not. */
  async offered(codeHash: Uint8Array): Promise<OfferedGrant | undefined> {
    const [row] = await this.database.client.$queryRaw<OfferRow[]>`
      SELECT g.id, g.site_id, g.way::text AS way, g.access::text AS access, g.email, g.ends_at, g.code_expires_at,
        r.id AS receiver_id, r.name AS receiver_name, s.name AS site_name, o.id AS owner_id, o.name AS owner_name, o.path,
        o.delegates_certificates
      FROM site_grant g
      JOIN site s ON s.id = g.site_id
      JOIN organization o ON o.id = s.organization_id
      LEFT JOIN organization r ON r.id = g.organization_id
      WHERE g.code_hash = ${Buffer.from(codeHash)} AND g.accepted_at IS NULL AND g.withdrawn_at IS NULL`;
    return row && offeredFrom(row);
  }

  /** Uses the code up. @returns false if it was used, withdrawn or expired by `at` */
  async accept(id: string, codeHash: Uint8Array, receiver: Receiver, by: PersonId, at: Date): Promise<boolean> {
    const accepted = await this.database.client.$executeRaw`
      UPDATE site_grant
      SET accepted_at = ${at}::timestamptz, accepted_by_id = ${by}::uuid, code_hash = NULL,
        person_id = ${receiver.personId}::uuid, organization_id = ${receiver.organizationId}::uuid
      WHERE id = ${id}::uuid AND code_hash = ${Buffer.from(codeHash)} AND accepted_at IS NULL AND withdrawn_at IS NULL
        AND code_expires_at > ${at}::timestamptz AND (ends_at IS NULL OR ends_at > ${at}::timestamptz)`;
    return accepted === 1;
  }

  /**
   * Withdraws a grant and all that were made under it, and theirs. @returns those that still waited or let somebody in
   */
  async withdraw(id: string, by: PersonId, at: Date): Promise<readonly WithdrawnGrant[]> {
    const rows = await this.database.client.$queryRaw<WithdrawnRow[]>`
      WITH RECURSIVE chain AS (
        SELECT g.id FROM site_grant g WHERE g.id = ${id}::uuid
        UNION
        SELECT g.id FROM site_grant g JOIN chain ON g.under_id = chain.id
      )
      UPDATE site_grant g
      SET withdrawn_at = ${at}::timestamptz, withdrawn_by_id = ${by}::uuid, code_hash = NULL
      WHERE g.id IN (SELECT chain.id FROM chain) AND g.withdrawn_at IS NULL
      RETURNING g.id, g.accepted_at IS NOT NULL AND (g.ends_at IS NULL OR g.ends_at > ${at}::timestamptz) AS was_live, g.person_id,
        g.organization_id, (SELECT o.name FROM organization o WHERE o.id = g.organization_id) AS organization_name`;
    return rows.map((row) => ({
      id: row.id,
      wasLive: row.was_live,
      personId: row.person_id === null ? null : personId(row.person_id),
      organization:
        row.organization_id === null
          ? null
          : { id: organizationId(row.organization_id), name: row.organization_name ?? '' },
    }));
  }

  /** In the order owner, its people by when they joined, grants by when they were made. */
  permissions(siteId: string, selection: PermissionSelection) {
    return readSitePermissions(this.database, siteId, selection);
  }

  /** Who somebody is; undefined: no such person. */
  async person(id: PersonId) {
    const select = { firstName: true, lastName: true, email: true, verifiedAt: true };
    const row = await this.database.client.person.findUnique({ where: { id }, select });
    if (!row) return undefined;
    return { name: `${row.firstName} ${row.lastName}`, email: row.email, isVerified: row.verifiedAt !== null };
  }
}

function offeredFrom(row: OfferRow): OfferedGrant {
  const { receiver_id: receiverId, receiver_name: receiverName } = row;
  return {
    id: row.id,
    siteId: row.site_id,
    way: row.way,
    access: row.access,
    email: row.email,
    endsAt: row.ends_at,
    codeExpiresAt: row.code_expires_at,
    organization:
      receiverId === null || receiverName === null ? null : { id: organizationId(receiverId), name: receiverName },
    siteName: row.site_name,
    owner: {
      id: organizationId(row.owner_id),
      path: row.path,
      delegatesCertificates: row.delegates_certificates,
    },
    ownerName: row.owner_name,
  };
}

interface WithdrawnRow {
  readonly id: string;
  readonly was_live: boolean;
  readonly person_id: string | null;
  readonly organization_id: string | null;
  readonly organization_name: string | null;
}
