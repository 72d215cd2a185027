import { DomainError, type OrganizationId } from '#libs/kernel';
import type { OrganizationKind } from './organization.js';

/** No organization with this id among those the caller sees. */
export class OrganizationUnknownError extends DomainError<{ organizationId: string; field?: string }> {
  readonly code = 'identity.organization-unknown';
  readonly kind = 'not-found';

  /** @param field of the request body that named it, when it was not the address of the request */
  constructor(organizationId: string, field?: string) {
    super(
      `There is no organization ${organizationId} among yours.`,
      field === undefined ? { organizationId } : { organizationId, field },
    );
  }
}

/** An organization of this kind cannot stand under that parent. */
export class OrganizationPlacementError extends DomainError<{
  field: string;
  organizationKind: OrganizationKind;
  parentKind: OrganizationKind;
}> {
  readonly code = 'identity.organization-placement';
  readonly kind = 'invalid';

  constructor(field: string, organizationKind: OrganizationKind, parentKind: OrganizationKind) {
    super(
      `A ${organizationKind} cannot stand under a ${parentKind}: providers stand under the operator, customers under a provider or another customer.`,
      { field, organizationKind, parentKind },
    );
  }
}

/** The named organization is of another kind than is needed there. */
export class OrganizationKindError extends DomainError<{
  field: string;
  organizationId: OrganizationId;
  organizationKind: OrganizationKind;
  wanted: OrganizationKind;
}> {
  readonly code = 'identity.organization-kind';
  readonly kind = 'invalid';

  constructor(
    field: string,
    organizationId: OrganizationId,
    organizationKind: OrganizationKind,
    wanted: OrganizationKind,
  ) {
    super(`${field} must name a ${wanted}, but organization ${organizationId} is of kind ${organizationKind}.`, {
      field,
      organizationId,
      organizationKind,
      wanted,
    });
  }
}

/** The request names no parent, and the caller's memberships leave none or several to choose from. */
export class ParentNeededError extends DomainError<{ field: string; candidates: readonly OrganizationId[] }> {
  readonly code = 'identity.parent-needed';
  readonly kind = 'invalid';

  constructor(field: string, organizationKind: OrganizationKind, candidates: readonly OrganizationId[]) {
    super(
      candidates.length === 0
        ? `None of your own organizations can have a ${organizationKind} under it. Name the organization in ${field}.`
        : `${candidates.length} of your organizations can have a ${organizationKind} under them. Name one in ${field}.`,
      { field, candidates },
    );
  }
}

/** Customers nest only so deep. */
export class OrganizationTooDeepError extends DomainError<{ levels: number; maximum: number }> {
  readonly code = 'identity.organization-too-deep';
  readonly kind = 'conflict';

  constructor(levels: number, maximum: number) {
    super(`The organization would stand on level ${levels} of the tree, which has at most ${maximum}.`, {
      levels,
      maximum,
    });
  }
}

/** Only a provider is a distributor or a service provider. */
export class ProviderKindError extends DomainError<{ field: string; organizationKind: OrganizationKind }> {
  readonly code = 'identity.provider-kind';
  readonly kind = 'invalid';

  constructor(organizationKind: OrganizationKind) {
    super(`Only a provider has a providerKind, and this is a ${organizationKind}. Leave providerKind out.`, {
      field: 'providerKind',
      organizationKind,
    });
  }
}

/** An organization cannot stand under itself or under what is below it. */
export class OrganizationCycleError extends DomainError<{ field: string; parentId: OrganizationId }> {
  readonly code = 'identity.organization-cycle';
  readonly kind = 'conflict';

  constructor(id: OrganizationId, parentId: OrganizationId) {
    super(
      `Organization ${id} cannot move under ${parentId}, which is itself or lies below it. Choose a parent outside its subtree.`,
      { field: 'parentId', parentId },
    );
  }
}

/** A provider that still has customers cannot be deleted. */
export class ProviderHasCustomersError extends DomainError<{ customers: number }> {
  readonly code = 'identity.provider-has-customers';
  readonly kind = 'conflict';

  constructor(id: OrganizationId, customers: number) {
    super(
      `Provider ${id} cannot be deleted: ${customers} customers stand under it. Move them to another provider or delete them first.`,
      { customers },
    );
  }
}

/** The confirmation is not the name of what would be deleted. */
export class ConfirmationWrongError extends DomainError<{ field: string; expected: string }> {
  readonly code = 'identity.confirmation-wrong';
  readonly kind = 'conflict';

  constructor(expected: string) {
    super(`Nothing was deleted, because it cannot be undone: repeat the request with confirm set to "${expected}".`, {
      field: 'confirm',
      expected,
    });
  }
}
