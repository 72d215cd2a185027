import fc from 'fast-check';
import { receptionSlot, receptionUs } from './reception.js';

describe('The time of a message without a time of its own', () => {
  it('is within the millisecond in which it came, and never the millisecond itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 65_535 }), (ms, identifier) => {
        const us = receptionUs(ms, identifier);
        expect(Math.floor(us / 1000)).toBe(ms);
        expect(us % 1000).toBe(receptionSlot(identifier));
        expect(us % 1000).toBeGreaterThan(0);
      }),
    );
  });

  it('differs for packets that are in flight at once: up to 999 identifiers in a row', () => {
    const slots = Array.from({ length: 999 }, (_, index) => receptionSlot(65_000 - index));
    expect(new Set(slots).size).toBe(999);
  });
});
