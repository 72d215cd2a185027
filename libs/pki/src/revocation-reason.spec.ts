import { isRevocationReason, REVOCATION_REASONS } from './revocation-reason.js';

describe('a revocation reason', () => {
  it.each(Object.keys(REVOCATION_REASONS))('is %s', (name) => {
    expect(isRevocationReason(name)).toBe(true);
  });

  it.each(['', 'KeyCompromise', 'certificateHold', 'toString', '__proto__'])('is not %j', (name) => {
    expect(isRevocationReason(name)).toBe(false);
  });
});
