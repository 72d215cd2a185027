import type { ImportDetailsBody } from '#libs/contracts/http';

/** An import of devices that was checked, as its page shows it. */
export const anImport = (differences: Partial<ImportDetailsBody> = {}): ImportDetailsBody => ({
  id: '01900000-0000-7000-8000-000000000021',
  kind: 'devices',
  organizationId: '01900000-0000-7000-8000-000000000002',
  organizationName: 'North Distribution',
  mode: 'best-effort',
  fileName: 'pallet 7.csv',
  status: 'checked',
  columns: ['serialNumber', 'macAddress', 'type'],
  totalRows: 3,
  checkedRows: 3,
  appliedRows: 0,
  rows: { create: 1, change: 1, unchanged: 0, bad: 1 },
  warnedRows: 0,
  failure: null,
  createdById: '01900000-0000-7000-8000-000000000001',
  createdAt: '2026-11-29T16:53:00.000Z',
  updatedAt: '2026-11-29T16:54:00.000Z',
  may: ['apply', 'cancel'],
  ...differences,
});
