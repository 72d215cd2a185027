import fc from 'fast-check';
import { LinkTokens, newLinkKey } from './link-tokens.js';

const kinds = ['invitation', 'activation', 'password'] as const;
const tokens = new LinkTokens(newLinkKey());
const kind = fc.constantFrom(...kinds);

describe('LinkTokens', () => {
  it('reads the id back from every token it made, and the kind among those asked for', () => {
    fc.assert(
      fc.property(kind, fc.uuid(), (made, id) => {
        expect(tokens.read(tokens.tokenFor(made, id), kinds)).toEqual({ kind: made, id });
      }),
    );
  });

  it('makes the same token for the same row each time, so that it can be shown again (R2-11, R3-28)', () => {
    fc.assert(fc.property(kind, fc.uuid(), (k, id) => expect(tokens.tokenFor(k, id)).toBe(tokens.tokenFor(k, id))));
  });

  it('refuses a token with any one bit changed', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 48 * 8 - 1 }), (id, bit) => {
        const bytes = Buffer.from(tokens.tokenFor('invitation', id), 'base64url');
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        expect(tokens.read(bytes.toString('base64url'), kinds)).toBeUndefined();
      }),
    );
  });

  it('refuses any text it did not make, without an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.uuid()), (text) => {
        expect(tokens.read(text, kinds)).toBeUndefined();
      }),
    );
  });

  it('does not take a token of one kind for another', () => {
    const token = tokens.tokenFor('invitation', '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(tokens.read(token, ['activation', 'password'])).toBeUndefined();
  });

  it('does not take a token made with another key', () => {
    const others = new LinkTokens(newLinkKey());
    const token = others.tokenFor('activation', '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(tokens.read(token, kinds)).toBeUndefined();
  });

  it.each(['', 'short', `${newLinkKey()}A`, newLinkKey().slice(1), `${newLinkKey()}\n`])(
    'refuses a key that is not 32 bytes in base64url, without telling it',
    (key) => {
      expect(() => new LinkTokens(key)).toThrow('The link key must be 32 bytes in base64url; this one is not.');
    },
  );
});
