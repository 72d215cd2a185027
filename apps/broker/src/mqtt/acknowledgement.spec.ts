import type { IngestOutcome } from '#libs/telemetry';
import { endingUnlessAcknowledged } from './acknowledgement.js';

const kinds = [
  'stored',
  'dropped',
  'overloaded',
  'closing',
  'failed',
] as const satisfies readonly IngestOutcome['kind'][];

describe('a message of a device', () => {
  it.each([1, 2])('of QoS %d is acknowledged when it is stored, and after no other outcome', (qos) => {
    const acknowledged = kinds.filter((kind) => endingUnlessAcknowledged({ kind }, qos) === undefined);
    expect(acknowledged).toEqual(['stored']);
  });

  it('of QoS 0 ends nothing, whatever became of it', () => {
    expect(kinds.map((kind) => endingUnlessAcknowledged({ kind }, 0))).toEqual(kinds.map(() => undefined));
  });
});
