import { decodeTelemetry } from './telemetry.js';

describe('the name of a quantity', () => {
  const decode = (name: string) => decodeTelemetry(Buffer.from(JSON.stringify({ [name]: 1 })), 0);

  it('is measured as it is kept (NFC), in which it may be shorter or longer than it was sent', () => {
    expect(decode('u\u0308'.repeat(128))).toMatchObject({
      readings: [{ quantity: '\u00fc'.repeat(128), value: 1 }],
      rejectedCount: 0,
    });
    expect(decode('\ufb2c'.repeat(128))).toMatchObject({
      readings: [],
      rejected: [{ code: 'payload.bad-name', reason: expect.stringContaining('has 384 characters') }],
      rejectedCount: 1,
    });
  });
});
