/**
 * Writes DER (ITU-T X.690 §8–§11): just the types that a TBSCertificate, a TBSCertList, an EncryptedPrivateKeyInfo and
 * the leaves of a PKCS #12 file are made of, definite lengths only. Requests, and extensions that are the same in all
 * certificates of a profile, are left to \@peculiar/x509; its generators parse and write every part several times and look for
 * duplicate revocations by comparing all pairs, which costs more than the signature.
 *
 * Reads no more than the outline of one value: where it ends and where its components lie.
 */

const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  bmpString: 0x1e,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** From this year on times are GeneralizedTime (RFC 5280 §4.1.2.5). */
const FIRST_GENERALIZED_YEAR = 2050;
const FIRST_UTC_YEAR = 1950;
const LAST_YEAR = 9999;

function tagged(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), encodedLength(content.length), content]);
}

function encodedLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(length);
  const significant = octets.subarray(octets.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.from([0x80 | significant.length]), significant]);
}

/** SEQUENCE, or SEQUENCE OF, of values that are DER already. */
export function sequence(...components: readonly Uint8Array[]): Buffer {
  return tagged(TAG.sequence, Buffer.concat(components));
}

/** SET OF one value: of more the order would be given (X.690 §11.6). */
export function setOfOne(value: Uint8Array): Buffer {
  return tagged(TAG.set, value);
}

/** Octets under an implicit context tag in place of their own primitive one, 0 to 30. */
export function implicit(tagNumber: number, octets: Uint8Array): Buffer {
  return tagged(0x80 | tagNumber, octets);
}

/** A value under an explicit context tag, 0 to 30. */
export function explicit(tagNumber: number, value: Uint8Array): Buffer {
  return tagged(0xa0 | tagNumber, value);
}

/** INTEGER from a whole number of zero or more. @throws {RangeError} for any other */
export function integer(value: bigint | number): Buffer {
  if (value < 0 || (typeof value === 'number' && !Number.isSafeInteger(value))) {
    throw new RangeError(
      `INTEGER ${value} cannot be written; whole numbers of zero or more can, beyond 2^53 as bigint.`,
    );
  }
  const digits = value.toString(16);
  return integerFromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}

/**
 * INTEGER from big-endian hexadecimal octets, read as positive: in the fewest octets, with an octet 00 before a set sign bit (§8.3).
 *
 * @throws {RangeError} if the text is not pairs of hexadecimal digits
 */
export function integerFromHex(hex: string): Buffer {
  if (!/^([0-9a-f]{2})+$/i.test(hex)) {
    throw new RangeError(`INTEGER cannot be read from "${hex}"; one or more pairs of hexadecimal digits can.`);
  }
  const octets = Buffer.from(hex.replace(/^(00)+(?=..)/, ''), 'hex');
  const positive = (octets[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), octets]) : octets;
  return tagged(TAG.integer, positive);
}

/** ENUMERATED, 0 to 127. */
export function enumerated(value: number): Buffer {
  return tagged(TAG.enumerated, Buffer.from([value]));
}

/** BIT STRING of whole octets. */
export function bitString(octets: Uint8Array): Buffer {
  return tagged(TAG.bitString, Buffer.concat([Buffer.from([0]), octets]));
}

/** OCTET STRING. */
export function octetString(octets: Uint8Array): Buffer {
  return tagged(TAG.octetString, octets);
}

/** Text in UTF-16, big endian: pairs of surrogates stay, as every writer of PKCS #12 has it. */
export function bmpOctets(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** UTF8String. */
export function utf8String(text: string): Buffer {
  return tagged(TAG.utf8String, Buffer.from(text, 'utf8'));
}

/** BMPString. */
export function bmpString(text: string): Buffer {
  return tagged(TAG.bmpString, bmpOctets(text));
}

/** NULL. */
export const nil: Buffer = Buffer.from([TAG.null, 0]);

/** OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(TAG.objectIdentifier, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const octets = [arc & 0x7f];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) octets.unshift(0x80 | (left & 0x7f));
  return octets;
}

/**
 * Time as certificates and revocation lists carry it: UTCTime through 2049, then GeneralizedTime, always with seconds
 * and "Z", never with a fraction (RFC 5280 §4.1.2.5).
 *
 * @param instant its milliseconds are cut off
 */
export function time(instant: Date): Buffer {
  const year = instant.getUTCFullYear();
  if (!(year >= FIRST_UTC_YEAR && year <= LAST_YEAR)) {
    throw new RangeError(
      `A certificate cannot carry the year ${year}; ${FIRST_UTC_YEAR} to ${LAST_YEAR} can be written.`,
    );
  }
  const digits = instant.toISOString().slice(0, 19).replace(/[-:T]/g, '');
  return year < FIRST_GENERALIZED_YEAR
    ? tagged(TAG.utcTime, Buffer.from(`${digits.slice(2)}Z`, 'ascii'))
    : tagged(TAG.generalizedTime, Buffer.from(`${digits}Z`, 'ascii'));
}

/** Where one value lies: its content from `contentStart`, up to `end`. */
interface Outline {
  readonly contentStart: number;
  readonly end: number;
}

function outline(bytes: Uint8Array, start: number): Outline | undefined {
  const first = bytes[start + 1];
  if (first === undefined) return undefined;
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthOctets > 4) return undefined; // indefinite, or beyond anything we accept
  const contentStart = start + 2 + lengthOctets;
  let length = first < 0x80 ? first : 0;
  for (let at = start + 2; at < contentStart; at++) length = length * 256 + (bytes[at] ?? 0);
  const end = contentStart + length;
  return end <= bytes.length ? { contentStart, end } : undefined;
}

/** Whether the bytes are exactly one SEQUENCE of definite length, with nothing behind it. */
export function isOneSequence(bytes: Uint8Array): boolean {
  return bytes[0] === TAG.sequence && outline(bytes, 0)?.end === bytes.length;
}

/** Whether the bytes begin a value of indefinite length, which BER allows and DER forbids (§8.1.3.6, §10.1). */
export function hasIndefiniteLength(bytes: Uint8Array): boolean {
  return bytes[1] === 0x80;
}

/** The components of a SEQUENCE, tags and lengths included; `undefined` if they do not fill it exactly. */
export function components(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const whole = bytes[0] === TAG.sequence ? outline(bytes, 0) : undefined;
  if (whole?.end !== bytes.length) return undefined;
  const values: Uint8Array[] = [];
  for (let at = whole.contentStart; at < whole.end; ) {
    const next = outline(bytes, at);
    if (!next) return undefined;
    values.push(bytes.subarray(at, next.end));
    at = next.end;
  }
  return values;
}
