import { notificationKinds } from '#libs/contracts/http';
import { isFixed, isTold } from './notice.js';

describe('what somebody is told of', () => {
  it('is on where nothing was chosen, and follows the choice where it is theirs', () => {
    expect(isTold('contract-ending', 'mail', undefined)).toBe(true);
    expect(isTold('contract-ending', 'mail', { page: true, mail: false })).toBe(false);
    expect(isTold('contract-ending', 'page', { page: true, mail: false })).toBe(true);
  });

  it.each(['key-refused', 'address-change-requested', 'second-factor-reset', 'account-unlocked'] as const)(
    'cannot be switched off where it is about safety: %s',
    (kind) => {
      expect([isFixed(kind, 'page'), isFixed(kind, 'mail')]).toEqual([true, true]);
      expect(isTold(kind, 'mail', { page: false, mail: false })).toBe(true);
    },
  );

  it('stands in the page where somebody let themselves in, whatever was chosen, and comes by mail to who wants it', () => {
    expect([isFixed('self-granted', 'page'), isFixed('self-granted', 'mail')]).toEqual([true, false]);
    expect(isTold('self-granted', 'page', { page: false, mail: false })).toBe(true);
    expect(isTold('self-granted', 'mail', { page: true, mail: false })).toBe(false);
  });

  it('keeps the mail that carries a code, whatever was chosen', () => {
    expect(isTold('site-shared', 'mail', { page: false, mail: false })).toBe(true);
  });

  it('is told in at least one way each', () => {
    for (const kind of notificationKinds) expect(isTold(kind, 'page', undefined)).toBe(true);
  });
});
