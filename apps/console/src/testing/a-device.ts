import type { DeviceDetailsBody } from '#libs/contracts/http';

/** A device as its page shows it. */
export const aDevice = (differences: Partial<DeviceDetailsBody> = {}): DeviceDetailsBody => ({
  id: '01900000-0000-7000-8000-000000000011',
  serialNumber: 'FG-0001',
  macAddress: '00:C0:B7:00:00:01',
  type: 'Sensor',
  name: 'Pump house',
  organizationId: '01900000-0000-7000-8000-000000000002',
  organizationName: 'Waterworks',
  siteId: null,
  tags: [],
  lifecycle: 'active',
  connectivity: { state: 'connected', since: '2026-11-29T16:53:00.000Z', lastSeenAt: new Date().toISOString() },
  freshness: 'fresh',
  certificate: { state: 'valid', notAfter: '2028-11-28T10:00:00.000Z' },
  createdAt: '2026-11-01T00:00:00.000Z',
  keyAlgorithm: 'ec-p256',
  asset: null,
  site: null,
  contract: null,
  systemName: null,
  systemNameMatches: null,
  systemNameTemplate: 'MODEL RATING SERIAL',
  may: [],
  ...differences,
});
