import type { OrganizationBody } from '#libs/contracts';
import { type Actor, type Organization, sees } from '#libs/identity';

/** An organization as the API shows it to this actor. */
export function organizationBody(actor: Actor, organization: Organization): OrganizationBody {
  const { createdAt, parentId, path, ...shown } = organization;
  const parentPath = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
  return {
    id: shown.id,
    kind: shown.kind,
    name: shown.name,
    parentId: parentId !== null && sees(actor, { path: parentPath }) ? parentId : null,
    status: shown.status,
    address: shown.address,
    providerKind: shown.providerKind,
    contactName: shown.contactName,
    contactEmail: shown.contactEmail,
    contactPhone: shown.contactPhone,
    language: shown.language,
    timeZone: shown.timeZone,
    homeDashboard: shown.homeDashboard,
    brandingName: shown.brandingName,
    assetLimit: shown.assetLimit,
    delegatesCertificates: shown.delegatesCertificates,
    createdAt: createdAt.toISOString(),
  };
}
