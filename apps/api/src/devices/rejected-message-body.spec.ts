import fc from 'fast-check';
import { rejectedMessageBody } from './rejected-message-body.js';

const shown = (payload: Uint8Array) =>
  rejectedMessageBody({
    receivedAt: new Date('2026-11-21T12:00:00Z'),
    topic: 'devices/me/telemetry',
    code: 'payload.not-json',
    reasons: [],
    reasonCount: 0,
    payload,
    payloadBytes: payload.length,
  }).payload;

describe('the payload of a rejected message', () => {
  it('is shown as text where it is UTF-8, also where a character is cut in two at the end of what is shown', () => {
    expect(shown(Buffer.from('{"a":'))).toEqual({ encoding: 'utf-8', content: '{"a":', bytes: 5 });
    const long = shown(Buffer.from(`x${'€'.repeat(4000)}`));
    expect(long).toEqual({ encoding: 'utf-8', content: `x${'€'.repeat(1365)}`, bytes: 12_001 });
  });

  it('is shown as base64 where it is not', () => {
    expect(shown(Buffer.from([0xff, 0xfe, 0x00]))).toEqual({ encoding: 'base64', content: '//4A', bytes: 3 });
    expect(shown(Buffer.from([0x61, 0xe2]))).toMatchObject({ encoding: 'base64' });
  });

  it('never fails, whatever the bytes are, and loses none that it shows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (payload) => {
        const { encoding, content } = shown(payload);
        const read = Buffer.from(content, encoding);
        expect(Buffer.from(payload.subarray(0, read.length)).equals(read)).toBe(true);
        expect(read.length).toBeGreaterThanOrEqual(Math.min(payload.length, 4096) - 3);
      }),
    );
  });
});
