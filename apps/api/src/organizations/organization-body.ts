import type { OrganizationBody } from '#libs/contracts';
import type { Organization } from '#libs/identity';

/** An organization as the API shows it. */
export function organizationBody(organization: Organization): OrganizationBody {
  return {
    id: organization.id,
    kind: organization.kind,
    name: organization.name,
    parentId: organization.parentId,
    status: organization.status,
    address: organization.address,
    assetLimit: organization.assetLimit,
    delegatesCertificates: organization.delegatesCertificates,
    createdAt: organization.createdAt.toISOString(),
  };
}
