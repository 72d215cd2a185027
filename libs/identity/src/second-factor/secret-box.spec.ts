import fc from 'fast-check';
import { newLinkKey } from '../links/link-tokens.js';
import { SecretBox } from './secret-box.js';

describe('a sealed secret', () => {
  const linkKey = newLinkKey();
  const box = new SecretBox(linkKey, 'second factor');

  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (secret, row) => {
        expect(box.open(box.seal(secret, row), row)).toBe(secret);
      }),
    );
  });

  it('is never the same twice', () => {
    expect(box.seal('secret', 'row')).not.toEqual(box.seal('secret', 'row'));
  });

  it.each([
    ['in another row', (sealed: Uint8Array) => box.open(sealed, 'other')],
    ['with another link key', (sealed: Uint8Array) => new SecretBox(newLinkKey(), 'second factor').open(sealed, 'row')],
    [
      'as another kind of secret',
      (sealed: Uint8Array) => new SecretBox(linkKey, 'identity provider').open(sealed, 'row'),
    ],
    [
      'when a bit of it was altered',
      (sealed: Uint8Array) =>
        box.open(
          sealed.map((byte, at) => byte ^ (at === 30 ? 1 : 0)),
          'row',
        ),
    ],
  ])('does not open %s', (_where, open) => {
    expect(() => open(box.seal('secret', 'row'))).toThrow('does not open');
  });
});
