import fc from 'fast-check';
import * as der from './der.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('DER', () => {
  it.each([
    { value: 0n, encoded: '020100' },
    { value: 127n, encoded: '02017f' },
    { value: 128n, encoded: '02020080' },
    { value: 256n, encoded: '02020100' },
    { value: 65_535n, encoded: '020300ffff' },
  ])(
    'writes INTEGER $value in the fewest octets, with a sign octet where needed (X.690 §8.3)',
    ({ value, encoded }) => {
      expect(hex(der.integer(value))).toBe(encoded);
    },
  );

  it.each([-1, -5n, 0.5, Number.NaN, 2 ** 53])('refuses to write INTEGER %s', (value) => {
    expect(() => der.integer(value)).toThrow(RangeError);
  });

  it.each([
    { hex: '0001', encoded: '020101' },
    { hex: '000080', encoded: '02020080' },
    { hex: '0000', encoded: '020100' },
    { hex: '80', encoded: '02020080' },
  ])('writes the octets $hex as INTEGER in the fewest octets (X.690 §8.3.2)', ({ hex: octets, encoded }) => {
    expect(hex(der.integerFromHex(octets))).toBe(encoded);
  });

  it.each(['', '1', '0x01', 'no'])('refuses to read INTEGER from "%s"', (text) => {
    expect(() => der.integerFromHex(text)).toThrow(RangeError);
  });

  it.each([
    { dotted: '2.5.29.20', encoded: '0603551d14' },
    { dotted: '1.2.840.113549.1.1.11', encoded: '06092a864886f70d01010b' },
    { dotted: '1.2.840.10045.4.3.2', encoded: '06082a8648ce3d040302' },
    { dotted: '1.3.6.1.4.1.11591.4.11', encoded: '06092b06010401da47040b' },
  ])('writes OBJECT IDENTIFIER $dotted (X.690 §8.19)', ({ dotted, encoded }) => {
    expect(hex(der.objectIdentifier(dotted))).toBe(encoded);
  });

  it.each([
    { length: 127, header: '047f' },
    { length: 128, header: '048180' },
    { length: 255, header: '0481ff' },
    { length: 256, header: '04820100' },
    { length: 65_536, header: '0483010000' },
  ])('writes a length of $length in the fewest octets (X.690 §10.1)', ({ length, header }) => {
    expect(hex(der.octetString(Buffer.alloc(length))).startsWith(header)).toBe(true);
    expect(der.octetString(Buffer.alloc(length)).length).toBe(header.length / 2 + length);
  });

  it('cuts milliseconds off a time', () => {
    expect(der.time(new Date('2026-11-21T20:43:00.999Z')).toString('latin1')).toContain('261121204300Z');
  });

  it.each(['1949-12-31T23:59:59Z', 'invalid', '+010000-01-01T00:00:00Z'])('refuses to write the time %s', (text) => {
    expect(() => der.time(new Date(text))).toThrow(RangeError);
  });

  it('finds the components of what it wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 5 }), (contents) => {
        const values = contents.map((octets) => der.octetString(octets));
        const whole = der.sequence(...values);
        expect(der.isOneSequence(whole)).toBe(true);
        expect(der.components(whole)?.map(hex)).toEqual(values.map(hex));
        for (const other of [Buffer.concat([whole, Buffer.from([0])]), whole.subarray(0, -1)]) {
          expect(der.isOneSequence(other)).toBe(false);
          expect(der.components(other)).toBeUndefined();
        }
      }),
    );
  });

  it('never throws on bytes it did not write, and finds no more in them than there is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const found = der.components(Buffer.concat([Buffer.from([0x30]), bytes])) ?? [];
        expect(found.reduce((octets, value) => octets + value.length, 0)).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it('takes no indefinite length, which DER forbids (X.690 §10.1)', () => {
    expect(der.isOneSequence(Buffer.from('30800000', 'hex'))).toBe(false);
  });
});
