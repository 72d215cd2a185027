import type { SiteDetailsBody } from '#libs/contracts/http';

/** A site as its page shows it to its owner's administrator. */
export const aSite = (differences: Partial<SiteDetailsBody> = {}): SiteDetailsBody => ({
  id: '01900000-0000-7000-8000-000000000021',
  organizationId: '01900000-0000-7000-8000-000000000002',
  organizationName: 'Waterworks',
  name: 'Pump house',
  address: 'Quay 1',
  lat: 54.5,
  lon: 18.25,
  timeZone: null,
  access: 'own',
  devices: 2,
  assets: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-02T00:00:00.000Z',
  may: ['site.edit', 'site.share', 'audit.read', 'device.edit'],
  ...differences,
});
