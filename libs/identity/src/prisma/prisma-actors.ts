import { organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { Actor } from '../actor.js';
import { Actors, type ActsFor } from '../actors.js';

/** People and programs with what the registry says of them now. */
export class PrismaActors extends Actors {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override find({ personId, apiKeyId }: ActsFor, now: Date): Promise<Actor | undefined> {
    return apiKeyId === null ? this.#person(personId) : this.#program(personId, apiKeyId, now);
  }

  async #person(id: Actor['personId']): Promise<Actor | undefined> {
    const person = await this.database.client.person.findUnique({
      where: { id },
      select: {
        email: true,
        memberships: {
          select: {
            role: true,
            organization: { select: { id: true, kind: true, path: true } },
            customRole: { select: { actions: true } },
          },
        },
      },
    });
    if (!person) return undefined;
    return {
      personId: id,
      email: person.email,
      sessionId: id,
      memberships: person.memberships.map(({ role, organization, customRole }) => ({
        organizationId: organizationId(organization.id),
        kind: organization.kind,
        path: organization.path,
        role,
        ...(customRole && { actions: customRole.actions }),
      })),
    };
  }

  async #program(personId: Actor['personId'], id: string, now: Date): Promise<Actor | undefined> {
    const key = await this.database.client.apiKey.findFirst({
      where: { id, revokedAt: null, expiresAt: { gt: now } },
      select: { name: true, actions: true, organization: { select: { id: true, kind: true, path: true } } },
    });
    if (!key) return undefined;
    const { id: organization, kind, path } = key.organization;
    return {
      personId,
      email: key.name,
      sessionId: id,
      apiKeyId: id,
      memberships: [{ organizationId: organizationId(organization), kind, path, role: 'admin', actions: key.actions }],
    };
  }
}
