import fc from 'fast-check';
import { retryDelayMs } from './retry.js';

describe('retryDelayMs', () => {
  const policy = { firstMs: 1000, longestMs: 60_000, jitter: 0.5 };

  it('doubles from the first wait to the longest', () => {
    const means = [1, 2, 3, 4, 5, 6, 7, 8, 1000, 1e9].map((failures) => retryDelayMs(policy, failures, () => 0.5));
    expect(means).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
  });

  it('spreads by the jitter in both directions', () => {
    expect(retryDelayMs(policy, 1, () => 0)).toBe(500);
    expect(retryDelayMs(policy, 7, () => 0.999_999)).toBe(90_000);
  });

  it('asks for no random number without jitter', () => {
    const unasked = () => {
      throw new Error('asked');
    };
    expect(retryDelayMs({ ...policy, jitter: 0 }, 3, unasked)).toBe(4000);
  });

  it('stays within the longest wait and its jitter, whatever the policy', () => {
    const policies = fc.record({
      firstMs: fc.integer({ min: 1, max: 100_000 }),
      longestMs: fc.integer({ min: 1, max: 1e7 }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 1e6 }), random, (any, failures, share) => {
        const delayMs = retryDelayMs(any, failures, () => share);
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(Math.ceil(any.longestMs * (1 + any.jitter)));
      }),
    );
  });
});
