import fc from 'fast-check';
import { parseSerialNumber, randomSerialNumber } from './serial-number.js';

const octets = (count: number) => fc.uint8Array({ minLength: count, maxLength: count });

describe('a serial number we make', () => {
  it('has 16 octets and is positive without a sign octet, whatever the random source gives', () => {
    fc.assert(
      fc.property(octets(16), (random) => {
        expect(randomSerialNumber(() => random)).toMatch(/^[4-7][0-9a-f]{31}$/);
      }),
    );
  });

  it('keeps at least 64 random bits (issue: unguessable)', () => {
    fc.assert(
      fc.property(octets(16), octets(16), (some, others) => {
        const same = Buffer.from(some.subarray(1)).equals(Buffer.from(others.subarray(1)));
        fc.pre(!same);
        expect(randomSerialNumber(() => some)).not.toBe(randomSerialNumber(() => others));
      }),
    );
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(octets(16), (random) => {
        const serialNumber = randomSerialNumber(() => random);
        expect(parseSerialNumber(serialNumber)).toBe(serialNumber);
      }),
    );
  });

  it('does not repeat', () => {
    const many = Array.from({ length: 1000 }, () => randomSerialNumber());
    expect(new Set(many).size).toBe(1000);
  });
});

describe('parseSerialNumber', () => {
  it('gives equal numbers one text, however they are written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: (1n << 159n) - 1n }), fc.integer({ min: 0, max: 2 }), (number, zeros) => {
        const hex = number.toString(16);
        const written = '0'.repeat(zeros) + hex;
        const canonical = hex.length % 2 === 0 ? hex : `0${hex}`;
        fc.pre(written.length <= 42);
        expect(parseSerialNumber(written)).toBe(canonical);
        expect(parseSerialNumber(written.toUpperCase())).toBe(canonical);
      }),
    );
  });

  it.each([
    { text: '', why: 'empty' },
    { text: '0', why: 'zero' },
    { text: '0000', why: 'zero, longer' },
    { text: '-1', why: 'negative' },
    { text: '0x2a', why: 'a prefix' },
    { text: '2a:3b', why: 'colons' },
    { text: ' 2a', why: 'a blank' },
    { text: '2g', why: 'not hexadecimal' },
    { text: `80${'00'.repeat(19)}`, why: '21 octets with the sign octet' },
    { text: `01${'00'.repeat(20)}`, why: '21 octets' },
    { text: '1'.repeat(100_000), why: 'far too long' },
  ])('refuses $why', ({ text }) => {
    expect(() => parseSerialNumber(text)).toThrow(
      expect.objectContaining({ code: 'pki.serial-number-invalid', details: { length: text.length } }),
    );
  });

  it('takes the largest number of 20 octets (RFC 5280 §4.1.2.2)', () => {
    expect(parseSerialNumber(`7f${'ff'.repeat(19)}`)).toBe(`7f${'ff'.repeat(19)}`);
  });

  it('answers any text with a serial number or its own error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        try {
          expect(parseSerialNumber(text)).toMatch(/^([0-9a-f]{2}){1,20}$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'pki.serial-number-invalid' });
        }
      }),
    );
  });
});
