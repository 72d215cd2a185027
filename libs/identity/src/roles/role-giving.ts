import type { PersonId } from '#libs/kernel';
import { type Actor, byRole } from '../access/actor.js';
import { type Action, may } from '../access/permissions.js';
import { actionsOfPeople } from '../api-keys/api-key.js';
import { MemberRoleUnknownError } from '../members/member.errors.js';
import type { MemberRecord, MemberStore, NamedRole } from '../members/member.store.js';
import type { Organization, Role } from '../organizations/organization.js';
import type { PersonStore } from '../people/person.store.js';
import { type Gift, type GiftPlace, givableActions, mayGive, requireMayGive } from './role-limits.js';

/** What a membership lets its person do: a built-in role, or a set the organization gave a name. */
export interface RoleChoice {
  readonly role?: Role | undefined;
  readonly customRoleId?: string | undefined;
}

/** A role that was looked up and may be handed out. */
export interface GrantedRole {
  /** Beside a custom role the least of all, which is what stays should the custom role go. */
  readonly role: Role;
  readonly customRole: NamedRole | null;
  /** Its holder will be the organization's first administrator. */
  readonly isFirstAdministrator: boolean;
}

/** A role that was offered before, by the id of the custom one if it is one. */
export interface OfferedRole {
  readonly role: Role;
  readonly customRoleId: string | null;
}

/** What somebody may give in an organization, at the moment. */
export interface Givable {
  /** To whom they invite. */
  readonly roles: readonly Role[];
  /** As parts of a custom role. */
  readonly roleActions: readonly Action[];
  /** To an API key. */
  readonly keyActions: readonly Action[];
}

const roles: readonly Role[] = ['admin', 'member', 'viewer'];

/** Says which roles somebody may give where, by what they give there and then. */
export class RoleGrants {
  constructor(
    private readonly members: MemberStore,
    private readonly people: PersonStore,
  ) {}

  /**
   * Looks up what is to be granted and checks that this actor may.
   *
   * @param choice neither role nor custom role: that of the first administrator while there is none and the actor may name
   *   one, else member
   * @param action by which the actor grants it
   * @throws {MemberRoleUnknownError} the organization has no such custom role
   * @throws {RoleTooWideError} it is more than the actor may give there
   */
  async grant(
    actor: Actor,
    organization: Organization,
    { role: wanted, customRoleId }: RoleChoice,
    action: Action,
  ): Promise<GrantedRole> {
    const customRole = customRoleId === undefined ? null : await this.members.findRole(organization.id, customRoleId);
    if (customRole === undefined) throw new MemberRoleUnknownError(String(customRoleId));
    const isFirst = !(await this.people.hasAdmin(organization.id));
    const role = customRole
      ? 'viewer'
      : (wanted ?? (isFirst && mayGive(actor, organization, { role: 'admin' }, action, isFirst) ? 'admin' : 'member'));
    requireMayGive(actor, organization, giftOf({ role, customRole }), action, isFirst);
    return { role, customRole, isFirstAdministrator: isFirst && role === 'admin' };
  }

  /** What the actor may give there, so that nothing else is offered to them; whoever gives it is asked anew. */
  async givable(actor: Actor, organization: Organization): Promise<Givable> {
    const isFirst = !(await this.people.hasAdmin(organization.id));
    const byKeys = givableActions(actor, organization, 'api-key.administer');
    return {
      roles: roles.filter((role) => mayGive(actor, organization, { role }, 'member.invite', isFirst)),
      roleActions: givableActions(actor, organization, 'role.administer'),
      keyActions: byKeys.filter((action) => !actionsOfPeople.includes(action)),
    };
  }

  /** Tells of each of these roles whether the actor may give it there now; of a custom one that is gone, the built-in one. */
  async mayGiveEach(
    actor: Actor,
    organization: Organization,
    offers: readonly OfferedRole[],
    action: Action,
  ): Promise<(offer: OfferedRole) => boolean> {
    const ids = new Set(offers.flatMap(({ customRoleId }) => (customRoleId === null ? [] : [customRoleId])));
    const found = ids.size === 0 ? [] : await this.members.findRoles(organization.id, [...ids]);
    const roles = new Map(found.map((role) => [role.id, role]));
    const isFirst = !(await this.people.hasAdmin(organization.id));
    return ({ role, customRoleId }) => {
      const customRole = customRoleId === null ? null : (roles.get(customRoleId) ?? null);
      return mayGive(actor, organization, giftOf({ role, customRole }), action, isFirst);
    };
  }

  /** Whether the actor could give what a member holds there. */
  async mayGiveHeld(
    actor: Actor,
    place: GiftPlace,
    { person, ...held }: MemberRecord,
    action: Action,
  ): Promise<boolean> {
    const customRole = held.customRole && ((await this.members.findRole(place.id, held.customRole.id)) ?? null);
    const isFirst = !(await this.members.hasOtherAdmin(place.id, person.id, false));
    return mayGive(actor, place, giftOf({ role: held.role, customRole }), action, isFirst);
  }

  /**
   * Whether the actor may have the activation link of an account that waits. Whoever has it becomes the person: so it is for
   * those alone who administer all of its organizations, by a role and not a set of actions, and who could give what the
   * person holds in each of them.
   */
  async mayHandOver(actor: Actor, person: PersonId): Promise<boolean> {
    const administrator = byRole(actor);
    const places = (await this.people.placesOf([person])).get(person) ?? [];
    for (const place of places) {
      if (!may(administrator, 'member.administer', place)) return false;
      const record = await this.members.find(place.id, person);
      if (record && !(await this.mayGiveHeld(administrator, place, record, 'member.administer'))) return false;
    }
    return places.length > 0;
  }
}

/** What a role would let its holder do. */
const giftOf = ({
  role,
  customRole,
}: Pick<GrantedRole, 'role'> & { customRole: Pick<NamedRole, 'actions'> | null }): Gift => ({
  role,
  ...(customRole && { actions: customRole.actions }),
});
