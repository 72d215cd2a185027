import fc from 'fast-check';
import { emailAddress, emailDomain } from './email-address.js';

describe('emailAddress', () => {
  it.each([
    ['Ada@Example.com', 'ada@example.com'],
    ['user@xn--80a1acny.xn--p1ai', 'user@xn--80a1acny.xn--p1ai'],
    ['user@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444', 'user@xn--80a1acny.xn--p1ai'],
    ['USER@XN--80A1ACNY.XN--P1AI', 'user@xn--80a1acny.xn--p1ai'],
    ['a@m\u00fcnchen.de', 'a@xn--mnchen-3ya.de'],
    ['a@mu\u0308nchen.de', 'a@xn--mnchen-3ya.de'],
    ['a@M\u00dcNCHEN.DE', 'a@xn--mnchen-3ya.de'],
    ['a@\u4f8b\u3048\u3002\u30c6\u30b9\u30c8', 'a@xn--r8jz45g.xn--zckzah'],
    ['a@sub.\u00e9cole.example', 'a@sub.xn--cole-9oa.example'],
    ["o'hara+tag@a-b.co.uk", "o'hara+tag@a-b.co.uk"],
    [' a@b.de ', 'a@b.de'],
  ])('takes %s as %s', (typed, kept) => {
    expect(emailAddress.parse(typed)).toBe(kept);
    expect(emailAddress.parse(kept)).toBe(kept);
  });

  it('says what is wrong where letters beyond ASCII stand before the @', () => {
    const { error } = emailAddress.safeParse('j\u00f6rg@example.com');
    expect(error?.issues[0]?.message).toMatch(/before the @/);
  });

  it.each([
    'nowhere',
    '@example.com',
    'a@',
    'a@b',
    'a@b..de',
    'a@-b.de',
    'a@b-.de',
    'a@b.d',
    'a@b.1',
    'a@1.2.3.4',
    'a@[::1]',
    'a@b.de:80',
    'a@b.de/x',
    'a@b%2ede.x',
    'a b@c.de',
    'a@c .de',
    '.a@b.de',
    'a..b@c.de',
    '"a"@b.de',
    'a@b@',
    'a@xn--a.de-',
    `${'x'.repeat(65)}@b.de`,
    `a@${'x'.repeat(64)}.de`,
    `a@${`${'x'.repeat(60)}.`.repeat(5)}de`,
    'a@\u00ad.de',
    'a\u0000@b.de',
  ])('refuses %j', (typed) => {
    expect(emailAddress.safeParse(typed).success).toBe(false);
  });

  it('gives plain ASCII or a validation issue, whatever is typed, and reads again what it gave', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }).map((text) => `a@${text}.de`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = emailAddress.safeParse(text);
        if (!read.success) return;
        expect(read.data).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
        expect(emailAddress.parse(read.data)).toBe(read.data);
      }),
    );
  });
});

describe('emailDomain', () => {
  it.each([
    ['Example.COM', 'example.com'],
    ['\u043f\u043e\u0447\u0442\u0430.\u0440\u0444', 'xn--80a1acny.xn--p1ai'],
  ])('takes %s as %s', (typed, kept) => {
    expect(emailDomain.parse(typed)).toBe(kept);
  });

  it.each(['example', 'a@example.com', 'https://example.com', ''])('refuses %j', (typed) => {
    expect(emailDomain.safeParse(typed).success).toBe(false);
  });
});
