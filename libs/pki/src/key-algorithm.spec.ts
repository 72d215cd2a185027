import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import * as der from './der.js';
import { certifiableKey } from './key-algorithm.js';

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey;
const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey;

/** P-256 with its curve written out, as `openssl ecparam -param_enc explicit` does. */
function explicitP256(): KeyObject {
  const point = ec('P-256').export({ type: 'spki', format: 'der' }).subarray(26);
  const number = (hexadecimal: string) => Buffer.from(hexadecimal, 'hex');
  const p = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';
  const a = 'ffffffff00000001000000000000000000000000fffffffffffffffffffffffc';
  const b = '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b';
  const g =
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5';
  const n = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
  const parameters = der.sequence(
    der.integer(1),
    der.sequence(der.objectIdentifier('1.2.840.10045.1.1'), der.integerFromHex(p)),
    der.sequence(der.octetString(number(a)), der.octetString(number(b))),
    der.octetString(number(g)),
    der.integerFromHex(n),
    der.integer(1),
  );
  const spki = der.sequence(der.sequence(der.objectIdentifier('1.2.840.10045.2.1'), parameters), der.bitString(point));
  return createPublicKey({ key: spki, format: 'der', type: 'spki' });
}

describe('a key we certify', () => {
  it('is P-256', () => {
    expect(certifiableKey(ec('P-256')).algorithm).toBe('ec-p256');
  });

  it.each([2048, 3072])('is RSA of %d bits', (bits) => {
    expect(certifiableKey(rsa(bits)).algorithm).toBe(`rsa-${bits}`);
  });

  it.each([
    { kind: 'RSA of 1024 bits', key: () => rsa(1024) },
    { kind: 'RSA of 2047 bits', key: () => rsa(2047) },
    { kind: 'RSA with exponent 3', key: () => rsa(2048, 3) },
    { kind: 'P-384', key: () => ec('P-384') },
    { kind: 'secp256k1', key: () => ec('secp256k1') },
    { kind: 'Ed25519', key: () => generateKeyPairSync('ed25519').publicKey },
    { kind: 'X25519', key: () => generateKeyPairSync('x25519').publicKey },
    { kind: 'RSA-PSS', key: () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey },
    { kind: 'P-256 with explicit parameters (RFC 5480 §2.1.1)', key: explicitP256 },
  ])('is not $kind', ({ key }) => {
    expect(() => certifiableKey(key())).toThrow(expect.objectContaining({ code: 'pki.public-key-not-allowed' }));
  });
});
