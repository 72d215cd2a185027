import { randomBytes } from 'node:crypto';
import { SerialNumberInvalidError } from './errors.js';

declare const brand: unique symbol;

/**
 * Serial number of a certificate in text: lower-case hexadecimal, whole octets, no leading zero octet, positive, at most 20
 * octets as an INTEGER (RFC 5280 §4.1.2.2). Two equal numbers have one text.
 */
export type SerialNumber = string & { readonly [brand]: 'SerialNumber' };

/** Octets of a serial number we make. At least 8 must be random for it to be unguessable; 20 is the limit (RFC 5280 §4.1.2.2). */
const MADE_OCTETS = 16;
/** INTEGER octets a serial number may take, sign octet included (RFC 5280 §4.1.2.2). */
const MAXIMUM_OCTETS = 20;

/**
 * Makes a serial number of 16 octets with 126 random bits.
 *
 * Its first octet is 40 to 7f: positive without a sign octet, and always 32 digits long.
 *
 * @param random source of `count` unguessable octets
 */
export function randomSerialNumber(random: (count: number) => Uint8Array = randomBytes): SerialNumber {
  const octets = Buffer.from(random(MADE_OCTETS));
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets.toString('hex') as SerialNumber;
}

/**
 * Reads a serial number as people and tools write it: hexadecimal in either case, leading zeros allowed.
 *
 * @throws {SerialNumberInvalidError} other characters, zero, or more than 20 octets as an INTEGER
 */
export function parseSerialNumber(text: string): SerialNumber {
  // Longer texts cannot be valid but for zeros nobody writes: refused before any work is done on them.
  if (text.length > MAXIMUM_OCTETS * 2 + 2 || !/^[0-9a-f]+$/i.test(text))
    throw new SerialNumberInvalidError(text.length);
  const digits = text.toLowerCase().replace(/^0+/, '');
  const octets = digits.length % 2 === 0 ? digits : `0${digits}`;
  const integerOctets = octets.length / 2 + (/^[89a-f]/.test(octets) ? 1 : 0);
  if (digits === '' || integerOctets > MAXIMUM_OCTETS) throw new SerialNumberInvalidError(text.length);
  return octets as SerialNumber;
}
