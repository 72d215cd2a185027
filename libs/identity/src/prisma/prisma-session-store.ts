import { organizationId, type PersonId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { Actor } from '../actor.js';
import type { OrganizationKind, Role } from '../organization.js';
import { type Session, SessionStore } from '../ports.js';

/** One membership of the session's person; the last four are null for somebody who belongs nowhere. */
interface SessionRow {
  readonly id: string;
  readonly expires_at: Date;
  readonly person_id: string;
  readonly email: string;
  readonly organization_id: string | null;
  readonly kind: OrganizationKind | null;
  readonly path: string | null;
  readonly role: Role | null;
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

  override async find(tokenHash: Buffer): Promise<{ actor: Actor; expiresAt: Date } | undefined> {
    // Every request asks this, so it is one statement: Prisma would make four of it.
    const rows = await this.database.client.$queryRaw<SessionRow[]>`
      SELECT session.id, session.expires_at, person.id AS person_id, person.email,
             organization.id AS organization_id, organization.kind::text AS kind, organization.path,
             membership.role::text AS role
      FROM session
      JOIN person ON person.id = session.person_id
      LEFT JOIN membership ON membership.person_id = person.id
      LEFT JOIN organization ON organization.id = membership.organization_id
      WHERE session.token_hash = ${Uint8Array.from(tokenHash)}
      ORDER BY membership.created_at, organization.id`;
    const [first] = rows;
    if (!first) return undefined;
    return {
      expiresAt: first.expires_at,
      actor: {
        personId: personId(first.person_id),
        email: first.email,
        sessionId: first.id,
        memberships: rows.flatMap(({ organization_id, kind, path, role }) =>
          organization_id && kind && path && role
            ? [{ organizationId: organizationId(organization_id), kind, path, role }]
            : [],
        ),
      },
    };
  }

  override async remove(id: string): Promise<void> {
    await this.database.client.session.deleteMany({ where: { id } });
  }

  override async removeOthers(person: PersonId, keepId: string): Promise<void> {
    await this.database.client.session.deleteMany({ where: { personId: person, id: { not: keepId } } });
  }
}
