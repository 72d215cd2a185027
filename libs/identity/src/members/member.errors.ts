import { DomainError, type OrganizationId } from '#libs/kernel';
import type { Person } from '../people/person.js';

type NamedPerson = Pick<Person, 'id' | 'firstName' | 'lastName'>;

/** The person is no member of the organization. */
export class MemberUnknownError extends DomainError<{ organizationId: OrganizationId; personId: string }> {
  readonly code = 'identity.member-unknown';
  readonly kind = 'not-found';

  constructor(organizationId: OrganizationId, personId: string) {
    super(`Organization ${organizationId} has no member ${personId}.`, { organizationId, personId });
  }
}

/** The organization would be left without an administrator. */
export class LastAdministratorError extends DomainError<{ organizationId: OrganizationId; personId: string }> {
  readonly code = 'identity.last-administrator';
  readonly kind = 'conflict';

  constructor(organizationId: OrganizationId, { id: personId, firstName, lastName }: NamedPerson) {
    super(
      `${firstName} ${lastName} is the last active administrator of the organization. Make somebody else its administrator first.`,
      { organizationId, personId },
    );
  }
}

/** People do not remove themselves or change their own role: one slip would lock them out. */
export class OwnMembershipError extends DomainError<{ organizationId: OrganizationId }> {
  readonly code = 'identity.own-membership';
  readonly kind = 'conflict';

  constructor(organizationId: OrganizationId) {
    super(
      'Your own membership is changed or ended by another administrator of the organization or of the one above it, never by yourself.',
      { organizationId },
    );
  }
}

/** What is typed to confirm a removal is not the person's e-mail address. */
export class MemberConfirmationError extends DomainError<{ field: string; personId: string }> {
  readonly code = 'identity.member-confirmation';
  readonly kind = 'invalid';

  constructor({ id: personId, firstName, lastName }: NamedPerson) {
    super(
      `Removing ${firstName} ${lastName} cannot be undone: repeat that person’s e-mail address in confirm. Nobody was removed.`,
      { field: 'confirm', personId },
    );
  }
}

/** Names, telephone and links are the person's own unless all of its organizations are administered by the one who asks. */
export class PersonNotAdministeredError extends DomainError<{ personId: string }> {
  readonly code = 'identity.person-not-administered';
  readonly kind = 'forbidden';

  constructor({ id, firstName, lastName }: NamedPerson) {
    super(
      `${firstName} ${lastName} belongs to an organization that you do not administer, so name, telephone, activation link, second factor and lock are not yours to change. An administrator of the organization above all of them may; the person can change name and telephone itself.`,
      { personId: id },
    );
  }
}

/** The account is active already: there is nothing to activate. */
export class AccountActiveError extends DomainError<{ personId: string }> {
  readonly code = 'identity.account-active';
  readonly kind = 'conflict';

  constructor({ id: personId, firstName, lastName }: NamedPerson) {
    super(`The account of ${firstName} ${lastName} is active already, so it needs no activation link.`, { personId });
  }
}

/** The organization has no custom role with this id. */
export class MemberRoleUnknownError extends DomainError<{ field: string; customRoleId: string }> {
  readonly code = 'identity.member-role-unknown';
  readonly kind = 'not-found';

  constructor(customRoleId: string) {
    super(`The organization has no role ${customRoleId} of its own. List its roles to see which there are.`, {
      field: 'customRoleId',
      customRoleId,
    });
  }
}
