import { DomainError, type OrganizationId } from '#libs/kernel';

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

  constructor(organizationId: OrganizationId, personId: string) {
    super(
      `${personId} is the last active administrator of organization ${organizationId}. Make somebody else its administrator first.`,
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
      `Your own membership of organization ${organizationId} is changed or ended by another administrator, never by yourself. Ask one.`,
      { organizationId },
    );
  }
}

/** What is typed to confirm a removal is not the person's e-mail address. */
export class MemberConfirmationError extends DomainError<{ field: string; personId: string }> {
  readonly code = 'identity.member-confirmation';
  readonly kind = 'invalid';

  constructor(personId: string) {
    super(
      `Removing ${personId} cannot be undone: repeat that person’s e-mail address in confirm. Nobody was removed.`,
      { field: 'confirm', personId },
    );
  }
}

/** Names, telephone and links are the person's own unless all of its organizations are administered by the one who asks. */
export class PersonNotAdministeredError extends DomainError<{ personId: string }> {
  readonly code = 'identity.person-not-administered';
  readonly kind = 'forbidden';

  constructor(personId: string) {
    super(
      `Name, telephone and activation link of ${personId} are for those who administer every organization of that person. The person can change the name and telephone itself.`,
      { personId },
    );
  }
}

/** The account is active already: there is nothing to activate. */
export class AccountActiveError extends DomainError<{ personId: string }> {
  readonly code = 'identity.account-active';
  readonly kind = 'conflict';

  constructor(personId: string) {
    super(`The account of ${personId} is active already, so it needs no activation link.`, { personId });
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
