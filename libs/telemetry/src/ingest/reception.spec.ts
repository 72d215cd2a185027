import fc from 'fast-check';
import { IDENTIFIERS, observationSlot, receptionSlot } from './reception.js';

const identifier = fc.integer({ min: 0, max: IDENTIFIERS - 1 });

describe('The microseconds of a message without a time of its own', () => {
  it('stay within their millisecond, and are none in no time of observation', () => {
    fc.assert(
      fc.property(identifier, (one) => {
        expect(observationSlot(one)).toBeGreaterThan(0);
        expect(observationSlot(one)).toBeLessThan(1_000);
        expect(receptionSlot(one)).toBeGreaterThanOrEqual(0);
        expect(receptionSlot(one)).toBeLessThan(1_000);
      }),
    );
  });

  it('say together which packet it was', () => {
    fc.assert(
      fc.property(identifier, (one) => {
        expect(receptionSlot(one) * 999 + observationSlot(one) - 1).toBe(one);
      }),
    );
  });

  it('keep messages in flight at once apart: up to 999 identifiers in a row', () => {
    const slots = Array.from({ length: 999 }, (_, index) => observationSlot(65_000 - index));
    expect(new Set(slots).size).toBe(999);
  });
});
