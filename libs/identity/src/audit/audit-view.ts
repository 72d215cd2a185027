import type { OrganizationId } from '#libs/kernel';
import { type Actor, visiblePaths } from '../access/actor.js';
import { pathsWhere, requireMay, requireSomewhere } from '../access/permissions.js';
import { OrganizationUnknownError } from '../organizations/organization.errors.js';
import { isWithin } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { AuditEvent, AuditSelection, AuditTrail } from './audit.js';
import { type AuditChange, changesBetween } from './audit-changes.js';
import type { AuditNamesQuery } from './audit-names.query.js';

/** Which events are asked for; `before` is the id of the last event of the page before. */
export interface AuditRequest extends Omit<AuditSelection, 'paths' | 'seenFrom' | 'everything'> {
  /** Only this one and those below it. */
  readonly organizationId?: OrganizationId | undefined;
}

/** An event in words: by whom, where, and what changed. */
export interface ToldAuditEvent extends AuditEvent {
  /** Null: nobody, gone, or of an organization the reader does not see. */
  readonly actorName: string | null;
  readonly organizationName: string | null;
  readonly onBehalfOfName: string | null;
  readonly changes: readonly AuditChange[];
}

/** The audit trail as administrators see it. */
export class AuditView {
  constructor(
    private readonly organizations: Organizations,
    private readonly audit: AuditTrail,
    private readonly names: AuditNamesQuery,
  ) {}

  /**
   * What was done in the organizations the actor administers, newest first; the operator also sees what belongs to none.
   *
   * An event belongs to whoever stood above its organization when it happened, also when that is gone or elsewhere now.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async list(actor: Actor, request: AuditRequest): Promise<readonly ToldAuditEvent[]> {
    const events = await this.#events(actor, request);
    const { people, organizations } = await this.names.of(events, visiblePaths(actor));
    const nameIn = (names: ReadonlyMap<string, string>, id: string | null) =>
      (id === null ? null : names.get(id)) ?? null;
    return events.map((event) => ({
      ...event,
      actorName: nameIn(people, event.actorId),
      organizationName: nameIn(organizations, event.organizationId),
      onBehalfOfName: nameIn(organizations, event.onBehalfOfId),
      changes: changesBetween(event.before, event.after),
    }));
  }

  async #events(actor: Actor, { organizationId, ...rest }: AuditRequest): Promise<readonly AuditEvent[]> {
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
