import type { DeviceBatchBody, DeviceBatchRowBody } from '#libs/contracts/http';

/** A batch that is done, as its page shows it. */
export const aBatch = (differences: Partial<DeviceBatchBody> = {}): DeviceBatchBody => ({
  id: '01900000-0000-7000-8000-000000000031',
  action: { kind: 'suspend', reason: 'Invoice 4711 is open.' },
  filter: null,
  status: 'done',
  total: 3,
  devices: { done: 2, unchanged: 0, refused: 1 },
  failure: null,
  createdAt: '2026-11-29T16:53:00.000Z',
  updatedAt: '2026-11-29T16:54:00.000Z',
  ...differences,
});

/** A device of it that was changed. */
export const aBatchRow = (differences: Partial<DeviceBatchRowBody> = {}): DeviceBatchRowBody => ({
  number: 1,
  deviceId: '01900000-0000-7000-8000-000000000041',
  serialNumber: 'FG-1',
  outcome: 'done',
  problem: null,
  ...differences,
});
