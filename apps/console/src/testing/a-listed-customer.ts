import type { OrganizationBody } from '#libs/contracts/http';

/** A customer as lists show it, to which nobody was invited yet. */
export const aListedCustomer = (differences: Partial<OrganizationBody> = {}): OrganizationBody => ({
  id: '01900000-0000-7000-8000-0000000000c1',
  kind: 'customer',
  name: 'Mill',
  parentId: null,
  status: 'new',
  address: null,
  providerKind: null,
  contactName: null,
  contactEmail: null,
  contactPhone: null,
  language: 'en',
  timeZone: 'UTC',
  homeDashboard: null,
  brandingName: null,
  assetLimit: null,
  delegatesCertificates: false,
  machines: { linked: 3, total: 8 },
  devices: { total: 5, disconnected: 2 },
  nextStep: 'add-people',
  createdAt: '2026-11-01T00:00:00.000Z',
  ...differences,
});
