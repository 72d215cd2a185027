import { Allowance } from './allowance.js';

const MINUTE_MS = 60_000;

describe('Allowance', () => {
  it('gives each device its amount in each span, and not more', () => {
    const allowance = new Allowance(3, MINUTE_MS);
    expect([1, 1, 1, 1].map((amount) => allowance.take(7, amount, 0))).toEqual([true, true, true, false]);
    expect(allowance.take(8, 3, 0)).toBe(true);
    expect(allowance.take(7, 3, MINUTE_MS)).toBe(true);
  });

  it('uses nothing up when it refuses', () => {
    const allowance = new Allowance(3, MINUTE_MS);
    expect([2, 2, 1].map((amount) => allowance.take(7, amount, 0))).toEqual([true, false, true]);
  });

  it('is not begun anew by a message that counts as of an earlier span', () => {
    const allowance = new Allowance(1, 1_000);
    expect(allowance.take(1, 1, 5_000)).toBe(true);
    expect(allowance.take(2, 1, 1_000)).toBe(true);
    expect(allowance.take(1, 1, 5_001)).toBe(false);
  });
});
