import { organizationId, type PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { Actor } from './actor.js';

/** In whose name something is done that began earlier. */
export interface ActsFor {
  readonly personId: PersonId;
  /** The program that asked for it, if it was one: what it may do counts then, not what its maker may. */
  readonly apiKeyId: string | null;
}

/**
 * Who may do what at this moment, for work that goes on after the request that asked for it.
 *
 * People and programs with what the registry says of them now.
 */
export class Actors {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * The person or program with the roles they have now.
   *
   * @returns undefined: the account is gone, or the key was revoked or has expired
   */
  find({ personId, apiKeyId }: ActsFor, now: Date): Promise<Actor | undefined> {
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
