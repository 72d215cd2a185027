import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { PublicKeyNotAllowedError } from './errors.js';
import { weaknessOf } from './weak-modulus.js';

/** Kind of a key we certify: NIST P-256, or RSA with its modulus in bits, 2048 to 4096. */
export type KeyAlgorithm = 'ec-p256' | `rsa-${number}`;

/** Kinds of key we make ourselves, by device model. */
export type GeneratedKeyAlgorithm = 'ec-p256' | 'rsa-2048';

/** What may be certified, in words. */
export const ALLOWED_KEYS =
  'EC P-256 (named curve, uncompressed point), RSA of 2048 to 4096 bits with an odd exponent from 65537 and a modulus of two random primes';
const RSA_MINIMUM_BITS = 2048; // NIST SP 800-57 part 1 table 2: 112 bits of strength
const RSA_MAXIMUM_BITS = 4096; // larger only slows every handshake of every peer
const RSA_MINIMUM_EXPONENT = 65_537n; // FIPS 186-5 §A.1.1: 2^16 < e < 2^256, odd
const RSA_MAXIMUM_EXPONENT_BITS = 256;

/** SubjectPublicKeyInfo up to the point: id-ecPublicKey, prime256v1 by name, BIT STRING, uncompressed (RFC 5480 §2.1.1, §2.2). */
const P256_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
const P256_OCTETS = 91;
const COORDINATE_OCTETS = 32;

/** What was found of keys that are in use: keys do not change, and of an RSA modulus finding it takes milliseconds. */
const certifiable = new WeakMap<KeyObject, CertifiableKey>();

/** A public key we certify. */
export interface CertifiableKey {
  readonly algorithm: KeyAlgorithm;
  /** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), DER. */
  readonly subjectPublicKeyInfo: Buffer;
  /** SHA-256 of it, 64 lower-case hexadecimal digits: names the key. */
  readonly spkiSha256: string;
}

/**
 * Tells the kind of a public key, whatever it is.
 *
 * @returns `other` for anything we do not certify
 */
export function keyAlgorithmOf(key: KeyObject): KeyAlgorithm | 'other' {
  const { namedCurve, modulusLength: bits = 0, publicExponent: exponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1' ? 'ec-p256' : 'other';
  const allowed =
    key.asymmetricKeyType === 'rsa' &&
    bits >= RSA_MINIMUM_BITS &&
    bits <= RSA_MAXIMUM_BITS &&
    exponent >= RSA_MINIMUM_EXPONENT &&
    exponent % 2n === 1n &&
    exponent.toString(2).length <= RSA_MAXIMUM_EXPONENT_BITS;
  return allowed ? `rsa-${bits}` : 'other';
}

/**
 * Checks a public key we are asked to certify.
 *
 * @throws {PublicKeyNotAllowedError} weak (an RSA modulus that is known to be factored easily included), too large, of another
 * kind, or a P-256 key in another encoding than the usual
 */
export function certifiableKey(key: KeyObject): CertifiableKey {
  const known = certifiable.get(key) ?? checkedKey(key);
  certifiable.set(key, known);
  return known;
}

/**
 * Reads a public key.
 *
 * A P-256 key in its usual encoding is taken by its coordinates, of which it is checked all the same that they are a point of the
 * curve: reading and writing the encoding costs OpenSSL more than a signature.
 *
 * @param subjectPublicKeyInfo DER
 * @throws what `createPublicKey` throws: it is none
 */
export function readPublicKey(subjectPublicKeyInfo: Buffer): KeyObject {
  if (!isUsualP256(subjectPublicKeyInfo))
    return createPublicKey({ key: subjectPublicKeyInfo, format: 'der', type: 'spki' });
  const coordinates = subjectPublicKeyInfo.subarray(P256_PREFIX.length);
  const [x, y] = [coordinates.subarray(0, COORDINATE_OCTETS), coordinates.subarray(COORDINATE_OCTETS)];
  const jwk = { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  certifiable.set(key, named('ec-p256', Buffer.from(subjectPublicKeyInfo)));
  return key;
}

function named(algorithm: KeyAlgorithm, subjectPublicKeyInfo: Buffer): CertifiableKey {
  const spkiSha256 = createHash('sha256').update(subjectPublicKeyInfo).digest('hex');
  return { algorithm, subjectPublicKeyInfo, spkiSha256 };
}

function checkedKey(key: KeyObject): CertifiableKey {
  const algorithm = keyAlgorithmOf(key);
  const subjectPublicKeyInfo = key.export({ type: 'spki', format: 'der' });
  // Explicit curve parameters may describe the same curve, but RFC 5480 §2.1.1 forbids them.
  const encodedAsUsual = algorithm !== 'ec-p256' || isUsualP256(subjectPublicKeyInfo);
  if (algorithm !== 'other' && encodedAsUsual) {
    const weakness = key.asymmetricKeyType === 'rsa' ? weaknessOf(modulusOf(key)) : undefined;
    if (weakness !== undefined) throw new PublicKeyNotAllowedError(`${algorithm}, ${weakness}`, ALLOWED_KEYS);
    return named(algorithm, subjectPublicKeyInfo);
  }
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
  const description = [key.asymmetricKeyType, namedCurve ?? modulusLength].filter(Boolean).join(' ');
  throw new PublicKeyNotAllowedError(encodedAsUsual ? description : `${description}, unusual encoding`, ALLOWED_KEYS);
}

function modulusOf(key: KeyObject): bigint {
  const { n = '' } = key.export({ format: 'jwk' });
  return BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`);
}

function isUsualP256(subjectPublicKeyInfo: Buffer): boolean {
  return (
    subjectPublicKeyInfo.length === P256_OCTETS &&
    subjectPublicKeyInfo.subarray(0, P256_PREFIX.length).equals(P256_PREFIX)
  );
}
