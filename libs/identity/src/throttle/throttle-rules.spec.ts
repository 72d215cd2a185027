import { accountRule, addressRule, lockMs } from './throttle-rules.js';

describe('the lock after failed sign-ins', () => {
  it.each([
    [1, 0],
    [4, 0],
    [5, 30],
    [6, 60],
    [7, 120],
    [11, 1920],
    [12, 3600],
    [1_000_000, 3600],
  ])('lasts, after failure %i of an account, %i s', (failures, seconds) => {
    expect(lockMs(accountRule, failures)).toBe(seconds * 1000);
  });

  it('comes later for a network address, behind which there may be an office', () => {
    expect(lockMs(addressRule, 49)).toBe(0);
    expect(lockMs(addressRule, 50)).toBe(30_000);
  });
});
