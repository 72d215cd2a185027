/**
 * Codes and keys that people read aloud and type: 16 characters of Crockford's base32
 * (https://www.crockford.com/base32.html), 80 bits, without I, L, O and U. Check symbols are left out.
 */

/** Crockford's digits, by value. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_A_DIGIT = 5;
const LENGTH = 16;
/** Random bytes behind one code: 80 bits. */
export const TYPED_CODE_BYTES = (LENGTH * BITS_A_DIGIT) / 8;

/** Writes the first 80 bits as a code of 16 characters. @throws {RangeError} there are fewer */
export function typedCodeFrom(bytes: Uint8Array): string {
  if (bytes.length < TYPED_CODE_BYTES)
    throw new RangeError(`A typed code needs ${TYPED_CODE_BYTES} bytes, got ${bytes.length}.`);
  let rest = BigInt(`0x${Buffer.from(bytes.subarray(0, TYPED_CODE_BYTES)).toString('hex')}`);
  let code = '';
  for (let n = 0; n < LENGTH; n++) {
    code = DIGITS.charAt(Number(rest & 31n)) + code;
    rest >>= 5n;
  }
  return code;
}

/**
 * Reads what somebody typed: any case, spaces and hyphens anywhere, I and L for 1, O for 0.
 *
 * @returns the 16 characters as they were made; undefined for what cannot be a code
 */
export function typedCodeIn(text: string): string | undefined {
  const code = text.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll(/[IL]/g, '1').replaceAll('O', '0');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined;
}

/** As it is shown: in four groups of four, `ABCD-EFGH-JKMN-PQRS`. */
export const grouped = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');
