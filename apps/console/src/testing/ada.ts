import type { ProfileBody } from '#libs/contracts/http';

/** Somebody who is signed in. */
export const ada: ProfileBody = {
  id: '01900000-0000-7000-8000-000000000001',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  phone: null,
  language: null,
  timeZone: null,
  secondFactor: { active: false, recoveryCodesLeft: 0 },
  csrfToken: 'x'.repeat(43),
  passwordChange: null,
  memberships: [],
};
