import { Injectable } from '@nestjs/common';
import type { OrganizationBody } from '#libs/contracts/http';
import { AssetCounts } from '#libs/equipment';
import { type Actor, type Organization, sees } from '#libs/identity';

/** Organizations as the API shows them, with their machines, which identity does not know. */
@Injectable()
export class OrganizationBodies {
  constructor(private readonly counts: AssetCounts) {}

  async one(actor: Actor, organization: Organization): Promise<OrganizationBody> {
    const bodyOf = await this.forAll(actor, [organization]);
    return bodyOf(organization);
  }

  /** What shows each of these; their machines are counted in one statement. */
  async forAll(
    actor: Actor,
    organizations: readonly Organization[],
  ): Promise<(organization: Organization) => OrganizationBody> {
    const counts = await this.counts.of(organizations.map(({ id }) => id));
    return (organization) => {
      const machines = counts.get(organization.id) ?? { linked: 0, total: 0 };
      return { ...fieldsOf(actor, organization), machines: { ...machines } };
    };
  }
}

function fieldsOf(actor: Actor, organization: Organization): Omit<OrganizationBody, 'machines'> {
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
