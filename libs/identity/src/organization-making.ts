import { newUuid, organizationId, type PersonId } from '#libs/kernel';
import {
  levelOf,
  type Organization,
  type OrganizationKind,
  parentKinds,
  pathUnder,
  TREE_LEVELS,
} from './organization.js';
import { OrganizationPlacementError, OrganizationTooDeepError } from './organization-errors.js';
import type { Parts } from './parts.js';

/** What is known of an organization before it is made. */
export interface OrganizationDraft {
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly address?: string | null | undefined;
  readonly assetLimit?: number | null | undefined;
}

/**
 * Adds an organization under `parent`; belongs inside a unit of work, after the permission was asked for.
 *
 * @param field of the request that named the parent
 * @throws {OrganizationPlacementError} this kind cannot stand there
 * @throws {OrganizationTooDeepError} the tree would get more than 12 levels
 */
export async function makeOrganization(
  parts: Pick<Parts, 'clock' | 'organizations' | 'audit'>,
  by: PersonId,
  parent: Organization,
  draft: OrganizationDraft,
  field: string,
): Promise<Organization> {
  if (!parentKinds[draft.kind].includes(parent.kind))
    throw new OrganizationPlacementError(field, draft.kind, parent.kind);
  const createdAt = parts.clock.now();
  const id = organizationId(newUuid(createdAt));
  const path = pathUnder(parent, id);
  if (levelOf(path) > TREE_LEVELS) throw new OrganizationTooDeepError(levelOf(path), TREE_LEVELS);
  const organization: Organization = {
    id,
    kind: draft.kind,
    name: draft.name,
    parentId: parent.id,
    path,
    status: 'new',
    address: draft.address ?? null,
    assetLimit: draft.assetLimit ?? null,
    delegatesCertificates: false,
    createdAt,
  };
  await parts.organizations.add(organization);
  await parts.audit.record({
    action: 'organization.created',
    actorId: by,
    organizationId: id,
    subject: { kind: 'organization', id },
    details: { kind: draft.kind, name: draft.name, parentId: parent.id },
  });
  return organization;
}
