import fc from 'fast-check';
import { decodeAttributes } from './attributes.js';
import { encodeBacklog, encodeTelemetry, type SentValue } from './device-encoders.js';
import { payloadLimits } from './limits.js';
import { decodeLocation } from './location.js';
import { payloadProblems, type Refusals } from './rejection.js';
import { decodeTelemetry } from './telemetry.js';

const RECEIVED = Date.UTC(2026, 10, 21, 12);
const { earliestTimeMs, futureMs } = payloadLimits;

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => !/\p{Cc}/u.test(text))
  .map((text) => text.normalize('NFC'));
const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((candidate) => !candidate.includes('\0'));
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const value: fc.Arbitrary<SentValue> = fc.oneof(
  number.map((double) => (Object.is(double, -0) ? 0 : double)), // JSON.stringify has no negative zero
  fc.boolean(),
  text,
  fc.array(fc.oneof(fc.integer(), text, fc.constant(null)), { maxLength: 5 }),
);
const sample = fc.record({
  observedAtMs: fc.integer({ min: earliestTimeMs, max: RECEIVED + futureMs }),
  values: fc.dictionary(name, value, { maxKeys: 8 }),
});

/** Bytes that look like payloads often enough to get past the first check. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map((json) => Buffer.from(json)),
  fc.string({ unit: fc.constantFrom(...'[]{}",:\\u0dn1eEtsvb-.'), maxLength: 60 }).map((json) => Buffer.from(json)),
  fc
    .array(
      fc.dictionary(
        fc.constantFrom('bn', 'bt', 'bv', 'bu', 'n', 'v', 'vs', 'vb', 't', 'u', 'ts', 'values'),
        fc.jsonValue(),
      ),
    )
    .map((pack) => Buffer.from(JSON.stringify(pack))),
);

function expectSoundRefusals({ rejected, rejectedCount }: Refusals) {
  expect(rejectedCount).toBeGreaterThanOrEqual(rejected.length);
  for (const { code, reason } of rejected) {
    expect(Object.keys(payloadProblems)).toContain(code);
    expect(reason.length).toBeLessThanOrEqual(400);
    expect(reason).not.toMatch(/[\p{Cc}\p{Cs}]/u); // a reason is stored, too
  }
}

describe('payloads', () => {
  it('never make a decoder throw, and every refusal has a known code and a storable reason', () => {
    fc.assert(
      fc.property(bytes, (payload) => {
        expectSoundRefusals(decodeTelemetry(payload, RECEIVED));
        expectSoundRefusals(decodeLocation(payload, RECEIVED));
        expectSoundRefusals(decodeAttributes(payload));
      }),
      { numRuns: 1000 },
    );
  });

  it('give only readings that can be stored, each under a key of its own', () => {
    fc.assert(
      fc.property(bytes, (payload) => {
        const { readings } = decodeTelemetry(payload, RECEIVED);
        const keys = readings.map((reading) => `${reading.observedAtMs} ${reading.quantity}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const reading of readings) {
          expect(Number.isInteger(reading.observedAtMs)).toBe(true);
          if (reading.kind === 'number') expect(Number.isFinite(reading.value)).toBe(true);
          expect(`${reading.quantity}${reading.value}`).not.toMatch(/[\0\p{Cs}]/u);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('come back from the decoder as the device encoded them', () => {
    fc.assert(
      fc.property(sample, (sent) => {
        const { readings, rejectedCount } = decodeTelemetry(Buffer.from(encodeTelemetry(sent)), RECEIVED);
        expect(rejectedCount).toBe(0);
        const values = readings.map(({ quantity, kind, value }) => [
          quantity,
          kind === 'object' ? JSON.parse(value) : value,
        ]);
        expect(Object.fromEntries(values)).toEqual({ ...sent.values });
        for (const { observedAtMs } of readings) expect(observedAtMs).toBe(sent.observedAtMs);
      }),
    );
  });

  it('give the same readings one by one and as a backlog', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(sample, { selector: (one) => one.observedAtMs, minLength: 1, maxLength: 10 }),
        (sent) => {
          const payloads = sent.map(encodeTelemetry);
          const together = decodeTelemetry(Buffer.from(encodeBacklog(payloads)), RECEIVED).readings;
          const apart = payloads.flatMap((payload) => decodeTelemetry(Buffer.from(payload), RECEIVED).readings);
          expect(together).toEqual(apart);
        },
      ),
    );
  });
});
