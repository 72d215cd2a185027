import { type GrantTimes, grantStateOf, SHARE_CODE_DAYS, SHARE_CODE_VALID_MS } from './site-grant.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const times = (differences: Partial<GrantTimes> = {}): GrantTimes => ({
  codeExpiresAt: day(8),
  acceptedAt: null,
  endsAt: null,
  withdrawnAt: null,
  ...differences,
});

describe('the state of a grant', () => {
  it('R4-14: a code is valid for 7 days', () => {
    expect(SHARE_CODE_DAYS).toBe(7);
    expect(SHARE_CODE_VALID_MS).toBe(604_800_000);
  });

  it.each([
    ['pending', {}, day(1)],
    ['pending', {}, new Date(day(8).getTime() - 1)],
    ['expired', {}, day(8)],
    ['accepted', { acceptedAt: day(2) }, day(300)],
    ['accepted', { acceptedAt: day(2), endsAt: day(9) }, new Date(day(9).getTime() - 1)],
    ['expired', { acceptedAt: day(2), endsAt: day(9) }, day(9)],
    ['expired', { endsAt: day(3) }, day(3)],
    ['withdrawn', { withdrawnAt: day(2) }, day(2)],
    ['withdrawn', { withdrawnAt: day(2) }, day(300)],
    ['withdrawn', { acceptedAt: day(2), withdrawnAt: day(20) }, day(20)],
    ['expired', { withdrawnAt: day(9) }, day(9)],
    ['expired', { acceptedAt: day(2), endsAt: day(9), withdrawnAt: day(10) }, day(10)],
  ] as const)('R4-18: %s of %j at %s', (state, differences, now) => {
    expect(grantStateOf(times(differences), now)).toBe(state);
  });
});
