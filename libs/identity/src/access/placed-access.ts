import type { Clock, OrganizationId } from '#libs/kernel';
import type { Owner } from '../organizations/organization.js';
import { type Actor, sees } from './actor.js';
import { type Action, may, notAllowed, requireMay } from './permissions.js';
import { type Grantee, granteeOf } from './scope.js';

/** A grant that lets somebody in at this moment. */
export interface LiveGrant {
  readonly access: 'read' | 'manage';
  /** The organization it was given to; null: a person, for themselves. */
  readonly organizationId: OrganizationId | null;
}

/** The grants of sites, as far as they let somebody in. */
export abstract class LiveGrants {
  /** Those of one site that are accepted, not withdrawn and not at their end at `now`. */
  abstract at(siteId: string, grantee: Grantee, now: Date): Promise<readonly LiveGrant[]>;
  /** Notes in the access log of the site who read it; at most once an hour for one person and site. */
  abstract noteAccess(
    siteId: string,
    grantee: Grantee,
    organizationId: OrganizationId | null,
    now: Date,
  ): Promise<void>;
}

/** Something that belongs to an organization and stands, or does not, at one of its sites. */
export interface Placed {
  readonly owner: Owner;
  readonly siteId: string | null;
}

/** What a grant that lets manage allows whoever has it, of the site and what stands there. */
export const byManaging: readonly Action[] = ['site.edit', 'site.share'];
/** What it allows besides the people of an organization whose roles there allow it (R4-05). */
export const byManagingForOrganization: readonly Action[] = [
  'asset.install',
  'measurement.upload',
  'device.edit',
  'asset.edit',
];
export const byReading: readonly Action[] = ['fleet.read', 'site.read-access', 'table.arrange'];

/** Decides about one thing of the fleet: its owners by their roles, others by a grant of the site where it stands. */
export class FleetAccess {
  constructor(
    private readonly grants: LiveGrants,
    private readonly clock: Clock,
  ) {}

  /**
   * Passes if the actor may do this with the thing.
   *
   * @param unknown what is thrown when it does not exist for the actor; the same as when it does not exist at all
   * @returns the thing
   * @throws {NotAllowedError} it is seen, but neither the actor's roles nor a grant allow the action
   */
  async require<Thing extends Placed>(
    actor: Actor,
    action: Action,
    thing: Thing | undefined,
    unknown: () => Error,
  ): Promise<Thing> {
    if (!thing) throw unknown();
    if (sees(actor, thing.owner)) {
      requireMay(actor, action, thing.owner);
      return thing;
    }
    const grants = await this.#grants(actor, thing.siteId);
    const [first] = grants;
    if (!first || thing.siteId === null) throw unknown();
    if (!grants.some((grant) => allows(grant, actor, action))) throw notAllowed(action, thing.owner);
    await this.grants.noteAccess(thing.siteId, granteeOf(actor), first.organizationId, this.clock.now());
    return thing;
  }

  /**
   * Which of these actions the actor may do with the thing; asking is no access to it.
   *
   * @param thing one that they see
   */
  async allowed(actor: Actor, actions: readonly Action[], thing: Placed): Promise<readonly Action[]> {
    if (sees(actor, thing.owner)) return actions.filter((action) => may(actor, action, thing.owner));
    const grants = await this.#grants(actor, thing.siteId);
    return actions.filter((action) => grants.some((grant) => allows(grant, actor, action)));
  }

  #grants(actor: Actor, siteId: string | null): Promise<readonly LiveGrant[]> {
    return siteId === null ? Promise.resolve([]) : this.grants.at(siteId, granteeOf(actor), this.clock.now());
  }
}

function allows({ access, organizationId }: LiveGrant, actor: Actor, action: Action): boolean {
  if (byReading.includes(action)) return true;
  if (access !== 'manage') return false;
  if (organizationId === null) return byManaging.includes(action);
  if (![...byManaging, ...byManagingForOrganization].includes(action)) return false;
  const own = actor.memberships.find((membership) => membership.organizationId === organizationId);
  if (!own) return false;
  return may({ ...actor, memberships: [own] }, action, { path: own.path, delegatesCertificates: false });
}
