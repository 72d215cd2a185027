import { organizationId, type PersonId, personId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { OrganizationKind, Role } from '../organizations/organization.js';
import { type FoundSession, type Session, type SessionSelection, SessionStore } from './session-port.js';

/** One membership of the session's person; the last five are null for somebody who belongs nowhere. */
interface SessionRow {
  readonly id: string;
  readonly expires_at: Date;
  readonly seen_at: Date;
  readonly person_id: string;
  readonly email: string;
  readonly password_stale: boolean;
  readonly organization_id: string | null;
  readonly kind: OrganizationKind | null;
  readonly path: string | null;
  readonly role: Role | null;
  /** Of the custom role, if there is one. */
  readonly actions: readonly string[] | null;
}

/** Sessions in the registry's table `session`. */
export class PrismaSessionStore extends SessionStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async add(session: Session, tokenHash: Buffer, keep: number): Promise<void> {
    const { client } = this.database;
    await client.session.create({ data: { ...session, tokenHash: Uint8Array.from(tokenHash) } });
    const beyond = await client.session.findMany({
      where: { personId: session.personId, id: { not: session.id } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: keep - 1,
      select: { id: true },
    });
    if (beyond.length > 0) await client.session.deleteMany({ where: { id: { in: beyond.map(({ id }) => id) } } });
  }

  override async find(tokenHash: Buffer): Promise<FoundSession | undefined> {
    // Every request asks this, so it is one statement: Prisma would make four of it.
    const rows = await this.database.rows<SessionRow>(Prisma.sql`/* prepared */
      SELECT session.id, session.expires_at, session.seen_at, person.id AS person_id, person.email, person.password_stale,
             organization.id AS organization_id, organization.kind::text AS kind, organization.path,
             membership.role::text AS role, custom_role.actions
      FROM session
      JOIN person ON person.id = session.person_id
      LEFT JOIN membership ON membership.person_id = person.id
      LEFT JOIN organization ON organization.id = membership.organization_id
      LEFT JOIN custom_role ON custom_role.id = membership.custom_role_id
      WHERE session.token_hash = ${Uint8Array.from(tokenHash)}
      ORDER BY membership.created_at, organization.id`);
    const [first] = rows;
    if (!first) return undefined;
    return {
      expiresAt: first.expires_at,
      seenAt: first.seen_at,
      passwordStale: first.password_stale,
      actor: {
        personId: personId(first.person_id),
        email: first.email,
        sessionId: first.id,
        memberships: rows.flatMap(({ organization_id, kind, path, role, actions }) =>
          organization_id && kind && path && role
            ? [{ organizationId: organizationId(organization_id), kind, path, role, ...(actions && { actions }) }]
            : [],
        ),
      },
    };
  }

  override async noteSeen(id: string, at: Date): Promise<void> {
    await this.database.client.session.updateMany({ where: { id, seenAt: { lt: at } }, data: { seenAt: at } });
  }

  override async list({ personId: person, endAfter, seenAfter, before, limit }: SessionSelection) {
    const rows = await this.database.client.session.findMany({
      where: {
        personId: person,
        expiresAt: { gt: endAfter },
        seenAt: { gt: seenAfter },
        ...(before !== undefined && { id: { lt: before } }),
      },
      orderBy: { id: 'desc' },
      take: limit,
      omit: { tokenHash: true },
    });
    return rows.map((row): Session => ({ ...row, personId: personId(row.personId) }));
  }

  override async remove(person: PersonId, id: string): Promise<boolean> {
    const { count } = await this.database.client.session.deleteMany({ where: { id, personId: person } });
    return count > 0;
  }

  override async removeOthers(person: PersonId, keepId: string | null): Promise<number> {
    const where = { personId: person, ...(keepId !== null && { id: { not: keepId } }) };
    return (await this.database.client.session.deleteMany({ where })).count;
  }
}
