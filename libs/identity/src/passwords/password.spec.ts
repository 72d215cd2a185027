import { checkNewPassword } from './password.js';

const check = (password: string) => () => checkNewPassword(password, 'ada.lovelace@example.com', 'newPassword');
const refusal = (code: string) => expect.objectContaining({ code, kind: 'invalid' });

describe('a new password', () => {
  it.each(['0192837465 x', '\u{1F511}'.repeat(10), 'xy '.repeat(85), '\u{1F511}'.repeat(256)])(
    'may be %j',
    async (password) => {
      await expect(check(password)()).resolves.toBeUndefined();
    },
  );

  it.each(['', '012345678', '\u{1F511}'.repeat(9), 'x'.repeat(257)])(
    'is refused for its length in code points: %j',
    async (password) => {
      await expect(check(password)()).rejects.toThrow(refusal('identity.password-length'));
    },
  );

  it('is refused with its length and the bounds, and the name of its field', async () => {
    await expect(check('short')()).rejects.toThrow(
      expect.objectContaining({ details: { field: 'newPassword', length: 5, minimum: 10, maximum: 256 } }),
    );
  });

  it.each(['ada.lovelace@example.com', 'ADA.Lovelace@Example.com', 'Ada.Lovelace'])(
    'is refused when it is the own address: %s',
    async (password) => {
      await expect(check(password)()).rejects.toThrow(refusal('identity.password-is-address'));
    },
  );

  it('is never told in the refusal', async () => {
    await expect(check('secret')()).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });

  it.each(['password123', 'PassWord123', 'qwertyuiop', '1234567890'])(
    'is refused when everybody tries it first: %s',
    async (password) => {
      await expect(check(password)()).rejects.toThrow(refusal('identity.password-common'));
    },
  );
});
