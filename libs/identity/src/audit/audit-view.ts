import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { pathsWhere, requireMay, requireSomewhere } from '../access/permissions.js';
import { OrganizationUnknownError } from '../organizations/organization.errors.js';
import { isWithin } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { AuditEvent, AuditSelection, AuditTrail } from './audit.js';

/** Which events are asked for; `before` is the id of the last event of the page before. */
export interface AuditRequest extends Omit<AuditSelection, 'paths' | 'seenFrom' | 'everything'> {
  /** Only this one and those below it. */
  readonly organizationId?: OrganizationId | undefined;
}

/** The audit trail as administrators see it. */
export class AuditView {
  constructor(
    private readonly organizations: Organizations,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * What was done in the organizations the actor administers, newest first; the operator also sees what belongs to none.
   *
   * An event belongs to whoever stood above its organization when it happened, also when that is gone or elsewhere now.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async list(actor: Actor, { organizationId, ...rest }: AuditRequest): Promise<readonly AuditEvent[]> {
    requireSomewhere(actor, 'audit.read');
    const administered = pathsWhere(actor, 'audit.read');
    if (organizationId !== undefined) {
      const path = await this.#pathOf(actor, organizationId, administered);
      return this.audit.list({ ...rest, paths: [path], seenFrom: administered, everything: false });
    }
    const everything = actor.memberships.some(({ kind, path }) => kind === 'operator' && administered.includes(path));
    return this.audit.list({ ...rest, paths: administered, everything });
  }

  /** Of an organization there is, or of one that was deleted under the actor's. */
  async #pathOf(actor: Actor, id: OrganizationId, administered: readonly string[]): Promise<string> {
    try {
      const organization = await this.organizations.get(actor, id);
      requireMay(actor, 'audit.read', organization);
      return organization.path;
    } catch (failure) {
      if (!(failure instanceof OrganizationUnknownError)) throw failure;
      const path = await this.audit.lastPathOf(id);
      if (path !== undefined && administered.some((above) => isWithin(path, above))) return path;
      throw failure;
    }
  }
}
