import fc from 'fast-check';
import { grouped, TYPED_CODE_BYTES, typedCodeFrom, typedCodeIn } from './typed-code.js';

const bytes = fc.uint8Array({ minLength: TYPED_CODE_BYTES, maxLength: TYPED_CODE_BYTES });

describe('a typed code', () => {
  it('R4-13: has 80 bits in 16 characters, in four groups', () => {
    expect(TYPED_CODE_BYTES * 8).toBe(80);
    expect(grouped(typedCodeFrom(Buffer.from('00443214c74254b635cf', 'hex')))).toBe('0123-4567-89AB-CDEF');
    expect(typedCodeFrom(Buffer.alloc(10, 0xff))).toBe('Z'.repeat(16));
  });

  it('is read as it was written, however it is grouped, spaced and cased', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        const code = typedCodeFrom(some);
        for (const typed of [code, grouped(code), code.toLowerCase(), ` ${grouped(code).replaceAll('-', ' ')} `])
          expect(typedCodeIn(typed)).toBe(code);
      }),
    );
  });

  it('differs for different bits', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(typedCodeFrom(one) === typedCodeFrom(other)).toBe(Buffer.from(one).equals(other));
      }),
    );
  });

  it('takes I and L for 1 and O for 0, as people read them', () => {
    expect(typedCodeIn('oIlO-0000-0000-0000')).toBe('0110000000000000');
  });

  it.each([
    '',
    '0123-4567-89AB-CDE',
    '0123-4567-89AB-CDEF-0',
    'U123-4567-89AB-CDEF',
    '0123_4567_89AB_CDEF',
    '٠123456789ABCDEF',
  ])('"%s" is none', (text) => {
    expect(typedCodeIn(text)).toBeUndefined();
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const code = typedCodeIn(text);
        expect(code === undefined || /^[0-9A-Z]{16}$/.test(code)).toBe(true);
      }),
    );
  });

  it('is not made of fewer bits', () => {
    expect(() => typedCodeFrom(Buffer.alloc(9))).toThrow(RangeError);
  });
});
