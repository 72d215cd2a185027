import { Injectable } from '@nestjs/common';
import { OnboardingReader } from '#libs/agreements';
import type { OrganizationBody } from '#libs/contracts/http';
import { OrganizationDeviceCounts } from '#libs/devices';
import { AssetCounts } from '#libs/equipment';
import { type Actor, type Organization, sees } from '#libs/identity';

/** Organizations as the API shows them, with their machines and devices and what is next for them, which identity does not know. */
@Injectable()
export class OrganizationBodies {
  constructor(
    private readonly machines: AssetCounts,
    private readonly devices: OrganizationDeviceCounts,
    private readonly onboarding: OnboardingReader,
  ) {}

  async one(actor: Actor, organization: Organization): Promise<OrganizationBody> {
    const bodyOf = await this.forAll(actor, [organization]);
    return bodyOf(organization);
  }

  /** What shows each of these, in three statements however many there are. */
  async forAll(
    actor: Actor,
    organizations: readonly Organization[],
  ): Promise<(organization: Organization) => OrganizationBody> {
    const ids = organizations.map(({ id }) => id);
    const [machines, devices, steps] = await Promise.all([
      this.machines.of(ids),
      this.devices.of(ids),
      this.onboarding.nextSteps(ids),
    ]);
    return (organization) => ({
      ...fieldsOf(actor, organization),
      machines: { ...(machines.get(organization.id) ?? { linked: 0, total: 0 }) },
      devices: { ...(devices.get(organization.id) ?? { total: 0, disconnected: 0 }) },
      nextStep: steps.get(organization.id) ?? null,
    });
  }
}

function fieldsOf(
  actor: Actor,
  organization: Organization,
): Omit<OrganizationBody, 'machines' | 'devices' | 'nextStep'> {
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
