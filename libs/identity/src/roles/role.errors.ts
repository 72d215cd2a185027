import { DomainError, type OrganizationId } from '#libs/kernel';

/** Somebody would get more by this than whoever gives it may give there. */
export class RoleTooWideError extends DomainError<{ organizationId: OrganizationId; action: string }> {
  readonly code = 'identity.role-too-wide';
  readonly kind = 'forbidden';

  /** @param action one that it would allow and that cannot be given */
  constructor(organization: { readonly id: OrganizationId; readonly name: string }, action: string) {
    super(
      `This would allow ${action} in ${organization.name}, which is not yours to give there. Nobody gives more than they have; and into an organization below one's own nobody gives more than the role member, but for its first administrator, whom an administrator of the organization above names. Ask an administrator of ${organization.name}.`,
      { organizationId: organization.id, action },
    );
  }
}
