import { organizationId } from '#libs/kernel';
import type { OrganizationModel } from '#prisma';
import type { Organization } from './organization.js';

/** The organization a row holds. */
export function organizationFrom(row: OrganizationModel): Organization {
  return {
    id: organizationId(row.id),
    kind: row.kind,
    name: row.name,
    parentId: row.parentId === null ? null : organizationId(row.parentId),
    path: row.path,
    status: row.status,
    address: row.address,
    providerKind: row.providerKind,
    contactName: row.contactName,
    contactEmail: row.contactEmail,
    contactPhone: row.contactPhone,
    language: row.language,
    timeZone: row.timeZone,
    homeDashboard: row.homeDashboard,
    brandingName: row.brandingName,
    assetLimit: row.assetLimit,
    delegatesCertificates: row.delegatesCertificates,
    createdAt: row.createdAt,
  };
}
