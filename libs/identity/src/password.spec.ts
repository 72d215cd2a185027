import { checkNewPassword } from './password.js';

const check = (password: string) => () => checkNewPassword(password, 'ada.lovelace@example.com', 'newPassword');
const refusal = (code: string) => expect.objectContaining({ code, kind: 'invalid' });

describe('a new password', () => {
  it.each(['0123456789', '\u{1F511}'.repeat(10), 'x'.repeat(256), '\u{1F511}'.repeat(256)])('may be %j', (password) => {
    expect(check(password)).not.toThrow();
  });

  it.each(['', '012345678', '\u{1F511}'.repeat(9), 'x'.repeat(257)])(
    'is refused for its length in code points: %j',
    (password) => {
      expect(check(password)).toThrow(refusal('identity.password-length'));
    },
  );

  it('is refused with its length and the bounds, and the name of its field', () => {
    expect(check('short')).toThrow(
      expect.objectContaining({ details: { field: 'newPassword', length: 5, minimum: 10, maximum: 256 } }),
    );
  });

  it.each(['ada.lovelace@example.com', 'ADA.Lovelace@Example.com', 'Ada.Lovelace'])(
    'is refused when it is the own address: %s',
    (password) => {
      expect(check(password)).toThrow(refusal('identity.password-is-address'));
    },
  );

  it('is never told in the refusal', () => {
    expect(check('secret')).not.toThrow(/secret/);
  });
});
