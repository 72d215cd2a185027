import { reconnectDelayMs } from './reconnect-delay.js';

describe('reconnectDelayMs', () => {
  it('doubles from a second to a minute', () => {
    const means = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map((failures) => reconnectDelayMs(failures, () => 0.5));
    expect(means).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('spreads by half in both directions, so that a fleet does not come back in one blow', () => {
    expect(reconnectDelayMs(1, () => 0)).toBe(500);
    expect(reconnectDelayMs(7, () => 0.999_999)).toBe(90_000);
  });
});
