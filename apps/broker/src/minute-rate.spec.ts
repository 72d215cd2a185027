import { MinuteRate } from './minute-rate.js';

describe('the rate of the last minute', () => {
  it('is nothing when it is asked first', () => {
    expect(new MinuteRate().of(1_000, 0)).toBe(0);
  });

  it('is what came a second since the first of the last minute', () => {
    const rate = new MinuteRate();
    rate.of(0, 0);
    expect(rate.of(50, 5_000)).toBe(10);
    expect(rate.of(50, 10_000)).toBe(5);
  });

  it('forgets what is older than a minute', () => {
    const rate = new MinuteRate();
    for (let second = 0; second <= 300; second += 5) rate.of(second < 100 ? second * 100 : 10_000, second * 1_000);
    expect(rate.of(10_000, 305_000)).toBe(0);
  });

  it('bears a clock that is set back', () => {
    const rate = new MinuteRate();
    rate.of(100, 60_000);
    expect(rate.of(200, 30_000)).toBe(0);
    expect(rate.of(300, 40_000)).toBe(10);
  });
});
